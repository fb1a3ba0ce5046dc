// Loading, memory, and platforms that lack something: node --test tests/js/loading.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `code` as a module in a process of its own; what it printed as JSON. */
function child(code, ...flags) {
  const done = spawnSync(process.execPath, [...flags, '--input-type=module', '--eval', code], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  assert.equal(done.status, 0, done.stderr);
  return JSON.parse(done.stdout);
}

/** Keeps every memory that an instance of the core brings. */
const WATCH = `
const memories = [];
const Original = WebAssembly.Instance;
WebAssembly.Instance = class extends Original {
  constructor(...args) { super(...args); if (this.exports.memory) memories.push(this.exports.memory); }
};
const kib = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength / 1024, 0);
const presend = await import('presend');
`;

test('importing starts nothing; the first call does', () => {
  const told = child(`${WATCH}
    const before = memories.length;
    const { ok } = presend.checkEmail('ann@acme.in');
    presend.checkEmail('ann@acme.in');
    console.log(JSON.stringify({ before, ok, after: memories.length, kib: kib() }));`);
  assert.deepEqual([told.before, told.ok, told.after], [0, true, 1]);
  assert.ok(told.kib <= 512, `${told.kib} KiB at the start`);
});

test('10⁶ small checks leave less than 1 MiB', () => {
  const told = child(`${WATCH}
    const profile = (await import('presend/profiles/migosmtp')).default;
    const body = { from: 'shop@acme.in', to: 'bob@acme,in', subject: 'Hi {{ name }}', html: 'x' };
    const once = (at) => {
      presend.checkEmail(at % 3 ? 'ann' + at + '@acme.in' : 'ann' + at + '@acme,in');
      presend.checkPhone('+9198765' + String(at).padStart(5, '0'));
      if (at % 10 === 0) presend.checkText('नमस्ते ' + at, { max: 8 });
      if (at % 50 === 0) presend.checkTemplate('Hi {{ name }} ' + at, { variables: { name: 'Ann' } });
      if (at % 50 === 0) presend.checkJson('{"a": ' + at + ',}');
      if (at % 100 === 0) presend.checkRequest(profile, 'email.send', body);
      if (at % 100 === 0) presend.explain({ status: 429, body: '{"error":"rate_limit_exceeded"}' }, { now: 0 });
    };
    for (let at = 0; at < 1000; at++) once(at);
    const warm = kib();
    for (let at = 0; at < 450000; at++) once(at);
    console.log(JSON.stringify({ warm, grown: kib() - warm, memories: memories.length }));`);
  assert.equal(
    told.memories,
    7,
    'one for each room that was called: e-mail, phone, text, template, JSON, request, answers',
  );
  assert.ok(told.grown < 1024, `${told.grown} KiB grown from ${told.warm} KiB`);
});

test('large texts do not add up', () => {
  const told = child(`${WATCH}
    const text = '{"a": "' + 'x'.repeat(5e6) + '"}';
    const sizes = [];
    for (let at = 0; at < 6; at++) {
      presend.checkJson(text);
      presend.checkText(text, { max: 10, maxLength: 1e7 });
      presend.checkTemplate(text, { maxLength: 1e7, variables: { a: text } });
      presend.measureText(text);
      presend.explain({ status: 500, body: text });
      sizes.push(kib());
    }
    console.log(JSON.stringify(sizes));`);
  assert.equal(told.at(-1), told[1], `KiB after each round: ${told}`);
});

test('measuring a long text leaves no large memory, and splits no pair', () => {
  const told = child(`${WATCH}
    const text = 'x' + '😀'.repeat(1e6) + '\\ud83d';
    const measured = presend.measureText(text);
    console.log(JSON.stringify({ measured, kib: kib() }));`);
  assert.deepEqual(told.measured, { octets: 1 + 4e6 + 3, codePoints: 1e6 + 2, utf16Units: 2e6 + 2 });
  assert.ok(told.kib < 1024, `${told.kib} KiB`);
});

test('without WebAssembly: the import works, the first call says what is missing', () => {
  const told = child(`delete globalThis.WebAssembly;
    const presend = await import('presend');
    const calls = [
      () => presend.warmUp(),
      () => presend.checkEmail('geheim7@acme.in'),
      () => presend.checkPhone('+919876543210'),
      () => presend.explain({ status: 500, body: 'geheim7' }),
    ];
    const errors = calls.map((call) => {
      try { call(); return null; } catch (error) {
        return { name: error.name, ours: error instanceof presend.PresendUnavailableError, text: String(error) + error.stack + String(error.cause) };
      }
    });
    const sentence = presend.createMessages()({ reason: 'required', code: null, path: [], params: {} });
    console.log(JSON.stringify({ errors, sentence, required: presend.checkEmail('').issues[0].reason }));`);
  for (const { name, ours, text } of told.errors) {
    assert.deepEqual([name, ours, text.includes('geheim7')], ['PresendUnavailableError', true, false]);
  }
  assert.ok(told.sentence.length > 0, 'messages need no core');
  assert.equal(told.required, 'required');
});

test('where compiling is forbidden, as by a Content-Security-Policy', () => {
  const told =
    child(`WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError('unsafe-eval'); } };
    const presend = await import('presend');
    try { presend.checkEmail('ann@acme.in'); } catch ({ name, cause }) { console.log(JSON.stringify([name, cause.name])); }`);
  assert.deepEqual(told, ['PresendUnavailableError', 'CompileError']);
});

test('without TextEncoder and TextDecoder, as in jsdom', () => {
  const code = (drop) => `${drop}
    const presend = await import('presend');
    const profile = (await import('presend/profiles/migosmtp')).default;
    const octets = new Uint8Array(${JSON.stringify([...new TextEncoder().encode('{"to":"é@acme.in","subject":"😀","html":"x","from":"a@acme.in"}')])});
    const long = 'é😀नमस्ते'.repeat(50);
    console.log(JSON.stringify([
      presend.checkEmail('ann@bücher.de'), presend.checkEmail('"Änn 😀" <ann@acme.in>', { nameAddr: true }),
      presend.checkEmail('ann\\ud800@acme.in'), presend.checkPhone('+９１ 98765 43210'), presend.checkText(long, { max: 20 }),
      presend.checkTemplate('नमस्ते {{ नाम }} 😀'), presend.checkRequest(profile, 'email.send', octets),
      presend.checkRequest(profile, 'email.send', { from: 'a@acme.in', to: 'b@acme.in', subject: long, html: '{{é}}' }),
      presend.measureText(long), presend.explain({ status: 422, body: '{"error":"invalid_email_address","field":"é"}' }, { now: 0 }),
      presend.explain({ status: 500, body: new Uint8Array([255, 240, 128]) }, { now: 0, random: () => 0 }),
      presend.checkRequest(profile, 'email.send', new TextEncoderOfThisTest().encode('{"from":"a@acme.in","to":"b@acme.in","subject":"é😀","html":"x"}')),
    ]));`;
  const keep = 'globalThis.TextEncoderOfThisTest = TextEncoder;';
  const drop = `${keep} delete globalThis.TextEncoder; delete globalThis.TextDecoder;`;
  assert.deepEqual(child(code(drop)), child(code(keep)));
});

test('slim: nothing without a module, everything with it', () => {
  const told = child(`
    import { readFileSync } from 'node:fs';
    import { createRequire } from 'node:module';
    const presend = await import('presend/slim');
    let before;
    try { presend.checkEmail('ann@acme.in'); } catch ({ name, message }) { before = [name, message]; }
    const code = readFileSync(createRequire(import.meta.url).resolve('presend/presend.wasm'));
    presend.provideModule(code);
    const octets = presend.checkEmail('ann@acme.in').ok;
    presend.provideModule(new WebAssembly.Module(code));
    const module = presend.checkEmail('ann@acme.in').ok;
    presend.provideModule(new Uint8Array([0, 1, 2]));
    let garbage;
    try { presend.checkEmail('ann@acme.in'); } catch ({ name }) { garbage = name; }
    presend.provideModule(code);
    console.log(JSON.stringify({ before, octets, module, garbage, after: presend.checkPhone('+919876543210').ok }));`);
  assert.deepEqual(told.before, ['PresendUnavailableError', 'presend: no module: call provideModule first']);
  assert.deepEqual([told.octets, told.module, told.garbage, told.after], [true, true, 'PresendUnavailableError', true]);
});

test('the hex in the package is the bare module, and so is what require reads', async () => {
  const bare = readFileSync(`${ROOT}dist/presend.wasm`);
  const { code } = await import(new URL('../../dist/esm/generated/code.js', import.meta.url));
  assert.ok(bare.equals(code()));
  assert.ok(bare.equals(createRequire(import.meta.url)('../../dist/cjs/generated/code.js').code()));
});

// After a trap the next call works. A core that can be made to fail is built for this: node --test tests/js/trap.test.mjs

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';
import { buildCore } from '../../www/build/core.mjs';
import { roomsAs } from '../../www/build/without-rooms.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'presend-trap-'));
after(() => rmSync(FOLDER, { recursive: true, force: true }));

buildCore({ trap: true, to: join(FOLDER, 'presend.wasm'), generated: join(FOLDER, 'generated/') });

/** The layer's own sources over the core that can be made to fail, in the place of every room's. */
const overTrap = {
  name: 'over-trap',
  setup: (plugin) => {
    plugin.onResolve({ filter: /generated\/(bindings|code)\.js$/ }, ({ path }) => ({
      path: join(FOLDER, 'generated', path.replace(/^.*\//, '').replace('.js', '.ts')),
    }));
    plugin.onResolve({ filter: /core\/hex\.js$/ }, () => ({ path: join(ROOT, 'www/lib/core/hex.ts') }));
  },
};
await build({
  stdin: {
    contents: `export * from './www/lib/index.ts';
      export { buildFilter } from './www/lib/filter/build.ts';
      import { instance as running, provide } from './www/lib/core/instance.ts';
      import { bind } from './www/lib/generated/bindings.js';
      import { code } from './www/lib/generated/code.js';
      import * as kinds from './www/lib/generated/kinds.ts';
      provide({ module: code, bind, kinds }, true);
      export const instance = () => running(null);
      export { default as migosmtp } from './www/lib/generated/profiles/migosmtp.ts';`,
    resolveDir: ROOT,
  },
  bundle: true,
  format: 'esm',
  target: 'es2022',
  // The package's list of side effects speaks of dist.
  ignoreAnnotations: true,
  outfile: join(FOLDER, 'presend.mjs'),
  plugins: [roomsAs('export const $room = null;', { all: true }), overTrap],
});
const presend = await import(pathToFileURL(join(FOLDER, 'presend.mjs')).href);
const { checkEmail, checkJson, checkPhone, checkRequest, checkTemplate, checkText } = presend;
const { buildFilter, explain, instance, migosmtp, prepareContext } = presend;
const { checkDltTemplate, createDltIndex } = presend;
const { checkWhatsappMessage } = presend;

const SECRET = 'geheim7';
/** Compiled once: after a trap it compiles itself again. */
const context = prepareContext({ asOf: 1, verifiedDomains: [`${SECRET}.in`], suppressions: ['ann@acme.in'] });
const window = { remaining: 0, resetsAt: 100, shared: false };
context.update({ asOf: 3, rateLimits: { 'email.send': window } });
context.update({ asOf: 2, rateLimits: { 'email.send.bulk': window }, subscription: { status: 'suspended' } });
const BODY = { from: 'shop@acme.in', to: 'ann@acme,in', subject: 'Hi {{ name }}', html: 'x' };

/** A handle that must outlive the instances it was made in. */
const INDEX = createDltIndex([{ id: '1', text: 'Your OTP is {#var#}. -ACME' }]);

/** One call of everything. */
const CALLS = {
  check_email: () => checkEmail(`${SECRET}@acme,in`),
  check_phone: () => checkPhone(`+91 98765 4321${SECRET}`),
  check_json: () => checkJson(`{"${SECRET}": 1,}`),
  check_text: () => checkText(SECRET, { max: 3 }),
  match_dlt: () => INDEX.match(`Your OTP is ${SECRET}, -ACME`),
  check_dlt: () => checkDltTemplate(`Dear {${SECRET}#} -ACME`),
  whatsapp_report: () => checkWhatsappMessage({ text: { body: '' }, [SECRET]: SECRET }),
  template_report: () => checkTemplate(`{{ ${SECRET} }}`),
  check_request: () => checkRequest(migosmtp, 'email.send', { ...BODY, [SECRET]: SECRET }),
  update_context: () => checkRequest(migosmtp, 'email.send', BODY, { context: { subscription: { status: SECRET } } }),
  set_filter: () =>
    checkRequest(migosmtp, 'email.send', BODY, { context: { dnd: buildFilter([SECRET], { salt: SECRET + SECRET }) } }),
  // Against the snapshot that was there before the trap.
  keep_headers: () =>
    checkRequest(
      migosmtp,
      'email.send',
      { ...BODY, to: 'ann@acme.in' },
      { context, headers: { 'content-type': SECRET }, now: 50 },
    ),
  explain: () =>
    explain({ status: 429, body: { error: 'rate_limit_exceeded', message: SECRET } }, { now: 0, random: () => 0 }),
};
const all = () => Object.values(CALLS).map((call) => call());

function trapped(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail('no trap');
}

test('the core traps, and says so without a word of the user', () => {
  const error = trapped(() => instance().core.trap());
  assert.ok(error instanceof presend.PresendUnavailableError);
  assert.ok(error.cause instanceof WebAssembly.RuntimeError);
});

test('after a trap every call answers as before, with plans and profiles built anew', () => {
  const before = all();
  const dates = ({ issues }) => issues.flatMap(({ code, asOf }) => (asOf === undefined ? [] : [[code, asOf]]));
  assert.deepEqual(dates(CALLS.keep_headers()).sort(), [
    ['account_suspended', 2],
    ['domain_not_verified', 1],
    ['rate_limit_exceeded', 3],
    ['recipient_suppressed', 1],
  ]);
  for (let round = 0; round < 20; round++) {
    const { epoch } = instance();
    trapped(() => instance().core.trap());
    assert.deepEqual(all(), before);
    assert.equal(instance().epoch, epoch + 1);
  }
});

for (const [name, call] of Object.entries(CALLS)) {
  test(`${name}: a trap in the middle`, () => {
    const wanted = call();
    const live = instance();
    const { core } = live;
    core[name] = () => core.trap();
    // Checks of a single value call the module's own export, without the net around it.
    if (name in live.bare) live.bare = { ...live.bare, [name]: live.bare.trap };
    const error = trapped(call);
    assert.equal(error.name, 'PresendUnavailableError');
    const told = `${error.message} ${error.stack} ${error.cause?.message} ${error.cause?.stack} ${JSON.stringify(error)}`;
    assert.ok(!told.includes(SECRET), told);
    assert.deepEqual(call(), wanted);
  });
}

test('the published core cannot be made to fail', async () => {
  const { readFileSync } = await import('node:fs');
  const names = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(`${ROOT}dist/presend.wasm`)));
  assert.ok(!names.some(({ name }) => name === 'trap'));
});

// Every room has a core of its own; one module that the page brings takes the place of all and answers the same.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

/** What a fresh process prints as JSON. */
const run = (code) =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }));

/** The same calls by the rooms' own cores, and by the one core of `presend/slim`. */
function both(calls) {
  const print = `console.log(JSON.stringify(${calls}));`;
  const own = run(`import * as presend from 'presend'; ${print}`);
  const one = run(`
    import { readFileSync } from 'node:fs';
    import { createRequire } from 'node:module';
    import * as presend from 'presend/slim';
    presend.provideModule(readFileSync(createRequire(import.meta.url).resolve('presend/presend.wasm')));
    ${print}`);
  return [own, one];
}

const VALUES = `['ann@acme.in', 'Ann@Acme.IN', 'ann@acme,in', 'ann@gmial.com', 'ann@bücher.de', '', '\\ud83d@x.in']`;
const NUMBERS = `['+919876543210', '098765 43210', '+44 (0)20 7183 8750', '+1 555', 'x', '\\u0661\\u0662']`;
const TEXTS = `['{}', '{"a": 1,}', "{'a': 01}", '[1e999, -0]', '{{x}}', '“Hi” – ₹5…', 'न'.repeat(80), '\\ud83d', 'a'.repeat(300)]`;

const ROOMS = {
  'e-mail': `${VALUES}.map((v) => presend.checkEmail(v))`,
  phone: `${NUMBERS}.map((v) => presend.checkPhone(v, { region: 'IN' }))`,
  'phone formats': `[presend.phoneRegions(), ['national', 'international', 'rfc3966'].map((style) =>
    ${NUMBERS}.map((v) => presend.formatPhone(v, style))), presend.checkPhone('+')]`,
  JSON: `[presend.checkJson, presend.repairJson].map((call) => ${TEXTS}.map((v) => call(v)))`,
  SMS: `[presend.measureSms, presend.splitSms, presend.simplifySms,
    (v) => presend.checkSms(v, { maxSegments: 1, tables: ['hi'] })].map((call) => ${TEXTS}.map((v) => call(v)))`,
  text: `[presend.measureText, (v) => presend.checkText(v, { max: 20 })].map((call) => ${TEXTS}.map((v) => call(v)))`,
  template: `['{{ a }}', '{{#if x}}', '{{a}} {{b}}', { subject: '{{a}}', html: '<a href="{{a}}">' }].map((v) => [
    presend.checkTemplate(v, { variables: { a: '<b>', c: 1 } }), presend.checkTemplateList(v, [{ a: 'javascript:1' }, {}]),
    typeof v === 'string' && presend.previewTemplate(v, { variables: { a: '<' } })])`,
  DLT: `[presend.createDltIndex([{ id: '1107', text: 'Your code is {#var#} "\\u0000' }]),
    presend.createDltIndex([{ id: '1108', text: 'नमस्ते {#numeric#}.' }])].map((index) => ['Your code is 5 "\\u0000', 'नमस्ते x.', 'Your cod']
    .map((v) => index.match(v))).concat(['{#var}', 'ACMEIN', '1107'].map((v) => [presend.checkDltTemplate(v), presend.checkDltHeader(v), presend.checkDltId(v)]))`,
  WhatsApp: `[{}, { name: 'a', language: 'en', components: [{ type: 'BODY', text: 'Hi {{1}} {{3}}' }] }]
    .map((v) => [presend.checkWhatsappTemplate(v), presend.checkWhatsappMessage({ name: 'a' }, { template: v })])`,
  answers: `[{ status: 422, body: '{"error":"invalid_phone_number","field":"to"}' }, { status: 429, body: '{}' }, { status: 500, body: '<p>' }]
    .map((v) => presend.explain(v, { now: 0, random: () => 0, timeZone: 'UTC' }))`,
};

/** Rooms that `presend.forms.js` has no checks of. */
const NO_FIELDS = ['DLT', 'WhatsApp'];

for (const [room, calls] of Object.entries(ROOMS)) {
  test(`${room}: its own core answers as the one with all`, () => {
    const [own, one] = both(calls);
    assert.deepEqual(own, one);
    assert.ok(JSON.stringify(own).includes('"reason":'), 'some of it is wrong');
  });
}

test('presend.forms.js, which has a core of its own, answers as the others', () => {
  const calls = Object.keys(ROOMS).filter((room) => !NO_FIELDS.includes(room));
  const print = `console.log(JSON.stringify([${calls.map((room) => ROOMS[room]).join()}]));`;
  const file = new URL('../../dist/presend.forms.js', import.meta.url);
  assert.deepEqual(
    run(`import * as presend from '${file}'; ${print}`),
    run(`import * as presend from 'presend'; ${print}`),
  );
});

test('a core starts when its first check is called, and no other', () => {
  const started = run(`
    const Original = WebAssembly.Instance;
    let count = 0;
    WebAssembly.Instance = class extends Original { constructor(...args) { super(...args); count++; } };
    const { checkEmail, checkPhone, warmUp } = await import('presend');
    const counts = [count];
    for (const call of [() => checkEmail('a@b.in'), () => checkEmail('a@c.in'), () => checkPhone('+1'), warmUp]) { call(); counts.push(count); }
    console.log(JSON.stringify(counts));`);
  assert.deepEqual(started.slice(0, 4), [0, 1, 1, 2]);
  assert.equal(started[4], 11, 'one for each room and one with all');
});

test('all entries in one page are the same functions', () => {
  const found = run(`
    import { checkEmail } from 'presend/email';
    const before = checkEmail('ann@acme.in').ok;
    const { checkJson, checkEmail: again } = await import('presend');
    const { checkPhone } = await import('presend/phone');
    console.log(JSON.stringify([before, again === checkEmail, checkEmail('ann@acme.in').ok, checkJson('{}').ok, checkPhone('+919876543210').ok]));
  `);
  assert.deepEqual(found, [true, true, true, true, true]);
});

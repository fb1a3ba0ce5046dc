// `presend/email`, `/phone`, `/json` and `/sms` bring a core of their own; with `presend` beside them, one core serves all.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

/** What a fresh process prints as JSON after importing the package. */
const run = (code) =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }));

const VALUES = `['ann@acme.in', 'Ann@Acme.IN', 'ann@acme,in', 'ann@gmial.com', 'ann@bücher.de', '', '\\ud83d@x.in']`;
const NUMBERS = `['+919876543210', '098765 43210', '+44 (0)20 7183 8750', '+1 555', 'x', '\\u0661\\u0662']`;

test('one room alone answers as the core with all of them', () => {
  const small = run(`
    import { checkEmail, warmUp } from 'presend/email';
    import { checkPhone } from 'presend/phone';
    warmUp();
    console.log(JSON.stringify([${VALUES}.map((v) => checkEmail(v)), ${NUMBERS}.map((v) => checkPhone(v, { region: 'IN' }))]));
  `);
  const large = run(`
    import { checkEmail, checkPhone } from 'presend';
    console.log(JSON.stringify([${VALUES}.map((v) => checkEmail(v)), ${NUMBERS}.map((v) => checkPhone(v, { region: 'IN' }))]));
  `);
  assert.deepEqual(small, large);
  assert.equal(small[0].filter(({ ok }) => ok).length, 4);
});

const TEXTS = `['{}', '{"a": 1,}', "{'a': 01}", '[1e999, -0]', '{{x}}', '“Hi” – ₹5…', 'न'.repeat(80), '\\ud83d', 'a'.repeat(300)]`;

test('JSON and SMS alone answer as the core with all rooms', () => {
  const calls = `[checkJson, repairJson, measureSms, splitSms, simplifySms, measureText,
    (v) => checkText(v, { max: 20 }), (v) => checkSms(v, { maxSegments: 1, tables: ['hi'] })]`;
  const small = run(`
    import { checkJson, repairJson } from 'presend/json';
    import { checkSms, checkText, measureSms, measureText, simplifySms, splitSms, warmUp } from 'presend/sms';
    warmUp();
    console.log(JSON.stringify(${calls}.map((call) => ${TEXTS}.map((v) => call(v)))));
  `);
  const large = run(`
    import { checkJson, checkSms, checkText, measureSms, measureText, repairJson, simplifySms, splitSms } from 'presend';
    console.log(JSON.stringify(${calls}.map((call) => ${TEXTS}.map((v) => call(v)))));
  `);
  assert.deepEqual(small, large);
  for (const entry of ['json', 'sms']) {
    const lengths = run(`import { checkText, measureText } from 'presend/${entry}';
      console.log(JSON.stringify([measureText('né😀').octets, checkText('abc', { max: 2 }).issues[0].reason]));`);
    assert.deepEqual(lengths, [7, 'text_too_long']);
  }
});

test('all entries in one page', () => {
  const found = run(`
    import { checkEmail } from 'presend/email';
    const before = checkEmail('ann@acme.in').ok;
    const { checkJson, checkEmail: again } = await import('presend');
    const { checkPhone } = await import('presend/phone');
    console.log(JSON.stringify([before, again === checkEmail, checkEmail('ann@acme.in').ok, checkJson('{}').ok, checkPhone('+919876543210').ok]));
  `);
  assert.deepEqual(found, [true, true, true, true, true]);
});

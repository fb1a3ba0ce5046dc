// SMS in JavaScript: the generated tables, public vectors, lists of messages: node --test tests/js/sms.test.mjs

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { applyFix, checkSms, estimateSms, measureSms, simplifySms, splitSms } from 'presend';
import { readTables, SOURCE, TABLE, tableSource } from '../../www/build/sms/generate.mjs';

const SUITES = new URL('../../../shared/data/sms/', import.meta.url);

/** A public suite, or `null` where it is not at hand. */
function suite(name) {
  const file = new URL(name, SUITES);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  console.log(`not here, so not compared with: ${name}`);
  return null;
}

test('the tables are fresh: npm run generate:sms changes nothing', () => {
  assert.equal(readTables().length, 13);
  if (existsSync(SOURCE)) assert.equal(readFileSync(TABLE, 'utf8'), tableSource());
  else console.log('not here, so not compared with: gsm_national_tables.json');
});

test('each character of a national table is one septet, or two in the single shift table', () => {
  for (const { language, locking, singleShift } of readTables()) {
    const measured = (char) => {
      const { encoding, units } = measureSms(char.repeat(80), { tables: [language] });
      return encoding === 'gsm7' ? units / 80 : null;
    };
    for (const char of locking.replace('\uffff', '')) {
      // What the default alphabet's extension has needs no table.
      assert.equal(measured(char), '^\\|~€'.includes(char) ? 2 : 1, `${language} ${char}`);
    }
    for (const char of singleShift.replaceAll(' ', '')) {
      // 80 of two septets are two segments, as many as in UCS-2, which is then taken.
      assert.ok([1, 2, null].includes(measured(char)), `${language} ${char}`);
      assert.equal(measureSms(char.repeat(72), { tables: [language] }).encoding, 'gsm7', `${language} ${char}`);
    }
  }
});

test('Twilio’s vectors', () => {
  const vectors = suite('twilio_tests.json');
  if (!vectors) return;
  for (const { body, encoding, segments, messageSize } of vectors) {
    const found = measureSms(body);
    assert.deepEqual(
      [found.encoding, found.segments, found.units * (found.encoding === 'gsm7' ? 7 : 16)],
      [encoding === 'GSM-7' ? 'gsm7' : 'ucs2', segments, messageSize],
    );
  }
});

/** Where we write something else than Twilio does: why, which characters, and how many of its table they are. */
const REPLACED_OTHERWISE = [
  ['a mark belongs to its letter, and letters stay as they are', /^[\p{M}\p{L}ː˖˷˸꞉꞊]$/u, 46],
  ['one space stands for one space, not two; a tab for one, not seven', /^[\p{Zs}\t]$/u, 15],
  ['a control character is a finding of checkSms, which shows where it is', /^\p{Cc}$/u, 16],
  ['a line separator breaks the line', /^[\u2028\u2029]$/, 2],
  ['a low quotation mark is one', /^‚$/, 1],
  ['a bullet is a star', /^•$/, 1],
  ['ornaments and pieces of brackets are no asterisks and lines', /^[⎜⎟⎼⎽⟮⟯⦅⦆⦂⊛⧆✢-❋]$/, 26],
  ['forms for vertical text are never in a message', /^[︐-︙]$/, 6],
];

test('Twilio’s table of replacements', () => {
  const table = suite('twilio_smart_encoding.json');
  if (!table) return;
  const differing = Object.entries(table).filter(([char, plain]) => simplifySms(char).text !== plain);
  const open = differing.map(([char]) => char).filter((char) => !REPLACED_OTHERWISE.some(([, set]) => set.test(char)));
  assert.deepEqual(open, [], 'a new difference is a question');
  for (const [why, set, count] of REPLACED_OTHERWISE) {
    assert.equal(differing.filter(([char]) => set.test(char)).length, count, why);
  }
});

test('split-sms’s vectors', () => {
  const vectors = suite('splitsms_unicode.json');
  if (!vectors) return;
  for (const { message, parts } of vectors) {
    assert.deepEqual(
      splitSms(message),
      parts.map(({ content }) => content),
    );
  }
});

test('a list of messages: what is billed', () => {
  const texts = ['Hi Ann', 'a'.repeat(161), 'न'.repeat(71), 'Hi 😀'];
  const expected = {
    messages: 4,
    segments: 6,
    bySegments: { 1: 2, 2: 2 },
    ucs2: 2,
    dearest: { index: 1, segments: 2 },
  };
  assert.deepEqual(estimateSms(texts), expected);
  assert.deepEqual(estimateSms(new Set(texts)), expected);
  const each = texts.map((text) => measureSms(text).segments);
  assert.deepEqual(each, [1, 2, 2, 1]);
  function* generated() {
    for (const text of texts) {
      // What a caller does between two messages must not matter.
      checkSms('“…”', { tables: ['hi'] });
      yield text;
    }
  }
  assert.deepEqual(estimateSms(generated()), expected);
  assert.equal(estimateSms(texts, { tables: ['hi'] }).segments, 5);
  assert.deepEqual(estimateSms([]), { messages: 0, segments: 0, bySegments: {}, ucs2: 0, dearest: null });
});

test('wrong arguments are a TypeError that names them', () => {
  const wrong = [
    [() => measureSms(5), 'measureSms: text'],
    [() => splitSms(null), 'splitSms: text'],
    [() => simplifySms(undefined), 'simplifySms: text'],
    [() => simplifySms('x', 5), 'simplifySms: options'],
    [() => measureSms('x', { tables: 'tr' }), 'options.tables'],
    [() => measureSms('x', { tables: ['turkish'] }), 'options.tables'],
    [() => splitSms('x', []), 'splitSms: options'],
    [() => checkSms('x', { maxSegments: 1.5 }), 'options.maxSegments'],
    [() => checkSms('x', { tables: [5] }), 'options.tables'],
    [() => estimateSms('x'), 'estimateSms: texts'],
    [() => estimateSms(null), 'estimateSms: texts'],
    [() => estimateSms(['x', 5]), 'estimateSms: texts'],
    [() => estimateSms([], { tables: ['xx'] }), 'options.tables'],
  ];
  for (const [call, named] of wrong) {
    assert.throws(call, (error) => error instanceof TypeError && error.message.includes(named), named);
  }
});

test('a cut never splits what people see as one character, nor a placeholder', () => {
  const family = '👩‍👧‍👦';
  const text = `${'न'.repeat(66)}${family}`;
  const { issues } = checkSms(text, { maxSegments: 1 });
  assert.equal(applyFix(text, issues[0]), 'न'.repeat(66));
  const conjunct = `${'a'.repeat(68)}ना${'न'.repeat(9)}`;
  for (let max = 0; max < 3; max++) {
    const cut = checkSms(conjunct, { maxSegments: max }).issues[0];
    if (cut) assert.ok(!/[\u093e]/.test(conjunct[cut.span.start] ?? ''), 'a vowel sign stays with its letter');
  }
});

test('texts of any length: linear, and the memory goes back', () => {
  const seconds = (text) => {
    const started = performance.now();
    measureSms(text, { tables: ['tr', 'hi'] });
    splitSms(text);
    simplifySms(text);
    return (performance.now() - started) / 1000;
  };
  for (const piece of ['a', 'न', '’', '€', 'a\u2028', '\ud83d', '{{']) {
    seconds(piece.repeat(1000));
    assert.ok(seconds(piece.repeat(400_000)) < 3, JSON.stringify(piece));
  }
});

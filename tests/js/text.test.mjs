// Lengths of text where the platform has a say: node --test tests/js/text.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { applyFix, checkText, createMessages, measureText } from 'presend';

const FAMILY = '👩‍👧‍👦';

test('graphemes are counted only when asked for', () => {
  assert.deepEqual(measureText('né😀'), { octets: 7, codePoints: 3, utf16Units: 4 });
  const counted = [
    ['', 0],
    ['abc', 3],
    ['a\r\nb', 3],
    ['\n\r', 2],
    ['e\u0301', 1],
    [FAMILY, 1],
    ['🇮🇳🇮', 2],
    ['👍🏽👍', 2],
    ['\ud83d', 1],
    [`a${'\u0301'.repeat(1000)}b`, 2],
  ];
  for (const [text, graphemes] of counted) {
    assert.equal(measureText(text, { graphemes: true }).graphemes, graphemes, JSON.stringify(text));
  }
  assert.throws(() => measureText('x', 5), TypeError);
});

test('a limit in graphemes', () => {
  const check = (text, max) => checkText(text, { max, unit: 'graphemes' });
  assert.equal(check(FAMILY.repeat(3), 3).ok, true);
  const long = FAMILY.repeat(3) + 'é';
  const { ok, issues, measure } = check(long, 3);
  assert.deepEqual([ok, measure.graphemes, measure.utf16Units], [false, 4, long.length]);
  assert.deepEqual(issues[0].params, { max: 3, actual: 4, overflow: 1, unit: 'graphemes' });
  assert.equal(applyFix(long, issues[0]), FAMILY.repeat(3));
  assert.equal(createMessages()(issues[0]), 'This is 1 character too long. Please shorten it to at most 3 characters.');
  // What it finds in characters stays, in the order of the text.
  const both = check(`\ud83d${'a'.repeat(9)}\u0007`, 5);
  assert.deepEqual(
    both.issues.map(({ reason }) => reason),
    ['lone_surrogate', 'text_too_long'],
  );
  assert.equal(both.warnings[0].reason, 'text_control_character');
});

test('a cut in any unit splits no pair, no cluster and no placeholder, and is as late as can be', () => {
  const pieces = [
    'a',
    'é',
    'e\u0301',
    FAMILY,
    '🇮🇳',
    'न',
    '😀',
    '{{name}}',
    '{{{x}}}',
    '\u0301',
    '\r\n',
    '\ud83d',
    '{#var#}',
  ];
  let seed = 7;
  const random = (end) => (seed = (seed * 48271) % 2147483647) % end;
  const units = { code_points: 'codePoints', utf16_units: 'utf16Units', octets: 'octets', graphemes: 'graphemes' };
  let cuts = 0;
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join('');
    const unit = Object.keys(units)[random(4)];
    const max = random(20);
    const { issues } = checkText(text, { max, unit });
    const issue = issues.find(({ reason }) => reason === 'text_too_long');
    if (!issue) continue;
    cuts++;
    const cut = applyFix(text, issue);
    const shown = JSON.stringify([text, unit, max, cut]);
    assert.ok(text.startsWith(cut), shown);
    assert.ok(measureText(cut, { graphemes: true })[units[unit]] <= max, shown);
    const starts = [...new Intl.Segmenter().segment(text)].map(({ index }) => index);
    assert.ok(cut === '' || starts.includes(cut.length), `a cluster was split: ${shown}`);
    for (const [placeholder] of [...text.matchAll(/\{\{\w+\}\}|\{#\w+#\}/g)].map((match) => [match])) {
      const { index } = placeholder;
      const end = index + placeholder[0].length;
      assert.ok(cut.length <= index || end <= cut.length, `a placeholder was split: ${shown}`);
    }
  }
  assert.ok(cuts > 500);
});

test('the unit that a provider does not state: an error by code points, a warning by UTF-16 units alone', () => {
  const check = (text) => checkText(text, { max: 4, unit: 'unknown' });
  assert.deepEqual([check('😀😀').ok, check('😀😀').warnings.length], [true, 0]);
  const { ok, warnings } = check('😀😀😀');
  assert.deepEqual(
    [ok, warnings[0].reason, warnings[0].likely, warnings[0].params.unit],
    [true, 'text_too_long', true, 'utf16_units'],
  );
  assert.deepEqual(check('abcde').issues[0].params, { max: 4, actual: 5, overflow: 1, unit: 'code_points' });
});

test('a live counter reads what the check read', () => {
  for (const text of ['a', 'né😀', 'नमस्ते', '\ud83d', 'x'.repeat(100_000)]) {
    assert.deepEqual(checkText(text, { max: 5 }).measure, measureText(text));
    assert.deepEqual(checkText(text, { unit: 'graphemes' }).measure, measureText(text, { graphemes: true }));
  }
  assert.equal(checkText(5).measure, null);
  assert.equal(checkText('', { optional: true }).measure, null);
});

test('a platform that cannot count graphemes gives no false errors', async () => {
  const { Segmenter } = Intl;
  delete Intl.Segmenter;
  try {
    // A copy of its own, which has not asked the platform yet.
    const { createRequire } = await import('node:module');
    const old = createRequire(import.meta.url)('presend');
    assert.equal(old.measureText('né', { graphemes: true }).graphemes, null);
    assert.equal(old.measureText('abc', { graphemes: true }).graphemes, 3);
    const { ok, warnings } = old.checkText(FAMILY, { max: 2, unit: 'graphemes' });
    assert.deepEqual([ok, warnings[0].likely, warnings[0].params.unit], [true, true, 'code_points']);
    assert.equal(old.applyFix(FAMILY, warnings[0]).length, 2);
  } finally {
    Intl.Segmenter = Segmenter;
  }
});

test('long texts have the clusters that the platform finds in the whole of them', () => {
  const pieces = [
    'a',
    'é',
    'e\u0301',
    '\u0301',
    FAMILY,
    '🇮',
    '🇮🇳',
    '👍🏽',
    '\u{1f3fd}',
    '\u200d',
    '\r',
    '\n',
    '\r\n',
    'क्षि',
    'क्\u200dष',
  ];
  pieces.push('\u1100', '\u1161', '\u11a8', '한', '\ud83d', '\ude00', '😀', '\u{e0067}', '\u0e33', ' ', '{{name}}');
  let state = 7;
  const next = (end) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % end;
  const segmenter = new Intl.Segmenter();
  for (let round = 0; round < 60; round++) {
    // Of few kinds, so that long runs of flags, marks and joiners cross the borders of pieces.
    const kinds = Array.from({ length: 1 + next(4) }, () => pieces[next(pieces.length)]);
    let text = round % 3 === 0 ? '' : 'x'.repeat(1015 + next(12));
    while (text.length < 2600) text += next(9) === 0 ? pieces[next(pieces.length)] : kinds[next(kinds.length)];
    const starts = Array.from(segmenter.segment(text), ({ index }) => index);
    assert.equal(measureText(text, { graphemes: true }).graphemes, starts.length, JSON.stringify(text));
    const max = next(starts.length);
    const { issues } = checkText(text, { max, unit: 'graphemes' });
    const found = issues.find(({ reason }) => reason === 'text_too_long');
    assert.equal(found?.params.actual, starts.length);
    if (!text.includes('{{')) assert.equal(found.span.start, starts[max]);
  }
});

test('counting graphemes takes time as the text is long', () => {
  const time = (units) => {
    const text = 'é'.repeat(units);
    const started = performance.now();
    measureText(text, { graphemes: true });
    checkText(text, { max: units - 10, unit: 'graphemes' });
    checkText('a'.repeat(units), { max: units - 10, unit: 'graphemes' });
    return performance.now() - started;
  };
  time(4_000);
  const short = Math.min(time(16_000), time(16_000));
  // Sixteen times the text; the square would be 256 times as long.
  assert.ok(time(256_000) < short * 80 + 200);
});

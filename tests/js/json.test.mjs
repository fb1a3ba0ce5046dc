// JSON in JavaScript: every cause of issue by name, repairs, hostile sizes: node --test tests/js/json.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { applyFix, checkJson, repairJson, toPointer } from 'presend';

const reasons = ({ issues, warnings }) => [...issues, ...warnings].map(({ reason }) => reason);
const nbsp = '\u00a0';

/** The common mistakes: text, reason, line, column, and what the repair makes of it (`null`: there is none). */
const CAUSES = [
  ['{"a": 1,}', 'json_trailing_comma', 1, 8, '{"a": 1}'],
  ["{'a': 1}", 'json_single_quotes', 1, 2, '{"a": 1}'],
  ['{a: 1}', 'json_unquoted_name', 1, 2, '{"a": 1}'],
  ['{"a": "x\ny"}', 'json_raw_line_break', 1, 9, '{"a": "x\\ny"}'],
  ['{"a": "x\ty"}', 'json_raw_tab', 1, 9, '{"a": "x\\ty"}'],
  ['{"a": "Say "hi" now"}', 'json_unescaped_quote', 1, 12, '{"a": "Say \\"hi\\" now"}'],
  ['{"a": "C:\\Users\\x"}', 'json_windows_path', 1, 8, '{"a": "C:\\\\Users\\\\x"}'],
  ['{"a": 1\n"b": 2}', 'json_missing_comma', 1, 8, '{"a": 1,\n"b": 2}'],
  ['{"a" 1}', 'json_missing_colon', 1, 5, '{"a": 1}'],
  ['{"a" = 1}', 'json_equals_sign', 1, 6, '{"a" : 1}'],
  ['{"a": 1 // one\n}', 'json_comment', 1, 9, '{"a": 1 \n}'],
  ['{"a": 1 /* one */}', 'json_comment', 1, 9, '{"a": 1 }'],
  ['{"a": NaN}', 'json_not_finite', 1, 7, '{"a": null}'],
  ['{"a": -Infinity}', 'json_not_finite', 1, 7, '{"a": null}'],
  ['{"a": undefined}', 'json_foreign_literal', 1, 7, '{"a": null}'],
  ['{"a": True}', 'json_literal_case', 1, 7, '{"a": true}'],
  ['{"a": None}', 'json_foreign_literal', 1, 7, '{"a": null}'],
  ['{"a": 012}', 'json_leading_zero', 1, 7, '{"a": "012"}'],
  ['{"a": +91}', 'json_plus_sign', 1, 7, '{"a": 91}'],
  ['{"a": 0xFF}', 'json_radix', 1, 7, '{"a": 255}'],
  ['{“a”: 1}', 'json_smart_quotes', 1, 2, '{"a": 1}'],
  [`{"a":${nbsp}1}`, 'json_invisible_character', 1, 6, '{"a": 1}'],
  ['{"a":\u200b1}', 'json_invisible_character', 1, 6, '{"a":1}'],
  ['{"a": [1, {"b": 2', 'json_truncated', 1, 18, '{"a": [1, {"b": 2}]}'],
  ['{"a": 1}\n{"a": 2}', 'json_several_documents', 2, 1, null],
  ['<!DOCTYPE html><p>', 'json_other_format', 1, 1, null],
  ['to=a%40b.in&body=hi', 'json_other_format', 1, 1, null],
  ['{"a": {{name}}}', 'json_unfilled_placeholder', 1, 7, null],
  ['\ufeff{"a": 1}', 'json_byte_order_mark', 1, 1, '{"a": 1}'],
  ['{"a": "\ud83d"}', 'json_lone_surrogate', 1, 8, null],
  ['"{\\"a\\": 1}"', 'json_double_encoded', 1, 1, '{"a": 1}'],
  ['{"a": 1, "a": 2}', 'json_duplicate_name', 1, 10, null],
  ['{"a": "\\ud83d"}', 'json_lone_surrogate_escape', 1, 8, null],
  ['{"id": 1107161234567890123}', 'json_unsafe_integer', 1, 8, '{"id": "1107161234567890123"}'],
  ['{"a": 1e999}', 'json_number_overflow', 1, 7, null],
  ['{"a": -0}', 'json_negative_zero', 1, 7, '{"a": 0}'],
  ['{"__proto__": 1}', 'json_proto_name', 1, 2, null],
];

test('each common mistake: its cause, line and column, and a repair that is JSON', () => {
  const differing = CAUSES.flatMap(([text, reason, line, column, fixed]) => {
    const found = checkJson(text);
    const [issue] = [...found.issues, ...found.warnings];
    const mended = issue?.fix ? [...found.issues, ...found.warnings].toReversed().reduce(applyFix, text) : null;
    const actual = [text, issue?.reason, issue?.source?.line, issue?.source?.column, mended];
    return JSON.stringify(actual) === JSON.stringify([text, reason, line, column, fixed]) ? [] : [actual];
  });
  assert.deepEqual(differing, []);
  for (const [, , , , fixed] of CAUSES) if (fixed !== null) JSON.parse(fixed);
});

test('several mistakes at once, each with its path', () => {
  const text = `{'to': "a", "tags": [1, 2,], "sent": True}`;
  const found = checkJson(text);
  assert.deepEqual(
    found.issues.map(({ reason, path }) => [reason, toPointer(path)]),
    [
      ['json_single_quotes', ''],
      ['json_trailing_comma', '/tags'],
      ['json_literal_case', '/sent'],
    ],
  );
});

test('repairJson says what it did, in places of the text given', () => {
  const text = "{'to': 'ann@acme.in', // her\n \"n\": 1,}";
  const { ok, value, text: mended, applied, issues } = repairJson(text);
  assert.deepEqual([ok, value, issues], [true, mended, []]);
  assert.deepEqual(JSON.parse(mended), { to: 'ann@acme.in', n: 1 });
  assert.deepEqual(
    applied.map(({ reason }) => reason),
    ['json_single_quotes', 'json_single_quotes', 'json_comment', 'json_trailing_comma'],
  );
  for (const { span } of applied) assert.ok(span.end <= text.length);
});

test('repairJson leaves what is right, what is a matter of taste, and what would be guessing', () => {
  for (const text of ['{}', ' [1, 2]\n', '{"a": 1, "a": 2}', '[-0]', '"é\u2028😀"']) {
    const { ok, text: mended, applied } = repairJson(text);
    assert.deepEqual([ok, mended, applied], [true, text, []]);
  }
  const half = repairJson("{'a': 1}\n{'a': 2}");
  assert.equal(half.ok, false);
  assert.equal(half.value, null);
  assert.ok(half.issues.length > 0);
  // Halves of pairs stay as they are, since nobody knows the other half.
  const broken = repairJson('{"a": "\ud83d", "b": 1,}');
  assert.deepEqual([broken.text, reasons(broken)], ['{"a": "\ud83d", "b": 1}', ['json_lone_surrogate']]);
  const replaced = repairJson('{"a": "\ufffd न",}');
  assert.equal(replaced.text, '{"a": "\ufffd न"}');
});

test('octets are checked as they are, and places in them count octets', () => {
  const octets = new TextEncoder().encode('{"न": 1,}');
  const [issue] = checkJson(octets).issues;
  assert.deepEqual([issue.span, issue.source.column], [{ start: 9, end: 10 }, 10]);
  assert.equal(checkJson(octets.subarray(0, 0)).issues[0].reason, 'json_empty');
  assert.equal(checkJson(new Uint8Array([0x22, 0xff, 0x22])).issues[0].reason, 'json_invalid_utf8');
  assert.equal(checkJson(Buffer.from('[1]')).ok, true);
});

test('limits: depth and octets', () => {
  const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
  assert.equal(checkJson(nested(512)).ok, true);
  assert.deepEqual(checkJson(nested(513)).issues[0].params, { max: 512 });
  assert.equal(checkJson(nested(5), { maxDepth: 5 }).ok, true);
  assert.equal(checkJson(nested(6), { maxDepth: 5 }).ok, false);
  assert.equal(checkJson('"नम"', { maxOctets: 8 }).ok, true);
  const { ok, issues } = checkJson('"नम"', { maxOctets: 7 });
  assert.deepEqual(
    [ok, issues[0].reason, issues[0].params],
    [false, 'input_too_large', { max: 7, actual: 8, unit: 'octets' }],
  );
  assert.throws(() => checkJson('1', { maxOctets: -1 }), /options\.maxOctets/);
  assert.throws(() => repairJson('1', { maxDepth: 'x' }), /options\.maxDepth/);
});

test('a million brackets are one clear issue', () => {
  for (const text of ['['.repeat(1e6), '{"a":'.repeat(1e6), '['.repeat(1e6) + ']'.repeat(1e6)]) {
    assert.deepEqual(reasons(checkJson(text)), ['json_too_deep']);
    assert.deepEqual(reasons(repairJson(text)), ['json_too_deep']);
  }
  // Without a limit it is a matter of memory, not of the stack.
  assert.equal(checkJson('['.repeat(1e6) + ']'.repeat(1e6), { maxDepth: 2e6 }).ok, true);
});

test('100 MB: one clear issue, and with a raised cap an answer', () => {
  const row = '{"to":"ann@acme.in","name":"Ann","n":12345},';
  const text = `[${row.repeat(Math.ceil(1e8 / row.length))}1]`;
  assert.deepEqual(reasons(checkJson(text)), ['input_too_large']);
  assert.deepEqual(reasons(repairJson(text)), ['input_too_large']);
  assert.equal(checkJson(text, { maxLength: 2e8 }).ok, true);
  assert.equal(checkJson('{}').ok, true, 'and it goes on');
});

test('objects of 100,000 names: linear, whatever the names', () => {
  const milliseconds = (text) => {
    const started = performance.now();
    checkJson(text);
    return performance.now() - started;
  };
  const object = (count, name) => `{${Array.from({ length: count }, (_, at) => `"${name(at)}":${at}`).join()}}`;
  for (const name of [(at) => `name ${at}`, (at) => 'x'.repeat(at % 50) + at, (at) => `${at % 5}`]) {
    milliseconds(object(1000, name));
    assert.ok(milliseconds(object(100_000, name)) < 3000);
  }
});

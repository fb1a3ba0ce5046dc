// Lists of phone numbers, how numbers are written, and the regions of a picker.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { checkPhone, checkPhones, formatPhone, phoneMetadataVersion, phoneRegions } from 'presend';

const { cases } = JSON.parse(readFileSync(new URL('../cases/phone.json', import.meta.url), 'utf8'));

function assertSame(list, values, options) {
  assert.equal(list.length, values.length);
  let ok = 0;
  values.forEach((value, row) => {
    const one = checkPhone(value, options);
    ok += Number(one.ok);
    const from = { ok: list.ok(row), value: list.value(row), issues: list.issues(row), warnings: list.warnings(row) };
    const { callingCode, region, type } = one;
    assert.deepEqual(
      { callingCode: list.callingCode(row), region: list.region(row), type: list.type(row) },
      {
        callingCode,
        region,
        type,
      },
    );
    assert.deepEqual(from, { ok: one.ok, value: one.value, issues: one.issues, warnings: one.warnings });
    assert.deepEqual(list.result(row), one);
  });
  assert.equal(list.okCount, ok);
}

test('a list gives what each number gives alone', () => {
  const values = [...cases.map(({ value }) => value), '', null, undefined, 5, {}, 'é'.repeat(250), '1'.repeat(251)];
  for (const options of [
    undefined,
    { region: 'IN' },
    { mode: 'exact', optional: true },
    { region: 'US', types: ['mobile'], regions: ['US', 'IN', '001'] },
    { maxLength: 12 },
  ]) {
    assertSame(checkPhones(values, options), values, options);
  }
});

test('a list crosses in parts, whatever its rows', () => {
  const rows = ['+919876543210', '', '\u{1D7D8}'.repeat(125), '+44 (0)7400 123456', null, '９'.repeat(250), '12345'];
  const values = Array.from({ length: 3000 }, (_, at) => rows[(at * at) % rows.length]);
  const list = checkPhones(values);
  values.forEach((value, row) => assert.equal(list.value(row), checkPhone(value).value));
});

test('a part that is as long in octets as it has room for is read as it is', () => {
  // Rows of 16 units with their two octets in front fill a part of 32,768 to the last; one of them is not ASCII.
  const values = Array.from({ length: 2048 * 3 }, (_, row) => `+91 98765${String(row).padStart(5, '0')}`);
  for (const row of [0, 2047, 2048 + 700]) {
    values[row] = values[row].replace(' ', '\u00a0');
    const list = checkPhones(values);
    values.forEach((value, at) => assert.equal(list.value(at), `+91${value.slice(4)}`, `row ${at}`));
  }
});

test('a list keeps its rows, its options and its version', () => {
  const values = ['098765 4321'];
  const options = { region: 'IN' };
  const list = checkPhones(values, options);
  values[0] = '+919876543210';
  options.region = 'US';
  assert.deepEqual(list.issues(0)[0].params, { region: 'IN', calling_code: 91, digits: 9, missing: 1 });
  assert.equal(list.metadataVersion, phoneMetadataVersion());
  assert.equal(checkPhones([]).length, 0);
});

test('wrong use of a list is a TypeError', () => {
  assert.throws(() => checkPhones('+919876543210'), /^TypeError: checkPhones: values must be an array/);
  assert.throws(() => checkPhones([], { region: 'India' }), /^TypeError: checkPhones: options.region/);
  for (const row of [1, -1, 0.5, NaN, '0x', undefined]) {
    assert.throws(() => checkPhones(['+1']).ok(row), /^TypeError: row must be/, String(row));
  }
});

test('formatPhone writes valid numbers and nothing else', () => {
  assert.equal(formatPhone('+919876543210', 'national'), '098765 43210');
  assert.equal(formatPhone('+919876543210', 'international'), '+91 98765 43210');
  assert.equal(formatPhone('+919876543210', 'rfc3966'), 'tel:+91-98765-43210');
  // ITU-T E.164 numbers of no country are grouped too.
  assert.equal(formatPhone('+80012345678', 'international'), '+800 1234 5678');
  const bad = [
    '',
    '+',
    '919876543210',
    '+91987654321',
    '+91 98765 43210',
    'javascript:alert(1)',
    '+९१',
    '\uD800',
    null,
    5,
  ];
  for (const number of bad) assert.equal(formatPhone(number, 'rfc3966'), null, String(number));
  assert.throws(() => formatPhone('+919876543210', 'local'), /^TypeError: formatPhone: style must be one of national/);
  assert.throws(() => formatPhone('+919876543210'), TypeError);
});

test('phoneRegions: every country once, sorted, its example valid and written as it reads', () => {
  const regions = phoneRegions();
  assert.ok(regions.length >= 240);
  assert.deepEqual(
    regions.map(({ region }) => region),
    [...new Set(regions.map(({ region }) => region))].sort(),
  );
  assert.deepEqual(
    regions.filter(({ example }) => example === null),
    [],
  );
  for (const { region, callingCode, example } of regions) {
    assert.match(region, /^[A-Z]{2}$/);
    const check = checkPhone(example, { mode: 'exact' });
    assert.ok(check.ok, region);
    assert.equal(check.callingCode, callingCode);
    for (const style of ['national', 'international', 'rfc3966']) {
      const text = formatPhone(example, style);
      const again = checkPhone(text, style === 'national' ? { region } : {});
      assert.equal(again.value, example, text);
      assert.deepEqual(again.warnings, [], text);
    }
  }
});

test('phoneRegions has names in the language asked for, sorted as it sorts', () => {
  const german = phoneRegions('de');
  const names = german.map(({ name }) => name);
  assert.deepEqual(names, names.toSorted(new Intl.Collator('de').compare));
  assert.equal(german.find(({ region }) => region === 'AT').name, 'Österreich');
  assert.ok(names.indexOf('Österreich') < names.indexOf('Pakistan'), 'Ö stands with O');
  assert.equal(phoneRegions(['hi', 'en']).find(({ region }) => region === 'IN').name, 'भारत');
  assert.ok(!('name' in phoneRegions()[0]));
  assert.throws(() => phoneRegions('not a locale'), RangeError);
});

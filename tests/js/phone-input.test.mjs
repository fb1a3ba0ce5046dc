// formatPhoneInput: digits stay, the caret stays behind its digit, and what is typed ends as the number is written.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { AsYouType } from 'libphonenumber-js/max';
import { formatPhone, phoneMetadataVersion, phoneRegions } from 'presend';
import { formatPhoneInput, phoneInputMetadataVersion } from 'presend/phone-input';

const digitsOf = (text) => text.replaceAll('९', '9').replaceAll(/\D/g, '');
const type = (value, region) => formatPhoneInput({ value, caret: value.length, region });
const regions = phoneRegions();

test('the examples of every region, typed digit by digit, end as they are written', () => {
  const asWritten = { international: 0, national: 0 };
  for (const { region, example } of regions) {
    for (const style of ['international', 'national']) {
      const text = formatPhone(example, style);
      const keys = text.replaceAll(/[^\d+]/g, '');
      let field = { value: '', caret: 0 };
      for (const key of keys) {
        const before = field.value;
        const value = field.value.slice(0, field.caret) + key + field.value.slice(field.caret);
        field = formatPhoneInput({ value, caret: field.caret + 1, region: style === 'national' ? region : undefined });
        assert.equal(digitsOf(field.value), digitsOf(before) + digitsOf(key), `${region} ${value}`);
        assert.equal(field.caret, field.value.length, `${region} ${value}`);
      }
      asWritten[style] += Number(field.value === text);
      if (field.value !== text) console.log(`# ${region} ${style}: ${field.value} where ${text} is written`);
    }
  }
  console.log(`# ${JSON.stringify(asWritten)} of ${regions.length} as written`);
  assert.ok(asWritten.international >= regions.length - 1);
  assert.ok(asWritten.national >= regions.length - 4);
});

test('what is grouped stays as it is, with the caret behind the same digit', () => {
  for (const { region, example } of regions) {
    for (const whole of [formatPhone(example, 'international'), formatPhone(example, 'national')]) {
      for (let size = 1; size <= whole.length; size++) {
        const { value } = type(whole.slice(0, size), region);
        for (let caret = 0; caret <= value.length; caret++) {
          const again = formatPhoneInput({ value, caret, region });
          assert.equal(again.value, value);
          assert.equal(
            digitsOf(again.value.slice(0, again.caret)),
            digitsOf(value.slice(0, caret)),
            `${value} ${caret}`,
          );
        }
      }
    }
  }
});

/** A field in which keys do what they do in a browser. */
class Field {
  constructor(value, region) {
    this.region = region;
    Object.assign(this, type(value, region));
  }
  #input(value, caret, previous) {
    Object.assign(this, formatPhoneInput({ value, caret, region: this.region, previous }));
  }
  insert(text) {
    this.#input(this.value.slice(0, this.caret) + text + this.value.slice(this.caret), this.caret + text.length);
  }
  backspace() {
    if (this.caret > 0) this.#input(this.value.slice(0, this.caret - 1) + this.value.slice(this.caret), this.caret - 1);
  }
  del() {
    const previous = { value: this.value, caret: this.caret };
    if (this.caret < this.value.length) {
      this.#input(this.value.slice(0, this.caret) + this.value.slice(this.caret + 1), this.caret, previous);
    }
  }
}

test('Backspace from the end and Delete from the start empty the field, a key a character at most', () => {
  for (const { region, example } of regions) {
    for (const whole of [formatPhone(example, 'international'), formatPhone(example, 'national')]) {
      const field = new Field(whole, region);
      let keys = 0;
      while (digitsOf(field.value) !== '' && keys++ < 80) field.backspace();
      assert.equal(digitsOf(field.value), '', `${region} ${whole}: Backspace is stuck at ${field.value}`);
      const other = new Field(whole, region);
      other.caret = 0;
      keys = 0;
      while (digitsOf(other.value) !== '' && keys++ < 80) other.del();
      assert.equal(digitsOf(other.value), '', `${region} ${whole}: Delete is stuck at ${other.value} ${other.caret}`);
    }
  }
});

test('any keys at any place: the digits are those of a field without grouping', () => {
  let seed = 20_26;
  const below = (bound) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % bound;
  };
  for (let round = 0; round < 4000; round++) {
    const { region, example } = regions[below(regions.length)];
    const field = new Field(below(2) ? example : formatPhone(example, 'national'), region);
    for (let key = 0; key < 12; key++) {
      field.caret = below(field.value.length + 1);
      const before = digitsOf(field.value.slice(0, field.caret));
      const after = digitsOf(field.value.slice(field.caret));
      const left = field.value[field.caret - 1];
      const add = ['5', '07', ' 1', '(2)-3', '९'][below(5)];
      if (below(2) && before.length + after.length < 18) {
        field.insert(add);
        const added = add === '९' ? '9' : digitsOf(add);
        assert.equal(digitsOf(field.value), before + added + after, `${field.value} ${add} ${region}`);
        assert.equal(digitsOf(field.value.slice(0, field.caret)), before + added, field.value);
      } else {
        field.backspace();
        const isDigit = /[\d९]/.test(left ?? '');
        assert.equal(digitsOf(field.value), (isDigit ? before.slice(0, -1) : before) + after);
        assert.equal(digitsOf(field.value.slice(0, field.caret)), isDigit ? before.slice(0, -1) : before, field.value);
      }
    }
  }
});

test('pastes and autofill', () => {
  assert.deepEqual(type('+91-98765-43210', 'US'), { value: '+91 98765 43210', caret: 15 });
  assert.deepEqual(type('2015550123', 'US'), { value: '(201) 555-0123', caret: 14 });
  assert.deepEqual(type('1 201.555.0123', 'US'), { value: '1 (201) 555-0123', caret: 16 });
  assert.deepEqual(type('011 44 20 7946 0958', 'US'), { value: '011 44 20 7946 0958', caret: 19 });
  assert.deepEqual(type('\u202A+91 98765 43210\u202C', 'IN'), { value: '+91 98765 43210', caret: 15 });
  assert.deepEqual(type('०९८७६५४३२१०', 'IN'), { value: '098765 43210', caret: 12 });
  assert.deepEqual(type('𝟵𝟴𝟳𝟲𝟱𝟰𝟯', 'IN'), { value: '98765 43', caret: 8 });
  // A paste over the middle: the caret stands behind it.
  assert.deepEqual(formatPhoneInput({ value: '+91 98-765 4321', caret: 10 }), { value: '+91 98765 4321', caret: 9 });
});

test('Los Angeles is not a short number', () => {
  assert.equal(type('3105550', 'US').value, '(310) 555-0');
});

test('what is no number, or of no region, stays as it is', () => {
  const texts = [
    '',
    'ann@acme.in',
    '1-800-FLOWERS',
    '+91 98765 43210 ext. 5',
    '+91+1',
    '1'.repeat(25),
    ' ',
    '-',
    '\uD800',
  ];
  for (const value of texts) {
    for (const caret of [0, value.length >> 1, value.length, value.length + 9]) {
      const same = formatPhoneInput({ value, caret, region: 'IN' });
      assert.deepEqual(same, { value, caret: Math.min(caret, value.length) });
    }
  }
  assert.equal(type('98765 43210').value, '98765 43210');
  assert.equal(type('98765 43210', 'ZZ').value, '98765 43210');
  assert.equal(type('+999123', 'IN').value, '+999123');
});

test('wrong use is a TypeError', () => {
  for (const nothing of [null, undefined, 5]) {
    assert.throws(() => formatPhoneInput(nothing), /^TypeError: formatPhoneInput: state/);
  }
  assert.throws(() => formatPhoneInput({ value: '', caret: 0, region: 'uk' }), /^TypeError: .* GB, not UK/);
  assert.throws(() => formatPhoneInput({ value: null, caret: 0 }), /^TypeError: formatPhoneInput: value/);
  assert.throws(() => formatPhoneInput({ value: '', caret: -1 }), /^TypeError: formatPhoneInput: caret/);
  assert.throws(
    () => formatPhoneInput({ value: '', caret: 0, region: 'India' }),
    /^TypeError: formatPhoneInput: region/,
  );
});

test('it has the metadata of the check', () => assert.equal(phoneInputMetadataVersion, phoneMetadataVersion()));

test('beside AsYouType of libphonenumber-js: the ledger of regions that are grouped otherwise', () => {
  const ledger = JSON.parse(readFileSync(new URL('../cases/phone-input-ledger.json', import.meta.url), 'utf8'));
  const found = { international: {}, national: {} };
  let prefixes = 0;
  let same = 0;
  for (const { region, example } of regions) {
    for (const style of ['international', 'national']) {
      const keys = formatPhone(example, style).replaceAll(/[^\d+]/g, '');
      const differing = [];
      for (let size = 1; size <= keys.length; size++) {
        const text = keys.slice(0, size);
        const theirs = new AsYouType(style === 'national' ? region : undefined).input(text).trim();
        const ours = type(text, style === 'national' ? region : undefined).value;
        prefixes++;
        if (ours === theirs) same++;
        else differing.push(size);
      }
      if (differing.length > 0) found[style][region] = differing.join(' ');
    }
  }
  console.log(`# ${same} of ${prefixes} prefixes as AsYouType has them`);
  if (process.env.PRESEND_UPDATE) console.log(JSON.stringify(found));
  assert.deepEqual(found, ledger.prefixes);
});

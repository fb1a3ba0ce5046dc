// The generated phone table is what the generator makes of the pinned metadata, and every plan says what its patterns say.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { tableOctets } from '../../www/build/phone/bytes.mjs';
import { changes, describe } from '../../www/build/phone/changes.mjs';
import { inputSource, readVersions, TABLE, tableSource } from '../../www/build/phone/generate.mjs';
import { buildPlans, MAX_DIGITS, readPlans } from '../../www/build/phone/plans.mjs';
import { TYPED } from '../../www/build/phone/typed.mjs';

const metadata = JSON.parse(
  readFileSync(new URL('../../node_modules/libphonenumber-js/metadata.max.json', import.meta.url), 'utf8'),
);

test('the table is fresh: npm run generate:phone changes nothing', () => {
  assert.equal(readFileSync(TABLE, 'utf8'), tableSource());
});

test('the formats for typing are fresh too', () => {
  assert.equal(readFileSync(TYPED, 'utf8'), inputSource());
});

test('an update says what changed, by region', () => {
  const plans = readPlans(metadata);
  assert.deepEqual(changes(plans, plans), []);
  // Ascension loses its fixed lines, St. Helena all but 10,000 numbers.
  const changed = plans.map((plan) => {
    const [region] = plan.regions;
    if (plan.callingCode === '247') return { ...plan, regions: [{ ...region, types: [0, ...region.types.slice(1)] }] };
    if (plan.callingCode !== '290') return plan;
    return { ...plan, regions: plan.regions.map((one) => ({ ...one, general: '2\\d{4}', types: [['2\\d{4}', [5]]] })) };
  });
  const list = changes(plans, changed);
  assert.deepEqual(
    list.map(({ region }) => region),
    ['AC', 'SH', 'TA'].filter((code) => list.some(({ region }) => region === code)),
  );
  const ascension = list.find(({ region }) => region === 'AC');
  assert.ok(ascension.removed > 0 && ascension.added === 0);
  assert.match(describe(list), /AC [\d,]+ gone/);
  assert.equal(describe([]), 'no number changed');
});

test('the table names the version it was made from', () => {
  const { version, metadata: google } = readVersions();
  assert.ok(
    readFileSync(TABLE, 'utf8').startsWith(
      `// @generated from libphonenumber-js ${version} (Google metadata ${google})`,
    ),
  );
});

test('the octets for the bundler are the table', () => {
  const source = readFileSync(TABLE, 'utf8');
  const sizes = ['NUMBERS', 'FORMATS'].map((name) => `${tableOctets(name).length} octets`);
  assert.deepEqual(source.match(/\d+ octets/g), sizes);
});

test('every number of the smallest plans is as its patterns say', () => {
  const plans = readPlans(metadata);
  const { pool, roots } = buildPlans(plans);
  let numbers = 0;
  plans.forEach(({ callingCode, regions: [region, ...others] }, index) => {
    const longest = Math.max(...region.lengths);
    if (others.length > 0 || longest > 6 || longest + callingCode.length > MAX_DIGITS) return;
    const isValid = reference(region);
    for (let length = 1; length <= longest; length += 1) {
      for (let value = 0; value < 10 ** length; value += 1) {
        const nsn = String(value).padStart(length, '0');
        let node = roots[index];
        for (const digit of nsn) node = pool.children[node][Number(digit)];
        if (pool.labels[node] > 0 !== isValid(nsn)) assert.fail(`+${callingCode} ${nsn}`);
        numbers += 1;
      }
    }
  });
  assert.ok(numbers > 1_000_000, `${numbers} numbers`);
});

/** Validity straight from the patterns of a region, by the platform's regular expressions. */
function reference({ general, lengths, types }) {
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`);
  const isGeneral = whole(general);
  const all = types.filter((type) => type && type[0]).map(([pattern, own]) => [whole(pattern), own || lengths]);
  return (nsn) =>
    lengths.includes(nsn.length) &&
    isGeneral.test(nsn) &&
    all.some(([pattern, own]) => own.includes(nsn.length) && pattern.test(nsn));
}

// A small run of `npm run prevention`: node --test tests/js/prevention.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FAULTS } from '../prevention/faults.mjs';
import { EXPLAINED, prevention, UNCODED } from '../prevention/prevention.mjs';
import { CODES } from '../../www/sandbox/src/index.mjs';

const tally = prevention({ seed: 20261122, requests: 3_000 });
const said = () =>
  [...tally.disagreements].map(([what, { count, example }]) => `${count} ${what} ${example}`).join('\n');

test('each of the 27 foreseeable codes has faults, and the server refuses for each', () => {
  assert.deepEqual(
    Object.keys(FAULTS).sort(),
    Object.keys(CODES)
      .filter((code) => !EXPLAINED.includes(code))
      .sort(),
  );
  for (const code of Object.keys(FAULTS)) assert.ok(tally.codes[code]?.refused > 0, code);
  assert.ok(tally.accepted > 500 && tally.refused > 1_000);
  assert.deepEqual(tally.absent, [], 'every operation is in a profile');
});

test('what the server refuses is foreseen', () => {
  for (const [code, { refused, foreseen }] of Object.entries(tally.codes))
    assert.equal(foreseen, refused, `${code}\n${said()}`);
});

test('what the server takes is not blocked', () => {
  assert.equal(tally.falseBlocks.confirmed, 0, said());
  assert.equal(tally.falseBlocks.shipped, 0, said());
});

test('the code is the server’s', () => {
  let [same, refused] = [0, 0];
  for (const [code, row] of Object.entries(tally.codes)) {
    if (code === UNCODED) continue;
    same += row.sameCode;
    refused += row.refused;
  }
  assert.ok(same / refused >= 0.999, `${same} of ${refused}`);
});

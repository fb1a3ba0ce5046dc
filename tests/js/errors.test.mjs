// The error reference says what the tables and the English locale say.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { errorReference } from '../../www/build/errors.mjs';

const file = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

test('docs/errors.md is fresh', () => {
  assert.equal(file, errorReference(), 'stale: npm run update:vocabulary');
});

test('every code has a section with both sentences', () => {
  assert.equal(file.match(/^## `/gm).length, 32);
  assert.doesNotMatch(file, /^\| To the (person|operator)[^|]*\|\s*\|$/m);
});

// The index as a handle: it can be freed, its place is used again, wrong use is a TypeError.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createDltIndex } from 'presend';
import * as entry from 'presend/dlt';

const OTP = { id: '1107161234567890123', text: 'Your OTP is {#var#}. -ACME' };

test('handles are independent, and freed ones say so', () => {
  const first = createDltIndex([OTP]);
  const second = createDltIndex(new Set([{ id: 'b', text: 'Dear {#var#}, thank you. -ACME' }]));
  assert.equal(first.match('Your OTP is 1. -ACME').templateId, OTP.id);
  first.free();
  first.free();
  assert.throws(() => first.match('Your OTP is 1. -ACME'), TypeError);
  const third = createDltIndex([{ id: 'c', text: 'Hello' }]);
  assert.equal(second.match('Dear Ann, thank you. -ACME').templateId, 'b');
  assert.equal(third.match('Hello').templateId, 'c');
  assert.equal(entry.createDltIndex, createDltIndex);
});

test('a value that is no text is an issue, a wrong argument a TypeError without a word of it', () => {
  const index = createDltIndex([OTP]);
  assert.equal(index.match(7).issues[0].reason, 'not_text');
  assert.equal(index.match('').issues[0].reason, 'required');
  assert.equal(index.match('x'.repeat(9000)).issues[0].reason, 'input_too_large');
  assert.equal(index.match('x'.repeat(5000)).issues[0].reason, 'input_too_large');
  assert.equal(index.match('\ud83d').nearest, OTP.id);
  const policies = [{ sharing: 'geheim' }, { variableMax: -1 }, { ignore: 'case' }, { ignore: ['geheim'] }, 'geheim'];
  for (const policy of policies) {
    assert.throws(
      () => createDltIndex([OTP], { policy }),
      (error) => error instanceof TypeError && !/geheim/.test(error),
    );
  }
  for (const templates of [undefined, 7, 'text', [{ id: 1, text: 'x' }], [null]]) {
    assert.throws(() => createDltIndex(templates), TypeError);
  }
});

test('many indexes leave no memory behind', () => {
  for (let round = 0; round < 500; round++) {
    const index = createDltIndex([OTP, { id: 'b', text: 'x'.repeat(2000) }]);
    assert.equal(index.match('Your OTP is 1. -ACME').ok, true);
    index.free();
  }
});

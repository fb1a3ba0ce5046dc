// The 24 hours from JavaScript, and wrong use.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkWhatsappMessage, checkWhatsappTemplate, sessionWindow } from 'presend';
import * as entry from 'presend/whatsapp';

const HOUR = 3_600_000;
const LAST = 1_717_754_400_000;

test('the window at its edges', () => {
  const at = (hours, options) => sessionWindow(LAST, LAST + hours * HOUR, options);
  assert.deepEqual(at(0), { open: true, closesAt: LAST + 24 * HOUR, remainingMs: 24 * HOUR, state: 'open' });
  // Exactly an hour is not less than one.
  assert.equal(at(23).state, 'open');
  assert.equal(at(23.01).state, 'closing');
  assert.equal(at(23, { closingMs: HOUR / 2 }).state, 'open');
  assert.deepEqual(at(24), { open: false, closesAt: LAST + 24 * HOUR, remainingMs: 0, state: 'expired' });
  assert.equal(at(30).closesAt, LAST + 24 * HOUR);
  assert.deepEqual(sessionWindow(null, LAST), { open: false, closesAt: null, remainingMs: 0, state: 'expired' });
  assert.equal(entry.sessionWindow, sessionWindow);
});

test('wrong arguments are TypeErrors', () => {
  assert.throws(() => sessionWindow('geheim', 0), TypeError);
  assert.throws(() => sessionWindow(0, NaN), TypeError);
  assert.throws(() => checkWhatsappMessage({}, { template: 'geheim' }), TypeError);
  assert.throws(() => checkWhatsappMessage({}, { now: 'geheim' }), TypeError);
  const round = {};
  round.round = round;
  assert.throws(() => checkWhatsappTemplate(round), TypeError);
  assert.equal(checkWhatsappTemplate(undefined).ok, false);
  assert.equal(checkWhatsappTemplate('x'.repeat(2 ** 21)).issues[0].reason, 'input_too_large');
});

// What the tests of requests share: an e-mail that is right, an instant, and what a check says of both.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { checkRequest } from 'presend';
import migosmtp from 'presend/profiles/migosmtp';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const NOW = Date.UTC(2026, 10, 22, 18, 40);
export const BODY = { from: 'shop@acme.in', to: 'ann@acme.in', subject: 'Hi', html: '<p>Hi</p>' };

/** The e-mail against a snapshot of the account. */
export const send = (context, options) => checkRequest(migosmtp, 'email.send', BODY, { context, now: NOW, ...options });
/** The codes of all findings. */
export const codes = ({ issues, warnings }) => [...issues, ...warnings].map(({ code }) => code);
/** Asserts that `call` is a `TypeError` that says what `told` matches. */
export const refused = (call, told) =>
  assert.throws(call, (error) => error instanceof TypeError && told.test(error.message));

// Errors on request: headers that the real API does not have.
//
//   X-Simulate-Error: CODE        one of the 32, or one of MISHAPS
//   X-Simulate-Field: NAME        the `field` of the answer
//   X-Simulate-Times: N           only the first N requests with this error and idempotency key; all when absent
//   X-Simulate-Accepted: true     the request is carried out all the same (default for gateway_timeout and network_failure)
//   X-Simulate-Latency: MS        wait before the answer

import { CODES, errorAnswer } from './codes.mjs';

/** What goes wrong without a code. */
export const MISHAPS = {
  /** The connection breaks off without an answer. */
  network_failure: () => ({ broken: true, status: 0, headers: {}, body: '' }),
  /** A proxy's page where JSON should be. */
  answer_not_json: () => ({
    status: 502,
    headers: { 'Content-Type': 'text/html' },
    body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
  }),
  /** A code that the reference does not list. */
  unknown_code: () => ({
    status: 422,
    headers: {},
    body: { success: false, error: 'carrier_pigeon_tired', message: 'A code of tomorrow.', code: 422 },
  }),
};

/** Errors after which the message may have gone out (SEED gateway_timeout). */
const UNKNOWN_OUTCOME = new Set(['gateway_timeout', 'network_failure']);

/** Fields that an answer names when nobody says which (PROVIDER.md §1.1: on validation errors). */
const USUAL_FIELD = {
  missing_required_field: 'to',
  invalid_email_address: 'to',
  invalid_phone_number: 'to',
  field_too_long: 'subject',
  invalid_template_id: 'template_id',
  missing_template_variable: 'variables.name',
  domain_not_verified: 'from',
  sender_id_not_registered: 'sender_id',
  recipient_suppressed: 'to',
  dnd_number: 'to',
  dlt_scrubbed: 'text',
  whatsapp_template_not_approved: 'template',
  session_window_expired: 'to',
};

/** How often each simulated error has been given, by error and idempotency key. */
export class Simulations {
  #given = new Map();

  /** What the request asks for: `{ answer, accepted }`, or `null` for nothing. An unknown name throws. */
  wanted(headers) {
    const name = headers['x-simulate-error']?.trim();
    if (!name) return null;
    if (!Object.hasOwn(CODES, name) && !Object.hasOwn(MISHAPS, name)) throw new RangeError(name);
    const times = Number(headers['x-simulate-times'] ?? Infinity);
    const counter = `${name} ${headers['x-idempotency-key'] ?? ''}`;
    const given = this.#given.get(counter) ?? 0;
    if (given >= times) return null;
    this.#given.set(counter, given + 1);
    const accepted = headers['x-simulate-accepted'];
    return {
      answer: simulated(name, headers['x-simulate-field']),
      accepted: accepted === undefined ? UNKNOWN_OUTCOME.has(name) : accepted === 'true',
    };
  }

  clear() {
    this.#given.clear();
  }
}

/** The answer for a code or a mishap. */
export function simulated(name, field = USUAL_FIELD[name]) {
  if (Object.hasOwn(MISHAPS, name)) return MISHAPS[name]();
  // RATE: seconds; SEED service_unavailable: "retry after a short delay".
  const seconds = { rate_limit_exceeded: '23', service_unavailable: '2' }[name];
  return errorAnswer(name, { field, ...(seconds && { headers: { 'Retry-After': seconds } }) });
}

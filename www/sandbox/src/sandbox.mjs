// The API in one object: a request in, an answer out. Knows nothing of sockets.

import { allowed, keyOf, subscribed } from './access.mjs';
import { defaultAccount, patched } from './account.mjs';
import { CODES, errorAnswer, Refusal } from './codes.mjs';
import { IdempotencyKeys, Periods, RateLimits, spend } from './counters.mjs';
import { isObject } from './fields.mjs';
import { routeOf } from './routes.mjs';
import { Simulations, simulated } from './simulation.mjs';

/**
 * @typedef {{ method: string, path: string, headers?: Record<string, string>, body?: Uint8Array | string, ip?: string }} SandboxRequest
 * @typedef {{ status: number, headers: Record<string, string>, body: unknown, broken?: boolean, latencyMs: number }} SandboxAnswer
 */

/** Where the sandbox is set and read; the real API has no such paths. */
const CONTROL = '/_sandbox/';

export class Sandbox {
  #rates = new RateLimits();
  #keys = new IdempotencyKeys();
  #periods = new Periods();
  #simulations = new Simulations();
  #messages = new Map();
  #requests = 0;
  #log = [];

  /** @param {{ account?: object, now?: () => number, random?: () => number }} [options] clock and randomness may be set */
  constructor({ account = {}, now = Date.now, random = Math.random } = {}) {
    this.now = now;
    this.random = random;
    this.initial = account;
    this.reset();
  }

  /** Everything as at the start: account, counters, keys, messages. */
  reset() {
    this.account = patched(defaultAccount(this.now()), this.initial);
    for (const counters of [this.#rates, this.#keys, this.#periods, this.#simulations, this.#messages])
      counters.clear();
    this.#log = [];
  }

  /** Lays `patch` over the account; unknown members throw a `TypeError` that names them. */
  setAccount(patch) {
    this.account = patched(this.account, patch);
    this.#periods.clear();
  }

  /** As if all requests of a rate group had been made just now. */
  exhaustRateLimit(group) {
    this.#rates.exhaust(group, this.now());
  }

  /** As if `key` had been used just now. */
  useIdempotencyKey(key) {
    this.#keys.use(key, this.now());
  }

  /** The last requests, newest last: no bodies, no keys. */
  get log() {
    return this.#log;
  }

  /** Accepted messages by id. */
  get messages() {
    return this.#messages;
  }

  /** @param {SandboxRequest} request @returns {SandboxAnswer} */
  handle(request) {
    const headers = lowerCase(request.headers ?? {});
    const [path] = request.path.split('?');
    const answer = path.startsWith(CONTROL)
      ? this.#control(request, path.slice(CONTROL.length))
      : this.#answer({ ...request, path, headers });
    // SEED: every API response includes a unique X-Request-ID.
    answer.headers = { 'Content-Type': 'application/json', 'X-Request-ID': this.#requestId(), ...answer.headers };
    answer.latencyMs = Number(headers['x-simulate-latency'] ?? 0) || this.account.failures.latencyMs;
    if (!path.startsWith(CONTROL)) this.#remember(request, path, answer);
    return answer;
  }

  #answer(request) {
    let wanted;
    try {
      wanted = this.#simulations.wanted(request.headers) ?? this.#accident();
    } catch {
      return { status: 400, headers: {}, body: `X-Simulate-Error knows: ${Object.keys(CODES).join(', ')}\n` };
    }
    if (!wanted) return this.#served(request);
    const carriedOut = wanted.accepted ? this.#served(request) : null;
    const rate = this.#rateHeaders(request);
    return { ...wanted.answer, headers: { ...(carriedOut?.headers ?? rate), ...wanted.answer.headers } };
  }

  #rateHeaders({ method, path }) {
    const found = routeOf(method, path);
    return found && this.account.behaviour.rateLimits ? this.#rates.count(found.route.group, this.now()).headers : {};
  }

  /** Random failures that the account asks for. */
  #accident() {
    const { rate, codes } = this.account.failures;
    if (!(rate > 0) || this.random() >= rate) return null;
    const name = codes[Math.floor(this.random() * codes.length)];
    return { answer: simulated(name), accepted: name === 'gateway_timeout' && this.random() < 0.5 };
  }

  /** The order is not documented: who asks, how often, what, and last whether it may go out. */
  #served({ method, path, headers, body = '', ip = '127.0.0.1' }) {
    let rateHeaders = {};
    const idempotencyKey = headers['x-idempotency-key'];
    const { account } = this;
    const now = this.now();
    let usesKey = false;
    try {
      const found = routeOf(method, path);
      if (!found) throw new Refusal('resource_not_found');
      const { route, id } = found;
      const key = keyOf(headers, route, account, now);
      allowed(key, route, ip, null);
      subscribed(account.subscription, now);
      if (account.behaviour.rateLimits) {
        const { headers, refused } = this.#rates.count(route.group, now);
        rateHeaders = headers;
        if (refused) throw new Refusal('rate_limit_exceeded');
      }
      const parsed = method === 'GET' ? {} : jsonObject(body);
      allowed(key, route, ip, parsed);
      // §1: on sending endpoints.
      if (route.send && idempotencyKey) {
        this.#keys.refuseUsed(idempotencyKey, now);
        usesKey = true;
      }
      const answer = route.send ? this.#send(route, parsed, now) : this.#run(route, parsed, id);
      if (usesKey) this.#keys.use(idempotencyKey, now);
      return { ...answer, headers: rateHeaders };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (usesKey && account.behaviour.failedRequestUsesKey) this.#keys.use(idempotencyKey, now);
      return errorAnswer(refusal.code, { field: refusal.field, headers: { ...rateHeaders, ...refusal.headers } });
    }
  }

  #send(route, body, now) {
    const recipients = route.send(body, this.account, now);
    this.#periods.roll(this.account, now);
    const status = spend(recipients, this.account);
    // The body of a success is not documented (§2.1): events carry `message_id` (WHTYPES).
    const messageId = `msg_${hex(this.random, 16)}`;
    this.#messages.set(messageId, {
      message_id: messageId,
      operation: route.group,
      recipients,
      status,
      queued_at: now,
    });
    return { status: 202, body: { success: true, message_id: messageId, status, recipients } };
  }

  #run(route, body, id) {
    const resource = route.run({ account: this.account, body, id, sent: this.#messages });
    return { status: route.method === 'POST' ? 201 : 200, body: { success: true, ...resource } };
  }

  #control({ method, body = '' }, name) {
    const answer = (status, value) => ({ status, headers: {}, body: value });
    if (name === 'account' && method === 'GET') return answer(200, this.account);
    if (name === 'log' && method === 'GET') return answer(200, this.#log);
    if (name === 'codes' && method === 'GET') return answer(200, CODES);
    if (name === 'reset' && method === 'POST') {
      this.reset();
      return answer(200, this.account);
    }
    if (name === 'account' && (method === 'PUT' || method === 'PATCH')) {
      try {
        this.setAccount(jsonObject(body));
        return answer(200, this.account);
      } catch (error) {
        return answer(400, { error: error.message });
      }
    }
    return answer(404, {
      error: 'GET or PUT /_sandbox/account, POST /_sandbox/reset, GET /_sandbox/log, GET /_sandbox/codes',
    });
  }

  /** SEED: `req_` and 16 hexadecimal digits in its example. */
  #requestId() {
    return `req_${hex(this.random, 8)}${(this.#requests++).toString(16).padStart(8, '0')}`;
  }

  #remember({ method }, path, { status, headers, body }) {
    const { error, field } = isObject(body) ? body : {};
    const entry = { at: this.now(), method, path, status, requestId: headers['X-Request-ID'] };
    this.#log.push({ ...entry, ...(error && { error }), ...(field && { field }) });
    if (this.#log.length > 1000) this.#log.shift();
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** SEED invalid_json; a body that is JSON and no object lacks every field. */
function jsonObject(body) {
  let value;
  try {
    value = JSON.parse(typeof body === 'string' ? body : decoder.decode(body));
  } catch {
    throw new Refusal('invalid_json');
  }
  if (!isObject(value)) throw Refusal.uncoded();
  return value;
}

const lowerCase = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const hex = (random, digits) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');

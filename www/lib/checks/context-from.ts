import type { HeaderSource } from '../answers/explain.js';
import type { Context, Usage } from './context.js';
import { headerValues } from './headers.js';
import { isRecord } from './input.js';
import { type Profile, rulesOf } from './profile.js';

/** When an answer came, and what it does not say. */
export interface ContextFromOptions {
  /** When it came, in milliseconds since 1970 UTC. */
  now: number;
  /** The account's time zone (IANA name), by whose clock days and hours end. */
  timeZone?: string;
  /** `false`: nobody else sends on this account, so that a limit passed is an error and not a warning. */
  shared?: boolean;
}

const COUNTERS = ['monthly_quota', 'monthly_used', 'daily_limit', 'daily_used', 'hourly_limit', 'hourly_used'] as const;

/**
 * The answer of `GET /account/usage`, which the site's own server asks for, as a snapshot.
 *
 * @param answer The parsed body. What is no number in it is left out: then that limit is not checked.
 * @throws {TypeError} when `options.now` is no number.
 * @example
 * ```ts
 * import { checkRequest, contextFromUsage } from 'presend';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * const context = contextFromUsage({ daily_limit: 500, daily_used: 500 }, { now: 0, timeZone: 'Asia/Kolkata' });
 * const body = { from: 'shop@acme.in', to: 'ann@acme.in', subject: 'Hi', html: '<p>Hi</p>' };
 * checkRequest(migosmtp, 'email.send', body, { context, now: 0 }).warnings[0]?.code; // 'daily_limit_reached'
 * ```
 */
export function contextFromUsage(answer: unknown, options: ContextFromOptions): Context {
  const { now, timeZone, shared } = optionsOf('contextFromUsage', options);
  const usage: { -readonly [K in keyof Usage]: Usage[K] } = {};
  for (const name of COUNTERS) {
    const count: unknown = isRecord(answer) ? (answer as Usage)[name] : undefined;
    if (typeof count === 'number' && count >= 0) usage[name] = Math.floor(count);
  }
  if (shared !== undefined) usage.shared = shared;
  return { asOf: now, usage, ...(timeZone !== undefined && { timeZone }) };
}

/**
 * What an answer's `X-RateLimit-*` and `Retry-After` say of its window, for {@link PreparedContext.update} or a snapshot.
 *
 * @param headers The answer's headers; without any of these nothing is known.
 * @throws {TypeError} when `options.now` is no number, the operation is unknown, or the headers cannot be read.
 * @example
 * ```ts
 * import { contextFromHeaders } from 'presend';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '60' };
 * contextFromHeaders(migosmtp, 'email.send', headers, { now: 0 });
 * // { rateLimits: { 'email.send': { remaining: 0, resetsAt: 60000 } } }
 * ```
 */
export function contextFromHeaders<Bodies>(
  profile: Profile<Bodies>,
  operation: keyof Bodies & string,
  headers: HeaderSource,
  options: ContextFromOptions,
): Context {
  const { now, shared } = optionsOf('contextFromHeaders', options);
  const group = rulesOf('contextFromHeaders', profile, operation)['rateGroup'];
  const values = headerValues('contextFromHeaders: headers', headers, [
    'retry-after',
    'x-ratelimit-reset',
    'x-ratelimit-remaining',
  ]);
  const [wait, reset, left] = values.map((value) =>
    value !== undefined && /^\d{1,12}$/.test(value.trim()) ? Number(value) : undefined,
  );
  const remaining = wait === undefined ? left : 0;
  const resetsAt = wait !== undefined ? now + wait * 1000 : reset === undefined ? undefined : reset * 1000;
  if (typeof group !== 'string' || (remaining === undefined && resetsAt === undefined)) return {};
  const window = {
    ...(remaining !== undefined && { remaining }),
    ...(resetsAt !== undefined && { resetsAt }),
    ...(shared !== undefined && { shared }),
  };
  return { rateLimits: { [group]: window } };
}

const STATUS: Readonly<Record<string, string>> = {
  trial_activated: 'active',
  service_activated: 'active',
  service_reactivated: 'active',
  service_suspended: 'suspended',
  service_cancelled: 'cancelled',
};

/**
 * What a webhook's subscription event says of the account: `service_suspended`, `service_reactivated` …
 *
 * @param type The event's type. Any other gives an empty snapshot.
 * @example
 * ```ts
 * import { contextFromEvent } from 'presend';
 *
 * contextFromEvent('service_suspended', { now: 0 }); // { asOf: 0, subscription: { status: 'suspended' } }
 * ```
 */
export function contextFromEvent(type: string, options: ContextFromOptions): Context {
  const { now } = optionsOf('contextFromEvent', options);
  const status = Object.hasOwn(STATUS, type) ? STATUS[type] : undefined;
  return status === undefined ? {} : { asOf: now, subscription: { status } };
}

function optionsOf(verb: string, options: ContextFromOptions): ContextFromOptions {
  if (!isRecord(options) || !Number.isFinite(options.now))
    throw new TypeError(`${verb}: options.now must be a number of milliseconds`);
  return options;
}

import type { Failure } from '../answers/explain.js';
import { isTimeZone } from '../answers/zone.js';
import { isRecord, wholeOf, wordOf } from '../checks/input.js';
import type { Context, PreparedContext } from '../checks/context.js';
import type { Profile } from '../checks/profile.js';
import type { RequestOptions, RequestResult } from '../checks/request.js';
import type { PresendUnavailableError } from '../core/unavailable.js';
import type { KeyStore } from './keys.js';
import type { Routes } from './routes.js';

/** What `createFetch` does on the way; the parts of `checkRequest`'s options count for every request. */
export interface FetchOptions<Bodies> {
  /** The provider's rules. */
  profile: Profile<Bodies>;
  /** The operation of every request that has a body. */
  operation?: keyof Bodies & string;
  /** Operations by path, such as `{ 'POST /api/mail': 'email.send' }`; what is not listed is sent unchecked. */
  routes?: Routes<keyof Bodies & string>;
  /** The account's snapshot, plain or compiled, or what gives the newest one. */
  context?: Context | PreparedContext | (() => Known | Promise<Known>);
  /** What findings on rules are that nobody documents. */
  assumedRules?: RequestOptions['assumedRules'];
  /** The account's time zone (IANA name), for hourly and daily limits. */
  timeZone?: string;
  /** Where idempotency keys are kept until a message's fate is known; memory when absent. */
  store?: KeyStore;
  /** Sends again by the answer's plan. Not at all when absent; `true`: 5 attempts, waits of up to a minute. */
  retry?: boolean | { attempts?: number; maxWaitMs?: number };
  /** The time limit of one attempt, in milliseconds. */
  timeoutMs?: number;
  /** Hears what happens. */
  onProgress?: (progress: SendProgress) => void;
  /** What sends; the platform's `fetch` when absent. */
  fetch?: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /** The clock, in milliseconds since 1970 UTC. */
  now?: () => number;
  /** Draws the jitter: a number from 0 up to 1. */
  random?: () => number;
  /** Waits; for tests. */
  sleep?: (ms: number, signal?: AbortSignal | null) => Promise<void>;
}

type Known = Context | PreparedContext | undefined;

/** One step on the way of a request. */
export type SendProgress = { operation: string } & (
  | { phase: 'checked'; report: RequestResult }
  | { phase: 'unchecked'; error: PresendUnavailableError }
  | { phase: 'sending'; attempt: number }
  | { phase: 'waiting'; attempt: number; failure: Failure; at: number }
  | { phase: 'done'; attempt: number; failure: Failure }
);

/** `Omit` for each member of a union. */
export type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The options, looked at once. */
export function planOf<Bodies>(options: FetchOptions<Bodies>): { attempts: number; maxWaitMs: number } {
  if (!isRecord(options)) throw new TypeError('createFetch: options must be an object');
  const { profile, operation, routes, retry, timeoutMs, timeZone, assumedRules, context, store } = options;
  if (!isRecord(profile) || !isRecord(profile.operations))
    throw new TypeError('createFetch: options.profile must be a profile');
  for (const name of [operation, ...Object.values<unknown>(routes ?? {})]) {
    if (name !== undefined && !Object.hasOwn(profile.operations, name as string))
      throw new TypeError(`createFetch: operation must be one of ${Object.keys(profile.operations).join(', ')}`);
  }
  for (const name of ['fetch', 'now', 'random', 'sleep', 'onProgress'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw new TypeError(`createFetch: options.${name} must be a function`);
  }
  wholeOf('createFetch: options.timeoutMs', timeoutMs);
  wordOf('createFetch: options.assumedRules', assumedRules, ['warn', 'block', 'ignore']);
  if (timeZone !== undefined && !(typeof timeZone === 'string' && isTimeZone(timeZone)))
    throw new TypeError('createFetch: options.timeZone must be an IANA time zone');
  if (context !== undefined && typeof context !== 'function' && !isRecord(context))
    throw new TypeError('createFetch: options.context must be a snapshot, or a function that gives one');
  if (store !== undefined && !['get', 'set', 'delete'].every((name) => isMethod(store, name)))
    throw new TypeError('createFetch: options.store must have get, set and delete');
  const asked = isRecord(retry) ? retry : {};
  if (retry !== undefined && typeof retry !== 'boolean' && asked !== retry)
    throw new TypeError('createFetch: options.retry must be true, false or an object');
  const attempts = wholeOf('createFetch: options.retry.attempts', asked.attempts) ?? 5;
  const maxWaitMs = wholeOf('createFetch: options.retry.maxWaitMs', asked.maxWaitMs) ?? 60_000;
  return { attempts: retry ? attempts : 1, maxWaitMs };
}

const isMethod = (store: unknown, name: string): boolean =>
  isRecord(store) && typeof (store as Record<string, unknown>)[name] === 'function';

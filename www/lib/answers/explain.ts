import { headerValue } from '../checks/headers.js';
import { isRecord, optionsOf, wholeOf } from '../checks/input.js';
import { instance, keep, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import { answersRoom } from '../core/rooms/answers.js';
import type { Issue } from '../results/issue.js';
import { isTimeZone, nextHour, nextMidnight } from './zone.js';

/** What came back, or that nothing did. */
export interface Answer {
  /** HTTP status; absent when no answer came. */
  status?: number | null;
  /** Headers, in any spelling: `Headers`, a `Map`, an object, or pairs. */
  headers?: HeaderSource | null;
  /** The body as text, octets, or already parsed. */
  body?: unknown;
  /** What `fetch` threw, when no answer came. */
  error?: unknown;
}

/** Anything that headers come in. */
export type HeaderSource =
  | { get(name: string): string | null | undefined }
  | Iterable<readonly [string, string]>
  | { readonly [name: string]: string | readonly string[] | undefined };

/** What is known of the attempt that was answered. */
export interface ExplainOptions {
  /** The time now, in milliseconds since 1970 UTC; the machine's clock when absent. */
  now?: number;
  /** Which attempt it was, from 1. */
  attempt?: number;
  /** The request's method; `POST` when absent. */
  method?: string;
  /** The `X-Idempotency-Key` that the request carried, if any. Only whether there was one matters. */
  idempotencyKey?: string | null;
  /** The account's time zone (IANA name), for hourly and daily limits; the machine's when absent. */
  timeZone?: string;
  /** Draws the jitter: a number from 0 up to 1; `Math.random` when absent. */
  random?: () => number;
  /** How the attempt before this one ended, if there was one. */
  previous?: 'timed_out' | 'gateway_timeout' | 'other';
}

/** Whether and when to send the same message again. */
export interface RetryPlan {
  /** True when a program may repeat the request on its own. */
  retry: boolean;
  /** When, in milliseconds since 1970 UTC. */
  at: number | null;
  /** How long from now, in milliseconds. */
  afterMs: number | null;
  /** The catalogue's rule, or `none`. */
  rule: string;
  /** True when a repetition, by a program or by a person, must carry the idempotency key of this attempt. */
  sameIdempotencyKey: boolean;
  /** What became of the message: never "accepted", at most `likely_accepted`. */
  outcome: 'rejected' | 'unknown' | 'likely_accepted';
}

/** An answer in the shape of the checks. */
export interface Failure {
  /** Empty only when the answer is no failure. */
  issues: Issue[];
  status: number | null;
  /** What the provider's support will ask for. */
  requestId: string | null;
  /** The code as the answer spelt it, for codes that are not among the 32. */
  rawCode: string | null;
  retry: RetryPlan;
}

interface Explained {
  issues: RawIssue[];
  status: number | null;
  requestId: string | null;
  rawCode: string | null;
  retry: boolean;
  rule: string;
  outcome: RetryPlan['outcome'];
  sameIdempotencyKey: boolean;
  delay: 'none' | 'after' | 'at' | 'backoff' | 'next_hour' | 'next_midnight';
  from: number;
  to: number;
}

/** Octets of a body that are looked at: an error's body is small. */
const MAX_BODY = 1024 * 1024;
/** How long `explainResponse` waits for the body of an answer whose head is there. */
const MAX_BODY_MS = 10_000;
/** Milliseconds on either side of 1970 that dates can hold, less the two days that a plan may look ahead. */
const LATEST = 8.64e15 - 2 * 86_400_000;
const PREVIOUS = ['timed_out', 'gateway_timeout', 'other'] as const;
const HEADERS = ['x-request-id', 'retry-after', 'x-ratelimit-reset', 'x-ratelimit-remaining'] as const;

/**
 * Explains an answer of the API: issues of the same shape as those that were foreseen, and when to try again.
 *
 * Whatever a server answers gives an issue, never an exception.
 *
 * @throws {TypeError} when `answer` is no object or `options` is wrong.
 * @example
 * ```ts
 * import { explain } from 'presend';
 *
 * const failure = explain(
 *   { status: 429, headers: { 'Retry-After': '23' }, body: '{"error":"rate_limit_exceeded"}' },
 *   { now: 0 },
 * );
 * failure.issues[0]?.code; // 'rate_limit_exceeded'
 * failure.retry.at; // 23000
 * ```
 */
export function explain(answer: Answer, options?: ExplainOptions): Failure {
  if (!isRecord(answer)) throw new TypeError('explain: answer must be an object');
  const given = optionsOf('explain', options);
  const now = given?.now ?? Date.now();
  if (!Number.isFinite(now) || Math.abs(now) > LATEST)
    throw new TypeError('explain: options.now must be a number of milliseconds');
  const method = given?.method ?? 'POST';
  if (typeof method !== 'string') throw new TypeError('explain: options.method must be a string');
  const random = given?.random ?? Math.random;
  if (typeof random !== 'function') throw new TypeError('explain: options.random must be a function');
  const attempt = wholeOf('explain: options.attempt', given?.attempt) ?? 1;
  const timeZone = given?.timeZone;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new TypeError('explain: options.timeZone must be an IANA time zone');
  const previous = given?.previous === undefined ? 0 : PREVIOUS.indexOf(given.previous) + 1;
  if (given?.previous !== undefined && previous === 0) {
    throw new TypeError(`explain: options.previous must be one of ${PREVIOUS.join(', ')}`);
  }

  const { status, lines, body, failure } = seen(answer);
  const live = instance(answersRoom);
  keep(live, [...lines, method].map(oneLine).join('\n'));
  const octets = typeof body === 'string' ? live.write(body) : live.writeOctets(body);
  const found = live.core.explain(
    octets,
    status,
    failure,
    attempt,
    Boolean(given?.idempotencyKey),
    previous,
    now,
  ) as Explained;
  settle(live, octets);

  const issues = completeIssues(live, found.issues);
  const { requestId, rawCode, rule, outcome, sameIdempotencyKey, retry } = found;
  const instant = instantOf(found, now, timeZone, random);
  // Whole milliseconds, and never too early.
  const at = instant === null ? null : Math.ceil(instant);
  const afterMs = at === null ? null : Math.ceil(Math.max(0, at - now));
  return {
    issues,
    status: found.status,
    requestId,
    rawCode,
    retry: { retry, at, afterMs, rule, sameIdempotencyKey, outcome },
  };
}

/** `fetch`'s answer, as far as it is needed. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Options of {@link explainResponse}. */
export interface ResponseOptions extends ExplainOptions {
  /** Ends the reading of the body. */
  signal?: AbortSignal | null;
}

/**
 * {@link explain} for what `fetch` gave: reads the body (of a clone, where there is one) and never rejects.
 *
 * Reading ends after 1 MiB, after 10 seconds, when `signal` is aborted, and where the body breaks off; the answer is then
 * explained by its status, its headers and what was read. So is one whose body somebody has read already.
 *
 * @throws {TypeError} (as a rejection) only for wrong `options`.
 * @example
 * ```ts
 * import { explainResponse } from 'presend';
 *
 * const response = new Response('{"error":"quota_exceeded"}', { status: 402 });
 * const { issues } = await explainResponse(response);
 * issues[0]?.code; // 'quota_exceeded'
 * ```
 */
export async function explainResponse(response: ResponseLike, options?: ResponseOptions): Promise<Failure> {
  if (!isRecord(response)) throw new TypeError('explainResponse: response must be a Response');
  const signal = optionsOf('explainResponse', options)?.signal ?? null;
  if (signal !== null && typeof signal?.addEventListener !== 'function')
    throw new TypeError('explainResponse: options.signal must be an AbortSignal');
  const { status, headers } = response;
  return explain({ status, headers, body: await bodyWithin(response, signal) }, options);
}

/** The body, as far as it comes and in time; `''` where somebody else reads it. */
async function bodyWithin(response: ResponseLike, signal: AbortSignal | null): Promise<string | Uint8Array> {
  const source = response as Partial<Pick<Response, 'clone' | 'bodyUsed' | 'body'>>;
  if (source.bodyUsed || source.body?.locked) return '';
  let stop = () => {};
  const stopped = new Promise<undefined>((resolve) => (stop = () => resolve(undefined)));
  const timer = setTimeout(stop, MAX_BODY_MS);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const chunks: Uint8Array[] = [];
  try {
    const clone = source.clone?.();
    reader = clone?.body?.getReader?.();
    if (!reader) return (await Promise.race([(clone ?? response).text(), stopped])) ?? '';
    for (let octets = 0; octets < MAX_BODY;) {
      const next = await Promise.race([reader.read(), stopped]);
      if (!next?.value) break;
      chunks.push(next.value);
      octets += next.value.length;
    }
  } catch {
    // The body broke off: the status still says something.
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    // Half of a body is let go when both halves are: nobody waits for that.
    reader?.cancel().catch(() => {});
  }
  return joined(chunks);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((octets, { length }) => octets + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function instantOf(found: Explained, now: number, timeZone: string | undefined, random: () => number): number | null {
  switch (found.delay) {
    case 'after':
      return now + found.from;
    case 'at':
      return found.from;
    case 'backoff':
      return now + found.from + drawn(random()) * (found.to - found.from);
    case 'next_hour':
      return nextHour(now, timeZone);
    case 'next_midnight':
      return nextMidnight(now, timeZone);
    default:
      return null;
  }
}

/** A draw from 0 to 1; anything else counts as the longest wait. */
const drawn = (number: number): number => (number >= 0 && number <= 1 ? number : 1);

/** What `answer` holds; a member that throws when it is read counts as absent. */
function seen(answer: Answer) {
  const status = attempted(() => answer.status, null);
  const body = attempted(() => bodyOf(answer.body), '');
  const failure = attempted(() => failureOf(answer.error), 1);
  const lines = HEADERS.map((name) =>
    attempted(() => (answer.headers ? (headerValue(answer.headers, name) ?? '') : ''), ''),
  );
  const known = typeof status === 'number' && Number.isInteger(status) && 0 < status && status < 1000;
  // A body alone is an answer too.
  return { status: known ? status : 0, lines, body, failure: failure || (known || body.length > 0 ? 0 : 1) };
}

function attempted<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** 0 nothing was thrown, 1 network, 2 aborted, 3 timed out. */
function failureOf(error: unknown): number {
  if (error === undefined || error === null) return 0;
  const name = (error as { name?: unknown }).name;
  return name === 'TimeoutError' ? 3 : name === 'AbortError' ? 2 : 1;
}

const oneLine = (text: string): string => text.replace(/[\r\n]/g, ' ').slice(0, 256);

function bodyOf(body: unknown): string | Uint8Array {
  if (typeof body === 'string') return body.slice(0, MAX_BODY);
  if (body instanceof Uint8Array) return body.subarray(0, MAX_BODY);
  if (body === null || body === undefined) return '';
  return (JSON.stringify(body) ?? '').slice(0, MAX_BODY);
}

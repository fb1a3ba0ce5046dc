/** One message on its way: attempts, waits, and what is remembered of it. */

import { type Answer, explain, explainResponse, type Failure } from '../answers/explain.js';
import { isRecord } from '../checks/input.js';
import { PresendUnavailableError } from '../core/unavailable.js';
import { newKey, type OpenMessage } from './keys.js';
import type { DistributiveOmit, SendProgress } from './options.js';
import { limitOf, sleep } from './sleep.js';

const failures = new WeakMap<object, Failure>();

/**
 * What an answer, or an error, of a `createFetch` function means: what was known of its attempts and of its idempotency
 * key is taken into account. `null` for what came from elsewhere.
 *
 * @example
 * ```ts
 * const response = await send('/api/email/send', { method: 'POST', body });
 * if (!response.ok) render(failureOf(response).issues.map(t));
 * ```
 */
export function failureOf(answer: unknown): Failure | null {
  return (isRecord(answer) ? failures.get(answer) : null) ?? null;
}

/** A message, and how to send it. */
export interface Sending {
  message: OpenMessage;
  method: string;
  signal: AbortSignal | null | undefined;
  /** Sends it once, with this key if it takes one. */
  send(key: string, signal: AbortSignal | null | undefined): Promise<Response>;
  /** Whether it carries a key at all. */
  keyed: boolean;
  /** Keeps the message under its id, or forgets it. */
  remember(open: boolean): unknown;
  tell(step: DistributiveOmit<SendProgress, 'operation'>): void;
  limits: { attempts: number; maxWaitMs: number; timeoutMs: number | undefined };
  timeZone: string | undefined;
  now(): number;
  random(): number;
  sleep: typeof sleep | undefined;
}

interface Outcome {
  response?: Response;
  error?: unknown;
  /** `null` where the core cannot run: the answer goes to the caller as it is. */
  failure: Failure | null;
}

/** Sends until there is an answer to give back; gives the last one, or throws what the platform threw. */
export async function deliver(sending: Sending): Promise<Response> {
  const { message, signal, tell, limits } = sending;
  for (let attempt = 1; ; attempt++) {
    tell({ phase: 'sending', attempt });
    const { response, error, failure } = await once(sending, attempt);
    if (failure) {
      const { retry, at, afterMs, outcome, sameIdempotencyKey } = failure.retry;
      const answer = response ?? error;
      if (isRecord(answer)) failures.set(answer, failure);
      if (outcome === 'unknown') message.previous = endOf(failure, message.previous);
      if (retry && !signal?.aborted && attempt < limits.attempts && (afterMs ?? 0) <= limits.maxWaitMs) {
        if (!sameIdempotencyKey) message.key = newKey();
        await sending.remember(true);
        tell({ phase: 'waiting', attempt, failure, at: at ?? sending.now() });
        await (sending.sleep ?? sleep)(afterMs ?? 0, signal);
        continue;
      }
      // Open until somebody knows: a repetition has to carry this key, also where the last of several attempts was merely
      // put off. One that was refused as used is of no more use.
      const open = outcome === 'unknown' || (retry && message.previous !== undefined);
      await sending.remember(open && failure.issues[0]?.code !== 'duplicate_idempotency_key');
      tell({ phase: 'done', attempt, failure });
    }
    if (response) return response;
    throw error;
  }
}

async function once(sending: Sending, attempt: number): Promise<Outcome> {
  const { message, method, signal, keyed, timeZone, random, limits } = sending;
  const about = () => ({
    ...(timeZone !== undefined && { timeZone }),
    ...(message.previous !== undefined && { previous: message.previous }),
    ...(keyed && { idempotencyKey: message.key }),
    ...{ attempt, method, random, now: sending.now() },
  });
  const limit = limitOf(limits.timeoutMs, signal);
  try {
    const response = await sending.send(message.key, limit.signal);
    if (response.ok) return { response, failure: await said(() => explain(atHead(response), about())) };
    const failure = await said(() => explainResponse(response, { ...about(), signal: limit.signal ?? null }));
    signal?.throwIfAborted();
    return { response, failure };
  } catch (error) {
    limit.end();
    return { error, failure: await said(() => explain({ error: signal?.aborted ? ABORTED : error }, about())) };
  } finally {
    limit.stop();
  }
}

/**
 * An answer that is no failure, by its head: its body is left to whoever asked, who need not wait for it. A page in place
 * of JSON, such as that of a network which wants a login, accepts nothing.
 */
function atHead({ status, headers }: Response): Answer {
  return { status, headers, body: /^text\/html\b/i.test(headers.get('content-type') ?? '') ? '<' : '' };
}

/** Whatever reason the caller gave: it was the caller who called it off. */
const ABORTED = { name: 'AbortError' };

async function said(say: () => Failure | Promise<Failure>): Promise<Failure | null> {
  try {
    return await say();
  } catch (error) {
    if (error instanceof PresendUnavailableError) return null;
    throw error;
  }
}

/** An own timeout or a 504 makes an acceptance likely, also when another failure followed. */
function endOf({ issues, status }: Failure, before: OpenMessage['previous']): NonNullable<OpenMessage['previous']> {
  if (before === 'timed_out' || before === 'gateway_timeout') return before;
  if (issues[0]?.reason === 'request_timed_out') return 'timed_out';
  return status === 504 ? 'gateway_timeout' : 'other';
}

import { contextFromHeaders } from '../checks/context-from.js';
import { type Context, PreparedContext } from '../checks/context.js';
import type { Profile } from '../checks/profile.js';
import { checkRequest, type RequestOptions } from '../checks/request.js';
import { PresendUnavailableError } from '../core/unavailable.js';
import { deliver } from './attempts.js';
import { PresendBlockedError } from './blocked.js';
import { bodyOf, typeOf } from './body.js';
import { idOf, memoryStore, newKey, type OpenMessage, openMessage, steady, unharmed } from './keys.js';
import { type FetchOptions, planOf, type SendProgress } from './options.js';
import { operationFor, takesKey } from './routes.js';

/** A `fetch` that checks first. */
export type CheckedFetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that checks a request before it is sent, and rejects with {@link PresendBlockedError} instead of sending what
 * the API would refuse. It sets `X-Idempotency-Key`, notes the rate limits that answers tell for the next check, and
 * sends again when asked to. Requests that are no operation go through untouched, and so does everything where the check
 * itself cannot run.
 *
 * It needs no API key: point it at your own server, which adds the key.
 *
 * @throws {TypeError} for wrong options.
 * @example
 * ```ts
 * import { createFetch, PresendBlockedError } from 'presend/fetch';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * const send = createFetch({ profile: migosmtp, routes: { '/api/mail': 'email.send' }, retry: true });
 * try {
 *   await send('/api/mail', { method: 'POST', body: '{"from": "shop@acme.in"}' });
 * } catch (error) {
 *   if (error instanceof PresendBlockedError) error.report.issues[0].code; // 'missing_required_field'
 * }
 * ```
 */
export function createFetch<Bodies>(options: FetchOptions<Bodies>): CheckedFetch {
  const limits = planOf(options);
  const { profile, now = Date.now, random = Math.random } = options;
  const store = steady(options.store ?? memoryStore());
  /** What answers have told of their windows. */
  const rates = new Map<string, RateLimit>();
  /** Messages on their way. */
  const flying = new Map<string, Promise<OpenMessage>>();

  /** Throws when the API would refuse the request; says so where that cannot be known. */
  async function check(operation: keyof Bodies & string, body: string | Uint8Array, headers: Headers, tell: Tell) {
    const given = typeof options.context === 'function' ? await options.context() : options.context;
    const { assumedRules } = options;
    const context = withLimits(given, rates, now());
    const asked: RequestOptions = {
      ...{ now: now(), headers },
      ...(context && { context }),
      ...(assumedRules && { assumedRules }),
    };
    try {
      const report = checkRequest(profile, operation, body, asked);
      tell({ phase: 'checked', operation, report });
      if (!report.ok) throw new PresendBlockedError(report);
    } catch (error) {
      if (!(error instanceof PresendUnavailableError)) throw error;
      tell({ phase: 'unchecked', operation, error });
    }
  }

  /** The message that is still open under `id`, or a new one. */
  async function opened(id: string): Promise<OpenMessage> {
    const open = await openMessage(store, id, now());
    if (open) return open;
    const message = { key: newKey(), at: now() };
    await store.set(id, message);
    return message;
  }

  return async (input, init) => {
    const fetch = options.fetch ?? globalThis.fetch;
    const request = typeof input === 'string' || input instanceof URL ? null : input;
    const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
    const url = request?.url ?? String(input);
    const operation = operationOf(options, method, url);
    if (operation === null) return fetch(input, init);

    const tell: Tell = (step) => void unharmed(() => options.onProgress?.(step));
    const signal = init?.signal ?? request?.signal;
    signal?.throwIfAborted();
    const given = init?.body ?? request;
    const body = await bodyOf(given);
    const headers = new Headers(init?.headers ?? request?.headers);
    const type = typeOf(given, body);
    if (type && !headers.has('content-type')) headers.set('Content-Type', type);
    await check(operation, body, headers, tell);

    const own = headers.get('x-idempotency-key');
    const keyed = takesKey(profile as Profile<never>, operation, method);
    const id = keyed && own === null ? idOf([operation, url, body]) : null;
    // Two of the same at once, as by a double click, share a key: the API takes one of them.
    const claim = (id && flying.get(id)) || (id ? opened(id) : Promise.resolve({ key: own ?? '', at: now() }));
    if (id) flying.set(id, claim);
    try {
      const message = await claim;
      return await deliver({
        ...{ message, method, signal, keyed: keyed || own !== null, now, random },
        ...{ sleep: options.sleep, timeZone: options.timeZone, limits: { ...limits, timeoutMs: options.timeoutMs } },
        tell: (step) => tell({ operation, ...step } as SendProgress),
        remember: (open) => id && (open ? store.set(id, message) : store.delete(id)),
        send: async (key, signal) => {
          if (id) headers.set('X-Idempotency-Key', key);
          const anew = { ...init, headers, body, ...(signal && { signal }) };
          const response = await (request ? fetch(new Request(request, anew)) : fetch(input, anew));
          const told = contextFromHeaders(profile, operation, response.headers, { now: now() });
          for (const [group, limit] of Object.entries(told.rateLimits ?? {})) rates.set(group, limit);
          return response;
        },
      });
    } finally {
      if (id && flying.get(id) === claim) flying.delete(id);
    }
  };
}

type Tell = (step: SendProgress) => void;

function operationOf<Bodies>(options: FetchOptions<Bodies>, method: string, url: string) {
  if (options.operation !== undefined) return /^(GET|HEAD)$/.test(method) ? null : options.operation;
  const { pathname } = new URL(url, 'http://localhost');
  return operationFor({ method, path: pathname }, options.profile, options.routes);
}

/** The snapshot with the rate limits that answers have told; a compiled one takes them in. */
function withLimits(context: Known, rates: Map<string, RateLimit>, now: number): Known {
  for (const [group, { resetsAt }] of rates) if (resetsAt !== undefined && resetsAt <= now) rates.delete(group);
  if (rates.size === 0) return context;
  const rateLimits = Object.fromEntries(rates);
  if (!(context instanceof PreparedContext))
    return { ...context, rateLimits: { ...context?.rateLimits, ...rateLimits } };
  context.update({ rateLimits });
  return context;
}

type RateLimit = NonNullable<Context['rateLimits']>[string];
type Known = Context | PreparedContext | undefined;

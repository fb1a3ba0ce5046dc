/** Idempotency keys: one for a message until it is known what became of it. */

/** What is remembered of a message whose fate is open. Plain data: it can be kept as JSON. */
export interface OpenMessage {
  /** The `X-Idempotency-Key` it was sent with. */
  key: string;
  /** When the key was made, in milliseconds since 1970 UTC; it counts for 24 hours. */
  at: number;
  /** How the last attempt ended that left its fate open. */
  previous?: 'timed_out' | 'gateway_timeout' | 'other';
}

/**
 * Where keys are kept. `id` is made from the message and tells nothing of it. With a store that outlives the page, a
 * person who sends again after a crash repeats the message and does not double it. A store that fails keeps no message from
 * being sent: its error is reported (`reportError`, else the console), and the key is not remembered.
 *
 * @example
 * ```ts
 * const store: KeyStore = {
 *   get: (id) => JSON.parse(localStorage.getItem(`presend ${id}`) ?? 'null'),
 *   set: (id, message) => localStorage.setItem(`presend ${id}`, JSON.stringify(message)),
 *   delete: (id) => localStorage.removeItem(`presend ${id}`),
 * };
 * ```
 */
export interface KeyStore {
  get(id: string): OpenMessage | null | undefined | Promise<OpenMessage | null | undefined>;
  set(id: string, message: OpenMessage): unknown;
  delete(id: string): unknown;
}

/** A key counts for a day: "reused within 24 hours" is refused (the provider's error reference). */
const KEPT_MS = 24 * 3_600_000;

/** A store that lives as long as the page. */
export function memoryStore(): KeyStore {
  return new Map<string, OpenMessage>();
}

/** A store whose failures are reported and change nothing. */
export function steady(store: KeyStore): KeyStore {
  return {
    get: (id) => unharmed(() => store.get(id)),
    set: (id, message) => unharmed(() => store.set(id, message)),
    delete: (id) => unharmed(() => store.delete(id)),
  };
}

/** What the page's own `act` answers; where it fails, `undefined`, and its error is reported. */
export async function unharmed<T>(act: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
    return undefined;
  }
}

/** The message under `id` if its key still counts. */
export async function openMessage(store: KeyStore, id: string, now: number): Promise<OpenMessage | null> {
  const message = await store.get(id);
  return message && now - message.at < KEPT_MS ? message : null;
}

/** 128 random bits in hexadecimal; `crypto.randomUUID` is missing on pages without TLS. */
export function newKey(): string {
  let key = '';
  for (const octet of crypto.getRandomValues(new Uint8Array(16))) key += octet.toString(16).padStart(2, '0');
  return key;
}

/** An id of `parts`: two FNV-1a sums of 32 bits with different starts, and the length. Equal parts, equal ids. */
export function idOf(parts: readonly (string | Uint8Array)[]): string {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  let length = 0;
  const add = (unit: number) => {
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
    length++;
  };
  for (const part of parts) {
    if (typeof part === 'string') for (let at = 0; at < part.length; at++) add(part.charCodeAt(at));
    else for (const octet of part) add(octet);
    add(0x10000);
  }
  return [a, b, length].map((number) => (number >>> 0).toString(36)).join('-');
}

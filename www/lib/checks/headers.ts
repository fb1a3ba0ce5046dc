import type { HeaderSource } from '../answers/explain.js';

/** The value of header `wanted` (lower case) in any form that headers come in; `undefined` where it is absent. */
export function headerValue(headers: HeaderSource, wanted: string): string | undefined {
  const get = (headers as { get?: unknown }).get;
  if (typeof get === 'function' && !(headers instanceof Map)) return text(get.call(headers, wanted));
  const pairs = Symbol.iterator in headers ? (headers as Iterable<unknown>) : Object.entries(headers);
  for (const pair of pairs) {
    if (Array.isArray(pair) && typeof pair[0] === 'string' && pair[0].toLowerCase() === wanted) return text(pair[1]);
  }
  return undefined;
}

/** Several of them; what cannot be read is a `TypeError` about `argument` that says nothing of what was in it. */
export function headerValues(
  argument: string,
  headers: HeaderSource,
  wanted: readonly string[],
): (string | undefined)[] {
  if (typeof headers === 'object' && headers !== null) {
    try {
      return wanted.map((name) => headerValue(headers, name));
    } catch {
      // A getter's own message may hold anything.
    }
  }
  throw new TypeError(`${argument} must be Headers, an object, or pairs`);
}

function text(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' || typeof first === 'number' ? String(first) : undefined;
}

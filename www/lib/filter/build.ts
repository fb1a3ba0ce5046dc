/**
 * Builds a binary fuse filter: T. M. Graf, D. Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters" (2022),
 * three places of eight bits. The look-up and the layout are in `src/request/filter.rs`.
 */

import { listedRecipient } from '../checks/listed.js';
import { halfSipHash } from './hash.js';

/** How to build a filter. */
export interface FilterOptions {
  /** Makes this filter unlike every other one: a secret of the site, or random text. At least 8 characters. */
  salt: string;
}

const HEADER = 20;
/** `psf1`: name and version of the layout. */
const MAGIC = 0x31667370;
/** Each attempt succeeds with a chance of more than nine in ten. */
const ATTEMPTS = 100;

/**
 * A filter of `values`, for `suppressions` and `dnd` of a snapshot: nine bits an entry, and nobody can list what is in
 * it. It says "perhaps" to every entry and to one of 256 others, so that a hit is a warning marked `likely`. Whoever has
 * it can try numbers and addresses one by one; it hides a list, not the answer about somebody already known.
 *
 * @param values E-mail addresses and E.164 numbers, as in a list of `suppressions`: letters of ASCII count in
 *   lower case, domains in ASCII; white space, quotation marks and names around do not count, nor does the grouping of
 *   numbers. Empty ones are left out, repeated ones count once. What is neither (a number without its plus) is never met.
 * @returns Octets: some 1.13 MB for a million.
 * @throws {TypeError} when a value is no string, or the salt is too short.
 * @example
 * ```ts
 * import { checkRequest } from 'presend';
 * import { buildFilter } from 'presend/filter';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * const suppressions = buildFilter(['bob@acme.in'], { salt: 'of this site alone' });
 * const body = { from: 'shop@acme.in', to: 'bob@acme.in', subject: 'Hi', html: '<p>Hi</p>' };
 * checkRequest(migosmtp, 'email.send', body, { context: { suppressions } }).warnings[0]?.code; // 'recipient_suppressed'
 * ```
 */
export function buildFilter(values: Iterable<string>, options: FilterOptions): Uint8Array {
  if (typeof values !== 'object' || values === null || !(Symbol.iterator in values))
    throw new TypeError('buildFilter: values must be a list of strings');
  const salt = options?.salt;
  if (typeof salt !== 'string' || salt.length < 8)
    throw new TypeError('buildFilter: options.salt must be a string of at least 8 characters');

  const texts = new Set<string>();
  for (const value of values) {
    if (typeof value !== 'string') throw new TypeError('buildFilter: values must be strings');
    const text = normal(value);
    if (text !== '') texts.add(text);
  }
  const encoder = new TextEncoder();
  const salted = encoder.encode(salt);
  const entries = Array.from(texts, (text) => encoder.encode(text));
  const shape = shapeOf(entries.length);
  const filter = new Uint8Array(HEADER + shape.places);
  const key = new Uint32Array(2);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    halfSipHash(0x73616c74, attempt, salted, key);
    const [k0 = 0, k1 = 0] = key;
    if (!fill(filter.subarray(HEADER), entries, k0, k1, shape)) continue;
    const words = new DataView(filter.buffer);
    [MAGIC, k0, k1, shape.segment, shape.spread].forEach((word, at) => words.setUint32(at * 4, word, true));
    return filter;
  }
  throw new Error('buildFilter: no filter could be made of these values');
}

/** An entry as the check asks for it. */
function normal(value: string): string {
  return (listedRecipient(value) ?? value.trim()).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

interface Shape {
  /** Places of a segment: a power of two. */
  segment: number;
  /** Places that the first of the three may be. */
  spread: number;
  places: number;
}

/** The sizes that the paper gives for three places. */
function shapeOf(count: number): Shape {
  const entries = Math.max(count, 2);
  const segment = Math.min(2 ** Math.max(Math.floor(Math.log(entries) / Math.log(3.33) + 2.25), 2), 65_536);
  const factor = Math.max(1.125, 0.875 + (0.25 * Math.log(1e6)) / Math.log(entries));
  const segments = Math.max(Math.ceil(Math.round(entries * factor) / segment) - 2, 1);
  return { segment, spread: segments * segment, places: (segments + 2) * segment };
}

/** Peels the places that one entry alone still needs, again and again; true when all entries found theirs. */
function fill(places: Uint8Array, entries: readonly Uint8Array[], k0: number, k1: number, shape: Shape): boolean {
  const { segment, spread } = shape;
  const count = entries.length;
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  const needs = new Uint32Array(places.length);
  // Exclusive or of the numbers of the entries that need a place: of one entry, its number.
  const whose = new Uint32Array(places.length);
  const hash = new Uint32Array(2);
  const placeOf = (entry: number, which: number): number => {
    const first = Math.floor(((high[entry] as number) * spread) / 4_294_967_296);
    if (which === 0) return first;
    const bits = which === 1 ? (low[entry] as number) >>> 16 : (low[entry] as number);
    return (first + which * segment) ^ (bits & (segment - 1));
  };
  for (let entry = 0; entry < count; entry++) {
    halfSipHash(k0, k1, entries[entry] as Uint8Array, hash);
    high[entry] = hash[0] as number;
    low[entry] = hash[1] as number;
    for (let which = 0; which < 3; which++) {
      const place = placeOf(entry, which);
      needs[place]!++;
      whose[place]! ^= entry;
    }
  }
  const queue: number[] = [];
  for (let place = 0; place < places.length; place++) if (needs[place] === 1) queue.push(place);
  const order = new Uint32Array(count);
  const own = new Uint32Array(count);
  let peeled = 0;
  for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
    if (needs[place] !== 1) continue;
    const entry = whose[place] as number;
    order[peeled] = entry;
    own[peeled++] = place;
    for (let which = 0; which < 3; which++) {
      const other = placeOf(entry, which);
      whose[other]! ^= entry;
      if (--needs[other]! === 1) queue.push(other);
    }
  }
  if (peeled < count) return false;
  places.fill(0);
  for (let at = count - 1; at >= 0; at--) {
    const entry = order[at] as number;
    let print = (high[entry] as number) & 0xff;
    for (let which = 0; which < 3; which++) print ^= places[placeOf(entry, which)] as number;
    places[own[at] as number]! ^= print;
  }
  return true;
}

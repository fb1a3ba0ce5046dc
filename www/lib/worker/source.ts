/** Every kind of source as pieces of octets of a good size. */

import type { RecipientSource } from './types.js';

/** Octets of a piece: little enough that a run can be ended between two. */
export const PIECE = 1 << 18;

const encoder = /* @__PURE__ */ new TextEncoder();

type Streamed = AsyncIterable<Uint8Array | string>;

/** What is wrong with a source, or the pieces of it and their octets in all where known. */
export function piecesOf(source: RecipientSource): { pieces: AsyncIterator<Uint8Array>; total: number | null } {
  if (Array.isArray(source)) return { pieces: gathered(textsOf(source)), total: null };
  if (typeof Blob === 'function' && source instanceof Blob) {
    return { pieces: slices(source), total: source.size };
  }
  const stream = source as ReadableStream<Uint8Array | string> & Partial<Streamed>;
  if (typeof stream?.[Symbol.asyncIterator] === 'function')
    return { pieces: gathered(stream as Streamed), total: null };
  if (typeof stream?.getReader === 'function') return { pieces: gathered(readable(stream)), total: null };
  throw new TypeError(
    'checkRecipients: source must be a File, a Blob, a stream, an async iterable or an array of strings',
  );
}

/** A blob piece by piece: its own stream gives pieces of any size, and some engines read far ahead. */
async function* slices(blob: Blob): AsyncGenerator<Uint8Array, void> {
  // One piece ahead, so that reading and checking overlap.
  const read = (from: number) => blob.slice(from, from + PIECE).arrayBuffer();
  let next = blob.size > 0 ? read(0) : null;
  for (let from = 0; next !== null; from += PIECE) {
    const octets = new Uint8Array(await next);
    next = from + PIECE < blob.size ? read(from + PIECE) : null;
    // Nobody may be waiting for it any more when it fails.
    next?.catch(() => undefined);
    yield octets;
  }
}

async function* readable(stream: ReadableStream<Uint8Array | string>): AsyncGenerator<Uint8Array | string, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Values of an array as the rows of a CSV file with one column. */
async function* textsOf(values: readonly string[]): AsyncGenerator<string, void> {
  for (let from = 0; from < values.length; from += 4096) {
    let text = '';
    for (const value of values.slice(from, from + 4096)) {
      text += typeof value === 'string' ? `"${value.replaceAll('"', '""')}"\n` : '""\n';
    }
    yield text;
  }
}

/** Small pieces together, large ones cut, text as octets. */
async function* gathered(source: Streamed): AsyncGenerator<Uint8Array, void> {
  let held = new Uint8Array(PIECE);
  let filled = 0;
  for await (const given of source) {
    const octets = typeof given === 'string' ? encoder.encode(given) : given;
    if (!(octets instanceof Uint8Array)) throw new TypeError('checkRecipients: a stream must give text or octets');
    for (let from = 0; from < octets.length;) {
      const part = octets.subarray(from, from + PIECE - filled);
      held.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled === PIECE) {
        yield held;
        // The last one has gone to another thread.
        held = new Uint8Array(PIECE);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield held.slice(0, filled);
}

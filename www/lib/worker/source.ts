/** Every kind of source as pieces of octets of a good size. */

import { encoder } from './text.js';
import type { RecipientSource } from './types.js';

/** Octets of a piece: little enough that a run can be ended between two. */
export const PIECE = 1 << 18;

type Part = Uint8Array | string;
type Next = () => Promise<IteratorResult<Part, unknown>>;

/** A source as it is read. */
export interface Pieces {
  /** Nothing is read, and no stream taken, before the first is asked for. */
  readonly pieces: AsyncIterator<Uint8Array, undefined>;
  /** Octets in all, where known. */
  readonly total: number | null;
  /** Tells a source that is being read that no more is wanted; also one that is just waited for. */
  stop(): void;
}

/** What is wrong with a source, or how to read it. */
export function piecesOf(source: RecipientSource): Pieces {
  if (Array.isArray(source)) return of(textsOf(source), null);
  if (typeof Blob === 'function' && source instanceof Blob) return of(slices(source), source.size);
  // A stream's reader can be told while it is waited for; its iterator hears of it when the next part has come.
  if (typeof (source as Partial<ReadableStream>)?.getReader === 'function')
    return stream(source as ReadableStream<Part>);
  if (typeof (source as Partial<AsyncIterable<Part>>)?.[Symbol.asyncIterator] === 'function') {
    return iterable(source as AsyncIterable<Part>);
  }
  throw new TypeError(
    'checkRecipients: source must be a File, a Blob, a stream, an async iterable or an array of strings',
  );
}

const of = (pieces: AsyncIterator<Uint8Array, undefined>, total: number | null): Pieces => ({
  pieces,
  total,
  stop: () => undefined,
});

function stream(source: ReadableStream<Part>): Pieces {
  if (source.locked) throw new TypeError('checkRecipients: source is a stream that is being read elsewhere');
  let reader: ReadableStreamDefaultReader<Part> | undefined;
  return {
    pieces: gathered(() => (reader ??= source.getReader()).read() as ReturnType<Next>),
    total: null,
    stop: () => unheard(() => reader?.cancel()),
  };
}

function iterable(source: AsyncIterable<Part>): Pieces {
  let iterator: AsyncIterator<Part> | undefined;
  return {
    pieces: gathered(() => (iterator ??= source[Symbol.asyncIterator]()).next()),
    total: null,
    stop: () => unheard(() => iterator?.return?.()),
  };
}

/** Does something that nobody waits for, whatever comes of it. */
const unheard = (action: () => unknown) =>
  void Promise.resolve()
    .then(action)
    .catch(() => undefined);

/** A blob piece by piece: its own stream gives pieces of any size, and some engines read far ahead. */
async function* slices(blob: Blob): AsyncGenerator<Uint8Array, undefined> {
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

/** Values of an array as the rows of a CSV file with one column. */
async function* textsOf(values: readonly string[]): AsyncGenerator<Uint8Array, undefined> {
  let at = 0;
  yield* gathered(async () => {
    const part = values.slice(at, at + 4096);
    at += part.length;
    const rows = part.map((value) => (typeof value === 'string' ? `"${value.replaceAll('"', '""')}"\n` : '""\n'));
    return part.length > 0 ? { done: false, value: rows.join('') } : { done: true, value: undefined };
  });
}

/** Small parts together, large ones cut, text as octets. What came before a failure is given before it. */
async function* gathered(next: Next): AsyncGenerator<Uint8Array, undefined> {
  let held = new Uint8Array(PIECE);
  let filled = 0;
  // A text may end within a character, whose other half comes next.
  let half = '';
  for (let isDone = false; !isDone;) {
    let octets: Uint8Array;
    try {
      const given = await next();
      isDone = given.done === true;
      const text: unknown = isDone ? '' : given.value;
      if (typeof text === 'string') {
        const whole = half + text;
        const end = !isDone && /[\ud800-\udbff]$/.test(whole) ? whole.length - 1 : whole.length;
        half = whole.slice(end);
        octets = encoder.encode(whole.slice(0, end));
      } else {
        octets = text as Uint8Array;
      }
    } catch (cause) {
      if (filled > 0) yield held.subarray(0, filled);
      throw cause;
    }
    // Not `instanceof`: under Jest, what Node reads is of another realm.
    if (Object.prototype.toString.call(octets) !== '[object Uint8Array]') {
      throw new TypeError('checkRecipients: a stream must give text or octets');
    }
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
  if (filled > 0) yield held.subarray(0, filled);
}

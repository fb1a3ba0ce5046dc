/** Where a list is read: in a worker, or here in slices, behind one interface. */

import { text as threadText } from '../generated/thread.js';
import { joined, ListEngine } from './engine.js';
import type { Outcome, Start } from './plan.js';
import { turns } from './turn.js';

/** A thread, or something that stands in for one. */
export interface Port {
  readonly ran: 'worker' | 'here';
  /** Reads the next piece, which is gone afterwards. */
  push(piece: Uint8Array, last: boolean): Promise<Outcome>;
  close(): void;
}

/** A worker of a browser or of Node. */
interface Thread {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  terminate(): unknown;
  addEventListener?(type: string, listen: (event: { data?: unknown }) => void): void;
  on?(type: string, listen: (message: unknown) => void): unknown;
}

/** What a thread answers. */
export type Answer = { ready: true } | { outcome: Outcome } | { failed: string };

/** A worker that has not answered after so long never will: its script is not there, or may not run. */
const PATIENCE_MS = 5000;
/** Octets that are read here before somebody else gets a turn, a few milliseconds' work. */
const SLICE = 1 << 14;

/** The first way that works: the caller's, a worker of this package's, one of a Blob, none. */
export async function openPort(start: Start, worker: (() => Worker) | false | undefined): Promise<Port> {
  // Of the scripts of this package none has the core as JavaScript; the caller's may import it.
  const own = start.module === null ? [] : OWN;
  const ways: (() => Thread | null)[] = worker === false ? [] : worker ? [worker as () => Thread] : own;
  for (const way of ways) {
    try {
      const thread = way();
      const port = thread && (await threadPort(thread, start));
      if (port) return port;
    } catch {
      // Workers are forbidden here, or this one: the next way.
    }
  }
  return herePort(start);
}

const OWN: (() => Thread | null)[] = [
  // Bundlers look for exactly these words.
  () =>
    typeof Worker === 'function' && typeof document === 'object'
      ? (new Worker(new URL('../entries/worker-thread.js', import.meta.url), { type: 'module' }) as Thread)
      : null,
  () => {
    if (typeof Worker !== 'function' || typeof URL.createObjectURL !== 'function') return null;
    const url = URL.createObjectURL(new Blob([threadText], { type: 'text/javascript' }));
    const revoke = () => URL.revokeObjectURL(url);
    try {
      // Firefox 113 has no workers that are modules, Deno no others; the text is both.
      const thread = new Worker(url, { type: 'Deno' in globalThis ? 'module' : 'classic' });
      for (const type of ['message', 'error']) thread.addEventListener(type, revoke, { once: true });
      return thread as Thread;
    } catch (error) {
      revoke();
      throw error;
    }
  },
  () => {
    const threads = nodeThreads();
    return threads ? new threads.Worker(threadText, { eval: true }) : null;
  },
];

type NodeProcess = { getBuiltinModule?(name: string): unknown };

/** Node's `worker_threads`, without an import that bundlers would follow. */
function nodeThreads(): { Worker: new (code: string, options: { eval: true }) => Thread } | undefined {
  const { process } = globalThis as { process?: NodeProcess };
  return process?.getBuiltinModule?.('node:worker_threads') as ReturnType<typeof nodeThreads>;
}

/** The thread once it is ready; `null` when it will not be. */
function threadPort(thread: Thread, start: Start): Promise<Port | null> {
  const waiting: { resolve: (outcome: Outcome) => void; reject: (error: Error) => void }[] = [];
  return new Promise((ready) => {
    let failure: Error | undefined;
    const patience = setTimeout(() => fail(), PATIENCE_MS);
    const fail = (why = 'the worker ended') => {
      failure ??= new Error(`presend: ${why}`);
      clearTimeout(patience);
      void thread.terminate();
      ready(null);
      for (const { reject } of waiting.splice(0)) reject(failure);
    };
    const hear = (answer: Answer) => {
      if ('ready' in answer) {
        clearTimeout(patience);
        ready({
          ran: 'worker',
          push: (piece, last) =>
            new Promise((resolve, reject) => {
              if (failure) return reject(failure);
              waiting.push({ resolve, reject });
              thread.postMessage({ piece, last }, [piece.buffer as ArrayBuffer]);
            }),
          close: () => void thread.terminate(),
        });
      } else if ('outcome' in answer) {
        waiting.shift()?.resolve(answer.outcome);
      } else {
        fail(answer.failed);
      }
    };
    if (thread.addEventListener) {
      thread.addEventListener('message', ({ data }) => hear(data as Answer));
      thread.addEventListener('error', () => fail());
      thread.addEventListener('messageerror', () => fail());
    } else {
      thread.on?.('message', (data) => hear(data as Answer));
      thread.on?.('error', () => fail());
      thread.on?.('exit', () => fail());
    }
    try {
      thread.postMessage(start);
    } catch {
      // A runtime that cannot send a compiled module to its threads.
      fail();
    }
  });
}

/** No thread: slices of a piece, between which the page gets its turn. */
function herePort(start: Start): Port {
  const engine = new ListEngine(start);
  const next = turns();
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  const read = async (piece: Uint8Array, last: boolean): Promise<Outcome> => {
    const outcomes: Outcome[] = [];
    let at = 0;
    do {
      const slice = piece.subarray(at, at + SLICE);
      at += SLICE;
      const isEnd = at >= piece.length;
      const steps = engine.steps(slice, last && isEnd, isEnd);
      for (let isDone = false; !isDone;) {
        await next();
        const { done, value } = steps.next();
        isDone = done === true;
        if (value) outcomes.push(value);
      }
    } while (at < piece.length && !isClosed);
    return together(outcomes);
  };
  return {
    ran: 'here',
    push(piece, last) {
      const outcome = queue.then(() => read(piece, last));
      queue = outcome.catch(() => undefined);
      return outcome;
    },
    close() {
      isClosed = true;
    },
  };
}

/** What came of slices, as if it had been one piece. */
function together(outcomes: readonly Outcome[]): Outcome {
  const last = outcomes.at(-1) as Outcome;
  const all = (name: 'cleaned' | 'refusedRows') => {
    return joined(outcomes.map((outcome) => outcome[name]).filter((part) => part !== null));
  };
  return {
    ...last,
    cleaned: all('cleaned'),
    refusedRows: all('refusedRows'),
    variants: outcomes.flatMap(({ variants }) => variants),
    findings: outcomes.flatMap(({ findings }) => findings),
    head: outcomes.reduce<Outcome['head']>((known, { head }) => head ?? known, null),
  };
}

/** `checkRecipients`: from a source to a report. */

import { octetsOf } from '../core/hex.js';
import { listInJs } from '../core/list-in-js.js';
import { PresendUnavailableError } from '../core/unavailable.js';
import { code } from '../generated/list/code.js';
import * as kinds from '../generated/list/kinds.js';
import { hex as numbers } from '../generated/phone-numbers.js';
import { providers } from '../generated/providers.js';
import { issueOf } from '../results/issue.js';
import { planOf } from './options.js';
import type { Plan, Start } from './plan.js';
import { openPort, type Port } from './port.js';
import { Gathered } from './report.js';
import { type Pieces, piecesOf } from './source.js';
import { encoder } from './text.js';
import type { RecipientOptions, RecipientReport, RecipientSource } from './types.js';
import { overUsage } from './usage.js';

/** Pieces that are under way at once: enough that a worker never waits, and no more memory than that. */
const UNDER_WAY = 3;
const PROGRESS_MS = 100;

let compiled: Promise<WebAssembly.Module> | undefined;

/** The core of lists, compiled once; `null` where it is JavaScript. */
async function listModule(): Promise<WebAssembly.Module | null> {
  if (listInJs()) return null;
  if (typeof WebAssembly !== 'object') throw new PresendUnavailableError('WebAssembly is not available here');
  compiled ??= WebAssembly.compile(code());
  try {
    return await compiled;
  } catch (error) {
    compiled = undefined;
    throw new PresendUnavailableError('the core cannot start', error);
  }
}

const tableOf = ({ channel }: Plan): Uint8Array =>
  channel === 'phone' ? octetsOf(numbers) : encoder.encode(providers);

/**
 * Checks a list of recipients of any length, in a worker and in constant memory: each row's number or address, what each
 * message needs beside it, duplicates, and who must not be written to. Gives counts, the first findings, and two files:
 * the list with its recipients as they are to be sent, and the refused rows with their reasons.
 *
 * A million rows keep 17 MB for finding duplicates (a hash of 64 bits a recipient, in a table that is at most three
 * quarters full) and a few pieces of 256 KB; the files lie in Blobs, which browsers put on the disk.
 *
 * @param source A file of CSV or NDJSON, a stream of one, or the recipients as an array. What is wrong with it is in the
 *   report, as is everything that was done until then.
 * @returns The report, also when `signal` ended it.
 * @throws {TypeError} (as a rejection, as all of these) when an argument is wrong.
 * @throws {PresendUnavailableError} where WebAssembly cannot run and `presend/js` is not imported; nothing of the source has
 *   been read then.
 * @example
 * ```ts
 * import { checkRecipients } from 'presend/worker';
 *
 * const file = new Blob(['name;phone\nAnn;098765 43210\nBo;+91 98765 43210\nCy;12\n']);
 * const report = await checkRecipients(file, { operation: 'sms.send.bulk', phone: { region: 'IN' } });
 * report.counts; // { list_duplicate: 1, phone_nsn_too_short: 1 }
 * await report.cleaned().text(); // 'name;phone\nAnn;+919876543210\n'
 * ```
 */
export async function checkRecipients(source: RecipientSource, options: RecipientOptions): Promise<RecipientReport> {
  if (typeof TextDecoder !== 'function' || typeof TextEncoder !== 'function') {
    throw new PresendUnavailableError('TextEncoder and TextDecoder are not available here');
  }
  const plan = await planOf(options, Array.isArray(source));
  const read = piecesOf(source);
  const started = performance.now();
  const start = { plan, module: await listModule(), kinds: { ...kinds }, table: tableOf(plan) };
  const port = await portOf(start, options);
  const run = new Run(port, read, options, started);
  try {
    await run.read();
  } finally {
    port.close();
    read.stop();
  }
  return run.report();
}

/** A port; one that does nothing when the run is over before there is one. */
function portOf(start: Start, { worker, signal }: RecipientOptions): Promise<Port> {
  const opened = openPort(start, worker).catch((error: unknown) => {
    throw error instanceof PresendUnavailableError
      ? error
      : new PresendUnavailableError('the core cannot start', error);
  });
  if (!signal) return opened;
  return new Promise((resolve, reject) => {
    const give = () => {
      opened.then(
        (port) => port.close(),
        () => undefined,
      );
      resolve({ ran: 'here', push: () => new Promise(() => {}), close() {} });
    };
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    opened.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

class Run {
  readonly #port: Port;
  readonly #source: Pieces;
  readonly #options: RecipientOptions;
  readonly #started: number;
  readonly #gathered = new Gathered();
  #said = 0;
  #shown = 0;
  #octets = 0;
  /** Nothing that comes now counts. */
  #isOver = false;
  #isCancelled = false;
  #failure: { cause: unknown } | null = null;
  /** Ends the run, whatever is waited for. */
  #end = () => {};
  #throw: (error: unknown) => void = () => {};

  constructor(port: Port, source: Pieces, options: RecipientOptions, started: number) {
    this.#port = port;
    this.#source = source;
    this.#options = options;
    this.#started = started;
  }

  /** Reads until the list ends, or something ends it. */
  async read(): Promise<void> {
    const { signal } = this.#options;
    const ended = new Promise<void>((resolve, reject) => {
      this.#end = resolve;
      this.#throw = reject;
    });
    const cancel = () => {
      this.#isCancelled = this.#isOver = true;
      this.#end();
    };
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    try {
      await Promise.race([ended, this.#all()]);
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#isOver = true;
    }
    this.#progress(true);
  }

  /** Everything, as long as nothing stops it. */
  async #all(): Promise<void> {
    const pending = new Set<Promise<void>>();
    const most = this.#port.ran === 'worker' ? UNDER_WAY : 1;
    while (!this.#isOver && !this.#gathered.last?.stopped) {
      const next = await this.#next();
      if (this.#isOver || next === null) break;
      const sent = this.#send(next.value ?? new Uint8Array(0), next.done === true);
      pending.add(sent);
      void sent.then(() => pending.delete(sent));
      if (next.done) break;
      while (pending.size >= most) await Promise.race(pending);
    }
    await Promise.all(pending);
  }

  /** The next piece; `null` when reading failed. */
  async #next(): Promise<IteratorResult<Uint8Array, undefined> | null> {
    try {
      return await this.#source.pieces.next();
    } catch (cause) {
      if (cause instanceof TypeError && cause.message.startsWith('checkRecipients:')) throw cause;
      this.#failure = { cause };
      return null;
    }
  }

  /** Sends a piece and takes what comes of it; fails never, but ends the run. */
  async #send(piece: Uint8Array, last: boolean): Promise<void> {
    const octets = piece.length;
    let outcome;
    try {
      outcome = await this.#port.push(piece, last);
    } catch (cause) {
      // The worker ended, for want of memory perhaps: what it gave before that holds.
      this.#failure ??= { cause };
      this.#isOver = true;
      return this.#end();
    }
    // What comes after the end is as if it had never been: counts and files stay one.
    if (this.#isOver) return;
    try {
      this.#gathered.add(outcome);
      this.#octets += octets;
      this.#progress(false);
    } catch (error) {
      this.#isOver = true;
      this.#throw(error);
    }
  }

  #progress(isLast: boolean): void {
    const { onProgress } = this.#options;
    const now = performance.now();
    if (!onProgress || (!isLast && now - this.#said < PROGRESS_MS)) return;
    this.#said = now;
    const { last, findings } = this.#gathered;
    // Clocks of some browsers stand still for 100 ms.
    const seconds = Math.max(now - this.#started, 1) / 1000;
    const left = this.#source.total === null ? null : this.#source.total - this.#octets;
    const { rows = 0, kept = 0, refused = 0 } = last ?? {};
    onProgress({
      rows,
      kept,
      refused,
      octets: this.#octets,
      totalOctets: this.#source.total,
      rowsPerSecond: Math.round(rows / seconds),
      msLeft: left === null || this.#octets === 0 ? null : Math.round((left / this.#octets) * seconds * 1000),
      findings: findings.slice(this.#shown),
    });
    this.#shown = findings.length;
  }

  report(): RecipientReport {
    const gathered = this.#gathered;
    const found = gathered.report();
    const failure = found.stopped ? null : this.#failure;
    const stopped = failure ? issueOf('list_read_failed', null, {}) : found.stopped;
    const { issues, warnings } = overUsage(found.kept, this.#options);
    return {
      complete: !this.#isCancelled && stopped === null,
      cancelled: this.#isCancelled,
      ...found,
      stopped,
      cause: failure?.cause,
      issues,
      warnings,
      octets: this.#octets,
      ms: Math.round(performance.now() - this.#started),
      ran: this.#port.ran,
      cleaned: () => gathered.cleaned(),
      refusedRows: async (options) => gathered.refused(options?.message),
    };
  }
}

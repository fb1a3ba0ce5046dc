/** `checkRecipients`: from a source to a report. */

import { octetsOf } from '../core/hex.js';
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
import { piecesOf } from './source.js';
import type { RecipientOptions, RecipientReport, RecipientSource } from './types.js';
import { overUsage } from './usage.js';

/** Pieces that are under way at once: enough that a worker never waits, and no more memory than that. */
const UNDER_WAY = 3;
const PROGRESS_MS = 100;
const CANCELLED = Symbol('cancelled');

let compiled: Promise<WebAssembly.Module> | undefined;

/** The core of lists, compiled once. */
async function listModule(): Promise<WebAssembly.Module> {
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
  channel === 'phone' ? octetsOf(numbers) : new TextEncoder().encode(providers);

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
 * @throws {PresendUnavailableError} where WebAssembly cannot run.
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
  const plan = planOf(options, Array.isArray(source));
  const { pieces, total } = piecesOf(source);
  const started = performance.now();
  const start = { plan, module: await listModule(), kinds: { ...kinds }, table: tableOf(plan) };
  const port = await portOf(start, options);
  const run = new Run(port, pieces, total, options, started);
  try {
    await run.read();
  } finally {
    port.close();
    // A source that is waited for is told; it is not waited for.
    void pieces.return?.().then(
      () => undefined,
      () => undefined,
    );
  }
  return run.report();
}

/** A port; one that does nothing when the run is over before there is one. */
function portOf(start: Start, { worker, signal }: RecipientOptions): Promise<Port> {
  const opened = openPort(start, worker);
  if (!signal) return opened;
  return new Promise((resolve, reject) => {
    const give = () => {
      void opened.then((port) => port.close());
      resolve({ ran: 'here', push: () => new Promise(() => {}), close() {} });
    };
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    opened.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

class Run {
  readonly #port: Port;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #total: number | null;
  readonly #options: RecipientOptions;
  readonly #started: number;
  readonly #gathered = new Gathered();
  #said = 0;
  #shown = 0;
  #octets = 0;
  #isOver = false;
  #isCancelled = false;
  #failure: { cause: unknown } | null = null;

  constructor(
    port: Port,
    pieces: AsyncIterator<Uint8Array>,
    total: number | null,
    options: RecipientOptions,
    started: number,
  ) {
    this.#port = port;
    this.#pieces = pieces;
    this.#total = total;
    this.#options = options;
    this.#started = started;
  }

  /** Reads until the list ends, or something ends it. */
  async read(): Promise<void> {
    const { signal } = this.#options;
    let stop = () => {};
    const cancelled = new Promise<typeof CANCELLED>((resolve) => {
      stop = () => resolve(CANCELLED);
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
    });
    try {
      this.#isCancelled = (await Promise.race([cancelled, this.#all(signal)])) === CANCELLED;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#isOver = true;
    }
    this.#progress(true);
  }

  /** Everything, but for what is cancelled. */
  async #all(signal: AbortSignal | undefined): Promise<typeof CANCELLED | undefined> {
    const pending = new Set<Promise<void>>();
    const send = (piece: Uint8Array, last: boolean) => {
      const sent = this.#send(piece, last);
      pending.add(sent);
      sent.then(
        () => pending.delete(sent),
        // Whoever waits for all of them hears of it.
        () => undefined,
      );
    };
    const most = this.#port.ran === 'worker' ? UNDER_WAY : 1;
    while (!this.#gathered.last?.stopped) {
      if (signal?.aborted) return CANCELLED;
      const next = await this.#next();
      if (signal?.aborted) return CANCELLED;
      if (next === null) break;
      send(next.value ?? new Uint8Array(0), next.done === true);
      if (next.done) break;
      while (pending.size >= most) await Promise.race(pending);
    }
    await Promise.all(pending);
    return undefined;
  }

  /** The next piece; `null` when reading failed. */
  async #next(): Promise<IteratorResult<Uint8Array, undefined> | null> {
    try {
      return (await this.#pieces.next()) as IteratorResult<Uint8Array, undefined>;
    } catch (cause) {
      if (cause instanceof TypeError && cause.message.startsWith('checkRecipients:')) throw cause;
      this.#failure = { cause };
      return null;
    }
  }

  async #send(piece: Uint8Array, last: boolean): Promise<void> {
    const octets = piece.length;
    const outcome = await this.#port.push(piece, last);
    // What comes after the end is as if it had never been: counts and files stay one.
    if (this.#isOver) return;
    this.#gathered.add(outcome);
    this.#octets += octets;
    this.#progress(false);
  }

  #progress(isLast: boolean): void {
    const { onProgress } = this.#options;
    const now = performance.now();
    if (!onProgress || (!isLast && now - this.#said < PROGRESS_MS)) return;
    this.#said = now;
    const { last, findings } = this.#gathered;
    const seconds = (now - this.#started) / 1000;
    const left = this.#total === null ? null : this.#total - this.#octets;
    const { rows = 0, kept = 0, refused = 0 } = last ?? {};
    onProgress({
      rows,
      kept,
      refused,
      octets: this.#octets,
      totalOctets: this.#total,
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

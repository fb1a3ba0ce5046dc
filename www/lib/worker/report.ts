/** What came of a list: counts, and two files that are made of pieces as they come. */

import { type Issue, type IssueReason } from '../results/issue.js';
import type { Head, Outcome } from './plan.js';
import { decoder, encoder } from './text.js';
import type { RecipientReport, RowFinding } from './types.js';

const MARK = /* @__PURE__ */ new Uint8Array([0xef, 0xbb, 0xbf]);
/** Octets of a frame before its row: `src/list/pass.rs`. */
const FRAME = 12;

/** Gathers what threads answer. */
export class Gathered {
  last: Outcome | null = null;
  head: Head | null = null;
  readonly variants: Issue[] = [];
  readonly findings: RowFinding[] = [];
  readonly #cleaned: Blob[] = [];
  readonly #refused: Blob[] = [];

  add(outcome: Outcome): void {
    this.last = outcome;
    this.head = outcome.head ?? this.head;
    // One by one: a piece may have more findings than a call takes arguments.
    for (const variant of outcome.variants) this.variants.push(variant);
    for (const finding of outcome.findings) this.findings.push(finding);
    // A Blob's octets lie outside the page's memory, in browsers on the disk where they are many.
    if (outcome.cleaned?.length) this.#cleaned.push(new Blob([outcome.cleaned]));
    if (outcome.refusedRows?.length) this.#refused.push(new Blob([outcome.refusedRows]));
  }

  /** Rows by the reason of their first finding of this severity. */
  counts(severity: Issue['severity']): Partial<Record<IssueReason, number>> {
    const counts: Partial<Record<IssueReason, number>> = {};
    this.variants.forEach(({ reason, severity: own }, number) => {
      if (own === severity) counts[reason] = (counts[reason] ?? 0) + (this.last?.counts[number] ?? 0);
    });
    return counts;
  }

  cleaned(): Blob {
    return new Blob([...(this.head?.bom ? [MARK] : []), ...this.#cleaned], { type: this.#type() });
  }

  #type(): string {
    return this.head?.format === 'ndjson' ? 'application/x-ndjson' : 'text/csv;charset=utf-8';
  }

  /** The refused rows with their reasons; a piece at a time, so that the page can breathe. */
  async refused(message: ((issue: Issue) => string) | undefined): Promise<Blob> {
    const { head } = this;
    if (head === null) return new Blob([], { type: this.#type() });
    const write = head.format === 'csv' ? this.#csv(head, message) : this.#json(message);
    const isWide = head.bom || (message !== undefined && this.variants.some((issue) => !isAscii(message(issue))));
    const parts: (Blob | Uint8Array<ArrayBuffer>)[] = head.format === 'csv' && isWide ? [MARK] : [];
    if (head.format === 'csv' && head.columns.length > 0) {
      const names = [
        head.delimiter,
        'reason',
        ...(message ? [head.delimiter, 'message'] : []),
        head.crlf ? '\r\n' : '\n',
      ];
      parts.push(head.row as Uint8Array<ArrayBuffer>, encoder.encode(names.join('')));
    }
    for (const blob of this.#refused) {
      const frames = new Uint8Array(await blob.arrayBuffer());
      parts.push(new Blob([write(frames)]));
    }
    return new Blob(parts, { type: this.#type() });
  }

  #csv(head: Head, message: ((issue: Issue) => string) | undefined) {
    const delimiter = head.delimiter as string;
    const end = head.crlf ? '\r\n' : '\n';
    const tails = this.variants.map((issue) => {
      const sentence = message ? `${delimiter}"${message(issue).replaceAll('"', '""')}"` : '';
      return encoder.encode(`${delimiter}${issue.reason}${sentence}${end}`);
    });
    const mark = delimiter.charCodeAt(0);
    return (frames: Uint8Array) =>
      rewritten(frames, tails, (fields) => Math.max(head.columns.length - fields, 0), mark);
  }

  #json(message: ((issue: Issue) => string) | undefined) {
    const tails = this.variants.map((issue) => {
      const more = { reason: issue.reason, ...(message && { message: message(issue) }) };
      return `${JSON.stringify(more).slice(1)}\n`;
    });
    return (frames: Uint8Array) => {
      let text = '';
      forEachFrame(frames, (row, number) => {
        const line = decoder.decode(row);
        const isObject = this.variants[number]?.reason !== 'invalid_json';
        const open = isObject ? line.slice(0, line.lastIndexOf('}')).trimEnd() : `{"line":${JSON.stringify(line)}`;
        text += `${open}${open === '{' ? '' : ','}${tails[number]}`;
      });
      return encoder.encode(text);
    };
  }

  /** The report, but for what the run alone knows. */
  report(): Pick<
    RecipientReport,
    | 'rows'
    | 'kept'
    | 'refused'
    | 'duplicates'
    | 'changed'
    | 'counts'
    | 'warningCounts'
    | 'findings'
    | 'stopped'
    | 'file'
  > & { duplicatesForgotten: boolean } {
    const { last, head } = this;
    return {
      stopped: last?.stopped ?? null,
      rows: last?.rows ?? 0,
      kept: last?.kept ?? 0,
      refused: last?.refused ?? 0,
      duplicates: last?.duplicates ?? 0,
      changed: last?.changed ?? 0,
      counts: this.counts('error'),
      warningCounts: this.counts('warning'),
      findings: this.findings,
      duplicatesForgotten: last?.forgotten ?? false,
      file: head && {
        format: head.format,
        encoding: head.encoding,
        delimiter: head.delimiter,
        columns: head.columns,
        to: head.to,
      },
    };
  }
}

const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

/** Calls `take` with each row and the number of its finding. */
function forEachFrame(frames: Uint8Array, take: (row: Uint8Array, number: number, fields: number) => void): void {
  const view = new DataView(frames.buffer, frames.byteOffset, frames.byteLength);
  for (let at = 0; at < frames.length;) {
    const octets = view.getUint32(at, true);
    take(frames.subarray(at + FRAME, at + FRAME + octets), view.getUint32(at + 4, true), view.getUint32(at + 8, true));
    at += FRAME + octets;
  }
}

/** Rows one after the other, each filled up with empty fields and with its tail behind it. */
function rewritten(
  frames: Uint8Array,
  tails: readonly Uint8Array[],
  lacking: (fields: number) => number,
  mark: number,
): Uint8Array<ArrayBuffer> {
  let octets = 0;
  forEachFrame(frames, (row, number, fields) => {
    octets += row.length + lacking(fields) + (tails[number]?.length ?? 0);
  });
  const whole = new Uint8Array(octets);
  let at = 0;
  forEachFrame(frames, (row, number, fields) => {
    whole.set(row, at);
    at += row.length;
    const empty = lacking(fields);
    whole.fill(mark, at, at + empty);
    at += empty;
    const tail = tails[number] as Uint8Array;
    whole.set(tail, at);
    at += tail.length;
  });
  return whole;
}

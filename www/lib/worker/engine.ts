/** Reads a list piece by piece, wherever it runs: what a worker does, and the page itself where there is none. */

import { type Issue, issueOf } from '../results/issue.js';
import { HEADER, ListCore, TOO_LARGE } from './core.js';
import { framed, type Line, Lines, MAX_LINE, withRecipient } from './lines.js';
import type { Head, Outcome, Plan, Start } from './plan.js';
import { columnOf, delimiterOf, encodingOf, formatOf, recipientColumn, separatorLine } from './sniff.js';
import { decoder, encoder } from './text.js';
import type { RowFinding } from './types.js';

type Octets = Uint8Array<ArrayBuffer>;

const NOTHING: Octets = /* @__PURE__ */ new Uint8Array(0);

/** One list being read. */
export class ListEngine {
  readonly #plan: Plan;
  readonly #core: ListCore;
  /** Whether it is clear what the file is. */
  #isKnown = false;
  #mark = false;
  #encoding = 'utf-8';
  /** Of files that are not in UTF-8. */
  #decoder: TextDecoder | null = null;
  #head: Head | null = null;
  #isHeadNew = false;
  /** In NDJSON. */
  #lines: Lines | null = null;
  readonly #texts = new TextDecoder();
  #stopped: Issue | null = null;
  #counts: ReturnType<ListCore['counts']>;
  #variants: Issue[] = [];
  #cleaned: Octets | null = null;
  #refused: Octets | null = null;

  constructor(start: Start) {
    this.#plan = start.plan;
    this.#core = new ListCore(start);
    this.#counts = this.#core.counts();
  }

  /** Reads the next piece. `last`: the file ends with it. */
  push(piece: Uint8Array, last: boolean): Outcome {
    const steps = this.steps(piece, last);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /** The same in steps. `counted: false`: rows of findings are not asked for. */
  *steps(piece: Uint8Array, last: boolean, counted = true): Generator<void, Outcome> {
    this.#cleaned = this.#refused = null;
    let noted = NOTHING;
    const octets = this.#stopped === null ? yield* this.#read(piece, last) : null;
    if (octets !== null) {
      if (this.#lines === null) this.#rows(octets, last);
      else this.#values(this.#lines, octets, last);
      noted = this.#core.part('findings');
      // Kept, because looking at findings takes the place of the numbers.
      this.#counts = this.#core.counts();
    }
    const known = this.#variants.length;
    const { variants, crlf: _, ...counts } = this.#counts;
    for (let number = known; number < variants; number++) this.#variants.push(this.#core.variant(number));
    const outcome: Outcome = {
      ...counts,
      cleaned: this.#cleaned,
      refusedRows: this.#refused,
      variants: this.#variants.slice(known),
      counts: this.#core.variantRows(counted ? variants : 0),
      findings: this.#findings(noted),
      head: this.#isHeadNew ? this.#head : null,
      stopped: this.#stopped,
    };
    this.#isHeadNew = false;
    return outcome;
  }

  /** The next octets in UTF-8; nothing when it is no list. The first piece tells what the file is. */
  *#read(piece: Uint8Array, last: boolean): Generator<void, Uint8Array | null> {
    let octets = piece;
    if (!this.#isKnown) {
      this.#isKnown = true;
      const found = encodingOf(octets, this.#plan.encoding);
      if (found === null) {
        this.#stopped = issueOf('list_binary_file', null, {});
        return null;
      }
      octets = octets.subarray(found.mark);
      this.#mark = found.mark > 0;
      this.#encoding = found.encoding;
      if (found.encoding !== 'utf-8') this.#decoder = new TextDecoder(found.encoding);
    }
    if (this.#decoder) octets = encoder.encode(this.#decoder.decode(octets, { stream: !last }));
    return this.#head === null ? yield* this.#open(octets) : octets;
  }

  /** Finds out how the list is written; gives what is to be read of its beginning. */
  *#open(octets: Uint8Array): Generator<void, Uint8Array> {
    const { header } = this.#plan;
    const format = this.#plan.format ?? formatOf(octets);
    const line = format === 'csv' ? separatorLine(octets) : null;
    const rest = octets.subarray(line?.octets ?? 0);
    const delimiter = format === 'csv' ? (this.#plan.delimiter ?? line?.delimiter ?? delimiterOf(rest)) : null;
    this.#head = {
      format,
      encoding: this.#encoding,
      bom: this.#mark,
      delimiter,
      crlf: false,
      columns: [],
      to: -1,
      row: NOTHING,
    };
    yield* this.#core.begin(delimiter ?? ',', format === 'csv' && header, format === 'ndjson');
    if (format === 'ndjson') this.#lines = new Lines(this.#plan);
    else if (!header) this.#choose([]);
    return rest;
  }

  /** Finds the columns among these; false when one is not there. */
  #choose(columns: readonly string[], row: Octets = NOTHING): boolean {
    const { to, others, channel } = this.#plan;
    const at = to !== null ? columnOf(columns, to) : columns.length === 0 ? 0 : recipientColumn(columns, channel);
    const numbers = [at, ...others.map(([, column]) => columnOf(columns, column))];
    this.#know({ columns, to: at, row, crlf: this.#core.counts().crlf });
    const lacking = numbers.findIndex((number) => number < 0);
    if (lacking >= 0) {
      this.#lack(lacking);
      return false;
    }
    this.#core.start(numbers);
    return true;
  }

  #know(more: Partial<Head>): void {
    this.#head = { ...(this.#head as Head), ...more };
    this.#isHeadNew = true;
  }

  /** Stops, because column number `lacking` of those asked for is not there. */
  #lack(lacking: number): void {
    this.#stopped = issueOf('list_column_missing', null, {});
    this.#stopped.path = ['columns', this.#plan.others[lacking - 1]?.[0] ?? 'to'];
  }

  #rows(octets: Uint8Array, last: boolean): void {
    this.#core.room(octets.length).set(octets);
    let step = this.#core.feed(octets.length, last);
    if (step === HEADER) {
      if (!this.#choose(this.#core.fields(), this.#core.part('row'))) return;
      step = this.#core.run();
    }
    if (step === TOO_LARGE) this.#tooLarge();
    if (!this.#plan.files) return;
    this.#cleaned = this.#core.part('cleaned');
    this.#refused = this.#core.part('refused');
  }

  #tooLarge(): void {
    this.#stopped = issueOf('list_row_too_large', null, { max: MAX_LINE });
  }

  #values(lines: Lines, octets: Uint8Array, last: boolean): void {
    const isFirst = lines.names === null;
    const taken = lines.take(this.#texts.decode(octets, { stream: !last }), last);
    if (isFirst && lines.names !== null) {
      const { columns, to, lacking } = lines;
      this.#know({ columns, to });
      if (lacking >= 0) return this.#lack(lacking);
      this.#core.start(lines.names.map((_, at) => at));
    }
    const frames = framed(taken);
    this.#core.room(frames.length).set(frames);
    this.#core.feed(frames.length, last);
    if (lines.isOver) this.#tooLarge();
    if (this.#plan.files) this.#sort(taken, lines.names?.[0] ?? '');
  }

  /** Puts lines where the core's answers say: among those kept, or among the refused, in the core's own frames. */
  #sort(lines: readonly Line[], to: string): void {
    const answers = this.#core.answers();
    const values = this.#core.part('cleaned');
    const refused: Uint8Array[] = [];
    let cleaned = '';
    let row = 0;
    for (const { text } of lines) {
      if (text === '') continue;
      const answer = answers[row * 3] as number;
      if (answer === 0) {
        cleaned += `${text}\n`;
      } else if (answer === 1) {
        const start = answers[row * 3 + 1] as number;
        const value = decoder.decode(values.subarray(start, start + (answers[row * 3 + 2] as number)));
        cleaned += `${withRecipient(text, to, value)}\n`;
      } else {
        const octets = encoder.encode(text);
        refused.push(new Uint8Array(Uint32Array.of(octets.length, answer - 2, 0).buffer), octets);
      }
      row++;
    }
    this.#cleaned = encoder.encode(cleaned);
    this.#refused = joined(refused);
  }

  /** Findings with row, line and value out of the core's frames; each looked at anew for its place and repair. */
  #findings(frames: Octets): RowFinding[] {
    const view = new DataView(frames.buffer);
    const found: RowFinding[] = [];
    for (let at = 0; at < frames.length;) {
      const word = (place: number) => view.getUint32(at + place * 4, true);
      const issue = this.#variants[word(2)] as Issue;
      const value = frames.subarray(at + 16, at + 16 + word(3));
      const isOfValue = issue.path[0] === 'to' && issue.reason !== 'list_duplicate';
      found.push({
        row: word(0),
        line: word(1),
        value: decoder.decode(value),
        issue: isOfValue ? this.#core.explain(value, issue) : { ...issue },
      });
      at += 16 + value.length;
    }
    return found;
  }
}

/** One after the other. */
export function joined(parts: readonly Uint8Array[]): Octets {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

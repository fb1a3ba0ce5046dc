/** The core of lists: what its exports give, as JavaScript has it. The other side is `src/wasm/list.rs`. */

import { type KindRow, kindRows } from '../core/kinds.js';
import { type Instance } from '../core/instance.js';
import { listInJs } from '../core/list-in-js.js';
import { readFindings, textAt } from '../core/records.js';
import { PresendUnavailableError } from '../core/unavailable.js';
import { toAsciiDomain } from '../checks/idna.js';
import type { Issue } from '../results/issue.js';
import type { Plan, Start } from './plan.js';
import { decoder, encoder } from './text.js';

/** The exports; booleans cross as numbers. */
interface Exports {
  memory: WebAssembly.Memory;
  input(octets: number): number;
  words(): number;
  rows(): number;
  load_phone_table(octets: number): number;
  load_providers(octets: number): void;
  check_phone(textOctets: number, octets: number, flags: number, region: number, types: number): number;
  check_email(octets: number, flags: number): number;
  check_email_idna(textOctets: number, octets: number, flags: number, answered: number): number;
  list_new(
    octets: number,
    flags: number,
    checkFlags: number,
    region: number,
    types: number,
    delimiter: number,
    findings: number,
  ): void;
  list_suppress(octets: number, dnd: number): number;
  list_room(octets: number): number;
  list_feed(octets: number, last: number, values: number): number;
  list_run(values: number): number;
  list_start(octets: number): void;
  list_answer(octets: number, answered: number): void;
  list_variant(number: number): void;
  list_variant_rows(number: number): number;
}

/** Why a run came back. */
export const MORE = 0;
export const HEADER = 1;
const NEEDS_IDNA = 2;
export const END = 3;
export const TOO_LARGE = 4;

/** Where the words of a run begin. */
const WORDS_AT = 18;
/** Bits of a check's answer. */
const FINDINGS = 2;
const EMAIL_NEEDS_IDNA = 32;

function exportsOf(module: WebAssembly.Module | null): WebAssembly.Exports {
  if (module !== null) return new WebAssembly.Instance(module).exports;
  const start = listInJs();
  if (start === null) throw new PresendUnavailableError('presend/js is not imported here');
  return start();
}

/** An instance of the core, with one list in it. */
export class ListCore {
  readonly #core: Exports;
  readonly #plan: Plan;
  readonly #kinds: readonly KindRow[];
  readonly #wordsAt: number;
  #values = 0;

  constructor({ module, kinds, plan, table }: Start) {
    this.#core = exportsOf(module) as unknown as Exports;
    this.#plan = plan;
    this.#kinds = kindRows(kinds);
    this.#wordsAt = this.#core.words();
    if (plan.channel === 'phone') this.#core.load_phone_table(this.#write(table));
    else this.#core.load_providers(this.#write(table));
  }

  /** Begins the list, in steps, since who must not be written to may be many. `values`: rows come taken apart. */
  *begin(delimiter: string, header: boolean, values: boolean): Generator<void, void> {
    const { channel, keepsDuplicates, files, providerRules, check, findings, seed } = this.#plan;
    this.#values = values ? 1 : 0;
    const flags =
      (channel === 'email' ? 1 : 0) |
      (header ? 2 : 0) |
      (keepsDuplicates ? 4 : 0) |
      (files ? 8 : 0) |
      (providerRules ? 16 : 0);
    const regions = encoder.encode(check.regions);
    const start = new Uint8Array(16 + regions.length);
    start.set(seed.subarray(0, 16));
    start.set(regions, 16);
    const octets = this.#write(start);
    this.#core.list_new(octets, flags, check.flags, check.region, check.types, delimiter.charCodeAt(0), findings);
    for (const [dnd, parts] of [this.#plan.suppressions, this.#plan.dnd].entries()) {
      for (const part of parts) {
        yield;
        this.#core.list_suppress(this.#write(part), dnd);
      }
    }
  }

  /** Says which columns count, the recipient's first. */
  start(columns: readonly number[]): void {
    this.#core.list_start(this.#write(new Uint8Array(Uint32Array.from(columns).buffer)));
  }

  /** Where the next octets of the list go; what came of the last run is gone. */
  room(octets: number): Uint8Array {
    const at = this.#core.list_room(octets);
    if (at === 0 && octets > 0) throw new RangeError('presend: no memory for a piece of the list');
    return new Uint8Array(this.#core.memory.buffer, at, octets);
  }

  /** Runs over the octets written into {@link ListCore.room}; domains that only the platform can read are put to it. */
  feed(octets: number, last: boolean): number {
    return this.#answered(this.#core.list_feed(octets, last ? 1 : 0, this.#values));
  }

  /** Runs on after {@link HEADER}. */
  run(): number {
    return this.#answered(this.#core.list_run(this.#values));
  }

  #answered(first: number): number {
    let step = first;
    while (step === NEEDS_IDNA) {
      const words = this.#words();
      const ascii = toAsciiDomain(this.#text(words[1] as number, words[0] as number));
      const octets = ascii === null ? 0 : this.#write(encoder.encode(ascii));
      this.#core.list_answer(octets, ascii === null ? 0 : 1);
      step = this.#core.list_run(this.#values);
    }
    return step;
  }

  /** The counts after a run. */
  counts() {
    const words = this.#words();
    const at = (place: number) => words[WORDS_AT + place] as number;
    return {
      rows: at(0),
      kept: at(1),
      refused: at(2),
      duplicates: at(3),
      changed: at(4),
      variants: at(16),
      forgotten: (at(17) & 1) !== 0,
      crlf: (at(17) & 2) !== 0,
    };
  }

  /** A copy of what a run gave: rows kept, rows refused, findings, the row at hand. */
  part(which: 'cleaned' | 'refused' | 'findings' | 'row'): Uint8Array<ArrayBuffer> {
    const words = this.#words();
    const place = WORDS_AT + 6 + 2 * ['cleaned', 'refused', 'findings', 'row'].indexOf(which);
    const at = words[place] as number;
    return new Uint8Array(this.#core.memory.buffer.slice(at, at + (words[place + 1] as number)) as ArrayBuffer);
  }

  /** The words of rows that came taken apart: three each. */
  answers(): Uint32Array {
    const words = this.#words();
    return new Uint32Array(
      this.#core.memory.buffer.slice(
        words[WORDS_AT + 14] as number,
        (words[WORDS_AT + 14] as number) + (words[WORDS_AT + 15] as number) * 4,
      ),
    );
  }

  /** The fields of the header. */
  fields(): string[] {
    const words = this.#words();
    const text = words[1] as number;
    const ends = new Uint32Array(this.#core.memory.buffer, this.#core.rows(), words[WORDS_AT + 18]);
    let start = 0;
    return Array.from(ends, (end) => {
      const field = this.#text(text + start, end - start);
      start = end;
      return field;
    });
  }

  /** Finding number `number` as an issue, with its path. */
  variant(number: number): Issue {
    this.#core.list_variant(number);
    const column = this.#words()[3] as number;
    const { issues, warnings } = readFindings(this.#live());
    const issue = (issues[0] ?? warnings[0]) as Issue;
    issue.path = [column === 0 ? 'to' : (this.#plan.others[column - 1]?.[0] ?? column)];
    return issue;
  }

  /** Rows of the first `count` findings. */
  variantRows(count: number): Uint32Array<ArrayBuffer> {
    const rows = new Uint32Array(count);
    for (let number = 0; number < count; number++) rows[number] = this.#core.list_variant_rows(number) >>> 0;
    return rows;
  }

  /** What a check of `value` alone says first about the same rule as `known`: with place and repair. */
  explain(value: Uint8Array, known: Issue): Issue {
    if (value.length === 0 || value.length > 1024) return known;
    const { flags, region, types, regions } = this.#plan.check;
    const extra = encoder.encode(regions);
    const whole = new Uint8Array(value.length + extra.length);
    whole.set(value);
    whole.set(extra, value.length);
    let answer: number;
    if (this.#plan.channel === 'phone') {
      answer = this.#core.check_phone(value.length, this.#write(whole), flags, region, types);
    } else {
      answer = this.#core.check_email(this.#write(value), flags);
      if (answer & EMAIL_NEEDS_IDNA) {
        const words = this.#words();
        const ascii = toAsciiDomain(textAt(this.#live(), words[13] as number, words[14] as number)) ?? '';
        const both = new Uint8Array([...value, ...encoder.encode(ascii)]);
        answer = this.#core.check_email_idna(value.length, this.#write(both), flags, ascii === '' ? 0 : 1);
      }
    }
    if (!(answer & FINDINGS)) return known;
    const { issues, warnings } = readFindings(this.#live());
    const found = [...issues, ...warnings].find(({ reason }) => reason === known.reason);
    return found === undefined ? known : ({ ...found, path: known.path } as Issue);
  }

  /** Reads findings as the checks of single values do. */
  #live(): Instance {
    const live: Pick<Instance, 'words' | 'text' | 'kind'> = {
      words: () => this.#words(),
      text: (address, octets) => this.#text(address, octets),
      kind: (index) => this.#kinds[index] as KindRow,
    };
    return live as Instance;
  }

  #write(octets: Uint8Array): number {
    const at = this.#core.input(octets.length);
    new Uint8Array(this.#core.memory.buffer, at, octets.length).set(octets);
    return octets.length;
  }

  #words(): Uint32Array {
    return new Uint32Array(this.#core.memory.buffer, this.#wordsAt, 2048);
  }

  #text(address: number, octets: number): string {
    return decoder.decode(new Uint8Array(this.#core.memory.buffer, address, octets));
  }
}

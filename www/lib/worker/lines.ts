/** NDJSON: one JSON object a line, read by the platform's parser; the core judges the values. */

import { columnOf, recipientColumn } from './sniff.js';
import type { Plan } from './plan.js';
import { encoder } from './text.js';

/** A line without white space around it, and the values of the columns asked for. `null`: it is no object. */
export interface Line {
  readonly text: string;
  readonly values: readonly (string | null)[] | null;
}

/** Marks a value that a row does not have, a row that cannot be read, and a line that is no row: `src/list/pass.rs`. */
const ABSENT = 0xffffffff;
const UNREADABLE = 0xfffffffe;
const BLANK = 0xfffffffd;

/** Most octets of a line; `ROW_MAX_OCTETS` of the core. */
export const MAX_LINE = 1 << 20;

type Members = Record<string, unknown>;

/** Takes a text apart that comes in pieces. */
export class Lines {
  readonly #plan: Plan;
  #rest = '';
  /** Names of the first object's members. */
  columns: readonly string[] = [];
  /** The members asked for, the recipient's first; `null` until the first object. */
  names: readonly string[] | null = null;
  /** Where the recipient's stands among the columns. */
  to = -1;
  /** Which of the members asked for the first object does not have; -1 for none. */
  lacking = -1;
  /** A line is over {@link MAX_LINE}; it and what follows is not taken. */
  isOver = false;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** The lines that end in this piece. */
  take(piece: string, last: boolean): Line[] {
    const texts = (this.#rest + piece).split('\n');
    this.#rest = last ? '' : (texts.pop() as string);
    const lines: Line[] = [];
    for (const raw of texts) {
      if (raw.length > MAX_LINE) {
        this.isOver = true;
        return lines;
      }
      lines.push(this.#line(raw.trim()));
    }
    this.isOver = this.#rest.length > MAX_LINE;
    return lines;
  }

  #line(text: string): Line {
    const members = text === '' ? null : membersOf(text);
    if (members === null) return { text, values: null };
    this.names ??= this.#namesIn(Object.keys(members));
    return { text, values: this.names.map((name) => textOf(members[name])) };
  }

  #namesIn(columns: readonly string[]): string[] {
    this.columns = columns;
    const { to, others, channel } = this.#plan;
    const numbers = [
      to === null ? recipientColumn(columns, channel) : columnOf(columns, to),
      ...others.map(([, column]) => columnOf(columns, column)),
    ];
    this.to = numbers[0] as number;
    this.lacking = numbers.findIndex((number) => number < 0);
    return numbers.map((number) => columns[number] ?? '');
  }
}

function membersOf(text: string): Members | null {
  try {
    const members: unknown = JSON.parse(text);
    return typeof members === 'object' && members !== null && !Array.isArray(members) ? (members as Members) : null;
  } catch {
    return null;
  }
}

/** Text as it is; a number as it would be written, since lists have numbers without quotation marks. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** The lines' values as the core takes them. */
export function framed(lines: readonly Line[]): Uint8Array {
  let most = 0;
  for (const { values } of lines) {
    most += 4;
    for (const value of values ?? []) most += 4 + (value ?? '').length * 3;
  }
  const octets = new Uint8Array(most);
  const view = new DataView(octets.buffer);
  let at = 0;
  for (const { text, values } of lines) {
    if (values === null) {
      view.setUint32(at, text === '' ? BLANK : UNREADABLE, true);
      at += 4;
      continue;
    }
    for (const value of values) {
      const size = value === null ? 0 : encoder.encodeInto(value, octets.subarray(at + 4)).written;
      view.setUint32(at, value === null ? ABSENT : size, true);
      at += 4 + size;
    }
  }
  return octets.subarray(0, at);
}

/** What JSON is made of, white space apart. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The line, an object with a member `name`, with `value` in that member's place; all else stays as it is written. */
export function withRecipient(text: string, name: string, value: string): string {
  let depth = 0;
  let before = '';
  let isOurs = false;
  let place = [0, 0];
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    // Of members that are called the same the last counts, as it does to the parser.
    if (isOurs) place = [index, index + token.length];
    isOurs = token === ':' && depth === 1 && JSON.parse(before) === name;
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    before = token;
  }
  return text.slice(0, place[0]) + JSON.stringify(value) + text.slice(place[1]);
}

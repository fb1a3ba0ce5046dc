/** Reads the findings of a small check from the words that the core wrote; their order is in `src/wasm/records.rs`. */

import type { Basis, Fix, Issue } from '../results/issue.js';
import type { Instance } from './instance.js';
import type { KindRow } from './kinds.js';

const FINDINGS_AT = 18;
/** "No position": larger than any text that may cross. */
export const NONE = 0xffffffff;
/** Marks a region's octets in the word itself. */
const INLINE = 0xff;
const BASES: readonly Basis[] = ['standard', 'documented', 'confirmed', 'assumed'];

/** A span, or `null` for "no position". */
export function spanAt(words: Uint32Array, at: number): { start: number; end: number } | null {
  const start = words[at] as number;
  return start === NONE ? null : { start, end: words[at + 1] as number };
}

/** The text that the check left from octet `start` of its answer's text on. */
export function textAt(live: Instance, start: number, octets: number): string {
  return octets === 0 ? '' : live.text((live.words()[1] as number) + start, octets);
}

const regions = new Map<number, string>();

/** A region's code from its octets in a number, the first lowest; `null` for 0. */
export function regionName(packed: number): string | null {
  if (packed === 0) return null;
  let name = regions.get(packed);
  if (name === undefined) {
    name = String.fromCharCode(packed & 0xff, (packed >> 8) & 0xff, packed >> 16).replace('\0', '');
    regions.set(packed, name);
  }
  return name;
}

/** All findings of the last check, errors first. */
export function readFindings(live: Instance): { issues: Issue[]; warnings: Issue[] } {
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  readFindingsInto(live, issues, warnings);
  return { issues, warnings };
}

/** The same, added to the lists given. */
export function readFindingsInto(live: Instance, issues: Issue[], warnings: Issue[]): void {
  const words = live.words();
  const count = words[2] as number;
  let at = FINDINGS_AT;
  for (let read = 0; read < count; read++) {
    const head = words[at] as number;
    const isWarning = (head & 0x10000) !== 0;
    const row = live.kind(head & 0xffff);
    const start = words[at + 1] as number;
    const issue = {
      reason: row.reason,
      code: row.code,
      severity: isWarning ? 'warning' : 'error',
      path: [],
      span: start === NONE ? null : { start, end: words[at + 2] as number },
      params: {},
      basis: BASES[(head >> 17) & 3],
    } as unknown as Issue;
    at += 3;
    if (row.params.length > 0) {
      readParams(live, row, words, at, issue.params as Params);
      at += row.params.length;
    }
    if (head & 0x80000) issue.likely = true;
    const edits = words[at++] as number;
    if (edits > 0) {
      issue.fix = readFix(live, words, at, edits);
      at += edits * 4;
    }
    (isWarning ? warnings : issues).push(issue);
  }
}

type Params = Record<string, number | string>;

function readParams(live: Instance, { params }: KindRow, words: Uint32Array, from: number, into: Params): void {
  let at = from;
  for (const { name, isNumber } of params) {
    const word = words[at++] as number;
    into[name] = isNumber
      ? word
      : (word & 0xff) === INLINE
        ? (regionName(word >>> 8) ?? '')
        : textAt(live, word >>> 8, word & 0xff);
  }
}

function readFix(live: Instance, words: Uint32Array, from: number, edits: number): Fix {
  const fix: Fix = [];
  for (let at = from; at < from + edits * 4; at += 4) {
    fix.push({
      start: words[at] as number,
      end: words[at + 1] as number,
      insert: textAt(live, words[at + 2] as number, words[at + 3] as number),
    });
  }
  return fix;
}

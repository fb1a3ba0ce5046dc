/** Reads the findings of a small check from the words that the core wrote; their order is in `src/wasm/records.rs`. */

import type { Basis, Fix, Issue } from '../results/issue.js';
import type { Instance } from './instance.js';

const FINDINGS_AT = 18;
const NONE = 0xffffffff;
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
  const words = live.words();
  const count = words[2] as number;
  let at = FINDINGS_AT;
  for (let read = 0; read < count; read++) {
    const kind = (words[at] as number) & 0xffff;
    const flags = (words[at] as number) >>> 16;
    const row = live.kind(kind);
    const span = spanAt(words, at + 1);
    at += 3;
    const params: Record<string, number | string> = {};
    for (const { name, isNumber } of row.params) {
      const word = words[at++] as number;
      params[name] = isNumber
        ? word
        : (word & 0xff) === INLINE
          ? (regionName(word >>> 8) ?? '')
          : textAt(live, word >>> 8, word & 0xff);
    }
    let fix: Fix | undefined;
    for (let edits = words[at++] as number; edits > 0; edits--, at += 4) {
      (fix ??= []).push({
        start: words[at] as number,
        end: words[at + 1] as number,
        insert: textAt(live, words[at + 2] as number, words[at + 3] as number),
      });
    }
    const issue = {
      reason: row.reason,
      code: row.code,
      severity: flags & 1 ? 'warning' : 'error',
      path: [],
      span,
      params,
      basis: BASES[(flags >> 1) & 3],
    } as unknown as Issue;
    if (flags & 8) issue.likely = true;
    if (fix !== undefined) issue.fix = fix;
    (flags & 1 ? warnings : issues).push(issue);
  }
  return { issues, warnings };
}

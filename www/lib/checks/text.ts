import { instance, settle } from '../core/instance.js';
import { readFindings } from '../core/records.js';
import type { Result } from '../results/issue.js';
import { ABSENT, type OptionalValue, optionsOf, textOf, wholeOf, wordOf } from './input.js';

/** What a length counts. `unknown`: the provider does not say, so that only the undoubted excess is an error. */
export type LengthUnit = 'code_points' | 'utf16_units' | 'octets' | 'unknown';

/** How long a text may be. */
export interface TextOptions extends OptionalValue {
  /** The most that is taken, in `unit`. */
  max?: number;
  /** `code_points` when absent. */
  unit?: LengthUnit;
}

/** Lengths of a text. */
export interface TextMeasure {
  octets: number;
  codePoints: number;
  utf16Units: number;
}

const MAX_UNITS = 1024 * 1024;
const PIECE_UNITS = 16 * 1024;

const isHighSurrogate = (unit: number): boolean => 0xd800 <= unit && unit <= 0xdbff;
const UNITS = ['code_points', 'utf16_units', 'octets', 'unknown'] as const;

/**
 * Checks a text's length in a stated unit. Too long: the issue says by how much and offers a cut that splits no
 * character and no placeholder.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { checkText } from 'presend';
 *
 * checkText('नमस्ते', { max: 10, unit: 'octets' }).issues[0]?.params; // { max: 10, actual: 18, overflow: 8, unit: 'octets' }
 * ```
 */
export function checkText(value: unknown, options?: TextOptions): Result<string> {
  const given = optionsOf('checkText', options);
  const unit = UNITS.indexOf(wordOf('checkText: options.unit', given?.unit, UNITS));
  const max = wholeOf('checkText: options.max', given?.max) ?? 0xffffffff;
  const text = textOf(value, given, MAX_UNITS, 'not_text');
  if (text === ABSENT) return { ok: true, value: '', issues: [], warnings: [] };
  if (typeof text === 'object') return { ok: false, value: null, issues: [text], warnings: [] };
  const live = instance();
  const octets = live.write(text);
  const clean = live.core.check_text(octets, Math.min(max, 0xffffffff), unit);
  const { issues, warnings } = clean ? { issues: [], warnings: [] } : readFindings(live);
  settle(live, octets);
  return (
    issues.length === 0 ? { ok: true, value: text, issues, warnings } : { ok: false, value: null, issues, warnings }
  ) as Result<string>;
}

/**
 * Octets of UTF-8, code points and UTF-16 units of `text`, from one pass.
 *
 * @throws {TypeError} when `text` is not a string.
 * @example
 * ```ts
 * import { measureText } from 'presend';
 *
 * measureText('né😀'); // { octets: 7, codePoints: 3, utf16Units: 4 }
 * ```
 */
export function measureText(text: string): TextMeasure {
  if (typeof text !== 'string') throw new TypeError('measureText: text must be a string');
  const live = instance();
  const measure: TextMeasure = { octets: 0, codePoints: 0, utf16Units: text.length };
  // In pieces, so that a long text does not leave the core with a large memory.
  let at = 0;
  while (at < text.length) {
    let end = Math.min(at + PIECE_UNITS, text.length);
    if (isHighSurrogate(text.charCodeAt(end - 1)) && end < text.length && end - at > 1) end--;
    const octets = live.write(text.slice(at, end));
    live.core.measure_text(octets);
    measure.octets += octets;
    measure.codePoints += live.words()[3] as number;
    at = end;
  }
  return measure;
}

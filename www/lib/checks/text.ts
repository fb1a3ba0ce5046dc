import { instance, settle } from '../core/instance.js';
import { readFindings } from '../core/records.js';
import { textRoom } from '../core/rooms/text.js';
import { type Issue, issueOf, type Result, type Span } from '../results/issue.js';
import { clusterCut, countGraphemes, endOfGraphemes } from './graphemes.js';
import { ABSENT, type OptionalValue, optionsOf, textOf, wholeOf, wordOf } from './input.js';

/**
 * What a length counts. `unknown`: the provider does not say, so that only the undoubted excess, in code points, is an
 * error. `graphemes`: what people see as one character (UAX #29), as the platform's `Intl.Segmenter` has it.
 */
export type LengthUnit = 'code_points' | 'utf16_units' | 'octets' | 'graphemes' | 'unknown';

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
  /** Only when asked for; `null` where the platform has no `Intl.Segmenter`. */
  graphemes?: number | null;
}

const MAX_UNITS = 1024 * 1024;
const PIECE_UNITS = 16 * 1024;

const isHighSurrogate = (unit: number): boolean => 0xd800 <= unit && unit <= 0xdbff;
const UNITS = ['code_points', 'utf16_units', 'octets', 'unknown', 'graphemes'] as const;
const UTF16_UNITS = 1;
const NO_LIMIT = 0xffffffff;

/**
 * Checks a text's length in a stated unit. Too long: the issue says by how much and offers a cut that splits no
 * character, nothing that people see as one, and no placeholder. `measure` is what a live counter shows.
 *
 * Where a limit in graphemes is passed and the platform cannot count them, too many code points are a warning marked
 * `likely`.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { checkText } from 'presend';
 *
 * checkText('नमस्ते', { max: 10, unit: 'octets' }).issues[0]?.params; // { max: 10, actual: 18, overflow: 8, unit: 'octets' }
 * ```
 */
export function checkText(value: unknown, options?: TextOptions): Result<string, { measure: TextMeasure | null }> {
  const given = optionsOf('checkText', options);
  const name = wordOf('checkText: options.unit', given?.unit, UNITS);
  const max = wholeOf('checkText: options.max', given?.max) ?? NO_LIMIT;
  const text = textOf(value, given, MAX_UNITS, 'not_text');
  if (text === ABSENT) return { ok: true, value: '', issues: [], warnings: [], measure: null };
  if (typeof text === 'object') return { ok: false, value: null, issues: [text], warnings: [], measure: null };
  const live = instance(textRoom);
  const octets = live.write(text);
  const inGraphemes = name === 'graphemes';
  const clean = live.core.check_text(octets, inGraphemes ? NO_LIMIT : Math.min(max, NO_LIMIT), UNITS.indexOf(name));
  const measure: TextMeasure = { octets, codePoints: live.words()[3] as number, utf16Units: text.length };
  const { issues, warnings } = clean ? { issues: [], warnings: [] } : readFindings(live);
  settle(live, octets);
  for (const issue of [...issues, ...warnings]) {
    if (issue.reason === 'text_too_long') moveCut(text, issue, cutOf(text, (issue.span as Span).start));
  }
  if (inGraphemes) {
    measure.graphemes = countGraphemes(text);
    const issue = tooManyGraphemes(text, measure, max);
    if (issue) insertInOrder(issue.severity === 'error' ? issues : warnings, issue);
  }
  return (
    issues.length === 0
      ? { ok: true, value: text, issues, warnings, measure }
      : { ok: false, value: null, issues, warnings, measure }
  ) as Result<string, { measure: TextMeasure | null }>;
}

/** The issue of a text with more than `max` graphemes; a doubt where the platform cannot count them. */
function tooManyGraphemes(text: string, { graphemes, codePoints }: TextMeasure, max: number): Issue | null {
  const actual = graphemes ?? codePoints;
  if (actual <= max) return null;
  const unit = typeof graphemes === 'number' ? 'graphemes' : 'code_points';
  const issue = issueOf('text_too_long', 'field_too_long', { max, actual, overflow: actual - max, unit });
  const end = endOfGraphemes(text, max) ?? Math.min(max, text.length);
  moveCut(text, issue, cutOf(text, end));
  return unit === 'graphemes' ? issue : { ...issue, severity: 'warning', likely: true };
}

function insertInOrder(list: Issue[], issue: Issue): void {
  const start = (issue.span as Span).start;
  const at = list.findIndex(({ span }) => span !== null && span.start > start);
  list.splice(at < 0 ? list.length : at, 0, issue);
}

function moveCut(text: string, issue: Issue, at: number): void {
  issue.span = { start: at, end: text.length };
  issue.fix = [{ start: at, end: text.length, insert: '' }];
}

/** The last place at or before unit `at` where a cut splits nothing: the platform knows clusters, the core the rest. */
export function cutOf(text: string, at: number): number {
  let cut = at;
  for (;;) {
    const next = coreCut(text, clusterCut(text, cut));
    if (next === cut) return cut;
    cut = next;
  }
}

/** The last place at or before unit `at` that splits no surrogate pair and no placeholder. */
function coreCut(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const live = instance(textRoom);
  const octets = live.write(text);
  live.core.cut_text(octets, at, UTF16_UNITS);
  const cut = live.words()[3] as number;
  settle(live, octets);
  return cut;
}

/**
 * Octets of UTF-8, code points and UTF-16 units of `text`, from one pass; with `graphemes` what people see as one
 * character too, which takes the platform some fifty times as long.
 *
 * @throws {TypeError} when `text` is not a string, or `options` is wrong.
 * @example
 * ```ts
 * import { measureText } from 'presend';
 *
 * measureText('né😀'); // { octets: 7, codePoints: 3, utf16Units: 4 }
 * measureText('👩‍👧‍👦', { graphemes: true }).graphemes; // 1
 * ```
 */
export function measureText(text: string, options?: { graphemes?: boolean }): TextMeasure {
  if (typeof text !== 'string') throw new TypeError('measureText: text must be a string');
  const graphemes = optionsOf('measureText', options)?.graphemes === true;
  const live = instance(textRoom);
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
  if (graphemes) measure.graphemes = countGraphemes(text);
  return measure;
}

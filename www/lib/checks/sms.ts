import { Data, type Instance, instance, settle } from '../core/instance.js';
import { readFindings, textAt } from '../core/records.js';
import { smsRoom } from '../core/rooms/sms.js';
import { languages, type SmsLanguage, tables as national } from '../generated/sms-tables.js';
import { applyFix } from '../results/fix.js';
import type { Fix, Issue, Result, Span } from '../results/issue.js';
import { ABSENT, isRecord, type OptionalValue, optionsOf, textOf, wholeOf } from './input.js';
import { cutOf } from './text.js';

export type { SmsLanguage };

/** What sender and network can do. */
export interface SmsTables {
  /**
   * Languages (BCP 47) whose national tables are on, usually none. They are used only where they make fewer segments
   * than UCS-2, which every phone reads.
   */
  tables?: readonly SmsLanguage[];
}

/** How to check a text message. */
export interface SmsOptions extends SmsTables, OptionalValue {
  /** The most segments that may be sent. */
  maxSegments?: number;
  /** The text must be as its registered (DLT) template has it: neither other characters nor a cut are proposed. */
  registered?: boolean;
}

/** A character that keeps a text out of the GSM 7-bit default alphabet. */
export interface ForcingCharacter {
  /** UTF-16 units of the text. */
  span: Span;
  /** What may stand in its place there, `''` for what nobody sees; `null` where nothing says the same. */
  replacement: string | null;
}

/** What a text amounts to as an SMS. */
export interface SmsMeasure {
  encoding: 'gsm7' | 'ucs2';
  /** Septets, an escaped character counting two, or UTF-16 units. */
  units: number;
  /** Segments that are sent and billed; 1 for an empty text. */
  segments: number;
  /** Units that each segment takes, given how many there are: 160 or 153, 70 or 67; with national tables 155 or 149, 152 or 146. */
  perSegment: number;
  /** Units that the last segment still takes. */
  remaining: number;
  /** The first hundred characters that the default alphabet does not have, in the order of the text. */
  forcing: ForcingCharacter[];
  /** How many there are. */
  forcingCount: number;
  /** The language whose locking shift table is used, or `null`. */
  locking: SmsLanguage | null;
  /** The language whose single shift table is used, or `null`. */
  singleShift: SmsLanguage | null;
}

/** A simplified text. */
export interface SimplifiedSms {
  /** The text with plain characters. */
  text: string;
  /** What was changed, as edits of the text given. */
  changes: Fix;
  /** What deserves a look: the text must match a registered template and was changed. */
  warnings: Issue[];
}

/** What a list of messages amounts to. */
export interface SmsEstimate {
  messages: number;
  /** Segments in all: what is billed. */
  segments: number;
  /** Messages by their segments, as in `{ 1: 480, 2: 20 }`. */
  bySegments: Record<number, number>;
  /** Messages that take UCS-2. */
  ucs2: number;
  /** The dearest message, the first of them: its place in the list and its segments. `null` for an empty list. */
  dearest: { index: number; segments: number } | null;
}

const MAX_UNITS = 1024 * 1024;
const NONE = 0xffffffff;
const OK = 1;
const FINDINGS = 2;

/**
 * Measures a text as an SMS (3GPP TS 23.038): encoding, units, segments, and the characters that make it dear.
 *
 * @throws {TypeError} when `text` is not a string, or `options` is wrong.
 * @example
 * ```ts
 * import { measureSms } from 'presend';
 *
 * const { encoding, segments, forcing } = measureSms('Your code is 123456…');
 * [encoding, segments, forcing[0]?.replacement]; // ['ucs2', 1, '...']
 * ```
 */
export function measureSms(text: string, options?: SmsTables): SmsMeasure {
  const tables = tablesOf('measureSms', text, options);
  const live = ready(tables);
  const octets = live.write(text);
  live.core.measure_sms(octets, tables);
  const measure = readMeasure(live);
  settle(live, octets);
  return measure;
}

/**
 * The texts of the segments in which `text` is sent, in order. An escaped character stays whole, and so does a surrogate
 * pair. `''` is one empty segment.
 *
 * @throws {TypeError} when `text` is not a string, or `options` is wrong.
 * @example
 * ```ts
 * import { splitSms } from 'presend';
 *
 * splitSms('a'.repeat(200)).map(({ length }) => length); // [153, 47]
 * ```
 */
export function splitSms(text: string, options?: SmsTables): string[] {
  const tables = tablesOf('splitSms', text, options);
  const live = ready(tables);
  const octets = live.write(text);
  live.core.split_sms(octets, tables);
  let start = 0;
  const segments = Array.from(live.list(), (end) => text.slice(start, (start = end)));
  settle(live, octets);
  return segments;
}

/**
 * Writes quotes, dashes, spaces, dots and signs that the GSM 7-bit default alphabet does not have as it has them, where
 * they read the same. Letters stay, and so does all where plain characters would make more segments. A text that must match a registered template should not be simplified alone: with
 * `registered` a change is a warning.
 *
 * @throws {TypeError} when `text` is not a string, or `options` is wrong.
 * @example
 * ```ts
 * import { simplifySms } from 'presend';
 *
 * simplifySms('“Hi” – ₹5…').text; // '"Hi" - Rs.5...'
 * ```
 */
export function simplifySms(text: string, options?: { registered?: boolean }): SimplifiedSms {
  textArgument('simplifySms', text);
  const given = optionsOf('simplifySms', options);
  const live = ready(0);
  const octets = live.write(text);
  live.core.simplify_sms(octets, given?.registered === true ? 1 : 0);
  const list = live.list();
  const changes: Fix = [];
  for (let at = 0; at < list.length; at += 4) {
    changes.push({
      start: list[at] as number,
      end: list[at + 1] as number,
      insert: insertAt(live, list, at + 2) ?? '',
    });
  }
  const { warnings } = readFindings(live);
  settle(live, octets);
  return { text: applyFix(text, { fix: changes }), changes, warnings };
}

/**
 * What a list of filled messages costs, in segments: before a campaign is sent. `texts` may be a generator, so that no
 * list of all of them is needed.
 *
 * @throws {TypeError} when `texts` is no iterable of strings, or `options` is wrong.
 * @example
 * ```ts
 * import { estimateSms } from 'presend';
 *
 * const customers = [{ name: 'Ann' }, { name: 'आशा' }];
 * const { messages, segments } = estimateSms(customers.map(({ name }) => `Hi ${name}, your order is on its way.`));
 * segments / messages; // 1
 * ```
 */
export function estimateSms(texts: Iterable<string>, options?: SmsTables): SmsEstimate {
  const tables = tableBits('estimateSms', options);
  if (typeof texts === 'string' || typeof (texts as Partial<Iterable<string>> | null)?.[Symbol.iterator] !== 'function')
    throw new TypeError('estimateSms: texts must be an iterable of strings');
  const estimate: SmsEstimate = { messages: 0, segments: 0, bySegments: {}, ucs2: 0, dearest: null };
  for (const text of texts) {
    textArgument('estimateSms', text, 'texts must hold only strings');
    // Anew for each: a generator may have called other checks in between.
    const live = ready(tables);
    const octets = live.write(text);
    live.core.measure_sms(octets, tables);
    const words = live.words();
    const segments = words[5] as number;
    if (words[3] === 1) estimate.ucs2++;
    settle(live, octets);
    estimate.segments += segments;
    estimate.bySegments[segments] = (estimate.bySegments[segments] ?? 0) + 1;
    if (segments > (estimate.dearest?.segments ?? 0)) estimate.dearest = { index: estimate.messages, segments };
    estimate.messages++;
  }
  return estimate;
}

/**
 * Checks a text that is sent as an SMS: its segments against `maxSegments`, its characters against what they cost, and
 * what no channel carries. `sms` is the measure of any text.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { applyFix, checkSms } from 'presend';
 *
 * const text = 'Your order is on its way – track it at https://acme.in/t/8812 or call us.';
 * const { issues } = checkSms(text, { maxSegments: 1 });
 * issues[0]?.params; // { max: 1, segments: 2, overflow: 1, unit: 'segments' }
 * applyFix(text, issues[0]!); // the same with '-'
 * ```
 */
export function checkSms(value: unknown, options?: SmsOptions): Result<string, { sms: SmsMeasure | null }> {
  const given = optionsOf('checkSms', options);
  const tables = tableBits('checkSms', given);
  const max = wholeOf('checkSms: options.maxSegments', given?.maxSegments) ?? NONE;
  const text = textOf(value, given, MAX_UNITS, 'not_text');
  if (text === ABSENT) return { ok: true, value: '', issues: [], warnings: [], sms: null };
  if (typeof text === 'object') return { ok: false, value: null, issues: [text], warnings: [], sms: null };
  const live = ready(tables);
  const octets = live.write(text);
  const answer = live.core.check_sms(octets, tables, Math.min(max, NONE), given?.registered === true ? 1 : 0);
  const sms = readMeasure(live);
  const { issues, warnings } = answer & FINDINGS ? readFindings(live) : { issues: [], warnings: [] };
  settle(live, octets);
  for (const issue of issues) if (issue.reason === 'sms_too_many_segments') wholeClusters(text, issue);
  return (
    answer & OK ? { ok: true, value: text, issues, warnings, sms } : { ok: false, value: null, issues, warnings, sms }
  ) as Result<string, { sms: SmsMeasure | null }>;
}

/** Moves a cut to where it splits nothing that people see as one character. */
function wholeClusters(text: string, { fix, span }: Issue): void {
  const [edit] = fix ?? [];
  if (fix?.length !== 1 || !edit || !span || edit.end !== text.length || edit.insert !== '') return;
  edit.start = span.start = cutOf(text, edit.start);
}

/** The core, with the national tables once somebody asks for them. */
function ready(tables: number): Instance {
  const live = instance(smsRoom);
  if (tables !== 0 && !(live.data & Data.national)) {
    live.core.load_sms_tables(live.write(national));
    live.data |= Data.national;
  }
  return live;
}

function readMeasure(live: Instance): SmsMeasure {
  const words = live.words();
  const forcing: ForcingCharacter[] = [];
  const forcingCount = words[10] as number;
  const measure: SmsMeasure = {
    encoding: words[3] === 1 ? 'ucs2' : 'gsm7',
    units: words[4] as number,
    segments: words[5] as number,
    perSegment: words[6] as number,
    remaining: words[7] as number,
    forcing,
    forcingCount,
    locking: languages[(words[8] as number) - 1] ?? null,
    singleShift: languages[(words[9] as number) - 1] ?? null,
  };
  if (forcingCount > 0) {
    const list = live.list();
    for (let at = 0; at < list.length; at += 4) {
      const span = { start: list[at] as number, end: list[at + 1] as number };
      forcing.push({ span, replacement: insertAt(live, list, at + 2) });
    }
  }
  return measure;
}

function insertAt(live: Instance, list: Uint32Array, at: number): string | null {
  const start = list[at] as number;
  return start === NONE ? null : textAt(live, start, list[at + 1] as number);
}

function textArgument(verb: string, text: unknown, what = 'text must be a string'): void {
  if (typeof text !== 'string') throw new TypeError(`${verb}: ${what}`);
}

function tablesOf(verb: string, text: unknown, options: SmsTables | undefined): number {
  textArgument(verb, text);
  return tableBits(verb, options);
}

function tableBits(verb: string, options: SmsTables | undefined): number {
  if (options === undefined) return 0;
  if (!isRecord(options)) throw new TypeError(`${verb}: options must be an object`);
  const asked = options.tables;
  if (asked === undefined) return 0;
  if (!Array.isArray(asked)) throw new TypeError(`${verb}: options.tables must be an array of languages`);
  return asked.reduce((bits: number, language: SmsLanguage) => {
    const at = languages.indexOf(language);
    if (at < 0) throw new TypeError(`${verb}: options.tables must hold only ${languages.join(', ')}`);
    return bits | (1 << at);
  }, 0);
}

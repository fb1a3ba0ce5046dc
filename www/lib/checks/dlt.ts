import { type Instance, instance, settle } from '../core/instance.js';
import { readFindings } from '../core/records.js';
import { dltRoom } from '../core/rooms/dlt.js';
import type { Issue, Result } from '../results/issue.js';
import { ABSENT, isRecord, type OptionalValue, optionsOf, textOf, wholeOf, wordOf } from './input.js';

/**
 * What operators are taken to allow, where they and their documents disagree. The defaults are the strictest reading:
 * what matches with them matches everywhere.
 */
export interface DltPolicy {
  /** Code points that stand in place of one `{#var#}` at most: 30 (AWS SNS and most operators) or 40 (MSG91, Jio). */
  variableMax?: number;
  /**
   * `separate` (default): each variable has its own length. `joined`: variables side by side are one with the sum of
   * their lengths (MSG91). `pooled`: all variables of the template share the sum (hasgeek/funnel, after Airtel).
   */
  sharing?: 'separate' | 'joined' | 'pooled';
  /** `typed` (default): `{#numeric#}` and its kin hold their type alone. `any`: whatever `{#var#}` holds. */
  tags?: 'typed' | 'any';
  /** What does not count in fixed text: nothing (default, Fast2SMS), or as MSG91 and Airtel describe it. */
  ignore?: readonly ('case' | 'spaces' | 'punctuation')[];
}

/** How to check a registration's text. */
export interface DltOptions extends OptionalValue {
  policy?: DltPolicy;
}

/** A template as it is registered. */
export interface DltTemplate {
  /** The operators' id: 19 digits as text. */
  id: string;
  text: string;
}

/** What of the registered templates a message is. */
export interface DltParts {
  /** The template that the message is of: of several, the one with the most fixed text. */
  templateId: string | null;
  /** Without one, the template that the message is most like; the issue says where they part. */
  nearest: string | null;
}

/** Result of {@link DltIndex.match}. */
export type DltResult = Result<string, DltParts>;

/** Registered templates, ready to match. */
export interface DltIndex {
  /**
   * The template that `text` is of, or the nearest one and the first difference.
   *
   * @throws {TypeError} after {@link DltIndex.free}.
   */
  match(text: unknown): DltResult;
  /** Gives the memory back; an index that nobody frees lives as long as the page. */
  free(): void;
}

const MAX_UNITS = 1024 * 1024;
const MAX_MESSAGE_UNITS = 8192;
const SHARING = ['separate', 'joined', 'pooled'] as const;
const TAGS = ['typed', 'any'] as const;
const IGNORED = ['case', 'spaces', 'punctuation'] as const;

/**
 * Prepares registered templates, so that a message is compared with ten thousand of them in a microsecond or two.
 *
 * @throws {TypeError} when an argument is wrong.
 * @example
 * ```ts
 * import { createDltIndex } from 'presend';
 *
 * const index = createDltIndex([{ id: '1107161234567890123', text: 'Your OTP is {#var#}. -ACME' }]);
 * index.match('Your OTP is 1234. -ACME').templateId; // '1107161234567890123'
 * index.match('Your OTP is 1234, -ACME').issues[0]?.span; // { start: 16, end: 17 }
 * ```
 */
export function createDltIndex(templates: Iterable<DltTemplate>, options?: { policy?: DltPolicy }): DltIndex {
  const given = optionsOf('createDltIndex', options);
  const { max, flags } = policyOf('createDltIndex', given?.policy);
  const ids: string[] = [];
  const texts: string[] = [];
  if (!isRecord(templates) && !Array.isArray(templates)) {
    throw new TypeError('createDltIndex: templates must be a list of { id, text }');
  }
  for (const template of templates) {
    if (typeof template?.id !== 'string' || typeof template.text !== 'string') {
      throw new TypeError('createDltIndex: templates must hold only { id, text } with both as text');
    }
    ids.push(template.id);
    texts.push(template.text);
  }
  const list = JSON.stringify(texts);
  texts.length = 0;

  let handle = 0;
  // The instance that has the index: one that starts anew after a trap has none.
  let epoch = 0;
  let freed = false;
  const load = (live: Instance): void => {
    const octets = live.write(list);
    handle = live.core.load_dlt(octets, max, flags);
    epoch = live.epoch;
    settle(live, octets);
  };
  load(instance(dltRoom));

  return {
    match(text) {
      if (freed) throw new TypeError('match: the index was freed');
      const found = textOf(text, undefined, MAX_MESSAGE_UNITS, 'not_text');
      if (typeof found !== 'string') return missed([found as Issue], [], null);
      const live = instance(dltRoom);
      if (epoch !== live.epoch) load(live);
      const template = live.core.match_dlt(handle, live.write(found));
      if (template > 0) {
        const templateId = ids[template - 1] as string;
        return { ok: true, value: found, issues: [], warnings: [], templateId, nearest: null };
      }
      const nearest = live.words()[3] as number;
      const { issues, warnings } = readFindings(live);
      return missed(issues, warnings, ids[nearest - 1] ?? null);
    },
    free() {
      const live = freed ? null : instance(dltRoom);
      if (live?.epoch === epoch) live.core.free_dlt(handle);
      freed = true;
    },
  };
}

const missed = (issues: Issue[], warnings: Issue[], nearest: string | null): DltResult =>
  ({ ok: false, value: null, issues, warnings, templateId: null, nearest }) as DltResult;

/**
 * Checks a template's own text before it is handed in: malformed tags, length, number of variables, share of fixed text.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { applyFix, checkDltTemplate } from 'presend';
 *
 * const text = 'Your OTP is {# var #}. Do not share it. -ACME';
 * applyFix(text, checkDltTemplate(text).issues[0]!); // 'Your OTP is {#var#}. Do not share it. -ACME'
 * ```
 */
export function checkDltTemplate(value: unknown, options?: DltOptions): Result<string> {
  return check('checkDltTemplate', 0, value, options);
}

/**
 * Checks the shape of a header (sender): six letters, or six digits for promotional messages. A suffix of the network
 * (`-P`, `-S`, `-T`, `-G`) or a prefix such as `VM-` is a warning with its repair. Whether it is registered is not known here.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { checkDltHeader } from 'presend';
 *
 * checkDltHeader('ACMEIN').ok; // true
 * checkDltHeader('ACME IN').issues[0]?.reason; // 'dlt_header_character'
 * ```
 */
export function checkDltHeader(value: unknown, options?: OptionalValue): Result<string> {
  return check('checkDltHeader', 1, value, options);
}

/**
 * Checks an entity or template id: 19 digits, as text. A JavaScript number cannot hold them, and is not text.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { checkDltId } from 'presend';
 *
 * checkDltId('1107161234567890123').ok; // true
 * checkDltId('1107-1612').issues[0]?.reason; // 'dlt_id_character'
 * ```
 */
export function checkDltId(value: unknown, options?: OptionalValue): Result<string> {
  return check('checkDltId', 2, value, options);
}

function check(verb: string, part: number, value: unknown, options: DltOptions | undefined): Result<string> {
  const given = optionsOf(verb, options);
  const { max, flags } = policyOf(verb, given?.policy);
  const text = textOf(value, given, MAX_UNITS, 'not_text');
  if (text === ABSENT) return { ok: true, value: '', issues: [], warnings: [] };
  if (typeof text === 'object') return { ok: false, value: null, issues: [text], warnings: [] };
  const live = instance(dltRoom);
  const octets = live.write(text);
  const clean = live.core.check_dlt(octets, part, max, flags);
  const { issues, warnings } = clean ? { issues: [], warnings: [] } : readFindings(live);
  settle(live, octets);
  return (
    issues.length === 0 ? { ok: true, value: text, issues, warnings } : { ok: false, value: null, issues, warnings }
  ) as Result<string>;
}

/** The policy as the core takes it; the bits are in `src/wasm/dlt.rs`. */
function policyOf(verb: string, policy: DltPolicy | undefined): { max: number; flags: number } {
  if (policy !== undefined && !isRecord(policy)) throw new TypeError(`${verb}: options.policy must be an object`);
  const max = wholeOf(`${verb}: options.policy.variableMax`, policy?.variableMax) ?? 30;
  let flags = SHARING.indexOf(wordOf(`${verb}: options.policy.sharing`, policy?.sharing, SHARING));
  flags |= TAGS.indexOf(wordOf(`${verb}: options.policy.tags`, policy?.tags, TAGS)) << 2;
  const ignore = policy?.ignore ?? [];
  if (!Array.isArray(ignore)) throw new TypeError(`${verb}: options.policy.ignore must be a list of words`);
  for (const word of ignore) {
    flags |= 8 << IGNORED.indexOf(wordOf(`${verb}: options.policy.ignore`, word as (typeof IGNORED)[number], IGNORED));
  }
  return { max: Math.min(max, MAX_UNITS), flags };
}

import { type Instance, instance, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import { jsonRoom } from '../core/rooms/json.js';
import { isWellFormed } from '../core/utf8.js';
import type { Issue, Result } from '../results/issue.js';
import { ABSENT, asOctets, optionsOf, textOf, tooLarge, wholeOf } from './input.js';

/** How to check a JSON text. */
export interface JsonOptions {
  /** How many arrays and objects may be open at once; 512 when absent. */
  maxDepth?: number;
  /** The largest body that the server takes, in octets of UTF-8. */
  maxOctets?: number;
  /** Raises the cap of 32 MiB, in UTF-16 units or octets. */
  maxLength?: number;
  /** Lets `''`, `null` and `undefined` pass. */
  optional?: boolean;
}

/**
 * Result of {@link checkJson}: `value` is the text itself. Each issue has its place in `source` too. Positions count
 * UTF-16 units of a string, octets of octets.
 */
export type JsonResult<Text extends string | Uint8Array = string> = Result<Text>;

const MAX_OCTETS = 32 * 1024 * 1024;
const MAX_DEPTH = 512;

/**
 * Checks a JSON text (RFC 8259): the cause of each mistake with line, column, path and, where it is unambiguous, its
 * repair. What is well-formed but does not arrive as it was meant (duplicate names, integers beyond 2⁵³, halves of
 * surrogate pairs) is a warning. Of errors and of warnings there are as many as a megabyte holds, some thousands.
 *
 * @param text A string, or octets of UTF-8.
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { applyFix, checkJson } from 'presend';
 *
 * const { issues } = checkJson('{"to": "ann@acme.in",}');
 * issues[0]?.source?.column; // 21
 * applyFix('{"to": "ann@acme.in",}', issues[0]!); // '{"to": "ann@acme.in"}'
 * ```
 */
export function checkJson<Text extends string | Uint8Array>(text: Text, options?: JsonOptions): JsonResult<Text>;
export function checkJson(text: unknown, options?: JsonOptions): JsonResult;
export function checkJson(text: unknown, options?: JsonOptions): JsonResult<string | Uint8Array> {
  const given = optionsOf('checkJson', options);
  const depth = depthOf('checkJson', given);
  const most = wholeOf('checkJson: options.maxOctets', given?.maxOctets) ?? Infinity;
  const bytes = asOctets(text);
  const input = bytes ? octetsOf(bytes, given?.maxLength) : textOf(text, given, MAX_OCTETS, 'not_text');
  if (input === ABSENT) return { ok: true, value: '', issues: [], warnings: [] };
  if (typeof input === 'object' && !(input instanceof Uint8Array))
    return { ok: false, value: null, issues: [input], warnings: [] };

  const live = instance(jsonRoom);
  const isText = typeof input === 'string';
  const wellFormed = isText && isWellFormed(input);
  const octets = isText ? live.write(input, wellFormed) : live.writeOctets(input);
  if (octets > most) {
    settle(live, octets);
    return { ok: false, value: null, issues: [tooLarge(most, octets, 'octets')], warnings: [] };
  }
  const clean = live.core.check_json(octets, depth, wellFormed);
  if (clean) {
    settle(live, octets);
    return { ok: true, value: input, issues: [], warnings: [] };
  }
  const found = live.core.json_report(octets, depth, !isText) as RawFound;
  const issues = completeIssues(live, found.issues);
  const warnings = completeIssues(live, found.warnings);
  settle(live, octets);
  return (
    issues.length === 0 ? { ok: true, value: input, issues, warnings } : { ok: false, value: null, issues, warnings }
  ) as JsonResult<string | Uint8Array>;
}

/** What {@link repairJson} made of a text. */
export interface JsonRepair {
  /** The text with every unambiguous repair; the text itself where there was nothing to mend. */
  text: string;
  /**
   * What was mended, as errors of the text given. A mistake that showed only after others were mended has no place in
   * it: `span` is `null`.
   */
  applied: Issue[];
}

/**
 * Mends a JSON text as far as its errors have unambiguous repairs. `ok` and `value`: what was made is JSON. `issues` and
 * `warnings`: what is still to say about `text`, with places in it. Warnings are not mended, since that would change
 * what a well-formed text says.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { repairJson } from 'presend';
 *
 * const { ok, text, applied } = repairJson("{'to': 'ann@acme.in',}");
 * [ok, text, applied.length]; // [true, '{"to": "ann@acme.in"}', 3]
 * ```
 */
export function repairJson(text: unknown, options?: JsonOptions): Result<string, JsonRepair> {
  const given = optionsOf('repairJson', options);
  const depth = depthOf('repairJson', given);
  const input = textOf(text, given, MAX_OCTETS, 'not_text');
  if (input === ABSENT) return { ok: true, value: '', issues: [], warnings: [], text: '', applied: [] };
  if (typeof input === 'object') {
    const asGiven = typeof text === 'string' ? text : '';
    return { ok: false, value: null, issues: [input], warnings: [], text: asGiven, applied: [] };
  }
  const live = instance(jsonRoom);
  const octets = live.write(input);
  const found = live.core.json_repair(octets, depth) as RawFound & { applied: RawIssue[] };
  const applied = completeIssues(live, found.applied);
  const issues = completeIssues(live, found.issues);
  const warnings = completeIssues(live, found.warnings);
  const words = live.words();
  const mended = applied.length === 0 ? input : live.text(words[1] as number, words[0] as number);
  settle(live, octets);
  const known = { issues, warnings, text: mended, applied };
  return (issues.length === 0 ? { ok: true, value: mended, ...known } : { ok: false, value: null, ...known }) as Result<
    string,
    JsonRepair
  >;
}

interface RawFound {
  issues: RawIssue[];
  warnings: RawIssue[];
}

function depthOf(verb: string, options: JsonOptions | undefined): number {
  return Math.min(wholeOf(`${verb}: options.maxDepth`, options?.maxDepth) ?? MAX_DEPTH, 0xffffffff);
}

function octetsOf(octets: Uint8Array, cap = MAX_OCTETS): Uint8Array | Issue {
  return octets.length <= cap ? octets : tooLarge(cap, octets.length, 'octets');
}

/** Writes a body, text or octets, where the core reads it. */
export function putBody(live: Instance, body: string | Uint8Array): number {
  return typeof body === 'string' ? live.write(body) : live.writeOctets(body);
}

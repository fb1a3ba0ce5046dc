import { type Instance, instance, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import type { Issue, Result } from '../results/issue.js';
import { ABSENT, asOctets, optionsOf, textOf, tooLarge, wholeOf } from './input.js';

/** How to check a JSON text. */
export interface JsonOptions {
  /** How many arrays and objects may be open at once; 512 when absent. */
  maxDepth?: number;
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
 * surrogate pairs) is a warning.
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
  const depth = wholeOf('checkJson: options.maxDepth', given?.maxDepth) ?? MAX_DEPTH;
  const bytes = asOctets(text);
  const input = bytes ? octetsOf(bytes, given?.maxLength) : textOf(text, given, MAX_OCTETS, 'not_text');
  if (input === ABSENT) return { ok: true, value: '', issues: [], warnings: [] };
  if (typeof input === 'object' && !(input instanceof Uint8Array))
    return { ok: false, value: null, issues: [input], warnings: [] };

  const live = instance();
  const octets = putBody(live, input);
  const clean = live.core.check_json(octets, depth);
  if (clean) {
    settle(live, octets);
    return { ok: true, value: input, issues: [], warnings: [] };
  }
  const found = live.core.json_report(octets, depth, typeof input !== 'string') as {
    issues: RawIssue[];
    warnings: RawIssue[];
  };
  const issues = completeIssues(found.issues);
  const warnings = completeIssues(found.warnings);
  settle(live, octets);
  return (
    issues.length === 0 ? { ok: true, value: input, issues, warnings } : { ok: false, value: null, issues, warnings }
  ) as JsonResult<string | Uint8Array>;
}

function octetsOf(octets: Uint8Array, cap = MAX_OCTETS): Uint8Array | Issue {
  return octets.length <= cap ? octets : tooLarge(cap, octets.length, 'octets');
}

/** Writes a body, text or octets, where the core reads it. */
export function putBody(live: Instance, body: string | Uint8Array): number {
  return typeof body === 'string' ? live.write(body) : live.writeOctets(body);
}

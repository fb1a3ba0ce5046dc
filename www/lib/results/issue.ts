/** The one shape of a finding, foreseen or returned, and of the results that carry it. */

import type { IssueReason, ReasonTable } from '../generated/vocabulary.js';

export type { ApiCode, IssueReason } from '../generated/vocabulary.js';

/** What the violated rule rests on. */
export type Basis = 'standard' | 'documented' | 'confirmed' | 'assumed';

/** UTF-16 code units `start` to `end` of a value, as JavaScript counts a string. */
export interface Span {
  start: number;
  end: number;
}

/** A place in a JSON text body: UTF-16 units of a string, octets of octets; line and column from 1. */
export interface Source extends Span {
  line: number;
  column: number;
}

/** Edits of a value, in order and without overlap. They may hold what the user typed. */
export type Fix = { start: number; end: number; insert: string }[];

/** Names and indexes into a structured value, as Standard Schema, zod and valibot have them. */
export type Path = (string | number)[];

/** What every issue has, whatever its reason. */
export interface IssueBase {
  /** An `error` stops the request; a `warning` deserves a look. */
  severity: 'error' | 'warning';
  /** The value it is about; `[]` for a single value. */
  path: Path;
  /**
   * UTF-16 units of the value at `path`; `null` where the value is absent or all of it is meant. Findings of the JSON
   * check (`json_…`) count in the JSON text itself, and their path says where in it they are.
   */
  span: Span | null;
  /** The same place in a JSON text body. */
  source?: Source;
  /** What the rule rests on. */
  basis: Basis;
  /** Present where the rule, the data or the engines leave a doubt. */
  likely?: true;
  /** Date of the account snapshot it rests on, in milliseconds since 1970 UTC. */
  asOf?: number;
  /** The repair, where it is unambiguous: see `applyFix`. */
  fix?: Fix;
  /** Other places that belong to it, such as every placeholder that a missing variable leaves unfilled. */
  related?: { path: Path; span: Span; source?: Source }[];
  /**
   * In a list of more than 100 elements: the numbers of all with this finding, the first of which is in `path`. What
   * else the issue says (span, parameters, fix) is of the first.
   */
  elements?: number[];
}

/** A finding: `reason` tells which rule; `code` and `params` are typed with it. */
export type Issue = { [R in IssueReason]: IssueBase & { reason: R } & ReasonTable[R] }[IssueReason];

/** One reason's issue, as in `IssueOf<'text_too_long'>`. */
export type IssueOf<R extends IssueReason> = { [K in R]: IssueBase & { reason: K } & ReasonTable[K] }[R];

/** A check's answer: `value` exists exactly when `ok`. */
export type Result<Value, Known = unknown> =
  | ({ ok: true; value: Value; issues: []; warnings: Issue[] } & Known)
  | ({ ok: false; value: null; issues: [Issue, ...Issue[]]; warnings: Issue[] } & Known);

/** An issue found on this side of the core. */
export function issueOf<R extends IssueReason>(
  reason: R,
  code: ReasonTable[R]['code'],
  params: ReasonTable[R]['params'],
): Issue {
  return { reason, code, severity: 'error', path: [], span: null, params, basis: 'standard' } as unknown as Issue;
}

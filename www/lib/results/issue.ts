/** The shape of a finding, foreseen or returned: docs/DESIGN.md §6. */

/** What can be wrong with a value; released reasons are never renamed. */
export type IssueReason = string;

/** One of the API's 32 error codes. */
export type ApiCode = string;

/** One finding. */
export interface Issue {
  reason: IssueReason;
  /** What the server would have answered, or `null` where none of the 32 codes fits. */
  code: ApiCode | null;
  severity: 'error' | 'warning';
  /** The value it is about, from the outermost inwards; empty for a single value. */
  path: readonly (string | number)[];
  /** UTF-16 code units of the value at `path`. */
  span: { readonly start: number; readonly end: number } | null;
  /** The same place in a JSON text body. */
  source?: { readonly start: number; readonly end: number; readonly line: number; readonly column: number };
  /** Numbers and the vocabulary's own names, never user text. */
  params: Readonly<Record<string, number | string>>;
  basis: 'standard' | 'documented' | 'confirmed' | 'assumed';
  likely?: true;
  /** Date of the snapshot it rests on, in milliseconds since 1970 UTC. */
  asOf?: number;
  /** Edits of the value at `path`; they may hold user text. */
  fix?: readonly { readonly start: number; readonly end: number; readonly insert: string }[];
}

/** When to try again, and what became of the attempt. */
export interface RetryPlan {
  retry: boolean;
  /** Instant of the next attempt, in milliseconds since 1970 UTC. */
  at: number | null;
  /** The same as a waiting time. */
  afterMs: number | null;
  rule: string;
  sameIdempotencyKey: boolean;
  outcome: 'rejected' | 'unknown' | 'likely_accepted';
}

/** An answer of the API, explained. */
export interface Failure {
  issues: readonly Issue[];
  status: number | null;
  requestId: string | null;
  rawCode: string | null;
  retry: RetryPlan;
}

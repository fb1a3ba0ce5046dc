/** What a thread is told, what it answers, and nothing that could not be copied from one thread to another. */

import type { KindTable } from '../core/kinds.js';
import type { Issue } from '../results/issue.js';
import type { RowFinding } from './types.js';

/** How to read a list: the options, looked through. */
export interface Plan {
  readonly channel: 'phone' | 'email';
  /** Options of the check as the core takes them. */
  readonly check: { readonly flags: number; readonly region: number; readonly types: number; readonly regions: string };
  readonly providerRules: boolean;
  readonly keepsDuplicates: boolean;
  readonly format: 'csv' | 'ndjson' | null;
  readonly delimiter: string | null;
  readonly header: boolean;
  readonly encoding: string | null;
  /** Name or number of the recipient's column; `null`: to be found out. */
  readonly to: string | number | null;
  /** Members of the message and the columns that must hold something. */
  readonly others: readonly (readonly [string, string | number])[];
  readonly findings: number;
  readonly files: boolean;
  readonly seed: Uint8Array;
  readonly suppressions: readonly Uint8Array[];
  readonly dnd: readonly Uint8Array[];
}

/** What a thread needs before the first piece. */
export interface Start {
  readonly plan: Plan;
  /** `null`: the core is JavaScript, which no thread can be sent; it has its own, or none. */
  readonly module: WebAssembly.Module | null;
  readonly kinds: KindTable;
  /** The numbering plans, or the list of well-known mail domains. */
  readonly table: Uint8Array;
}

/** What was found out about the file from its beginning. */
export interface Head {
  readonly format: 'csv' | 'ndjson';
  readonly encoding: string;
  /** The file began with a byte order mark. */
  readonly bom: boolean;
  /** `null` in NDJSON. */
  readonly delimiter: string | null;
  readonly crlf: boolean;
  /** Names of the columns as the file has them; none without a header. */
  readonly columns: readonly string[];
  /** Number of the recipient's column, or in NDJSON its place in `columns`. */
  readonly to: number;
  /** The header as it stands in the file, without its line break. */
  readonly row: Uint8Array;
}

/** What came of the file up to the end of a piece. */
export interface Outcome {
  rows: number;
  kept: number;
  refused: number;
  duplicates: number;
  changed: number;
  /** Rows kept in this piece, as they stand in a file; rows refused, as the core frames them. */
  cleaned: Uint8Array<ArrayBuffer> | null;
  refusedRows: Uint8Array<ArrayBuffer> | null;
  /** Findings that were not there before, in the order of their numbers. */
  variants: Issue[];
  /** Rows of every finding by its number. */
  counts: Uint32Array<ArrayBuffer>;
  findings: RowFinding[];
  head: Head | null;
  /** What is wrong with the list as a whole; nothing behind it was read. */
  stopped: Issue | null;
  /** Duplicates were no longer looked for, because memory did not suffice. */
  forgotten: boolean;
}

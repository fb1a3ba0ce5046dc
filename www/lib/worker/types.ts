/** What `checkRecipients` takes and gives. */

import type { Context } from '../checks/context.js';
import type { EmailOptions } from '../checks/email.js';
import type { PhoneOptions } from '../checks/phone.js';
import type { Issue, IssueReason } from '../results/issue.js';

/**
 * A list: a file, a stream of text or octets, or the recipients themselves as an array. The pieces of a stream may be
 * cut anywhere.
 */
export type RecipientSource =
  Blob | ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string> | readonly string[];

/** An operation of a profile; what stands before its first dot says whether recipients are numbers or addresses. */
export type ListOperation = `${'sms' | 'whatsapp' | 'voice' | 'email'}.${string}`;

/** How to read and check a list. */
export interface RecipientOptions {
  /** What the list is for: `sms.send.bulk`, `email.send.bulk` … */
  operation: ListOperation;
  /**
   * Which column holds what, by name (capitals and white space around do not count) or by number from 0. `to` is the
   * recipient; when absent, the only column, or the first that is called as such columns usually are. Every other member
   * names a value that each message needs: a row in which its column is empty is refused as `required`.
   */
  columns?: { to?: string | number; readonly [value: string]: string | number | undefined };
  /** How to read phone numbers, as {@link PhoneOptions} of `checkPhone` has it: a `region` for numbers without `+` … */
  phone?: Omit<PhoneOptions, 'optional' | 'maxLength'>;
  /** How to read e-mail addresses, as {@link EmailOptions} of `checkEmail` has it. */
  email?: Omit<EmailOptions, 'optional' | 'maxLength' | 'nameAddr'>;
  /** What is known of the account: `suppressions`, `dnd` and `usage` count for a list. */
  context?: Pick<Context, 'suppressions' | 'dnd' | 'usage' | 'asOf'> | null;
  /** `refuse` (default): a recipient's second row is refused as `list_duplicate`. `keep`: duplicates are not looked for. */
  duplicates?: 'refuse' | 'keep';
  /** Takes mailboxes for one as their providers do; see `sameMailbox`. */
  providerRules?: boolean;
  /** `csv` or `ndjson` (one JSON object a line); found out when absent. */
  format?: 'csv' | 'ndjson';
  /** What parts columns; found out from the first row when absent. */
  delimiter?: ',' | ';' | '\t' | '|';
  /** Whether the first row of CSV names the columns. Default `true`. */
  header?: boolean;
  /** Encoding, by any name that `TextDecoder` knows. Found out when absent: UTF-8, or UTF-16 by its mark or its zeros. */
  encoding?: string;
  /** How many errors, and how many warnings, are kept with row and value. Default 100. */
  findings?: number;
  /** `false`: rows are counted, and no files are kept. Default `true`. */
  files?: boolean;
  /** Called some ten times a second. What it throws ends the run. */
  onProgress?: (progress: RecipientProgress) => void;
  /** Ends the run: the report then tells what was done until then. */
  signal?: AbortSignal;
  /**
   * Makes the worker, where your bundler wants to see it; its script imports `presend/worker-thread`. `false`: no worker,
   * the work is done here, in slices of a few milliseconds.
   */
  worker?: (() => Worker) | false;
}

/** A finding in a row. */
export interface RowFinding {
  /** Number of the row, from 1, the header not counted. */
  row: number;
  /** Line of the file on which the row begins, from 1. */
  line: number;
  /** The recipient as the row has it: the user's text. Empty when it is longer than 4 KB, or when another column is meant. */
  value: string;
  /** What is wrong, as a check of the value alone says it; `path` is `['to']`, or the name of the value that is missing. */
  issue: Issue;
}

/** How far a run has come. */
export interface RecipientProgress {
  /** Rows read. */
  rows: number;
  /** Rows kept. */
  kept: number;
  /** Rows not kept. */
  refused: number;
  /** Octets read. */
  octets: number;
  /** Octets of the whole, where known. */
  totalOctets: number | null;
  /** Rows a second since the start. */
  rowsPerSecond: number;
  /** Milliseconds that the rest will take at this rate, where the whole is known. */
  msLeft: number | null;
  /** Findings that are new since the last call, as long as there are any to be kept. */
  findings: RowFinding[];
}

/** What came of a list. Whatever stopped it, all of this holds for the rows until then. */
export interface RecipientReport {
  /** The whole list was read. */
  complete: boolean;
  /** `signal` ended it. */
  cancelled: boolean;
  /** What is wrong with the list as a whole, if anything: `list_binary_file`, `list_column_missing`, `list_row_too_large`, `list_read_failed`. */
  stopped: Issue | null;
  /** What reading the source threw, with `list_read_failed`. */
  cause: unknown;
  /** Rows read, the header not counted. */
  rows: number;
  /** Rows kept: those of {@link RecipientReport.cleaned}. */
  kept: number;
  /** Rows not kept: those of {@link RecipientReport.refused}. */
  refused: number;
  /** Rows of `refused` whose recipient stands in an earlier row. */
  duplicates: number;
  /** Rows of `kept` whose recipient is written otherwise in the cleaned file. */
  changed: number;
  /** Rows refused, by the reason of their first issue. */
  counts: Partial<Record<IssueReason, number>>;
  /** Rows kept all the same, by the reason of their first warning. */
  warningCounts: Partial<Record<IssueReason, number>>;
  /** The first findings, in the order of the file. */
  findings: RowFinding[];
  /** What the account has no room for: `quota_exceeded`, `daily_limit_reached`, `hourly_limit_reached`, from `context.usage`. */
  issues: Issue[];
  /** The same, where others may send too. */
  warnings: Issue[];
  /** `true` when memory did not suffice to remember every recipient: later duplicates were not found. */
  duplicatesForgotten: boolean;
  /** What was found out about the file; `null` when nothing was read. */
  file: {
    format: 'csv' | 'ndjson';
    encoding: string;
    delimiter: string | null;
    /** Names of the columns; none without a header. */
    columns: readonly string[];
    /** The recipient's column: place in `columns`, from 0. */
    to: number;
  } | null;
  /** Octets read. */
  octets: number;
  /** Milliseconds that it took. */
  ms: number;
  /** Where the work was done. */
  ran: 'worker' | 'here';
  /** The rows kept, with the recipient as it is to be sent: same columns, UTF-8. Empty with `files: false`. */
  cleaned(): Blob;
  /**
   * The rows refused as they were, and behind their columns the `reason` and, with `message` (what `createMessages`
   * gives), a sentence: in any language, and in another one at the next call.
   */
  refusedRows(options?: { message?: (issue: Issue) => string }): Promise<Blob>;
}

import { checkRows } from '../core/rows.js';
import type { Issue, IssueReason } from '../results/issue.js';
import {
  CHANGED,
  checkEmail,
  type Email,
  emailInstance,
  type EmailOptions,
  type EmailResult,
  FINDINGS,
  flagsOf,
  MAX_UNITS,
  NEEDS_IDNA,
  OK,
} from './email.js';

/** Where the number of the first finding's kind stands in a row's word: `src/wasm/email.rs`. */
const KIND = 16;
/** Rows hold no more; longer texts are checked one by one. */
const ROW_UNITS = 10_000;

/** Result of {@link checkEmails}: the answers of all rows, read by row number from 0. */
export interface EmailList {
  /** Number of rows. */
  readonly length: number;
  /** How many of them are in order. */
  readonly okCount: number;
  /** Whether the row is in order. */
  ok(row: number): boolean;
  /** The row's address as {@link checkEmail} gives it; `null` when it is not in order, `undefined` when it is absent and `optional`. */
  value(row: number): Email | null | undefined;
  /** The reason of the row's first issue, or of its first warning when it is in order; `null` when there is nothing to say. */
  reason(row: number): IssueReason | null;
  /** What is wrong with the row; looked for when asked. */
  issues(row: number): Issue[];
  /** What deserves a look in the row; looked for when asked. */
  warnings(row: number): Issue[];
  /** All of that as {@link checkEmail} gives it for this row alone. */
  result(row: number): EmailResult;
  /** How many rows are not in order, by the reason of their first issue. */
  counts(): Partial<Record<IssueReason, number>>;
}

class Rows implements EmailList {
  readonly length: number;
  readonly okCount: number;
  readonly #values: readonly unknown[];
  readonly #options: EmailOptions;
  readonly #words: Uint32Array;

  constructor(values: readonly unknown[], options: EmailOptions, words: Uint32Array) {
    this.#values = values;
    this.#options = options;
    this.#words = words;
    this.length = values.length;
    let count = 0;
    for (const word of words) count += word & OK;
    this.okCount = count;
  }

  #answer(row: number): number {
    if (row >>> 0 !== row || row >= this.length) throw new TypeError('row must be a whole number below length');
    return this.#words[row] as number;
  }

  ok(row: number): boolean {
    return (this.#answer(row) & OK) !== 0;
  }

  value(row: number): Email | null | undefined {
    const answer = this.#answer(row);
    if (!(answer & OK)) return null;
    const value = this.#values[row];
    if (answer & CHANGED) return this.result(row).value;
    return typeof value === 'string' && value !== '' ? (value as Email) : undefined;
  }

  reason(row: number): IssueReason | null {
    const answer = this.#answer(row);
    return answer & FINDINGS ? (emailInstance().kind(answer >>> KIND).reason as IssueReason) : null;
  }

  issues(row: number): Issue[] {
    return this.ok(row) ? [] : this.result(row).issues;
  }

  warnings(row: number): Issue[] {
    return this.#answer(row) & FINDINGS ? this.result(row).warnings : [];
  }

  result(row: number): EmailResult {
    this.#answer(row);
    return checkEmail(this.#values[row], this.#options) as EmailResult;
  }

  counts(): Partial<Record<IssueReason, number>> {
    const counts: Partial<Record<IssueReason, number>> = {};
    const live = emailInstance();
    for (const word of this.#words) {
      if (word & OK) continue;
      const reason = live.kind(word >>> KIND).reason as IssueReason;
      counts[reason] = (counts[reason] ?? 0) + 1;
    }
    return counts;
  }
}

/**
 * Checks a list of e-mail addresses at once, some millions a second, and keeps four octets a row.
 *
 * The same answers as {@link checkEmail} gives one by one, in the same options. Issues are looked for only in the rows
 * you ask about.
 *
 * @param values The addresses as typed, pasted or imported; the list is copied, so that it may change afterwards.
 * @throws {TypeError} when `values` is no array or `options` is wrong.
 * @example
 * ```ts
 * import { checkEmails } from 'presend';
 *
 * const list = checkEmails(['Ann@Acme.IN', 'bob@acme,in']);
 * list.okCount; // 1
 * list.value(0); // 'Ann@acme.in'
 * list.reason(1); // 'email_domain_comma'
 * ```
 */
export function checkEmails(values: readonly unknown[], options?: EmailOptions): EmailList {
  if (!Array.isArray(values)) throw new TypeError('checkEmails: values must be an array');
  const flags = flagsOf('checkEmails', options);
  const given = { ...options };
  const kept: readonly unknown[] = values.slice();
  const cap = Math.min(given.maxLength ?? MAX_UNITS, ROW_UNITS);
  const live = emailInstance();
  const text = (row: number) => {
    const value = kept[row];
    return typeof value === 'string' && value !== '' && value.length <= cap ? value : null;
  };
  const words = checkRows(live, text, kept.length, 1, '', (octets) => live.core.check_emails(octets, flags));
  // Blanks alone: a value that may be absent is.
  const blank = given.optional === true ? live.kindOf('required') : -1;
  for (let row = 0; row < words.length; row++) {
    const word = words[row] as number;
    // No text for the core, or a domain that only the platform can read.
    if (word === 0 || word & NEEDS_IDNA || word >>> KIND === blank)
      words[row] = wordOfOne(checkEmail(kept[row], given) as EmailResult, kept[row]);
  }
  return new Rows(kept, given, words);
}

/** The word of a row that was checked on its own. */
function wordOfOne({ ok, value, issues, warnings }: EmailResult, given: unknown): number {
  const first = issues[0] ?? warnings[0];
  const changed = ok && value !== given && typeof given === 'string' && given !== '';
  return (
    (ok ? OK : 0) | (changed ? CHANGED : 0) | (first ? FINDINGS | (emailInstance().kindOf(first.reason) << KIND) : 0)
  );
}

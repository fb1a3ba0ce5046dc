/** What tests of a page need: a finding of every reason, every answer of the API, numbers that reach nobody. */

import * as table from '../generated/kinds.js';
import { statuses } from '../generated/statuses.js';
import { kindRows } from '../core/kinds.js';
import { type ApiCode, type IssueOf, type IssueReason, issueOf } from '../results/issue.js';

const rows = () => kindRows(table);

/** Every reason that a finding can have. */
export const reasons: readonly IssueReason[] = /* @__PURE__ */ rows().map(({ reason }) => reason as IssueReason);

/** The API's 32 codes. */
export const codes: readonly ApiCode[] = /* @__PURE__ */ rows()
  .filter(({ reason, code }) => reason === code)
  .map(({ reason }) => reason as ApiCode);

/**
 * A finding with this reason, as a check would give it: an error at the start of a single value, numbers 3, words `x`.
 *
 * @throws {TypeError} for a reason that does not exist.
 * @example
 * ```ts
 * import { sampleIssue } from 'presend/testing';
 *
 * sampleIssue('text_too_long', { max: 160, actual: 163, overflow: 3, unit: 'utf16_units' }).code; // 'field_too_long'
 * ```
 */
export function sampleIssue<R extends IssueReason>(reason: R, params?: Partial<IssueOf<R>['params']>): IssueOf<R> {
  const row = rows().find((row) => row.reason === reason);
  if (row === undefined) throw new TypeError('sampleIssue: reason must be one of the vocabulary');
  const usual = Object.fromEntries(row.params.map(({ name, isNumber }) => [name, isNumber ? 3 : 'x']));
  return issueOf(reason, row.code as IssueOf<R>['code'], { ...usual, ...params } as IssueOf<R>['params']) as IssueOf<R>;
}

/** An answer of the API, for a `fetch` of a test's own. */
export interface SampleAnswer {
  status: number;
  headers: Record<string, string>;
  /** The error body as text. */
  body: string;
}

/**
 * The answer for one of the 32 codes: status, body and headers as documented.
 *
 * @throws {TypeError} for a code that does not exist.
 * @example
 * ```ts
 * import { explain } from 'presend';
 * import { sampleAnswer } from 'presend/testing';
 *
 * const { status, headers, body } = sampleAnswer('rate_limit_exceeded');
 * explain({ status, headers, body }, { now: 0 }).retry.afterMs; // 23000
 * new Response(body, { status, headers }); // for code that calls `fetch`
 * ```
 */
export function sampleAnswer(code: ApiCode, options: { field?: string } = {}): SampleAnswer {
  if (!codes.includes(code)) throw new TypeError('sampleAnswer: code must be one of the 32');
  const status = statuses[code] ?? 422;
  const { field } = options;
  const headers = { 'Content-Type': 'application/json', 'X-Request-ID': 'req_8f3a2b1c9d4e7f0a' };
  const body = { success: false, error: code, message: 'A sample.', code: status, ...(field && { field }) };
  return {
    status,
    headers: code === 'rate_limit_exceeded' ? { ...headers, 'Retry-After': '23' } : headers,
    body: JSON.stringify(body),
  };
}

/**
 * Valid numbers that regulators keep free for films and tests, by region: nobody holds them. There is none for India,
 * where no range is set aside. British mobile numbers of that kind (07700 900xxx) are left out: Google's plans, and so the
 * check, call them unassigned.
 *
 * Sources: Ofcom, "Telephone numbers for use in TV and radio drama programmes"; ACMA, "Phone numbers for use in TV shows,
 * films and creative works"; ARCEP decision 2018-0881, annex; PTS, "Telefonnummer för användning i böcker och filmer";
 * NANPA, 555-0100 to 555-0199.
 */
export const unheldNumbers: { readonly [region: string]: readonly string[] } = {
  AU: ['+61491570006', '+61491570156', '+61491570157', '+61491570158', '+61491570159'],
  FR: ['+33199000000', '+33199001234', '+33199009999'],
  GB: ['+442079460000', '+442079460123', '+442079460999'],
  SE: ['+46701740605', '+46701740650', '+46701740699'],
  US: ['+12025550100', '+12025550123', '+12025550199'],
};

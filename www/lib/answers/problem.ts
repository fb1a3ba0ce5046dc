import { isRecord, optionsOf } from '../checks/input.js';
import { statuses } from '../generated/statuses.js';
import type { ApiCode, Issue, IssueReason } from '../results/issue.js';
import { toPointer } from '../results/path.js';
import type { Failure } from './explain.js';

/** RFC 9457 §3: a problem as an `application/problem+json` body has it, with members of our own (§3.2). */
export interface ProblemDetails {
  /** What kind of problem: a page about the code where `options.types` gives one, else `about:blank` (§4.2.1). */
  type: string;
  /** HTTP status. */
  status: number;
  /** The status in words, the same for every occurrence. */
  title: string;
  /** The first finding as a sentence, where `options.message` gives one. */
  detail?: string;
  /** This occurrence, where `options.instance` gives one. */
  instance?: string;
  /** The API's code, one of 32; `null` where none fits. */
  code: ApiCode | null;
  /** Every finding. */
  errors: Problem[];
  /** What the provider's support will ask for. */
  requestId?: string;
  /** Whole seconds after which the same request may be sent again, as in `Retry-After`. */
  retryAfter?: number;
}

/** One finding. It holds no text of the user but names of fields, and what `options.message` says. */
export interface Problem {
  /** Where: a JSON Pointer in a URI fragment (RFC 6901 §6), `#` for the whole body. */
  pointer: string;
  /** What it is called. */
  reason: IssueReason;
  code: ApiCode | null;
  /** The finding as a sentence, where `options.message` gives one. */
  detail?: string;
}

/** How to write a problem. */
export interface ProblemOptions {
  /** Makes a sentence of a finding: what `createMessages` gave. */
  message?: (issue: Issue) => string;
  /** Begins the `type` of codes that have a page: `https://example.com/errors#` gives `…#quota_exceeded`. */
  types?: string;
  /** A URI of this occurrence. */
  instance?: string;
}

/** RFC 9110 §15: the statuses of the 32 codes, and those that stand for others. */
const TITLES: { readonly [status: number]: string } = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/**
 * A refused check, or an answer that {@link explain} read, as problem details (RFC 9457), for a server that speaks them to
 * its own page.
 *
 * The status of a check is the one that the API would have answered for its first finding with a code, else 422; that of an
 * answer is its own, and 502 or 504 where none came.
 *
 * @returns `null` when there is nothing wrong.
 * @throws {TypeError} when `refused` is no result, or `options` is wrong.
 * @example
 * ```ts
 * import { checkRequest, toProblemDetails } from 'presend';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * const report = checkRequest(migosmtp, 'email.send', { to: 'ann@acme.in', subject: 'Hi', html: 'Hi' });
 * const problem = toProblemDetails(report);
 * problem?.status; // 422
 * problem?.errors[0]; // { pointer: '#/from', reason: 'required', code: 'missing_required_field' }
 * ```
 */
export function toProblemDetails(
  refused: { readonly issues: readonly [Issue, ...Issue[]] },
  options?: ProblemOptions,
): ProblemDetails;
export function toProblemDetails(
  refused: Failure | { readonly issues: readonly Issue[] },
  options?: ProblemOptions,
): ProblemDetails | null;
export function toProblemDetails(
  refused: Partial<Omit<Failure, 'issues'>> & { readonly issues: readonly Issue[] },
  options?: ProblemOptions,
): ProblemDetails | null {
  if (!isRecord(refused) || !Array.isArray(refused.issues))
    throw new TypeError('toProblemDetails: refused must be a result or a failure');
  const { message, types, instance } = optionsOf('toProblemDetails', options) ?? {};
  if (message !== undefined && typeof message !== 'function')
    throw new TypeError('toProblemDetails: options.message must be a function');
  for (const [name, text] of Object.entries({ types, instance })) {
    if (text !== undefined && typeof text !== 'string')
      throw new TypeError(`toProblemDetails: options.${name} must be a string`);
  }
  const { issues, requestId, retry } = refused;
  const [first] = issues;
  if (first === undefined) return null;
  const code = issues.find((issue) => issue.code !== null)?.code ?? null;
  const status = statusOf(refused, first.reason, code);
  return {
    type: types !== undefined && code !== null ? types + code : 'about:blank',
    status,
    title: TITLES[status] ?? (status < 500 ? 'Bad Request' : 'Internal Server Error'),
    ...(message && { detail: message(first) }),
    ...(instance !== undefined && { instance }),
    code,
    errors: issues.map((issue) => problemOf(issue, message)),
    ...(requestId && { requestId }),
    ...(retry?.retry && { retryAfter: Math.ceil((retry.afterMs ?? 0) / 1000) }),
  };
}

function problemOf(issue: Issue, message: ProblemOptions['message']): Problem {
  // RFC 6901 §6: what a URI fragment cannot hold is percent-encoded; half a surrogate pair cannot be at all.
  const pointer = `#${encodeURI(toPointer(issue.path).replace(LONE, '\uFFFD')).replaceAll('#', '%23')}`;
  const { reason, code } = issue;
  return { pointer, reason, code, ...(message && { detail: message(issue) }) };
}

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function statusOf(refused: { readonly status?: number | null }, reason: IssueReason, code: ApiCode | null): number {
  const { status } = refused;
  if (typeof status === 'number' && status >= 400) return status;
  if (code !== null) return statuses[code] ?? 422;
  // RFC 9110 §15.6.5 and §15.6.3: a gateway that waited in vain, or that got what it could not use.
  if (reason === 'request_timed_out') return 504;
  return status === undefined ? 422 : 502;
}

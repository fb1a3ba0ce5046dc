import type { HeaderSource } from '../answers/explain.js';
import { loadPlans } from '../core/data/optional-plans.js';
import { withProviders } from '../core/data/providers.js';
import { instance, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import { everyRoom } from '../core/rooms/all.js';
import { decode } from '../core/utf8.js';
import type { Issue, Result } from '../results/issue.js';
import { compileContext, type Context, type ContextPart, NO_CONTEXT, PARTS, PreparedContext } from './context.js';
import { headerValues } from './headers.js';
import { toAsciiDomain } from './idna.js';
import { optionsOf, tooLarge, wordOf } from './input.js';
import { putBody } from './json.js';
import { octetsOf, tagOf } from './octets.js';
import { operationOf, type Profile } from './profile.js';

/** How to check a request. */
export interface RequestOptions {
  /** What is known about the account: a plain snapshot, or one that is compiled already. */
  context?: Context | PreparedContext;
  /**
   * The headers that go with the body: `Authorization` (its form, where one is given), `Content-Type`,
   * `X-Idempotency-Key`. No value of theirs is in a finding.
   */
  headers?: HeaderSource;
  /** Who talks to the API: the site's own server, which adds the key (`proxy`, default), or this program (`direct`). */
  via?: 'proxy' | 'direct';
  /** The time now, in milliseconds since 1970 UTC. What needs a clock is left out without it. */
  now?: number;
  /** What findings on rules are that nobody documents: warnings (default), errors, or nothing. */
  assumedRules?: 'warn' | 'block' | 'ignore';
}

/** Result of {@link checkRequest}. */
export type RequestResult<Body = unknown> = Result<Body, { notChecked: ContextPart[] }>;

const POLICIES = ['warn', 'block', 'ignore'] as const;
const VIAS = ['proxy', 'direct'] as const;
const MAX_OCTETS = 32 * 1024 * 1024;

const OK = 1;
const FINDINGS = 2;
const NEEDS_IDNA = 4;

/**
 * Checks a whole request before it is sent: every reason for which the API would refuse it, as far as the body and the
 * account's snapshot tell, in one pass.
 *
 * @param body The body as object (serialised as `JSON.stringify` will), JSON text, or octets of it (a buffer or a view of
 *   one).
 * @returns `value`: the body as an object. `notChecked`: the parts of the account that nobody described.
 *   In a list of more than 100 elements the same finding is one issue: `elements` has their numbers, `path` the first;
 *   recipients' variables that the template has no use for are one warning a name in any list. A body that is no JSON has
 *   the findings of the account and the headers behind its own.
 * A profile of your own with phone numbers in it needs `import 'presend/phone'` beside it; the shipped ones bring that.
 *
 * @throws {TypeError} for an unknown operation, a wrong profile or snapshot (the message names the rule or the part), a
 *   body that cannot be serialised, or wrong options.
 * @example
 * ```ts
 * import { checkRequest } from 'presend';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * const body = { from: 'shop@acme.in', to: 'ann@acme.in', subject: 'Hi', html: '<p>Hi {{name}}</p>' };
 * const report = checkRequest(migosmtp, 'email.send', body, { context: { verifiedDomains: ['acme.in'] } });
 * report.issues[0]?.code; // 'missing_template_variable'
 * report.issues[0]?.path; // ['variables', 'name']
 * ```
 */
export function checkRequest<Bodies, Operation extends keyof Bodies & string>(
  profile: Profile<Bodies>,
  operation: Operation,
  body: unknown,
  options?: RequestOptions,
): RequestResult<Bodies[Operation]> {
  const given = optionsOf('checkRequest', options);
  const policy = POLICIES.indexOf(wordOf('checkRequest: options.assumedRules', given?.assumedRules, POLICIES));
  const now = given?.now;
  if (now !== undefined && !Number.isFinite(now))
    throw new TypeError('checkRequest: options.now must be a number of milliseconds');
  const direct = wordOf('checkRequest: options.via', given?.via, VIAS) === 'direct';
  const headers = headerLines(given?.headers);

  const live = withProviders(instance(everyRoom));
  const { handle, index, phones } = operationOf(live, profile, operation);
  if (phones) loadPlans(live);
  const input = bodyText(body);
  const size = input.length;
  if (size > MAX_OCTETS)
    return refused([tooLarge(MAX_OCTETS, size, typeof input === 'string' ? 'utf16_units' : 'octets')], []);

  const known = given?.context;
  const isPlain = known !== undefined && !(known instanceof PreparedContext);
  const context = known === undefined ? NO_CONTEXT : isPlain ? compileContext(live, known) : known.handle(live);
  // Positions in a text that the caller never saw would be of no use to it.
  const isText = typeof input !== 'string' || input === body;
  const flags = policy | (isText ? 0 : 4) | (typeof input === 'string' ? 0 : 8) | (direct ? 16 : 0);
  const check = () => {
    const octets = putBody(live, input);
    const answer = live.core.check_request(handle, index, context, octets, flags, now ?? Number.NaN);
    settle(live, octets);
    return answer;
  };
  if (headers !== '') live.core.keep_headers(live.write(headers));
  let answer = check();
  if (answer & NEEDS_IDNA) {
    const domains = live.core.request_idna() as string[];
    const lines = domains.map((domain) => `${domain}\n${toAsciiDomain(domain) ?? ''}\n`).join('');
    live.core.keep_idna(live.write(lines));
    answer = check();
    live.core.keep_idna(0);
  }
  // Not those of the next request.
  if (headers !== '') live.core.keep_headers(0);
  if (isPlain) live.core.free_context(context);

  const notChecked = answer < 256 ? [] : PARTS.filter((_, bit) => answer & (256 << bit));
  const found = answer & FINDINGS ? (live.core.request_report() as { issues: RawIssue[]; warnings: RawIssue[] }) : null;
  const warnings = completeIssues(live, found?.warnings ?? []);
  if (!(answer & OK)) return refused(completeIssues(live, found?.issues ?? []), notChecked, warnings);
  const value = (isText ? parsed(input) : body) as Bodies[Operation];
  return { ok: true, value, issues: [], warnings, notChecked };
}

function refused<Body>(issues: Issue[], notChecked: ContextPart[], warnings: Issue[] = []): RequestResult<Body> {
  return { ok: false, value: null, issues: issues as [Issue, ...Issue[]], warnings, notChecked };
}

const parsed = (input: string | Uint8Array): unknown => JSON.parse(typeof input === 'string' ? input : decode(input));

/** The body is nothing that can be sent. */
export class UnsendableBody extends TypeError {}

/** Objects of which `JSON.stringify` would make `{}`, whatever is in them. */
const CLOSED =
  /^(?:Weak)?(?:Map|Set|Ref)$|^(?:FormData|URLSearchParams|Blob|File|ReadableStream|Promise|Headers|Request|Response|SharedArrayBuffer|RegExp)$/;

/** The body as it goes over the wire. */
function bodyText(body: unknown): string | Uint8Array {
  if (typeof body === 'string') return body;
  const octets = octetsOf(body);
  if (octets) return octets;
  let text: string | undefined;
  try {
    if (!CLOSED.test(tagOf(body)) || typeof (body as { toJSON?: unknown }).toJSON === 'function')
      text = JSON.stringify(body);
  } catch {
    // The engine's message may quote the body.
    throw new UnsendableBody('checkRequest: body cannot be serialised as JSON (a cycle or a BigInt)');
  }
  if (text === undefined) throw new UnsendableBody('checkRequest: body must be an object, JSON text or octets');
  return text;
}

const HEADERS = ['authorization', 'content-type', 'x-idempotency-key'] as const;

/** A line a header; a line break inside a value becomes a tab, which is as wrong there. */
function headerLines(headers: HeaderSource | undefined): string {
  if (headers === undefined) return '';
  const values = headerValues('checkRequest: options.headers', headers, HEADERS);
  return values
    .map((value) => (value === undefined ? '' : `+${value.slice(0, 4096).replace(/[\r\n]/g, '\t')}`))
    .join('\n');
}

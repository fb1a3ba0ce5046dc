import { type Instance, keep, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import { decode } from '../core/utf8.js';
import type { Issue, Result } from '../results/issue.js';
import { learnNames } from '../results/log.js';
import { emailInstance } from './email.js';
import { toAsciiDomain } from './idna.js';
import { asOctets, isRecord, optionsOf, tooLarge, wordOf } from './input.js';
import { putBody } from './json.js';

/** A provider's rules as data: `presend/profiles/*`, or your own. `Bodies` types its operations' bodies. */
export interface Profile<Bodies = Record<string, unknown>> {
  readonly name: string;
  readonly operations: { readonly [Operation in keyof Bodies]: OperationRules };
}

/** One operation's rules; `profiles/profile.schema.json` has the whole shape. */
export interface OperationRules {
  readonly fields: { readonly [name: string]: { readonly kind: string } & { readonly [rule: string]: unknown } };
  readonly [rule: string]: unknown;
}

/** A dated snapshot of the account, every part optional: what is absent is not checked, and said so. */
export interface Context {
  /** When it was taken, in milliseconds since 1970 UTC. */
  asOf?: number;
  /** Domains from which the account may send. */
  verifiedDomains?: readonly string[];
  /** Saved templates; texts and defaults as far as known. `status` other than `published` or `active` means unusable. */
  templates?: readonly {
    id: string;
    status?: string;
    subject?: string;
    html?: string;
    text?: string;
    defaults?: { readonly [variable: string]: string };
  }[];
}

/** A part of the account that the check would have liked to know. */
export type ContextPart = (typeof PARTS)[number];

/** How to check a request. */
export interface RequestOptions {
  context?: Context;
  /** The time now, in milliseconds since 1970 UTC. What needs a clock is left out without it. */
  now?: number;
  /** What findings on rules are that nobody documents: warnings (default), errors, or nothing. */
  assumedRules?: 'warn' | 'block' | 'ignore';
}

/** Result of {@link checkRequest}. */
export type RequestResult<Body = unknown> = Result<Body, { notChecked: ContextPart[] }>;

/** In the order of the bits that `src/wasm.rs` answers. */
const PARTS = [
  'verifiedDomains',
  'templates',
  'apiKey',
  'subscription',
  'usage',
  'suppressions',
  'rateLimits',
] as const;
const POLICIES = ['warn', 'block', 'ignore'] as const;
const MAX_OCTETS = 32 * 1024 * 1024;

const OK = 1;
const FINDINGS = 2;
const NEEDS_IDNA = 4;

interface Loaded {
  epoch: number;
  handle: number;
  operations: Map<string, number>;
}

const loaded = new WeakMap<object, Loaded>();

/**
 * Checks a whole request before it is sent: every reason for which the API would refuse it, as far as the body and the
 * account's snapshot tell, in one pass.
 *
 * @param body The body as object (serialised as `JSON.stringify` will), JSON text, or octets of it.
 * @returns `value`: the body as an object. `notChecked`: the parts of the account that nobody described.
 * @throws {TypeError} for an unknown operation, a wrong profile (the message names the rule), a body that cannot be
 *   serialised, or wrong options.
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
  const context = contextText(given?.context);

  const live = emailInstance();
  const { handle, index } = operationOf(live, profile, operation);
  const input = bodyText(body);
  const size = input.length;
  if (size > MAX_OCTETS)
    return refused([tooLarge(MAX_OCTETS, size, typeof input === 'string' ? 'utf16_units' : 'octets')], []);

  keep(live, context);
  // Positions in a text that the caller never saw would be of no use to it.
  const isText = input === body;
  const flags = policy | (isText ? 0 : 4) | (typeof input === 'string' ? 0 : 8);
  const check = () => {
    const octets = putBody(live, input);
    const answer = live.core.check_request(handle, index, octets, flags, now ?? Number.NaN);
    settle(live, octets);
    return answer;
  };
  live.core.keep_idna(0);
  let answer = check();
  if (answer & NEEDS_IDNA) {
    const domains = live.core.request_idna() as string[];
    live.core.keep_idna(live.write(domains.map((domain) => `${domain}\n${toAsciiDomain(domain) ?? ''}\n`).join('')));
    answer = check();
  }

  const notChecked = PARTS.filter((_, bit) => answer & (256 << bit));
  const found = answer & FINDINGS ? (live.core.request_report() as { issues: RawIssue[]; warnings: RawIssue[] }) : null;
  const warnings = completeIssues(found?.warnings ?? []);
  if (!(answer & OK)) return refused(completeIssues(found?.issues ?? []), notChecked, warnings);
  const value = (isText ? parsed(input) : body) as Bodies[Operation];
  return { ok: true, value, issues: [], warnings, notChecked };
}

function refused<Body>(issues: Issue[], notChecked: ContextPart[], warnings: Issue[] = []): RequestResult<Body> {
  return { ok: false, value: null, issues: issues as [Issue, ...Issue[]], warnings, notChecked };
}

const parsed = (input: string | Uint8Array): unknown => JSON.parse(typeof input === 'string' ? input : decode(input));

/** The body as it goes over the wire. */
function bodyText(body: unknown): string | Uint8Array {
  if (typeof body === 'string') return body;
  const octets = asOctets(body);
  if (octets) return octets;
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch {
    // The engine's message may quote the body.
    throw new TypeError('checkRequest: body cannot be serialised as JSON (a cycle or a BigInt)');
  }
  if (text === undefined) throw new TypeError('checkRequest: body must be an object, JSON text or octets');
  return text;
}

function contextText(context: Context | undefined): string {
  if (context === undefined) return '';
  if (!isRecord(context)) throw new TypeError('checkRequest: options.context must be an object');
  try {
    return JSON.stringify(context) ?? '';
  } catch {
    throw new TypeError('checkRequest: options.context cannot be serialised as JSON');
  }
}

function operationOf(
  live: Instance,
  profile: { readonly operations: object },
  operation: string,
): { handle: number; index: number } {
  if (!isRecord(profile)) throw new TypeError('checkRequest: profile must be an object');
  let entry = loaded.get(profile);
  if (entry?.epoch !== live.epoch) {
    entry = { epoch: live.epoch, handle: load(live, profile), operations: new Map() };
    loaded.set(profile, entry);
  }
  let index = entry.operations.get(operation);
  if (index === undefined) {
    index = Object.keys(profile.operations ?? {}).indexOf(operation);
    if (index < 0)
      throw new TypeError(`checkRequest: operation must be one of ${Object.keys(profile.operations ?? {}).join(', ')}`);
    entry.operations.set(operation, index);
    const fields = (profile.operations as Record<string, OperationRules>)[operation]?.fields ?? {};
    learnNames(Object.keys(fields));
  }
  return { handle: entry.handle, index };
}

function profileText(profile: object): string {
  try {
    return JSON.stringify(profile) ?? '';
  } catch {
    throw new TypeError('checkRequest: profile cannot be serialised as JSON');
  }
}

function load(live: Instance, profile: object): number {
  const answer = live.core.load_profile(live.write(profileText(profile))) as
    number | { pointer: string; expected: string };
  if (typeof answer === 'number') return answer;
  throw new TypeError(`checkRequest: profile: expected ${answer.expected} at ${answer.pointer || '/'}`);
}

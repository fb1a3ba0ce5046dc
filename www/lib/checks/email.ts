import { withProviders } from '../core/data/providers.js';
import { type Instance, instance } from '../core/instance.js';
import { NONE, readFindingsInto, textAt } from '../core/records.js';
import { emailRoom } from '../core/rooms/email.js';
import type { Issue, Result } from '../results/issue.js';
import { type EmailOptions, flagsOf } from './email-options.js';
import { toAsciiDomain } from './idna.js';
import { ABSENT, textOf } from './input.js';

export { type EmailOptions, flagsOf } from './email-options.js';

declare const brand: unique symbol;

/** A mailbox that a check accepted. */
export type Email = string & { readonly [brand]: 'Email' };

/** What is known of an address, accepted or not. */
export interface EmailParts {
  /** As given: its case may matter to its owner's server. */
  localPart: string | null;
  /** In ASCII and lower case where the address is accepted, else as given. */
  domain: string | null;
  /** The domain for display. */
  unicodeDomain: string | null;
  /** The display name of `Ann <ann@acme.in>`. */
  name: string | null;
}

/** Result of {@link checkEmail}. */
export type EmailResult = Result<Email, EmailParts>;

const NOTHING: EmailParts = { localPart: null, domain: null, unicodeDomain: null, name: null };
/** Longest value looked at, in UTF-16 units. */
export const MAX_UNITS = 1024;

// Bits of the answer; `src/wasm/email.rs` sets them. Above them is the place of the `@` in a mailbox of the usual kind.
export const OK = 1;
export const FINDINGS = 2;
export const CHANGED = 4;
const NAME = 8;
const UNICODE = 16;
export const NEEDS_IDNA = 32;
const AT = 8;

/** The core with its list of well-known mail domains, which it gets at the first e-mail check. */
export const emailInstance = (): Instance => withProviders(instance(emailRoom));

/**
 * Checks one e-mail address: RFC 5321's `Mailbox`, or what mail APIs make of it.
 *
 * @param value The address as typed. Anything but a string is an issue, not an exception.
 * @returns `value` with its domain in ASCII and lower case, or every reason why not, each with its place and, where it
 *   is unambiguous, its repair.
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { applyFix, checkEmail } from 'presend';
 *
 * checkEmail('Ann@Acme.IN').value; // 'Ann@acme.in'
 *
 * const { issues } = checkEmail('ann@acme,in');
 * issues[0]?.code; // 'invalid_email_address'
 * applyFix('ann@acme,in', issues[0]!); // 'ann@acme.in'
 * ```
 */
export function checkEmail(value: unknown, options?: EmailOptions & { optional?: false }): EmailResult;
export function checkEmail(value: unknown, options: EmailOptions): Result<Email | undefined, EmailParts>;
export function checkEmail(value: unknown, options?: EmailOptions): Result<Email | undefined, EmailParts> {
  const flags = flagsOf('checkEmail', options);
  const text = textOf(value, options, MAX_UNITS, 'email_not_text');
  if (text === ABSENT) return absent();
  if (typeof text === 'object') return { ok: false, value: null, issues: [text], warnings: [], ...NOTHING };

  const live = emailInstance();
  let answer: number;
  try {
    answer = live.bare.check_email(live.write(text), flags);
  } catch (error) {
    throw live.failed(error);
  }
  const at = answer >>> AT;
  if (at > 0) {
    // The usual case: nothing wrong, nothing changed, ASCII.
    const domain = text.slice(at + 1);
    const warnings: Issue[] = [];
    if (answer & FINDINGS) readFindingsInto(live, warnings, warnings);
    return {
      ok: true,
      value: text as Email,
      issues: [],
      warnings,
      localPart: text.slice(0, at),
      domain,
      unicodeDomain: domain,
      name: null,
    };
  }
  const result = read(live, text, answer & NEEDS_IDNA ? resolved(live, text, flags) : answer);
  // Blanks alone.
  return options?.optional === true && result.issues[0]?.reason === 'required' ? absent() : result;
}

const absent = (): Result<undefined, EmailParts> => ({
  ok: true,
  value: undefined,
  issues: [],
  warnings: [],
  ...NOTHING,
});

/** The second step of a domain outside ASCII: the platform's IDNA answers, the core judges the answer. */
function resolved(live: Instance, text: string, flags: number): number {
  const words = live.words();
  const ascii = toAsciiDomain(textAt(live, words[13] as number, words[14] as number));
  const textOctets = live.write(text);
  const octets = ascii === null ? textOctets : live.write(text + ascii);
  return live.core.check_email_idna(textOctets, octets, flags, ascii !== null);
}

function read(live: Instance, text: string, answer: number): EmailResult {
  const words = live.words();
  const ok = (answer & OK) !== 0;
  let localPart = partAt(words, 3, text);
  let domain = partAt(words, 5, text);
  let value = text;
  if (answer & CHANGED) {
    value = textAt(live, words[7] as number, words[8] as number);
    const at = value.lastIndexOf('@');
    if (ok) domain = value.slice(at + 1, value.endsWith('>') ? -1 : undefined);
    // That of a `mailto:` URI may have been percent-encoded.
    if (ok && !(answer & NAME)) localPart = value.slice(0, at);
  }
  const name = answer & NAME ? textAt(live, words[9] as number, words[10] as number) : null;
  const unicodeDomain = answer & UNICODE ? textAt(live, words[11] as number, words[12] as number) : domain;
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  if (answer & FINDINGS) readFindingsInto(live, issues, warnings);
  // Written out, and in the order of the usual case: one shape for whoever reads many.
  return { ok, value: ok ? value : null, issues, warnings, localPart, domain, unicodeDomain, name } as EmailResult;
}

/** The part of `text` whose span begins at word `at`; `null` where it could not be told. */
function partAt(words: Uint32Array, at: number, text: string): string | null {
  const start = words[at] as number;
  return start === NONE ? null : text.slice(start, words[at + 1]);
}

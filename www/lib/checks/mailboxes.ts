import type { Span } from '../results/issue.js';
import { checkEmail, type Email, emailInstance, type EmailOptions, type EmailResult, flagsOf } from './email.js';
import { ABSENT, isRecord, textOf } from './input.js';
import { settle } from '../core/instance.js';

/** One mailbox of a recipient box: its check, whose places count in `text`, and where `text` stands in the box. */
export type ListedMailbox = EmailResult & {
  /** The mailbox as written, without the blanks around it. */
  text: string;
  /** Where it stands in the box. */
  span: Span;
};

const MAX_UNITS = 1 << 20;

/**
 * Takes a recipient box apart and checks each mailbox.
 *
 * Commas, semicolons and line breaks part mailboxes, those of other scripts too (`،`, `；`), and so do blanks behind a
 * mailbox that neither angle brackets nor a comment follow. A comma in a quoted or unquoted name
 * (`"Lee, Ann" <ann@acme.in>`) or in a comment parts nothing (RFC 5322 §3.4, mailbox-list).
 *
 * @param text What was typed or pasted into the box. `null`, `undefined`, blanks and separators alone hold no mailbox;
 *   anything else that is not text, and more than 1 MiB of it, is one mailbox with that issue.
 * @param options As for {@link checkEmail}, for each mailbox; names are accepted unless `nameAddr` is false.
 *   `maxLength` is the cap on the box.
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { parseMailboxes } from 'presend';
 *
 * const box = parseMailboxes('"Lee, Ann" <ann@Acme.in>; bob@@acme.in');
 * box.map(({ text }) => text); // ['"Lee, Ann" <ann@Acme.in>', 'bob@@acme.in']
 * box.map(({ name }) => name); // ['Lee, Ann', null]
 * box.find(({ ok }) => !ok)?.span; // { start: 26, end: 38 }
 * ```
 */
export function parseMailboxes(text: unknown, options?: EmailOptions): ListedMailbox[] {
  flagsOf('parseMailboxes', options);
  const { maxLength, ...rest } = options ?? {};
  const whole = textOf(text, { optional: true, maxLength: maxLength ?? MAX_UNITS }, MAX_UNITS, 'email_not_text');
  if (whole === ABSENT) return [];
  if (typeof whole === 'object') {
    const parts = { localPart: null, domain: null, unicodeDomain: null, name: null };
    const given = typeof text === 'string' ? text : '';
    const span = { start: 0, end: given.length };
    return [{ ok: false, value: null, issues: [whole], warnings: [], ...parts, text: given, span }];
  }
  const live = emailInstance();
  const octets = live.write(whole);
  const count = live.core.parse_mailboxes(octets);
  // A copy: each check of a mailbox may move the core's memory.
  const places = live.rows(2 * count).slice();
  settle(live, octets);
  const each: EmailOptions & { optional: false } = { nameAddr: true, ...rest, optional: false };
  return Array.from({ length: count }, (_, at) => {
    const span = { start: places[2 * at] as number, end: places[2 * at + 1] as number };
    const piece = whole.slice(span.start, span.end);
    return { ...checkEmail(piece, each), text: piece, span };
  });
}

/** How {@link sameMailbox} compares. */
export interface SameMailboxOptions {
  /**
   * Reads mailboxes of Gmail, Outlook.com, iCloud, Proton and Fastmail as these providers document: without what follows
   * a `+`, in capitals or not, and at Gmail without dots.
   */
  providerRules?: boolean;
}

/** Whatever RFC 5321 takes, with or without a name. */
const ANY = { nameAddr: true, smtputf8: true, dotlessDomain: true, addressLiteral: true, quotedLocalPart: true };

/**
 * Whether two addresses are one mailbox: the same local-part to the letter (RFC 5321 §2.4: its case may matter), with or
 * without quotation marks (§4.1.2), and the same domain, in capitals or not, in Unicode or in ASCII. Names are not
 * looked at.
 *
 * @returns `false` when either is no e-mail address.
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { sameMailbox } from 'presend';
 *
 * sameMailbox('ann@acme.in', 'Ann <ann@ACME.in>'); // true
 * sameMailbox('ann@acme.in', 'Ann@acme.in'); // false
 * sameMailbox('ann.lee+news@gmail.com', 'AnnLee@gmail.com', { providerRules: true }); // true
 * ```
 */
export function sameMailbox(one: unknown, other: unknown, options?: SameMailboxOptions): boolean {
  if (options !== undefined && !isRecord(options)) throw new TypeError('sameMailbox: options must be an object');
  const first = mailboxOf(one);
  const second = mailboxOf(other);
  if (first === null || second === null) return false;
  const live = emailInstance();
  const octets = live.write(first);
  return Boolean(live.core.are_same_mailbox(octets, live.write(first + second), options?.providerRules === true));
}

/** Local-part and domain, in ASCII and lower case, of what is an e-mail address, if only to RFC 5321. */
function mailboxOf(given: unknown): Email | null {
  const practical = checkEmail(given, ANY);
  const { ok, localPart, domain } = practical.ok ? practical : checkEmail(given, { ...ANY, mode: 'strict' });
  return ok ? (`${localPart}@${domain}` as Email) : null;
}

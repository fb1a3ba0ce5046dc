/**
 * Entries of lists as the core asks for them. People write them in more ways than one, and one that is never met lets
 * through what it should hold back. Needs no core.
 */

import { toAsciiDomain } from './idna.js';

/** Most entries are as they should be. */
const PLAIN = /^(?:[\w.+-]+@[\w.-]*[\w-]|\+[1-9]\d{6,14})$/;
/** What stands between digits, and what nobody sees. */
const BETWEEN = /[\s().\-/\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069]/g;

const inAscii = (domain: string): string | null => (/^[\0-\x7f]*$/.test(domain) ? domain : toAsciiDomain(domain));

/** A domain in ASCII, without white space, `@` or the root's dot around it; `null` for what can be none. */
export function listedDomain(entry: string): string | null {
  const domain = inAscii(entry.trim().replace(/^@|\.$/g, ''));
  return domain !== null && /^[\w.-]*$/.test(domain) ? domain : null;
}

/**
 * An address, or a number in E.164, without what is around it: white space, quotation marks, a name. `null` for what can
 * be neither, and for a number of which nobody knows the country; the empty text for nothing.
 */
export function listedRecipient(entry: string): string | null {
  if (PLAIN.test(entry)) return entry;
  const text = unwrapped(entry);
  return text === '' || text.includes('@') ? listedMailbox(text) : internationalNumber(text);
}

/** A number of India's do-not-disturb registry, with or without its calling code. */
export function listedIndianNumber(entry: string): string | null {
  if (PLAIN.test(entry)) return entry;
  const text = unwrapped(entry);
  if (text === '') return text;
  const national = /^(?:0|91)?([1-9]\d{9})$/.exec(text.replace(BETWEEN, ''));
  return national ? `+91${national[1]}` : internationalNumber(text);
}

/**
 * The number behind a name in Meta's data (`wa_id`): E.164 without its plus, of Mexico with the 1 and of Brazil without
 * the 9 that numbers there once had and have today.
 */
export function whatsappNumber(name: string): string | null {
  const digits = /^(?:\+|00)?([1-9]\d{6,14})$/.exec(name.replace(BETWEEN, ''))?.[1];
  if (digits === undefined) return null;
  return `+${digits.replace(/^521(\d{10})$/, '52$1').replace(/^55(\d\d)([6-9]\d{7})$/, '55$19$2')}`;
}

/** Without quotation marks around all of it, and without a name before `<address>`. */
function unwrapped(entry: string): string {
  const text = entry.trim().replace(/^(["'])([^"']*)\1$/, '$2');
  const from = text.indexOf('<') + 1;
  return (from > 0 && text.endsWith('>') ? text.slice(from, -1) : text).trim();
}

function listedMailbox(text: string): string | null {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = listedDomain(text.slice(at + 1));
  if (text === '') return text;
  return domain && /^(?:[^\s<>()[\]:;@\\,"]+|".*")$/.test(local) ? `${local}@${domain}` : null;
}

/** With its plus or `00`; without either where it can only be an Indian mobile. `(0)` is not dialled from abroad. */
function internationalNumber(text: string): string | null {
  if (text.includes('(0)')) return null;
  const bare = text.replace(BETWEEN, '');
  const digits = /^(?:\+|00)([1-9]\d{6,14})$/.exec(bare) ?? /^(91[6-9]\d{9})$/.exec(bare);
  return digits ? `+${digits[1]}` : null;
}

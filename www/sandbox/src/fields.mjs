// Reading fields of a body: presence, kind, length, in the order in which the API's documents name them.

import { Refusal } from './codes.mjs';
import { addressIn, isEmailAddress } from './email-address.mjs';
import { exceeds } from './lengths.mjs';
import { isE164 } from './phone-number.mjs';

/** SEED missing_required_field: absent, null, or nothing in it but white space. */
export const isBlank = (value) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body's fields, under the spelling that was used. Spellings of fields that no document names are all taken. */
export class Fields {
  /**
   * @param {Record<string, unknown>} body
   * @param {ReturnType<import('./account.mjs').defaultAccount>} account
   * @param {string} [prefix] path of `body` in the whole, such as `recipients[3].`
   */
  constructor(body, account, prefix = '') {
    this.body = body;
    this.account = account;
    this.prefix = prefix;
  }

  /** The spelling in use, and the value; the first spelling where none is. */
  find(...spellings) {
    const own = (name) => (Object.hasOwn(this.body, name) ? this.body[name] : undefined);
    const used =
      spellings.find((name) => !isBlank(own(name))) ?? spellings.find((name) => Object.hasOwn(this.body, name));
    const name = used ?? spellings[0];
    return { name: this.prefix + name, value: own(name) };
  }

  required(...spellings) {
    const found = this.find(...spellings);
    if (isBlank(found.value)) throw new Refusal('missing_required_field', found.name);
    return found;
  }

  /** A string; another kind of value counts as an absent string (no document has a code for it). */
  text(...spellings) {
    const found = this.find(...spellings);
    if (isBlank(found.value)) return { ...found, value: undefined };
    if (typeof found.value !== 'string') throw Refusal.uncoded(found.name);
    return found;
  }

  requiredText(...spellings) {
    this.required(...spellings);
    return this.text(...spellings);
  }

  /** One string or an array of them, as `[path, value]`. */
  list(...spellings) {
    const { name, value } = this.find(...spellings);
    if (isBlank(value)) return [];
    return Array.isArray(value) ? value.map((one, at) => [`${name}[${at}]`, one]) : [[name, value]];
  }

  /** SEED field_too_long: `limit` is a name in the account's `lengths`. */
  withinLength({ name, value }, limit) {
    if (typeof value !== 'string' && !Array.isArray(value)) return;
    if (exceeds(value, this.account.lengths[limit])) throw new Refusal('field_too_long', name);
  }

  /** An object of variables (§2.1, FALL). */
  variables(...spellings) {
    const { name, value } = this.find(...spellings);
    if (value === undefined || value === null) return {};
    if (!isObject(value)) throw Refusal.uncoded(name);
    return value;
  }
}

/** SEED invalid_email_address. Gives the address without its display name. */
export function emailAddress(path, value, account) {
  const address = typeof value === 'string' ? (account.behaviour.displayNames ? addressIn(value) : value) : null;
  if (address === null || !isEmailAddress(address)) throw new Refusal('invalid_email_address', path);
  return address;
}

/** SEED invalid_phone_number. */
export function phoneNumber(path, value) {
  if (typeof value !== 'string' || !isE164(value)) throw new Refusal('invalid_phone_number', path);
  return value;
}

/** SEED recipient_suppressed. A mailbox's domain has no case (RFC 5321 §2.4); lists compare the whole without it. */
export function notSuppressed(path, recipient, account) {
  const wanted = recipient.toLowerCase();
  if (account.suppressions.some((entry) => entry.toLowerCase() === wanted))
    throw new Refusal('recipient_suppressed', path);
}

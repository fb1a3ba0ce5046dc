import { callingCodeOf, group, regionOf } from './grouping.js';
import { version } from './plans.js';

/** A field's text and its caret, in UTF-16 units. */
export interface PhoneInput {
  value: string;
  caret: number;
}

/** What {@link formatPhoneInput} takes. */
export interface PhoneInputState extends PhoneInput {
  /** ISO 3166 code of the region in which a number without `+` is dialled. */
  region?: string;
  /**
   * What the field held before, as this function gave it: with it the Delete key takes the caret over a separator,
   * which would otherwise come back before it for ever.
   */
  previous?: PhoneInput;
}

/** More digits than an IDD prefix, a trunk prefix and an E.164 number have together. */
const MAX_DIGITS = 24;

/**
 * Groups a phone number while it is being typed, and says where the caret belongs.
 *
 * A pure function for the `input` event of a field: `value` and `caret` (`selectionStart`) as the browser left them, in;
 * what to show and where to put the caret, out. It changes spaces, dashes and brackets, and writes digits of other
 * scripts in ASCII; it never adds, drops or moves a digit. The caret stays behind the digit it was behind, so that
 * typing, deleting and pasting anywhere in the number work as in plain text: Backspace over a separator takes the caret
 * before it. Text that holds anything else (letters, an address, an extension) stays as it is, as do digits without `+`
 * where no region is given. Digits that start no number are shown without groups.
 *
 * Leave the field alone while `event.isComposing`, and call it with what autofill or a paste left.
 *
 * @throws {TypeError} when `value` is no text, `caret` no whole number or `region` no ISO 3166 code.
 * @example
 * ```ts
 * import { formatPhoneInput } from 'presend/phone-input';
 *
 * formatPhoneInput({ value: '0987654', caret: 7, region: 'IN' }); // { value: '098765 4', caret: 8 }
 * formatPhoneInput({ value: '+919987654321', caret: 4 }); // { value: '+91 99876 54321', caret: 5 }
 * ```
 */
export function formatPhoneInput(state: PhoneInputState): PhoneInput {
  if (typeof state !== 'object' || state === null) throw new TypeError('formatPhoneInput: state must be an object');
  const { value, caret, region, previous } = state;
  if (typeof value !== 'string') throw new TypeError('formatPhoneInput: value must be a string');
  if (!(Number.isSafeInteger(caret) && caret >= 0)) {
    throw new TypeError('formatPhoneInput: caret must be a whole number, 0 or more');
  }
  if (region !== undefined && !(typeof region === 'string' && /^[A-Za-z]{2}$/.test(region))) {
    throw new TypeError('formatPhoneInput: region must be an ISO 3166 code of two letters');
  }
  if (region?.toUpperCase() === 'UK')
    throw new TypeError('formatPhoneInput: region must be an ISO 3166 code: GB, not UK');
  const typed = scan(value, caret);
  const text = typed && write(typed, region);
  if (!typed || text === null || text === undefined) return { value, caret: Math.min(caret, value.length) };
  if (caret >= value.length) return { value: text, caret: text.length };
  const isStuck = previous?.value === text && previous.caret === caret && value.length < text.length;
  return { value: text, caret: isStuck ? place(text, typed.before + 1) - 1 : placeOf(text, typed) };
}

/** Version of Google's metadata behind the grouping, such as `9.0.43`. */
export const phoneInputMetadataVersion: string = version;

interface Typed {
  digits: string;
  hasPlus: boolean;
  /** Digits before the caret. */
  before: number;
  /** Whether a `+` stands before the caret. */
  isAfterPlus: boolean;
}

/** What separates digits, and what cannot be seen. */
const SEPARATOR = /[\s().[\]/~‐-―−ー－．／（）・·•-]|\p{Cf}|\p{Variation_Selector}/u;

/** The digits of a text that holds nothing but a number; `null` for any other. */
function scan(value: string, caret: number): Typed | null {
  const typed: Typed = { digits: '', hasPlus: false, before: 0, isAfterPlus: false };
  let at = 0;
  for (const char of value) {
    const digit = digitOf(char);
    if (digit !== null) {
      typed.digits += digit;
      if (at < caret) typed.before++;
    } else if ((char === '+' || char === '＋') && !typed.hasPlus && typed.digits === '') {
      typed.hasPlus = true;
      typed.isAfterPlus = at < caret;
    } else if (!SEPARATOR.test(char)) {
      return null;
    }
    at += char.length;
  }
  const isEmpty = typed.digits === '' && !typed.hasPlus;
  return isEmpty || typed.digits.length > MAX_DIGITS ? null : typed;
}

/** The value of a decimal digit of any script; `null` for any other character. */
function digitOf(char: string): number | null {
  if (char >= '0' && char <= '9') return Number(char);
  if (!/\p{Nd}/u.test(char)) return null;
  const point = char.codePointAt(0) as number;
  // The digits of a script follow one another from its zero on, some sets of ten without a gap.
  let before = 0;
  while (before < 50 && /\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before++;
  return before % 10;
}

function write({ digits, hasPlus }: Typed, code: string | undefined): string | null {
  if (hasPlus) return `+${international(digits)}`;
  const region = code === undefined ? undefined : regionOf(code);
  if (region === undefined) return null;
  const { callingCode, trunkPrefix, iddPrefix } = region;
  if (iddPrefix && digits.startsWith(iddPrefix) && digits.length > iddPrefix.length) {
    return `${iddPrefix} ${international(digits.slice(iddPrefix.length))}`;
  }
  const nsn = trunkPrefix && digits.startsWith(trunkPrefix) ? digits.slice(trunkPrefix.length) : '';
  const withPrefix = nsn && group(callingCode, nsn, trunkPrefix);
  return withPrefix || group(callingCode, digits, '') || digits;
}

function international(digits: string): string {
  const code = callingCodeOf(digits);
  if (code === undefined || code === digits) return digits;
  const nsn = digits.slice(code.length);
  return `${code} ${group(code, nsn, null) ?? nsn}`;
}

/** Units up to the end of digit number `count`. */
function place(text: string, count: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char >= '0' && char <= '9' && ++seen === count) return at + 1;
  }
  return text.length;
}

/** Units before the caret: behind the digit it was behind. */
function placeOf(text: string, { before, isAfterPlus }: Typed): number {
  return before === 0 ? Number(isAfterPlus && text.startsWith('+')) : place(text, before);
}

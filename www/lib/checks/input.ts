/** What every check does with its value before the core sees it. */

import { type Issue, type IssueReason, issueOf } from '../results/issue.js';

/** Shared by all checks of a single value. */
export interface OptionalValue {
  /**
   * Lets `''`, `null` and `undefined` pass, and as an e-mail address blanks alone; otherwise they are the issue `required`.
   */
  optional?: boolean;
  /** Raises the cap on the value's length, in UTF-16 units. */
  maxLength?: number;
}

/** Nothing was given and nothing was asked for. */
export const ABSENT = Symbol('absent');

type NotText = Extract<IssueReason, `${string}not_text`>;

/** The value as text, `ABSENT`, or the issue that stands in its way. `max` is the cap in UTF-16 units. */
export function textOf(
  value: unknown,
  options: OptionalValue | undefined,
  max: number,
  notText: NotText,
): string | typeof ABSENT | Issue {
  if (typeof value !== 'string') {
    if (value === null || value === undefined) return absent(options);
    return notTextIssue(notText, value);
  }
  if (value === '') return absent(options);
  const cap = options?.maxLength ?? max;
  return value.length <= cap ? value : tooLarge(cap, value.length, 'utf16_units');
}

/** The issue of a value over the cap, which the core never sees. */
export function tooLarge(max: number, actual: number, unit: 'utf16_units' | 'octets'): Issue {
  return issueOf('input_too_large', 'field_too_long', { max, actual, unit });
}

function notTextIssue(reason: NotText, value: unknown): Issue {
  const found = isArray(value) ? 'array' : typeof value;
  const code = {
    not_text: null,
    email_not_text: 'invalid_email_address',
    phone_not_text: 'invalid_phone_number',
  } as const;
  return issueOf(reason, code[reason] as never, { found });
}

function absent(options: OptionalValue | undefined): typeof ABSENT | Issue {
  return options?.optional === true ? ABSENT : issueOf('required', 'missing_required_field', {});
}

/** A check's options: an object or nothing. */
export function optionsOf<T extends object>(check: string, options: T | undefined): T | undefined {
  if (options === undefined) return undefined;
  if (!isRecord(options)) throw new TypeError(`${check}: options must be an object`);
  const { maxLength } = options as OptionalValue;
  if (maxLength !== undefined) wholeOf(`${check}: options.maxLength`, maxLength);
  return options;
}

/** True for objects that can hold named members. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** True for an array; a revoked proxy, of which nothing can be known, is none. */
function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Octets, or `null`; a revoked proxy is none. */
export function asOctets(value: unknown): Uint8Array | null {
  try {
    return value instanceof Uint8Array ? value : null;
  } catch {
    return null;
  }
}

/** One of a few words; the first of them when none is given. */
export function wordOf<W extends string>(argument: string, word: W | undefined, words: readonly W[]): W {
  if (word === undefined) return words[0] as W;
  if (!words.includes(word)) throw new TypeError(`${argument} must be one of ${words.join(', ')}`);
  return word;
}

/** A whole number, or nothing. */
export function wholeOf(argument: string, number: number | undefined): number | undefined {
  if (number !== undefined && !(Number.isSafeInteger(number) && number >= 0)) {
    throw new TypeError(`${argument} must be a whole number, 0 or more`);
  }
  return number;
}

/** What every check does with its value before the core sees it. */

import type { Issue } from '../results/issue.js';
import { issueOf } from '../results/issue.js';

/** Shared by all checks of a single value. */
export interface OptionalValue {
  /** Lets `''`, `null` and `undefined` pass; otherwise they are the issue `required`. */
  optional?: boolean;
  /** Raises the cap on the value's length, in UTF-16 units. */
  maxLength?: number;
}

/** Nothing was given and nothing was asked for. */
export const ABSENT = Symbol('absent');

/** The value as text, `ABSENT`, or the issue that stands in its way. `max` is the cap in UTF-16 units. */
export function textOf(value: unknown, options: OptionalValue | undefined, max: number): string | typeof ABSENT | Issue {
  if (typeof value !== 'string') {
    if (value === null || value === undefined) return absent(options);
    return issueOf('not_text', null, { found: Array.isArray(value) ? 'array' : typeof value });
  }
  if (value === '') return absent(options);
  const cap = options?.maxLength ?? max;
  if (value.length <= cap) return value;
  return issueOf('input_too_large', 'field_too_long', { max: cap, actual: value.length, unit: 'utf16_units' });
}

function absent(options: OptionalValue | undefined): typeof ABSENT | Issue {
  return options?.optional === true ? ABSENT : issueOf('required', 'missing_required_field', {});
}

/** A check's options: an object or nothing. */
export function optionsOf<T extends object>(check: string, options: T | undefined): T | undefined {
  if (options !== undefined && (typeof options !== 'object' || options === null)) {
    throw new TypeError(`${check}: options must be an object`);
  }
  return options;
}

/** One of a few words, or the first of them. */
export function wordOf<W extends string>(argument: string, word: W | undefined, words: readonly W[]): W {
  if (word === undefined) return words[0] as W;
  if (!words.includes(word)) throw new TypeError(`${argument} must be one of ${words.join(', ')}`);
  return word;
}

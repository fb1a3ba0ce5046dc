import { regionName } from '../core/records.js';
import { checkRows } from '../core/rows.js';
import type { Issue } from '../results/issue.js';
import { type E164, numberOf } from './e164.js';
import { optionsOf } from './input.js';
import {
  askedOf,
  callingCodeOf,
  checkPhone,
  FINDINGS,
  MAX_UNITS,
  OK,
  phoneInstance,
  phoneMetadataVersion,
  type PhoneOptions,
  type PhoneResult,
  type PhoneType,
  typeOf,
} from './phone.js';

/** Words of a row's answer: `src/wasm/phone.rs`. */
const WIDTH = 4;

/** Result of {@link checkPhones}: the answers of all rows, read by row number from 0. */
export interface PhoneList {
  /** Number of rows. */
  readonly length: number;
  /** How many of them are in order. */
  readonly okCount: number;
  /** Version of Google's metadata that answered, as {@link phoneMetadataVersion} gives it. */
  readonly metadataVersion: string;
  /** Whether the row is in order. */
  ok(row: number): boolean;
  /** The row's E.164 number; `null` when it is not in order, `undefined` when it is absent and `optional`. */
  value(row: number): E164 | null | undefined;
  /** The row's calling code, where known. */
  callingCode(row: number): number | null;
  /** The row's region, where known; `001` for calling codes of no country. */
  region(row: number): string | null;
  /** The row's type, where known. */
  type(row: number): PhoneType | null;
  /** What is wrong with the row; looked for when asked. */
  issues(row: number): Issue[];
  /** What deserves a look in the row; looked for when asked. */
  warnings(row: number): Issue[];
  /** All of that as {@link checkPhone} gives it for this row alone. */
  result(row: number): PhoneResult;
}

class Rows implements PhoneList {
  readonly length: number;
  readonly okCount: number;
  readonly metadataVersion: string;
  readonly #values: readonly unknown[];
  readonly #options: PhoneOptions;
  readonly #words: Uint32Array;

  constructor(values: readonly unknown[], options: PhoneOptions, words: Uint32Array) {
    this.#values = values;
    this.#options = options;
    this.#words = words;
    this.length = values.length;
    this.metadataVersion = phoneMetadataVersion();
    let count = 0;
    for (let at = 0; at < words.length; at += WIDTH) count += (words[at] as number) & OK;
    this.okCount = count;
  }

  #answer(row: number): number {
    if (row >>> 0 !== row || row >= this.length) throw new TypeError('row must be a whole number below length');
    return this.#words[row * WIDTH] as number;
  }

  ok(row: number): boolean {
    return (this.#answer(row) & OK) !== 0;
  }

  value(row: number): E164 | null | undefined {
    const answer = this.#answer(row);
    if (!(answer & OK)) return null;
    return answer === OK ? undefined : numberOf(this.#words, row * WIDTH + 2);
  }

  callingCode(row: number): number | null {
    return callingCodeOf(this.#answer(row));
  }

  region(row: number): string | null {
    this.#answer(row);
    return regionName(this.#words[row * WIDTH + 1] as number);
  }

  type(row: number): PhoneType | null {
    return typeOf(this.#answer(row));
  }

  issues(row: number): Issue[] {
    return this.ok(row) ? [] : this.result(row).issues;
  }

  warnings(row: number): Issue[] {
    return this.#answer(row) & FINDINGS ? this.result(row).warnings : [];
  }

  result(row: number): PhoneResult {
    this.#answer(row);
    return checkPhone(this.#values[row], this.#options) as PhoneResult;
  }
}

/**
 * Checks a list of phone numbers at once, some millions a second, and keeps 16 octets a row.
 *
 * The same answers as {@link checkPhone} gives one by one. Issues are looked for only in the rows you ask about.
 *
 * @param values The numbers as typed, pasted or imported; the list is copied, so that it may change afterwards.
 * @throws {TypeError} when `values` is no array or `options` is wrong.
 * @example
 * ```ts
 * import { checkPhones } from 'presend';
 *
 * const list = checkPhones(['+919876543210', '098765 4321'], { region: 'IN' });
 * list.okCount; // 1
 * list.value(0); // '+919876543210'
 * list.issues(1)[0]?.reason; // 'phone_nsn_too_short'
 * ```
 */
export function checkPhones(values: readonly unknown[], options?: PhoneOptions): PhoneList {
  if (!Array.isArray(values)) throw new TypeError('checkPhones: values must be an array');
  const asked = askedOf('checkPhones', options);
  const given = { ...optionsOf('checkPhones', options) };
  const kept: readonly unknown[] = values.slice();
  const cap = Math.min(given.maxLength ?? MAX_UNITS, MAX_UNITS);
  const live = phoneInstance();
  const text = (row: number) => {
    const value = kept[row];
    return typeof value === 'string' && value !== '' && value.length <= cap ? value : null;
  };
  const words = checkRows(live, text, kept.length, WIDTH, asked.regions, (rowsOctets, octets) =>
    live.core.check_phones(rowsOctets, octets, asked.exact, asked.region, asked.types),
  );
  if (given.optional === true) {
    kept.forEach((value, row) => {
      if (value === '' || value === null || value === undefined) words[row * WIDTH] = OK;
    });
  }
  return new Rows(kept, given, words);
}

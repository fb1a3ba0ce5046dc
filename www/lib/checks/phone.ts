import { withPlans } from '../core/data/plans.js';
import { type Instance, instance } from '../core/instance.js';
import { readFindings, regionName } from '../core/records.js';
import { phoneRoom } from '../core/rooms/phone.js';
import type { Result } from '../results/issue.js';
import { type E164, numberOf } from './e164.js';
import { ABSENT, textOf } from './input.js';
import { ANYTHING, askedOf, type PhoneOptions, type PhoneType, TYPES } from './phone-options.js';

export type { E164 } from './e164.js';
export { askedOf, packedRegion, type PhoneOptions, type PhoneType } from './phone-options.js';

/** What is known of a number, accepted or not. */
export interface PhoneParts {
  callingCode: number | null;
  /** ISO 3166 code; `001` for calling codes of no country. */
  region: string | null;
  type: PhoneType | null;
}

/** Result of {@link checkPhone}. */
export type PhoneResult = Result<E164, PhoneParts>;

/** The same by the core's number, 0 for none: a place outside an array is slow to ask for. */
const NUMBERED: readonly (PhoneType | null)[] = [null, ...TYPES];

const NOTHING: PhoneParts = { callingCode: null, region: null, type: null };
/** Longest value looked at, in UTF-16 units. */
export const MAX_UNITS = 250;

// Bits of the answer; `src/wasm/phone.rs` sets them.
export const OK = 1;
export const FINDINGS = 2;
export const AS_WRITTEN = 4;

/** The core with its numbering plans, which it gets at the first phone check. */
export const phoneInstance = (): Instance => withPlans(instance(phoneRoom));

/**
 * Checks one phone number against every numbering plan that Google knows.
 *
 * @param value The number as typed or pasted. Anything but a string is an issue, not an exception.
 * @returns `value` as E.164, or every reason why not, each with its place and, where it is unambiguous, its repair.
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { checkPhone } from 'presend';
 *
 * checkPhone('098765 43210', { region: 'IN' }).value; // '+919876543210'
 * checkPhone('+44 20 7183 875').issues[0]?.reason; // 'phone_nsn_too_short'
 * ```
 */
export function checkPhone(value: unknown, options?: PhoneOptions & { optional?: false }): PhoneResult;
export function checkPhone(value: unknown, options: PhoneOptions): Result<E164 | undefined, PhoneParts>;
export function checkPhone(value: unknown, options?: PhoneOptions): Result<E164 | undefined, PhoneParts> {
  const asked = options === undefined ? ANYTHING : askedOf('checkPhone', options);
  const text = textOf(value, options, MAX_UNITS, 'phone_not_text');
  if (text === ABSENT) return { ok: true, value: undefined, issues: [], warnings: [], ...NOTHING };
  if (typeof text === 'object') return { ok: false, value: null, issues: [text], warnings: [], ...NOTHING };

  const live = phoneInstance();
  let octets = live.write(text);
  const textOctets = octets;
  if (asked.regions !== '') octets = live.write(text + asked.regions);
  let answer: number;
  try {
    answer = live.bare.check_phone(textOctets, octets, asked.exact, asked.region, asked.types);
  } catch (error) {
    throw live.failed(error);
  }

  const words = live.words();
  const callingCode = callingCodeOf(answer);
  const region = regionName(words[3] as number);
  const type = typeOf(answer);
  const number = answer & OK ? (answer & AS_WRITTEN ? (text as E164) : numberOf(words, 4)) : null;
  if (!(answer & FINDINGS)) {
    return { ok: true, value: number as E164, issues: [], warnings: [], callingCode, region, type };
  }
  const { issues, warnings } = readFindings(live);
  return { ok: number !== null, value: number, issues, warnings, callingCode, region, type } as PhoneResult;
}

/** The calling code in an answer. */
export const callingCodeOf = (answer: number): number | null => answer >>> 16 || null;

/** The type in an answer. */
export const typeOf = (answer: number): PhoneType | null => NUMBERED[(answer >>> 8) & 0xff] as PhoneType | null;

/**
 * Version of Google's metadata behind the checks, such as `9.0.43`: what a server should compare with its own.
 *
 * @example
 * ```ts
 * import { phoneMetadataVersion } from 'presend';
 *
 * phoneMetadataVersion().split('.').length; // 3
 * ```
 */
export function phoneMetadataVersion(): string {
  const live = phoneInstance();
  live.core.phone_version();
  return live.words().subarray(3, 6).join('.');
}

import { withPlans } from '../core/data/plans.js';
import { type Instance, instance } from '../core/instance.js';
import { readFindings, regionName } from '../core/records.js';
import { phoneRoom } from '../core/rooms/phone.js';
import type { Result } from '../results/issue.js';
import { ABSENT, type OptionalValue, optionsOf, textOf, wordOf } from './input.js';

declare const brand: unique symbol;

/** An E.164 number, `+` and at most 15 digits, that a check accepted. */
export type E164 = string & { readonly [brand]: 'E164' };

/** What a number reaches; `fixed_line_or_mobile` where the digits do not tell. */
export type PhoneType = (typeof TYPES)[number];

/** How to read a phone number. */
export interface PhoneOptions extends OptionalValue {
  /** ISO 3166 code of the region in which a number without `+` is dialled. */
  region?: string;
  /** `field` (default): formatting is noise. `exact`: `+` and digits as an API takes them. */
  mode?: 'field' | 'exact';
  /** Types that are accepted; all when absent. `mobile` accepts `fixed_line_or_mobile` too. */
  types?: readonly PhoneType[];
  /** ISO 3166 codes of the regions that are accepted; all when absent. */
  regions?: readonly string[];
}

/** What is known of a number, accepted or not. */
export interface PhoneParts {
  callingCode: number | null;
  /** ISO 3166 code; `001` for calling codes of no country. */
  region: string | null;
  type: PhoneType | null;
}

/** Result of {@link checkPhone}. */
export type PhoneResult = Result<E164, PhoneParts>;

/** In the order of the core's enum. */
const TYPES = [
  'fixed_line',
  'mobile',
  'fixed_line_or_mobile',
  'toll_free',
  'premium_rate',
  'shared_cost',
  'voip',
  'personal_number',
  'pager',
  'uan',
  'voicemail',
] as const;

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

/** The E.164 number in two words: what precedes its last eight digits, and those. */
export function numberOf(words: Uint32Array, at: number): E164 {
  const head = words[at] as number;
  const tail = words[at + 1] as number;
  // A one in front keeps the zeros.
  return (head === 0 ? `+${tail}` : `+${head}${String(100_000_000 + tail).slice(1)}`) as E164;
}

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

/** Options as the core takes them; the allowed regions as text of three octets each. */
export interface Asked {
  readonly exact: number;
  readonly region: number;
  readonly types: number;
  readonly regions: string;
}

const ANYTHING: Asked = { exact: 0, region: 0, types: 0, regions: '' };

/** The options of `check`, looked through. */
export function askedOf(check: string, options: PhoneOptions | undefined): Asked {
  const given = optionsOf(check, options);
  if (given === undefined) return ANYTHING;
  return {
    exact: wordOf(`${check}: options.mode`, given.mode, ['field', 'exact'] as const) === 'exact' ? 1 : 0,
    region: given.region === undefined ? 0 : packedRegion(`${check}: options.region`, given.region),
    types: given.types === undefined ? 0 : typeBits(`${check}: options.types`, given.types),
    regions: given.regions === undefined ? '' : allowedRegions(`${check}: options.regions`, given.regions),
  };
}

/** The number that stands for a region in the core. */
export function packedRegion(argument: string, code: string): number {
  if (typeof code !== 'string' || !/^([A-Za-z]{2}|001)$/.test(code)) {
    throw new TypeError(`${argument} must be an ISO 3166 code of two letters, or 001`);
  }
  return code.charCodeAt(0) | (code.charCodeAt(1) << 8) | ((code.charCodeAt(2) || 0) << 16);
}

function allowedRegions(argument: string, codes: readonly string[]): string {
  if (!Array.isArray(codes)) throw new TypeError(`${argument} must be an array of ISO 3166 codes`);
  for (const code of codes) packedRegion(argument, code);
  return codes.map((code) => code.padEnd(3)).join('');
}

function typeBits(argument: string, types: readonly PhoneType[]): number {
  if (!Array.isArray(types)) throw new TypeError(`${argument} must be an array of types`);
  return types.reduce((bits, type) => {
    const at = TYPES.indexOf(type);
    if (at < 0) throw new TypeError(`${argument} must hold only ${TYPES.join(', ')}`);
    return bits | (1 << at);
  }, 0);
}

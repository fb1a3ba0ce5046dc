/** How to read a phone number, and the same as the core takes it: apart, for whoever brings a core of its own. */

import { type OptionalValue, optionsOf, wordOf } from './input.js';

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

/** In the order of the core's enum. */
export const TYPES = [
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

/** Options as the core takes them; the allowed regions as text of three octets each. */
export interface Asked {
  readonly exact: number;
  readonly region: number;
  readonly types: number;
  readonly regions: string;
}

export const ANYTHING: Asked = { exact: 0, region: 0, types: 0, regions: '' };

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
  // Reserved in ISO 3166, and no region of any numbering plan: every number would be of another one.
  if (code.toUpperCase() === 'UK') throw new TypeError(`${argument} must be an ISO 3166 code: GB, not UK`);
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

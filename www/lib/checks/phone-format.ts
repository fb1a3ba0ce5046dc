/** How numbers are written, and which regions there are. */

import { withPlans } from '../core/data/plans.js';
import { octetsOf } from '../core/hex.js';
import { Data, type Instance, instance } from '../core/instance.js';
import { regionName, textAt } from '../core/records.js';
import { formatRoom } from '../core/rooms/format.js';
import { hex as formats } from '../generated/phone-formats.js';
import { type E164, numberOf } from './e164.js';

/**
 * How a number is written: `098765 43210` within its country, `+91 98765 43210` (ITU-T E.123), `tel:+91-98765-43210`
 * (RFC 3966) for links.
 */
export type PhoneStyle = (typeof STYLES)[number];

const STYLES = ['national', 'international', 'rfc3966'] as const;

/** A country or territory that has telephone numbers. */
export interface PhoneRegion {
  /** ISO 3166 code. */
  region: string;
  callingCode: number;
  /** A mobile number of the region that nobody is known to hold, for placeholders; `null` where the metadata have none. */
  example: E164 | null;
}

function formatInstance(): Instance {
  const live = withPlans(instance(formatRoom));
  if (!(live.data & Data.formats)) {
    live.core.load_phone_formats(live.writeOctets(octetsOf(formats)));
    live.data |= Data.formats;
  }
  return live;
}

/**
 * Writes an E.164 number for people or for a link.
 *
 * @param number `+` and digits, as a check gives it. A valid number is always written, with the grouping of its country.
 * @returns The text; `null` for anything that is no valid E.164 number, so that what stands in a database unchecked can
 *   neither pass for a number (`formatPhone(stored, 'national') ?? stored`) nor end up as a link.
 * @throws {TypeError} when `style` is none of the three.
 * @example
 * ```ts
 * import { formatPhone } from 'presend';
 *
 * formatPhone('+919876543210', 'national'); // '098765 43210'
 * formatPhone('+12015550123', 'rfc3966'); // 'tel:+1-201-555-0123'
 * formatPhone('javascript:alert(1)', 'rfc3966'); // null
 * ```
 */
export function formatPhone(number: E164, style: PhoneStyle): string;
export function formatPhone(number: string, style: PhoneStyle): string | null;
export function formatPhone(number: string, style: PhoneStyle): string | null {
  if (!STYLES.includes(style)) throw new TypeError(`formatPhone: style must be one of ${STYLES.join(', ')}`);
  // A plus and fifteen digits at most.
  if (typeof number !== 'string' || number.length > 16) return null;
  const live = formatInstance();
  const octets = live.core.format_phone(live.write(number), STYLES.indexOf(style));
  return octets === 0 ? null : textAt(live, 0, octets);
}

/**
 * Every country and territory with its calling code and a mobile example, for a picker.
 *
 * Without a locale they are sorted by code; with one (BCP 47, or several in order of preference) each has its `name` in
 * that language, from `Intl.DisplayNames`, and they are sorted as that language sorts. Calling codes of no country are
 * not among them. The list is new at every call; keep it.
 *
 * @throws {RangeError} when a locale is not well-formed, as everywhere in `Intl`.
 * @example
 * ```ts
 * import { phoneRegions } from 'presend';
 *
 * const india = phoneRegions('hi').find(({ region }) => region === 'IN');
 * india?.name; // 'भारत'
 * india?.callingCode; // 91
 * ```
 */
export function phoneRegions(): PhoneRegion[];
export function phoneRegions(locale: string | readonly string[]): (PhoneRegion & { name: string })[];
export function phoneRegions(locale?: string | readonly string[]): (PhoneRegion & { name?: string })[] {
  const live = formatInstance();
  const count = live.core.phone_regions();
  const words = live.rows(count * 4);
  const list: PhoneRegion[] = Array.from({ length: count }, (_, row) => ({
    region: regionName(words[row * 4] as number) as string,
    callingCode: words[row * 4 + 1] as number,
    example: words[row * 4 + 2] || words[row * 4 + 3] ? numberOf(words, row * 4 + 2) : null,
  }));
  if (locale === undefined) return list.sort((a, b) => (a.region < b.region ? -1 : 1));
  const locales = locale as string | string[];
  const names = new Intl.DisplayNames(locales, { type: 'region', fallback: 'code' });
  const { compare } = new Intl.Collator(locales);
  const named = list.map((entry) => ({ ...entry, name: names.of(entry.region) as string }));
  return named.sort((a, b) => compare(a.name, b.name));
}

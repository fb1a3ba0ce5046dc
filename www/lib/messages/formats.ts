/**
 * What the platform knows of a language.
 *
 * Its formatters are slow to make, so each is made when first needed, once; engines keep those of `toLocaleString`.
 */

import type { Locale } from './locale.js';

export interface Formats {
  /** The plural category of a number. */
  readonly category: (count: number) => string;
  /** A number as the language writes it, or in the way that the sign `style` asks for. */
  readonly number: (value: number, style: string) => string;
  /** The name of a region; anything but an ISO 3166 or UN M.49 code stays as it is. */
  readonly region: (code: string) => string;
}

export function createFormats({ locale, numbers }: Locale): Formats {
  const tag = numbers ? `${locale}-u-nu-${numbers}` : locale;
  let plural: Intl.PluralRules | undefined;
  let regions: Intl.DisplayNames | undefined;
  return {
    category: (count) => (plural ??= new Intl.PluralRules(tag)).select(count),
    number: (value, style) => {
      if (style === '+') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
      // A date and time in the reader's own time zone.
      if (style === '@') return new Date(value).toLocaleString(tag, { dateStyle: 'medium', timeStyle: 'short' });
      return value.toLocaleString(tag);
    },
    region: (code) =>
      (/^([A-Z]{2}|\d{3})$/.test(code) && (regions ??= new Intl.DisplayNames(tag, { type: 'region' })).of(code)) ||
      code,
  };
}

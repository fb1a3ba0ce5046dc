/**
 * What the platform knows of a language.
 *
 * Its formatters are slow to make, so each is made when first needed, once.
 */

import type { Locale } from './locale.js';

export interface Formats {
  /** The plural category of a number. */
  readonly category: (count: number) => string;
  /** A number as the language writes it, or in a style: `code_point`, `instant`. */
  readonly number: (value: number, style?: string) => string;
  /** The name of a region; anything but an ISO 3166 or UN M.49 code stays as it is. */
  readonly region: (code: string) => string;
  /** Words as a list, with `and` or `or` before the last. */
  readonly list: (words: string[], joined: 'and' | 'or') => string;
}

/** The formatters of a language, each made once for the page: making one takes longer than a hundred sentences. */
const made = new Map<string, Formats>();

export function formatsOf({ locale, numbers }: Locale): Formats {
  const tag = numbers ? `${locale}-u-nu-${numbers}` : locale;
  let formats = made.get(tag);
  if (!formats) made.set(tag, (formats = createFormats(tag)));
  return formats;
}

function createFormats(tag: string): Formats {
  let plural: Intl.PluralRules | undefined;
  let regions: Intl.DisplayNames | undefined;
  let decimal: Intl.NumberFormat | undefined;
  return {
    category: (count) => (plural ??= new Intl.PluralRules(tag)).select(count),
    number: (value, style) => {
      if (style === 'code_point') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
      // A date and time in the reader's own time zone.
      if (style === 'instant') return new Date(value).toLocaleString(tag, { dateStyle: 'medium', timeStyle: 'short' });
      return (decimal ??= new Intl.NumberFormat(tag)).format(value);
    },
    region: (code) =>
      (/^([A-Z]{2}|\d{3})$/.test(code) && (regions ??= new Intl.DisplayNames(tag, { type: 'region' })).of(code)) ||
      code,
    list: (words, joined) =>
      new Intl.ListFormat(tag, { type: joined === 'or' ? 'disjunction' : 'conjunction' }).format(words),
  };
}

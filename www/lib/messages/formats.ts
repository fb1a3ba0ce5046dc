/** What the platform knows of a language. Its formatters are slow to make, so each is made when first needed, once. */

import type { Locale } from './locale.js';

export interface Formats {
  readonly number: (value: number) => string;
  /** The plural category of a number. */
  readonly category: (count: number) => string;
  /** The name of a region; anything but an ISO 3166 or UN M.49 code stays as it is. */
  readonly region: (code: string) => string;
  /** A date and time in the reader's own time zone. */
  readonly time: (at: number) => string;
}

export function createFormats({ locale, numbers }: Locale): Formats {
  const tag = numbers ? `${locale}-u-nu-${numbers}` : locale;
  const number = once(() => new Intl.NumberFormat(tag));
  const plural = once(() => new Intl.PluralRules(tag));
  const region = once(() => new Intl.DisplayNames(tag, { type: 'region' }));
  const time = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }));
  return {
    number: (value) => number().format(value),
    category: (count) => plural().select(count),
    region: (code) => (/^([A-Z]{2}|\d{3})$/.test(code) && region().of(code)) || code,
    time: (at) => time().format(at),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

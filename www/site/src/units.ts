/** Numbers in the reader's language: times, sizes, counts. */

import { tag } from './page.js';

/** Formats are slow to make: one for each language and shape. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(shape: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${tag} ${JSON.stringify(shape)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.NumberFormat(tag, shape)));
  return found;
}

export const number = (count: number): string => formatOf({}).format(count);

const precise = { maximumSignificantDigits: 2 } as const;

/** A duration in milliseconds, or in microseconds where it is shorter than a tenth of one. */
export function duration(milliseconds: number): string {
  const micro = milliseconds < 0.1;
  const value = micro ? Math.max(milliseconds * 1000, 0.01) : milliseconds;
  // Names of units that not every browser has.
  return `${formatOf(value < 100 ? precise : { maximumFractionDigits: 0 }).format(value)} ${micro ? 'µs' : 'ms'}`;
}

/** Octets in thousands. */
export const kilobytes = (octets: number): string =>
  formatOf({ style: 'unit', unit: 'kilobyte', maximumFractionDigits: octets < 10_000 ? 1 : 0 }).format(octets / 1000);

/** A time that is left, as clocks show it: `1:59:58`. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = formatOf({ minimumIntegerDigits: 2 });
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const minutes = Math.floor(rest / 60);
  const end = two.format(rest % 60);
  return hours > 0 ? `${number(hours)}:${two.format(minutes)}:${end}` : `${number(minutes)}:${end}`;
}

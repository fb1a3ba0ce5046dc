/** Instants by the clock of a time zone, through the platform's `Intl`. */

const HOUR = 3_600_000;

interface Wall {
  /** A number that grows with the calendar date. */
  date: number;
  /** Milliseconds since the last full hour on that clock. */
  intoHour: number;
}

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

function wall(at: number, timeZone: string | undefined): Wall {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, minute = 0, second = 0 } = parts;
  const part = ((at % 1000) + 1000) % 1000;
  return { date: year * 512 + month * 32 + day, intoHour: minute * 60_000 + second * 1000 + part };
}

/** True when `timeZone` is one that the platform knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    wall(0, timeZone);
    return true;
  } catch {
    return false;
  }
}

/** The next full hour after `now`: zones with half hours, and clocks set by half an hour, have their own. */
export function nextHour(now: number, timeZone: string | undefined): number {
  let at = now + HOUR - wall(now, timeZone).intoHour;
  // The clock may have been set on the way, as on Lord Howe Island by half an hour.
  const over = wall(at, timeZone).intoHour;
  if (over !== 0) at += HOUR - over;
  return at;
}

/** The instant at which the next day begins: 00:00, or the first instant of a day whose midnight was skipped. */
export function nextMidnight(now: number, timeZone: string | undefined): number {
  const today = wall(now, timeZone).date;
  let before = now;
  let after = now + 26 * HOUR;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wall(middle, timeZone).date > today) after = middle;
    else before = middle;
  }
  return after;
}

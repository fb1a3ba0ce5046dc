// Hourly and daily limits by the account's clock: node --test tests/js/zones.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explain } from 'presend';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const at = (error, timeZone, now) =>
  new Date(explain({ status: 429, body: { error } }, { timeZone, now: Date.parse(now) }).retry.at).toISOString();
const midnight = (timeZone, now) => at('daily_limit_reached', timeZone, now);
const hour = (timeZone, now) => at('hourly_limit_reached', timeZone, now);

// Instants from the IANA time zone database's rules, worked out by hand.
const MIDNIGHTS = [
  ['UTC', '2026-11-22T12:00:00Z', '2026-11-23T00:00:00.000Z'],
  ['UTC', '2026-11-22T23:59:59.999Z', '2026-11-23T00:00:00.000Z'],
  ['UTC', '2026-11-23T00:00:00Z', '2026-11-24T00:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-22T18:29:59Z', '2026-11-22T18:30:00.000Z'],
  ['Asia/Kolkata', '2026-11-22T18:30:00Z', '2026-11-23T18:30:00.000Z'],
  ['Asia/Kathmandu', '2026-11-22T12:00:00Z', '2026-11-22T18:15:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-22T12:00:00Z', '2026-11-23T10:00:00.000Z'],
  ['Pacific/Pago_Pago', '2026-11-22T12:00:00Z', '2026-11-23T11:00:00.000Z'],
  // No midnight: clocks went from 00:00 to 01:00, so the day began at 01:00 (03:00 UTC; 22:00 UTC).
  ['America/Sao_Paulo', '2018-11-03T12:00:00Z', '2018-11-04T03:00:00.000Z'],
  ['Asia/Beirut', '2023-03-25T12:00:00Z', '2023-03-25T22:00:00.000Z'],
  // A day of 23 hours and one of 25.
  ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00.000Z'],
  ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00.000Z'],
  // A day that went back at midnight: 23:00 came twice.
  ['America/Sao_Paulo', '2018-02-18T01:30:00Z', '2018-02-18T03:00:00.000Z'],
  ['America/Sao_Paulo', '2018-02-18T02:30:00Z', '2018-02-18T03:00:00.000Z'],
  // A date that was skipped: Samoa had no 30 December 2011.
  ['Pacific/Apia', '2011-12-30T09:00:00Z', '2011-12-30T10:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:00:00Z', '2026-04-05T13:30:00.000Z'],
  // Year's end.
  ['Asia/Tokyo', '2026-12-31T14:59:59Z', '2026-12-31T15:00:00.000Z'],
];

test('the next day begins where it begins', () => {
  for (const [timeZone, now, wanted] of MIDNIGHTS) assert.equal(midnight(timeZone, now), wanted, `${timeZone} ${now}`);
});

const HOURS = [
  ['UTC', '2026-11-22T12:00:00Z', '2026-11-22T13:00:00.000Z'],
  ['UTC', '2026-11-22T12:59:59.999Z', '2026-11-22T13:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-22T12:00:00Z', '2026-11-22T12:30:00.000Z'],
  ['Asia/Kathmandu', '2026-11-22T12:20:00Z', '2026-11-22T13:15:00.000Z'],
  ['Australia/Lord_Howe', '2026-11-22T12:10:00Z', '2026-11-22T13:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-06-22T12:10:00Z', '2026-06-22T12:30:00.000Z'],
  // Clocks went back by half an hour at 02:00 (15:00 UTC): 01:30 came twice, the full hour came at 02:00 the second time.
  ['Australia/Lord_Howe', '2026-04-04T14:45:00Z', '2026-04-04T15:30:00.000Z'],
  // Back or forth by a whole hour moves no full hour.
  ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T00:30:00Z', '2026-03-29T01:00:00.000Z'],
];

test('the next full hour on the account’s clock', () => {
  for (const [timeZone, now, wanted] of HOURS) assert.equal(hour(timeZone, now), wanted, `${timeZone} ${now}`);
});

/** What a wall clock in `timeZone` shows. */
function clock(timeZone) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => format.format(instant);
}

test('every quarter of an hour around the changes of a year, against a walk by quarters', () => {
  const zones = [
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Beirut',
    'Africa/Cairo',
    'America/Havana',
  ];
  let compared = 0;
  for (const timeZone of zones) {
    const shows = clock(timeZone);
    for (const [year, month] of [
      [2018, 1],
      [2018, 10],
      [2023, 2],
      [2023, 9],
    ]) {
      // Days around each change of the clock in this month.
      for (let day = 1; day <= 31; day++) {
        const noon = Date.UTC(year, month, day, 12);
        const offset = (instant) =>
          Date.parse(`${shows(instant).replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
        if (offset(noon) === offset(noon + 24 * HOUR)) continue;
        for (let now = noon; now < noon + 24 * HOUR; now += 15 * MINUTE) {
          const date = shows(now).slice(0, 10);
          let walked = now;
          while (shows(walked).slice(0, 10) <= date) walked += 15 * MINUTE;
          assert.equal(
            midnight(timeZone, new Date(now).toISOString()),
            new Date(walked).toISOString(),
            `${timeZone} ${shows(now)}`,
          );
          compared++;
        }
      }
    }
  }
  assert.ok(compared > 500, `${compared} compared`);
});

test('without a time zone, the machine’s', () => {
  const now = Date.parse('2026-11-22T12:34:56Z');
  const { retry } = explain({ status: 429, body: { error: 'daily_limit_reached' } }, { now });
  const wanted = new Date(now);
  wanted.setHours(24, 0, 0, 0);
  assert.deepEqual([retry.at, retry.afterMs], [wanted.getTime(), wanted.getTime() - now]);
});

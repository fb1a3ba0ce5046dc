//! Points in time: RFC 3339 in UTC, `YYYY-MM-DDTHH:MM:SSZ`, and the other forms in which ISO 8601 writes the same.
//!
//! # Scope
//!
//! Calendar dates with a time of day and a zone: with fractions of a second, without seconds, with an offset, without
//! hyphens and colons, with small letters. A blank in place of `T`, which RFC 3339 §5.6 lets applications take, is read
//! too, but is no ISO 8601. Not read: dates by week or by day of the year, times without a zone, second 60, hour 24.

use alloc::string::String;

/// A point in time that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Instant {
    /// Seconds since 0000-01-01 in UTC, and thousandths.
    seconds: i64,
    thousandths: u32,
    /// ISO 8601 writes it so.
    pub(super) is_iso: bool,
}

const DAY: i64 = 86_400;
/// Days from 0000-01-01 to 1970-01-01 in the proleptic Gregorian calendar.
const EPOCH_DAYS: i64 = 719_528;
/// Days from 0000-01-01 to 10000-01-01, which has no four digits.
const END_DAYS: i64 = 3_652_425;

impl Instant {
    /// `None` where the text is no such form or no such time exists.
    pub(super) fn read(text: &[u8]) -> Option<Instant> {
        let mut rest = Rest(text);
        let year = rest.number(4)?;
        let extended = rest.skip(b"-");
        let month = rest.number(2)?;
        if extended && !rest.skip(b"-") {
            return None;
        }
        let day = rest.number(2)?;
        let is_iso = rest.skip(b"Tt");
        if !is_iso && !rest.skip(b" ") {
            return None;
        }
        let hour = rest.number(2)?;
        if extended && !rest.skip(b":") {
            return None;
        }
        let minute = rest.number(2)?;
        let mut second = 0;
        let mut thousandths = 0;
        if if extended { rest.skip(b":") } else { rest.has_digit() } {
            second = rest.number(2)?;
            if rest.skip(b".,") {
                if !rest.has_digit() {
                    return None;
                }
                let mut worth = 100;
                while let Some(digit) = rest.number(1) {
                    thousandths += digit * worth;
                    worth /= 10;
                }
            }
        }
        let offset = rest.offset()?;
        let last = match month {
            2 if is_leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        // RFC 3339 §5.6 allows second 60; no scheduler needs it.
        if !rest.0.is_empty() || day < 1 || day > last || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let days = i64::from(days_before(year, month) + day - 1);
        let seconds = days * DAY + i64::from(hour * 3600 + minute * 60 + second) - offset;
        (0..END_DAYS * DAY).contains(&seconds).then_some(Instant { seconds, thousandths, is_iso })
    }

    /// Milliseconds since 1970 UTC.
    pub(super) fn ms(self) -> f64 {
        (self.seconds - EPOCH_DAYS * DAY) as f64 * 1000.0 + f64::from(self.thousandths)
    }

    /// `YYYY-MM-DDTHH:MM:SSZ`, without the fraction.
    pub(super) fn written(self) -> String {
        let days = (self.seconds / DAY) as u32;
        let second = (self.seconds % DAY) as u32;
        // 146,097 days are 400 years; the guess is at most one year off.
        let mut year = (f64::from(days) * 400.0 / 146_097.0) as u32;
        if days_before(year, 1) > days {
            year -= 1;
        } else if days_before(year + 1, 1) <= days {
            year += 1;
        }
        let month = (1..=12).rev().find(|month| days_before(year, *month) <= days).unwrap_or(1);
        let day = days - days_before(year, month) + 1;
        let mut text = String::new();
        let mut put = |number: u32, before: &str| {
            text.push_str(before);
            text.push(char::from(b'0' + (number / 10) as u8));
            text.push(char::from(b'0' + (number % 10) as u8));
        };
        put(year / 100, "");
        put(year % 100, "");
        put(month, "-");
        put(day, "-");
        put(second / 3600, "T");
        put(second / 60 % 60, ":");
        put(second % 60, ":");
        text.push('Z');
        text
    }
}

/// What is still to be read.
struct Rest<'t>(&'t [u8]);

impl Rest<'_> {
    fn has_digit(&self) -> bool {
        self.0.first().is_some_and(u8::is_ascii_digit)
    }

    /// The next octet, where it is one of `wanted`.
    fn skip(&mut self, wanted: &[u8]) -> bool {
        match self.0.split_first() {
            Some((octet, rest)) if wanted.contains(octet) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// The next `digits` digits.
    #[inline(never)]
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(digits)?;
        let mut number = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            number = number * 10 + u32::from(digit - b'0');
        }
        self.0 = rest;
        Some(number)
    }

    /// `Z` or `±HH[[:]MM]`, in seconds.
    fn offset(&mut self) -> Option<i64> {
        if self.skip(b"Zz") {
            return Some(0);
        }
        let west = self.skip(b"-");
        if !west && !self.skip(b"+") {
            return None;
        }
        let hours = self.number(2)?;
        let minutes = if self.skip(b":") || self.has_digit() { self.number(2)? } else { 0 };
        let seconds = i64::from(hours * 3600 + minutes * 60);
        (hours < 24 && minutes < 60).then_some(if west { -seconds } else { seconds })
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Days from 0000-01-01 to the first of the month.
fn days_before(year: u32, month: u32) -> u32 {
    const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leap_day = u32::from(month > 2 && is_leap(year));
    let years = year * 365 + year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
    years + BEFORE.get(month as usize - 1).copied().unwrap_or_default() + leap_day
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Instant;

    fn ms(text: &str) -> Option<f64> {
        Instant::read(text.as_bytes()).map(Instant::ms)
    }

    #[test]
    fn known_instants() {
        for (text, known) in [
            ("1970-01-01T00:00:00Z", 0.0),
            ("2024-02-29T12:30:45Z", 1_709_209_845_000.0),
            ("2000-03-01T00:00:00Z", 951_868_800_000.0),
            ("2026-11-22T18:40:00Z", 1_795_372_800_000.0),
        ] {
            assert_eq!(ms(text), Some(known), "{text}");
            assert_eq!(Instant::read(text.as_bytes()).unwrap().written(), text);
        }
        for bad in [
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T23:59:60Z",
            "2024-01-01",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00+",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00+05:60",
            "2024-01-01T00:00:00+05:",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00ZZ",
            " 2024-01-01T00:00:00Z",
            "2024-0101T00:00:00Z",
            "20240101T00:00:00Z",
            "2024-01-01T000000Z",
            "2024-W01-1T00:00:00Z",
            "0000-01-01T00:00:00+00:01",
            "9999-12-31T23:59:00-00:01",
            "",
        ] {
            assert_eq!(ms(bad), None, "{bad}");
        }
    }

    #[test]
    fn other_forms_of_the_same() {
        for (text, is_iso) in [
            ("2026-11-22T18:40:00.000Z", true),
            ("2026-11-22T18:40:00,9999Z", true),
            ("2026-11-22T18:40Z", true),
            ("2026-11-22T18:40:00z", true),
            ("2026-11-22t18:40:00Z", true),
            ("20261122T184000Z", true),
            ("20261122T1840Z", true),
            ("20261122T184000.5+00", true),
            ("2026-11-22T18:40:00+00:00", true),
            ("2026-11-22T18:40:00-00:00", true),
            ("2026-11-23T00:10:00+05:30", true),
            ("2026-11-23T00:10:00+0530", true),
            ("2026-11-22T10:40:00-08", true),
            ("2026-11-22 18:40:00Z", false),
        ] {
            let read = Instant::read(text.as_bytes()).unwrap();
            assert_eq!((read.written().as_str(), read.is_iso), ("2026-11-22T18:40:00Z", is_iso), "{text}");
        }
        assert_eq!(ms("1970-01-01T00:00:00.1239Z"), Some(123.0));
        assert_eq!(ms("0000-01-01T00:00:00Z").and_then(|_| ms("9999-12-31T23:59:59Z")), Some(253_402_300_799_000.0));
    }

    #[test]
    fn every_day_is_written_as_it_is_read() {
        let first = Instant::read(b"0000-01-01T00:00:00Z").unwrap();
        let mut days = 0;
        for year in 0..10_000 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let text = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
                    let Some(read) = Instant::read(text.as_bytes()) else { continue };
                    assert_eq!(read.seconds, first.seconds + days * 86_400, "{text}");
                    assert_eq!(read.written(), text);
                    days += 1;
                }
            }
        }
        assert_eq!(days, 3_652_425);
    }
}

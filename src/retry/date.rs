//! HTTP-date, RFC 9110 §5.6.7: the preferred form and the two obsolete ones that a recipient must accept.
//!
//! # Scope
//!
//! The day's name must be one, but need not be the date's; a leap second counts as the next second. Times are UTC.

use super::headers::trimmed;

const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// RFC 9110 §5.6.7, day-name-l; the first three letters are day-name.
const DAYS: &[u8] = b"Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,";

/// Milliseconds since 1970 UTC of an HTTP-date; `None` when it is none.
///
/// `now_ms` places the two-digit years of the obsolete RFC 850 form: a date more than 50 years ahead lies in the past.
///
/// ```
/// use presend::retry::parse_http_date;
///
/// let same = [
///     "Sun, 06 Nov 1994 08:49:37 GMT",
///     "Sunday, 06-Nov-94 08:49:37 GMT",
///     "Sun Nov  6 08:49:37 1994",
/// ];
/// for text in same {
///     assert_eq!(parse_http_date(text, 0.0), Some(784_111_777_000.0));
/// }
/// assert_eq!(parse_http_date("1994-11-06T08:49:37Z", 0.0), None);
/// ```
#[inline(never)]
pub fn parse_http_date(text: &str, now_ms: f64) -> Option<f64> {
    let text = trimmed(text.as_bytes());
    // IMF-fixdate, rfc850-date and asctime-date, in the letters of POSIX `strftime`.
    for format in ["%a, %d %b %Y %T GMT", "%A, %d-%b-%y %T GMT", "%a %b %e %T %Y"] {
        let mut date = Date::default();
        if date.read(text, format.as_bytes()).is_some() {
            return date.instant(now_ms);
        }
    }
    None
}

/// What stands in a date.
#[derive(Default)]
struct Date {
    /// With all its digits; or two digits, and the century is to be found.
    year: u32,
    has_century: bool,
    month: u32,
    day: u32,
    seconds: u32,
}

impl Date {
    /// Reads all of `text`.
    #[inline(never)]
    fn read(&mut self, text: &[u8], format: &[u8]) -> Option<()> {
        let mut cursor = Cursor { text, at: 0 };
        let mut at = 0;
        while let Some(&octet) = format.get(at) {
            at += 1;
            if octet != b'%' {
                cursor.literal(octet)?;
                continue;
            }
            match format.get(at)? {
                b'a' => {
                    cursor.name(DAYS)?;
                }
                b'A' => cursor.long_day_name()?,
                b'b' => self.month = cursor.name(MONTHS)? / 3 + 1,
                b'd' => self.day = cursor.number(2)?,
                // Two digits, the first of which may be a space.
                b'e' => self.day = if cursor.literal(b' ').is_some() { cursor.number(1)? } else { cursor.number(2)? },
                b'Y' => (self.year, self.has_century) = (cursor.number(4)?, true),
                b'y' => self.year = cursor.number(2)?,
                _ => self.seconds = cursor.time_of_day()?,
            }
            at += 1;
        }
        (cursor.at == text.len()).then_some(())
    }

    fn instant(&self, now_ms: f64) -> Option<f64> {
        if self.has_century {
            return instant(self.year, self.month, self.day, self.seconds);
        }
        const FIFTY_YEARS_MS: f64 = 50.0 * 365.2425 * 86_400_000.0;
        for century in [2000, 1900] {
            let at = instant(century + self.year, self.month, self.day, self.seconds);
            if at.is_some_and(|at| at <= now_ms + FIFTY_YEARS_MS) {
                return at;
            }
        }
        None
    }
}

/// A text and how far it is read.
struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    #[inline(never)]
    fn literal(&mut self, octet: u8) -> Option<()> {
        if self.text.get(self.at) != Some(&octet) {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// Three letters, a capital first: where they stand in `names`.
    #[inline(never)]
    fn name(&mut self, names: &[u8]) -> Option<u32> {
        let name = self.text.get(self.at..self.at + 3)?;
        if !name.first()?.is_ascii_uppercase() {
            return None;
        }
        self.at += 3;
        let mut place = 0;
        while names.get(place..place + 3)? != name {
            place += 1;
        }
        Some(place as u32)
    }

    /// RFC 9110 §5.6.7, day-name-l
    fn long_day_name(&mut self) -> Option<()> {
        let start = self.at;
        let place = self.name(DAYS)? as usize;
        while self.text.get(self.at).is_some_and(u8::is_ascii_lowercase) {
            self.at += 1;
        }
        let name = self.text.get(start..self.at)?;
        (DAYS.get(place..place + name.len() + 1)?.split_last()? == (&b',', name)).then_some(())
    }

    /// Exactly `digits` digits.
    #[inline(never)]
    fn number(&mut self, digits: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..digits {
            value = value * 10 + char::from(*self.text.get(self.at)?).to_digit(10)?;
            self.at += 1;
        }
        Some(value)
    }

    /// RFC 9110 §5.6.7, time-of-day: seconds since midnight.
    fn time_of_day(&mut self) -> Option<u32> {
        let hour = self.number(2)?;
        self.literal(b':')?;
        let minute = self.number(2)?;
        self.literal(b':')?;
        let second = self.number(2)?;
        (hour <= 23 && minute <= 59 && second <= 60).then_some(hour * 3600 + minute * 60 + second)
    }
}

/// Milliseconds since 1970 of a day and a time; `None` for a day that the month does not have.
fn instant(year: u32, month: u32, day: u32, seconds: u32) -> Option<f64> {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let month_days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1 <= day && day <= month_days).then(|| {
        let days = days_before(year, month) + f64::from(day - 1);
        (days * 86_400.0 + f64::from(seconds)) * 1000.0
    })
}

/// Days from 1970-01-01 to the first of the month, in the Gregorian calendar. The year is counted from March, so that the
/// leap day is its last: then month m (March = 0) starts (153 m + 2) / 5 days into it.
fn days_before(year: u32, month: u32) -> f64 {
    // 400 more years have whole weeks and whole leap cycles, and keep everything positive.
    let from_march = (month + 9) % 12;
    let year = year + 400 - u32::from(month <= 2);
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5;
    // Days from 1 March of year 0 to 1970-01-01, and the 400 years added above.
    f64::from(days) - 719_468.0 - 146_097.0
}

//! HTTP-date, RFC 9110 §5.6.7: the preferred form and the two obsolete ones that a recipient must accept.
//!
//! # Scope
//!
//! The day's name must be one, but need not be the date's; a leap second counts as the next second. Times are UTC.

/// "value + rest": what a production took, and what it left.
type Parsed<'a, T> = Option<(T, &'a [u8])>;

const MONTHS: [&[u8]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

/// RFC 9110 §5.6.7, day-name-l; the first three letters are day-name.
const DAYS: [&[u8]; 7] = [b"Monday", b"Tuesday", b"Wednesday", b"Thursday", b"Friday", b"Saturday", b"Sunday"];

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
pub fn parse_http_date(text: &str, now_ms: f64) -> Option<f64> {
    let text = text.trim_ascii().as_bytes();
    imf_fixdate(text).or_else(|| rfc850_date(text, now_ms)).or_else(|| asctime_date(text))
}

/// RFC 9110 §5.6.7, IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`
fn imf_fixdate(text: &[u8]) -> Option<f64> {
    let rest = literal(b", ", day_name(text)?)?;
    let (day, rest) = number(rest, 2)?;
    let (month, rest) = month(literal(b" ", rest)?)?;
    let (year, rest) = number(literal(b" ", rest)?, 4)?;
    let (time, rest) = time_of_day(literal(b" ", rest)?)?;
    instant(year, month, day, time).filter(|_| rest == b" GMT")
}

/// RFC 9110 §5.6.7, rfc850-date: `Sunday, 06-Nov-94 08:49:37 GMT`
fn rfc850_date(text: &[u8], now_ms: f64) -> Option<f64> {
    let rest = DAYS.iter().find_map(|name| text.strip_prefix(*name))?;
    let (day, rest) = number(literal(b", ", rest)?, 2)?;
    let (month, rest) = month(literal(b"-", rest)?)?;
    let (short_year, rest) = number(literal(b"-", rest)?, 2)?;
    let (time, rest) = time_of_day(literal(b" ", rest)?)?;
    if rest != b" GMT" {
        return None;
    }
    const FIFTY_YEARS_MS: f64 = 50.0 * 365.2425 * 86_400_000.0;
    let near = |year: &u32| instant(*year, month, day, time).is_some_and(|at| at <= now_ms + FIFTY_YEARS_MS);
    let year = [2000 + short_year, 1900 + short_year].into_iter().find(near)?;
    instant(year, month, day, time)
}

/// RFC 9110 §5.6.7, asctime-date: `Sun Nov  6 08:49:37 1994`
fn asctime_date(text: &[u8]) -> Option<f64> {
    let (month, rest) = month(literal(b" ", day_name(text)?)?)?;
    let rest = literal(b" ", rest)?;
    let (day, rest) = match rest.strip_prefix(b" ") {
        Some(rest) => number(rest, 1)?,
        None => number(rest, 2)?,
    };
    let (time, rest) = time_of_day(literal(b" ", rest)?)?;
    let (year, rest) = number(literal(b" ", rest)?, 4)?;
    instant(year, month, day, time).filter(|_| rest.is_empty())
}

fn literal<'a>(expected: &[u8], text: &'a [u8]) -> Option<&'a [u8]> {
    text.strip_prefix(expected)
}

/// RFC 9110 §5.6.7, day-name: the first three letters.
fn day_name(text: &[u8]) -> Option<&[u8]> {
    DAYS.iter().find_map(|name| text.strip_prefix(name.get(..3)?))
}

/// RFC 9110 §5.6.7, month: 1 for January.
fn month(text: &[u8]) -> Parsed<'_, u32> {
    let names = (1..).zip(MONTHS);
    names.into_iter().find_map(|(number, name)| Some((number, text.strip_prefix(name)?)))
}

/// Exactly `digits` digits.
fn number(text: &[u8], digits: usize) -> Parsed<'_, u32> {
    let (head, rest) = text.split_at_checked(digits)?;
    let mut value = 0;
    for octet in head {
        value = value * 10 + char::from(*octet).to_digit(10)?;
    }
    Some((value, rest))
}

/// RFC 9110 §5.6.7, time-of-day: seconds since midnight.
fn time_of_day(text: &[u8]) -> Parsed<'_, u32> {
    let (hour, rest) = number(text, 2)?;
    let (minute, rest) = number(literal(b":", rest)?, 2)?;
    let (second, rest) = number(literal(b":", rest)?, 2)?;
    (hour <= 23 && minute <= 59 && second <= 60).then_some((hour * 3600 + minute * 60 + second, rest))
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

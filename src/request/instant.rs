//! Points in time as the API takes them: RFC 3339 in UTC, `YYYY-MM-DDTHH:MM:SSZ`.

/// Milliseconds since 1970 UTC; `None` where the text is not of that form or no such time exists.
pub(super) fn instant(text: &[u8]) -> Option<f64> {
    let form: &[u8; 20] = text.try_into().ok()?;
    let [.., b'-', _, _, b'-', _, _, b'T', _, _, b':', _, _, b':', _, _, b'Z'] = form else { return None };
    let number = |range: core::ops::Range<usize>| {
        form.get(range)?
            .iter()
            .try_fold(0u32, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    // RFC 3339 §5.6 allows second 60; no scheduler needs it.
    if day < 1 || day > last || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = days_before(year, month) + day - 1;
    let seconds = f64::from(days) * 86_400.0 + f64::from(hour * 3600 + minute * 60 + second);
    Some((seconds - EPOCH_DAYS * 86_400.0) * 1000.0)
}

/// Days from 0000-01-01 to 1970-01-01 in the proleptic Gregorian calendar.
const EPOCH_DAYS: f64 = 719_528.0;

/// Days from 0000-01-01 to the first of the month.
fn days_before(year: u32, month: u32) -> u32 {
    const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leap_day =
        u32::from(month > 2 && year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)));
    let years = year * 365 + year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
    years + BEFORE.get(month as usize - 1).copied().unwrap_or_default() + leap_day
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::instant;

    #[test]
    fn known_instants() {
        assert_eq!(instant(b"1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(instant(b"2024-02-29T12:30:45Z"), Some(1_709_209_845_000.0));
        assert_eq!(instant(b"2000-03-01T00:00:00Z"), Some(951_868_800_000.0));
        assert_eq!(instant(b"2026-11-22T18:40:00Z"), Some(1_795_372_800_000.0));
        for bad in [
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01",
            "2024-01-01T00:00:00+",
        ] {
            assert_eq!(instant(bad.as_bytes()), None, "{bad}");
        }
    }
}

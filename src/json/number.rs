//! Numbers that are well-formed and that readers still do not keep (RFC 8259 §6).

use core::cmp::Ordering;

/// 2⁵³ − 1, the largest integer up to which every one is exact (RFC 7493 §2.2).
const MAX_SAFE_INTEGER: &[u8] = b"9007199254740991";

/// The first digits of 2¹⁰²⁴ − 2⁹⁷⁰, from which on IEEE 754 binary64 rounds to infinity; the number has 309.
const OVERFLOW: &[u8] = b"179769313486231580793728971405303415079934";
const OVERFLOW_DIGITS: i64 = 309;

/// An exponent beyond it outweighs all digits that a text has room for.
const MAX_EXPONENT: i64 = 1 << 40;

/// What becomes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// Most readers drop the sign.
    NegativeZero,
    /// IEEE 754 binary64 has no room for it.
    Overflow,
    /// An integer beyond 2⁵³ − 1.
    UnsafeInteger {
        /// How many digits it has.
        digits: u32,
    },
}

/// What there is to say about a well-formed number.
#[cold]
#[inline(never)]
pub(super) fn remark(number: &[u8]) -> Option<Remark> {
    let unsigned = number.strip_prefix(b"-").unwrap_or(number);
    // The number is 0.ddd… times ten to `power`, where the first d is not 0.
    let mut power = 0;
    let (mut point, mut exponent, mut minus) = (false, false, false);
    let mut exponent_value = 0i64;
    let mut significant = 0;
    let mut comparison = Ordering::Equal;
    for &octet in unsigned {
        match octet {
            b'.' => point = true,
            b'e' | b'E' => exponent = true,
            b'-' => minus = true,
            b'0'..=b'9' if exponent => {
                exponent_value = MAX_EXPONENT.min(exponent_value * 10 + i64::from(octet - b'0'));
            }
            b'0' if significant == 0 => power -= i64::from(point),
            b'0'..=b'9' => {
                if let (Ordering::Equal, Some(limit)) = (comparison, OVERFLOW.get(significant)) {
                    comparison = octet.cmp(limit);
                }
                significant += 1;
                power += i64::from(!point);
            }
            _ => {}
        }
    }
    if significant == 0 {
        return (unsigned.len() < number.len()).then_some(Remark::NegativeZero);
    }
    if comparison == Ordering::Equal && significant < OVERFLOW.len() {
        comparison = Ordering::Less;
    }
    power += if minus { -exponent_value } else { exponent_value };
    if power > OVERFLOW_DIGITS || power == OVERFLOW_DIGITS && comparison != Ordering::Less {
        return Some(Remark::Overflow);
    }
    let longer = unsigned.len() > MAX_SAFE_INTEGER.len();
    let integer = !point && !exponent;
    if integer && (longer || unsigned.len() == MAX_SAFE_INTEGER.len() && unsigned > MAX_SAFE_INTEGER) {
        return Some(Remark::UnsafeInteger { digits: unsigned.len() as u32 });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Remark, remark};

    #[test]
    fn overflow_is_where_binary64_becomes_infinity() {
        let halfway = "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587\
            2070963302864166928879109465555478519404026306574886715058206819089020007083836762738548458117115317644757302\
            70069855571366959622842914819860834936475292719074168444365510704342711559699508093042880";
        let below = halfway.replacen("15807937", "15807936", 1);
        for text in [
            "1e308",
            "1.7976931348623157e308",
            "1e309",
            "17.9e307",
            "0.00001e313",
            "0.0001e313",
            "-2e308",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0.0e999",
            halfway,
            &below,
            "1797693134862315708145274237317043567980705675258449965989e250",
        ] {
            let infinite = text.parse().is_ok_and(f64::is_infinite);
            assert_eq!(remark(text.as_bytes()) == Some(Remark::Overflow), infinite, "{text}");
        }
    }

    #[test]
    fn integers_are_safe_up_to_two_to_the_53_minus_1() {
        assert_eq!(remark(b"9007199254740990"), None);
        assert_eq!(remark(b"-9007199254740991"), None);
        assert_eq!(remark(b"9007199254740992"), Some(Remark::UnsafeInteger { digits: 16 }));
        assert_eq!(remark(b"-10000000000000000"), Some(Remark::UnsafeInteger { digits: 17 }));
        assert_eq!(remark(b"9007199254740993.5"), None);
        assert_eq!(remark(b"-0.00e7"), Some(Remark::NegativeZero));
        assert_eq!(remark(b"0e7"), None);
        assert_eq!(remark(b"-0.1e7"), None);
    }
}

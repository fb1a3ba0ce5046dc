//! One character of WTF-8 at a time.

/// What stands at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// A Unicode scalar value.
    Char(char),
    /// Half a surrogate pair (U+D800…U+DFFF), encoded in three octets.
    LoneSurrogate(u16),
    /// An octet that no UTF-8 sequence can start with, or a sequence cut short, overlong or out of range.
    Invalid,
}

/// The character at octet `at` and its size in octets; `None` at the end.
///
/// An invalid octet counts as one octet, so that a caller always moves on. Unicode §3.9, table 3-7.
///
/// ```
/// use presend::text::{decode, Decoded};
///
/// assert_eq!(decode("é".as_bytes(), 0), Some((Decoded::Char('é'), 2)));
/// assert_eq!(decode(b"\xED\xA0\xBD", 0), Some((Decoded::LoneSurrogate(0xD83D), 3)));
/// assert_eq!(decode(b"\xC0\x80", 0), Some((Decoded::Invalid, 1)));
/// assert_eq!(decode(b"", 0), None);
/// ```
#[inline]
pub fn decode(text: &[u8], at: usize) -> Option<(Decoded, usize)> {
    let first = *text.get(at)?;
    if first < 0x80 {
        return Some((Decoded::Char(first as char), 1));
    }
    Some(decode_multi(text, at, first).unwrap_or((Decoded::Invalid, 1)))
}

/// Out of line: every check reads characters, and a page downloads each copy.
#[inline(never)]
fn decode_multi(text: &[u8], at: usize, first: u8) -> Option<(Decoded, usize)> {
    let tail = |offset: usize| match text.get(at + offset) {
        Some(&octet) if octet & 0xC0 == 0x80 => Some(u32::from(octet & 0x3F)),
        _ => None,
    };
    let head = u32::from(first);
    let (value, octets, least) = match first {
        0xC2..=0xDF => ((head & 0x1F) << 6 | tail(1)?, 2, 0x80),
        0xE0..=0xEF => ((head & 0x0F) << 12 | tail(1)? << 6 | tail(2)?, 3, 0x800),
        0xF0..=0xF4 => ((head & 0x07) << 18 | tail(1)? << 12 | tail(2)? << 6 | tail(3)?, 4, 0x1_0000),
        _ => return None,
    };
    if value < least {
        return None;
    }
    match char::from_u32(value) {
        Some(char) => Some((Decoded::Char(char), octets)),
        None if value < 0x1_0000 => Some((Decoded::LoneSurrogate(value as u16), octets)),
        None => None,
    }
}

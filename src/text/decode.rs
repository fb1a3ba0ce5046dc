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

#[inline(never)]
fn decode_multi(text: &[u8], at: usize, first: u8) -> Option<(Decoded, usize)> {
    let (octets, least) = match first {
        0xC2..=0xDF => (2, 0x80),
        0xE0..=0xEF => (3, 0x800),
        0xF0..=0xF4 => (4, 0x1_0000),
        _ => return None,
    };
    let mut value = u32::from(first) & (0x7F >> octets);
    for offset in 1..octets {
        let octet = *text.get(at + offset)?;
        if octet & 0xC0 != 0x80 {
            return None;
        }
        value = value << 6 | u32::from(octet & 0x3F);
    }
    if value < least {
        return None;
    }
    match char::from_u32(value) {
        Some(char) => Some((Decoded::Char(char), octets)),
        None if value < 0x1_0000 => Some((Decoded::LoneSurrogate(value as u16), octets)),
        None => None,
    }
}

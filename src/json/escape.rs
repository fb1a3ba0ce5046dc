//! Escape sequences decoded (RFC 8259 §7), and positions from the decoded text back into the document.

use alloc::vec::Vec;

use super::scan;
use crate::issue::Span;

/// The octets between the quotes.
pub(super) fn content(string: &[u8]) -> &[u8] {
    string.get(1..string.len().saturating_sub(1)).unwrap_or_default()
}

/// `raw` with its escape sequences decoded, in WTF-8; what is no escape sequence stays as it is.
pub(super) fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        match character(raw, at) {
            Some((code_point, octets)) => {
                match u8::try_from(code_point) {
                    Ok(octet @ 0..0x80) => push(&mut decoded, octet),
                    _ => push_code_point(&mut decoded, code_point),
                }
                at += octets;
            }
            None => {
                // A backslash of none, or what stands before the next one.
                let run = rest.iter().skip(1).position(|octet| *octet == b'\\').map_or(rest.len(), |run| run + 1);
                decoded.extend_from_slice(rest.get(..run).unwrap_or_default());
                at += run;
            }
        }
    }
    decoded
}

/// The code point that the escape sequence at `at` stands for, and its octets; `None` where none stands.
///
/// Two sequences make one code point where they are a surrogate pair (RFC 8259 §7, last paragraph).
#[inline(never)]
pub(super) fn character(raw: &[u8], at: usize) -> Option<(u32, usize)> {
    if raw.get(at) != Some(&b'\\') {
        return None;
    }
    match scan::escape(raw, at)? {
        2 => Some((simple(*raw.get(at + 1)?), 2)),
        _ => match (code_unit(raw, at)?, code_unit(raw, at + 6)) {
            (high @ 0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
                Some((0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00), 12))
            }
            (unit, _) => Some((unit, 6)),
        },
    }
}

/// The code unit of the `\uXXXX` at `at`.
fn code_unit(raw: &[u8], at: usize) -> Option<u32> {
    if raw.get(at) != Some(&b'\\') || raw.get(at + 1) != Some(&b'u') {
        return None;
    }
    scan::hexadecimal(raw, at + 2, 4)
}

fn simple(letter: u8) -> u32 {
    u32::from(match letter {
        b'b' => 0x08,
        b't' => b'\t',
        b'n' => b'\n',
        b'f' => 0x0C,
        b'r' => b'\r',
        itself => itself,
    })
}

/// Appends `code_point` in WTF-8, surrogates as their three octets.
fn push_code_point(text: &mut Vec<u8>, code_point: u32) {
    let octets = octets_of(code_point);
    // The first octet has as many high bits as there are octets; of one octet, none.
    let mut lead = if octets == 1 { 0 } else { 0xF00 >> octets & 0xFF };
    for left in (0..octets as u32).rev() {
        push(text, (lead | code_point >> (6 * left) & if lead == 0x80 { 0x3F } else { 0xFF }) as u8);
        lead = 0x80;
    }
}

/// Appends an octet; once in the module for all that build text octet by octet.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn push(text: &mut Vec<u8>, octet: u8) {
    text.push(octet);
}

const fn octets_of(code_point: u32) -> usize {
    match code_point {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

/// Turns octet positions of a string's decoded text into octet positions of the document.
#[derive(Clone, Debug)]
pub struct SourceMap<'a> {
    raw: &'a [u8],
    offset: usize,
    at: usize,
    decoded: usize,
}

impl<'a> SourceMap<'a> {
    /// The string `raw` (between its quotes) stands at octet `offset` of the document.
    pub(super) const fn new(raw: &'a [u8], offset: usize) -> SourceMap<'a> {
        SourceMap { raw, offset, at: 0, decoded: 0 }
    }

    /// The octet of the document at which octet `decoded` of the string's text starts; past the end, the closing quote.
    pub fn position(&mut self, decoded: usize) -> usize {
        if decoded < self.decoded {
            (self.at, self.decoded) = (0, 0);
        }
        while self.at < self.raw.len() {
            let (source, target) = match character(self.raw, self.at) {
                Some((code_point, octets)) => (octets, octets_of(code_point)),
                None => (1, 1),
            };
            if self.decoded + target > decoded {
                break;
            }
            self.at += source;
            self.decoded += target;
        }
        self.offset + self.at
    }

    /// The octets of the document for octets `decoded` of the string's text.
    pub fn span(&mut self, decoded: Span) -> Span {
        let start = self.position(decoded.start);
        Span { start, end: self.position(decoded.end) }
    }
}

//! The digits of a text as people paste it: which they are and where they stand.
//!
//! libphonenumber's `VALID_PUNCTUATION`, `PLUS_CHARS` and decimal digits of every script in use, and the invisible
//! characters that copying from pages and contact lists leaves behind.

use crate::issue::Span;
use crate::text::{Decoded, decode};

/// More digits than any reading needs: an IDD prefix with a carrier code, a trunk prefix and fifteen digits.
const MAX_KEPT: usize = 40;

/// What a character is to a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A decimal digit, in ASCII or another script.
    Digit(u8),
    /// `+`, also in full width.
    Plus,
    /// Space, dash, dot, bracket, slash, tilde.
    Separator,
    /// Takes no room: direction marks, joiners, soft hyphens, byte order marks.
    Invisible,
    /// Anything else.
    Other,
}

/// The class of the character at octet `at` and its size; `None` at the end.
#[inline(never)]
pub(super) fn class_at(text: &[u8], at: usize) -> Option<(Class, usize)> {
    let class = match *text.get(at)? {
        digit @ b'0'..=b'9' => Class::Digit(digit - b'0'),
        b'+' => Class::Plus,
        b'~' => Class::Separator,
        separator if is_separator(separator) => Class::Separator,
        0..=0x7F => Class::Other,
        _ => return class_beyond_ascii(text, at),
    };
    Some((class, 1))
}

/// The separators of ASCII that never are more than that.
#[inline]
pub(super) const fn is_separator(octet: u8) -> bool {
    matches!(octet, b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'[' | b']' | b'\t' | b'\n' | b'\r')
}

/// Whether a tilde stands at octet `at`: a separator, and the mark of an extension after a whole number.
pub(super) fn is_tilde(text: &[u8], at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(b"~") || rest.starts_with("～".as_bytes()))
}

fn class_beyond_ascii(text: &[u8], at: usize) -> Option<(Class, usize)> {
    let (decoded, size) = decode(text, at)?;
    let class = match decoded {
        Decoded::Char(char) => class_of(char as u32),
        Decoded::LoneSurrogate(_) | Decoded::Invalid => Class::Other,
    };
    Some((class, size))
}

/// The zeros of the decimal digits of the Basic Multilingual Plane (Unicode 17, `Nd`); nine digits follow each.
const ZEROS: [u16; 36] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The same beyond that plane, less 0x10000: among them the mathematical digits, five sets of them.
const ZEROS_BEYOND: [u16; 40] = [
    0x04A0, 0x0D30, 0x0D40, 0x1066, 0x10F0, 0x1136, 0x11D0, 0x12F0, 0x1450, 0x14D0, 0x1650, 0x16C0, 0x16D0, 0x16DA,
    0x1730, 0x18E0, 0x1950, 0x1BF0, 0x1C50, 0x1D50, 0x1DA0, 0x1DE0, 0x1F50, 0x6130, 0x6A60, 0x6AC0, 0x6B50, 0x6D70,
    0xCCF0, 0xD7CE, 0xD7D8, 0xD7E2, 0xD7EC, 0xD7F6, 0xE140, 0xE2F0, 0xE4F0, 0xE5F1, 0xE950, 0xFBF0,
];

fn class_of(code_point: u32) -> Class {
    match code_point {
        0xFF0B => Class::Plus,
        // No-break, typographic and ideographic spaces.
        0xA0 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => Class::Separator,
        // Dashes, the minus, the katakana length mark, full-width dash, dot, slash and brackets, tildes.
        0x2010..=0x2015 | 0x2212 | 0x30FC | 0xFF0D..=0xFF0F | 0xFF08 | 0xFF09 | 0xFF3B | 0xFF3D => Class::Separator,
        0x2053 | 0x223C | 0xFF5E | 0x00B7 | 0x2022 | 0x2027 | 0x30FB => Class::Separator,
        0xAD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x2069 | 0xFE0E | 0xFE0F | 0xFEFF => {
            Class::Invisible
        }
        _ => digit_of(code_point).map_or(Class::Other, Class::Digit),
    }
}

/// The value of a decimal digit beyond ASCII.
fn digit_of(code_point: u32) -> Option<u8> {
    let zeros: &[u16] = if code_point < 0x10000 { &ZEROS } else { &ZEROS_BEYOND };
    let in_plane = code_point.checked_sub(if code_point < 0x10000 { 0 } else { 0x10000 })?;
    zeros
        .iter()
        .find_map(|&zero| in_plane.checked_sub(u32::from(zero)).filter(|&digit| digit < 10))
        .map(|digit| digit as u8)
}

/// The digits of a text, each with its place.
#[derive(Clone)]
pub(super) struct Scan {
    digits: [u8; MAX_KEPT],
    places: [(u16, u8); MAX_KEPT],
    /// All of them, also those not kept.
    pub(super) count: usize,
    /// The `+` before the first digit.
    pub(super) plus: Option<Span>,
    /// From the `+` or the first digit to the end of the last digit.
    pub(super) core: Span,
    /// Where the number's own text starts and ends, in a link or URI.
    pub(super) own: Span,
    /// Whether digits are hidden or belong to another number, so that nothing can be said about the whole.
    pub(super) is_partial: bool,
}

impl Scan {
    #[inline(never)]
    pub(super) const fn new() -> Scan {
        Scan {
            digits: [0; MAX_KEPT],
            places: [(0, 0); MAX_KEPT],
            count: 0,
            plus: None,
            core: Span::at(0),
            own: Span::new(0, usize::MAX),
            is_partial: false,
        }
    }

    /// Takes a digit that stands at octets `at..at + size`.
    #[inline]
    pub(super) fn push(&mut self, digit: u8, at: usize, size: usize) {
        if let (Some(kept), Some(place)) = (self.digits.get_mut(self.count), self.places.get_mut(self.count)) {
            *kept = digit;
            // A text is at most 250 UTF-16 units, 1,000 octets.
            *place = (at as u16, size as u8);
        }
        if self.count == 0 && self.plus.is_none() {
            self.core.start = at;
        }
        self.count += 1;
        self.core.end = at + size;
    }

    /// [`Scan::push`] for texts that are more than a number, where size counts and time does not.
    #[inline(never)]
    pub(super) fn add(&mut self, digit: u8, at: usize, size: usize) {
        self.push(digit, at, size);
    }

    /// Takes the digits that follow at `at` as those after a `+`.
    pub(super) fn imply_plus(&mut self, at: usize) {
        self.push_plus(at, 0);
    }

    #[inline(never)]
    pub(super) fn push_plus(&mut self, at: usize, size: usize) {
        self.plus = Some(Span::new(at, at + size));
        self.core = Span::new(at, at + size);
    }

    /// Takes what follows the last digit up to octet `end` as a part of it.
    pub(super) fn stretch(&mut self, end: usize) {
        if let Some((start, size)) = self.count.checked_sub(1).and_then(|last| self.places.get_mut(last)) {
            *size = end.saturating_sub(usize::from(*start)) as u8;
            self.core.end = end;
        }
    }

    /// Whether something stands between digit `at` and the next.
    #[inline(never)]
    pub(super) fn has_gap(&self, at: usize) -> bool {
        let places = self.places.get(at..at + 2).filter(|_| at + 1 < self.count);
        matches!(places, Some(&[(start, size), (next, _)]) if start + u16::from(size) < next)
    }

    /// The digits (values 0–9), the first forty of them.
    pub(super) fn digits(&self) -> &[u8] {
        self.digits.get(..self.count.min(MAX_KEPT)).unwrap_or_default()
    }

    /// Octets from digit `from` to the end of digit `to - 1`; where that digit would stand if there are none.
    #[inline(never)]
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let place = |at: usize| self.places.get(at).filter(|_| at < self.count);
        let Some(&(start, _)) = place(from) else { return Span::at(self.core.end) };
        if to <= from {
            return Span::at(usize::from(start));
        }
        let end = place(to - 1).map_or(self.core.end, |&(at, size)| usize::from(at) + usize::from(size));
        Span::new(usize::from(start), end)
    }
}

/// Reads a text of digits, separators but tildes, invisible characters and at most one leading `+` into `scan`; false for any other.
#[inline]
pub(super) fn scan_plain(text: &[u8], scan: &mut Scan) -> bool {
    let mut at = 0;
    while let Some(&octet) = text.get(at) {
        // Most characters are ASCII digits.
        if octet.is_ascii_digit() {
            scan.push(octet - b'0', at, 1);
            at += 1;
            continue;
        }
        let Some((class, size)) = class_at(text, at) else { break };
        match class {
            Class::Digit(digit) => scan.push(digit, at, size),
            Class::Plus if scan.plus.is_none() && scan.count == 0 => scan.push_plus(at, size),
            Class::Separator if !is_tilde(text, at) => {}
            Class::Invisible => {}
            Class::Plus | Class::Separator | Class::Other => return false,
        }
        at += size;
    }
    true
}

//! Octets, code points and UTF-16 code units of a text, and positions from one into another.

use crate::issue::{Issue, Span};

/// The length of a text in three units, from one pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Octets of UTF-8.
    pub octets: usize,
    /// Unicode code points.
    pub code_points: usize,
    /// UTF-16 code units: what JavaScript calls `length`.
    pub utf16_units: usize,
}

/// Measures WTF-8 text.
///
/// ```
/// use presend::text::{measure, Measure};
///
/// assert_eq!(measure("né😀".as_bytes()), Measure { octets: 7, code_points: 3, utf16_units: 4 });
/// ```
pub fn measure(text: &[u8]) -> Measure {
    let mut continuations = 0;
    let mut astral = 0;
    for &octet in text {
        continuations += usize::from(octet & 0xC0 == 0x80);
        astral += usize::from(octet >= 0xF0);
    }
    let code_points = text.len() - continuations;
    Measure { octets: text.len(), code_points, utf16_units: code_points + astral }
}

/// True for ASCII alone; every octet is looked at, which vectors do sixteen at once.
pub(crate) fn is_ascii(text: &[u8]) -> bool {
    text.iter().fold(0, |all, octet| all | octet) < 0x80
}

/// Where `words` first stands in `text`; in a tenth of the standard library's octets.
#[inline(never)]
pub(crate) fn find(text: &[u8], words: &[u8]) -> Option<usize> {
    let mut at = 0;
    while !text.get(at..)?.starts_with(words) {
        at += 1;
    }
    Some(at)
}

/// Turns octet positions of one text into UTF-16 positions; positions asked in order, or nearly so, cost one pass
/// in all.
#[derive(Debug)]
pub struct Utf16Counter<'a> {
    text: &'a [u8],
    octets: usize,
    units: usize,
    /// All of it is known to be ASCII, where positions are the same.
    is_ascii: bool,
}

impl<'a> Utf16Counter<'a> {
    /// A counter at the start of `text`.
    pub const fn new(text: &'a [u8]) -> Utf16Counter<'a> {
        Utf16Counter { text, octets: 0, units: 0, is_ascii: false }
    }

    /// The same for a short text with many positions to be asked: it is looked through first.
    pub const fn of_short(text: &'a [u8]) -> Utf16Counter<'a> {
        Utf16Counter { text, octets: 0, units: 0, is_ascii: text.is_ascii() }
    }

    /// The UTF-16 position of octet `at`.
    pub fn position(&mut self, at: usize) -> usize {
        if self.is_ascii {
            return at.min(self.text.len());
        }
        if at < self.octets {
            // A finding's repair begins where the finding did: the way back is short.
            let back = self.text.get(at..self.octets).unwrap_or_default();
            self.units -= measure(back).utf16_units;
            self.octets = at;
        }
        let passed = self.text.get(self.octets..at.min(self.text.len())).unwrap_or_default();
        self.units += measure(passed).utf16_units;
        self.octets = at.min(self.text.len());
        self.units
    }

    /// The UTF-16 positions of `span`.
    pub fn span(&mut self, span: Span) -> Span {
        let start = self.position(span.start);
        Span { start, end: self.position(span.end) }
    }
}

/// Turns the spans and fixes of issues about `text` itself (path and source untouched) into UTF-16 positions.
pub fn spans_to_utf16(text: &[u8], issues: &mut [Issue]) {
    if issues.is_empty() || is_ascii(text) {
        return;
    }
    let mut counter = Utf16Counter::new(text);
    for issue in issues {
        issue.span = issue.span.map(|span| counter.span(span));
        for edit in &mut issue.fix {
            edit.span = counter.span(edit.span);
        }
    }
}

//! What stands between the values: white space, and what people take for it.

use alloc::vec::Vec;

use super::{Expect, Reader, edit};
use crate::issue::{Kind, Name, Span};
use crate::json::scan::{Marks, ValueKind, skip_space};
use crate::text::{Decoded, decode};

/// A placeholder is looked for within so many octets.
const MAX_PLACEHOLDER_OCTETS: usize = 256;

impl Reader<'_> {
    /// White space (RFC 8259 §2, ws), comments and invisible characters.
    pub(super) fn skip_filler(&mut self) {
        loop {
            self.at = skip_space(self.text, self.at);
            let Some(octet) = self.octet() else { return };
            match octet {
                b'/' if self.stands(self.at, b"//") => self.line_comment(),
                b'#' => self.line_comment(),
                b'/' if self.stands(self.at, b"/*") => self.block_comment(),
                0..0x20 | 0x7F.. => {
                    if !self.skip_invisible() {
                        return;
                    }
                }
                _ => return,
            }
        }
    }

    fn line_comment(&mut self) {
        let rest = self.slice(self.at, self.text.len());
        let octets = rest.iter().position(|octet| matches!(octet, b'\n' | b'\r')).unwrap_or(rest.len());
        self.comment(self.at + octets);
    }

    fn block_comment(&mut self) {
        let rest = self.slice(self.at + 2, self.text.len());
        match rest.windows(2).position(|pair| pair == b"*/") {
            Some(octets) => self.comment(self.at + octets + 4),
            None => {
                self.report(Kind::JsonComment, Span::new(self.at, self.text.len()), Vec::new());
                self.at = self.text.len();
                self.comment_is_open = true;
            }
        }
    }

    fn comment(&mut self, end: usize) {
        self.report(Kind::JsonComment, Span::new(self.at, end), edit(self.at, end, ""));
        self.at = end;
    }

    /// Passes the invisible character at hand, if it is one, and says so.
    fn skip_invisible(&mut self) -> bool {
        let (Some(code_point), octets) = self.character(self.at) else { return false };
        let Some((name, insert)) = invisible(code_point) else { return false };
        let end = self.at + octets;
        let kind = Kind::JsonInvisibleCharacter { code_point, name };
        self.report(kind, Span::new(self.at, end), edit(self.at, end, insert));
        self.at = end;
        true
    }

    /// The code point at octet `at` and its octets; no code point where the octets are not UTF-8.
    pub(super) fn character(&self, at: usize) -> (Option<u32>, usize) {
        match decode(self.text, at) {
            Some((Decoded::Char(char), octets)) => (Some(char as u32), octets),
            Some((Decoded::LoneSurrogate(unit), octets)) => (Some(u32::from(unit)), octets),
            Some((Decoded::Invalid, octets)) => (None, octets),
            None => (None, 0),
        }
    }

    /// The octet after the placeholder at octet `at`: `{{…}}`, `${…}`, `<%…%>` or `{%…%}`.
    pub(super) fn placeholder(&self, at: usize) -> Option<usize> {
        let (open, close): (usize, &[u8]) = match self.text.get(at..at + 2)? {
            b"{{" => (2, b"}}"),
            b"${" => (2, b"}"),
            b"<%" => (2, b"%>"),
            b"{%" => (2, b"%}"),
            _ => return None,
        };
        let window = self.slice(at + open, self.text.len().min(at + MAX_PLACEHOLDER_OCTETS));
        let octets = window.windows(close.len()).position(|octets| octets == close)?;
        let inside = self.slice(at + open, at + open + octets);
        // Two braces around members are a slip of the finger, not a placeholder.
        let first = inside.iter().find(|octet| **octet != b' ')?;
        if matches!(first, b'"' | b'\'' | b'}' | b'\n' | b'\r') || inside.contains(&b':') || inside.contains(&b'\n') {
            return None;
        }
        let end = at + open + octets + close.len();
        if self.stands(at, b"{{{") {
            // Three braces are an unescaped placeholder, or one in an object.
            return (self.octet_at(end) == Some(b'}')).then_some(end + 1);
        }
        Some(end)
    }

    /// A placeholder for a value, with whatever is glued to it, as in `{{price}}.00`.
    pub(super) fn placeholder_as_value(&mut self, end: usize) -> Expect {
        let start = self.at;
        if self.unfilled(end) {
            return Expect::Nothing;
        }
        while let Some(octet) = self.octet() {
            match self.placeholder(self.at) {
                Some(end) => self.at = end,
                None if octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-' | b'_' | b'%') => self.at += 1,
                None => break,
            }
        }
        self.leaf(ValueKind::Null, start, self.at)
    }

    /// A placeholder where a name is expected: a name if a colon follows, or a block's tag.
    pub(super) fn placeholder_as_name(&mut self, end: usize) -> Expect {
        let start = self.at;
        if self.unfilled(end) {
            return Expect::Nothing;
        }
        match self.octet_at(skip_space(self.text, end)) {
            Some(b':') => self.named(ValueKind::Null, Span::new(start, end), Marks::default()),
            Some(b',') => self.placeholder_between(end),
            _ => Expect::Name,
        }
    }

    /// A placeholder where a comma is expected.
    pub(super) fn placeholder_between(&mut self, end: usize) -> Expect {
        if self.at < end && self.unfilled(end) {
            return Expect::Nothing;
        }
        Expect::Comma
    }

    /// Reports the placeholder that ends before octet `end` and passes it. True for the tag of a block: what the block
    /// leaves in the text is not known.
    fn unfilled(&mut self, end: usize) -> bool {
        let start = self.at;
        self.report(Kind::JsonUnfilledPlaceholder, Span::new(start, end), Vec::new());
        self.at = end;
        let inside = self.slice(start + 2, end);
        let block = matches!(inside.first(), Some(b'#' | b'/' | b'^' | b'>' | b'!')) || inside.starts_with(b"else");
        block || self.stands(start, b"{%")
    }
}

/// The name of an invisible character and what may stand in its place; `None` for others.
///
/// The names are those of the Unicode Character Database, controls by their aliases.
fn invisible(code_point: u32) -> Option<(Name, &'static str)> {
    Some(match code_point {
        0x00 => ("null", ""),
        0x0B => ("line_tabulation", " "),
        0x0C => ("form_feed", " "),
        0x00..0x20 | 0x7F..=0x84 | 0x86..=0x9F => ("control", ""),
        0x85 => ("next_line", "\n"),
        0xA0 => ("no_break_space", " "),
        0xAD => ("soft_hyphen", ""),
        0x1680 => ("ogham_space_mark", " "),
        0x180E => ("mongolian_vowel_separator", ""),
        0x2000..=0x200A => ("typographic_space", " "),
        0x200B => ("zero_width_space", ""),
        0x200C => ("zero_width_non_joiner", ""),
        0x200D => ("zero_width_joiner", ""),
        0x200E | 0x200F | 0x061C | 0x202A..=0x202E | 0x2066..=0x2069 => ("direction_mark", ""),
        0x2028 => ("line_separator", "\n"),
        0x2029 => ("paragraph_separator", "\n"),
        0x202F => ("narrow_no_break_space", " "),
        0x205F => ("medium_mathematical_space", " "),
        0x2060 => ("word_joiner", ""),
        0x3000 => ("ideographic_space", " "),
        0xFEFF => ("zero_width_no_break_space", ""),
        _ => return None,
    })
}

//! What stands between the values: white space, and what people take for it.

use super::words::is_word;
use super::{Expect, Reader};
use crate::issue::{Kind, Name};
use crate::json::scan::{Marks, ValueKind};
use crate::text::{Decoded, decode, find};

/// A placeholder is looked for within so many octets.
const MAX_PLACEHOLDER_OCTETS: usize = 256;

impl Reader<'_> {
    /// White space (RFC 8259 §2, ws), comments and invisible characters.
    pub(super) fn skip_filler(&mut self) {
        loop {
            self.at = self.skip(self.at);
            match (self.octet(), self.octet_at(self.at + 1)) {
                (Some(b'#'), _) if self.octet_at(self.at.wrapping_sub(1)).is_some_and(is_word) => return,
                (Some(b'/'), Some(b'/')) | (Some(b'#'), _) => {
                    self.line_comment = self.run_end(self.at, |octet| !matches!(octet, b'\n' | b'\r'));
                    self.comment(self.line_comment);
                }
                (Some(b'/'), Some(b'*')) => {
                    let start = self.at + 2;
                    match find(self.slice(start, self.text.len()), b"*/") {
                        Some(octets) => self.comment(start + octets + 2),
                        None => {
                            self.report(Kind::JsonComment, self.at, self.text.len());
                            self.at = self.text.len();
                            self.comment_is_open = true;
                        }
                    }
                }
                (Some(0..0x20 | 0x7F..), _) if self.skip_invisible() => {}
                _ => return,
            }
        }
    }

    fn comment(&mut self, end: usize) {
        self.replace(Kind::JsonComment, self.at, end, "");
        self.at = end;
    }

    /// Passes the invisible character at hand, if it is one, and says so.
    fn skip_invisible(&mut self) -> bool {
        let (Some(code_point), octets) = self.character(self.at) else { return false };
        let Some((name, insert)) = invisible(code_point) else { return false };
        let end = self.at + octets;
        self.replace(Kind::JsonInvisibleCharacter { code_point, name }, self.at, end, insert);
        self.at = end;
        true
    }

    /// The code point at octet `at` and its octets; no code point where the octets are not UTF-8.
    #[inline(never)]
    pub(super) fn character(&self, at: usize) -> (Option<u32>, usize) {
        match decode(self.text, at) {
            Some((Decoded::Char(char), octets)) => (Some(char as u32), octets),
            Some((Decoded::LoneSurrogate(unit), octets)) => (Some(u32::from(unit)), octets),
            Some((Decoded::Invalid, octets)) => (None, octets),
            None => (None, 0),
        }
    }

    /// The octet after the placeholder at octet `at`: `{{…}}`, `${…}`, `<%…%>` or `{%…%}`.
    #[inline(never)]
    pub(super) fn placeholder(&self, at: usize) -> Option<usize> {
        let close: &[u8] = match (self.octet_at(at)?, self.octet_at(at + 1)?) {
            (b'{', b'{') => b"}}",
            (b'$', b'{') => b"}",
            (b'<', b'%') => b"%>",
            (b'{', b'%') => b"%}",
            _ => return None,
        };
        let start = at + 2;
        let window = self.slice(start, self.text.len().min(at + MAX_PLACEHOLDER_OCTETS));
        let octets = find(window, close)?;
        let end = start + octets + close.len();
        // Two braces around members are a slip of the finger, not a placeholder.
        let first = self.run_end(start, |octet| octet == b' ');
        let members = matches!(self.octet_at(first), Some(b'"' | b'\'' | b'}' | b'\n' | b'\r'));
        let inside = self.slice(start, start + octets);
        if members || first >= start + octets || find(inside, b":").is_some() || find(inside, b"\n").is_some() {
            return None;
        }
        if self.octet_at(at) == Some(b'{') && self.stands(at + 1, b"{{") {
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
        loop {
            self.at = self
                .run_end(self.at, |octet| octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-' | b'_' | b'%'));
            match self.placeholder(self.at) {
                Some(end) => self.at = end,
                None => return self.null(start, self.at),
            }
        }
    }

    /// A placeholder where a name is expected: a name if a colon follows, or a block's tag.
    pub(super) fn placeholder_as_name(&mut self, end: usize) -> Expect {
        let start = self.at;
        if self.unfilled(end) {
            return Expect::Nothing;
        }
        match self.octet_after_space(end) {
            Some(b':') => self.named(ValueKind::Null, start, end, Marks::default()),
            Some(b',') => Expect::Comma,
            _ => Expect::Name,
        }
    }

    /// A placeholder where a comma is expected.
    pub(super) fn placeholder_between(&mut self, end: usize) -> Expect {
        if self.unfilled(end) { Expect::Nothing } else { Expect::Comma }
    }

    /// Reports the placeholder that ends before octet `end` and passes it. True for the tag of a block: what the block
    /// leaves in the text is not known.
    #[inline(never)]
    fn unfilled(&mut self, end: usize) -> bool {
        let start = self.at;
        self.report(Kind::JsonUnfilledPlaceholder, start, end);
        self.at = end;
        matches!(self.octet_at(start + 2), Some(b'#' | b'/' | b'^' | b'>' | b'!'))
            || self.stands(start + 2, b"else")
            || self.stands(start, b"{%")
    }
}

/// The name of an invisible character and what may stand in its place; `None` for others.
///
/// The names are those of the Unicode Character Database, controls by their aliases.
fn invisible(code_point: u32) -> Option<(Name, &'static str)> {
    for &(first, last, name, insert) in INVISIBLE {
        if u32::from(first) <= code_point && code_point <= u32::from(last) {
            return Some((name, insert));
        }
    }
    None
}

/// The first row counts that has the code point.
const INVISIBLE: &[(u16, u16, Name, &str)] = &[
    (0x00, 0x00, "null", ""),
    (0x0B, 0x0B, "line_tabulation", " "),
    (0x0C, 0x0C, "form_feed", " "),
    (0x85, 0x85, "next_line", "\n"),
    (0x00, 0x1F, "control", ""),
    (0x7F, 0x9F, "control", ""),
    (0xA0, 0xA0, "no_break_space", " "),
    (0xAD, 0xAD, "soft_hyphen", ""),
    (0x061C, 0x061C, "direction_mark", ""),
    (0x1680, 0x1680, "ogham_space_mark", " "),
    (0x180E, 0x180E, "mongolian_vowel_separator", ""),
    (0x2000, 0x200A, "typographic_space", " "),
    (0x200B, 0x200B, "zero_width_space", ""),
    (0x200C, 0x200C, "zero_width_non_joiner", ""),
    (0x200D, 0x200D, "zero_width_joiner", ""),
    (0x200E, 0x200F, "direction_mark", ""),
    (0x2028, 0x2028, "line_separator", "\n"),
    (0x2029, 0x2029, "paragraph_separator", "\n"),
    (0x202A, 0x202E, "direction_mark", ""),
    (0x202F, 0x202F, "narrow_no_break_space", " "),
    (0x205F, 0x205F, "medium_mathematical_space", " "),
    (0x2060, 0x2060, "word_joiner", ""),
    (0x2066, 0x2069, "direction_mark", ""),
    (0x3000, 0x3000, "ideographic_space", " "),
    (0xFEFF, 0xFEFF, "zero_width_no_break_space", ""),
];

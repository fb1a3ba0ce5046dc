//! Words: literal names as other languages write them, and text without quotation marks.

use alloc::vec::Vec;

use super::strings::Quotes;
use super::{Expect, Reader};
use crate::issue::{Kind, Name};
use crate::json::escape::push;
use crate::json::scan::{Marks, ValueKind};
use crate::text::find;

/// A name without quotation marks is looked for within so many octets.
pub(super) const MAX_NAME_OCTETS: usize = 128;

/// The three literal names of RFC 8259 §3; other languages' words for `null`; values that JSON has no number for.
pub(super) const WORDS: [Name; 9] = ["true", "false", "null", "None", "nil", "undefined", "NaN", "Infinity", "inf"];

/// In [`WORDS`], where other languages' start.
const FOREIGN: usize = 3;

/// In [`WORDS`], where those start that JSON has no number for.
pub(super) const NOT_FINITE: usize = 6;

/// What an object becomes in JavaScript when it is made a string.
pub(super) const OBJECT_OBJECT: &[u8] = b"[object Object]";

/// The position in [`WORDS`] of `word`, in any case.
#[inline(never)]
pub(super) fn listed(word: &[u8]) -> Option<usize> {
    let mut at = 0;
    while !is_in_any_case(WORDS.get(at)?.as_bytes(), word) {
        at += 1;
    }
    Some(at)
}

/// True when `word` is `name` but for the case of its letters, octet by octet: the library's own comparison is large.
fn is_in_any_case(name: &[u8], word: &[u8]) -> bool {
    let mut at = 0;
    while let (Some(one), Some(other)) = (name.get(at), word.get(at)) {
        if !one.eq_ignore_ascii_case(other) {
            return false;
        }
        at += 1;
    }
    name.len() == word.len()
}

const fn kind_of(word: usize) -> ValueKind {
    if word < 2 { ValueKind::Boolean } else { ValueKind::Null }
}

impl Reader<'_> {
    /// A word where a value should be.
    pub(super) fn word(&mut self) -> Expect {
        let (start, end) = (self.at, self.word_end(self.at));
        let word = self.slice(start, end);
        let mut listed = listed(word);
        let exact = listed.is_some();
        if !exact && word.len() > 1 {
            // The start of a literal name, in its own case.
            listed = (0..FOREIGN).find(|&at| WORDS.get(at).is_some_and(|name| name.as_bytes().starts_with(word)));
        }
        if let Some(quotes) = self.prefixed() {
            return self.string(quotes);
        }
        if let Some(expected) = swapped(word) {
            // No fix: it may be a word of its own.
            self.report(Kind::JsonIncompleteLiteral { expected }, start, end);
            return self.null(start, end);
        }
        let Some((listed, name)) = listed.and_then(|at| Some((at, *WORDS.get(at)?))) else {
            return self.unquoted_string();
        };
        let (kind, insert) = match listed {
            NOT_FINITE.. => (Kind::JsonNotFinite { found: name }, "null"),
            FOREIGN.. => (Kind::JsonForeignLiteral { found: name, expected: "null" }, "null"),
            _ if exact => (Kind::JsonLiteralCase { expected: name }, name),
            _ => (Kind::JsonIncompleteLiteral { expected: name }, name),
        };
        if word != insert.as_bytes() {
            self.replace(kind, start, end, insert);
        }
        self.leaf(kind_of(listed), start, end, Marks::default())
    }

    /// Python 2's `u` before the quotation marks of a string: it goes.
    fn prefixed(&mut self) -> Option<Quotes> {
        let (start, end) = (self.at, self.at + 1);
        let prefix = self.octet().filter(|octet| matches!(octet, b'u' | b'U'))?;
        let quotes = self.quotes(end)?;
        self.replace(Kind::JsonUnexpectedCharacter { code_point: u32::from(prefix) }, start, end, "");
        self.at = end;
        Some(quotes)
    }

    /// The literal name at hand, in any case, by its position in [`WORDS`].
    pub(super) fn literal_here(&self) -> Option<usize> {
        listed(self.slice(self.at, self.word_end(self.at))).filter(|word| *word < FOREIGN)
    }

    /// Text without quotation marks: to the end of the line, or to what ends a value before.
    #[inline(never)]
    pub(super) fn unquoted_string(&mut self) -> Expect {
        let start = self.at;
        let stop =
            self.run_end(start, |octet| !matches!(octet, b',' | b'}' | b']' | b'{' | b'[' | b'"' | b'(' | 0..0x20));
        let mut end = stop;
        while end > start && self.octet_at(end - 1) == Some(b' ') {
            end -= 1;
        }
        if end == start || !self.is_wordlike(start) {
            return self.unexpected();
        }
        // It goes on in a way that text without quotation marks does not: a call, a part of another string.
        let goes_on = matches!(self.octet_at(stop), Some(b'{' | b'[' | b'"' | b'('));
        let guess = goes_on || self.frames.is_empty() || !self.is_utf8(start, end);
        if !guess {
            self.quote(start, end);
        }
        self.report(Kind::JsonUnquotedString, start, end);
        if guess {
            return Expect::Nothing;
        }
        // What warnings look at is the content, and a string's content lies within its quotation marks.
        self.null(start, end)
    }

    /// True when a word can begin at octet `start`, or a path, a handle or a phone number.
    fn is_wordlike(&self, start: usize) -> bool {
        match self.octet_at(start) {
            Some(octet @ 0..0x80) => is_word(octet) || matches!(octet, b'+' | b'@' | b'/'),
            _ => self.character(start).0.is_some(),
        }
    }

    /// True when the octets `start..end` are text that may lack its opening quotation marks.
    pub(super) fn starts_text(&self, start: usize, end: usize) -> bool {
        self.is_wordlike(start) && self.is_utf8(start, end)
    }

    /// A word where a name should be.
    pub(super) fn unquoted_name(&mut self) -> Expect {
        if self.stands(self.at, b"...") {
            return self.ellipsis(Expect::Name);
        }
        let (start, end) = (self.at, self.word_end(self.at));
        if let Some(comma) = self.digits_around_comma(end) {
            // Of other than three digits it may be a decimal comma.
            if end - start == 3 {
                self.edit(comma, comma + 1, "");
            }
            self.report(Kind::JsonDigitSeparator, comma, comma + 1);
            return self.done(end);
        }
        if let Some(quotes) = self.prefixed() {
            return self.string(quotes);
        }
        if end == start || !self.is_utf8(start, end) {
            return self.unexpected();
        }
        self.quote(start, end);
        self.report(Kind::JsonUnquotedName, start, end);
        self.named(ValueKind::Null, start, end, Marks::default())
    }

    /// The comma right before the octets to `end`, where digits stand on both sides as in `1,000`.
    pub(super) fn digits_around_comma(&self, end: usize) -> Option<usize> {
        let comma = self.comma?;
        let digits_end = |at: usize| self.run_end(at, |octet| octet.is_ascii_digit());
        let after = comma + 1 == self.at && self.at < end && digits_end(self.at) == end;
        (after && comma > 0 && digits_end(comma - 1) == comma).then_some(comma)
    }

    /// True when a word and a colon, or an equals sign, stand at octet `at`.
    #[inline(never)]
    pub(super) fn word_before_colon(&self, at: usize) -> bool {
        let end = self.word_end(at);
        if end == at || end - at > MAX_NAME_OCTETS {
            return false;
        }
        let mut next = end;
        while next < end + MAX_NAME_OCTETS && matches!(self.octet_at(next), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            next += 1;
        }
        matches!(self.octet_at(next), Some(b':' | b'='))
    }

    /// The octet after the word at octet `start`: letters, digits, `_`, `$`, `-`, `.` and anything visible beyond ASCII.
    #[inline(never)]
    pub(super) fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            at = self.run_end(at, is_word);
            if self.octet_at(at).is_none_or(|octet| octet < 0x80) {
                return at;
            }
            let (code_point, octets) = self.character(at);
            if !code_point.is_some_and(is_letter) {
                return at;
            }
            at += octets;
        }
    }

    /// True when the octets `start..end` are UTF-8 without halves of surrogate pairs.
    #[inline(never)]
    pub(super) fn is_utf8(&self, start: usize, end: usize) -> bool {
        core::str::from_utf8(self.slice(start, end)).is_ok()
    }

    /// Adds to the repair what puts octets `start..end`, which are UTF-8, into quotation marks.
    #[inline(never)]
    pub(super) fn quote(&mut self, start: usize, end: usize) {
        let text = self.slice(start, end);
        if find(text, b"\\").is_none() {
            self.edit(start, start, "\"");
            return self.edit(end, end, "\"");
        }
        let mut insert = Vec::new();
        push(&mut insert, b'"');
        for &octet in text {
            if octet == b'\\' {
                push(&mut insert, octet);
            }
            push(&mut insert, octet);
        }
        push(&mut insert, b'"');
        self.edit(start, end, core::str::from_utf8(&insert).unwrap_or_default());
    }
}

/// The literal name of which `word` has two neighbouring letters exchanged.
const fn swapped(word: &[u8]) -> Option<Name> {
    match word {
        b"rtue" | b"ture" | b"treu" => Some("true"),
        b"aflse" | b"flase" | b"fasle" | b"fales" => Some("false"),
        b"unll" | b"nlul" => Some("null"),
        _ => None,
    }
}

/// What a word has of ASCII.
pub(super) const fn is_word(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'$' | b'-' | b'.')
}

/// True for a character beyond ASCII that may be part of a word: no space, no punctuation of U+2000…U+206F or
/// U+3000…U+303F, no full-width form, no half of a surrogate pair.
const fn is_letter(code_point: u32) -> bool {
    !matches!(
        code_point,
        0x80..=0xBF | 0x2000..=0x206F | 0x3000..=0x303F | 0xD800..=0xDFFF | 0xFE00..=0xFE0F | 0xFEFF..=0xFF20
    )
}

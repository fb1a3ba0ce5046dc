//! Words: literal names as other languages write them, and text without quotation marks.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Expect, Reader, edit};
use crate::issue::{Edit, Kind, Name, Span};
use crate::json::scan::{Marks, ValueKind, skip_space};

/// A name without quotation marks is looked for within so many octets.
const MAX_NAME_OCTETS: usize = 128;

/// The three literal names of RFC 8259 §3.
const LITERALS: [(Name, ValueKind); 3] =
    [("true", ValueKind::Boolean), ("false", ValueKind::Boolean), ("null", ValueKind::Null)];

/// Other languages' words for `null`.
const FOREIGN: [Name; 3] = ["None", "nil", "undefined"];

/// Values that JSON has no number for, with and without their sign.
pub(super) const NOT_FINITE: [Name; 3] = ["NaN", "Infinity", "inf"];

/// What an object becomes in JavaScript when it is made a string.
pub(super) const OBJECT_OBJECT: &[u8] = b"[object Object]";

impl Reader<'_> {
    /// A word where a value should be.
    pub(super) fn word(&mut self) -> Expect {
        let (start, end) = (self.at, self.word_end(self.at));
        let word = self.slice(start, end);
        if let Some((literal, kind)) = self.literal_here() {
            let exact = word == literal.as_bytes();
            if !exact {
                let issue = Kind::JsonLiteralCase { expected: literal };
                self.report(issue, Span::new(start, end), edit(start, end, literal));
            }
            return self.leaf(kind, start, end);
        }
        if let Some(&found) = FOREIGN.iter().find(|found| word.eq_ignore_ascii_case(found.as_bytes())) {
            let issue = Kind::JsonForeignLiteral { found, expected: "null" };
            self.report(issue, Span::new(start, end), edit(start, end, "null"));
            return self.leaf(ValueKind::Null, start, end);
        }
        if let Some(&found) = NOT_FINITE.iter().find(|found| word.eq_ignore_ascii_case(found.as_bytes())) {
            self.report(Kind::JsonNotFinite { found }, Span::new(start, end), edit(start, end, "null"));
            return self.leaf(ValueKind::Null, start, end);
        }
        let begins = |(literal, _): &&(Name, ValueKind)| word.len() > 1 && literal.as_bytes().starts_with(word);
        if let Some(&(expected, kind)) = LITERALS.iter().find(begins) {
            let issue = Kind::JsonIncompleteLiteral { expected };
            self.report(issue, Span::new(start, end), edit(start, end, expected));
            return self.leaf(kind, start, end);
        }
        self.unquoted_string()
    }

    /// The literal name at hand, in any case.
    pub(super) fn literal_here(&self) -> Option<(Name, ValueKind)> {
        let word = self.slice(self.at, self.word_end(self.at));
        LITERALS.iter().find(|(literal, _)| word.eq_ignore_ascii_case(literal.as_bytes())).copied()
    }

    /// Text without quotation marks: to the end of the line, or to what ends a value before.
    pub(super) fn unquoted_string(&mut self) -> Expect {
        let start = self.at;
        let rest = self.slice(start, self.text.len());
        let ends = |octet: &u8| matches!(octet, b',' | b'}' | b']' | b'{' | b'[' | b'"' | b'(' | 0..0x20);
        let octets = rest.iter().position(ends).unwrap_or(rest.len());
        let mut end = start + octets;
        while end > start && self.octet_at(end - 1) == Some(b' ') {
            end -= 1;
        }
        let (code_point, _) = self.character(start);
        let wordlike = self.octet().is_some_and(|octet| octet.is_ascii_alphanumeric() || b"_$+-@./".contains(&octet));
        if end == start || !wordlike && code_point.is_none_or(|code_point| code_point < 0x80) {
            return self.unexpected();
        }
        // It goes on in a way that text without quotation marks does not: a call, a part of another string.
        let goes_on = matches!(rest.get(octets), Some(b'{' | b'[' | b'"' | b'('));
        let utf8 = core::str::from_utf8(self.slice(start, end)).is_ok();
        if goes_on || self.frames.is_empty() || !utf8 {
            self.report(Kind::JsonUnquotedString, Span::new(start, end), Vec::new());
            return Expect::Nothing;
        }
        let fix = self.quoted(start, end);
        self.report(Kind::JsonUnquotedString, Span::new(start, end), fix);
        // What warnings look at is the content, and a string's content lies within its quotation marks.
        self.leaf(ValueKind::Null, start, end)
    }

    /// A word where a name should be.
    pub(super) fn unquoted_name(&mut self) -> Expect {
        if self.stands(self.at, b"...") {
            return self.ellipsis(3, Expect::Name);
        }
        let (start, end) = (self.at, self.word_end(self.at));
        if let Some(comma) = self.thousands(end) {
            let kind = Kind::JsonDigitSeparator;
            self.report(kind, Span::new(comma, comma + 1), edit(comma, comma + 1, ""));
            return self.done(end);
        }
        if end == start || core::str::from_utf8(self.slice(start, end)).is_err() {
            return self.unexpected();
        }
        let fix = self.quoted(start, end);
        self.report(Kind::JsonUnquotedName, Span::new(start, end), fix);
        self.named(ValueKind::Null, Span::new(start, end), Marks::default())
    }

    /// The comma right before the octets to `end`, where it separates thousands as in `1,000`.
    fn thousands(&self, end: usize) -> Option<usize> {
        let comma = self.comma?;
        let digit = |at: usize| self.octet_at(at).is_some_and(|octet| octet.is_ascii_digit());
        let three = comma + 1 == self.at && end == self.at + 3 && (self.at..end).all(digit);
        (three && comma > 0 && digit(comma - 1)).then_some(comma)
    }

    /// True when a word and a colon, or an equals sign, stand at octet `at`.
    pub(super) fn word_before_colon(&self, at: usize) -> bool {
        let end = self.word_end(at);
        if end == at || end - at > MAX_NAME_OCTETS {
            return false;
        }
        let next = skip_space(self.slice(0, self.text.len().min(end + MAX_NAME_OCTETS)), end);
        matches!(self.octet_at(next), Some(b':' | b'='))
    }

    /// The octet after the word at octet `start`: letters, digits, `_`, `$`, `-`, `.` and anything visible beyond ASCII.
    pub(super) fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(octet) = self.octet_at(at) {
            let in_word = octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'$' | b'-' | b'.');
            if !in_word && octet < 0x80 || octet >= 0x80 && !self.is_letter(at) {
                break;
            }
            at += if octet < 0x80 { 1 } else { self.character(at).1 };
        }
        at
    }

    /// True for a character beyond ASCII that may be part of a word: no space, no punctuation of U+2000…U+206F or
    /// U+3000…U+303F, no full-width form, no half of a surrogate pair.
    fn is_letter(&self, at: usize) -> bool {
        match self.character(at).0 {
            Some(code_point) => !matches!(
                code_point,
                0x80..=0xBF | 0x2000..=0x206F | 0x3000..=0x303F | 0xD800..=0xDFFF | 0xFE00..=0xFE0F | 0xFEFF..=0xFF20
            ),
            None => false,
        }
    }

    /// The edits that put octets `start..end` into quotation marks.
    pub(super) fn quoted(&self, start: usize, end: usize) -> Vec<Edit> {
        let text = String::from_utf8_lossy(self.slice(start, end));
        if !text.contains('\\') {
            return alloc::vec![Edit::new(Span::at(start), "\""), Edit::new(Span::at(end), "\"")];
        }
        let mut insert = String::from("\"");
        text.chars().for_each(|char| match char {
            '\\' => insert.push_str("\\\\"),
            _ => insert.push(char),
        });
        insert.push('"');
        edit(start, end, &insert)
    }
}

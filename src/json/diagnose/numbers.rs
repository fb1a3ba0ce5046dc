//! Numbers that RFC 8259 §6 does not know.

use alloc::string::String;
use alloc::vec::Vec;

use super::words::NOT_FINITE;
use super::{Expect, Reader, edit};
use crate::issue::{Edit, Kind, Span};
use crate::json::scan::{self, ValueKind, Verdict};

/// ITU-T E.164: the digits that a `+` stands before in a phone number.
const PHONE_DIGITS: core::ops::RangeInclusive<usize> = 8..=15;

impl Reader<'_> {
    /// Something that starts as a number does.
    pub(super) fn number(&mut self) -> Expect {
        let start = self.at;
        let end = self.token_end(start);
        if self.goes_on_as_text(end) {
            return self.unquoted_string();
        }
        if scan::number(self.text, start, &mut Verdict) == Some(end) {
            scan::number(self.text, start, &mut self.tape);
            return self.done(end);
        }
        if self.slice(start, end).starts_with(b"...") {
            return if self.frames.is_empty() { self.unexpected() } else { self.ellipsis_as_value(start) };
        }
        match self.mistake(start, end) {
            Some((kind, fix)) => {
                self.report(kind, Span::new(start, end), fix);
                let value = self.leaf(ValueKind::Null, start, end);
                // A sign alone may belong to what comes after a space.
                if end == start + 1 { Expect::Nothing } else { value }
            }
            None => self.unquoted_string(),
        }
    }

    /// True when what follows a member's number on its line makes text of it, as in `12:30`, `50%` or `98765 43210`.
    fn goes_on_as_text(&self, end: usize) -> bool {
        let in_object = self.frames.last().is_some_and(|frame| frame.kind == ValueKind::Object);
        let gap = self.slice(end, self.text.len()).iter().take_while(|octet| **octet == b' ').count();
        let next = end + gap;
        let text = match self.octet_at(next) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'(') => gap > 0 && !self.word_before_colon(next),
            Some(b':' | b'%' | b'@') => gap == 0,
            _ => false,
        };
        in_object && text
    }

    /// `...` in the place of an element is a gap, not a value.
    fn ellipsis_as_value(&mut self, start: usize) -> Expect {
        self.ellipsis(3, Expect::Comma);
        self.leaf(ValueKind::Null, start, start + 3)
    }

    /// What is wrong with the number in the octets `start..end`, and its repair.
    fn mistake(&self, start: usize, end: usize) -> Option<(Kind, Vec<Edit>)> {
        let token = self.slice(start, end);
        let signed = matches!(token.first(), Some(b'-' | b'+'));
        let first = start + usize::from(signed);
        let digits = self.slice(first, end);
        if let Some(&found) = NOT_FINITE.iter().find(|found| digits.eq_ignore_ascii_case(found.as_bytes())) {
            return Some((Kind::JsonNotFinite { found }, edit(start, end, "null")));
        }
        if token.first() == Some(&b'+') {
            return self.plus_sign(start, end);
        }
        match digits {
            [] => Some((Kind::JsonMissingDigits { part: "integer" }, Vec::new())),
            [b'0', b'x' | b'X', rest @ ..] => Some(self.radix(16, rest, start, end, signed)),
            [b'0', b'o' | b'O', rest @ ..] => Some(self.radix(8, rest, start, end, signed)),
            [b'0', b'b' | b'B', rest @ ..] => Some(self.radix(2, rest, start, end, signed)),
            [b'0', b'0'..=b'9', ..] => self.leading_zero(first, end, signed),
            [b'.', b'0'..=b'9', ..] => {
                self.if_number(Kind::JsonMissingDigits { part: "integer" }, edit(first, first, "0"))
            }
            [integer @ .., b'n'] if integer.iter().all(u8::is_ascii_digit) => {
                self.if_number(Kind::JsonBigintSuffix, edit(end - 1, end, ""))
            }
            [.., b'e' | b'E'] | [.., b'e' | b'E', b'+' | b'-'] => {
                self.digits_only(first).map(|_| (Kind::JsonMissingDigits { part: "exponent" }, Vec::new()))
            }
            _ => self.fraction(first, end).or_else(|| self.separators(first, end)),
        }
    }

    /// `kind` with `fix`, if that makes a number of what stands here.
    fn if_number(&self, kind: Kind, fix: Vec<Edit>) -> Option<(Kind, Vec<Edit>)> {
        let (start, end) = (self.at, self.token_end(self.at));
        let mut mended = Vec::with_capacity(end - start + 1);
        let mut done = start;
        for edit in &fix {
            mended.extend_from_slice(self.slice(done, edit.span.start));
            mended.extend_from_slice(edit.insert.as_bytes());
            done = edit.span.end;
        }
        mended.extend_from_slice(self.slice(done, end));
        (scan::number(&mended, 0, &mut Verdict) == Some(mended.len())).then_some((kind, fix))
    }

    /// A number after `+`; a phone number (ITU-T E.164) keeps it, as a string.
    fn plus_sign(&self, start: usize, end: usize) -> Option<(Kind, Vec<Edit>)> {
        let digits = self.slice(start + 1, end);
        let phone = PHONE_DIGITS.contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
        if phone && digits.first() != Some(&b'0') {
            return Some((Kind::JsonPlusSign, self.quoted(start, end)));
        }
        self.if_number(Kind::JsonPlusSign, edit(start, start + 1, ""))
    }

    fn radix(&self, radix: u32, digits: &[u8], start: usize, end: usize, signed: bool) -> (Kind, Vec<Edit>) {
        let kind = Kind::JsonRadix { radix };
        let value = digits.iter().try_fold(0u64, |value, &digit| {
            let value = value * u64::from(radix) + u64::from((digit as char).to_digit(radix)?);
            (value < 1 << 53).then_some(value)
        });
        match value {
            Some(value) if !digits.is_empty() => {
                let sign = if signed { 1 } else { 0 };
                (kind, edit(start + sign, end, &decimal(value)))
            }
            _ => (kind, Vec::new()),
        }
    }

    /// Zeros before the first digit: an integer's are kept, in a string; others mean nothing.
    fn leading_zero(&self, first: usize, end: usize, signed: bool) -> Option<(Kind, Vec<Edit>)> {
        let digits = self.slice(first, end);
        if !signed && digits.iter().all(u8::is_ascii_digit) {
            return Some((Kind::JsonLeadingZero, self.quoted(first, end)));
        }
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        let kept = usize::from(!digits.get(zeros).is_some_and(u8::is_ascii_digit));
        self.if_number(Kind::JsonLeadingZero, edit(first, first + zeros - kept.min(zeros), ""))
    }

    /// A point without digits after it.
    fn fraction(&self, first: usize, end: usize) -> Option<(Kind, Vec<Edit>)> {
        let point = self.digits_only(first)?;
        if self.octet_at(point) != Some(b'.')
            || point + 1 < end && !matches!(self.octet_at(point + 1), Some(b'e' | b'E'))
        {
            return None;
        }
        self.if_number(Kind::JsonMissingDigits { part: "fraction" }, edit(point, point + 1, ""))
    }

    /// Underscores between digits.
    fn separators(&self, first: usize, end: usize) -> Option<(Kind, Vec<Edit>)> {
        let places = (first..end).filter(|&at| self.octet_at(at) == Some(b'_'));
        let fix: Vec<Edit> = places.map(|at| Edit::new(Span::new(at, at + 1), String::new())).collect();
        if fix.is_empty() {
            return None;
        }
        self.if_number(Kind::JsonDigitSeparator, fix)
    }

    /// The octet after the digits at octet `first`, if there are any.
    fn digits_only(&self, first: usize) -> Option<usize> {
        let digits = self.slice(first, self.text.len()).iter().take_while(|octet| octet.is_ascii_digit()).count();
        (digits > 0).then_some(first + digits)
    }

    /// The octet after what belongs to a number, or would like to.
    fn token_end(&self, start: usize) -> usize {
        let rest = self.slice(start, self.text.len());
        let belongs = |octet: &&u8| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-' | b'.' | b'_');
        start + rest.iter().take_while(belongs).count()
    }
}

/// `value` in decimal digits.
fn decimal(mut value: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b'0' + (value % 10) as u8);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    digits.iter().rev().map(|&digit| digit as char).collect()
}

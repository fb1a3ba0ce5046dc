//! Numbers that RFC 8259 §6 does not know.

use alloc::string::String;
use alloc::vec::Vec;

use super::words::{NOT_FINITE, WORDS, listed};
use super::{Expect, Reader};
use crate::issue::Kind;
use crate::json::scan::{self, Marks, ValueKind, hexadecimal_digit};

/// ITU-T E.164: the digits that a `+` stands before in a phone number.
const PHONE_DIGITS: core::ops::RangeInclusive<usize> = 8..=15;

impl Reader<'_> {
    /// Something that starts as a number does.
    pub(super) fn number(&mut self) -> Expect {
        let start = self.at;
        let end = self.token_end(start);
        if self.octet_at(end) == Some(b'#') && self.octet_at(end - 1) == Some(b'.') {
            // Microsoft's C library prints `1.#INF`, `1.#QNAN`, `-1.#IND`.
            let found = if self.stands(end, b"#INF") { "Infinity" } else { "NaN" };
            let end = self.run_end(end + 1, |octet| octet.is_ascii_alphanumeric());
            self.replace(Kind::JsonNotFinite { found }, start, end, "null");
            return self.null(start, end);
        }
        if self.goes_on_as_text(end) {
            return self.unquoted_string();
        }
        if let Some((number_end, doubtful)) = scan::number(self.text, start)
            && number_end == end
        {
            return self.leaf(ValueKind::Number, start, end, Marks { escapes: false, doubtful });
        }
        if self.stands(start, b"...") {
            // In the place of an element it is a gap, not a value.
            return match self.innermost() {
                ValueKind::Null => self.unexpected(),
                _ => {
                    self.ellipsis(Expect::Comma);
                    self.null(start, start + 3)
                }
            };
        }
        match self.mistake(start, end) {
            Some(kind) => {
                self.report(kind, start, end);
                let value = self.null(start, end);
                // A sign alone may belong to what comes after a space.
                if end == start + 1 { Expect::Nothing } else { value }
            }
            None => {
                self.fix.clear();
                self.unquoted_string()
            }
        }
    }

    /// True when what follows a member's number on its line makes text of it, as in `12:30`, `50%` or `98765 43210`.
    fn goes_on_as_text(&self, end: usize) -> bool {
        let next = self.run_end(end, |octet| octet == b' ');
        let text = match self.octet_at(next) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'(') => next > end && !self.word_before_colon(next),
            Some(b':' | b'%' | b'@') => next == end,
            _ => false,
        };
        text && self.innermost() == ValueKind::Object
    }

    /// What is wrong with the number in the octets `start..end`, and its repair.
    fn mistake(&mut self, start: usize, end: usize) -> Option<Kind> {
        let sign = self.octet_at(start).filter(|octet| matches!(octet, b'-' | b'+'));
        let first = start + usize::from(sign.is_some());
        let digits = self.slice(first, end);
        if let Some(found) = listed(digits).filter(|word| *word >= NOT_FINITE).and_then(|word| WORDS.get(word)) {
            self.edit(start, end, "null");
            return Some(Kind::JsonNotFinite { found });
        }
        let digits_end = self.run_end(first, |octet| octet.is_ascii_digit());
        let only_digits = digits_end == end && digits_end > first;
        let second = self.octet_at(first + 1).filter(|_| first + 1 < end);
        if sign == Some(b'+') {
            // A phone number (ITU-T E.164) keeps its sign, as a string.
            if only_digits && PHONE_DIGITS.contains(&digits.len()) && self.octet_at(first) != Some(b'0') {
                self.quote(start, end);
                return Some(Kind::JsonPlusSign);
            }
            self.edit(start, first, "");
            return self.if_number(Kind::JsonPlusSign, start, end);
        }
        if first == end {
            return Some(Kind::JsonMissingDigits { part: "integer" });
        }
        match (self.octet_at(first), second) {
            (Some(b'0'), Some(b'x' | b'X')) => return Some(self.radix(16, first, end)),
            (Some(b'0'), Some(b'o' | b'O')) => return Some(self.radix(8, first, end)),
            (Some(b'0'), Some(b'b' | b'B')) => return Some(self.radix(2, first, end)),
            (Some(b'0'), Some(b'0'..=b'9')) => {
                // An integer's zeros are kept, in a string; others mean nothing.
                if only_digits && self.digits_around_comma(end).is_some() {
                    // The rest of a number with separators, or an element.
                    return Some(Kind::JsonDigitSeparator);
                }
                if only_digits && sign.is_none() {
                    self.quote(first, end);
                    return Some(Kind::JsonLeadingZero);
                }
                let zeros = self.run_end(first, |octet| octet == b'0');
                self.edit(first, if zeros < digits_end { zeros } else { zeros - 1 }, "");
                return self.if_number(Kind::JsonLeadingZero, start, end);
            }
            (Some(b'.'), Some(b'0'..=b'9')) => {
                self.edit(first, first, "0");
                return self.if_number(Kind::JsonMissingDigits { part: "integer" }, start, end);
            }
            _ => {}
        }
        match self.octet_at(end - 1) {
            Some(b'n') if digits_end == end - 1 => {
                self.edit(end - 1, end, "");
                return self.if_number(Kind::JsonBigintSuffix, start, end);
            }
            Some(b'e' | b'E') => return self.no_exponent(digits_end, first),
            Some(b'+' | b'-') if matches!(digits, [.., b'e' | b'E', _]) => return self.no_exponent(digits_end, first),
            _ => {}
        }
        // A point without digits after it.
        if digits_end > first
            && self.octet_at(digits_end) == Some(b'.')
            && (digits_end + 1 >= end || matches!(self.octet_at(digits_end + 1), Some(b'e' | b'E')))
        {
            self.edit(digits_end, digits_end + 1, "");
            let kind = self.if_number(Kind::JsonMissingDigits { part: "fraction" }, start, end);
            if kind.is_some() {
                return kind;
            }
            self.fix.clear();
        }
        // Underscores between digits.
        for at in first..end {
            if self.octet_at(at) == Some(b'_') {
                self.edit(at, at + 1, "");
            }
        }
        self.if_number(Kind::JsonDigitSeparator, start, end)
    }

    fn no_exponent(&self, digits_end: usize, first: usize) -> Option<Kind> {
        (digits_end > first).then_some(Kind::JsonMissingDigits { part: "exponent" })
    }

    /// `kind`, if the repair makes a number of the octets `start..end`.
    #[inline(never)]
    fn if_number(&self, kind: Kind, start: usize, end: usize) -> Option<Kind> {
        let mut mended = Vec::with_capacity(end - start + 1);
        let mut done = start;
        for edit in &self.fix {
            mended.extend_from_slice(self.slice(done, edit.span.start));
            mended.extend_from_slice(edit.insert.as_bytes());
            done = edit.span.end;
        }
        mended.extend_from_slice(self.slice(done, end));
        let is_number = scan::number(&mended, 0).is_some_and(|(number_end, _)| number_end == mended.len());
        (is_number && !self.fix.is_empty()).then_some(kind)
    }

    /// An integer of another radix than ten, from octet `first` on.
    #[inline(never)]
    fn radix(&mut self, radix: u32, first: usize, end: usize) -> Kind {
        let mut value = 0u64;
        let mut known = first + 2 < end;
        for octet in self.slice(first + 2, end) {
            match hexadecimal_digit(*octet) {
                Some(digit) if digit < radix && value < 1 << 53 => {
                    value = value * u64::from(radix) + u64::from(digit);
                }
                _ => known = false,
            }
        }
        if known && value < 1 << 53 {
            let digits = decimal(value);
            self.edit(first, end, &digits);
        }
        Kind::JsonRadix { radix }
    }

    /// The octet after what belongs to a number, or would like to.
    fn token_end(&self, start: usize) -> usize {
        self.run_end(start, |octet| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-' | b'.' | b'_'))
    }
}

/// `value`, which is less than 2⁵³, in decimal digits.
fn decimal(value: u64) -> String {
    let mut digits = String::new();
    let mut unit = 10_000_000_000_000_000;
    while unit > 0 {
        let digit = (value / unit % 10) as u8;
        if digit > 0 || unit == 1 || !digits.is_empty() {
            digits.push((b'0' + digit) as char);
        }
        unit /= 10;
    }
    digits
}

//! Strings: whose quotation marks they have, and what becomes of them.

use super::{Expect, Reader};
use crate::issue::Kind;
use crate::json::scan::{Marks, ValueKind};

/// Whose quotation marks a string has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// `"`, JSON's own.
    Double,
    /// `'`
    Single,
    /// `` ` ``
    Backtick,
    /// `“”„‟«»`
    SmartDouble,
    /// `‘’‚‛`
    SmartSingle,
}

impl Quotes {
    /// True when quotation marks `other` may close what these have opened.
    pub(super) fn closed_by(self, other: Quotes) -> bool {
        self == other
            || self == Quotes::SmartDouble && other == Quotes::Double
            || self == Quotes::SmartSingle && other == Quotes::Single
    }

    /// The mistake of a string in these.
    pub(super) const fn kind(self) -> Option<Kind> {
        match self {
            Quotes::Double => None,
            Quotes::Single => Some(Kind::JsonSingleQuotes),
            Quotes::Backtick => Some(Kind::JsonBackticks),
            Quotes::SmartDouble | Quotes::SmartSingle => Some(Kind::JsonSmartQuotes),
        }
    }
}

/// What a string is in the grammar; it tells which octets can follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The name of a member.
    Name,
    /// The value of a member.
    Member,
    /// An element, or the whole text.
    Element,
}

impl Reader<'_> {
    /// The quotation marks at octet `at`.
    #[inline(never)]
    pub(super) fn quotes(&self, at: usize) -> Option<Quotes> {
        match self.octet_at(at) {
            Some(b'"') => Some(Quotes::Double),
            Some(b'\'') => Some(Quotes::Single),
            Some(b'`') => Some(Quotes::Backtick),
            Some(0xC2) if matches!(self.octet_at(at + 1), Some(0xAB | 0xBB)) => Some(Quotes::SmartDouble),
            Some(0xE2) if self.octet_at(at + 1) == Some(0x80) => match self.octet_at(at + 2) {
                Some(0x9C..=0x9F) => Some(Quotes::SmartDouble),
                Some(0x98..=0x9B) => Some(Quotes::SmartSingle),
                _ => None,
            },
            _ => None,
        }
    }

    /// How many octets the quotation marks at octet `at` have.
    pub(super) fn quote_octets(&self, at: usize) -> usize {
        match self.octet_at(at) {
            Some(0xE2) => 3,
            Some(0xC2) => 2,
            _ => 1,
        }
    }

    /// RFC 8259 §7, string, in any quotation marks.
    #[inline(never)]
    pub(super) fn string(&mut self, quotes: Quotes) -> Expect {
        let mut role = match self.innermost() {
            ValueKind::Object if self.has_name() => Role::Member,
            ValueKind::Object => Role::Name,
            _ => Role::Element,
        };
        let open = self.at;
        let start = open + self.quote_octets(open);
        let mut end = self.string_end(start, quotes, role);
        if end.truncated && quotes != Quotes::Double {
            // Opened with one kind of marks and closed with another.
            end = self.string_end(start, Quotes::Double, role);
        }
        let after = end.content + end.quote_octets;
        if end.quote_octets > 0 && self.octet_after_space(after) == Some(b':') {
            match role {
                // Elements are followed by a name: their bracket is missing.
                Role::Element if self.ends_before_comma(ValueKind::Array, ValueKind::Object) => role = Role::Name,
                Role::Member => return self.missing_brace(open),
                _ => {}
            }
        }
        let marks = self.report_faults(open, start, end, quotes);
        if end.quote_octets == 0 && !end.truncated {
            // Other marks than straight ones are mended at both ends or at neither.
            if !end.guess && quotes == Quotes::Double {
                self.edit(after, after, "\"");
            }
            self.report(Kind::JsonUnclosedString, after, after);
        }
        let expect = match role {
            Role::Name if start - open == 1 && end.quote_octets == 1 => {
                self.named(ValueKind::String, open, after, marks)
            }
            Role::Name => self.named(ValueKind::Null, start, end.content, Marks::default()),
            _ if end.truncated => Expect::Comma,
            _ => self.leaf(ValueKind::String, open, after, marks),
        };
        if end.truncated {
            self.at = end.content;
            return self.truncated(if role == Role::Name { None } else { Some("\"") }, end.guess);
        }
        self.at = after;
        self.value_end = after;
        if end.guess || end.quote_octets == 0 && quotes != Quotes::Double { Expect::Nothing } else { expect }
    }

    /// True when the plus sign at hand joins the string before it with another.
    pub(super) fn joins_strings(&self) -> bool {
        // A value ends before the plus sign, so there is an octet before its end.
        self.octet_at(self.value_end.wrapping_sub(1)) == Some(b'"') && self.octet_after_space(self.at + 1) == Some(b'"')
    }

    /// Reads the string after a plus sign as the rest of the one before it.
    pub(super) fn concatenated(&mut self) -> Expect {
        let start = self.skip(self.at + 1) + 1;
        self.replace(Kind::JsonConcatenatedStrings, self.value_end - 1, start, "");
        let role = if self.innermost() == ValueKind::Object { Role::Member } else { Role::Element };
        let end = self.string_end(start, Quotes::Double, role);
        self.report_faults(start - 1, start, end, Quotes::Double);
        if end.truncated {
            self.at = end.content;
            return self.truncated(Some("\""), end.guess);
        }
        self.done(end.content + end.quote_octets)
    }
}

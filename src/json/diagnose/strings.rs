//! Strings: whose quotation marks they have, and where they end.

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
    fn closed_by(self, other: Quotes) -> bool {
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
enum Role {
    /// The name of a member.
    Name,
    /// The value of a member.
    Member,
    /// An element, or the whole text.
    Element,
}

/// Whether the quotation marks at hand end the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closes {
    Yes,
    /// What follows cannot follow a string: they are a part of it.
    No,
    /// They end the name of the next member: the string's own are missing.
    Never,
}

/// How a string ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// End of the content.
    pub(super) content: usize,
    /// Octets of the closing quotation marks; none where they are missing.
    pub(super) quote_octets: usize,
    /// True where the text ends first.
    pub(super) truncated: bool,
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
    fn quote_octets(&self, at: usize) -> usize {
        match self.octet_at(at) {
            Some(0xE2) => 3,
            Some(0xC2) => 2,
            _ => 1,
        }
    }

    /// RFC 8259 §7, string, in any quotation marks.
    #[inline(never)]
    pub(super) fn string(&mut self, quotes: Quotes) -> Expect {
        let role = match self.innermost() {
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
        let marks = self.report_faults(open, start, end, quotes);
        let after = end.content + end.quote_octets;
        if end.quote_octets == 0 && !end.truncated {
            self.replace(Kind::JsonUnclosedString, after, after, "\"");
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
            self.at = self.text.len();
            return self.truncated(if role == Role::Name { None } else { Some("\"") });
        }
        self.at = after;
        self.value_end = after;
        expect
    }

    /// Where the string whose content starts at octet `start` ends.
    ///
    /// The first quotation marks that something can follow as it does; not the first at all, since what people forget
    /// most is to escape them. Where no such marks come, the string ends with its line, or at its first marks.
    #[inline(never)]
    fn string_end(&mut self, start: usize, quotes: Quotes, role: Role) -> End {
        let mut at = start;
        let mut candidate: Option<End> = None;
        let mut line_end = None;
        // The last octet that is no white space; a line break counts.
        let mut before = b'x';
        while let Some(octet) = self.octet_at(at) {
            let closing = self.quotes(at).is_some_and(|marks| quotes.closed_by(marks));
            match octet {
                b'\\' => at += 1,
                b'\n' | b'\r' => {
                    line_end = line_end.or(Some(at));
                    before = b'\n';
                }
                _ if closing => {
                    let end = End { content: at, quote_octets: self.quote_octets(at), truncated: false };
                    let closes = self.closes(at + end.quote_octets, role);
                    if closes == Closes::Yes {
                        return end;
                    }
                    let opens = matches!(before, b'\n' | b',' | b'{' | b'[' | b':');
                    if closes == Closes::Never || candidate.is_none() && line_end.is_some() && opens {
                        self.no_close_before = self.no_close_before.max(at);
                        if let Some(end) = candidate.filter(|_| closes == Closes::Never) {
                            return self.ends_before_comma(start, end);
                        }
                        break;
                    }
                    candidate = candidate.or(Some(end));
                    if at < self.no_close_before {
                        break;
                    }
                    before = octet;
                }
                b' ' | b'\t' => {}
                _ => before = octet,
            }
            at += 1;
        }
        match (candidate, line_end) {
            (Some(end), Some(line_end)) if end.content > line_end => self.ends_with_line(start, line_end),
            (Some(end), _) => {
                self.no_close_before = self.no_close_before.max(at);
                end
            }
            (None, Some(line_end)) => self.ends_with_line(start, line_end),
            (None, None) => End { content: self.text.len(), quote_octets: 0, truncated: true },
        }
    }

    /// The string ends at quotation marks `end`, unless these open the name of the next member: then before the comma.
    fn ends_before_comma(&self, start: usize, end: End) -> End {
        let before = self.slice(start, end.content).trim_ascii_end();
        match before.strip_suffix(b",") {
            Some(content) => End { content: start + content.len(), quote_octets: 0, truncated: false },
            None => end,
        }
    }

    /// The string ends before the comma at the end of its line, if there is one.
    fn ends_with_line(&self, start: usize, line_end: usize) -> End {
        let line = self.slice(start, line_end).trim_ascii_end();
        let content = line.strip_suffix(b",").map_or(line, <[u8]>::trim_ascii_end);
        End { content: start + content.len(), quote_octets: 0, truncated: false }
    }

    /// Whether quotation marks can end a string of this role, by what stands at octet `after`, behind them.
    fn closes(&self, after: usize, role: Role) -> Closes {
        let next = self.skip(after);
        let gap = next > after;
        let new_line = self.line_breaks(after, next);
        let name = role == Role::Name;
        let closes = match self.octet_at(next) {
            None | Some(b'}' | b']' | b';') => true,
            Some(b':') if role == Role::Member => return Closes::Never,
            Some(b':') => true,
            Some(b',') => role != Role::Member || self.comma_separates(next),
            Some(b'=') => name || new_line,
            Some(b'"' | b'\'' | b'`' | b'#') => gap,
            Some(b'/') => matches!(self.octet_at(next + 1), Some(b'/' | b'*')),
            Some(b'+') => self.quotes(self.skip(next + 1)).is_some(),
            Some(b'{' | b'[' | b'-' | b'0'..=b'9') if name => gap,
            Some(b't' | b'f' | b'n') if name => gap && self.placed_literal(next),
            Some(0x80..) => new_line || self.passes_for_structure(next),
            Some(_) => new_line,
        };
        if closes { Closes::Yes } else { Closes::No }
    }

    /// True when the comma at octet `comma` separates two members: a name follows, or the end.
    fn comma_separates(&self, comma: usize) -> bool {
        let next = self.skip(comma + 1);
        match self.octet_at(next) {
            None | Some(b'}' | b']' | b'{' | b'/' | b'#' | b',' | b':' | b'.') => true,
            Some(_) => self.line_breaks(comma + 1, next) || self.quotes(next).is_some() || self.word_before_colon(next),
        }
    }

    /// True when a line ends in the white space of octets `start..end`.
    fn line_breaks(&self, start: usize, end: usize) -> bool {
        self.run_end(start, |octet| matches!(octet, b' ' | b'\t')) < end
    }

    fn placed_literal(&self, at: usize) -> bool {
        self.stands(at, b"true") || self.stands(at, b"false") || self.stands(at, b"null")
    }

    /// True for full-width punctuation and for the invisible, which people take for JSON's.
    fn passes_for_structure(&self, at: usize) -> bool {
        self.word_end(at) == at && self.quotes(at).is_none()
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
            self.at = self.text.len();
            return self.truncated(Some("\""));
        }
        self.done(end.content + end.quote_octets)
    }
}

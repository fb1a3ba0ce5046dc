//! Where strings end: at their quotation marks, or where these are missing.
//!
//! People forget to escape quotation marks, and they forget the marks themselves. Which it was is told by what stands
//! around the marks: what follows them, and whether structure stands before them as it does where a string opens. Where
//! both remain possible the string ends without a repair, and so does the reading.

use super::strings::{Quotes, Role};
use super::words::MAX_NAME_OCTETS;
use super::{Expect, Reader};
use crate::issue::Kind;
use crate::json::scan::{self, ValueKind};

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
    /// True where the marks are missing and may have stood in more than one place.
    pub(super) guess: bool,
}

impl End {
    const fn marks(content: usize, quote_octets: usize) -> End {
        End { content, quote_octets, truncated: false, guess: false }
    }

    /// Missing marks belong at `place`; if that is not known, the string is read up to `limit`.
    fn missing(place: Option<usize>, limit: usize) -> End {
        End { guess: place.is_none(), ..End::marks(place.unwrap_or(limit), 0) }
    }
}

/// Quotation marks in a string that do not end it.
#[derive(Clone, Copy, Debug)]
struct Inner {
    end: End,
    /// True where a string would open: behind structure, and not before a comma.
    opens: bool,
}

impl Reader<'_> {
    /// Where the string whose content starts at octet `start` ends.
    ///
    /// The first quotation marks that something can follow as it does; not the first at all, since what people forget
    /// most is to escape them. Where no such marks come, the string ends with its line, or at its first marks.
    #[inline(never)]
    pub(super) fn string_end(&mut self, start: usize, quotes: Quotes, role: Role) -> End {
        let mut at = start;
        // Of the marks that do not end the string: the first, the last and how many.
        let mut first: Option<Inner> = None;
        let mut last: Option<Inner> = None;
        let mut count = 0u32;
        let mut line_end = None;
        let mut before = b'x';
        while let Some(octet) = self.octet_at(at) {
            let closing = self.quotes(at).is_some_and(|marks| quotes.closed_by(marks));
            match octet {
                b'\\' if self.octet_at(at + 1) == Some(b'"') && self.ends_path(start, at, role) => {
                    return End::marks(at + 1, 1);
                }
                b'\\' => {
                    at += 1;
                    before = octet;
                }
                b'\n' | b'\r' => {
                    if role == Role::Name && first.is_some() {
                        break;
                    }
                    line_end = line_end.or(Some(at));
                    before = b'\n';
                }
                _ if closing => {
                    let end = End::marks(at, self.quote_octets(at));
                    let closes = self.closes(at + end.quote_octets, role, first.is_some());
                    if closes != Closes::Never && first.is_none() && self.is_name_with_value(start, at, role) {
                        break;
                    }
                    if closes == Closes::Yes || role == Role::Name && at == start {
                        return self.among(start, first, last, count, end, role);
                    }
                    let behind = matches!(before, b'\n' | b',' | b'{' | b'[');
                    let inner = Inner { end, opens: behind && self.octet_at(at + 1) != Some(b',') };
                    if closes == Closes::Never || first.is_none() && line_end.is_some() && (behind || before == b':') {
                        self.no_close_before = self.no_close_before.max(at);
                        if closes == Closes::Never
                            && let (Some(first), Some(last)) = (first, last)
                        {
                            return self.before_name(start, first, last, count, role);
                        }
                        break;
                    }
                    first = first.or(Some(inner));
                    last = Some(inner);
                    count += 1;
                    if at < self.no_close_before {
                        break;
                    }
                    before = octet;
                }
                b' ' | b'\t' => {}
                _ if role == Role::Name && first.is_some() && is_structure(octet) => break,
                _ => before = octet,
            }
            at += 1;
        }
        if first.is_none() && role == Role::Name {
            let word_end = self.word_end(start);
            if word_end > start && self.octet_after_space(word_end) == Some(b':') {
                return End::marks(word_end, 0);
            }
        }
        match (first.map(|inner| inner.end), line_end) {
            (Some(end), Some(line_end)) if end.content > line_end => self.ends_with_line(start, line_end, role),
            (Some(end), _) => {
                self.no_close_before = self.no_close_before.max(at);
                end
            }
            (None, Some(line_end)) => self.ends_with_line(start, line_end, role),
            (None, None) => self.ends_with_text(start, quotes, role),
        }
    }

    /// The marks `end` can close the string, and in it are others: they want escaping, unless they tell that marks are
    /// missing.
    fn among(&self, start: usize, first: Option<Inner>, last: Option<Inner>, count: u32, end: End, role: Role) -> End {
        let (Some(first), Some(last), Role::Element) = (first, last, role) else { return end };
        let adjacent = last.end.content == first.end.content + 1 && self.octet_at(first.end.content) == Some(b'"');
        match count % 2 {
            // `"a,"b"`: the last of them opens what `end` closes.
            1 if last.opens => self.before_marks(start, last.end.content, role),
            // `"a"5,"b"` and `"a""b"`: the first closes, and something is missing behind it.
            0 if last.opens || count == 2 && adjacent => first.end,
            _ => end,
        }
    }

    /// The string ends before a member whose name the marks at hand close.
    fn before_name(&self, start: usize, first: Inner, last: Inner, count: u32, role: Role) -> End {
        if last.opens && count % 2 == 1 { self.before_marks(start, last.end.content, role) } else { first.end }
    }

    /// The string ends before the structure that stands between it and the marks at octet `marks`, which open another.
    fn before_marks(&self, start: usize, marks: usize, role: Role) -> End {
        End::missing(self.before_structure(start, marks, role).filter(|end| *end < marks), marks)
    }

    /// The string ends with its line, but for the structure there.
    fn ends_with_line(&self, start: usize, line_end: usize, role: Role) -> End {
        // A name's line has more on it than the name.
        let place = if role == Role::Name { None } else { self.before_structure(start, line_end, role) };
        End::missing(place, self.back(start, line_end, is_space))
    }

    /// The text ends before the string does, or its last brackets belong to what is open.
    fn ends_with_text(&self, start: usize, quotes: Quotes, role: Role) -> End {
        let whole = self.back(start, self.text.len(), is_space);
        if quotes == Quotes::Double
            && let Some(end) = self.before_structure(start, whole, role)
        {
            let (mut at, mut brackets) = (end, 0);
            while at < whole {
                brackets += usize::from(self.octet_at(at).is_some_and(is_structure));
                at += 1;
            }
            if brackets > 0 && brackets == self.frames.len() {
                return End::marks(end, 0);
            }
        }
        // A bracket at the end may be the string's or close what is around it.
        let guess = match self.octet_at(whole.wrapping_sub(1)) {
            Some(b'}') => self.innermost() == ValueKind::Object,
            Some(b']') => self.innermost() == ValueKind::Array,
            _ => false,
        };
        // Half an escape sequence goes, so that quotation marks can follow.
        let mut content = self.text.len();
        let digits = self.back(start, content, |octet| octet.is_ascii_hexdigit());
        let backslash = if self.octet_at(digits.wrapping_sub(1)) == Some(b'u') { digits - 1 } else { content };
        if self.is_escaped(start, backslash) && scan::escape(self.text, backslash - 1).is_none() {
            content = backslash - 1;
        }
        End { truncated: true, guess, ..End::marks(content, 0) }
    }

    /// The octet from which on, up to octet `end`, `belongs` says yes to all; not before `start`.
    #[inline(never)]
    pub(super) fn back(&self, start: usize, mut end: usize, belongs: fn(u8) -> bool) -> usize {
        while end > start && self.octet_at(end - 1).is_some_and(belongs) {
            end -= 1;
        }
        end
    }

    /// True when what stands at octet `at` of a string that starts at `start` has a backslash before it that is none's.
    #[inline(never)]
    fn is_escaped(&self, start: usize, at: usize) -> bool {
        (at - self.back(start, at, |octet| octet == b'\\')) % 2 == 1
    }

    /// The end of a string from octet `start` on whose closing marks are missing and behind which, up to octet `limit`,
    /// stands structure: brackets of what is open, a comma, brackets that open more. `None` where that is not certain.
    #[inline(never)]
    fn before_structure(&self, start: usize, limit: usize, role: Role) -> Option<usize> {
        let mut end = self.back(start, limit, is_space);
        let open = self.back(start, end, |octet| is_space(octet) || matches!(octet, b'{' | b'['));
        if open > start && self.octet_at(open - 1) == Some(b',') {
            end = self.back(start, open - 1, is_space);
        } else if open < end {
            return None;
        }
        let closed = self.back(start, end, |octet| is_space(octet) || matches!(octet, b'}' | b']'));
        // What the string itself opened belongs to it; what it closes beyond that does not.
        let (mut depth, mut escaped) = (0usize, false);
        let (mut at, mut content) = (start, closed);
        let mut outer = self.frames.len();
        while at < end {
            let octet = self.octet_at(at);
            at += 1;
            match octet {
                Some(b'{' | b'[') => depth += 1,
                Some(b'}' | b']') if depth > 0 => {
                    depth -= 1;
                    content = content.max(at);
                }
                Some(bracket @ (b'}' | b']')) => {
                    // Two octets behind the opening one.
                    outer = outer.checked_sub(1)?;
                    let place = self.frames.get(outer)?.place as usize;
                    if at <= closed || self.octet_at(place) != Some(bracket - 2) {
                        return None;
                    }
                }
                // An element may end before any comma behind which something can stand.
                Some(b',') if role == Role::Element && self.may_start_value(self.skip(at)) => return None,
                // Marks after one backslash may have been escaped, or the backslash not.
                Some(b'"') => escaped ^= self.octet_at(at.wrapping_sub(2)) == Some(b'\\'),
                _ => {}
            }
        }
        // A backslash at the end would escape the marks.
        (!escaped && !self.is_escaped(start, content)).then_some(content)
    }

    /// True when a number, a literal name, marks or a bracket stands at octet `at`.
    fn may_start_value(&self, at: usize) -> bool {
        matches!(self.octet_at(at), Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9')) || self.placed_literal(at)
    }

    /// True when the marks at octet `marks` open the value of a member whose name, from octet `start` on, lacks its own,
    /// as in `{"a:"x"}` and `{"a:1,"b":2}`.
    fn is_name_with_value(&self, start: usize, marks: usize, role: Role) -> bool {
        if role != Role::Name {
            return false;
        }
        let word_end = self.word_end(start);
        let after = self.octet_after_space(marks + self.quote_octets(marks));
        word_end > start
            && self.octet_after_space(word_end) == Some(b':')
            && !matches!(after, None | Some(b':' | b'=' | b',' | b'}' | 0x80..))
    }

    /// True when the backslash at octet `at` ends a Windows path, so that the marks behind it close the string.
    fn ends_path(&self, start: usize, at: usize, role: Role) -> bool {
        self.drive(start) && self.closes(at + 2, role, false) == Closes::Yes
    }

    /// Whether quotation marks can end a string of this role, by what stands at octet `after`, behind them; `inner` is
    /// true where others stand in the string.
    fn closes(&self, after: usize, role: Role, inner: bool) -> Closes {
        let next = self.skip(after);
        let gap = next > after;
        let new_line = self.line_breaks(after, next);
        let name = role == Role::Name;
        // A name's value, though the colon is missing; marks behind a blank would open a word in the name.
        let value = name && (gap || self.octet_at(after.wrapping_sub(2)) != Some(b' '));
        let closes = match self.octet_at(next) {
            None | Some(b'}' | b']' | b';') => true,
            Some(b':') if !name && inner => return Closes::Never,
            Some(b':') => true,
            Some(b',') => role != Role::Member || self.comma_separates(next),
            Some(b'=') => name || new_line,
            Some(b'"' | b'\'' | b'`') => gap || value,
            Some(b'#') => gap,
            Some(b'/') => matches!(self.octet_at(next + 1), Some(b'/' | b'*')),
            Some(b'+') => self.quotes(self.skip(next + 1)).is_some(),
            Some(b'{' | b'[' | b'-' | b'0'..=b'9') if name => value,
            Some(b't' | b'f' | b'n') if name => value && self.placed_literal(next),
            Some(0x80..) => new_line || self.passes_for_structure(next),
            Some(_) => new_line,
        };
        if closes { Closes::Yes } else { Closes::No }
    }

    /// True when the comma at octet `comma` separates two members: a name follows, or the end.
    pub(super) fn comma_separates(&self, comma: usize) -> bool {
        let next = self.skip(comma + 1);
        match self.octet_at(next) {
            None | Some(b'}' | b']' | b'{' | b'/' | b'#' | b',' | b':' | b'.') => true,
            Some(_) => {
                self.line_breaks(comma + 1, next)
                    || self.quotes(next).is_some()
                    || self.word_before_colon(next)
                    || self.word_and_marks(next)
            }
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

    /// True when a word, straight marks and a colon stand at octet `at`: a name whose opening marks are missing.
    fn word_and_marks(&self, at: usize) -> bool {
        let end = self.word_end(at);
        end > at
            && end - at <= MAX_NAME_OCTETS
            && self.octet_at(end) == Some(b'"')
            && self.octet_at(end + 1) == Some(b':')
    }

    /// The straight marks at or after octet `at` on its line, escape sequences passed.
    #[inline(never)]
    pub(super) fn next_marks(&mut self, at: usize) -> Option<usize> {
        // What looks ahead remembers how far it looked.
        if !(self.looked.0 <= at && at <= self.looked.1) {
            let mut end = at;
            while let Some(octet) = self.octet_at(end) {
                match octet {
                    b'"' | b'\n' | b'\r' => break,
                    b'\\' => end += 2,
                    _ => end += 1,
                }
            }
            self.looked = (at, end);
        }
        (self.octet_at(self.looked.1) == Some(b'"')).then_some(self.looked.1)
    }

    /// A name whose opening marks are missing, as in `{a": 1}`.
    pub(super) fn unopened_name(&mut self) -> Option<Expect> {
        let start = self.at;
        let marks = self.next_marks(start)?;
        if self.word_end(start) == start
            || self.octet_after_space(marks + 1) != Some(b':')
            || self.run_end(start, |octet| !is_structure(octet) && !matches!(octet, b'\'' | b'`')) < marks
            || !self.is_utf8(start, marks)
        {
            return None;
        }
        self.edit(start, start, "\"");
        self.report(Kind::JsonUnquotedName, start, marks + 1);
        let expect = self.named(ValueKind::Null, start, marks, Default::default());
        self.at = marks + 1;
        self.value_end = self.at;
        Some(expect)
    }

    /// A value whose opening marks are missing, as in `{"a": x", "b": 1}`.
    pub(super) fn unopened_value(&mut self) -> Option<Expect> {
        let start = self.at;
        let innermost = self.innermost();
        let marks = self.next_marks(start)?;
        let after = self.skip(marks + 1);
        let in_object = innermost == ValueKind::Object;
        let closes = match self.octet_at(after) {
            Some(b',') => !in_object || self.comma_separates(after),
            Some(b'}') => in_object,
            Some(b']') => !in_object,
            _ => false,
        };
        let value = self.slice(start, marks);
        let comment = matches!(self.octet_after_space(self.word_end(start)), Some(b'/' | b'#'));
        if !closes || comment || innermost == ValueKind::Null || !self.starts_text(start, marks) {
            return None;
        }
        // Its brackets match, or they are those of what is around it; an element may end before any comma.
        let (mut depth, mut at) = (0usize, start);
        while at < marks {
            match self.octet_at(at) {
                Some(b'{' | b'[') => depth += 1,
                Some(b'}' | b']') => depth = depth.checked_sub(1)?,
                Some(b',') if !in_object => return None,
                _ => {}
            }
            at += 1;
        }
        let end = marks + 1;
        // After a number it may be the closing marks that are too many.
        let known = scan::number(self.text, start).is_some_and(|(end, _)| end == marks)
            || matches!(value, b"true" | b"false" | b"null");
        if !known {
            self.edit(start, start, "\"");
        }
        self.report(Kind::JsonUnquotedString, start, end);
        if known {
            return Some(Expect::Nothing);
        }
        self.null(start, marks);
        self.at = end;
        self.value_end = end;
        Some(Expect::Comma)
    }
}

pub(super) const fn is_space(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\n' | b'\r')
}

/// Brackets, comma, colon and marks.
const fn is_structure(octet: u8) -> bool {
    matches!(octet, b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"')
}

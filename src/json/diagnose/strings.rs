//! Strings: whose quotation marks they have, where they end, and what must not stand in them.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Expect, Reader, edit};
use crate::issue::{Edit, Kind, Span};
use crate::json::scan::{self, ValueKind, skip_space};
use crate::text::{Decoded, decode};

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
    /// The quotation marks at octet `at` of `text`, and their octets.
    fn at(text: &[u8], at: usize) -> Option<(Quotes, usize)> {
        match (text.get(at)?, text.get(at + 1), text.get(at + 2)) {
            (b'"', _, _) => Some((Quotes::Double, 1)),
            (b'\'', _, _) => Some((Quotes::Single, 1)),
            (b'`', _, _) => Some((Quotes::Backtick, 1)),
            (0xE2, Some(0x80), Some(0x9C..=0x9F)) => Some((Quotes::SmartDouble, 3)),
            (0xE2, Some(0x80), Some(0x98..=0x9B)) => Some((Quotes::SmartSingle, 3)),
            (0xC2, Some(0xAB | 0xBB), _) => Some((Quotes::SmartDouble, 2)),
            _ => None,
        }
    }

    /// True when quotation marks `other` may close what these have opened.
    fn closed_by(self, other: Quotes) -> bool {
        self == other
            || self == Quotes::SmartDouble && other == Quotes::Double
            || self == Quotes::SmartSingle && other == Quotes::Single
    }

    /// The mistake of a string in these.
    const fn kind(self) -> Option<Kind> {
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
struct End {
    /// End of the content.
    content: usize,
    /// Octets of the closing quotation marks; none where they are missing.
    quote_octets: usize,
    /// True where the text ends first.
    truncated: bool,
}

/// One cause, gathered over a string.
#[derive(Default)]
struct Fault {
    first: Option<Span>,
    count: u32,
    fix: Vec<Edit>,
    no_fix: bool,
}

impl Fault {
    fn add(&mut self, span: Span, insert: Option<&str>) {
        self.first.get_or_insert(span);
        self.count += 1;
        match insert {
            Some(insert) => self.fix.push(Edit::new(span, insert)),
            None => self.no_fix = true,
        }
    }
}

/// Everything wrong in one string, by cause.
#[derive(Default)]
struct Faults {
    line_breaks: Fault,
    tabs: Fault,
    controls: Fault,
    first_control: u32,
    quotes: Fault,
    escapes: Fault,
    unicode_escapes: Fault,
    surrogates: Fault,
    octets: Fault,
}

impl Reader<'_> {
    /// The quotation marks at octet `at`.
    pub(super) fn quotes(&self, at: usize) -> Option<Quotes> {
        Quotes::at(self.text, at).map(|(quotes, _)| quotes)
    }

    /// RFC 8259 §7, string, in any quotation marks.
    pub(super) fn string(&mut self, quotes: Quotes) -> Expect {
        let role = match self.frames.last() {
            Some(frame) if frame.kind != ValueKind::Object => Role::Element,
            Some(frame) if frame.name.is_none() => Role::Name,
            Some(_) => Role::Member,
            None => Role::Element,
        };
        let open = self.at;
        let start = open + Quotes::at(self.text, open).map_or(1, |(_, octets)| octets);
        let mut end = self.string_end(start, quotes, role);
        if end.truncated && quotes != Quotes::Double {
            // Opened with one kind of marks and closed with another.
            end = self.string_end(start, Quotes::Double, role);
        }
        let escapes = self.report_faults(open, start, end, quotes);
        if end.truncated {
            self.at = self.text.len();
            if role == Role::Name {
                self.named(ValueKind::Null, Span::new(start, end.content), false);
                return self.truncated(None);
            }
            return self.truncated(Some("\""));
        }
        let after = end.content + end.quote_octets;
        if end.quote_octets == 0 {
            self.report(Kind::JsonUnclosedString, Span::at(after), edit(after, after, "\""));
        }
        // On the tape every quotation mark is one octet; a missing one stands for the line's end.
        let node = Span::new(start - 1, if end.quote_octets == 0 { after } else { end.content + 1 });
        let expect = match role {
            Role::Name => self.named(ValueKind::String, node, escapes),
            _ => self.leaf(ValueKind::String, node.start, node.end, escapes),
        };
        self.at = after;
        self.value_end = after;
        expect
    }

    /// Where the string whose content starts at octet `start` ends.
    ///
    /// The first quotation marks that something can follow as it does; not the first at all, since what people forget
    /// most is to escape them. Where no such marks come, the string ends with its line, or at its first marks.
    fn string_end(&mut self, start: usize, quotes: Quotes, role: Role) -> End {
        let mut at = start;
        let mut candidate: Option<End> = None;
        let mut line_end = None;
        // The last octet that is no white space; a line break counts.
        let mut before = b'x';
        while let Some(octet) = self.octet_at(at) {
            let marks = Quotes::at(self.text, at).filter(|(marks, _)| quotes.closed_by(*marks));
            match (octet, marks) {
                (b'\\', _) => at += 1,
                (b'\n' | b'\r', _) => {
                    line_end = line_end.or(Some(at));
                    before = b'\n';
                }
                (_, Some((_, octets))) => {
                    let end = End { content: at, quote_octets: octets, truncated: false };
                    let closes = self.closes(at + octets, role);
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
                (b' ' | b'\t', _) => {}
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
        let next = skip_space(self.text, after);
        let gap = next > after;
        let new_line = gap && self.slice(after, next).iter().any(|octet| matches!(octet, b'\n' | b'\r'));
        let name = role == Role::Name;
        let closes = match self.octet_at(next) {
            None | Some(b'}' | b']' | b';') => true,
            Some(b':') if role == Role::Member => return Closes::Never,
            Some(b':') => true,
            Some(b',') if role == Role::Member => self.comma_separates(next),
            Some(b',') => true,
            Some(b'=') => name || new_line,
            Some(b'"' | b'\'' | b'`') => gap,
            Some(b'/') => self.stands(next, b"//") || self.stands(next, b"/*"),
            Some(b'#') => gap,
            Some(b'+') => self.quotes(skip_space(self.text, next + 1)).is_some(),
            Some(b'{' | b'[' | b'-' | b'0'..=b'9') if name => gap,
            Some(b't' | b'f' | b'n') if name => gap && self.placed_literal(next),
            Some(0x80..) => new_line || self.passes_for_structure(next),
            Some(_) => new_line,
        };
        if closes { Closes::Yes } else { Closes::No }
    }

    /// True when the comma at octet `comma` separates two members: a name follows, or the end.
    fn comma_separates(&self, comma: usize) -> bool {
        let next = skip_space(self.text, comma + 1);
        let new_line = self.slice(comma + 1, next).iter().any(|octet| matches!(octet, b'\n' | b'\r'));
        match self.octet_at(next) {
            None | Some(b'}' | b']' | b'{' | b'/' | b'#' | b',' | b':' | b'.') => true,
            Some(_) => new_line || self.quotes(next).is_some() || self.word_before_colon(next),
        }
    }

    fn placed_literal(&self, at: usize) -> bool {
        self.stands(at, b"true") || self.stands(at, b"false") || self.stands(at, b"null")
    }

    /// True for full-width punctuation and for the invisible, which people take for JSON's.
    fn passes_for_structure(&self, at: usize) -> bool {
        self.word_end(at) == at && self.quotes(at).is_none()
    }

    /// Reports what is wrong between octets `start` and the end of the string that `open` opens; true if it holds escapes.
    fn report_faults(&mut self, open: usize, start: usize, end: End, quotes: Quotes) -> bool {
        let mut faults = Faults::default();
        let mut marks = Vec::new();
        let mut escapes = false;
        if quotes != Quotes::Double {
            marks.push(Edit::new(Span::new(open, start), "\""));
        }
        let mut at = start;
        while at < end.content {
            at += match self.octet_at(at) {
                Some(b'\\') => {
                    escapes = true;
                    self.backslash(at, quotes, &mut faults, &mut marks)
                }
                Some(b'"') => {
                    match quotes {
                        Quotes::Double => faults.quotes.add(Span::new(at, at + 1), Some("\\\"")),
                        _ => marks.push(Edit::new(Span::new(at, at + 1), "\\\"")),
                    }
                    1
                }
                Some(octet @ (0..0x20 | 0x80..)) => self.raw(at, octet, &mut faults),
                _ => 1,
            };
        }
        if let Some(kind) = quotes.kind() {
            let close = Span::new(end.content, end.content + end.quote_octets);
            if end.quote_octets > 0 {
                marks.push(Edit::new(close, "\""));
            }
            let holds_code = self.slice(start, end.content).windows(2).any(|pair| pair == b"${");
            if quotes == Quotes::Backtick && holds_code {
                marks = Vec::new();
            }
            self.report(kind, Span::new(open, close.end), marks);
        }
        if faults.escapes.count > 0 && self.drive(start) {
            self.windows_path(start, end.content);
            (faults.escapes, faults.unicode_escapes) = Default::default();
        }
        self.report_each(faults);
        escapes
    }

    fn report_each(&mut self, faults: Faults) {
        let Faults { line_breaks, tabs, controls, first_control, quotes, escapes, unicode_escapes, surrogates, octets } =
            faults;
        let control = Kind::JsonRawControlCharacter { count: controls.count, code_point: first_control };
        // Several quotation marks make one finding, which reaches from the first to the last.
        let mut quoted = quotes;
        if let (Some(first), Some(last)) = (&mut quoted.first, quoted.fix.last()) {
            first.end = last.span.end;
        }
        for (kind, fault) in [
            (Kind::JsonUnescapedQuote { count: quoted.count }, quoted),
            (Kind::JsonRawLineBreak { count: line_breaks.count }, line_breaks),
            (Kind::JsonRawTab { count: tabs.count }, tabs),
            (control, controls),
            (Kind::JsonUnknownEscape { count: escapes.count }, escapes),
            (Kind::JsonUnicodeEscape { count: unicode_escapes.count }, unicode_escapes),
            (Kind::JsonLoneSurrogate { count: surrogates.count }, surrogates),
            (Kind::JsonInvalidUtf8 { count: octets.count }, octets),
        ] {
            if let Some(span) = fault.first {
                self.report(kind, span, if fault.no_fix { Vec::new() } else { fault.fix });
            }
        }
    }

    /// A control character or one beyond ASCII, raw at octet `at`: its octets.
    fn raw(&self, at: usize, octet: u8, faults: &mut Faults) -> usize {
        match octet {
            b'\r' if self.octet_at(at + 1) == Some(b'\n') => {
                faults.line_breaks.add(Span::new(at, at + 2), Some("\\r\\n"));
                2
            }
            b'\n' | b'\r' => {
                faults.line_breaks.add(Span::new(at, at + 1), Some(if octet == b'\n' { "\\n" } else { "\\r" }));
                1
            }
            b'\t' => {
                faults.tabs.add(Span::new(at, at + 1), Some("\\t"));
                1
            }
            0..0x20 => {
                if faults.controls.count == 0 {
                    faults.first_control = u32::from(octet);
                }
                faults.controls.add(Span::new(at, at + 1), Some(&unicode_escape(u32::from(octet))));
                1
            }
            _ => match decode(self.text, at) {
                Some((Decoded::Char(_), octets)) => octets,
                Some((Decoded::LoneSurrogate(_), octets)) => {
                    faults.surrogates.add(Span::new(at, at + octets), None);
                    octets
                }
                _ => {
                    faults.octets.add(Span::new(at, at + 1), None);
                    1
                }
            },
        }
    }

    /// The escape sequence, or what looks like one, at octet `at`: its octets.
    fn backslash(&self, at: usize, quotes: Quotes, faults: &mut Faults, marks: &mut Vec<Edit>) -> usize {
        if let Some(octets) = scan::escape(self.text, at) {
            return octets;
        }
        let two = Span::new(at, at + 2);
        let doubled = (Span::at(at), "\\");
        match self.octet_at(at + 1) {
            Some(b'\'') if quotes == Quotes::Single => marks.push(Edit::new(two, "'")),
            Some(b'`') if quotes == Quotes::Backtick => marks.push(Edit::new(two, "`")),
            Some(b'\'') => faults.escapes.add(two, Some("'")),
            Some(b'v') => faults.escapes.add(two, Some("\\u000b")),
            Some(b'0') if !self.octet_at(at + 2).is_some_and(|octet| octet.is_ascii_digit()) => {
                faults.escapes.add(two, Some("\\u0000"));
            }
            Some(b'x') => match self.hexadecimal(at + 2, at + 4) {
                Some(code_point) => {
                    faults.escapes.add(Span::new(at, at + 4), Some(&unicode_escape(code_point)));
                    return 4;
                }
                None => faults.escapes.add_at(doubled.0, two, doubled.1),
            },
            Some(b'u') => return self.unicode(at, faults),
            // JavaScript's and Python's line continuation stands for nothing.
            Some(b'\r') if self.octet_at(at + 2) == Some(b'\n') => {
                faults.escapes.add(Span::new(at, at + 3), Some(""));
                return 3;
            }
            Some(b'\n' | b'\r') => faults.escapes.add(two, Some("")),
            Some(0x20..0x80) => faults.escapes.add_at(doubled.0, two, doubled.1),
            Some(_) => {
                faults.escapes.add_at(doubled.0, Span::new(at, at + 1), doubled.1);
                return 1;
            }
            None => {
                faults.escapes.add(Span::new(at, at + 1), Some(""));
                return 1;
            }
        }
        2
    }

    /// `\u` without four hexadecimal digits.
    fn unicode(&self, at: usize, faults: &mut Faults) -> usize {
        // ECMA-262 §12.9.4, CodePoint in braces.
        if self.octet_at(at + 2) == Some(b'{') {
            let digits = self.slice(at + 3, self.text.len().min(at + 10));
            let count = digits.iter().take_while(|digit| digit.is_ascii_hexdigit()).count();
            let end = at + 4 + count;
            let code_point = self.hexadecimal(at + 3, at + 3 + count);
            if let Some(char) = code_point.and_then(char::from_u32).filter(|_| self.octet_at(end - 1) == Some(b'}')) {
                let mut insert = String::new();
                char.encode_utf16(&mut [0; 2])
                    .iter()
                    .for_each(|unit| insert.push_str(&unicode_escape(u32::from(*unit))));
                faults.unicode_escapes.add(Span::new(at, end), Some(&insert));
                return end - at;
            }
        }
        let digits = self.slice(at + 2, self.text.len().min(at + 6));
        let count = digits.iter().take_while(|digit| digit.is_ascii_hexdigit()).count();
        let span = Span::new(at, at + 2 + count);
        // A letter right after `\u` makes it a word, as in `\users`; digits make it an escape sequence cut short.
        match digits.first() {
            Some(octet) if octet.is_ascii_alphabetic() && count == 0 => {
                faults.unicode_escapes.add_at(Span::at(at), span, "\\");
            }
            None => faults.unicode_escapes.add(span, Some("")),
            _ if span.end == self.text.len() => faults.unicode_escapes.add(span, Some("")),
            _ => faults.unicode_escapes.add(span, None),
        }
        2 + count
    }

    /// The number in the hexadecimal digits `start..end`.
    fn hexadecimal(&self, start: usize, end: usize) -> Option<u32> {
        let digits = self.text.get(start..end).filter(|digits| !digits.is_empty())?;
        digits.iter().try_fold(0, |value, &digit| Some(value << 4 | (digit as char).to_digit(16)?))
    }

    /// True when the content at octet `start` begins with a drive and a single backslash, as `C:\Users` does.
    fn drive(&self, start: usize) -> bool {
        matches!(self.slice(start, start + 4), [b'a'..=b'z' | b'A'..=b'Z', b':', b'\\', next] if *next != b'\\')
    }

    /// Doubles every single backslash of the path in the octets `start..end`.
    fn windows_path(&mut self, start: usize, end: usize) {
        let mut fix = Vec::new();
        let mut at = start;
        while at < end {
            if self.octet_at(at) == Some(b'\\') {
                match self.octet_at(at + 1) {
                    Some(b'\\' | b'"') => at += 1,
                    _ => fix.push(Edit::new(Span::at(at), "\\")),
                }
            }
            at += 1;
        }
        self.report(Kind::JsonWindowsPath, Span::new(start, end), fix);
    }

    /// True when the plus sign at hand joins the string before it with another.
    pub(super) fn joins_strings(&self) -> bool {
        let before = self.value_end.checked_sub(1).and_then(|at| self.octet_at(at));
        before == Some(b'"') && self.octet_at(skip_space(self.text, self.at + 1)) == Some(b'"')
    }

    /// Reads the string after a plus sign as the rest of the one before it.
    pub(super) fn concatenated(&mut self) -> Expect {
        let from = self.value_end - 1;
        let start = skip_space(self.text, self.at + 1) + 1;
        self.report(Kind::JsonConcatenatedStrings, Span::new(from, start), edit(from, start, ""));
        let in_object = self.frames.last().is_some_and(|frame| frame.kind == ValueKind::Object);
        let end = self.string_end(start, Quotes::Double, if in_object { Role::Member } else { Role::Element });
        self.report_faults(start - 1, start, end, Quotes::Double);
        if end.truncated {
            self.at = self.text.len();
            return self.truncated(Some("\""));
        }
        self.done(end.content + end.quote_octets)
    }
}

impl Fault {
    /// A fault at `span` whose repair is to insert something at `place`.
    fn add_at(&mut self, place: Span, span: Span, insert: &str) {
        self.first.get_or_insert(span);
        self.count += 1;
        self.fix.push(Edit::new(place, insert));
    }
}

/// RFC 8259 §7: `\u` and four hexadecimal digits.
fn unicode_escape(unit: u32) -> String {
    let digit = |shift: u32| char::from_digit(unit >> shift & 0xF, 16).unwrap_or('0');
    ["\\u"].concat().chars().chain([digit(12), digit(8), digit(4), digit(0)]).collect()
}

//! What stands in a string and must not: raw controls, stray quotation marks, escape sequences that are none.

use alloc::string::String;
use alloc::vec::Vec;

use super::Reader;
use super::strings::{End, Quotes};
use crate::issue::{Edit, Kind, Span};
use crate::json::scan::{self, Marks};
use crate::text::{Decoded, decode};

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

    /// A fault at `span` whose repair is to insert something at `place`.
    fn add_at(&mut self, place: Span, span: Span, insert: &str) {
        self.first.get_or_insert(span);
        self.count += 1;
        self.fix.push(Edit::new(place, insert));
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
    /// Reports what is wrong between octets `start` and the end of the string that `open` opens.
    pub(super) fn report_faults(&mut self, open: usize, start: usize, end: End, quotes: Quotes) -> Marks {
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
        Marks { escapes, doubtful: escapes }
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
}

/// RFC 8259 §7: `\u` and four hexadecimal digits.
fn unicode_escape(unit: u32) -> String {
    let digit = |shift: u32| char::from_digit(unit >> shift & 0xF, 16).unwrap_or('0');
    ["\\u"].concat().chars().chain([digit(12), digit(8), digit(4), digit(0)]).collect()
}

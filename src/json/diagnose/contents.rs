//! What stands in a string and must not: raw controls, stray quotation marks, escape sequences that are none.

use alloc::string::String;
use alloc::vec::Vec;

use super::Reader;
use super::ends::End;
use super::strings::Quotes;
use crate::issue::{Edit, Kind, Span};
use crate::json::scan::{self, Marks};
use crate::text::{Decoded, decode, find};

/// Why an octet of a string must change, in the order in which findings of one place are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Cause {
    Quote,
    LineBreak,
    Tab,
    Control,
    Escape,
    UnicodeEscape,
    Surrogate,
    Octet,
    /// Nothing but the quotation marks of the string, which are not JSON's.
    Marks,
    /// Nothing.
    Fine,
}

const CAUSES: usize = 9;

/// One place in a string.
struct Fault {
    cause: Cause,
    /// Octets of it.
    octets: usize,
    repair: Repair,
}

enum Repair {
    None,
    /// A backslash before it.
    Backslash,
    /// In its place.
    Insert(&'static str),
    /// In its place, the escape sequence of a code point.
    Escape(u32),
}

/// One cause, gathered over a string.
#[derive(Clone, Copy, Default)]
struct Gathered {
    span: Span,
    count: u32,
    no_fix: bool,
}

impl Reader<'_> {
    /// Reports what is wrong between octets `start` and the end of the string that `open` opens.
    #[inline(never)]
    pub(super) fn report_faults(&mut self, open: usize, start: usize, end: End, quotes: Quotes) -> Marks {
        let mut gathered = [Gathered::default(); CAUSES];
        let mut edits: Vec<(Cause, Edit)> = Vec::new();
        let mut first_control = 0;
        let mut escapes = false;
        let mut odd_marks = false;
        let mut at = start;
        while at < end.content {
            escapes |= self.octet_at(at) == Some(b'\\');
            odd_marks ^= self.stands(at, b"\\\"");
            let fault = self.fault(at, quotes);
            let span = Span::new(at, at + fault.octets);
            at = span.end;
            let Some(gathered) = gathered.get_mut(fault.cause as usize) else { continue };
            if gathered.count == 0 {
                gathered.span = span;
            }
            gathered.count += 1;
            if fault.cause == Cause::Quote {
                // Several quotation marks make one finding, which reaches from the first to the last.
                gathered.span.end = span.end;
            }
            let edit = match fault.repair {
                Repair::None => {
                    gathered.no_fix = true;
                    continue;
                }
                Repair::Backslash => Edit::new(Span::at(span.start), "\\"),
                Repair::Insert(insert) => Edit::new(span, insert),
                Repair::Escape(code_point) => {
                    if fault.cause == Cause::Control && gathered.count == 1 {
                        first_control = code_point;
                    }
                    Edit::new(span, unicode_escape(code_point))
                }
            };
            edits.push((fault.cause, edit));
        }
        if let Some(kind) = quotes.kind() {
            let close = end.content + end.quote_octets;
            self.edit(open, start, "\"");
            self.gather(&mut edits, Cause::Marks);
            if end.quote_octets > 0 {
                self.edit(end.content, close, "\"");
            }
            let half = end.quote_octets == 0 && !end.truncated;
            if half || quotes == Quotes::Backtick && find(self.slice(start, end.content), b"${").is_some() {
                self.fix.clear();
            }
            self.report(kind, open, close);
        }
        let [.., escape, unicode, _, _, _] = &mut gathered;
        if escape.count > 0 && self.drive(start) {
            self.windows_path(start, end.content);
            (escape.count, unicode.count) = (0, 0);
        }
        // Escaped marks come in pairs: the backslash may be what is left of one.
        let [.., escape, _, _, _, _] = &mut gathered;
        escape.no_fix |= odd_marks;
        const ORDER: [Cause; 8] = [
            Cause::Quote,
            Cause::LineBreak,
            Cause::Tab,
            Cause::Control,
            Cause::Escape,
            Cause::UnicodeEscape,
            Cause::Surrogate,
            Cause::Octet,
        ];
        for (Gathered { span, count, no_fix }, cause) in gathered.into_iter().zip(ORDER) {
            if count == 0 {
                continue;
            }
            let kind = match cause {
                Cause::Quote => Kind::JsonUnescapedQuote { count },
                Cause::LineBreak => Kind::JsonRawLineBreak { count },
                Cause::Tab => Kind::JsonRawTab { count },
                Cause::Control => Kind::JsonRawControlCharacter { count, code_point: first_control },
                Cause::Escape => Kind::JsonUnknownEscape { count },
                Cause::UnicodeEscape => Kind::JsonUnicodeEscape { count },
                Cause::Surrogate => Kind::JsonLoneSurrogate { count },
                _ => Kind::JsonInvalidUtf8 { count },
            };
            if !no_fix {
                self.gather(&mut edits, cause);
            }
            self.report(kind, span.start, span.end);
        }
        Marks { escapes, doubtful: escapes }
    }

    /// Adds to the repair the edits that were made for `cause`.
    #[inline(never)]
    fn gather(&mut self, edits: &mut [(Cause, Edit)], cause: Cause) {
        for (of, edit) in edits {
            if *of == cause {
                let insert = core::mem::take(&mut edit.insert);
                self.fix.push(Edit { span: edit.span, insert });
            }
        }
    }

    /// What is wrong at octet `at` of a string in `quotes`; if nothing, the octets to pass.
    #[inline(never)]
    fn fault(&self, at: usize, quotes: Quotes) -> Fault {
        use Repair::{Escape, Insert};
        let next = self.octet_at(at + 1);
        let (cause, octets, repair) = match self.octet_at(at) {
            Some(b'\\') => return self.backslash(at, quotes),
            Some(b'"') => (if quotes == Quotes::Double { Cause::Quote } else { Cause::Marks }, 1, Insert("\\\"")),
            Some(b'\r') if next == Some(b'\n') => (Cause::LineBreak, 2, Insert("\\r\\n")),
            Some(b'\n') => (Cause::LineBreak, 1, Insert("\\n")),
            Some(b'\r') => (Cause::LineBreak, 1, Insert("\\r")),
            Some(b'\t') => (Cause::Tab, 1, Insert("\\t")),
            Some(octet @ 0..0x20) => (Cause::Control, 1, Escape(u32::from(octet))),
            Some(0x80..) => match decode(self.text, at) {
                Some((Decoded::Char(_), octets)) => (Cause::Fine, octets, Repair::None),
                Some((Decoded::LoneSurrogate(_), octets)) => (Cause::Surrogate, octets, Repair::None),
                _ => (Cause::Octet, 1, Repair::None),
            },
            _ => (Cause::Fine, 1, Repair::None),
        };
        Fault { cause, octets, repair }
    }

    /// The escape sequence, or what looks like one, at octet `at`.
    #[inline(never)]
    fn backslash(&self, at: usize, quotes: Quotes) -> Fault {
        use Repair::{Backslash, Escape, Insert};
        if let Some(octets) = scan::escape(self.text, at) {
            return Fault { cause: Cause::Fine, octets, repair: Repair::None };
        }
        let after = self.octet_at(at + 2);
        let (cause, octets, repair) = match self.octet_at(at + 1) {
            Some(b'\'') if quotes == Quotes::Single => (Cause::Marks, 2, Insert("'")),
            Some(b'`') if quotes == Quotes::Backtick => (Cause::Marks, 2, Insert("`")),
            Some(b'\'') => (Cause::Escape, 2, Insert("'")),
            Some(b'v') => (Cause::Escape, 2, Escape(0x0B)),
            Some(b'0') if !matches!(after, Some(b'0'..=b'9')) => (Cause::Escape, 2, Escape(0)),
            Some(b'x') => match scan::hexadecimal(self.text, at + 2, 2) {
                Some(code_point) => (Cause::Escape, 4, Escape(code_point)),
                None => (Cause::Escape, 2, Backslash),
            },
            Some(b'u') => return self.unicode(at),
            // JavaScript's and Python's line continuation stands for nothing.
            Some(b'\r') if after == Some(b'\n') => (Cause::Escape, 3, Insert("")),
            Some(b'\n' | b'\r') => (Cause::Escape, 2, Insert("")),
            Some(0x20..0x80) => (Cause::Escape, 2, Backslash),
            Some(_) => (Cause::Escape, 1, Backslash),
            None => (Cause::Escape, 1, Insert("")),
        };
        Fault { cause, octets, repair }
    }

    /// `\u` without four hexadecimal digits.
    fn unicode(&self, at: usize) -> Fault {
        let cause = Cause::UnicodeEscape;
        // ECMA-262 §12.9.4, CodePoint in braces.
        if self.octet_at(at + 2) == Some(b'{') {
            let end = self.hexadecimal_end(at + 3, 7);
            let code_point = scan::hexadecimal(self.text, at + 3, end - at - 3).filter(|_| end > at + 3);
            if let Some(char) = code_point.and_then(char::from_u32).filter(|_| self.octet_at(end) == Some(b'}')) {
                return Fault { cause, octets: end + 1 - at, repair: Repair::Escape(char as u32) };
            }
        }
        let end = self.hexadecimal_end(at + 2, 4);
        // A letter right after `\u` makes it a word, as in `\users`; digits make it an escape sequence cut short.
        let repair = match self.octet_at(at + 2) {
            Some(b'a'..=b'z' | b'A'..=b'Z') if end == at + 2 => Repair::Backslash,
            _ if end == self.text.len() => Repair::Insert(""),
            _ => Repair::None,
        };
        Fault { cause, octets: end - at, repair }
    }

    /// The octet after at most `max` hexadecimal digits.
    fn hexadecimal_end(&self, start: usize, max: usize) -> usize {
        self.run_end(start, |octet| octet.is_ascii_hexdigit()).min(start + max)
    }

    /// True when the content at octet `start` begins with a drive and a single backslash, as `C:\Users` does.
    pub(super) fn drive(&self, start: usize) -> bool {
        matches!(self.slice(start, start + 4), [b'a'..=b'z' | b'A'..=b'Z', b':', b'\\', next] if *next != b'\\')
    }

    /// Doubles every single backslash of the path in the octets `start..end`.
    fn windows_path(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            if self.octet_at(at) == Some(b'\\') {
                match self.octet_at(at + 1) {
                    Some(b'\\' | b'"') if at + 1 < end => at += 1,
                    _ => self.edit(at, at, "\\"),
                }
            }
            at += 1;
        }
        self.report(Kind::JsonWindowsPath, start, end);
    }
}

/// RFC 8259 §7: `\u` and four hexadecimal digits, twice beyond U+FFFF.
fn unicode_escape(code_point: u32) -> String {
    let mut escape = String::new();
    let mut units = [0; 2];
    let units = char::from_u32(code_point).unwrap_or_default().encode_utf16(&mut units);
    for unit in units {
        escape.push_str("\\u");
        for shift in [12, 8, 4, 0] {
            let digit = (*unit >> shift & 0xF) as u8;
            escape.push((if digit < 10 { b'0' + digit } else { b'a' - 10 + digit }) as char);
        }
    }
    escape
}

//! Arrays and objects: brackets, commas, colons, and where the text ends.

use alloc::string::String;
use alloc::vec::Vec;

use super::words::OBJECT_OBJECT;
use super::{Expect, Frame, Reader, edit};
use crate::issue::{Edit, Kind, Related, Span};
use crate::json::scan::{Marks, Sink, ValueKind, skip_space};

/// Open brackets named in a finding, the innermost ones.
const MAX_RELATED: usize = 64;

const FULL_WIDTH_COLON: &[u8] = "：".as_bytes();
const FULL_WIDTH_COMMA: &[u8] = "，".as_bytes();
const IDEOGRAPHIC_COMMA: &[u8] = "、".as_bytes();

impl Reader<'_> {
    /// RFC 8259 §3, value.
    pub(super) fn value(&mut self) -> Expect {
        if let Some(frame) = self.frames.last_mut() {
            frame.between = false;
        }
        if let Some(end) = self.placeholder(self.at) {
            return self.placeholder_as_value(end);
        }
        match self.octet() {
            None => self.truncated(None),
            Some(b'[') if self.stands(self.at, OBJECT_OBJECT) => {
                let span = Span::new(self.at, self.at + OBJECT_OBJECT.len());
                self.report(Kind::JsonOtherFormat { found: "object_to_string" }, span, Vec::new());
                self.leaf(ValueKind::Null, span.start, span.end)
            }
            Some(bracket @ (b'{' | b'[')) => self.open(bracket),
            Some(bracket @ (b'}' | b']')) => self.close_without_value(bracket),
            Some(b',') => self.comma_without_value(),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => self.number(),
            Some(_) => match self.quotes(self.at) {
                Some(quotes) => self.string(quotes),
                None => self.word(),
            },
        }
    }

    /// RFC 8259 §4, the string that names a member; or the end of the object.
    pub(super) fn name(&mut self) -> Expect {
        if let Some(end) = self.placeholder(self.at) {
            return self.placeholder_as_name(end);
        }
        match self.octet() {
            None => self.truncated(None),
            Some(bracket @ (b'}' | b']')) => self.close_without_value(bracket),
            Some(b',') => self.extra_comma(edit(self.at, self.at + 1, ""), Expect::Name),
            Some(b':') => {
                self.report(Kind::JsonMissingName, Span::at(self.at), Vec::new());
                self.named(ValueKind::Null, Span::at(self.at), Marks::default());
                self.colon()
            }
            Some(b'{' | b'[') => {
                self.report(Kind::JsonMissingName, Span::at(self.at), Vec::new());
                Expect::Nothing
            }
            Some(_) => match self.quotes(self.at) {
                Some(quotes) => self.string(quotes),
                None => self.unquoted_name(),
            },
        }
    }

    /// The name in `span` is read: a string with its quotation marks, or (as `Null`) a word without.
    pub(super) fn named(&mut self, kind: ValueKind, span: Span, marks: Marks) -> Expect {
        let node = self.tape.next();
        self.tape.leaf(kind, span.start, span.end, marks);
        if let Some(frame) = self.frames.last_mut() {
            frame.name = Some(node);
            frame.between = false;
        }
        self.comma = None;
        self.value_end = span.end;
        self.at = span.end;
        Expect::Colon
    }

    /// RFC 8259 §2, name-separator.
    pub(super) fn colon(&mut self) -> Expect {
        match self.octet() {
            Some(b':') => self.at += 1,
            Some(b'=') => {
                let end = self.at + if self.stands(self.at, b"=>") { 2 } else { 1 };
                self.report(Kind::JsonEqualsSign, Span::new(self.at, end), edit(self.at, end, ":"));
                self.at = end;
            }
            Some(b',' | b'}' | b']') => return self.missing_value(),
            None => return self.truncated(None),
            Some(_) if self.stands(self.at, FULL_WIDTH_COLON) => self.full_width(FULL_WIDTH_COLON, "colon", ":"),
            Some(_) if self.starts_value() => {
                let gap = Span::at(self.value_end);
                self.report(Kind::JsonMissingColon, gap, edit(gap.start, gap.start, ":"));
            }
            Some(_) => return self.unexpected(),
        }
        // What stands before the value's end now is the colon.
        self.value_end = self.at;
        Expect::Value
    }

    /// RFC 8259 §4 and §5, value-separator or the end of the array, object or text.
    pub(super) fn after_value(&mut self) -> Expect {
        if self.frames.is_empty() {
            return self.after_document();
        }
        if let Some(end) = self.placeholder(self.at) {
            return self.placeholder_between(end);
        }
        let in_array = self.frames.last().is_some_and(|frame| frame.kind == ValueKind::Array);
        match self.octet() {
            None => self.truncated(None),
            Some(b',') => self.comma(1),
            Some(bracket @ (b'}' | b']')) => self.close(bracket),
            Some(b';') => self.semicolon(),
            Some(b':') if in_array => {
                self.report(Kind::JsonNameInArray, Span::new(self.at, self.at + 1), Vec::new());
                self.at += 1;
                Expect::Value
            }
            Some(b'+') if self.joins_strings() => self.concatenated(),
            Some(_) if self.stands(self.at, FULL_WIDTH_COMMA) => {
                self.full_width(FULL_WIDTH_COMMA, "comma", ",");
                self.comma(0)
            }
            Some(_) if self.stands(self.at, IDEOGRAPHIC_COMMA) => {
                self.full_width(IDEOGRAPHIC_COMMA, "comma", ",");
                self.comma(0)
            }
            Some(_) if self.stands(self.at, b"...") => self.ellipsis(3, Expect::Comma),
            Some(_) if if in_array { self.starts_value() } else { self.starts_name() } => {
                let gap = self.value_end;
                self.report(Kind::JsonMissingComma, Span::at(gap), edit(gap, gap, ","));
                self.comma(0)
            }
            Some(_) => self.unexpected(),
        }
    }

    /// A semicolon in the place of a comma, or of nothing before a closing bracket.
    fn semicolon(&mut self) -> Expect {
        let end = self.at + 1;
        let last = matches!(self.octet_at(skip_space(self.text, end)), Some(b'}' | b']'));
        self.report(Kind::JsonSemicolon, Span::new(self.at, end), edit(self.at, end, if last { "" } else { "," }));
        if last {
            self.at = end;
            return Expect::Comma;
        }
        self.comma(1)
    }

    /// Goes on behind a comma of so many octets.
    fn comma(&mut self, octets: usize) -> Expect {
        self.comma = (octets > 0).then_some(self.at);
        self.at += octets;
        match self.frames.last_mut() {
            Some(frame) if frame.kind == ValueKind::Array => {
                frame.index += 1;
                Expect::Value
            }
            _ => Expect::Name,
        }
    }

    /// RFC 8259 §4 and §5, begin-object and begin-array.
    fn open(&mut self, bracket: u8) -> Expect {
        if self.frames.len() >= self.max_depth as usize {
            let kind = Kind::JsonTooDeep { max: self.max_depth };
            self.report(kind, Span::new(self.at, self.at + 1), Vec::new());
            return Expect::Nothing;
        }
        let kind = if bracket == b'{' { ValueKind::Object } else { ValueKind::Array };
        self.tape.open(kind, self.at);
        self.frames.push(Frame { kind, start: self.at, index: 0, name: None, between: true });
        self.at += 1;
        self.value_end = self.at;
        self.comma = None;
        if kind == ValueKind::Object { Expect::Name } else { Expect::Value }
    }

    /// RFC 8259 §4 and §5, end-object and end-array.
    fn close(&mut self, bracket: u8) -> Expect {
        let kind = if bracket == b'}' { ValueKind::Object } else { ValueKind::Array };
        let here = Span::new(self.at, self.at + 1);
        let mut around = self.frames.iter().rev().map(|frame| frame.kind);
        match (around.next(), around.next()) {
            (None, _) => {
                self.report(Kind::JsonExtraBracket, here, edit(here.start, here.end, ""));
                self.at += 1;
                return Expect::Comma;
            }
            (Some(innermost), _) if innermost == kind => {}
            (Some(innermost), Some(outer)) if outer == kind => {
                let gap = self.value_end;
                let kind = Kind::JsonMissingBracket { of: innermost.name() };
                self.report(kind, Span::at(gap), edit(gap, gap, closing(innermost)));
                self.frames.pop();
                self.tape.close(gap);
                let at = self.at;
                self.done(gap);
                self.at = at;
                return Expect::Comma;
            }
            (Some(innermost), _) => {
                let kind = Kind::JsonWrongBracket { of: innermost.name() };
                self.report(kind, here, edit(here.start, here.end, closing(innermost)));
            }
        }
        self.frames.pop();
        self.tape.close(here.end);
        self.done(here.end)
    }

    /// A closing bracket where a name or a value should be: an empty array or object, a trailing comma, or a gap.
    fn close_without_value(&mut self, bracket: u8) -> Expect {
        let Some(frame) = self.frames.last_mut() else {
            self.report(Kind::JsonExtraBracket, Span::new(self.at, self.at + 1), Vec::new());
            return Expect::Nothing;
        };
        if frame.name.is_some() {
            return self.missing_value();
        }
        frame.between = true;
        if let Some(comma) = self.comma {
            self.report(Kind::JsonTrailingComma, Span::new(comma, comma + 1), edit(comma, comma + 1, ""));
        }
        self.close(bracket)
    }

    /// A comma where a value should be.
    fn comma_without_value(&mut self) -> Expect {
        match self.frames.last_mut() {
            None => self.unexpected(),
            Some(frame) if frame.name.is_some() => self.missing_value(),
            Some(frame) => {
                frame.between = true;
                let next = skip_space(self.text, self.at + 1);
                let last = self.octet_at(next) == Some(b']');
                self.extra_comma(if last { edit(self.at, self.at + 1, "") } else { Vec::new() }, Expect::Value)
            }
        }
    }

    /// A comma with nothing before it.
    fn extra_comma(&mut self, fix: Vec<Edit>, expect: Expect) -> Expect {
        self.report(Kind::JsonExtraComma, Span::new(self.at, self.at + 1), fix);
        self.at += 1;
        expect
    }

    /// A name whose value does not come.
    fn missing_value(&mut self) -> Expect {
        let gap = self.value_end;
        self.report(Kind::JsonMissingValue, Span::at(gap), Vec::new());
        let at = self.at;
        self.leaf(ValueKind::Null, gap, gap);
        self.at = at;
        Expect::Comma
    }

    fn full_width(&mut self, found: &[u8], expected: &'static str, insert: &str) {
        let end = self.at + found.len();
        let kind = Kind::JsonFullWidthPunctuation { expected };
        self.report(kind, Span::new(self.at, end), edit(self.at, end, insert));
        self.at = end;
    }

    /// `...`, for what was left out.
    pub(super) fn ellipsis(&mut self, octets: usize, expect: Expect) -> Expect {
        self.report(Kind::JsonEllipsis, Span::new(self.at, self.at + octets), Vec::new());
        self.comma = None;
        self.at += octets;
        expect
    }

    /// A character that fits nothing: all further reading would be guessing.
    pub(super) fn unexpected(&mut self) -> Expect {
        let (code_point, octets) = self.character(self.at);
        match code_point {
            Some(code_point) => {
                let span = Span::new(self.at, self.at + octets);
                self.report(Kind::JsonUnexpectedCharacter { code_point }, span, Vec::new());
            }
            None => self.report(Kind::JsonInvalidUtf8 { count: 1 }, Span::new(self.at, self.at + 1), Vec::new()),
        }
        Expect::Nothing
    }

    /// The text ends too early. `quote` closes a string that is still open.
    pub(super) fn truncated(&mut self, quote: Option<&str>) -> Expect {
        let end = self.text.len();
        if self.frames.is_empty() && quote.is_none() {
            self.report(Kind::JsonEmpty, Span::at(end), Vec::new());
            return Expect::Nothing;
        }
        let mut fix = Vec::new();
        let lacks_value =
            self.frames.last().is_some_and(|frame| frame.name.is_some()) && quote.is_none() || self.comment_is_open;
        if !lacks_value {
            if let Some(comma) = self.comma.filter(|_| quote.is_none()) {
                fix = edit(comma, comma + 1, "");
            }
            let mut closers = String::from(quote.unwrap_or_default());
            closers.extend(self.frames.iter().rev().map(|frame| closing(frame.kind)));
            fix.push(Edit::new(Span::at(end), closers));
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.between = quote.is_none();
        }
        let objects = self.frames.iter().filter(|frame| frame.kind == ValueKind::Object).count() as u32;
        let open = self.frames.len() as u32;
        let from = self.frames.len().saturating_sub(MAX_RELATED);
        let place = |frame: &Frame| Related { path: Vec::new(), span: Span::new(frame.start, frame.start + 1) };
        let related = self.frames.iter().skip(from).map(place).collect();
        self.report(Kind::JsonTruncated { open, objects, arrays: open - objects }, Span::at(end), fix);
        if let Some(issue) = self.findings.issues.last_mut().filter(|issue| issue.span == Some(Span::at(end))) {
            issue.related = related;
        }
        Expect::Nothing
    }

    /// True when something stands here that could be a value.
    pub(super) fn starts_value(&self) -> bool {
        match self.octet() {
            Some(b'{' | b'[' | b'-' | b'0'..=b'9') => true,
            Some(b't' | b'f' | b'n' | b'T' | b'F' | b'N') => self.literal_here().is_some(),
            Some(_) => self.quotes(self.at).is_some(),
            None => false,
        }
    }

    /// True when something stands here that could be the name of a member.
    fn starts_name(&self) -> bool {
        self.quotes(self.at).is_some() || self.word_before_colon(self.at)
    }
}

/// The bracket that closes `kind`.
const fn closing(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Object => "}",
        _ => "]",
    }
}

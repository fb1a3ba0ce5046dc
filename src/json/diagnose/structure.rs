//! Arrays and objects: brackets, commas, colons, and where the text ends.

use alloc::string::String;
use alloc::vec::Vec;

use super::ends::is_space;
use super::words::OBJECT_OBJECT;
use super::{Expect, Reader};
use crate::issue::{Kind, Related, Span};
use crate::json::path::Frame;
use crate::json::scan::{Encoding, Marks, Sink, ValueKind, scan};
use crate::json::tape::Tape;

/// Open brackets named in a finding, the innermost ones.
const MAX_RELATED: usize = 64;

impl Reader<'_> {
    /// RFC 8259 §3, value.
    pub(super) fn value(&mut self) -> Expect {
        self.set_between(false);
        if let Some(end) = self.placeholder(self.at) {
            return self.placeholder_as_value(end);
        }
        match self.octet() {
            None => self.truncated(None, false),
            Some(b'[') if self.stands(self.at, OBJECT_OBJECT) => {
                let (start, end) = (self.at, self.at + OBJECT_OBJECT.len());
                self.report(Kind::JsonOtherFormat { found: "object_to_string" }, start, end);
                self.null(start, end)
            }
            Some(bracket @ (b'{' | b'[')) => self.open(bracket),
            Some(bracket @ (b'}' | b']')) => self.close_without_value(bracket),
            Some(b',') => self.comma_without_value(),
            Some(octet) => match (self.quotes(self.at), octet) {
                (Some(quotes), _) => self.string(quotes),
                (None, octet) => match (self.unopened_value(), octet) {
                    (Some(expect), _) => expect,
                    (None, b'-' | b'+' | b'.' | b'0'..=b'9') => self.number(),
                    _ => self.word(),
                },
            },
        }
    }

    /// RFC 8259 §4, the string that names a member; or the end of the object.
    pub(super) fn name(&mut self) -> Expect {
        if let Some(end) = self.placeholder(self.at) {
            return self.placeholder_as_name(end);
        }
        match self.octet() {
            None => self.truncated(None, false),
            Some(bracket @ (b'}' | b']')) => self.close_without_value(bracket),
            Some(b',') => self.extra_comma(true, Expect::Name),
            Some(b'{' | b'[') if self.ends_before_comma(ValueKind::Object, ValueKind::Array) => Expect::Value,
            Some(octet @ (b':' | b'{' | b'[')) => {
                self.report(Kind::JsonMissingName, self.at, self.at);
                if octet != b':' {
                    return Expect::Nothing;
                }
                self.named(ValueKind::Null, self.at, self.at, Marks::default());
                self.colon()
            }
            Some(_) => match self.quotes(self.at) {
                Some(quotes) => self.string(quotes),
                None => match self.unopened_name() {
                    Some(expect) => expect,
                    None => self.unquoted_name(),
                },
            },
        }
    }

    /// The name in `start..end` is read: a string with its quotation marks, or (as `Null`) a word without.
    #[inline(never)]
    pub(super) fn named(&mut self, kind: ValueKind, start: usize, end: usize, marks: Marks) -> Expect {
        let node = self.tape.next();
        self.leaf(kind, start, end, marks);
        if let Some(frame) = self.frames.last_mut() {
            frame.name = node;
            frame.between = false;
        }
        Expect::Colon
    }

    /// RFC 8259 §2, name-separator.
    pub(super) fn colon(&mut self) -> Expect {
        match self.octet() {
            Some(b':') => self.at += 1,
            Some(b'=') => {
                let end = self.at + if self.stands(self.at, b"=>") { 2 } else { 1 };
                self.replace(Kind::JsonEqualsSign, self.at, end, ":");
                self.at = end;
            }
            Some(b',' | b'}' | b']') => return self.missing_value(),
            None => return self.truncated(None, false),
            Some(_) if self.full_width("：", "colon", ":") => {}
            Some(_) if self.starts_value() => self.replace(Kind::JsonMissingColon, self.value_end, self.value_end, ":"),
            Some(_) => return self.unexpected(),
        }
        // What stands before the value's end now is the colon.
        self.value_end = self.at;
        Expect::Value
    }

    /// RFC 8259 §4 and §5, value-separator or the end of the array, object or text.
    pub(super) fn after_value(&mut self) -> Expect {
        let innermost = self.innermost();
        if innermost == ValueKind::Null {
            return self.after_document();
        }
        if let Some(end) = self.placeholder(self.at) {
            return self.placeholder_between(end);
        }
        let in_array = innermost == ValueKind::Array;
        match self.octet() {
            None => self.truncated(None, false),
            Some(b',') => self.comma(1),
            Some(bracket @ (b'}' | b']')) => self.close(bracket),
            Some(b';') => self.semicolon(),
            Some(b':') if in_array => self.name_in_array(),
            Some(b'+') if self.joins_strings() => self.concatenated(),
            Some(_) if self.full_width("，", "comma", ",") || self.full_width("、", "comma", ",") => self.comma(0),
            Some(b'.') if self.stands(self.at, b"...") => self.ellipsis(Expect::Comma),
            // Quotation marks before a comma are left over, no name begins with them.
            Some(b'"') if !in_array && self.octet_after_space(self.at + 1) == Some(b',') => self.unexpected(),
            Some(_) if if in_array { self.starts_value() } else { self.starts_name() } => {
                self.replace(Kind::JsonMissingComma, self.value_end, self.value_end, ",");
                self.comma(0)
            }
            Some(_) => self.unexpected(),
        }
    }

    /// A colon behind an element. If it is the first one, the array was meant to be an object; its brackets are taken
    /// for braces from here on.
    fn name_in_array(&mut self) -> Expect {
        let name = self.tape.next().wrapping_sub(1);
        let mut place = None;
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.index == 0)
            && self.tape.name_first(name)
        {
            frame.kind = ValueKind::Object;
            place = Some(frame.place as usize);
            frame.between = true;
        }
        match place {
            // No fix: a comma may be meant in the place of the colon.
            Some(at) => {
                self.report(Kind::JsonWrongBracket { of: "object" }, at, at + 1);
                if let Some(frame) = self.frames.last_mut() {
                    frame.name = name;
                    frame.between = false;
                }
            }
            None => {
                self.report(Kind::JsonNameInArray, self.at, self.at + 1);
            }
        }
        self.at += 1;
        Expect::Value
    }

    /// True where the array or object at hand, of kind `of` and in one of kind `outer`, ends before the comma just read:
    /// what follows can only stand outside.
    #[inline(never)]
    pub(super) fn ends_before_comma(&mut self, of: ValueKind, outer: ValueKind) -> bool {
        let around = self.frames.len().checked_sub(2).and_then(|around| self.frames.get(around));
        let Some(comma) = self.comma.filter(|_| self.innermost() == of) else { return false };
        if around.is_none_or(|around| around.kind != outer) {
            return false;
        }
        let (at, end) = (self.at, self.back(0, comma, is_space));
        self.set_between(true);
        self.replace(Kind::JsonMissingBracket { of: of.name() }, end, end, closing(of));
        self.frames.pop();
        self.tape.close(end);
        self.done(end);
        self.comma = Some(comma);
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.kind == ValueKind::Array) {
            frame.index += 1;
        }
        self.set_between(false);
        self.at = at;
        true
    }

    /// A member's value, a string at octet `open`, has a colon behind it: it is a name, and the brace before it is
    /// missing.
    #[cold]
    pub(super) fn missing_brace(&mut self, open: usize) -> Expect {
        if self.is_json_with(open, "{") {
            self.edit(open, open, "{");
        }
        self.report(Kind::JsonMissingBraces, open, open);
        Expect::Nothing
    }

    /// True when the text is JSON once `insert` stands before octet `at`. It takes a reading of the whole
    /// text, so whoever asks goes on no further.
    #[inline(never)]
    pub(super) fn is_json_with(&self, at: usize, insert: &str) -> bool {
        let text = [self.slice(0, at), insert.as_bytes(), self.slice(at, self.text.len())].concat();
        is_json(&text, self.max_depth)
    }

    /// A semicolon in the place of a comma, or of nothing before a closing bracket.
    fn semicolon(&mut self) -> Expect {
        let end = self.at + 1;
        let last = matches!(self.octet_after_space(end), Some(b'}' | b']'));
        self.replace(Kind::JsonSemicolon, self.at, end, if last { "" } else { "," });
        if last {
            self.at = end;
            return Expect::Comma;
        }
        self.comma(1)
    }

    /// Goes on behind a comma of so many octets.
    #[inline(never)]
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
            self.report(Kind::JsonTooDeep { max: self.max_depth }, self.at, self.at + 1);
            return Expect::Nothing;
        }
        let kind = if bracket == b'{' { ValueKind::Object } else { ValueKind::Array };
        self.tape.open(kind, self.at);
        self.frames.push(Frame::new(kind, self.at as u32));
        self.done(self.at + 1);
        if kind == ValueKind::Object { Expect::Name } else { Expect::Value }
    }

    /// RFC 8259 §4 and §5, end-object and end-array.
    #[inline(never)]
    fn close(&mut self, bracket: u8) -> Expect {
        let kind = if bracket == b'}' { ValueKind::Object } else { ValueKind::Array };
        let at = self.at;
        let mut end = at + 1;
        let innermost = self.innermost();
        if innermost == ValueKind::Null {
            self.replace(Kind::JsonExtraBracket, at, end, "");
            self.at = end;
            return Expect::Comma;
        }
        // What was taken for an object may have begun with an array's bracket.
        let taken = self.frames.last().is_some_and(|frame| self.octet_at(frame.place as usize) == Some(b'['));
        if innermost != kind && !(taken && bracket == b']') {
            let of = innermost.name();
            let outer = self.frames.len().checked_sub(2).and_then(|outer| self.frames.get(outer));
            if outer.is_some_and(|outer| outer.kind == kind) {
                end = self.value_end;
                self.replace(Kind::JsonMissingBracket { of }, end, end, closing(innermost));
            } else if matches!(self.octet_after_space(end), Some(b'}' | b',')) && bracket == b']' {
                // The object goes on behind it: this one is too many, or its opening one is missing.
                self.report(Kind::JsonExtraBracket, at, end);
                self.at = end;
                return Expect::Comma;
            } else {
                self.replace(Kind::JsonWrongBracket { of }, at, end, closing(innermost));
            }
        }
        self.frames.pop();
        self.tape.close(end);
        self.done(end);
        // A bracket that closes the outer one is read again.
        self.at = end.max(at);
        Expect::Comma
    }

    /// A closing bracket where a name or a value should be: an empty array or object, a trailing comma, or a gap.
    fn close_without_value(&mut self, bracket: u8) -> Expect {
        if self.innermost() == ValueKind::Null {
            self.report(Kind::JsonExtraBracket, self.at, self.at + 1);
            return Expect::Nothing;
        }
        if self.has_name() {
            return self.missing_value();
        }
        self.set_between(true);
        if let Some(comma) = self.comma {
            self.replace(Kind::JsonTrailingComma, comma, comma + 1, "");
        }
        self.close(bracket)
    }

    /// A comma where a value should be.
    fn comma_without_value(&mut self) -> Expect {
        if self.innermost() == ValueKind::Null {
            return self.unexpected();
        }
        if self.has_name() {
            return self.missing_value();
        }
        self.set_between(true);
        let last = self.octet_after_space(self.at + 1) == Some(b']');
        self.extra_comma(last, Expect::Value)
    }

    /// A comma with nothing before it.
    fn extra_comma(&mut self, can_go: bool, expect: Expect) -> Expect {
        let end = self.at + 1;
        if can_go {
            self.edit(self.at, end, "");
        }
        self.report(Kind::JsonExtraComma, self.at, end);
        self.at = end;
        expect
    }

    /// A name whose value does not come.
    #[inline(never)]
    fn missing_value(&mut self) -> Expect {
        let gap = self.value_end;
        self.report(Kind::JsonMissingValue, gap, gap);
        let at = self.at;
        self.null(gap, gap);
        self.at = at;
        Expect::Comma
    }

    /// Passes full-width punctuation `found`, if it stands here, and says so.
    #[inline(never)]
    fn full_width(&mut self, found: &str, expected: &'static str, insert: &str) -> bool {
        let stands = self.stands(self.at, found.as_bytes());
        if stands {
            let end = self.at + found.len();
            self.replace(Kind::JsonFullWidthPunctuation { expected }, self.at, end, insert);
            self.at = end;
        }
        stands
    }

    /// `...`, for what was left out.
    #[inline(never)]
    pub(super) fn ellipsis(&mut self, expect: Expect) -> Expect {
        let end = self.at + 3;
        self.report(Kind::JsonEllipsis, self.at, end);
        self.comma = None;
        self.at = end;
        expect
    }

    /// A character that fits nothing: all further reading would be guessing.
    #[inline(never)]
    pub(super) fn unexpected(&mut self) -> Expect {
        let (code_point, octets) = self.character(self.at);
        let kind = match code_point {
            Some(code_point) => Kind::JsonUnexpectedCharacter { code_point },
            None => Kind::JsonInvalidUtf8 { count: 1 },
        };
        self.report(kind, self.at, self.at + octets);
        Expect::Nothing
    }

    /// The text ends too early. `quote` closes a string that is still open; `guess`: it may have ended before.
    #[inline(never)]
    pub(super) fn truncated(&mut self, quote: Option<&str>, guess: bool) -> Expect {
        let end = self.text.len();
        if self.frames.is_empty() && quote.is_none() {
            self.report(Kind::JsonEmpty, end, end);
            return Expect::Nothing;
        }
        let lacks_value = self.has_name() && quote.is_none() || self.comment_is_open;
        // Behind a comment that ends with its line, brackets would belong to it.
        let new_line = self.line_comment == end && quote.is_none();
        let mut closers = String::from(if new_line { "\n" } else { quote.unwrap_or_default() });
        let mut related = Vec::new();
        let (mut open, mut objects) = (0, 0);
        for frame in self.frames.iter().rev() {
            closers.push_str(closing(frame.kind));
            open += 1;
            objects += u32::from(frame.kind == ValueKind::Object);
        }
        let from = self.frames.len().saturating_sub(MAX_RELATED);
        for frame in self.frames.get(from..).unwrap_or_default() {
            let at = frame.place as usize;
            related.push(Related { path: Vec::new(), span: Span::new(at, at + 1) });
        }
        let ambiguous = quote.is_none() && self.comma.is_none() && self.tape.ends_ambiguously();
        if ambiguous
            && let Some((at, of)) = self.tape.dedent(self.text)
            && self.is_json_with(at, closing(of))
        {
            self.set_between(true);
            self.replace(Kind::JsonMissingBracket { of: of.name() }, at, at, closing(of));
            return Expect::Nothing;
        }
        if !lacks_value && !ambiguous && !guess {
            if let Some(comma) = self.comma.filter(|_| quote.is_none()) {
                self.edit(comma, comma + 1, "");
            }
            // Half an escape sequence at the end goes.
            self.edit(if quote.is_some() { self.at } else { end }, end, &closers);
        }
        self.set_between(quote.is_none());
        let kind = Kind::JsonTruncated { open, objects, arrays: open - objects };
        if let Some(issue) = self.report(kind, end, end) {
            issue.related = related;
        }
        Expect::Nothing
    }

    /// True when something stands here that could be a value.
    #[inline(never)]
    pub(super) fn starts_value(&self) -> bool {
        match self.octet() {
            Some(b'{' | b'[' | b'-' | b'0'..=b'9') => true,
            Some(b't' | b'f' | b'n' | b'T' | b'F' | b'N') => self.literal_here().is_some(),
            _ => self.quotes(self.at).is_some(),
        }
    }

    /// True when something stands here that could be the name of a member.
    fn starts_name(&self) -> bool {
        self.quotes(self.at).is_some() || self.word_before_colon(self.at)
    }
}

/// True when `text` is JSON.
#[inline(never)]
pub(super) fn is_json(text: &[u8], max_depth: u32) -> bool {
    scan(text, max_depth, Encoding::Unknown, &mut Tape::default()).is_some()
}

/// The bracket that closes `kind`.
const fn closing(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Object => "}",
        _ => "]",
    }
}

//! The text as a whole: its encoding, other formats, and what comes after the value.

use alloc::vec::Vec;

use super::words::OBJECT_OBJECT;
use super::{Expect, Reader, edit};
use crate::issue::{Edit, Kind, Name, Span};
use crate::json::scan::{ValueKind, skip_space};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const FENCE: &[u8] = b"```";

/// What JavaScript that is no JSON begins with.
const JAVASCRIPT: [&[u8]; 7] = [b"const ", b"let ", b"var ", b"export ", b"return ", b"module.exports", b"new "];

impl Reader<'_> {
    /// What stands before the value.
    pub(super) fn prologue(&mut self) -> Expect {
        if let Some(found) = other_encoding(self.text) {
            self.report(Kind::JsonNotUtf8 { found }, Span::new(0, self.text.len()), Vec::new());
            return Expect::Nothing;
        }
        if self.text.starts_with(BYTE_ORDER_MARK) {
            self.report(Kind::JsonByteOrderMark, Span::new(0, 3), edit(0, 3, ""));
            self.at = BYTE_ORDER_MARK.len();
        }
        self.at = skip_space(self.text, self.at);
        if self.stands(self.at, FENCE) {
            self.fence();
        }
        match self.other_format() {
            Some((found, octets)) => {
                let span = Span::new(self.at, self.at + octets);
                self.report(Kind::JsonOtherFormat { found }, span, Vec::new());
                Expect::Nothing
            }
            None => Expect::Value,
        }
    }

    /// A Markdown code fence: its first line goes, and its last.
    fn fence(&mut self) {
        let start = self.at;
        let rest = self.slice(start, self.text.len());
        let octets = rest.iter().position(|octet| *octet == b'\n').map_or(rest.len(), |at| at + 1);
        let mut fix = edit(start, start + octets, "");
        self.at = start + octets;
        let body = self.text.trim_ascii_end();
        if let Some(inside) = body.strip_suffix(FENCE).filter(|inside| inside.len() >= self.at) {
            fix.push(Edit::new(Span::new(inside.len(), body.len()), ""));
            self.text = inside;
        }
        self.report(Kind::JsonMarkdownFence, Span::new(start, start + FENCE.len()), fix);
    }

    /// The format that the text is in, by how it begins, and the octets that show it.
    fn other_format(&self) -> Option<(Name, usize)> {
        let rest = self.slice(self.at, self.text.len());
        if rest.starts_with(OBJECT_OBJECT) {
            return Some(("object_to_string", OBJECT_OBJECT.len()));
        }
        match *rest {
            [b'<', b'?', ..] => return Some(("xml", 2)),
            [b'<', b'!' | b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => return Some(("html", self.tag_octets(rest))),
            [b'-', b'-', b'-', b'\n' | b'\r', ..] => return Some(("yaml", 3)),
            [b'-', b' ', ..] => return Some(("yaml", 1)),
            [b'-', b'-', b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-', ..] => return Some(("multipart", 2)),
            _ => {}
        }
        if let Some(word) = JAVASCRIPT.iter().find(|word| rest.starts_with(word)) {
            return Some(("javascript", word.trim_ascii_end().len()));
        }
        let octets = form_name_octets(rest);
        if octets == 0 || rest.first().is_some_and(u8::is_ascii_digit) {
            return None;
        }
        match (rest.get(..octets)?, rest.get(octets), rest.get(octets + 1)) {
            (b"data" | b"event" | b"id" | b"retry", Some(b':'), _) if rest.get(octets + 2) == Some(&b'{') => {
                Some(("event_stream", octets + 1))
            }
            (b"event", Some(b':'), _) => Some(("event_stream", octets + 1)),
            (_, Some(b':'), None | Some(b' ' | b'\n' | b'\r' | b'\t')) => Some(("yaml", octets + 1)),
            (_, Some(b'='), Some(b' ' | b'{' | b'[')) | (_, Some(b'('), _) => Some(("javascript", octets + 1)),
            (_, Some(b'='), _) => Some(("form_urlencoded", octets + 1)),
            (_, Some(b' '), Some(b'=')) => Some(("javascript", octets + 2)),
            _ => None,
        }
    }

    /// The octets of the tag that `rest` begins with: its name, without attributes.
    fn tag_octets(&self, rest: &[u8]) -> usize {
        rest.iter().take(16).take_while(|octet| !matches!(octet, b'>' | 0..=b' ' | 0x80..)).count()
    }

    /// RFC 8259 §2: nothing but white space comes after the value.
    pub(super) fn after_document(&mut self) -> Expect {
        let Some(octet) = self.octet() else { return Expect::Nothing };
        let here = Span::new(self.at, self.at + 1);
        let rest = self.octet_at(skip_space(self.text, here.end));
        match octet {
            b';' if rest.is_none() => {
                self.report(Kind::JsonTextAfterValue, here, edit(here.start, here.end, ""));
                Expect::Nothing
            }
            b',' if rest.is_none() => {
                self.report(Kind::JsonTrailingComma, here, edit(here.start, here.end, ""));
                Expect::Nothing
            }
            b'}' | b']' => {
                self.report(Kind::JsonExtraBracket, here, edit(here.start, here.end, ""));
                self.at = here.end;
                Expect::Comma
            }
            b':' if self.tape.nodes.first().is_some_and(|root| root.kind == ValueKind::String) => {
                let end = self.text.trim_ascii_end().len();
                let start = self.tape.nodes.first().map_or(0, |root| root.start as usize);
                let fix = alloc::vec![Edit::new(Span::at(start), "{"), Edit::new(Span::at(end), "}")];
                self.report(Kind::JsonMissingBraces, Span::at(start), fix);
                Expect::Nothing
            }
            _ => {
                if octet == b',' {
                    self.at = skip_space(self.text, here.end);
                }
                let end = self.text.trim_ascii_end().len();
                let root = self.tape.nodes.first().map(|root| root.kind);
                let again = match (root, self.octet()) {
                    (Some(ValueKind::Object), Some(b'{')) | (Some(ValueKind::Array), Some(b'[')) => true,
                    _ => self.starts_value() && self.slice(self.value_end, self.at).contains(&b'\n'),
                };
                match again {
                    true => {
                        let first = Span::new(self.at, self.at + self.character(self.at).1);
                        self.report(Kind::JsonSeveralDocuments, first, Vec::new());
                    }
                    false => self.report(Kind::JsonTextAfterValue, Span::new(self.at, end), Vec::new()),
                }
                Expect::Nothing
            }
        }
    }
}

/// The octets of the name that a form body's first field would have.
fn form_name_octets(rest: &[u8]) -> usize {
    let named = |octet: &&u8| octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'-' | b'.' | b'%' | b'+');
    rest.iter().take_while(named).count()
}

/// RFC 4627 §3: the encoding, by the pattern of null octets in the first four; or by a byte order mark.
fn other_encoding(text: &[u8]) -> Option<Name> {
    match *text {
        [0xFF, 0xFE, 0, 0, ..] => Some("utf32le"),
        [0, 0, 0xFE, 0xFF, ..] => Some("utf32be"),
        [0xFF, 0xFE, ..] => Some("utf16le"),
        [0xFE, 0xFF, ..] => Some("utf16be"),
        [0, 0, 0, 1..=0xFF, ..] => Some("utf32be"),
        [1..=0xFF, 0, 0, 0, ..] => Some("utf32le"),
        [0, 1..=0xFF, 0, 1..=0xFF, ..] | [0, 1..=0xFF] => Some("utf16be"),
        [1..=0xFF, 0, 1..=0xFF, 0, ..] | [1..=0xFF, 0] => Some("utf16le"),
        _ => None,
    }
}

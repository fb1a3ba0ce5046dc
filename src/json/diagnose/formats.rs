//! The text as a whole: its encoding, other formats, and what comes after the value.

use alloc::vec::Vec;

use super::structure::is_json;
use super::words::OBJECT_OBJECT;
use super::{END, Expect, Reader, octet_or_end};
use crate::issue::{Kind, Name};
use crate::json::escape::{push, unescape};
use crate::json::scan::ValueKind;
use crate::text::find;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const FENCE: &[u8] = b"```";

/// What JavaScript that is no JSON begins with.
const JAVASCRIPT: [&[u8]; 7] = [b"const ", b"let ", b"var ", b"export ", b"return ", b"module.exports", b"new "];

impl Reader<'_> {
    /// What stands before the value.
    pub(super) fn prologue(&mut self) -> Expect {
        if let Some(found) = other_encoding(self.text) {
            self.report(Kind::JsonNotUtf8 { found }, 0, self.text.len());
            return Expect::Nothing;
        }
        if self.stands(0, BYTE_ORDER_MARK) {
            self.replace(Kind::JsonByteOrderMark, 0, 3, "");
            self.at = BYTE_ORDER_MARK.len();
        }
        self.at = self.skip(self.at);
        if self.stands(self.at, FENCE) {
            self.fence();
        }
        if self.packed() {
            return Expect::Nothing;
        }
        if let Some((found, octets)) = self.other_format() {
            self.report(Kind::JsonOtherFormat { found }, self.at, self.at + octets);
            return Expect::Nothing;
        }
        self.text_before();
        Expect::Value
    }

    /// A text in quotation marks around all of it, with its own marks escaped by backslashes, doubled as in CSV, or
    /// as they are: JSON when it is unpacked.
    fn packed(&mut self) -> bool {
        let (start, end) = (self.at, self.text.trim_ascii_end().len());
        let text = self.slice(start, end);
        let inside = match text {
            [b'"', inside @ .., b'"'] | [b'\'', inside @ .., b'\''] | [b'`', inside @ .., b'`'] => Some(inside),
            _ => None,
        };
        let body = inside.unwrap_or(text);
        let Some((b'{' | b'[', rest)) = body.trim_ascii_start().split_first() else { return false };
        let unpacked = match (rest.trim_ascii_start(), inside) {
            ([b'\\', ..], _) => unescape(body),
            ([b'"', b'"', ..], _) => halved(body),
            (_, Some(inside)) => inside.to_vec(),
            _ => return false,
        };
        if !is_json(&unpacked, self.max_depth) {
            return false;
        }
        if let Ok(insert) = core::str::from_utf8(&unpacked) {
            self.edit(start, end, insert);
        }
        self.report(Kind::JsonDoubleEncoded, start, end);
        true
    }

    /// Words before the value, as in `Here is the JSON: {…}` or a line of a log: they go.
    fn text_before(&mut self) {
        let start = self.at;
        let plain = self.run_end(start, |octet| !matches!(octet, b'{' | b'[' | b'"' | b'\'' | b'`'));
        let words = self.slice(start, plain).trim_ascii_end();
        if words.is_empty() {
            return;
        }
        if self.stands(plain, FENCE) && self.slice(start, plain).ends_with(b"\n") {
            self.replace(Kind::JsonComment, start, plain, "");
            self.at = plain;
            return self.fence();
        }
        let inner = self.octet_after_space(plain + 1);
        let opens = match self.octet_at(plain) {
            Some(b'{') => matches!(inner, Some(b'"' | b'\'' | b'}')),
            Some(b'[') => matches!(inner, Some(b'"' | b'\'' | b'{' | b'[')),
            _ => false,
        };
        let apart = self.octet_at(plain - 1).is_some_and(|octet| octet.is_ascii_whitespace());
        let announced = matches!(words.last(), Some(b':' | b'$' | b'>')) || self.octet_at(plain - 1) == Some(b'\n');
        if opens && (announced || apart && is_json(self.slice(plain, self.text.len()), self.max_depth)) {
            self.replace(Kind::JsonComment, start, plain, "");
            self.at = plain;
        }
    }

    /// A Markdown code fence: its first line goes, and its last.
    fn fence(&mut self) {
        let start = self.at;
        self.at = self.text.len().min(self.run_end(start, |octet| octet != b'\n') + 1);
        self.edit(start, self.at, "");
        let body = self.text.trim_ascii_end();
        if let Some(inside) = body.strip_suffix(FENCE).filter(|inside| inside.len() >= self.at) {
            self.edit(inside.len(), body.len(), "");
            self.text = inside;
        }
        self.report(Kind::JsonMarkdownFence, start, start + FENCE.len());
    }

    /// The format that the text is in, by how it begins, and the octets that show it.
    fn other_format(&self) -> Option<(Name, usize)> {
        let rest = self.slice(self.at, self.text.len());
        if rest.starts_with(OBJECT_OBJECT) {
            return Some(("object_to_string", OBJECT_OBJECT.len()));
        }
        match *rest {
            [b'<', b'?', ..] => return Some(("xml", 2)),
            [b'<', b'!' | b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => return Some(("html", self.tag_octets())),
            [b'-', b'-', b'-', b'\n' | b'\r', ..] => return Some(("yaml", 3)),
            [b'-', b' ', ..] => return Some(("yaml", 1)),
            [b'-', b'-', b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-', ..] => return Some(("multipart", 2)),
            _ => {}
        }
        if let Some(word) = JAVASCRIPT.iter().find(|word| rest.starts_with(word)) {
            return Some(("javascript", word.trim_ascii_end().len()));
        }
        // The name that a form body's first field would have.
        let name_end = self.run_end(self.at, |octet| {
            octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'-' | b'.' | b'%' | b'+')
        });
        let octets = name_end - self.at;
        if octets == 0 || matches!(self.octet(), Some(b'0'..=b'9')) {
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

    /// The octets of the tag that stands here: its name, without attributes.
    fn tag_octets(&self) -> usize {
        let end = self.run_end(self.at, |octet| !matches!(octet, b'>' | 0..=b' ' | 0x80..));
        (end - self.at).min(16)
    }

    /// RFC 8259 §2: nothing but white space comes after the value.
    pub(super) fn after_document(&mut self) -> Expect {
        let Some(octet) = self.octet() else { return Expect::Nothing };
        let (at, end) = (self.at, self.at + 1);
        let is_last = self.skip(end) >= self.text.len();
        let text_end = self.text.trim_ascii_end().len();
        let (root, root_start) =
            self.tape.nodes.first().map_or((ValueKind::Null, 0), |root| (root.kind, root.start as usize));
        match octet {
            b';' if is_last => self.replace(Kind::JsonTextAfterValue, at, end, ""),
            b',' if is_last => self.replace(Kind::JsonTrailingComma, at, end, ""),
            b'}' | b']' => {
                // An array's opening bracket may be missing, of objects none can: no object is a name.
                if octet == b'}' && matches!(root, ValueKind::Object | ValueKind::Array) {
                    self.edit(at, end, "");
                }
                self.report(Kind::JsonExtraBracket, at, end);
                self.at = end;
                return Expect::Comma;
            }
            b':' if root == ValueKind::String => {
                self.edit(root_start, root_start, "{");
                if !self.is_json_with(root_start, "{") {
                    self.edit(text_end, text_end, "}");
                }
                self.report(Kind::JsonMissingBraces, root_start, root_start);
            }
            _ => {
                if octet == b',' {
                    self.at = self.skip(end);
                }
                let again = match (root, self.octet()) {
                    (ValueKind::Object, Some(b'{')) | (ValueKind::Array, Some(b'[')) => true,
                    _ => self.starts_value() && find(self.slice(self.value_end, self.at), b"\n").is_some(),
                };
                if again {
                    let octets = self.character(self.at).1;
                    self.report(Kind::JsonSeveralDocuments, self.at, self.at + octets);
                } else {
                    self.report(Kind::JsonTextAfterValue, self.at, text_end);
                }
            }
        }
        Expect::Nothing
    }
}

/// `text` with one quotation mark for two.
fn halved(text: &[u8]) -> Vec<u8> {
    let mut halved = Vec::new();
    let mut dropped = false;
    for &octet in text {
        dropped = octet == b'"' && halved.last() == Some(&b'"') && !dropped;
        if !dropped {
            push(&mut halved, octet);
        }
    }
    halved
}

/// RFC 4627 §3: the encoding, by the pattern of null octets in the first four; or by a byte order mark.
fn other_encoding(text: &[u8]) -> Option<Name> {
    let octet = |at| octet_or_end(text, at);
    // A digit for each octet: 1 for null, 2 for another, 0 past the end.
    let mut pattern = 0;
    for at in 0..4 {
        pattern = pattern * 10
            + match octet(at) {
                0 => 1,
                END => 0,
                _ => 2,
            };
    }
    match (octet(0), octet(1), pattern) {
        (0xFF, 0xFE, 2211) | (_, _, 2111) => Some("utf32le"),
        (0xFF, 0xFE, _) | (_, _, 2121 | 2100) => Some("utf16le"),
        (0xFE, 0xFF, _) | (_, _, 1212 | 1200) => Some("utf16be"),
        (_, _, 1112) => Some("utf32be"),
        (_, _, 1122) if octet(2) == 0xFE && octet(3) == 0xFF => Some("utf32be"),
        _ => None,
    }
}

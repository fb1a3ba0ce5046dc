//! A value on the tape: its kind, its place, its members, its text.

use alloc::borrow::Cow;
use alloc::string::String;

use super::escape::{SourceMap, content, unescape};
use super::scan::{Marks, ValueKind};
use super::tape::{Document, Node};
use crate::issue::Span;
use crate::text::{Decoded, decode};

/// One value of a [`Document`], or the name of a member; as cheap to copy as a reference.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    document: &'a Document<'a>,
    index: u32,
}

impl PartialEq for Value<'_> {
    /// The same place of the same document.
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && core::ptr::eq(self.document.text(), other.document.text())
    }
}

impl<'a> Value<'a> {
    pub(super) const fn new(document: &'a Document<'a>, index: u32) -> Value<'a> {
        Value { document, index }
    }

    /// An index past the end gives `null` at the start, so that no caller can fall off the tape.
    #[inline(never)]
    fn node(&self) -> &'a Node {
        const ABSENT: &Node = &Node {
            start: 0,
            end: 0,
            next: u32::MAX,
            kind: ValueKind::Null,
            marks: Marks { escapes: false, doubtful: false },
        };
        self.document.node(self.index).unwrap_or(ABSENT)
    }

    /// What kind of value it is.
    pub fn kind(&self) -> ValueKind {
        self.node().kind
    }

    /// Its octets in the text, quotes and brackets included.
    pub fn span(&self) -> Span {
        self.node().span()
    }

    /// `true` and `false`; `None` for other kinds.
    pub fn as_bool(&self) -> Option<bool> {
        (self.node().kind == ValueKind::Boolean).then(|| self.octets().first() == Some(&b't'))
    }

    /// A number as it is written; `None` for other kinds.
    pub fn number_text(&self) -> Option<&'a str> {
        if self.node().kind != ValueKind::Number {
            return None;
        }
        core::str::from_utf8(self.octets()).ok()
    }

    /// A string's text in octets of WTF-8, escapes decoded; borrowed where there are none. `None` for other kinds.
    ///
    /// An escaped half of a surrogate pair comes as its three octets, so that the checks can see it and say where.
    ///
    /// ```
    /// use presend::json::{JsonOptions, check_json};
    ///
    /// let document = check_json(r#""\ud83d""#, &JsonOptions::default()).document.expect("well-formed");
    /// assert_eq!(document.root().string_octets().as_deref(), Some(&b"\xED\xA0\xBD"[..]));
    /// assert_eq!(document.root().as_str(), None);
    /// ```
    pub fn string_octets(&self) -> Option<Cow<'a, [u8]>> {
        let node = self.node();
        if node.kind != ValueKind::String {
            return None;
        }
        let raw = content(self.octets_of(node));
        Some(if node.marks.escapes { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(raw) })
    }

    /// A string's text; `None` for other kinds, and where it holds half a surrogate pair.
    pub fn as_str(&self) -> Option<Cow<'a, str>> {
        match self.string_octets()? {
            Cow::Borrowed(octets) => core::str::from_utf8(octets).ok().map(Cow::Borrowed),
            Cow::Owned(octets) => String::from_utf8(octets).ok().map(Cow::Owned),
        }
    }

    /// The member's value; of a name that stands twice the last one, as in ECMA-262 `JSON.parse`.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        let mut found = None;
        for (key, value) in self.entries() {
            if key.is_text(name.as_bytes()) {
                found = Some(value);
            }
        }
        found
    }

    /// True for a string that says `text`.
    pub fn is_text(&self, text: &[u8]) -> bool {
        let node = self.node();
        match node.marks.escapes {
            // The quotes are the only octets that it has more.
            false => node.kind == ValueKind::String && content(self.octets_of(node)) == text,
            true => self.string_octets().is_some_and(|octets| *octets == *text),
        }
    }

    /// The members of an object, in the order of the text, as name and value; nothing for other kinds.
    pub fn entries(&self) -> Entries<'a> {
        Entries { values: self.children(ValueKind::Object) }
    }

    /// The elements of an array; nothing for other kinds.
    pub fn elements(&self) -> Elements<'a> {
        self.children(ValueKind::Array)
    }

    /// Where octet `decoded` of the string's text stands in the document: at the start of its escape sequence, if any.
    ///
    /// Each call reads the string from its start; for many positions take [`Value::source_map`].
    ///
    /// ```
    /// use presend::json::{JsonOptions, check_json};
    ///
    /// let document = check_json(r#"["\u00e9!"]"#, &JsonOptions::default()).document.expect("well-formed");
    /// let value = document.root().elements().next().expect("an element");
    /// assert_eq!(value.source_offset(0), 2);
    /// assert_eq!(value.source_offset(2), 8); // "é" is two octets decoded, six escaped
    /// ```
    pub fn source_offset(&self, decoded: usize) -> usize {
        self.source_map().position(decoded)
    }

    /// Where octets `decoded` of the string's text stand in the document; of another kind, the value itself.
    pub fn source_span(&self, decoded: Span) -> Span {
        self.source_map().span(decoded)
    }

    /// Turns positions in the string's text into positions in the document; ascending ones cost one pass in all.
    pub fn source_map(&self) -> SourceMap<'a> {
        let raw = if self.node().kind == ValueKind::String { content(self.octets()) } else { &[] };
        SourceMap::new(raw, self.node().start as usize + usize::from(self.node().kind == ValueKind::String))
    }

    /// The value as it is written.
    pub(crate) fn octets(&self) -> &'a [u8] {
        self.octets_of(self.node())
    }

    fn octets_of(&self, node: &Node) -> &'a [u8] {
        self.document.text().get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    fn children(&self, of: ValueKind) -> Elements<'a> {
        let node = self.node();
        let end = if node.kind == of { node.next } else { self.index };
        Elements { document: self.document, at: self.index + 1, end }
    }
}

/// The elements of an array.
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    document: &'a Document<'a>,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        if self.at >= self.end {
            return None;
        }
        let value = Value::new(self.document, self.at);
        self.at = value.node().next;
        Some(value)
    }
}

/// The members of an object.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    values: Elements<'a>,
}

impl<'a> Iterator for Entries<'a> {
    type Item = (Value<'a>, Value<'a>);

    fn next(&mut self) -> Option<(Value<'a>, Value<'a>)> {
        Some((self.values.next()?, self.values.next()?))
    }
}

/// The text of the name that `node` is, in WTF-8: a string, or (as `Null`) a word without quotation marks.
#[inline(never)]
pub(super) fn name_octets<'a>(text: &'a [u8], node: &Node) -> Cow<'a, [u8]> {
    let octets = text.get(node.start as usize..node.end as usize).unwrap_or_default();
    match (node.kind, node.marks.escapes) {
        (ValueKind::String, true) => Cow::Owned(unescape(content(octets))),
        (ValueKind::String, false) => Cow::Borrowed(content(octets)),
        _ => Cow::Borrowed(octets),
    }
}

/// The text of the name that `node` is, for paths: half a surrogate pair becomes U+FFFD.
pub(super) fn name_of(text: &[u8], node: &Node) -> String {
    let mut name = String::new();
    let mut at = 0;
    let octets = name_octets(text, node);
    while let Some((decoded, octets)) = decode(&octets, at) {
        name.push(if let Decoded::Char(char) = decoded { char } else { char::REPLACEMENT_CHARACTER });
        at += octets;
    }
    name
}

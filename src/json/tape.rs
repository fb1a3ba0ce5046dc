//! The tape: every value of a text in the order of the text, found once and walked as often as needed.

use alloc::vec::Vec;

use super::LineIndex;
use super::scan::{Marks, Sink, ValueKind};
use super::value::Value;
use crate::issue::{Source, Span};

/// One value, or the name of a member (which stands right before the member's value).
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// First octet: the opening quote or bracket, if any.
    pub(super) start: u32,
    /// One past the last octet.
    pub(super) end: u32,
    /// Index of the first node after this value and all in it; while it is open, of the array or object around it.
    pub(super) next: u32,
    pub(super) kind: ValueKind,
    pub(super) marks: Marks,
}

impl Node {
    pub(super) const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The nodes as they come in.
#[derive(Debug, Default)]
pub(super) struct Tape {
    pub(super) nodes: Vec<Node>,
    open: u32,
}

impl Tape {
    /// A tape with room for the values of a usual text of so many octets.
    pub(super) fn for_octets(octets: usize) -> Tape {
        Tape { nodes: Vec::with_capacity(octets / 16 + 1), open: 0 }
    }

    /// True when node `name` is a string and the first thing in the innermost open array, which becomes an object.
    pub(super) fn name_first(&mut self, name: u32) -> bool {
        let is_string = self.nodes.get(name as usize).is_some_and(|name| name.kind == ValueKind::String);
        let first = is_string && name == self.open + 1;
        if let Some(array) = self.nodes.get_mut(self.open as usize).filter(|_| first) {
            array.kind = ValueKind::Object;
        }
        first
    }

    /// True where the text ends with a bracket that, one bracket further out, would have closed what is still open: the
    /// last value in it is of the same kind and holds several, the last of which may belong outside.
    pub(super) fn ends_ambiguously(&self) -> bool {
        let mut index = self.open;
        let mut end = self.next();
        loop {
            let Some(around) = self.nodes.get(index as usize) else { return false };
            let (mut at, mut count) = (index + 1, 0);
            let around_is_open = index == self.open;
            let kind = around.kind;
            while at < end
                && let Some(node) = self.nodes.get(at as usize)
            {
                (index, count) = (at, count + 1);
                at = node.next;
            }
            if !around_is_open && count > if kind == ValueKind::Object { 2 } else { 1 } {
                return true;
            }
            match self.nodes.get(index as usize) {
                Some(last) if count > 0 && last.kind == kind => end = last.next,
                _ => return false,
            }
        }
    }

    /// Where the first line that stands further out than the one its array or object began with tells that this ended
    /// before, and its kind. Nothing where lines are not indented.
    pub(super) fn dedent(&self, text: &[u8]) -> Option<(usize, ValueKind)> {
        let mut around: Vec<(u32, ValueKind, Option<usize>)> = Vec::new();
        let mut value_end = 0;
        for (index, node) in self.nodes.iter().enumerate().skip(self.open as usize + 1) {
            let index = index as u32;
            while let Some(&(next, ..)) = around.last()
                && next <= index
            {
                around.pop();
            }
            let start = node.start as usize;
            let mut line = start;
            while let Some(b' ' | b'\t') = text.get(line.wrapping_sub(1)) {
                line -= 1;
            }
            let indent = (text.get(line.wrapping_sub(1)) == Some(&b'\n')).then_some(start - line);
            if let Some((_, kind, first)) = around.last_mut() {
                match (*first, indent) {
                    (Some(first), Some(indent)) if indent < first => return Some((value_end, *kind)),
                    (None, Some(_)) => *first = indent,
                    _ => {}
                }
            }
            value_end = node.end as usize;
            if matches!(node.kind, ValueKind::Object | ValueKind::Array) {
                around.push((node.next, node.kind, None));
            }
        }
        None
    }

    /// Index of the node that comes next.
    #[inline]
    pub(super) fn next(&self) -> u32 {
        self.nodes.len() as u32
    }
}

impl Sink for Tape {
    #[inline]
    fn open(&mut self, kind: ValueKind, at: usize) {
        let index = self.next();
        self.nodes.push(Node { start: at as u32, end: at as u32, next: self.open, kind, marks: Marks::default() });
        self.open = index;
    }

    #[inline]
    fn close(&mut self, end: usize) {
        let next = self.next();
        if let Some(node) = self.nodes.get_mut(self.open as usize) {
            self.open = node.next;
            node.next = next;
            node.end = end as u32;
        }
    }

    #[inline]
    fn name(&mut self, start: usize, end: usize, marks: Marks) {
        self.leaf(ValueKind::String, start, end, marks);
    }

    #[inline]
    fn leaf(&mut self, kind: ValueKind, start: usize, end: usize, marks: Marks) {
        let next = self.next() + 1;
        self.nodes.push(Node { start: start as u32, end: end as u32, next, kind, marks });
    }
}

/// A JSON text and its tape.
///
/// ```
/// use presend::json::{JsonOptions, ValueKind, check_json};
///
/// let text = r#"{"to": "+919812345678", "body": "caf\u00e9", "tags": [1, 2]}"#;
/// let document = check_json(text, &JsonOptions::default()).document.expect("well-formed");
/// let root = document.root();
///
/// assert_eq!(root.kind(), ValueKind::Object);
/// assert_eq!(root.get("body").and_then(|body| body.as_str()).as_deref(), Some("café"));
/// assert_eq!(root.get("tags").map(|tags| tags.elements().count()), Some(2));
/// assert_eq!(root.get("cc"), None);
/// ```
#[derive(Debug)]
pub struct Document<'a> {
    text: &'a [u8],
    nodes: Vec<Node>,
    lines: core::cell::OnceCell<LineIndex>,
}

impl<'a> Document<'a> {
    /// `None` where the tape holds no value.
    pub(super) fn new(text: &'a [u8], tape: Tape) -> Option<Document<'a>> {
        (!tape.nodes.is_empty()).then(|| Document { text, nodes: tape.nodes, lines: core::cell::OnceCell::new() })
    }

    /// The text, in octets of WTF-8.
    pub fn text(&self) -> &'a [u8] {
        self.text
    }

    /// The outermost value.
    pub fn root(&self) -> Value<'_> {
        Value::new(self, 0)
    }

    /// Octets of the text with their line and column: what goes into [`crate::issue::Issue::source`].
    ///
    /// The lines are counted at the first call.
    ///
    /// ```
    /// use presend::json::{JsonOptions, check_json};
    ///
    /// let document = check_json("{\n \"to\": 1}", &JsonOptions::default()).document.expect("well-formed");
    /// let to = document.root().get("to").expect("a member");
    /// let source = document.source_of(to.span());
    /// assert_eq!((source.span.start, source.line, source.column), (9, 2, 8));
    /// ```
    pub fn source_of(&self, span: Span) -> Source {
        self.lines.get_or_init(|| LineIndex::new(self.text)).source_of(span)
    }

    pub(super) fn node(&self, index: u32) -> Option<&Node> {
        self.nodes.get(index as usize)
    }
}

//! What is well-formed and still will not arrive as it was meant: one walk over the tape.

use alloc::string::String;
use alloc::vec::Vec;

use super::duplicates::{PROTO, duplicates, remarkable_names};
use super::escape::{character, content, unescape};
use super::number::{Remark, remark};
use super::path::{Frame, MAX_FINDINGS_OCTETS, add};
use super::scan::{Encoding, ValueKind, scan};
use super::tape::{Node, Tape};
use super::value::name_octets;
use crate::issue::{Edit, Findings, Issue, Kind, Related, Severity, Span};

/// Pushes the warnings about the values in `nodes`, in the order of the tape and without sources.
pub(super) fn warn(text: &[u8], nodes: &[Node], max_depth: u32, findings: &mut Findings) {
    let mut walk = Walk { text, nodes, frames: Vec::new(), findings, left: MAX_FINDINGS_OCTETS };
    if nodes.first().is_some_and(|root| root.kind == ValueKind::String) {
        walk.double_encoded(max_depth);
    }
    for (index, node) in nodes.iter().enumerate() {
        if walk.is_remarkable(node, index as u32) {
            return walk.all();
        }
    }
}

struct Walk<'a> {
    text: &'a [u8],
    nodes: &'a [Node],
    frames: Vec<Frame>,
    findings: &'a mut Findings,
    left: usize,
}

impl Walk<'_> {
    /// True when there may be something to say about the node, path or not.
    fn is_remarkable(&self, node: &Node, index: u32) -> bool {
        node.marks.doubtful
            || node.kind == ValueKind::Object && remarkable_names(self.text, self.nodes, index + 1, node.next)
    }

    #[cold]
    #[inline(never)]
    fn all(&mut self) {
        // True when the next node of the innermost object is a member's value, not a name.
        let mut value_comes = false;
        for (index, node) in self.nodes.iter().enumerate() {
            let index = index as u32;
            while self.frames.last().is_some_and(|frame| frame.place <= index) {
                self.frames.pop();
                value_comes = false;
            }
            let mut is_name = false;
            if let Some(frame) = self.frames.last_mut() {
                if frame.kind == ValueKind::Array {
                    frame.index = frame.index.wrapping_add(1);
                } else if !value_comes {
                    frame.name = index;
                    is_name = true;
                }
            }
            value_comes = is_name;
            match node.kind {
                // A name without quotation marks is none of these.
                ValueKind::Object | ValueKind::Array => {
                    let mut frame = Frame::new(node.kind, node.next);
                    // The first element makes it 0.
                    frame.index = u32::MAX;
                    self.frames.push(frame);
                    if node.kind == ValueKind::Object {
                        self.names(index, node.next);
                    }
                }
                ValueKind::Number if node.marks.doubtful => self.number(node),
                _ if node.marks.doubtful => self.escapes(node),
                _ => {}
            }
        }
    }

    /// The names of the object whose nodes are `object..end`.
    fn names(&mut self, object: u32, end: u32) {
        if !remarkable_names(self.text, self.nodes, object + 1, end) {
            return;
        }
        let mut at = object + 1;
        while let Some(name) = self.nodes.get(at as usize).filter(|_| at < end) {
            if *name_octets(self.text, name) == *PROTO {
                self.about_name(Kind::JsonProtoName, at, Vec::new());
            }
            at = self.nodes.get(at as usize + 1).map_or(end, |value| value.next);
        }
        for (name, first) in duplicates(self.text, self.nodes, object + 1, end) {
            let Some(first) = self.nodes.get(first as usize) else { continue };
            let related = alloc::vec![Related { path: Vec::new(), span: first.span() }];
            self.about_name(Kind::JsonDuplicateName, name, related);
        }
    }

    /// A finding about the member of the innermost object whose name is node `name`.
    fn about_name(&mut self, kind: Kind, name: u32, related: Vec<Related>) {
        let Some(&node) = self.nodes.get(name as usize) else { return };
        if let Some(frame) = self.frames.last_mut() {
            frame.name = name;
        }
        if let Some(issue) = self.push(kind, node.span()) {
            issue.related = related;
        }
    }

    /// RFC 8259 §8.2: escape sequences for half a surrogate pair.
    fn escapes(&mut self, node: &Node) {
        let raw = content(self.text.get(node.start as usize..node.end as usize).unwrap_or_default());
        let (mut at, mut count, mut first) = (0, 0, None);
        while at < raw.len() {
            match character(raw, at) {
                Some((code_point, octets)) => {
                    if let 0xD800..=0xDFFF = code_point {
                        count += 1;
                        let start = node.start as usize + 1 + at;
                        first.get_or_insert(Span::new(start, start + octets));
                    }
                    at += octets;
                }
                None => at += 1,
            }
        }
        if let Some(span) = first {
            self.push(Kind::JsonLoneSurrogateEscape { count }, span);
        }
    }

    fn number(&mut self, node: &Node) {
        let span = node.span();
        let Some(remark) = remark(self.text.get(span.start..span.end).unwrap_or_default()) else { return };
        let mut fix = Vec::new();
        let kind = match remark {
            Remark::NegativeZero => {
                fix.push(Edit::new(Span::new(span.start, span.start + 1), ""));
                Kind::JsonNegativeZero
            }
            Remark::Overflow => Kind::JsonNumberOverflow,
            Remark::UnsafeInteger { digits } => {
                fix.push(Edit::new(Span::at(span.start), "\""));
                fix.push(Edit::new(Span::at(span.end), "\""));
                Kind::JsonUnsafeInteger { digits }
            }
        };
        if let Some(issue) = self.push(kind, span) {
            issue.fix = fix;
        }
    }

    /// A text that is one string, and in the string an array or object.
    #[cold]
    #[inline(never)]
    fn double_encoded(&mut self, max_depth: u32) {
        let Some(root) = self.nodes.first() else { return };
        let span = root.span();
        let inside = unescape(content(self.text.get(span.start..span.end).unwrap_or_default()));
        let structured = matches!(inside.trim_ascii_start().first(), Some(b'{' | b'['));
        if !structured || scan(&inside, max_depth, Encoding::Unknown, &mut Tape::default()).is_none() {
            return;
        }
        let insert = String::from_utf8(inside).unwrap_or_default();
        if let Some(issue) = self.push(Kind::JsonDoubleEncoded, span) {
            issue.fix.push(Edit::new(span, insert));
        }
    }

    /// Adds a warning at the current path; `None` when there is no room left for it.
    #[inline(never)]
    fn push(&mut self, kind: Kind, span: Span) -> Option<&mut Issue> {
        let issue = Issue::new(Severity::Warning, kind, Some(span));
        add(self.text, self.nodes, &self.frames, &mut self.left, self.findings, issue)
    }
}

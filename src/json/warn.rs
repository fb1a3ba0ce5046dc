//! What is well-formed and still will not arrive as it was meant: one walk over the tape.

use alloc::string::String;
use alloc::vec::Vec;

use super::diagnose::MAX_FINDINGS_OCTETS;
use super::duplicates::{PROTO, duplicates, remarkable_names};
use super::escape::{character, content, unescape};
use super::number::{Remark, remark};
use super::scan::{ValueKind, Verdict, scan};
use super::tape::Node;
use super::value::{name_octets, name_of};
use crate::issue::{Edit, Findings, Issue, Kind, Related, Severity, Span, Step};

/// Pushes the warnings about the values in `nodes`, in the order of the tape and without sources.
pub(super) fn warn(text: &[u8], nodes: &[Node], max_depth: u32, findings: &mut Findings) {
    let mut walk = Walk { text, nodes, frames: Vec::new(), findings, left: MAX_FINDINGS_OCTETS };
    walk.double_encoded(max_depth);
    if nodes.iter().zip(0..).any(|(node, index)| walk.is_remarkable(node, index)) {
        walk.all();
    }
}

/// An array or object around the node at hand.
struct Frame {
    /// The first node after it.
    end: u32,
    kind: ValueKind,
    /// The current member's name, by node.
    name: u32,
    /// Elements before the current one.
    index: usize,
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

    fn all(&mut self) {
        // True when the next node of the innermost object is a member's value, not a name.
        let mut value_comes = false;
        for (index, node) in self.nodes.iter().enumerate() {
            let index = index as u32;
            while self.frames.last().is_some_and(|frame| frame.end <= index) {
                self.frames.pop();
                value_comes = false;
            }
            match self.frames.last_mut() {
                Some(frame) if frame.kind == ValueKind::Array => frame.index += 1,
                Some(frame) if !value_comes => {
                    frame.name = index;
                    value_comes = true;
                    if node.marks.doubtful {
                        self.escapes(node);
                    }
                    continue;
                }
                _ => value_comes = false,
            }
            match node.kind {
                ValueKind::Object | ValueKind::Array => {
                    self.frames.push(Frame { end: node.next, kind: node.kind, name: index, index: 0 });
                    if node.kind == ValueKind::Object {
                        self.names(index, node.next);
                    }
                }
                ValueKind::String if node.marks.doubtful => self.escapes(node),
                ValueKind::Number if node.marks.doubtful => self.number(node),
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
        let (kind, fix) = match remark {
            Remark::NegativeZero => {
                (Kind::JsonNegativeZero, alloc::vec![Edit::new(Span::new(span.start, span.start + 1), "")])
            }
            Remark::Overflow => (Kind::JsonNumberOverflow, Vec::new()),
            Remark::UnsafeInteger { digits } => {
                let quotes = alloc::vec![Edit::new(Span::at(span.start), "\""), Edit::new(Span::at(span.end), "\"")];
                (Kind::JsonUnsafeInteger { digits }, quotes)
            }
        };
        if let Some(issue) = self.push(kind, span) {
            issue.fix = fix;
        }
    }

    /// A text that is one string, and in the string an array or object.
    fn double_encoded(&mut self, max_depth: u32) {
        let Some(root) = self.nodes.first().filter(|root| root.kind == ValueKind::String) else { return };
        let span = root.span();
        let inside = unescape(content(self.text.get(span.start..span.end).unwrap_or_default()));
        let structured = matches!(inside.trim_ascii_start().first(), Some(b'{' | b'['));
        if !structured || scan(&inside, max_depth, &mut Verdict).is_none() {
            return;
        }
        let insert = String::from_utf8(inside).unwrap_or_default();
        if let Some(issue) = self.push(Kind::JsonDoubleEncoded, span) {
            issue.fix = alloc::vec![Edit::new(span, insert)];
        }
    }

    /// Adds a warning at the current path; `None` when there is no room left for it.
    fn push(&mut self, kind: Kind, span: Span) -> Option<&mut Issue> {
        let mut issue = Issue::new(Severity::Warning, kind, Some(span));
        let mut octets = core::mem::size_of::<Issue>();
        for frame in &self.frames {
            if octets > self.left && !self.findings.warnings.is_empty() {
                self.left = 0;
                return None;
            }
            let step = match frame.kind {
                ValueKind::Array => Step::Index(frame.index.saturating_sub(1)),
                _ => Step::Name(name_of(self.text, self.nodes.get(frame.name as usize)?)),
            };
            octets += core::mem::size_of::<Step>() + if let Step::Name(name) = &step { name.len() } else { 0 };
            issue.path.push(step);
        }
        self.left = self.left.saturating_sub(octets);
        Some(self.findings.push(issue))
    }
}

//! Why a text is not JSON: a second, tolerant reading that names each mistake, its place and its repair.
//!
//! # Scope
//!
//! It runs only after the fast pass said no. After a mistake with one plausible repair it goes on as if repaired, so
//! that independent mistakes come out together; where going on would be guessing it stops. Every step moves forward or
//! stops, and what looks ahead remembers where it failed: linear in the text, whatever the text is.
//!
//! What it reads goes onto a tape too, so that warnings come beside errors.

mod contents;
mod filler;
mod formats;
mod numbers;
mod strings;
mod structure;
mod words;

use alloc::vec::Vec;

use super::scan::{Marks, Sink, ValueKind};
use super::tape::Tape;
use super::value::name_of;
use crate::issue::{Edit, Findings, Issue, Kind, Severity, Span, Step};

/// Octets of memory that findings may take, about; further ones are left out, never the first.
pub(super) const MAX_FINDINGS_OCTETS: usize = 1 << 20;

/// What the grammar expects next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    /// A value: at the start, after `[`, after a colon, after a comma of an array.
    Value,
    /// The name of a member, after `{` or a comma of an object.
    Name,
    /// The colon after a name.
    Colon,
    /// A comma or a closing bracket after a value, or the end.
    Comma,
    /// Nothing more: the end, or a place after which all would be guessing.
    Nothing,
}

/// An array or object that is open.
#[derive(Clone, Copy, Debug)]
struct Frame {
    kind: ValueKind,
    /// Octet of the opening bracket.
    start: usize,
    /// Elements before the current one.
    index: usize,
    /// Node of the current member's name.
    name: Option<u32>,
    /// True between two values: findings are about the array or object itself.
    between: bool,
}

/// The tolerant reader.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    max_depth: u32,
    frames: Vec<Frame>,
    tape: Tape,
    /// The comma just read, as long as nothing came after it.
    comma: Option<usize>,
    /// End of the last value or name.
    value_end: usize,
    /// No quotation mark before this octet closes a string (see [`strings`]).
    no_close_before: usize,
    /// True after a comment that does not end.
    comment_is_open: bool,
    findings: Findings,
    left: usize,
}

/// What the reader made of the text.
pub(super) struct Diagnosis {
    /// At least one error, in the order of the text, with paths but without sources.
    pub(super) findings: Findings,
    /// The values it read; of whatever is missing, a `null` or an empty name.
    pub(super) tape: Tape,
}

/// Reads `text`, which [`super::scan`] refused.
pub(super) fn diagnose(text: &[u8], max_depth: u32) -> Diagnosis {
    let mut reader = Reader {
        text,
        at: 0,
        max_depth,
        frames: Vec::new(),
        tape: Tape::default(),
        comma: None,
        value_end: 0,
        no_close_before: 0,
        comment_is_open: false,
        findings: Findings::new(),
        left: MAX_FINDINGS_OCTETS,
    };
    reader.read();
    while reader.frames.pop().is_some() {
        reader.tape.close(reader.text.len());
    }
    reader.findings.sort_by_span();
    Diagnosis { findings: reader.findings, tape: reader.tape }
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let mut expect = self.prologue();
        while expect != Expect::Nothing {
            self.skip_filler();
            expect = match expect {
                Expect::Value => self.value(),
                Expect::Name => self.name(),
                Expect::Colon => self.colon(),
                Expect::Comma => self.after_value(),
                Expect::Nothing => Expect::Nothing,
            };
        }
    }

    /// The octet at hand.
    fn octet(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn octet_at(&self, at: usize) -> Option<u8> {
        self.text.get(at).copied()
    }

    /// True when `words` stands at octet `at`.
    fn stands(&self, at: usize, words: &[u8]) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(words))
    }

    /// The octets `start..end`.
    fn slice(&self, start: usize, end: usize) -> &'a [u8] {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The value that ends before octet `end` is read.
    fn done(&mut self, end: usize) -> Expect {
        self.at = end;
        self.value_end = end;
        self.comma = None;
        if let Some(frame) = self.frames.last_mut() {
            frame.between = true;
            frame.name = None;
        }
        Expect::Comma
    }

    /// Puts a value onto the tape and goes on after it.
    fn leaf(&mut self, kind: ValueKind, start: usize, end: usize) -> Expect {
        self.tape.leaf(kind, start, end, Marks::default());
        self.done(end)
    }

    /// Reports an error at the current path.
    fn report(&mut self, kind: Kind, span: Span, fix: Vec<Edit>) {
        if let Some(path) = self.path() {
            let mut issue = Issue::new(Severity::Error, kind, Some(span));
            issue.path = path;
            issue.fix = fix;
            self.findings.push(issue);
        }
    }

    /// The path to what is being read; `None` when there is no room left for a further finding.
    fn path(&mut self) -> Option<Vec<Step>> {
        let mut path = Vec::new();
        let mut octets = core::mem::size_of::<Issue>();
        for frame in &self.frames {
            let step = match frame.name.and_then(|name| self.tape.nodes.get(name as usize)) {
                Some(name) => Step::Name(name_of(self.text, name)),
                None if frame.kind == ValueKind::Array && !frame.between => Step::Index(frame.index),
                None => break,
            };
            octets += core::mem::size_of::<Step>() + if let Step::Name(name) = &step { name.len() } else { 0 };
            path.push(step);
            if octets > self.left && !self.findings.issues.is_empty() {
                self.left = 0;
                return None;
            }
        }
        self.left = self.left.saturating_sub(octets);
        Some(path)
    }
}

/// One edit: octets `start..end` become `insert`.
fn edit(start: usize, end: usize, insert: &str) -> Vec<Edit> {
    alloc::vec![Edit::new(Span::new(start, end), insert)]
}

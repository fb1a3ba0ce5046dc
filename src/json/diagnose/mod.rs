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
mod ends;
mod filler;
mod formats;
mod numbers;
mod strings;
mod structure;
mod words;

use alloc::vec::Vec;

use super::path::{Frame, MAX_FINDINGS_OCTETS, NONE, add};
use super::scan::{Marks, Sink, ValueKind, skip_space};
use super::tape::Tape;
use crate::issue::{Edit, Findings, Issue, Kind, Severity, Span};

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
    /// Between these octets no straight quotation mark and no line end stands; one stands at the second.
    looked: (usize, usize),
    /// End of the last comment that ends with its line.
    line_comment: usize,
    /// True after a comment that does not end.
    comment_is_open: bool,
    findings: Findings,
    left: usize,
    /// The repair of the mistake that is reported next.
    fix: Vec<Edit>,
}

/// What the reader made of the text.
pub(super) struct Diagnosis {
    /// At least one error, in the order of the text, with paths but without sources.
    pub(super) findings: Findings,
    /// The values it read; of whatever is missing, a `null` or an empty name.
    pub(super) tape: Tape,
}

/// Reads `text`, which [`super::scan`] refused.
#[cold]
#[inline(never)]
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
        looked: (1, 0),
        line_comment: 0,
        comment_is_open: false,
        findings: Findings::new(),
        left: MAX_FINDINGS_OCTETS,
        fix: Vec::new(),
    };
    reader.read();
    while reader.frames.pop().is_some() {
        reader.tape.close(reader.text.len());
    }
    reader.findings.sort_by_span();
    Diagnosis { findings: reader.findings, tape: reader.tape }
}

// The helpers stay out of line: each has dozens of callers, and a page downloads all of them.
impl<'a> Reader<'a> {
    fn read(&mut self) {
        let mut expect = self.prologue();
        while expect != Expect::Nothing {
            self.skip_filler();
            expect = match expect {
                Expect::Value => self.value(),
                Expect::Name => self.name(),
                Expect::Colon => self.colon(),
                _ => self.after_value(),
            };
        }
    }

    /// The octet at hand.
    #[inline(always)]
    fn octet(&self) -> Option<u8> {
        self.octet_at(self.at)
    }

    #[inline(always)]
    fn octet_at(&self, at: usize) -> Option<u8> {
        let octet = octet_or_end(self.text, at);
        if octet < END { Some(octet as u8) } else { None }
    }

    /// The octet at hand or, in its place, the first after white space from octet `at` on.
    #[inline(always)]
    fn octet_after_space(&self, at: usize) -> Option<u8> {
        self.octet_at(self.skip(at))
    }

    /// The octet at or after `at` that is no white space.
    #[inline(never)]
    fn skip(&self, at: usize) -> usize {
        skip_space(self.text, at)
    }

    /// True when `words` stands at octet `at`.
    #[inline(never)]
    fn stands(&self, at: usize, words: &[u8]) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(words))
    }

    /// The octets `start..end`.
    #[inline(never)]
    fn slice(&self, start: usize, end: usize) -> &'a [u8] {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The octet after those from `start` on that `belongs` says yes to.
    #[inline(never)]
    fn run_end(&self, start: usize, belongs: fn(u8) -> bool) -> usize {
        let mut at = start;
        while self.octet_at(at).is_some_and(belongs) {
            at += 1;
        }
        at
    }

    /// The kind of the innermost array or object; `Null` outside of all.
    #[inline(never)]
    fn innermost(&self) -> ValueKind {
        self.frames.last().map_or(ValueKind::Null, |frame| frame.kind)
    }

    /// True after a member's name, until its value is read.
    #[inline(never)]
    fn has_name(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.name != NONE)
    }

    /// From here on findings are about the innermost array or object itself, or no longer.
    fn set_between(&mut self, between: bool) {
        if let Some(frame) = self.frames.last_mut() {
            frame.between = between;
        }
    }

    /// The value that ends before octet `end` is read.
    #[inline(never)]
    fn done(&mut self, end: usize) -> Expect {
        self.at = end;
        self.value_end = end;
        self.comma = None;
        if let Some(frame) = self.frames.last_mut() {
            frame.between = true;
            frame.name = NONE;
        }
        Expect::Comma
    }

    /// Puts a value onto the tape and goes on after it.
    #[inline(never)]
    fn leaf(&mut self, kind: ValueKind, start: usize, end: usize, marks: Marks) -> Expect {
        self.tape.leaf(kind, start, end, marks);
        self.done(end)
    }

    /// Puts `null` onto the tape for the octets `start..end` and goes on after them.
    #[inline(never)]
    fn null(&mut self, start: usize, end: usize) -> Expect {
        self.leaf(ValueKind::Null, start, end, Marks::default())
    }

    /// Reports an error about octets `start..end` at the current path, with the repair that was gathered.
    #[inline(never)]
    fn report(&mut self, kind: Kind, start: usize, end: usize) -> Option<&mut Issue> {
        let fix = core::mem::take(&mut self.fix);
        let issue = Issue::new(Severity::Error, kind, Some(Span::new(start, end)));
        let issue = add(self.text, &self.tape.nodes, &self.frames, &mut self.left, &mut self.findings, issue)?;
        issue.fix = fix;
        Some(issue)
    }

    /// Reports an error about octets `start..end`, in whose place `insert` belongs.
    #[inline(never)]
    fn replace(&mut self, kind: Kind, start: usize, end: usize, insert: &str) {
        self.edit(start, end, insert);
        self.report(kind, start, end);
    }

    /// Adds to the repair: octets `start..end` become `insert`.
    #[inline(never)]
    fn edit(&mut self, start: usize, end: usize, insert: &str) {
        self.fix.push(Edit::new(Span::new(start, end), insert));
    }
}

/// What [`octet_or_end`] gives past the end.
const END: u32 = 0x100;

/// The octet at `at`, in one register.
#[inline(never)]
fn octet_or_end(text: &[u8], at: usize) -> u32 {
    text.get(at).map_or(END, |octet| u32::from(*octet))
}

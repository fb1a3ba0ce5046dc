//! What is wrong with a value: which rule, where, with which numbers, and how to mend it.
//!
//! # Scope
//!
//! A checker pushes [`Issue`]s into [`Findings`]; it never builds a sentence. An issue holds no text from the user
//! except in [`Issue::fix`] (edits of the user's own value) and in the names of [`Issue::path`], so that everything
//! else of it can be logged. Spans and edits count octets, lie inside the value and fall on character boundaries.

mod kind;
mod kinds;
mod order;
#[cfg(not(presend_bare))]
mod serialize;

use alloc::string::String;
use alloc::vec::Vec;

pub use kind::{KindInfo, Name, Param};
pub use kinds::Kind;
pub(crate) use order::sort_issues;
#[allow(unused_imports)] // For rooms that sort other things than issues.
pub(crate) use order::sorted_indices;

/// Octets `start..end` of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First octet.
    pub start: usize,
    /// One past the last octet.
    pub end: usize,
}

impl Span {
    /// The octets `start..end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The empty span before octet `at`: where something is missing.
    pub const fn at(at: usize) -> Span {
        Span { start: at, end: at }
    }

    /// The same octets, seen from a text in which this value starts at `offset`.
    pub const fn shifted(self, offset: usize) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }
}

/// One edit of a value: octets `span` are replaced by `insert`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; empty for an insertion.
    pub span: Span,
    /// What is put in.
    pub insert: String,
}

impl Edit {
    /// Replaces `span` by `insert`.
    pub fn new(span: Span, insert: impl Into<String>) -> Edit {
        Edit { span, insert: insert.into() }
    }
}

/// Whether a finding stops the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The API would refuse, or the value cannot mean what it must.
    Error,
    /// Worth a look; the value is usable as it is.
    Warning,
}

/// What the violated rule rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// A public standard, or the nature of the value.
    #[default]
    Standard,
    /// The provider's documentation says so.
    Documented,
    /// The site's owner, who knows the account, says so.
    Confirmed,
    /// Nobody documents it; usual among providers.
    Assumed,
}

/// One step of a path into a structured value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Name(String),
    /// An element of an array.
    Index(usize),
}

/// Where a finding lies in a JSON text body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Octets of the body.
    pub span: Span,
    /// Line of the first octet, from 1.
    pub line: u32,
    /// Column of the first octet in its line, from 1.
    pub column: u32,
}

/// A second place that belongs to a finding, such as each placeholder that a missing variable leaves unfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The value it lies in.
    pub path: Vec<Step>,
    /// Octets of that value.
    pub span: Span,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Which rule, with its numbers.
    pub kind: Kind,
    /// Error or warning.
    pub severity: Severity,
    /// The value it is about, from the outermost inwards; empty for a single value.
    pub path: Vec<Step>,
    /// Octets of the value at `path`; `None` where the value is absent or the whole of it is meant.
    pub span: Option<Span>,
    /// The same place in a JSON text body.
    pub source: Option<Source>,
    /// What the rule rests on.
    pub basis: Basis,
    /// True where the rule, the data or the engines leave a doubt.
    pub likely: bool,
    /// Date of the snapshot it rests on, in milliseconds since 1970 UTC.
    pub as_of: Option<f64>,
    /// Edits of the value at `path`, in order and without overlap; empty when there is no unambiguous repair.
    pub fix: Vec<Edit>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Where `related` lies in a JSON text body: empty, or one for each.
    pub related_sources: Vec<Source>,
    /// Of a long list: the number of every element with the same finding, the first of which `path` names. Empty where
    /// it is one.
    pub elements: Vec<u32>,
}

impl Issue {
    /// A finding about octets `span` of a single value.
    #[inline(never)]
    pub const fn new(severity: Severity, kind: Kind, span: Option<Span>) -> Issue {
        Issue {
            kind,
            severity,
            path: Vec::new(),
            span,
            source: None,
            basis: Basis::Standard,
            likely: false,
            as_of: None,
            fix: Vec::new(),
            related: Vec::new(),
            related_sources: Vec::new(),
            elements: Vec::new(),
        }
    }

    /// Adds to the repair: octets `span` are replaced by `insert`.
    ///
    /// ```
    /// use presend::issue::{Findings, Kind, Span};
    ///
    /// let mut found = Findings::new();
    /// found.error(Kind::LoneSurrogate, Span::new(0, 3)).mend(Span::new(0, 3), "");
    /// assert_eq!(found.issues[0].fix.len(), 1);
    /// ```
    #[cold]
    #[inline(never)]
    pub fn mend(&mut self, span: Span, insert: &str) -> &mut Issue {
        // Nothing in the place of nothing is no repair.
        if span.start < span.end || !insert.is_empty() {
            self.fix.push(Edit::new(span, insert));
        }
        self
    }
}

/// All findings of one check: errors in `issues`, the rest in `warnings`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// What must be mended; empty when the value is fine.
    pub issues: Vec<Issue>,
    /// What deserves a look.
    pub warnings: Vec<Issue>,
}

impl Findings {
    /// Nothing found yet.
    pub const fn new() -> Findings {
        Findings { issues: Vec::new(), warnings: Vec::new() }
    }

    /// Forgets all, and keeps the room.
    #[allow(dead_code)] // The edge alone asks for it.
    pub(crate) fn clear(&mut self) {
        self.issues.clear();
        self.warnings.clear();
    }

    /// True while no error was found.
    pub fn is_ok(&self) -> bool {
        self.issues.is_empty()
    }

    /// Adds an error about octets `span`; the answer can be completed, as in `found.error(kind, span).fix.push(edit)`.
    pub fn error(&mut self, kind: Kind, span: impl Into<Option<Span>>) -> &mut Issue {
        add(&mut self.issues, Severity::Error, kind, span.into())
    }

    /// Adds a warning about octets `span`.
    pub fn warning(&mut self, kind: Kind, span: impl Into<Option<Span>>) -> &mut Issue {
        add(&mut self.warnings, Severity::Warning, kind, span.into())
    }

    /// Adds a finding where its severity says.
    pub fn push(&mut self, issue: Issue) -> &mut Issue {
        match issue.severity {
            Severity::Error => push(&mut self.issues, issue),
            Severity::Warning => push(&mut self.warnings, issue),
        }
    }

    /// Puts both lists in the order of the text; findings without a place come last.
    pub fn sort_by_span(&mut self) {
        let place = |issue: &Issue| issue.span.map_or(usize::MAX, |span| span.start);
        sort_issues(&mut self.issues, &place);
        sort_issues(&mut self.warnings, &place);
    }

    /// The same for lists in which few findings are out of order; many would cost their square.
    pub(crate) fn settle_by_span(&mut self) {
        settle_by_span(&mut self.issues);
        settle_by_span(&mut self.warnings);
    }
}

/// Puts issues that are nearly so in the order of the text, by insertion; those without a place come last.
#[inline(never)]
pub(crate) fn settle_by_span(issues: &mut [Issue]) {
    let place = |issue: &Issue| issue.span.map_or(usize::MAX, |span| span.start);
    for end in 1..issues.len() {
        let Some(sorted) = issues.get_mut(..=end) else { return };
        for pair in (0..end).rev() {
            let Some([left, right]) = sorted.get_mut(pair..pair + 2) else { return };
            if place(left) <= place(right) {
                break;
            }
            core::mem::swap(left, right);
        }
    }
}

/// Out of line: a checker has hundreds of places where it may find something, and a page downloads each of them.
#[cold]
#[inline(never)]
fn add(list: &mut Vec<Issue>, severity: Severity, kind: Kind, span: Option<Span>) -> &mut Issue {
    push(list, Issue::new(severity, kind, span))
}

#[inline(never)]
fn push(list: &mut Vec<Issue>, issue: Issue) -> &mut Issue {
    // `push_mut` is not stable yet; an index just pushed always exists.
    let at = list.len();
    list.push(issue);
    #[allow(clippy::indexing_slicing)]
    &mut list[at]
}

/// `value` with `edits` applied, or `None` when an edit does not fit it.
///
/// Edits are those of one [`Issue::fix`]: in order, without overlap, on character boundaries.
///
/// ```
/// use presend::issue::{apply_fix, Edit, Span};
///
/// let edits = [Edit::new(Span::new(3, 4), "@")];
/// assert_eq!(apply_fix("ann#example.com", &edits).as_deref(), Some("ann@example.com"));
/// assert_eq!(apply_fix("ab", &edits), None);
/// ```
pub fn apply_fix(value: &str, edits: &[Edit]) -> Option<String> {
    let mut mended = String::with_capacity(value.len());
    let mut done = 0;
    for edit in edits {
        mended.push_str(value.get(done..edit.span.start)?);
        value.get(edit.span.start..edit.span.end)?;
        mended.push_str(&edit.insert);
        done = edit.span.end;
    }
    mended.push_str(value.get(done..)?);
    Some(mended)
}

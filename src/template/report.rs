//! The findings of one part, counted so that a hostile text cannot fill the memory with them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::issue::{Basis, Edit, Findings, Issue, Kind, Severity, Span, Step};

/// Errors of one check, and warnings; further ones are counted in `template_findings_omitted`. Each have room of their own, so
/// that no number of warnings hides an error.
pub const MAX_FINDINGS: usize = 1000;

/// How much weight a finding has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// The provider's documents forbid it: an error.
    Error,
    /// Legal, and still worth a look.
    Warning,
    /// Probably meant otherwise.
    Hint,
}

/// Where the checkers of this room put what they find.
#[derive(Debug)]
pub(super) struct Report<'f> {
    findings: &'f mut Findings,
    omitted: u32,
    /// Takes what is beyond the limit, once there is such.
    overflow: Option<Issue>,
}

impl<'f> Report<'f> {
    pub(super) fn new(findings: &'f mut Findings) -> Report<'f> {
        Report { findings, omitted: 0, overflow: None }
    }

    /// Adds a finding; the answer can be completed. A report is only made when something is wrong.
    #[cold]
    #[inline(never)]
    pub(super) fn put(&mut self, weight: Weight, kind: Kind, span: Span) -> &mut Issue {
        let same = if weight == Weight::Error { &self.findings.issues } else { &self.findings.warnings };
        if same.len() >= MAX_FINDINGS {
            self.omitted = self.omitted.saturating_add(1);
            let kind = Kind::TemplateFindingsOmitted { omitted: 0 };
            return self.overflow.insert(Issue::new(Severity::Warning, kind, None));
        }
        let issue = match weight {
            Weight::Error => self.findings.error(kind, span),
            _ => self.findings.warning(kind, span),
        };
        issue.basis = Basis::Documented;
        issue.likely = weight == Weight::Hint;
        issue
    }

    /// Says how many findings were left out.
    pub(super) fn finish(self) {
        if self.omitted > 0 {
            self.findings.warning(Kind::TemplateFindingsOmitted { omitted: self.omitted }, None);
        }
    }
}

/// Adds to the repair: octets `span` are replaced by all `pieces`.
#[cold]
#[inline(never)]
pub(super) fn mend_with(issue: &mut Issue, span: Span, pieces: &[&str]) {
    let mut insert = String::new();
    for piece in pieces {
        insert.push_str(piece);
    }
    issue.fix.push(Edit { span, insert });
}

/// Puts the findings of part `name` in order and adds them to `findings`.
pub(super) fn append(findings: &mut Findings, mut part: Findings, name: &str) {
    part.sort_by_span();
    append_list(&mut findings.issues, &mut part.issues, name);
    append_list(&mut findings.warnings, &mut part.warnings, name);
}

#[inline(never)]
fn append_list(into: &mut Vec<Issue>, part: &mut Vec<Issue>, name: &str) {
    for issue in part.iter_mut() {
        issue.path = path_of_part(name);
    }
    into.append(part);
}

/// The path of the part called `name`; none for a single value.
pub(super) fn path_of_part(name: &str) -> Vec<Step> {
    let mut path = Vec::new();
    if !name.is_empty() {
        path.push(Step::Name(String::from(name)));
    }
    path
}

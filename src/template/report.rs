//! The findings of one part, counted so that a hostile text cannot fill the memory with them.

use alloc::string::String;
use alloc::vec;

use crate::issue::{Basis, Findings, Issue, Kind, Severity, Span, Step};

/// Findings of one check; further ones are counted in `template_findings_omitted`.
pub const MAX_FINDINGS: usize = 1000;

/// Where the checkers of this room put what they find.
#[derive(Debug)]
pub(super) struct Report<'f> {
    findings: &'f mut Findings,
    omitted: u32,
    /// Takes what is beyond the limit.
    overflow: Issue,
}

impl<'f> Report<'f> {
    pub(super) fn new(findings: &'f mut Findings) -> Report<'f> {
        let overflow = Issue::new(Severity::Warning, Kind::TemplateFindingsOmitted { omitted: 0 }, None);
        Report { findings, omitted: 0, overflow }
    }

    /// The provider's documents forbid it: an error.
    pub(super) fn error(&mut self, kind: Kind, span: impl Into<Option<Span>>) -> &mut Issue {
        self.put(Severity::Error, kind, span.into(), Basis::Documented)
    }

    /// Legal, and still worth a look.
    pub(super) fn warning(&mut self, kind: Kind, span: impl Into<Option<Span>>) -> &mut Issue {
        self.put(Severity::Warning, kind, span.into(), Basis::Documented)
    }

    /// Probably meant otherwise.
    pub(super) fn hint(&mut self, kind: Kind, span: impl Into<Option<Span>>) -> &mut Issue {
        let issue = self.warning(kind, span);
        issue.likely = true;
        issue
    }

    fn put(&mut self, severity: Severity, kind: Kind, span: Option<Span>, basis: Basis) -> &mut Issue {
        let mut issue = Issue::new(severity, kind, span);
        issue.basis = basis;
        if self.findings.issues.len() + self.findings.warnings.len() < MAX_FINDINGS {
            return self.findings.push(issue);
        }
        self.omitted = self.omitted.saturating_add(1);
        self.overflow = issue;
        &mut self.overflow
    }

    /// Says how many findings were left out.
    pub(super) fn finish(self) {
        if self.omitted > 0 {
            self.findings.warning(Kind::TemplateFindingsOmitted { omitted: self.omitted }, None);
        }
    }
}

/// Puts the findings of part `name` in order and adds them to `findings`.
pub(super) fn append(findings: &mut Findings, mut part: Findings, name: &str) {
    part.sort_by_span();
    if !name.is_empty() {
        for issue in part.issues.iter_mut().chain(&mut part.warnings) {
            issue.path = vec![Step::Name(String::from(name))];
        }
    }
    findings.issues.append(&mut part.issues);
    findings.warnings.append(&mut part.warnings);
}

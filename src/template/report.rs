//! The findings of one part, counted so that a hostile text cannot fill the memory with them.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::issue::{Basis, Edit, Findings, Issue, Kind, Severity, Span, Step, sorted_indices};

/// Findings of one check; further ones are counted in `template_findings_omitted`.
pub const MAX_FINDINGS: usize = 1000;

/// Edits as the checkers write them: what is taken out, what is put in.
pub(super) type Fix<'a> = &'a [(Span, &'a str)];

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
    pub(super) fn error(&mut self, kind: Kind, span: Option<Span>, fix: Fix<'_>) -> &mut Issue {
        self.put(Severity::Error, false, kind, span, fix)
    }

    /// Legal, and still worth a look.
    pub(super) fn warning(&mut self, kind: Kind, span: Option<Span>) -> &mut Issue {
        self.put(Severity::Warning, false, kind, span, &[])
    }

    /// Probably meant otherwise.
    pub(super) fn hint(&mut self, kind: Kind, span: Option<Span>, fix: Fix<'_>) -> &mut Issue {
        self.put(Severity::Warning, true, kind, span, fix)
    }

    // Called from many places: kept in one piece for the size of the module.
    #[inline(never)]
    fn put(&mut self, severity: Severity, likely: bool, kind: Kind, span: Option<Span>, fix: Fix<'_>) -> &mut Issue {
        if self.findings.issues.len() + self.findings.warnings.len() >= MAX_FINDINGS {
            self.omitted = self.omitted.saturating_add(1);
            self.overflow.related.clear();
            return &mut self.overflow;
        }
        let issue = self.findings.push(Issue::new(severity, kind, span));
        issue.basis = Basis::Documented;
        issue.likely = likely;
        for (span, insert) in fix.iter().filter(|(span, insert)| span.start < span.end || !insert.is_empty()) {
            issue.fix.push(Edit::new(*span, *insert));
        }
        issue
    }

    /// Says how many findings were left out.
    pub(super) fn finish(self) {
        if self.omitted > 0 {
            self.findings.warning(Kind::TemplateFindingsOmitted { omitted: self.omitted }, None);
        }
    }
}

/// Puts the findings of part `name` in order and adds them to `findings`.
pub(super) fn append(findings: &mut Findings, part: Findings, name: &str) {
    append_list(&mut findings.issues, part.issues, name);
    append_list(&mut findings.warnings, part.warnings, name);
}

/// By place; a merge, because the pass over the text and the pass over the blocks each come nearly in order.
fn append_list(into: &mut Vec<Issue>, part: Vec<Issue>, name: &str) {
    let place = |index: usize| part.get(index).and_then(|issue| issue.span).map_or(usize::MAX, |span| span.start);
    let order = sorted_indices(part.len(), &|left, right| place(left) <= place(right));
    let mut part: Vec<Option<Issue>> = part.into_iter().map(Some).collect();
    for index in order {
        let Some(mut issue) = part.get_mut(index).and_then(Option::take) else { continue };
        if !name.is_empty() {
            issue.path = vec![Step::Name(String::from(name))];
        }
        into.push(issue);
    }
}

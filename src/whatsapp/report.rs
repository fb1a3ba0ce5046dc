//! Findings with the path at which the walk through a template or a message stands.

use alloc::string::String;
use alloc::vec::Vec;

use crate::issue::{Basis, Findings, Issue, Kind, Name, Severity, Span, Step};
use crate::json::{Value, ValueKind};
use crate::text::measure;

/// What was found so far, and where the walk stands.
#[derive(Debug, Default)]
pub(super) struct Walk {
    findings: Findings,
    path: Vec<Step>,
    /// Findings beyond [`MAX_FINDINGS`], and what takes them.
    omitted: u32,
    overflow: Option<Issue>,
}

/// Errors of one check, and warnings; further ones are counted in `template_findings_omitted`.
const MAX_FINDINGS: usize = 1000;

impl Walk {
    /// Calls `inner` one step deeper.
    pub(super) fn within<T>(&mut self, step: Step, inner: impl FnOnce(&mut Walk) -> T) -> T {
        self.path.push(step);
        let result = inner(self);
        self.path.pop();
        result
    }

    /// The same for the member called `name`.
    pub(super) fn member<T>(&mut self, name: &str, inner: impl FnOnce(&mut Walk) -> T) -> T {
        self.within(Step::Name(String::from(name)), inner)
    }

    /// A finding here.
    #[inline(never)]
    pub(super) fn put(&mut self, severity: Severity, kind: Kind, span: Option<Span>) -> &mut Issue {
        let mut issue = Issue::new(severity, kind, span);
        issue.path.clone_from(&self.path);
        issue.basis = Basis::Documented;
        let same = if severity == Severity::Error { &self.findings.issues } else { &self.findings.warnings };
        if same.len() >= MAX_FINDINGS {
            self.omitted = self.omitted.saturating_add(1);
            return self.overflow.insert(issue);
        }
        self.findings.push(issue)
    }

    /// Everything that was found.
    pub(super) fn finish(mut self) -> Findings {
        if self.omitted > 0 {
            self.findings.warning(Kind::TemplateFindingsOmitted { omitted: self.omitted }, None);
        }
        self.findings
    }

    /// An error here.
    pub(super) fn error(&mut self, kind: Kind, span: impl Into<Option<Span>>) -> &mut Issue {
        self.put(Severity::Error, kind, span.into())
    }

    /// The octets of a string; anything else is an issue.
    pub(super) fn text<'v>(&mut self, value: Option<Value<'v>>) -> Option<alloc::borrow::Cow<'v, [u8]>> {
        let Some(value) = value else {
            self.error(Kind::Required, None);
            return None;
        };
        let text = value.string_octets();
        match &text {
            None => {
                self.error(Kind::NotText { found: value.kind().name() }, None);
            }
            Some(text) if text.is_empty() => {
                self.error(Kind::Required, None);
                return None;
            }
            Some(_) => {}
        }
        text
    }

    /// A limit in characters, of which no page says whether they are code points: more of those is too many.
    #[inline(never)]
    pub(super) fn limit(&mut self, part: Name, max: u32, text: &[u8]) {
        let actual = measure(text).code_points as u32;
        if actual > max {
            let start = crate::text::cut_at(text, max as usize, crate::text::Unit::CodePoints);
            self.error(Kind::WhatsappTextTooLong { part, max, actual }, Span::new(start, text.len()));
        }
    }

    /// A limit in pieces.
    pub(super) fn at_most(&mut self, part: Name, max: u32, actual: u32) {
        if actual > max {
            self.error(Kind::WhatsappTooMany { part, max, actual }, None);
        }
    }
}

/// The member `name` as a list; none when it is none.
pub(super) fn list<'v>(value: Value<'v>, name: &str) -> Vec<Value<'v>> {
    match value.get(name) {
        Some(list) if list.kind() == ValueKind::Array => list.elements().collect(),
        _ => Vec::new(),
    }
}

/// True when the member `name` is `word` in any case.
pub(super) fn says(value: Value<'_>, name: &str, word: &str) -> bool {
    value
        .get(name)
        .and_then(|value| value.string_octets())
        .is_some_and(|text| text.eq_ignore_ascii_case(word.as_bytes()))
}

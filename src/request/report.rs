//! Gathers findings about values of the body: paths, places in the text, severity by the standing of the rule.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::profile::Rule;
use crate::issue::{Basis, Findings, Issue, Kind, Name, Severity, Step, sort_issues};
use crate::json::{Document, LineIndex, Value};
use crate::text::{Utf16Counter, spans_to_utf16};

/// What findings on assumed rules are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssumedRules {
    /// Warnings.
    #[default]
    Warn,
    /// Errors.
    Block,
    /// Nothing.
    Ignore,
}

/// What positions count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PositionUnit {
    /// Octets of UTF-8, as everywhere in Rust.
    #[default]
    Octets,
    /// UTF-16 code units, as in JavaScript.
    Utf16Units,
}

/// What [`super::check_request`] found.
#[derive(Clone, Debug, Default)]
pub struct RequestReport {
    /// All findings, in the order of the body; those about what is absent come last.
    pub findings: Findings,
    /// Parts of the account that this operation depends on and nobody described.
    pub not_checked: Vec<Name>,
    /// Domains to put to UTS #46 `ToASCII`; the check is asked again with the answers in [`super::RequestCheck::idna`].
    pub needs_idna: Vec<String>,
}

/// Collects the findings of one request.
pub(super) struct Report<'a> {
    document: &'a Document<'a>,
    unit: PositionUnit,
    source_unit: PositionUnit,
    assumed: AssumedRules,
    findings: Findings,
    not_checked: Vec<Name>,
    needs_idna: Vec<String>,
}

impl<'a> Report<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        unit: PositionUnit,
        source_unit: PositionUnit,
        assumed: AssumedRules,
    ) -> Report<'a> {
        Report {
            document,
            unit,
            source_unit,
            assumed,
            findings: Findings::new(),
            not_checked: Vec::new(),
            needs_idna: Vec::new(),
        }
    }

    /// Adds a finding about a whole value, or about one that is absent.
    pub(super) fn find(&mut self, kind: Kind, rule: Rule, path: Vec<Step>, value: Option<Value<'_>>) {
        let mut issue = Issue::new(Severity::Error, kind, None);
        issue.path = path;
        issue.source = value.map(|value| self.document.source_of(value.span()));
        self.weigh(issue, rule);
    }

    /// Adds a finding whose severity follows from the standing of its rule.
    pub(super) fn weigh(&mut self, mut issue: Issue, rule: Rule) {
        issue.basis = rule.basis;
        if rule.basis == Basis::Assumed {
            match self.assumed {
                AssumedRules::Warn => issue.severity = Severity::Warning,
                AssumedRules::Block => {}
                AssumedRules::Ignore => return,
            }
        }
        self.findings.push(issue);
    }

    /// Adds what a check of the string `value` found; `text` is the string's own text, which the spans count.
    pub(super) fn adopt(&mut self, found: Findings, path: &[Step], value: Value<'_>, text: &[u8], rule: Option<Rule>) {
        for mut list in [found.issues, found.warnings] {
            let mut map = value.source_map();
            for issue in &mut list {
                let span = issue.span.map_or(value.span(), |span| map.span(span));
                issue.source = Some(self.document.source_of(span));
                let inner = core::mem::replace(&mut issue.path, path.to_vec());
                issue.path.extend(inner);
            }
            if self.unit == PositionUnit::Utf16Units {
                spans_to_utf16(text, &mut list);
            }
            for issue in list {
                match rule {
                    Some(rule) if issue.severity == Severity::Error => self.weigh(issue, rule),
                    _ => {
                        self.findings.push(issue);
                    }
                }
            }
        }
    }

    /// Puts `issue` where `value` stands in the body.
    pub(super) fn place(&self, issue: &mut Issue, value: Value<'_>) {
        let span = issue.span.map_or(value.span(), |span| value.source_span(span));
        issue.source = Some(self.document.source_of(span));
    }

    /// Counts the related spans of `issue`, which lie in `parts` (field and its text), in the unit asked for.
    pub(super) fn relate(&self, issue: &mut Issue, parts: &[(&str, &[u8])]) {
        if self.unit == PositionUnit::Octets {
            return;
        }
        let mut counter: Option<(Vec<Step>, Utf16Counter<'_>)> = None;
        for related in &mut issue.related {
            if counter.as_ref().is_none_or(|(path, _)| *path != related.path) {
                let named =
                    |part: &&(&str, &[u8])| matches!(related.path.first(), Some(Step::Name(name)) if name == part.0);
                counter = parts.iter().find(named).map(|part| (related.path.clone(), Utf16Counter::new(part.1)));
            }
            if let Some((_, counter)) = &mut counter {
                related.span = counter.span(related.span);
            }
        }
    }

    /// Adds a finding as it is.
    pub(super) fn push(&mut self, issue: Issue) {
        self.findings.push(issue);
    }

    /// Adds what the JSON check found in a well-formed body: warnings, whose spans are places of the body.
    pub(super) fn adopt_json(&mut self, found: Findings) {
        for mut issue in found.issues.into_iter().chain(found.warnings) {
            issue.span = None;
            issue.fix = Vec::new();
            self.findings.push(issue);
        }
    }

    /// Notes a domain that the host's IDNA has to turn into ASCII before its mailbox can be judged.
    pub(super) fn needs_idna(&mut self, domain: &str) {
        if !self.needs_idna.iter().any(|asked| asked == domain) {
            self.needs_idna.push(domain.to_string());
        }
    }

    /// Notes that a part of the account was not described.
    pub(super) fn not_checked(&mut self, part: Name) {
        if !self.not_checked.contains(&part) {
            self.not_checked.push(part);
        }
    }

    /// Puts the findings in the order of the body.
    pub(super) fn finish(mut self) -> RequestReport {
        for list in [&mut self.findings.issues, &mut self.findings.warnings] {
            let place = |issue: &Issue| issue.source.map_or(usize::MAX, |source| source.span.start);
            sort_issues(list, &place);
            if self.source_unit == PositionUnit::Utf16Units && !self.document.text().is_ascii() {
                LineIndex::new(self.document.text()).sources_to_utf16(self.document.text(), list);
            }
        }
        RequestReport { findings: self.findings, not_checked: self.not_checked, needs_idna: self.needs_idna }
    }
}

/// `path` with one more step.
pub(super) fn step(path: &[Step], next: Step) -> Vec<Step> {
    let mut longer = Vec::with_capacity(path.len() + 1);
    longer.extend_from_slice(path);
    longer.push(next);
    longer
}

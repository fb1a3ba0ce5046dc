//! Gathers findings about values of the body: paths, places in the text, severity by the standing of the rule.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::context::Part;
use super::place::Place;
use super::profile::Rule;
use crate::issue::{Basis, Findings, Issue, Kind, Name, Severity, Source, Step, sort_issues};
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
    /// Parts of the account that this request depends on and nobody described, a bit each ([`super::Part`]).
    pub not_checked: u32,
    /// Domains to put to UTS #46 `ToASCII`; the check is asked again with the answers in [`super::RequestCheck::idna`].
    pub needs_idna: Vec<String>,
}

impl RequestReport {
    /// The names of the parts that nobody described.
    pub fn parts_not_checked(&self) -> impl Iterator<Item = Name> {
        let bits = self.not_checked;
        Part::NAMES.iter().enumerate().filter(move |(bit, _)| bits & 1 << bit != 0).map(|(_, part)| *part)
    }
}

/// In lists of more elements, the same finding about several of them is one issue.
const GROUPED_FROM: usize = 100;
/// Kinds of findings that are grouped at once: more of them are told one by one, so that time stays linear.
const MAX_GROUPS: usize = 64;

/// A list whose findings are grouped.
struct Grouping {
    /// The step of the path that numbers its elements.
    depth: usize,
    /// Where the first finding of each group lies: among the errors, or among the warnings.
    heads: Vec<(Severity, usize)>,
}

/// Collects the findings of one request.
pub(super) struct Report<'a> {
    document: &'a Document<'a>,
    unit: PositionUnit,
    source_unit: PositionUnit,
    assumed: AssumedRules,
    findings: Findings,
    /// A bit a part.
    not_checked: u32,
    needs_idna: Vec<String>,
    grouping: Option<Grouping>,
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
            not_checked: 0,
            needs_idna: Vec::new(),
            grouping: None,
        }
    }

    /// Groups what is found in the list of `elements` elements that lies `depth` steps inside the body.
    pub(super) fn begin_list(&mut self, depth: usize, elements: usize) {
        if elements > GROUPED_FROM && self.grouping.is_none() {
            self.grouping = Some(Grouping { depth, heads: Vec::new() });
        }
    }

    /// The list at that depth is over.
    pub(super) fn end_list(&mut self, depth: usize) {
        if self.grouping.as_ref().is_some_and(|grouping| grouping.depth == depth) {
            self.grouping = None;
        }
    }

    /// Adds a finding about a whole value, or about one that is absent.
    pub(super) fn find(&mut self, kind: Kind, rule: Rule, place: &Place<'_>, value: Option<Value<'_>>) {
        let mut issue = Issue::new(Severity::Error, kind, None);
        issue.path = place.path();
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
        self.push(issue);
    }

    /// Adds what a check of the string `value` found; `text` is the string's own text, which the spans count.
    pub(super) fn adopt(
        &mut self,
        found: Findings,
        place: &Place<'_>,
        value: Value<'_>,
        text: &[u8],
        rule: Option<Rule>,
    ) {
        if !found.issues.is_empty() || !found.warnings.is_empty() {
            self.adopt_some(found, place, value, text, rule);
        }
    }

    #[cold]
    #[inline(never)]
    fn adopt_some(&mut self, found: Findings, place: &Place<'_>, value: Value<'_>, text: &[u8], rule: Option<Rule>) {
        for mut list in [found.issues, found.warnings] {
            let mut map = value.source_map();
            for issue in &mut list {
                let span = issue.span.map_or(value.span(), |span| map.span(span));
                issue.source = Some(self.document.source_of(span));
                let inner = core::mem::replace(&mut issue.path, place.path());
                issue.path.extend(inner);
            }
            if self.unit == PositionUnit::Utf16Units {
                spans_to_utf16(text, &mut list);
            }
            for issue in list {
                match rule {
                    Some(rule) if issue.severity == Severity::Error => self.weigh(issue, rule),
                    _ => self.push(issue),
                }
            }
        }
    }

    /// Puts `issue` where `value` stands in the body.
    pub(super) fn place(&self, issue: &mut Issue, value: Value<'_>) {
        let span = issue.span.map_or(value.span(), |span| value.source_span(span));
        issue.source = Some(self.document.source_of(span));
    }

    /// Completes the related places of `issue`, which lie in `parts` (field, its value and its text): their places in the
    /// body, and spans in the unit asked for.
    pub(super) fn relate(&self, issue: &mut Issue, parts: &[(&str, Value<'_>, &[u8])]) {
        let mut current: Option<(Vec<Step>, Utf16Counter<'_>, crate::json::SourceMap<'_>)> = None;
        for related in &mut issue.related {
            if current.as_ref().is_none_or(|(path, ..)| *path != related.path) {
                let named = |part: &&(&str, Value<'_>, &[u8])| matches!(related.path.first(), Some(Step::Name(name)) if name == part.0);
                current = parts
                    .iter()
                    .find(named)
                    .map(|part| (related.path.clone(), Utf16Counter::new(part.2), part.1.source_map()));
            }
            let Some((_, counter, map)) = &mut current else { continue };
            issue.related_sources.push(self.document.source_of(map.span(related.span)));
            if self.unit == PositionUnit::Utf16Units {
                related.span = counter.span(related.span);
            }
        }
    }

    /// Adds a finding as it is, or to the others of its group.
    pub(super) fn push(&mut self, issue: Issue) {
        let Some(grouping) = &mut self.grouping else {
            self.findings.push(issue);
            return;
        };
        let Some(Step::Index(element)) = issue.path.get(grouping.depth) else {
            self.findings.push(issue);
            return;
        };
        let element = *element as u32;
        for (severity, at) in &grouping.heads {
            let list =
                if *severity == Severity::Error { &mut self.findings.issues } else { &mut self.findings.warnings };
            let Some(head) = list.get_mut(*at) else { continue };
            if *severity == issue.severity && is_same(head, &issue, grouping.depth) {
                if head.elements.last() != Some(&element) {
                    head.elements.push(element);
                }
                return;
            }
        }
        if grouping.heads.len() < MAX_GROUPS {
            let list = if issue.severity == Severity::Error { &self.findings.issues } else { &self.findings.warnings };
            grouping.heads.push((issue.severity, list.len()));
        }
        self.findings.push(issue).elements.push(element);
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
    pub(super) fn not_checked(&mut self, part: Part) {
        self.not_checked |= 1 << part as u32;
    }

    /// Puts the findings in the order of the body.
    pub(super) fn finish(mut self) -> RequestReport {
        let to_utf16 = self.source_unit == PositionUnit::Utf16Units && !self.document.text().is_ascii();
        for list in [&mut self.findings.issues, &mut self.findings.warnings] {
            for issue in list.iter_mut().filter(|issue| issue.elements.len() == 1) {
                issue.elements = Vec::new();
            }
            let place = |issue: &Issue| issue.source.map_or(usize::MAX, |source| source.span.start);
            sort_issues(list, &place);
            if to_utf16 {
                let lines = LineIndex::new(self.document.text());
                lines.sources_to_utf16(self.document.text(), list);
                related_to_utf16(self.document.text(), list);
            }
        }
        RequestReport { findings: self.findings, not_checked: self.not_checked, needs_idna: self.needs_idna }
    }
}

/// True when two findings differ by the element alone.
fn is_same(one: &Issue, other: &Issue, depth: usize) -> bool {
    one.kind.index() == other.kind.index()
        && one.basis == other.basis
        && one.likely == other.likely
        && one.path.len() == other.path.len()
        && one.path.iter().zip(&other.path).enumerate().all(|(at, (one, other))| at == depth || one == other)
}

/// Places of related values, as UTF-16 units of the body; columns too.
#[cold]
#[inline(never)]
fn related_to_utf16(text: &[u8], list: &mut [Issue]) {
    let mut counter = Utf16Counter::new(text);
    for Source { span, column, .. } in list.iter_mut().flat_map(|issue| &mut issue.related_sources) {
        let line = span.start + 1 - *column as usize;
        let line_units = counter.position(line);
        *span = counter.span(*span);
        *column = (span.start - line_units.min(span.start)) as u32 + 1;
    }
}

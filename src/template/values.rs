//! What values do at the places they are put: HTML where none can be, links that lead elsewhere, a subject that grows.

use alloc::vec::Vec;
use core::cell::OnceCell;

use super::arguments::{ArgumentKind, Arguments};
use super::live::{Live, Liveness, walk};
use super::node::{NodeKind, Template};
use super::octets::octet;
use super::place::{Where, may_have_links, places_of};
use super::report::{Report, Weight};
use crate::issue::{Basis, Findings, Issue, Kind, Name, Severity, Span, Step};
use crate::text::measure;

/// UTF-16 units of a subject where nobody says otherwise: Postmark's limit; this provider documents none.
pub const SUBJECT_UNITS: u32 = 2000;

/// Each place of a variable, as a set of [`Where`]. HTML is only followed for values that could do harm in it.
#[derive(Clone, Debug, Default)]
pub struct VariablePlaces {
    sets: OnceCell<Vec<u8>>,
    may_have_links: bool,
    /// Part number of the subject, when it has a placeholder: one without does not grow.
    subject: Option<usize>,
}

impl VariablePlaces {
    /// Those of the variables of `template`.
    pub fn new(template: &Template<'_>) -> VariablePlaces {
        let subject = template.parts.iter().position(|part| part.name == "subject");
        let prints =
            |part: usize| template.nodes.iter().any(|node| node.part == part && node.kind == NodeKind::Placeholder);
        VariablePlaces {
            sets: OnceCell::new(),
            may_have_links: may_have_links(template),
            subject: subject.filter(|&part| prints(part)),
        }
    }

    /// The places of variable `number`.
    fn of(&self, template: &Template<'_>, number: usize) -> u8 {
        self.sets.get_or_init(|| sets_of(template)).get(number).copied().unwrap_or_default()
    }
}

/// For each variable the set of its places.
#[cold]
#[inline(never)]
fn sets_of(template: &Template<'_>) -> Vec<u8> {
    let mut sets = alloc::vec![0; template.variable_count()];
    for (node, place) in template.nodes.iter().zip(places_of(template)) {
        if let (NodeKind::Placeholder, Some(set)) = (node.kind, sets.get_mut(node.variable)) {
            // `{{scheme}}://` decides on less than the whole link.
            let text = template.parts.get(node.part).map_or(&[][..], |part| part.text);
            let whole = place != Where::Link || octet(text, node.span.end) != b':';
            *set |= if whole { place.bit() } else { Where::Attribute.bit() };
        }
    }
    sets
}

/// Checks what the values of one recipient do at their places. `max_subject`: UTF-16 units, when the site's owner says so.
pub fn check_places(
    template: &Template<'_>,
    arguments: &Arguments<'_>,
    liveness: &Liveness,
    places: &VariablePlaces,
    max_subject: Option<u32>,
    findings: &mut Findings,
) {
    let mut report = Report::new(findings);
    for number in 0..template.variable_count() {
        let Some(argument) = arguments.of(number) else { continue };
        let is_plain = || !argument.text.iter().any(|octet| matches!(octet, b'<' | b'"'));
        if argument.kind != ArgumentKind::String
            || argument.text.is_empty()
            || !places.may_have_links && is_plain()
            || liveness.of_placeholders(number) == Live::No
        {
            continue;
        }
        let (set, name) = (places.of(template, number), template.variable_name(number));
        if let Some(place) = html_trouble(&argument.text, set) {
            about(&mut report, Weight::Warning, Kind::TemplateValueHtml { place }, name);
        }
        if set & Where::Link.bit() != 0 {
            match leads(&argument.text) {
                Leads::ToTheWeb => {}
                Leads::Elsewhere => about(&mut report, Weight::Hint, Kind::TemplateValueLink, name),
                Leads::IntoScript => about(&mut report, Weight::Error, Kind::TemplateValueLink, name),
            }
        }
    }
    if let Some(part) = places.subject {
        let max = max_subject.unwrap_or(SUBJECT_UNITS);
        let actual = filled_units(template, arguments, part);
        if actual > max as usize {
            let severity = if max_subject.is_some() { Severity::Error } else { Severity::Warning };
            let kind = Kind::TemplateSubjectTooLong { max, actual: actual as u32 };
            let mut issue = Issue::new(severity, kind, None);
            issue.basis = if max_subject.is_some() { Basis::Confirmed } else { Basis::Assumed };
            issue.path.push(Step::Name("subject".into()));
            findings.push(issue);
        }
    }
}

/// A finding about the whole of a value.
#[inline(never)]
fn about(report: &mut Report<'_>, weight: Weight, kind: Kind, name: &str) {
    let issue = report.put(weight, kind, Span::at(0));
    issue.span = None;
    issue.path.clear();
    issue.path.extend([Step::Name("variables".into()), Step::Name(name.into())]);
    issue.basis = Basis::Documented;
}

/// The place at which HTML in `value` does harm. VARS: values are put in as they are.
fn html_trouble(value: &[u8], set: u8) -> Option<Name> {
    let tag = |pair: &[u8]| matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'));
    let has_tag = value.windows(2).any(tag);
    if (has_tag || value.contains(&b'"')) && set & (Where::Attribute.bit() | Where::Link.bit()) != 0 {
        return Some("attribute");
    }
    let plain = [Where::Subject, Where::Preheader, Where::Text].into_iter().find(|place| set & place.bit() != 0);
    plain.filter(|_| has_tag).map(Where::name)
}

enum Leads {
    ToTheWeb,
    /// Another scheme, or none.
    Elsewhere,
    /// A scheme that runs or holds a document of its own.
    IntoScript,
}

/// RFC 3986 §3.1: letters, digits, `+`, `-`, `.` and a colon. Browsers leave white space and control characters out of a scheme.
fn leads(value: &[u8]) -> Leads {
    let mut scheme = [0; 12];
    let mut count = 0;
    let mut found = false;
    for &octet in value {
        match octet {
            0..=b' ' => continue,
            b':' => {
                found = true;
                break;
            }
            _ => {}
        }
        let Some(place) = scheme.get_mut(count) else { break };
        *place = octet.to_ascii_lowercase();
        count += 1;
    }
    match scheme.get(..count).unwrap_or_default() {
        b"http" | b"https" if found => Leads::ToTheWeb,
        b"javascript" | b"vbscript" | b"data" | b"file" | b"blob" if found => Leads::IntoScript,
        _ => Leads::Elsewhere,
    }
}

/// UTF-16 units of part `part` with these values; a variable without one counts as its tag.
fn filled_units(template: &Template<'_>, arguments: &Arguments<'_>, part: usize) -> usize {
    let text = template.parts.get(part).map_or(&[][..], |part| part.text);
    let mut units = 0;
    let mut done = 0;
    let mut last = Live::Yes;
    let mut add = |text: &[u8]| units += measure(text).utf16_units;
    walk(template, Some(arguments), &mut Vec::new(), &mut |node, live| {
        if node.part != part {
            return;
        }
        if live > Live::No {
            add(text.get(done..node.span.start).unwrap_or_default());
        }
        done = node.span.end.max(done);
        last = live;
        match (node.kind, arguments.of(node.variable)) {
            (NodeKind::Placeholder, Some(argument)) if live > Live::No => add(&argument.text),
            (NodeKind::Placeholder | NodeKind::Broken, _) if live > Live::No => add(template.octets(part, node.span)),
            _ => {}
        }
    });
    add(text.get(done..).unwrap_or_default());
    units
}

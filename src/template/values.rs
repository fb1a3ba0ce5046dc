//! What values do at the places they are put: HTML where none can be, links that lead elsewhere, a subject that grows.

use alloc::vec::Vec;
use core::cell::OnceCell;

use super::arguments::{ArgumentKind, Arguments};
use super::live::{Live, Liveness, walk};
use super::node::{NodeKind, Template, TemplatePart};
use super::octets::octet;
use super::place::{Where, may_be_bare, may_have_links, quoted_places_of};
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
    /// Whether a placeholder may stand in single quotes or in none.
    may_be_bare: OnceCell<bool>,
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
            may_be_bare: OnceCell::new(),
            subject: subject.filter(|&part| prints(part)),
        }
    }

    /// The places of variable `number`.
    fn of(&self, template: &Template<'_>, number: usize) -> u8 {
        self.sets.get_or_init(|| sets_of(template)).get(number).copied().unwrap_or_default()
    }

    /// False when `value` can do no harm at any place of `template`.
    fn matters(&self, template: &Template<'_>, value: &[u8]) -> bool {
        let has = |signs: &[u8]| value.iter().any(|octet| signs.contains(octet));
        self.may_have_links
            || has(b"<\"")
            || self.subject.is_some() && has(b"\r\n")
            || has(BARE) && *self.may_be_bare.get_or_init(|| may_be_bare(template))
    }
}

/// Beside the bits of [`Where`]: in an attribute that `'` ends, or white space and `>`.
const SINGLE_QUOTED: u8 = 1 << 6;
const UNQUOTED: u8 = 1 << 7;
/// What ends such attributes.
const BARE: &[u8] = b"'> \t\n\r\x0C";

/// For each variable the set of its places.
#[cold]
#[inline(never)]
fn sets_of(template: &Template<'_>) -> Vec<u8> {
    let mut sets = alloc::vec![0; template.variable_count()];
    for (node, (place, quote)) in template.nodes.iter().zip(quoted_places_of(template)) {
        if let (NodeKind::Placeholder, Some(set)) = (node.kind, sets.get_mut(node.variable)) {
            // `{{scheme}}://` decides on less than the whole link.
            let text = template.parts.get(node.part).map_or(&[][..], |part| part.text);
            let whole = place != Where::Link || octet(text, node.span.end) != b':';
            *set |= if whole { place.bit() } else { Where::Attribute.bit() };
            *set |= match (place, quote) {
                (Where::Attribute | Where::Link, b'\'') => SINGLE_QUOTED,
                (Where::Attribute | Where::Link, 0) => UNQUOTED,
                _ => 0,
            };
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
    let mut in_subject = None;
    for number in 0..template.variable_count() {
        let Some(argument) = arguments.of(number) else { continue };
        if argument.kind != ArgumentKind::String
            || argument.text.is_empty()
            || !places.matters(template, &argument.text)
            || liveness.of_placeholders(number) == Live::No
        {
            continue;
        }
        let (set, name) = (places.of(template, number), template.variable_name(number));
        // RFC 5322 §2.2: a header field's body holds no CR and LF of its own; what follows one would be another header.
        if set & Where::Subject.bit() != 0 && argument.text.iter().any(|octet| matches!(octet, b'\r' | b'\n')) {
            let lives = in_subject.get_or_insert_with(|| lives_in(template, arguments, places.subject));
            match lives.get(number) {
                Some(Live::Yes) => about(&mut report, Weight::Error, Kind::HeaderLineBreak, name),
                Some(Live::Maybe) => about(&mut report, Weight::Hint, Kind::HeaderLineBreak, name),
                _ => {}
            }
        }
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

/// A line break in the subject itself; those of its values are found by [`check_places`].
///
/// ```
/// use presend::{issue::Findings, template::{TemplatePart, check_subject_lines}};
///
/// let mut found = Findings::new();
/// check_subject_lines(&[TemplatePart { name: "subject", text: b"Hi\nBcc: x" }], &mut found);
/// assert_eq!(found.issues[0].kind.reason(), "header_line_break");
/// ```
pub fn check_subject_lines(parts: &[TemplatePart<'_>], findings: &mut Findings) {
    let Some(subject) = parts.iter().find(|part| part.name == "subject") else { return };
    if let Some(at) = subject.text.iter().position(|octet| matches!(octet, b'\r' | b'\n')) {
        findings.error(Kind::HeaderLineBreak, Span::new(at, at + 1)).path.push(Step::Name("subject".into()));
    }
}

/// For each variable how live its liveliest placeholder in part `part` is.
#[cold]
#[inline(never)]
fn lives_in(template: &Template<'_>, arguments: &Arguments<'_>, part: Option<usize>) -> Vec<Live> {
    let mut lives = alloc::vec![Live::No; template.variable_count()];
    walk(template, Some(arguments), &mut Vec::new(), &mut |node, live| {
        if let (NodeKind::Placeholder, true) = (node.kind, Some(node.part) == part)
            && let Some(before) = lives.get_mut(node.variable)
        {
            *before = live.max(*before);
        }
    });
    lives
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
    let ends = |sets: u8, signs: &[u8]| set & sets != 0 && value.iter().any(|octet| signs.contains(octet));
    if has_tag && set & (Where::Attribute.bit() | Where::Link.bit()) != 0
        || ends(Where::Attribute.bit() | Where::Link.bit(), b"\"")
        || ends(SINGLE_QUOTED, b"'")
        || ends(UNQUOTED, BARE.get(1..).unwrap_or_default())
    {
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

//! Templates: text in, numbers and objects out.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::records::Records;
use super::{Edge, Found, edge, to_js};
use crate::issue::{Findings, Issue, Step, sorted_indices};
use crate::json::{Document, Value, parse_json_octets};
use crate::request::{arguments, members};
use crate::template::{
    Argument, Escape, Given, Role, TemplatePart, Variable, Where, check_subject_lines, check_template_list,
    find_in_parts, preview_template_octets, variables_of_parts,
};
use crate::text::Utf16Counter;

const PARTS: [&str; 4] = ["subject", "preheader", "html", "text"];
/// The caller gave parts, as JSON, and not one text.
const IN_PARTS: u32 = 1;
/// The kept values hold a list of recipients.
const LIST: u32 = 2;

/// A recipient's values, or those of a level.
type Members<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// The texts in `input`: one, or those of an object by name.
fn texts_of<'a>(input: &'a [u8], parts: Option<&'a Document<'a>>) -> Vec<(&'static str, Cow<'a, [u8]>)> {
    let Some(parts) = parts else { return Vec::from([("", Cow::Borrowed(input))]) };
    let text = |name: &'static str| Some((name, parts.root().get(name)?.string_octets()?));
    PARTS.into_iter().filter_map(text).collect()
}

/// Checks the first `octets` of the input as a template, against the kept values `{ variables?, defaults?, templateDefaults?,
/// list? }`; without them the tags alone. `max_subject` 0: not known. Nothing, or `{ issues, warnings, groups? }`.
#[wasm_bindgen]
pub fn template_report(octets: u32, flags: u32, max_subject: u32) -> JsValue {
    #[derive(Serialize)]
    struct Group<'a> {
        variable: &'a str,
        count: u32,
        recipients: &'a [u32],
    }
    #[derive(Serialize)]
    struct Grouped<'a> {
        issues: Vec<Issue>,
        warnings: Vec<Issue>,
        groups: Vec<Group<'a>>,
    }
    let Edge { input, context, .. } = edge();
    let input = input.get(..octets as usize).unwrap_or_default();
    let document = (flags & IN_PARTS != 0).then(|| parse_json_octets(input)).flatten();
    let texts = texts_of(input, document.as_ref());
    let parts: Vec<TemplatePart<'_>> = texts.iter().map(|(name, text)| TemplatePart { name, text }).collect();
    let values = parse_json_octets(context);
    let root = values.as_ref().map(Document::root);
    let level = |name: &str| -> Members<'_> { members(root.and_then(|root| root.get(name))) };
    let levels = [level("variables"), level("defaults"), level("templateDefaults")];
    let [own, defaults, template_defaults] = levels.each_ref().map(|level| arguments(level));
    let given = Given { variables: &own, defaults: &defaults, template_defaults: &template_defaults };
    let max_subject = (max_subject > 0).then_some(max_subject);
    if flags & LIST == 0 {
        let mut findings = find_in_parts(&parts, root.is_some().then_some(&given), max_subject);
        check_subject_lines(&parts, &mut findings);
        let Findings { issues, warnings } = &mut findings;
        if issues.is_empty() && warnings.is_empty() {
            return JsValue::UNDEFINED;
        }
        to_utf16(issues, &parts);
        to_utf16(warnings, &parts);
        return to_js(&Found { issues, warnings });
    }
    let list: Vec<Members<'_>> = match root.and_then(|root| root.get("list")) {
        Some(list) => list.elements().map(|recipient| members(Some(recipient))).collect(),
        None => Vec::new(),
    };
    let list: Vec<Vec<(&str, Argument<'_>)>> = list.iter().map(|recipient| arguments(recipient)).collect();
    let mut check = check_template_list(&parts, list.iter().map(Vec::as_slice), &given, max_subject);
    let Findings { mut issues, mut warnings } = core::mem::take(&mut check.findings);
    to_utf16(&mut issues, &parts);
    to_utf16(&mut warnings, &parts);
    let mut groups = Vec::with_capacity(check.groups.len());
    for group in &mut check.groups {
        to_utf16(core::slice::from_mut(&mut group.issue), &parts);
        issues.push(group.issue.clone());
        groups.push(Group { variable: &group.variable, count: group.count, recipients: &group.recipients });
    }
    to_js(&Grouped { issues, warnings, groups })
}

/// The variables of the first `octets` of the input, given what [`template_report`] was given; for a list as if every
/// branch were taken.
///
/// They lie in words: 3 and 4 their address and number of words, the answer's text holds the names, a line each. A
/// variable: its places, in bit 31 whether it is live; a place: start, end, role | where << 1.
#[wasm_bindgen]
pub fn template_variables(octets: u32, flags: u32) {
    let Edge { input, context, records, variables, .. } = edge();
    let input = input.get(..octets as usize).unwrap_or_default();
    let document = (flags & IN_PARTS != 0).then(|| parse_json_octets(input)).flatten();
    let texts = texts_of(input, document.as_ref());
    let parts: Vec<TemplatePart<'_>> = texts.iter().map(|(name, text)| TemplatePart { name, text }).collect();
    let values = if flags & LIST == 0 { parse_json_octets(context) } else { None };
    let root = values.as_ref().map(Document::root);
    let level = |name: &str| -> Members<'_> { members(root.and_then(|root| root.get(name))) };
    let levels = [level("variables"), level("defaults"), level("templateDefaults")];
    let [own, defaults, template_defaults] = levels.each_ref().map(|level| arguments(level));
    let given = Given { variables: &own, defaults: &defaults, template_defaults: &template_defaults };
    put_variables(&variables_of_parts(&parts, root.is_some().then_some(&given)), &parts, variables, records);
}

/// Writes names, places and liveness where the page reads them.
fn put_variables(found: &[Variable], parts: &[TemplatePart<'_>], into: &mut Vec<u32>, records: &mut Records) {
    into.clear();
    records.clear();
    let mut names = String::new();
    // Part, octets and word of each place.
    let mut spans = Vec::new();
    for variable in found {
        names.push_str(&variable.name);
        names.push('\n');
        into.push(variable.places.len() as u32 | u32::from(variable.live) << 31);
        for place in &variable.places {
            let span = place.span;
            spans.push((place.part, span, into.len()));
            let role = u32::from(place.role == Role::Condition);
            let place = if place.r#where == Where::Link { Where::Attribute } else { place.r#where };
            into.extend([span.start as u32, span.end as u32, role | (place as u32) << 1]);
        }
    }
    if parts.iter().any(|part| !part.text.is_ascii()) {
        // In the order of the text: a counter that goes back begins anew.
        let place = |at: usize| spans.get(at).map_or((0, 0), |(part, span, _)| (*part, span.start));
        let mut counters: Vec<Utf16Counter<'_>> = parts.iter().map(|part| Utf16Counter::new(part.text)).collect();
        for at in sorted_indices(spans.len(), &|left, right| place(left) <= place(right)) {
            let Some(&(part, span, word)) = spans.get(at) else { continue };
            let span = counters.get_mut(part).map_or(span, |counter| counter.span(span));
            if let Some([start, end]) = into.get_mut(word..word + 2) {
                (*start, *end) = (span.start as u32, span.end as u32);
            }
        }
    }
    records.add_text(&names);
    records.finish();
    records.set(3, into.as_ptr() as u32);
    records.set(4, into.len() as u32);
}

/// Spans as UTF-16 units of the part that they lie in; those of a value are empty ones at its start.
fn to_utf16(issues: &mut [Issue], parts: &[TemplatePart<'_>]) {
    if parts.iter().all(|part| part.text.is_ascii()) {
        return;
    }
    let mut counters: Vec<Utf16Counter<'_>> = parts.iter().map(|part| Utf16Counter::new(part.text)).collect();
    let part_of = |path: &[Step]| match path {
        [] => Some(0),
        [Step::Name(name)] => parts.iter().position(|part| part.name == name),
        _ => None,
    };
    for issue in issues {
        if let Some(counter) = part_of(&issue.path).and_then(|part| counters.get_mut(part)) {
            issue.span = issue.span.map(|span| counter.span(span));
            for edit in &mut issue.fix {
                edit.span = counter.span(edit.span);
            }
        }
        for related in &mut issue.related {
            if let Some(counter) = part_of(&related.path).and_then(|part| counters.get_mut(part)) {
                related.span = counter.span(related.span);
            }
        }
    }
}

/// Fills the first `octets` of the input with the kept values; the text is the answer's. `raw`: values are not escaped.
#[wasm_bindgen]
pub fn preview_template(octets: u32, raw: bool) {
    let Edge { input, context, records, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let values = parse_json_octets(context);
    let root = values.as_ref().map(Document::root);
    let level = |name: &str| -> Members<'_> { members(root.and_then(|root| root.get(name))) };
    let levels = [level("variables"), level("defaults"), level("templateDefaults")];
    let [variables, defaults, template_defaults] = levels.each_ref().map(|level| arguments(level));
    let given = Given { variables: &variables, defaults: &defaults, template_defaults: &template_defaults };
    let escape = if raw { Escape::None } else { Escape::Html };
    records.clear();
    records.add_text(&preview_template_octets(text, &given, escape));
    records.finish();
}

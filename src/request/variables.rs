//! Placeholders of the texts against the values given: recipient, request, template.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::context::{Context, SavedTemplate};
use super::field::STANDARD;
use super::lookup::{is_blank, members, spelling, value_of, with_role};
use super::place::Place;
use super::profile::{FieldKind, Operation, Role};
use super::report::Report;
use crate::issue::{Findings, Issue, Kind, Severity, Step};
use crate::json::{Value, ValueKind};
use crate::template::{Argument, ArgumentKind, Given, TemplatePart, find_in_parts};

/// A text that may hold placeholders: the field it is in, or `None` for one that lies in the saved template.
pub(super) struct Text<'a> {
    pub(super) field: Option<(&'a str, Value<'a>)>,
    pub(super) octets: Cow<'a, [u8]>,
}

/// Name of the parts that lie in the account and not in the body: no field is called so.
const SAVED: &str = "";

/// Checks all texts of the request together, so that a variable counts as used when any of them uses it.
pub(super) fn check_variables(operation: &Operation, root: Value<'_>, context: &Context, report: &mut Report<'_>) {
    let saved = saved_template(operation, root, context);
    let texts = texts_of(operation, root, saved);
    if texts.is_empty() {
        return;
    }
    let parts = parts_of(&texts);
    let shape = &operation.shape;
    let values = members(with_role(shape, root, Role::Variables));
    let defaults = members(with_role(shape, root, Role::DefaultVariables));
    let (values, defaults, own_defaults) = (arguments(&values), arguments(&defaults), own_defaults(saved));
    let given = Given { variables: &values, defaults: &defaults, template_defaults: &own_defaults };
    // An operation that fills nothing in (a template being saved) has its tags checked alone.
    let fills = operation.missing_variable.is_some() || shape.with_role(Role::Variables).is_some();
    let mut found = find_in_parts(&parts, fills.then_some(&given), None);
    if !found.warnings.is_empty() && !knows_template(operation, root, saved) {
        // A text that nobody showed may use them.
        found.warnings.retain(|issue| issue.kind != Kind::TemplateVariableUnused);
    }
    deliver(found, &texts, operation, root, report);
}

/// The account's template that the request names.
pub(super) fn saved_template<'c>(
    operation: &Operation,
    root: Value<'_>,
    context: &'c Context,
) -> Option<&'c SavedTemplate> {
    context.templates.as_ref()?;
    let field = operation.shape.fields.iter().find(|field| field.kind == FieldKind::TemplateId)?;
    context.template(&value_of(root, field)?.string_octets()?)
}

/// False when the request names a saved template of which nothing is known.
pub(super) fn knows_template(operation: &Operation, root: Value<'_>, saved: Option<&SavedTemplate>) -> bool {
    let field = operation.shape.fields.iter().find(|field| field.kind == FieldKind::TemplateId);
    let named = field.and_then(|field| value_of(root, field)).is_some_and(|value| !is_blank(value));
    !named || saved.is_some_and(|saved| !saved.texts.is_empty() || !saved.variables.is_empty())
}

/// The texts of the body, and those of the saved template that the body does not replace.
pub(super) fn texts_of<'a>(
    operation: &'a Operation,
    root: Value<'a>,
    saved: Option<&'a SavedTemplate>,
) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    for field in operation.shape.fields.iter().filter(|field| field.template) {
        let inline = root.get(&field.name);
        if let Some((value, octets)) = inline.and_then(|value| Some((value, value.string_octets()?))) {
            texts.push(Text { field: Some((&field.name, value)), octets });
        } else if let Some(saved) = saved
            && let Some((_, octets)) = saved.texts.iter().find(|(name, _)| *name == field.name)
        {
            texts.push(Text { field: None, octets: Cow::Borrowed(octets) });
        }
    }
    // Of a template whose texts nobody gave, the names of its variables stand for them.
    if let Some(saved) = saved.filter(|saved| saved.texts.is_empty() && !saved.variables.is_empty()) {
        let mut tags = Vec::new();
        for name in &saved.variables {
            tags.extend_from_slice(b"{{");
            tags.extend_from_slice(name.as_bytes());
            tags.extend_from_slice(b"}}");
        }
        texts.push(Text { field: None, octets: Cow::Owned(tags) });
    }
    texts
}

pub(super) fn parts_of<'a>(texts: &'a [Text<'a>]) -> Vec<TemplatePart<'a>> {
    let name = |text: &'a Text<'a>| text.field.map_or(SAVED, |(name, _)| name);
    texts.iter().map(|text| TemplatePart { name: name(text), text: &text.octets }).collect()
}

pub(super) fn own_defaults(saved: Option<&SavedTemplate>) -> Vec<(&str, Argument<'_>)> {
    let list = saved.map(|saved| saved.defaults.as_slice()).unwrap_or_default();
    list.iter().map(|(name, value)| (name.as_str(), Argument::string(value))).collect()
}

pub(crate) fn arguments<'a>(members: &'a [(Cow<'a, str>, Value<'a>)]) -> Vec<(&'a str, Argument<'a>)> {
    members.iter().map(|(name, value)| (&**name, argument(*value))).collect()
}

pub(super) fn argument<'a>(value: Value<'a>) -> Argument<'a> {
    let literal = |kind, text: &'a str| Argument { kind, text: Cow::Borrowed(text.as_bytes()) };
    match value.kind() {
        ValueKind::String => Argument { kind: ArgumentKind::String, text: value.string_octets().unwrap_or_default() },
        ValueKind::Number => literal(ArgumentKind::Number, value.number_text().unwrap_or_default()),
        ValueKind::Boolean if value.as_bool() == Some(true) => literal(ArgumentKind::Boolean, "true"),
        ValueKind::Boolean => literal(ArgumentKind::Boolean, "false"),
        ValueKind::Null => literal(ArgumentKind::Null, "null"),
        ValueKind::Array => literal(ArgumentKind::Array, ""),
        ValueKind::Object => literal(ArgumentKind::Object, ""),
    }
}

/// Hands the findings on: those in a field with its place, those about a variable with their places in the body.
pub(super) fn deliver(
    found: Findings,
    texts: &[Text<'_>],
    operation: &Operation,
    root: Value<'_>,
    report: &mut Report<'_>,
) {
    let mut malformed = 0;
    for mut issue in found.issues.into_iter().chain(found.warnings) {
        issue.related.retain(|related| !is_saved(&related.path));
        let part = texts.iter().find(|text| names(text, &issue.path));
        match part {
            Some(Text { field: Some((name, value)), octets }) => {
                issue.path = Vec::new();
                let mut one = Findings::new();
                one.push(issue);
                report.adopt(one, &Place::ROOT.member(name.as_bytes()), *value, octets, None);
            }
            _ if is_saved(&issue.path) => malformed += u32::from(issue.severity == Severity::Error),
            _ => about_variable(issue, texts, operation, root, report),
        }
    }
    // What is wrong inside the saved template is mended there: here it is said once, where the template is named.
    let field = operation.shape.fields.iter().find(|field| field.kind == FieldKind::TemplateId);
    if let (Some(field), true) = (field, malformed > 0) {
        let mut issue = Issue::new(Severity::Warning, Kind::SavedTemplateMalformed { count: malformed }, None);
        issue.path = Place::ROOT.member(&spelling(root, field)).path();
        if let Some(value) = value_of(root, field) {
            report.place(&mut issue, value);
        }
        report.push(issue);
    }
}

fn about_variable(
    mut issue: Issue,
    texts: &[Text<'_>],
    operation: &Operation,
    root: Value<'_>,
    report: &mut Report<'_>,
) {
    if let [Step::Name(list), Step::Name(name)] = issue.path.as_slice()
        && let Some(value) = root.get(list).and_then(|list| list.get(name))
    {
        report.place(&mut issue, value);
    }
    relate(&mut issue, texts, report);
    weigh_variable(issue, operation, report);
}

pub(super) fn relate(issue: &mut Issue, texts: &[Text<'_>], report: &Report<'_>) {
    let parts: Vec<(&str, Value<'_>, &[u8])> =
        texts.iter().filter_map(|text| text.field.map(|(name, value)| (name, value, &*text.octets))).collect();
    report.relate(issue, &parts);
}

/// A missing variable is as bad as the operation says; where the provider prints the tag as it stands, a warning.
pub(super) fn weigh_variable(mut issue: Issue, operation: &Operation, report: &mut Report<'_>) {
    match (issue.severity, operation.missing_variable) {
        (Severity::Error, Some(rule)) => report.weigh(issue, rule),
        (Severity::Error, None) if issue.kind.code().is_some() => {
            issue.severity = Severity::Warning;
            report.push(issue);
        }
        (Severity::Error, None) => report.weigh(issue, STANDARD),
        (Severity::Warning, _) => report.push(issue),
    }
}

/// A part without a name has the empty path.
fn is_saved(path: &[Step]) -> bool {
    path.is_empty()
}

fn names(text: &Text<'_>, path: &[Step]) -> bool {
    matches!((text.field, path), (Some((field, _)), [Step::Name(name)]) if name == field)
}

//! Placeholders of the texts against the values given: recipient, request, template.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::context::{Context, Known};
use super::lookup::{members, value_of};
use super::profile::{FieldKind, Operation, Rule};
use super::report::Report;
use crate::issue::{Basis, Findings, Issue, Severity, Step};
use crate::json::{Value, ValueKind};
use crate::template::{Argument, ArgumentKind, Given, TemplatePart, check_parts};

/// A text that may hold placeholders: the field it is in, or `None` for one that lies in the saved template.
struct Text<'a> {
    field: Option<(&'a str, Value<'a>)>,
    octets: Cow<'a, [u8]>,
}

/// Name of the parts that lie in the account and not in the body: no field is called so.
const SAVED: &str = "";

/// Checks all texts of the request together, so that a variable counts as used when any of them uses it.
pub(super) fn check_variables(operation: &Operation, root: Value<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let saved = saved_template(operation, root, context);
    let texts = texts_of(operation, root, saved);
    if texts.is_empty() {
        return;
    }
    let parts: Vec<TemplatePart<'_>> = texts
        .iter()
        .map(|text| TemplatePart { name: text.field.map_or(SAVED, |(name, _)| name), text: &text.octets })
        .collect();
    let values = values_of(operation, root, FieldKind::Variables, "default_variables");
    let defaults = members(root.get("default_variables"));
    let own_defaults = members(saved.and_then(|template| template.get("defaults")));
    let (values, defaults, own_defaults) = (arguments(&values), arguments(&defaults), arguments(&own_defaults));
    let given = Given { variables: &values, defaults: &defaults, template_defaults: &own_defaults };
    let found = check_parts(&parts, Some(&given)).findings;
    let rule = operation.missing_variable.unwrap_or(Rule { basis: Basis::Standard });
    deliver(found, &texts, root, rule, report);
}

/// The account's template that the request names.
fn saved_template<'a>(operation: &Operation, root: Value<'a>, context: &'a Context<'_>) -> Option<Value<'a>> {
    let field = operation.fields.iter().find(|field| field.kind == FieldKind::TemplateId)?;
    let id = value_of(root, field)?;
    match context.template(&id.string_octets()?) {
        Known::Template(template) => Some(template),
        Known::Unlisted | Known::Absent => None,
    }
}

fn texts_of<'a>(operation: &'a Operation, root: Value<'a>, saved: Option<Value<'a>>) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    for field in operation.fields.iter().filter(|field| field.template) {
        let inline = root.get(&field.name);
        if let Some((value, octets)) = inline.and_then(|value| Some((value, value.string_octets()?))) {
            texts.push(Text { field: Some((&field.name, value)), octets });
        } else if let Some(octets) = saved.and_then(|template| template.get(&field.name)?.string_octets()) {
            texts.push(Text { field: None, octets });
        }
    }
    texts
}

/// The members of the first field of `kind` that is not `except`.
fn values_of<'a>(
    operation: &Operation,
    root: Value<'a>,
    kind: FieldKind,
    except: &str,
) -> Vec<(Cow<'a, str>, Value<'a>)> {
    let field = operation.fields.iter().find(|field| field.kind == kind && field.name != except);
    members(field.and_then(|field| root.get(&field.name)))
}

pub(crate) fn arguments<'a>(members: &'a [(Cow<'a, str>, Value<'a>)]) -> Vec<(&'a str, Argument<'a>)> {
    members.iter().map(|(name, value)| (&**name, argument(*value))).collect()
}

fn argument<'a>(value: Value<'a>) -> Argument<'a> {
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
fn deliver(found: Findings, texts: &[Text<'_>], root: Value<'_>, rule: Rule, report: &mut Report<'_>) {
    for mut issue in found.issues.into_iter().chain(found.warnings) {
        issue.related.retain(|related| !is_saved(&related.path));
        let part = texts.iter().find(|text| names(text, &issue.path));
        match part {
            Some(Text { field: Some((_, value)), octets }) => {
                let path = core::mem::take(&mut issue.path);
                let mut one = Findings::new();
                one.push(issue);
                report.adopt(one, &path, *value, octets, None);
            }
            // What is wrong inside the saved template is mended there, not in this request.
            _ if is_saved(&issue.path) => {}
            _ => about_variable(issue, texts, root, rule, report),
        }
    }
}

fn about_variable(mut issue: Issue, texts: &[Text<'_>], root: Value<'_>, rule: Rule, report: &mut Report<'_>) {
    if let [Step::Name(list), Step::Name(name)] = issue.path.as_slice()
        && let Some(value) = root.get(list).and_then(|list| list.get(name))
    {
        report.place(&mut issue, value);
    }
    let parts: Vec<(&str, &[u8])> = texts.iter().filter_map(|text| Some((text.field?.0, &*text.octets))).collect();
    report.relate(&mut issue, &parts);
    if issue.severity == Severity::Error { report.weigh(issue, rule) } else { report.push(issue) }
}

/// A part without a name has the empty path.
fn is_saved(path: &[Step]) -> bool {
    path.is_empty()
}

fn names(text: &Text<'_>, path: &[Step]) -> bool {
    matches!((text.field, path), (Some((field, _)), [Step::Name(name)]) if name == field)
}

//! A list of recipients, each with values of its own, against one template that is read once.

use alloc::string::String;
use alloc::vec::Vec;

use super::context::Context;
use super::lookup::{members, spelling, value_of, with_role};
use super::place::Place;
use super::profile::{Field, FieldKind, Operation, Role};
use super::report::Report;
use super::variables::{
    argument, arguments, deliver, knows_template, own_defaults, parts_of, relate, saved_template, texts_of,
    weigh_variable,
};
use crate::issue::{Basis, Findings, Issue, Kind, Severity, Step};
use crate::json::{Value, ValueKind};
use crate::template::{Arguments, Level, Liveness, VariablePlaces, check_arguments, check_places, parse_parts};

/// Checks every recipient's values; false for an operation without such a list.
pub(super) fn check_recipients(
    operation: &Operation,
    root: Value<'_>,
    context: &Context,
    report: &mut Report<'_>,
) -> bool {
    let Some((list, own)) = list_of(operation) else { return false };
    let saved = saved_template(operation, root, context);
    let texts = texts_of(operation, root, saved);
    let parts = parts_of(&texts);
    let mut found = Findings::new();
    let template = parse_parts(&parts, &mut found);
    deliver(found, &texts, operation, root, report);
    let tells_all = !texts.is_empty() && knows_template(operation, root, saved);
    let Some(recipients) = value_of(root, list).filter(|_| template.variable_count() > 0 || tells_all) else {
        return true;
    };

    let defaults = members(with_role(&operation.shape, root, Role::DefaultVariables));
    let mut given = Arguments::new(&template);
    for (level, values) in [(Level::Template, own_defaults(saved)), (Level::Request, arguments(&defaults))] {
        for (name, value) in values {
            given.give(&template, level, name, value);
        }
    }
    let mut liveness = Liveness::new();
    let places = VariablePlaces::new(&template);
    let mut shared: Vec<String> = Vec::new();
    let mut unused = Unused::default();
    let depth = 1;
    report.begin_list(depth, recipients.elements().count());
    for (index, recipient) in recipients.elements().enumerate() {
        // What is no object is said to be none, and has no values to miss.
        if recipient.kind() != ValueKind::Object {
            continue;
        }
        let values = value_of(recipient, own);
        for (name, value) in values.map(|values| values.entries()).into_iter().flatten() {
            if let Some(name) = name.as_str()
                && given.give(&template, Level::Recipient, &name, argument(value)).is_none()
                && tells_all
            {
                unused.add(&name, index, value);
            }
        }
        let mut found = Findings::new();
        check_arguments(&template, &given, &mut liveness, &mut found);
        let mut placed = Findings::new();
        check_places(&template, &given, &liveness, &places, None, &mut placed);
        found.issues.extend(placed.issues.into_iter().filter(|issue| issue.kind == Kind::HeaderLineBreak));
        given.clear(Level::Recipient);
        for issue in found.issues.into_iter().chain(found.warnings) {
            // A value that is there and odd, and not the recipient's own: said once, where it stands.
            let name = match issue.path.last() {
                Some(Step::Name(name)) => name.clone(),
                _ => String::new(),
            };
            let is_odd = issue.span.is_some() || issue.kind == Kind::HeaderLineBreak;
            if is_odd && values.and_then(|values| values.get(&name)).is_none() {
                if !shared.contains(&name) {
                    put_shared(issue, &name, operation, root, report);
                    shared.push(name);
                }
                continue;
            }
            let own = spelling(root, list);
            let list = Place::ROOT.member(&own);
            put(issue, &list.element(index), recipient, values, &texts, operation, report);
        }
    }
    report.end_list(depth);
    let own_list = spelling(root, list);
    for (name, first, elements) in unused.names {
        let Some(&index) = elements.first() else { continue };
        let recipient = recipients.elements().nth(index as usize);
        let own_values = recipient.map_or_else(Default::default, |recipient| spelling(recipient, own));
        let mut issue = Issue::new(Severity::Warning, Kind::TemplateVariableUnused, None);
        issue.basis = Basis::Documented;
        issue.path =
            Place::ROOT.member(&own_list).element(index as usize).member(&own_values).member(name.as_bytes()).path();
        issue.elements = elements;
        report.place(&mut issue, first);
        report.push(issue);
    }
    true
}

/// Values that the template has no use for, by name.
#[derive(Default)]
struct Unused<'a> {
    /// The name, the first recipient's value, and who has one.
    names: Vec<(String, Value<'a>, Vec<u32>)>,
}

/// Further names are not told apart, so that time stays linear.
const MAX_UNUSED: usize = 32;

impl<'a> Unused<'a> {
    #[cold]
    #[inline(never)]
    fn add(&mut self, name: &str, index: usize, value: Value<'a>) {
        let room = self.names.len() < MAX_UNUSED;
        match self.names.iter_mut().find(|(known, ..)| known == name) {
            // A name may stand twice in one object.
            Some((.., elements)) if elements.last() == Some(&(index as u32)) => {}
            Some((.., elements)) => elements.push(index as u32),
            None if room => self.names.push((String::from(name), value, Vec::from([index as u32]))),
            None => {}
        }
    }
}

/// The list of recipients and the field of their own values.
fn list_of(operation: &Operation) -> Option<(&Field, &Field)> {
    let lists = operation.shape.fields.iter().filter(|field| field.kind == FieldKind::Objects);
    lists.filter_map(|list| Some((list, list.shape.with_role(Role::Variables)?))).next()
}

/// A finding about a value that many recipients have from the request; one from the saved template is mended there.
#[cold]
#[inline(never)]
fn put_shared(mut issue: Issue, name: &str, operation: &Operation, root: Value<'_>, report: &mut Report<'_>) {
    let Some(field) = operation.shape.with_role(Role::DefaultVariables) else { return };
    let Some(value) = value_of(root, field).and_then(|list| list.get(name)) else { return };
    let own = spelling(root, field);
    issue.path = Place::ROOT.member(&own).member(name.as_bytes()).path();
    issue.related = Vec::new();
    report.place(&mut issue, value);
    report.push(issue);
}

/// A finding about one recipient's variable. Its path begins with the recipient.
#[cold]
#[inline(never)]
fn put(
    mut issue: Issue,
    place: &Place<'_>,
    recipient: Value<'_>,
    values: Option<Value<'_>>,
    texts: &[super::variables::Text<'_>],
    operation: &Operation,
    report: &mut Report<'_>,
) {
    let inner = core::mem::replace(&mut issue.path, place.path());
    let name = inner.last().cloned();
    issue.path.extend(inner);
    let named = match &name {
        Some(Step::Name(name)) => values.and_then(|values| values.get(name)),
        _ => None,
    };
    report.place(&mut issue, named.or(values).unwrap_or(recipient));
    // Places in the saved template are none of the body.
    issue.related.retain(|related| !related.path.is_empty());
    relate(&mut issue, texts, report);
    weigh_variable(issue, operation, report);
}

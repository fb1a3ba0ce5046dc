//! SMS to India and WhatsApp: what is registered and approved before anything may be sent.

use super::account::{Account, Certainty};
use super::check::RequestCheck;
use super::context::{Part, WhatsappTemplate};
use super::field::ASSUMED;
use super::lookup::{spelling, with_role};
use super::place::Place;
use super::profile::{Field, FieldRule, Role, Rule};
use super::report::Report;
use crate::dlt::{DltIndex, check_dlt_header_octets};
use crate::issue::{Basis, Findings, Issue, Kind, Severity, Step};
use crate::json::{Value, parse_json_octets};
use crate::whatsapp::check_whatsapp_message;

/// Checks what needs several fields of an SMS or a WhatsApp message.
pub(super) fn check_channels(
    account: &Account<'_>,
    root: Value<'_>,
    check: &RequestCheck<'_>,
    report: &mut Report<'_>,
) {
    whatsapp(account, root, check, report);
    if account.to_india {
        dlt(account, root, check, report);
    }
}

/// The template that the message names must be approved in that language, and get a value for each placeholder.
fn whatsapp(account: &Account<'_>, root: Value<'_>, check: &RequestCheck<'_>, report: &mut Report<'_>) {
    let shape = &account.operation.shape;
    let Some(field) = shape.with_role(Role::WhatsappTemplate) else { return };
    let (Some(message), Some(rule)) = (with_role(shape, root, field.role), field.rule(FieldRule::Approved)) else {
        return;
    };
    let part = |role| with_role(&field.shape, message, role);
    let (Some(name), Some(language)) = (part(Role::WhatsappName), part(Role::WhatsappLanguage)) else { return };
    let Some(known) = &account.context.whatsapp_templates else {
        return report.not_checked(Part::WhatsappTemplates);
    };
    let own = spelling(root, field);
    let place = Place::ROOT.member(&own);
    let mut named = known.iter().filter(|template| name.is_text(template.name.as_bytes()));
    let Some(first) = named.next() else {
        let own = field.shape.with_role(Role::WhatsappName).map(|field| spelling(message, field)).unwrap_or_default();
        let place = place.member(&own);
        let as_of = account.context.date(Part::WhatsappTemplates);
        let sure = Certainty::Sure;
        return account.find(Kind::SavedTemplateUnknown, rule, as_of, sure, check, &place, Some(name), report);
    };
    let code = language.get("code").unwrap_or(language);
    let in_language = |template: &&WhatsappTemplate| code.is_text(template.language.as_bytes());
    let template = Some(first).filter(in_language).or_else(|| named.find(in_language)).unwrap_or(first);
    let Some(definition) = parse_json_octets(&template.json) else { return };
    let mut found = check_whatsapp_message(message, Some(definition.root()), None);
    // Values under another name than Meta's are of another shape: nobody knows which.
    if message.get("components").is_none() && part(Role::WhatsappComponents).is_some() {
        found.issues.retain(|issue| !matches!(issue.path.first(), Some(Step::Name(name)) if name == "components"));
    }
    adopt(found, rule, Part::WhatsappTemplates, account, check, &place, message, report);
}

/// Findings of another room about what is in a part of the snapshot: as sure as that, and as old. Their paths begin in
/// `value`.
#[allow(clippy::too_many_arguments)]
#[cold]
#[inline(never)]
fn adopt(
    found: Findings,
    rule: Rule,
    part: Part,
    account: &Account<'_>,
    check: &RequestCheck<'_>,
    place: &Place<'_>,
    value: Value<'_>,
    report: &mut Report<'_>,
) {
    let as_of = account.context.date(part);
    for mut issue in found.issues.into_iter().chain(found.warnings) {
        if issue.severity == Severity::Error {
            let Issue { severity, likely, .. } = account.issue(issue.kind, as_of, Certainty::Sure, check, &Place::ROOT);
            (issue.severity, issue.likely) = (severity, likely);
        }
        issue.as_of = as_of;
        // Where operators differ, the room says so.
        let rule = if issue.basis == Basis::Assumed { ASSUMED } else { rule };
        let mut inner = Some(value);
        for step in &issue.path {
            inner = inner.and_then(|value| match step {
                Step::Name(name) => value.get(name),
                Step::Index(index) => value.elements().nth(*index),
            });
        }
        let text = inner.and_then(|value| value.string_octets()).unwrap_or_default();
        let mut one = Findings::new();
        one.push(issue);
        report.adopt(one, place, inner.unwrap_or(value), &text, Some(rule));
    }
}

/// The text must be one that is registered with India's DLT, under the ids and the header that the message names.
fn dlt(account: &Account<'_>, root: Value<'_>, check: &RequestCheck<'_>, report: &mut Report<'_>) {
    let shape = &account.operation.shape;
    let (Some(template), Some(message)) = (shape.with_role(Role::DltTemplate), shape.with_role(Role::Message)) else {
        return;
    };
    let (Some(rule), Some(text)) = (template.rule(FieldRule::Matched), with_role(shape, root, Role::Message)) else {
        return;
    };
    let named = |role| Some((shape.with_role(role)?, with_role(shape, root, role)?));
    if let (Some((field, sender)), None) = (named(Role::SenderId), &account.context.sender_ids)
        && let Some(header) = sender.string_octets()
    {
        // Nobody said which headers are registered: their form is what is left to look at.
        let own = spelling(root, field);
        let place = Place::ROOT.member(&own);
        report.adopt(check_dlt_header_octets(&header), &place, sender, &header, Some(ASSUMED));
    }
    let Some(octets) = text.string_octets() else { return };
    let Some(known) = &account.context.dlt else { return report.not_checked(Part::Dlt) };
    let mut find = |field: &Field, value| {
        let own = spelling(root, field);
        let place = Place::ROOT.member(&own);
        let as_of = account.context.date(Part::Dlt);
        account.find(Kind::AnsweredDltScrubbed, rule, as_of, Certainty::Sure, check, &place, Some(value), report);
    };
    if let (Some((field, entity)), Some(own)) = (named(Role::DltEntity), &known.entity_id)
        && !entity.is_text(own.as_bytes())
    {
        find(field, entity);
    }
    let id = named(Role::DltTemplate);
    let registered = id.and_then(|(_, id)| known.templates.iter().find(|own| id.is_text(own.id.as_bytes())));
    let found = match (id, registered) {
        (Some((field, id)), None) => return find(field, id),
        (_, Some(own)) => DltIndex::new(&[&own.text], known.policy).match_octets(&octets),
        (None, None) => match known.index.try_borrow_mut() {
            Ok(mut index) => index.match_octets(&octets),
            Err(_) => return,
        },
    };
    if let Some(at) = found.template {
        let own = registered.or_else(|| known.templates.get(at));
        if let (Some((field, sender)), Some(header)) = (named(Role::SenderId), own.and_then(|own| own.header.as_ref()))
            && !sender.string_octets().is_some_and(|sender| sender.eq_ignore_ascii_case(header.as_bytes()))
        {
            find(field, sender);
        }
        return;
    }
    // The nearest template says where the text departs from it.
    let own = spelling(root, message);
    adopt(found.findings, rule, Part::Dlt, account, check, &Place::ROOT.member(&own), text, report);
}

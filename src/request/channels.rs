//! SMS to India and WhatsApp: what is registered and approved before anything may be sent.

use super::account::{Account, Certainty};
use super::check::RequestCheck;
use super::context::Part;
use super::lookup::with_role;
use super::place::Place;
use super::profile::{Field, FieldRule, Role};
use super::report::Report;
use crate::issue::Kind;
use crate::json::Value;

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

/// The template that the message names must be approved, in that language.
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
    let found = known
        .iter()
        .find(|template| name.is_text(template.name.as_bytes()) && language.is_text(template.language.as_bytes()));
    if !found.is_some_and(|template| template.approved) {
        let outer = Place::ROOT.member(field.name.as_bytes());
        let place = outer.member(name_of(&field.shape, Role::WhatsappName));
        let kind = Kind::AnsweredWhatsappTemplateNotApproved;
        account.find(kind, rule, Certainty::Sure, check, &place, Some(name), report);
    }
}

/// The text must be one that is registered with India's DLT, under the ids that the message names.
fn dlt(account: &Account<'_>, root: Value<'_>, check: &RequestCheck<'_>, report: &mut Report<'_>) {
    let shape = &account.operation.shape;
    let (Some(template), Some(message)) = (shape.with_role(Role::DltTemplate), shape.with_role(Role::Message)) else {
        return;
    };
    let (Some(rule), Some(_text)) = (template.rule(FieldRule::Matched), with_role(shape, root, Role::Message)) else {
        return;
    };
    let Some(known) = &account.context.dlt else { return report.not_checked(Part::Dlt) };
    let mut find = |field: &Field, value| {
        let place = Place::ROOT.member(field.name.as_bytes());
        account.find(Kind::AnsweredDltScrubbed, rule, Certainty::Sure, check, &place, value, report);
    };
    if let (Some(entity), Some(own)) = (with_role(shape, root, Role::DltEntity), &known.entity_id)
        && let Some(field) = shape.with_role(Role::DltEntity)
        && !entity.is_text(own.as_bytes())
    {
        return find(field, Some(entity));
    }
    let id = with_role(shape, root, Role::DltTemplate);
    if let Some(id) = id
        && !known.templates.iter().any(|template| id.is_text(template.id.as_bytes()))
    {
        return find(template, Some(id));
    }
    let _ = message;
}

fn name_of(shape: &super::profile::Shape, role: Role) -> &[u8] {
    shape.with_role(role).map(|field| field.name.as_bytes()).unwrap_or_default()
}

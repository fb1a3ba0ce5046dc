//! The request against the account: what its fields, its recipients and its headers meet there.

use alloc::string::String;
use alloc::vec::Vec;

use super::check::RequestCheck;
use super::context::{Context, List, Part};
use super::lookup::{is_blank, value_of, with_role};
use super::place::Place;
use super::profile::{AccountRule, Field, FieldKind, FieldRule, Operation, Profile, Role, Rule};
use super::report::{PositionUnit, Report};
use crate::issue::{Issue, Kind, Severity, Span};
use crate::json::Value;
use crate::text::Utf16Counter;
use crate::whatsapp::{SessionState, SessionWindow, session_window};

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// As sure as its rule.
    Sure,
    /// Others change it, or a filter says so: a warning.
    Likely,
}

/// What the profiles call a message that may not go to numbers in the do-not-disturb registry.
const PROMOTIONAL: &str = "promotional";

/// What a request meets in the account.
pub(super) struct Account<'c> {
    pub(super) profile: &'c Profile,
    pub(super) operation: &'c Operation,
    pub(super) context: &'c Context,
    /// Messages that the request sends.
    pub(super) recipients: u32,
    /// Whether the SMS is promotional, where the body says so in a word that the profile knows.
    promotional: Option<bool>,
    /// It is an SMS.
    is_sms: bool,
    /// A WhatsApp text without a template.
    free_form: Option<Rule>,
    /// An Indian number was among the recipients.
    pub(super) to_india: bool,
    /// Nobody could read the body.
    pub(super) is_unread: bool,
}

impl<'c> Account<'c> {
    /// What the fields of the whole body say before they are looked at one by one.
    pub(super) fn new(
        profile: &'c Profile,
        operation: &'c Operation,
        context: &'c Context,
        root: Value<'_>,
    ) -> Account<'c> {
        let shape = &operation.shape;
        let listed = shape.with_role(Role::MessageType).map(|field| field.values.as_slice()).unwrap_or_default();
        let is_listed = |word: &str| listed.iter().any(|listed| listed == word);
        // Of a word that nobody listed, such as `PROMOTIONAL` or `marketing`, nothing follows.
        let word = with_role(shape, root, Role::MessageType).and_then(|word| word.as_str());
        let word = word.filter(|word| is_listed(word) && is_listed(PROMOTIONAL));
        let has_template = with_role(shape, root, Role::WhatsappTemplate).is_some();
        let free_form = with_role(shape, root, Role::FreeForm).filter(|_| !has_template);
        Account {
            profile,
            operation,
            context,
            recipients: 0,
            promotional: word.map(|word| word == PROMOTIONAL),
            is_sms: shape.with_role(Role::Message).is_some(),
            free_form: free_form.and_then(|_| shape.with_role(Role::FreeForm)?.rule(FieldRule::Window)),
            to_india: false,
            is_unread: false,
        }
    }

    /// The sender's domain against the verified ones. `domain` is in lower case and ASCII, `span` where it stands.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn sender(
        &self,
        field: &Field,
        check: &RequestCheck<'_>,
        place: &Place<'_>,
        value: Value<'_>,
        text: &[u8],
        domain: Option<String>,
        span: Option<Span>,
        report: &mut Report<'_>,
    ) {
        let (Some(rule), Some(domain)) = (field.rule(FieldRule::DomainVerified), domain) else { return };
        let Some(verified) = &self.context.verified_domains else { return report.not_checked(Part::VerifiedDomains) };
        let mut covering = Some(domain.as_str());
        while let Some(name) = covering {
            if verified.number_of(name.as_bytes()).is_some() {
                return;
            }
            covering = name.split_once('.').map(|(_, rest)| rest).filter(|_| self.profile.covers_subdomains);
        }
        let as_of = self.context.date(Part::VerifiedDomains);
        let mut issue = self.issue(Kind::AnsweredDomainNotVerified, as_of, Certainty::Sure, check, place);
        issue.span = span;
        report.place(&mut issue, value);
        if check.position_unit == PositionUnit::Utf16Units {
            let mut counter = Utf16Counter::new(text);
            issue.span = span.map(|span| counter.span(span));
        }
        report.weigh(issue, rule);
    }

    /// A recipient; `address` gives it as lists have it.
    pub(super) fn recipient(
        &mut self,
        check: &RequestCheck<'_>,
        place: &Place<'_>,
        value: Value<'_>,
        ok: bool,
        address: &dyn Fn() -> Option<Vec<u8>>,
        report: &mut Report<'_>,
    ) {
        self.recipients += 1;
        if !ok || !self.operation.sends {
            return;
        }
        if let Some(rule) = self.profile.rule(AccountRule::Suppression) {
            match &self.context.suppressions {
                None => report.not_checked(Part::Suppressions),
                Some(list) => {
                    if let Some(certainty) = address().and_then(|address| found_in(list, &address)) {
                        self.find(
                            Kind::AnsweredRecipientSuppressed,
                            rule,
                            self.context.date(Part::Suppressions),
                            certainty,
                            check,
                            place,
                            Some(value),
                            report,
                        );
                    }
                }
            }
        }
        if !self.is_sms && self.free_form.is_none() {
            return;
        }
        let Some(address) = address() else { return };
        let is_indian = self.is_sms && address.starts_with(b"+91");
        self.to_india |= is_indian;
        if let Some(rule) = self.profile.rule(AccountRule::Dnd).filter(|_| is_indian && self.promotional != Some(false))
        {
            match &self.context.dnd {
                None => report.not_checked(Part::Dnd),
                Some(list) => {
                    if let Some(certainty) = found_in(list, &address) {
                        // Transactional messages may go there, and this body does not say what it is.
                        let certainty = if self.promotional == Some(true) { certainty } else { Certainty::Likely };
                        let as_of = self.context.date(Part::Dnd);
                        self.find(Kind::AnsweredDndNumber, rule, as_of, certainty, check, place, Some(value), report);
                    }
                }
            }
        }
        if let Some(rule) = self.free_form {
            match (&self.context.whatsapp_inbound, check.now_ms) {
                (Some(inbound), Some(now)) => {
                    let minutes = |ms: f64| (ms / 60_000.0) as u32;
                    let window = inbound.time_of(&address).map(|last| session_window(last, now));
                    let (kind, certainty) = match window {
                        // Somebody who never wrote has no window.
                        None => (Kind::AnsweredSessionWindowExpired, Certainty::Sure),
                        Some(SessionWindow { state: SessionState::Expired, overdue_ms, .. }) => {
                            (Kind::WhatsappWindowExpired { minutes: minutes(overdue_ms) }, Certainty::Sure)
                        }
                        Some(SessionWindow { state: SessionState::Closing, remaining_ms, .. }) => {
                            (Kind::WhatsappWindowClosing { minutes: minutes(remaining_ms) }, Certainty::Likely)
                        }
                        Some(_) => return,
                    };
                    let as_of = self.context.date(Part::WhatsappInbound);
                    self.find(kind, rule, as_of, certainty, check, place, Some(value), report);
                }
                _ => report.not_checked(Part::WhatsappInbound),
            }
        }
    }

    /// A field whose value is known to the account, or not.
    pub(super) fn field(
        &self,
        field: &Field,
        check: &RequestCheck<'_>,
        place: &Place<'_>,
        value: Value<'_>,
        text: &[u8],
        report: &mut Report<'_>,
    ) {
        let mut found = |kind, part, rule| {
            self.find(kind, rule, self.context.date(part), Certainty::Sure, check, place, Some(value), report);
        };
        match (field.kind, field.role) {
            (FieldKind::TemplateId, _) => {
                let Some(rule) = field.rule(FieldRule::Registered) else { return };
                match (&self.context.templates, self.context.template(text)) {
                    (None, _) => report.not_checked(Part::Templates),
                    (_, None) => found(Kind::SavedTemplateUnknown, Part::Templates, rule),
                    (_, Some(template)) if !template.usable => {
                        found(Kind::SavedTemplateInactive, Part::Templates, rule)
                    }
                    _ => {}
                }
            }
            (_, Role::SenderId) => {
                let Some(rule) = field.rule(FieldRule::Registered) else { return };
                let Some(known) = &self.context.sender_ids else { return report.not_checked(Part::SenderIds) };
                let exact = self.profile.exact_sender_ids;
                let is_it = |id: &[u8]| if exact { id == text } else { id.eq_ignore_ascii_case(text) };
                if !known.iter().any(|sender| sender.usable && is_it(sender.id.as_bytes())) {
                    found(Kind::AnsweredSenderIdNotRegistered, Part::SenderIds, rule);
                }
            }
            (_, Role::ResourceNew) => {
                let Some(rule) = field.rule(FieldRule::Unique) else { return };
                match self.has_resource(&field.resource, text) {
                    None => report.not_checked(Part::Resources),
                    Some((true, part)) => found(Kind::AnsweredDuplicateResource, part, rule),
                    Some((false, _)) => {}
                }
            }
            (_, Role::ResourceId) => {
                let Some(rule) = field.rule(FieldRule::Exists) else { return };
                match self.has_resource(&field.resource, text) {
                    None => report.not_checked(Part::Resources),
                    Some((false, part)) => found(Kind::AnsweredResourceNotFound, part, rule),
                    Some((true, _)) => {}
                }
            }
            _ => {}
        }
    }

    /// Whether the account has something of this kind with this identifier, and which part says so; `None` where nobody
    /// said.
    fn has_resource(&self, resource: &str, id: &[u8]) -> Option<(bool, Part)> {
        let listed = self.context.resources.as_ref().and_then(|all| all.iter().find(|one| one.name == resource));
        if let Some(ids) = listed.and_then(|listed| listed.ids.as_ref()) {
            let has = if resource == "domains" { ids.has(id) } else { ids.number_of(id).is_some() };
            return Some((has, Part::Resources));
        }
        match resource {
            "templates" => {
                self.context.templates.as_ref().map(|_| (self.context.template(id).is_some(), Part::Templates))
            }
            "domains" => {
                let verified = self.context.verified_domains.as_ref()?;
                verified.has(id).then_some((true, Part::VerifiedDomains))
            }
            _ => None,
        }
    }

    /// A finding that rests on what was known at `as_of`; `None`: nobody said when, or it rests on the request alone.
    pub(super) fn issue(
        &self,
        kind: Kind,
        as_of: Option<f64>,
        certainty: Certainty,
        check: &RequestCheck<'_>,
        place: &Place<'_>,
    ) -> Issue {
        let likely = certainty == Certainty::Likely || self.context.is_stale(as_of, check.now_ms);
        let mut issue = Issue::new(if likely { Severity::Warning } else { Severity::Error }, kind, None);
        issue.likely = likely;
        issue.path = place.path();
        issue.as_of = as_of;
        issue
    }

    /// Adds such a finding.
    #[allow(clippy::too_many_arguments)]
    #[cold]
    #[inline(never)]
    pub(super) fn find(
        &self,
        kind: Kind,
        rule: Rule,
        as_of: Option<f64>,
        certainty: Certainty,
        check: &RequestCheck<'_>,
        place: &Place<'_>,
        value: Option<Value<'_>>,
        report: &mut Report<'_>,
    ) {
        let mut issue = self.issue(kind, as_of, certainty, check, place);
        if let Some(value) = value {
            report.place(&mut issue, value);
        }
        report.weigh(issue, rule);
    }

    /// True when the body names a saved template, or may.
    pub(super) fn names_template(&self, root: Value<'_>) -> bool {
        if self.is_unread {
            return true;
        }
        let field = self.operation.shape.fields.iter().find(|field| field.kind == FieldKind::TemplateId);
        field.and_then(|field| value_of(root, field)).is_some_and(|value| !is_blank(value))
    }
}

fn found_in(list: &List, address: &[u8]) -> Option<Certainty> {
    match list {
        List::Exact(set) => set.number_of(address).map(|_| Certainty::Sure),
        List::Filter(filter) => filter.may_have(address).then_some(Certainty::Likely),
    }
}

//! One field of the body: its kind, its lengths, and what the account says of it.

use alloc::string::String;

use super::check::RequestCheck;
use super::context::{Known, TEMPLATES, VERIFIED_DOMAINS};
use super::instant::instant;
use super::lookup::is_blank;
use super::profile::{Field, FieldKind, Limit, Rule};
use super::report::{Report, step};
use crate::email::{EmailAids, EmailCheck, EmailOptions, IdnaAnswer, Normalised, check_email_octets};
use crate::issue::{Basis, Findings, Kind, Severity, Span, Step};
use crate::json::{Value, ValueKind};
use crate::text::{TextOptions, Unit, check_text_octets};

/// A rule that rests on the nature of the value.
const STANDARD: Rule = Rule { basis: Basis::Standard };

/// One field under check.
pub(super) struct FieldCheck<'f, 'r, 'a> {
    pub(super) field: &'f Field,
    pub(super) check: &'f RequestCheck<'f>,
    pub(super) report: &'r mut Report<'a>,
}

impl FieldCheck<'_, '_, '_> {
    /// Checks the field's value; `null` and the empty string count as absent, which is the business of "required".
    pub(super) fn value(&mut self, path: &[Step], value: Value<'_>) {
        if is_blank(value) {
            return;
        }
        match (self.field.kind, value.kind()) {
            (FieldKind::Any, _) => {}
            (FieldKind::Mailboxes | FieldKind::Texts, ValueKind::Array) => self.elements(path, value),
            (FieldKind::Texts, _) => self.mismatch(path, value, "array"),
            (FieldKind::Variables, ValueKind::Object) => {}
            (FieldKind::Variables, _) => self.mismatch(path, value, "object"),
            (_, ValueKind::String) => self.string(path, value),
            (FieldKind::Mailbox | FieldKind::Mailboxes, kind) => {
                self.report.find(Kind::EmailNotText { found: kind.name() }, STANDARD, path.to_vec(), Some(value));
            }
            (FieldKind::Phone, kind) => {
                self.report.find(Kind::PhoneNotText { found: kind.name() }, STANDARD, path.to_vec(), Some(value));
            }
            _ => self.mismatch(path, value, "string"),
        }
    }

    fn mismatch(&mut self, path: &[Step], value: Value<'_>, expected: &'static str) {
        let kind = Kind::FieldTypeMismatch { expected, found: value.kind().name() };
        self.report.find(kind, STANDARD, path.to_vec(), Some(value));
    }

    fn elements(&mut self, path: &[Step], value: Value<'_>) {
        let mut count = 0;
        for (index, element) in value.elements().enumerate() {
            let path = step(path, Step::Index(index));
            match element.kind() {
                ValueKind::String => self.string(&path, element),
                kind if self.field.kind == FieldKind::Mailboxes => {
                    self.report.find(Kind::EmailNotText { found: kind.name() }, STANDARD, path, Some(element));
                }
                _ => self.mismatch(&path, element, "string"),
            }
            count += 1;
        }
        if let Some(Limit { max, rule, .. }) = self.field.max_items
            && count > max
        {
            self.report.find(Kind::TooManyItems { max, actual: count }, rule, path.to_vec(), Some(value));
        }
    }

    fn string(&mut self, path: &[Step], value: Value<'_>) {
        let text = value.string_octets().unwrap_or_default();
        self.length(path, value, &text);
        match self.field.kind {
            FieldKind::Mailbox | FieldKind::Mailboxes => self.mailbox(path, value, &text),
            FieldKind::Line => self.line(path, value, &text),
            FieldKind::TemplateId => self.template_id(path, value, &text),
            FieldKind::Instant => self.instant(path, value, &text),
            _ => {}
        }
    }

    fn length(&mut self, path: &[Step], value: Value<'_>, text: &[u8]) {
        let Some(Limit { max, unit, rule }) = self.field.max_length else { return };
        let Some(unit) = Unit::from_name(unit) else { return };
        let mut found = check_text_octets(text, &TextOptions { max, unit }).findings;
        // What cannot be sent is said by the JSON and template rooms; here it is the length alone.
        found.issues.retain(|issue| matches!(issue.kind, Kind::TextTooLong { .. }));
        found.warnings.retain(|issue| matches!(issue.kind, Kind::TextTooLong { .. }));
        self.report.adopt(found, path, value, text, Some(rule));
    }

    /// RFC 5322 §2.2: a header field's body holds no CR and LF of its own.
    fn line(&mut self, path: &[Step], value: Value<'_>, text: &[u8]) {
        let Some(at) = text.iter().position(|octet| matches!(octet, b'\r' | b'\n')) else { return };
        let mut found = Findings::new();
        found.error(Kind::HeaderLineBreak, Span::new(at, at + 1));
        self.report.adopt(found, path, value, text, None);
    }

    fn mailbox(&mut self, path: &[Step], value: Value<'_>, text: &[u8]) {
        let options = EmailOptions { name_addr: true, ..EmailOptions::default() };
        let checked = self.email(text, &options);
        if let Some(domain) = &checked.needs_idna {
            self.report.needs_idna(domain);
        }
        let ok = checked.findings.is_ok();
        let named = checked.name.is_some();
        let domain = self.sender_domain(&checked, text);
        self.report.adopt(checked.findings, path, value, text, None);
        if named && let Some((allowed, rule)) = self.field.name_addr {
            // Undocumented and usual: said once as a warning. Documented as refused: an error.
            if !allowed || rule.basis == Basis::Assumed {
                self.report.find(Kind::DisplayNameUnsure, rule, path.to_vec(), Some(value));
            }
        }
        if let (true, Some(rule)) = (ok, self.field.domain_verified) {
            self.verified(path, value, domain, rule);
        }
    }

    fn email(&self, text: &[u8], options: &EmailOptions) -> EmailCheck {
        let aids = EmailAids { idna: None, providers: self.check.providers };
        let first = check_email_octets(text, options, &aids);
        let Some(domain) = &first.needs_idna else { return first };
        match self.check.idna.iter().find(|(asked, _)| asked == domain) {
            Some((_, answer)) => {
                let answer = answer.as_deref().map_or(IdnaAnswer::Refused, IdnaAnswer::Ascii);
                check_email_octets(text, options, &EmailAids { idna: Some(answer), ..aids })
            }
            None => first,
        }
    }

    /// The domain in lower case and ASCII.
    fn sender_domain(&self, checked: &EmailCheck, text: &[u8]) -> Option<String> {
        self.field.domain_verified?;
        let value = match &checked.value {
            Normalised::Changed(value) => value,
            Normalised::AsGiven => core::str::from_utf8(text).ok()?,
        };
        let domain = value.rsplit('@').next()?.trim_end_matches('>');
        Some(domain.to_ascii_lowercase())
    }

    fn verified(&mut self, path: &[Step], value: Value<'_>, domain: Option<String>, rule: Rule) {
        let Some(domain) = domain else { return };
        match self.check.context.domain_is_verified(&domain) {
            Some(true) => {}
            Some(false) => self.account_finding(Kind::AnsweredDomainNotVerified, rule, path, value),
            None => self.report.not_checked(VERIFIED_DOMAINS),
        }
    }

    fn template_id(&mut self, path: &[Step], value: Value<'_>, text: &[u8]) {
        let Some(rule) = self.field.registered else { return };
        match self.check.context.template(text) {
            Known::Unlisted => self.report.not_checked(TEMPLATES),
            Known::Absent => self.account_finding(Kind::SavedTemplateUnknown, rule, path, value),
            Known::Template(template) => {
                let status = template.get("status").and_then(|status| status.as_str());
                if status.is_some_and(|status| *status != *"published" && *status != *"active") {
                    self.account_finding(Kind::SavedTemplateInactive, rule, path, value);
                }
            }
        }
    }

    /// A finding that is as old as the snapshot.
    fn account_finding(&mut self, kind: Kind, rule: Rule, path: &[Step], value: Value<'_>) {
        let mut issue = crate::issue::Issue::new(Severity::Error, kind, None);
        issue.path = path.to_vec();
        issue.as_of = self.check.context.as_of();
        self.report.place(&mut issue, value);
        self.report.weigh(issue, rule);
    }

    fn instant(&mut self, path: &[Step], value: Value<'_>, text: &[u8]) {
        let then = instant(text);
        match (then, self.field.format) {
            (None, Some(rule)) => self.report.find(Kind::InstantMalformed, rule, path.to_vec(), Some(value)),
            (None, None) => {}
            (Some(then), _) => {
                if let (Some(now), Some(rule)) = (self.check.now_ms, self.field.future)
                    && then <= now
                {
                    self.report.find(Kind::InstantPast, rule, path.to_vec(), Some(value));
                }
            }
        }
    }
}

//! One field of the body: its kind, its lengths, and what the account says of it.

use alloc::string::String;

use super::account::Account;
use super::check::RequestCheck;
use super::instant::Instant;
use super::lookup::is_blank;
use super::place::Place;
use super::presence::{Given, check_presence};
use super::profile::{Field, FieldKind, FieldRule, Limit, Role, Rule, Shape};
use super::report::Report;
use crate::dlt::check_dlt_id_octets;
use crate::email::{EmailAids, EmailCheck, EmailOptions, IdnaAnswer, Normalised, check_email_octets};
use crate::issue::{Basis, Findings, Kind, Severity, Span};
use crate::json::{Value, ValueKind};
use crate::phone::{PhoneMode, PhoneOptions, check_phone_octets};
use crate::sms::measure_sms_octets;
use crate::text::{TextOptions, Unit, check_text_octets};

/// A rule that rests on the nature of the value.
pub(super) const STANDARD: Rule = Rule { basis: Basis::Standard };

/// A rule that operators and networks keep, and the provider does not document.
pub(super) const ASSUMED: Rule = Rule { basis: Basis::Assumed };

/// Line breaks of one text that are told one by one; further ones are not, so that a text of nothing else stays cheap.
const MAX_BREAKS: usize = 32;

/// The members of an object by the fields that they name.
pub(super) fn check_shape(
    shape: &Shape,
    object: Value<'_>,
    place: &Place<'_>,
    check: &RequestCheck<'_>,
    account: &mut Account<'_>,
    report: &mut Report<'_>,
) {
    let mut given = Given::default();
    for (name, value) in object.entries() {
        let name = name.string_octets().unwrap_or_default();
        let place = place.member(&name);
        match shape.fields.iter().enumerate().find(|(_, field)| field.is_named(&name)) {
            Some((at, field)) => {
                let blank = is_blank(value);
                given.set(at, !blank);
                // `null` and the empty string count as absent, which is the business of "required".
                if !blank {
                    FieldCheck { field, check, account, report }.value(&place, value);
                }
            }
            None => {
                if let Some(rule) = shape.unknown_field {
                    report.find(Kind::FieldUnknown, rule, &place, Some(value));
                }
            }
        }
    }
    check_presence(shape, object, &given, place, report);
}

/// One field under check.
pub(super) struct FieldCheck<'f, 'c, 'r, 'a> {
    pub(super) field: &'f Field,
    pub(super) check: &'f RequestCheck<'f>,
    pub(super) account: &'r mut Account<'c>,
    pub(super) report: &'r mut Report<'a>,
}

impl FieldCheck<'_, '_, '_, '_> {
    /// Checks the field's value.
    fn value(&mut self, place: &Place<'_>, value: Value<'_>) {
        match (self.field.kind, value.kind()) {
            (FieldKind::Any, _) => {}
            (FieldKind::Mailboxes | FieldKind::Phones | FieldKind::Texts | FieldKind::Objects, ValueKind::Array) => {
                self.elements(place, value);
            }
            (FieldKind::Texts | FieldKind::Objects, _) => self.mismatch(place, value, "array"),
            (FieldKind::Variables, ValueKind::Object) => {}
            (FieldKind::Object, ValueKind::Object) => self.object(place, value),
            (FieldKind::Variables | FieldKind::Object, _) => self.mismatch(place, value, "object"),
            _ => self.scalar(place, value),
        }
    }

    fn mismatch(&mut self, place: &Place<'_>, value: Value<'_>, expected: &'static str) {
        let kind = Kind::FieldTypeMismatch { expected, found: value.kind().name() };
        self.report.find(kind, self.type_rule(), place, Some(value));
    }

    fn type_rule(&self) -> Rule {
        self.field.rule(FieldRule::Type).unwrap_or(STANDARD)
    }

    fn object(&mut self, place: &Place<'_>, value: Value<'_>) {
        check_shape(&self.field.shape, value, place, self.check, self.account, self.report);
    }

    fn elements(&mut self, place: &Place<'_>, value: Value<'_>) {
        let depth = place.depth();
        let count = value.elements().count();
        self.report.begin_list(depth, count);
        for (index, element) in value.elements().enumerate() {
            let place = place.element(index);
            match (self.field.kind, element.kind()) {
                (FieldKind::Objects, ValueKind::Object) => self.object(&place, element),
                (FieldKind::Objects, kind) => {
                    self.mismatch(&place, element, "object");
                    if let (ValueKind::String, Some(field)) = (kind, self.field.shape.with_role(Role::Recipient)) {
                        // The bare address in place of an object with it.
                        let FieldCheck { check, account, report, .. } = self;
                        FieldCheck { field, check, account, report }.scalar(&place, element);
                    }
                }
                _ => self.scalar(&place, element),
            }
        }
        self.report.end_list(depth);
        let count = count as u32;
        if let Some(Limit { max, rule, .. }) = self.field.max_items
            && count > max
        {
            self.report.find(Kind::TooManyItems { max, actual: count }, rule, place, Some(value));
        }
    }

    /// True for a text of which only the length counts, and whose written form is no longer than it may be.
    fn is_short_text(&self, value: Value<'_>) -> bool {
        let Field { kind, role, max_segments, max_length, .. } = self.field;
        let written = value.span();
        *kind == FieldKind::Text
            && *role == Role::None
            && max_segments.is_none()
            && value.kind() == ValueKind::String
            && max_length.is_none_or(|limit| written.end - written.start <= limit.max as usize)
    }

    fn scalar(&mut self, place: &Place<'_>, value: Value<'_>) {
        if self.is_short_text(value) {
            return;
        }
        let found = value.kind().name();
        // No array and no object is an address or a number, but perhaps a list of them, or more about one.
        let is_scalar = !matches!(value.kind(), ValueKind::Array | ValueKind::Object);
        let rule = if is_scalar { STANDARD } else { self.type_rule() };
        match (value.string_octets(), self.field.kind) {
            (Some(text), _) => self.string(place, value, &text),
            (None, FieldKind::Mailbox | FieldKind::Mailboxes) => {
                self.report.find(Kind::EmailNotText { found }, rule, place, Some(value));
            }
            (None, FieldKind::Phone | FieldKind::Phones) => {
                self.report.find(Kind::PhoneNotText { found }, rule, place, Some(value));
            }
            _ => self.mismatch(place, value, "string"),
        }
    }

    fn string(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        self.length(place, value, text);
        match self.field.kind {
            FieldKind::Mailbox | FieldKind::Mailboxes => self.mailbox(place, value, text),
            FieldKind::Phone | FieldKind::Phones => self.phone(place, value, text),
            FieldKind::Line => self.line(place, value, text),
            FieldKind::Instant => self.instant(place, value, text),
            FieldKind::Word => self.word(place, value, text),
            FieldKind::Digits => self.report.adopt(check_dlt_id_octets(text), place, value, text, Some(ASSUMED)),
            FieldKind::Domain => self.domain(place, value, text),
            FieldKind::SenderId => self.sender_id(place, value, text),
            _ => {}
        }
        if self.field.role != Role::None || self.field.kind == FieldKind::TemplateId {
            self.account.field(self.field, self.check, place, value, text, self.report);
        }
    }

    fn length(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        if let Some(Limit { max, rule, .. }) = self.field.max_segments {
            let segments = measure_sms_octets(text, &[]).segments as u32;
            if segments > max {
                let kind = Kind::SmsTooManySegments { max, segments, overflow: segments - max, unit: "segments" };
                self.report.find(kind, rule, place, Some(value));
            }
        }
        let Some(Limit { max, unit, rule }) = self.field.max_length else { return };
        // In no unit is a text longer than in octets.
        let Some(unit) = Unit::from_name(unit).filter(|_| text.len() > max as usize) else { return };
        let mut found = check_text_octets(text, &TextOptions { max, unit }).findings;
        // What cannot be sent is said by the JSON and template rooms; here it is the length alone.
        found.issues.retain(|issue| matches!(issue.kind, Kind::TextTooLong { .. }));
        found.warnings.retain(|issue| matches!(issue.kind, Kind::TextTooLong { .. }));
        self.report.adopt(found, place, value, text, Some(rule));
    }

    /// RFC 5322 §2.2: a header field's body holds no CR and LF of its own. Breaks that follow each other are one finding.
    fn line(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        let is_break = |octet: &u8| matches!(octet, b'\r' | b'\n');
        let mut found = Findings::new();
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.iter().position(is_break)) {
            let start = from + at;
            from = start + text.get(start..).unwrap_or_default().iter().take_while(|octet| is_break(octet)).count();
            found.error(Kind::HeaderLineBreak, Span::new(start, from));
            if found.issues.len() == MAX_BREAKS {
                break;
            }
        }
        self.report.adopt(found, place, value, text, None);
    }

    fn word(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        let Some(rule) = self.field.rule(FieldRule::Listed) else { return };
        if !self.field.values.iter().any(|word| word.as_bytes() == text) {
            let count = self.field.values.len() as u32;
            self.report.find(Kind::ValueNotListed { count }, rule, place, Some(value));
        }
    }

    fn mailbox(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        let options = EmailOptions { name_addr: true, ..EmailOptions::default() };
        let mut checked = self.email(text, &options);
        if let Some(domain) = &checked.needs_idna {
            self.report.needs_idna(domain);
        }
        let named = checked.name.is_some();
        refuse_what_is_mended(&mut checked.findings, text);
        let ok = checked.is_ok();
        let found = core::mem::take(&mut checked.findings);
        self.report.adopt(found, place, value, text, None);
        if named && let Some((allowed, rule)) = self.field.name_addr {
            // Undocumented and usual: said once as a warning. Documented as refused: an error.
            if !allowed || rule.basis == Basis::Assumed {
                self.report.find(Kind::DisplayNameUnsure, rule, place, Some(value));
            }
        }
        match self.field.role {
            Role::Sender if ok => {
                let domain = domain_of(&checked, text);
                let span = checked.domain;
                self.account.sender(self.field, self.check, place, value, text, domain, span, self.report);
            }
            Role::Recipient => {
                let address = || {
                    let mut address =
                        text.get(checked.local_part?.start..checked.local_part?.end)?.to_ascii_lowercase();
                    address.push(b'@');
                    address.extend_from_slice(domain_of(&checked, text)?.as_bytes());
                    Some(address)
                };
                self.account.recipient(self.check, place, value, ok, &address, self.report);
            }
            _ => {}
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

    /// A domain alone: the part of a mailbox after `@`, in front of which a local-part is lent to it.
    #[cold]
    #[inline(never)]
    fn domain(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        const LENT: &[u8] = b"a@";
        let mailbox = [LENT, text].concat();
        let checked = self.email(&mailbox, &EmailOptions::default());
        if let Some(domain) = &checked.needs_idna {
            self.report.needs_idna(domain);
        }
        let mut found = checked.findings;
        let back = |at: &mut usize| *at = at.saturating_sub(LENT.len());
        for issue in found.issues.iter_mut().chain(found.warnings.iter_mut()) {
            for span in issue.span.iter_mut().chain(issue.fix.iter_mut().map(|edit| &mut edit.span)) {
                back(&mut span.start);
                back(&mut span.end);
            }
        }
        self.report.adopt(found, place, value, text, None);
    }

    /// E.164 as the API takes it: `+` and digits.
    fn phone(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        let Some(table) = self.check.phone else { return };
        let options = PhoneOptions { mode: PhoneMode::Exact, ..PhoneOptions::default() };
        let checked = check_phone_octets(text, &options, table);
        let number = checked.value;
        self.report.adopt(checked.findings, place, value, text, None);
        if self.field.role == Role::Recipient {
            let digits = || number.as_ref().map(|number| number.as_str().as_bytes().to_vec());
            self.account.recipient(self.check, place, value, number.is_some(), &digits, self.report);
        }
    }

    /// GSM networks take a name of at most 11 characters or a number of at most 15 digits (3GPP TS 23.040 §9.1.2.5).
    fn sender_id(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        const MAX: u32 = 11;
        let Some(rule) = self.field.rule(FieldRule::Format) else { return };
        let digits = text.strip_prefix(b"+").unwrap_or(text);
        let is_number = !digits.is_empty() && digits.len() <= 15 && digits.iter().all(u8::is_ascii_digit);
        let is_name = text.len() <= MAX as usize
            && text.iter().any(u8::is_ascii_alphabetic)
            // India's DLT writes the class behind a hyphen: ACMEIN-T.
            && text.iter().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b' ' | b'-' | b'_' | b'.' | b'&'));
        if !is_number && !is_name {
            self.report.find(Kind::SenderIdMalformed { max: MAX }, rule, place, Some(value));
        }
    }

    /// A point in time that ISO 8601 writes in another form than the provider's may be taken all the same: nobody
    /// documents it.
    fn instant(&mut self, place: &Place<'_>, value: Value<'_>, text: &[u8]) {
        let format = self.field.rule(FieldRule::Format);
        let Some(then) = Instant::read(text) else {
            if let Some(rule) = format {
                self.report.find(Kind::InstantMalformed, rule, place, Some(value));
            }
            return;
        };
        let plain = then.written();
        if let Some(rule) = format.filter(|_| plain.as_bytes() != text) {
            let rule = if then.is_iso && rule.basis != Basis::Confirmed { ASSUMED } else { rule };
            self.report.adopt(written_anew(text, &plain), place, value, text, Some(rule));
        }
        if let (Some(now), Some(rule)) = (self.check.now_ms, self.field.rule(FieldRule::Future))
            && then.ms() <= now
        {
            self.report.find(Kind::InstantPast, rule, place, Some(value));
        }
    }
}

/// The finding where `text` and `plain` part, mended.
#[cold]
#[inline(never)]
fn written_anew(text: &[u8], plain: &str) -> Findings {
    let octets = plain.as_bytes();
    let start = text.iter().zip(octets).take_while(|(one, other)| one == other).count();
    let shorter = text.len().min(octets.len()) - start;
    let ends = text.iter().rev().zip(octets.iter().rev()).take(shorter);
    let same = ends.take_while(|(one, other)| one == other).count();
    let span = Span::new(start, text.len() - same);
    let mut found = Findings::new();
    found.error(Kind::InstantMalformed, span).mend(span, plain.get(start..octets.len() - same).unwrap_or_default());
    found
}

/// The mailbox's domain in lower case and ASCII.
fn domain_of(checked: &EmailCheck, text: &[u8]) -> Option<String> {
    let domain = match &checked.value {
        Normalised::Changed(value) => value.rsplit('@').next()?.trim_end_matches('>'),
        Normalised::AsGiven => core::str::from_utf8(text.get(checked.domain?.start..checked.domain?.end)?).ok()?,
    };
    Some(domain.to_ascii_lowercase())
}

/// A request goes out as it is written: what a form mends by the way is no mailbox of RFC 5321 §4.1.2, and a display name
/// with one of the specials of RFC 5322 §3.2.3 is none without quotes. A dot alone is (obs-phrase, §4.1).
fn refuse_what_is_mended(found: &mut Findings, text: &[u8]) {
    let mut at = 0;
    while let Some(issue) = found.warnings.get(at) {
        let written = issue.span.and_then(|span| text.get(span.start..span.end)).unwrap_or_default();
        let refused = match issue.kind {
            Kind::EmailSurroundingWhiteSpace | Kind::EmailMailtoPrefix => true,
            Kind::EmailDisplayNameUnquoted => written.iter().any(|octet| b"()<>[]:;@\\,\"".contains(octet)),
            _ => false,
        };
        if !refused {
            at += 1;
            continue;
        }
        let mut issue = found.warnings.remove(at);
        issue.severity = Severity::Error;
        found.push(issue);
    }
}

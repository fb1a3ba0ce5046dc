//! Internationalized domains: what the core knows without tables, and what it asks the host.
//!
//! # Scope
//!
//! UTS #46 needs some 50 KB of tables that every browser, Node and `workerd` have in their URL parser. So the core asks, in
//! two steps and without a callback: it gives the question back ([`super::EmailCheck::needs_idna`]) and is handed the
//! answer. Before the question every octet that a URL would read as something else is refused, dots are mapped and A-labels
//! decoded, since not every engine looks into them; after the answer the rules of RFC 5321 are applied to it again.

use alloc::string::String;

use super::chars::{
    DIGIT, DOT, HEX_DIGIT, HYPHEN, LET_DIG, all, find, is_same, is_wide_dot, push, push_char, push_lower,
};
use super::check::EmailCheck;
use super::domain::{DOMAIN_MAX_OCTETS, Domain, LABEL_MAX_OCTETS, is_a_label};
use super::mailbox::{Checker, MAILBOX_MAX_OCTETS, octets, wide_at};
use super::providers::Ask;
use super::{punycode, scripts};
use crate::issue::{Issue, Kind, Severity, Span};

/// What UTS #46 `ToASCII` (not transitional, `CheckHyphens` and `UseSTD3ASCIIRules` false, as in the URL standard) said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdnaAnswer<'a> {
    /// The domain in ASCII, as `new URL(…).hostname` gives it.
    Ascii(&'a str),
    /// No such domain.
    Refused,
}

impl Checker<'_> {
    /// A domain with a character outside ASCII or an A-label. Gives the ASCII form when that is not what stands there.
    #[cold]
    #[inline(never)]
    pub(super) fn internationalized(&mut self, domain: &Domain, check: &mut EmailCheck) -> Option<String> {
        let issues = self.found.issues.len();
        let question = self.unicode_form(self.slice(domain.span), Some(domain.span.start));
        let is_ascii = question.is_ascii();
        if self.found.issues.len() != issues && !is_ascii {
            return None; // Not every engine would refuse the rest of it.
        }
        let ascii = match self.aids.idna {
            // Full-width dots, or labels that begin with `xn--` and stand for nothing: there is nothing to ask.
            _ if is_ascii => question.as_bytes(),
            Some(IdnaAnswer::Ascii(ascii)) if !scripts::breaks_bidi_rule(&question) => ascii.as_bytes(),
            Some(_) => &[],
            None => {
                check.needs_idna = Some(question);
                return None;
            }
        };
        if is_ldh_domain(ascii) && (domain.is_wide || is_same(self.slice(domain.span), ascii)) {
            self.ascii_form(domain, ascii, check);
        } else if domain.is_wide {
            self.error(Kind::EmailDomainNotIdna, domain.span);
        } else {
            // A domain has an ASCII form, and an A-label is the ASCII form of what it stands for.
            self.a_label_invalid(domain.span);
        }
        if !domain.is_wide || self.found.issues.len() != issues {
            return None;
        }
        let mut value = String::new();
        push(&mut value, ascii);
        Some(value)
    }

    /// `domain` with dots mapped, ASCII letters in lower case and A-labels decoded: for UTS #46, and for display. A-labels
    /// that stand for nothing are reported when the domain is the one that begins at octet `reported`.
    #[inline(never)]
    fn unicode_form(&mut self, domain: &[u8], reported: Option<usize>) -> String {
        let mut unicode = String::new();
        let mut start = 0;
        loop {
            let end = label_end(domain, start);
            let label = domain.get(start..end).unwrap_or_default();
            let decoded = if is_a_label(label) { label.get(4..).and_then(punycode::decode) } else { None };
            match (decoded, reported) {
                (Some(decoded), _) => push(&mut unicode, decoded.as_bytes()),
                (None, offset) => {
                    push_lower(&mut unicode, label);
                    if let Some(offset) = offset
                        && is_a_label(label)
                    {
                        self.a_label_invalid(Span::new(offset + start, offset + end));
                    }
                }
            }
            if end >= domain.len() {
                return unicode;
            }
            push_char(&mut unicode, '.');
            start = end + wide_at(domain, end).octets();
        }
    }

    /// Nothing in RFC 5321 looks behind `xn--`; but RFC 6531 lets nothing outside ASCII stand there.
    fn a_label_invalid(&mut self, span: Span) {
        let is_ascii = all(self.slice(span), LET_DIG | HYPHEN | DOT);
        let severity = if self.is_strict() && is_ascii { Severity::Warning } else { Severity::Error };
        self.found.push(Issue::new(severity, Kind::EmailALabelInvalid, Some(span)));
    }

    /// RFC 5321 once more, on the ASCII form.
    fn ascii_form(&mut self, domain: &Domain, name: &[u8], check: &mut EmailCheck) {
        let unicode = self.unicode_form(name, None);
        if octets(name) > DOMAIN_MAX_OCTETS {
            let kind = Kind::EmailDomainTooLong { max: DOMAIN_MAX_OCTETS, octets: octets(name) };
            self.error(kind, domain.span);
        } else if domain.is_wide {
            self.ascii_length(domain, name, check);
        }
        // The label at hand in the text, in the ASCII form and in Unicode.
        let (mut written, mut from, mut shown) = (domain.span.start, 0, 0);
        let end = domain.span.end;
        let mut last: &[u8];
        loop {
            let place = Span::new(written, written + label_end(self.slice(Span::new(written, end)), 0));
            let to = label_end(name, from);
            last = name.get(from..to).unwrap_or_default();
            let shown_to = label_end(unicode.as_bytes(), shown);
            if octets(last) > LABEL_MAX_OCTETS {
                self.error(Kind::EmailLabelTooLong { max: LABEL_MAX_OCTETS, octets: octets(last) }, place);
            }
            let label = unicode.get(shown..shown_to).unwrap_or_default();
            if is_a_label(label.as_bytes()) && !is_a_label(self.slice(place)) {
                self.error(Kind::EmailDomainNotIdna, place);
            }
            if let Some((first, second)) = scripts::mixed(label) {
                self.warning(Kind::EmailLabelMixedScripts { first, second }, place).likely = true;
            }
            if to >= name.len() {
                break;
            }
            (from, shown) = (to + 1, shown_to + 1);
            written = (place.end + self.wide(place.end).octets()).min(end);
        }
        if domain.is_wide {
            self.ascii_rules(domain, name, last);
        }
        if !self.reserved(name, domain.span) {
            self.typo(name, domain.span);
        }
        // UTS #39 §4: the domain of a well-known provider in letters that only look like its own.
        if let Some(edit) = self.aids.providers.and_then(|list| list.ask(Ask::Lookalike, unicode.as_bytes())) {
            let issue = self.warning(Kind::EmailDomainLookalike, domain.span);
            issue.likely = true;
            issue.mend(domain.span, &edit.insert);
        }
        if unicode.as_bytes() != name {
            check.unicode_domain = Some(unicode);
        }
    }

    /// RFC 5321 §4.5.3.1.3, with the domain as it is sent.
    fn ascii_length(&mut self, domain: &Domain, name: &[u8], check: &EmailCheck) {
        let local_part = check.local_part.map_or(0, |span| (span.end - span.start) as u32);
        let whole = local_part + 1 + octets(name);
        let is_reported =
            self.found.issues.iter().any(|issue| matches!(issue.kind, Kind::EmailLocalPartTooLong { .. }));
        if whole > MAILBOX_MAX_OCTETS && !is_reported {
            let kind = Kind::EmailMailboxTooLong { max: MAILBOX_MAX_OCTETS, octets: whole };
            self.error(kind, domain.span);
        }
    }

    /// What `practical` asks of the ASCII form, and what `strict` asks without SMTPUTF8.
    fn ascii_rules(&mut self, domain: &Domain, name: &[u8], tld: &[u8]) {
        if self.is_strict() {
            if !self.options.smtputf8 {
                let insert = core::str::from_utf8(name).unwrap_or_default();
                self.error_put(Kind::EmailDomainNotAscii, domain.span, insert);
            }
        } else if domain.labels > 1 {
            self.top_level(tld, domain.last_label);
        } else if !self.options.dotless_domain {
            self.error(Kind::EmailDomainDotMissing, domain.span);
        }
    }

    /// A hint at the domain that was probably meant.
    #[inline]
    pub(super) fn typo(&mut self, name: &[u8], span: Span) {
        if let Some(list) = self.aids.providers
            && let Some(edit) = list.ask(Ask::Slip, name)
        {
            // A domain outside ASCII is replaced whole: its octets are not those of its ASCII form.
            let offset = edit.span.start;
            if name.len() == span.end - span.start || offset == 0 {
                let place = Span::new(span.start + offset, span.end);
                let issue = self.warning(Kind::EmailDomainTypo, place);
                issue.likely = true;
                issue.mend(place, &edit.insert);
            }
        }
    }
}

/// Where the label that begins at `start` ends: at a dot, full-width or not, or with the text.
#[inline(never)]
fn label_end(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < text.len() {
        let wide = wide_at(text, at);
        if wide.char().is_some_and(|char| char == '.' || is_wide_dot(char)) {
            break;
        }
        at += wide.octets();
    }
    at
}

/// RFC 5321 §4.1.2, Domain, as a predicate, without an ending that the URL standard (§3.5) reads as an IPv4 address.
#[inline(never)]
fn is_ldh_domain(ascii: &[u8]) -> bool {
    let mut rest = ascii;
    loop {
        let end = find(rest, b'.');
        let label = rest.get(..end).unwrap_or_default();
        let (Some(&first), Some(&last)) = (label.first(), label.last()) else { return false };
        if first == b'-' || last == b'-' || !all(label, LET_DIG | HYPHEN) {
            return false;
        }
        if end == rest.len() {
            return match label {
                [b'0', b'x' | b'X', digits @ ..] => !all(digits, HEX_DIGIT),
                _ => !all(label, DIGIT),
            };
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) mod native {
    //! The host's part of the two steps, natively.

    use std::sync::OnceLock;

    use super::super::check::{EmailAids, EmailCheck, EmailOptions, check_email_octets};
    use super::super::providers::ProviderDomains;
    use super::IdnaAnswer;

    static PROVIDERS: OnceLock<ProviderDomains<'static>> = OnceLock::new();

    pub(in super::super) fn check(text: &str, options: &EmailOptions) -> EmailCheck {
        let providers = Some(PROVIDERS.get_or_init(|| ProviderDomains::new(include_str!("providers.txt"))));
        let check = check_email_octets(text.as_bytes(), options, &EmailAids { idna: None, providers });
        let Some(question) = &check.needs_idna else { return check };
        let answer = idna::domain_to_ascii_cow(question.as_bytes(), idna::AsciiDenyList::URL);
        let idna = Some(answer.as_deref().map_or(IdnaAnswer::Refused, IdnaAnswer::Ascii));
        check_email_octets(text.as_bytes(), options, &EmailAids { idna, providers })
    }
}

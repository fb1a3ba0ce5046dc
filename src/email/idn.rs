//! Internationalized domains: what the core knows without tables, and what it asks the host.
//!
//! # Scope
//!
//! UTS #46 needs some 50 KB of tables that every browser, Node and `workerd` have in their URL parser. So the core asks, in
//! two steps and without a callback: it gives the question back ([`super::EmailCheck::needs_idna`]) and is handed the
//! answer. Before the question every octet that a URL would read as something else is refused, dots are mapped and A-labels
//! decoded, since not every engine looks into them; after the answer the rules of RFC 5321 are applied to it again.

use alloc::string::String;

use super::chars::{Seen, is_let_dig, is_same, is_wide_at, is_wide_dot, push_lower, seen};
use super::check::EmailCheck;
use super::domain::{DOMAIN_MAX_OCTETS, Domain, LABEL_MAX_OCTETS, is_a_label};
use super::mailbox::{Checker, MAILBOX_MAX_OCTETS, octets};
use super::{punycode, scripts};
use crate::issue::{Edit, Issue, Kind, Severity, Span};
use crate::text::Decoded;

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
    pub(super) fn internationalized(&mut self, domain: &Domain, check: &mut EmailCheck) -> Option<String> {
        let question = self.question(domain);
        let answer = match self.aids.idna {
            // Full-width dots, or labels that begin with `xn--` and stand for nothing: there is nothing to ask.
            _ if question.is_ascii() => IdnaAnswer::Ascii(&question),
            Some(answer) => answer,
            None => {
                check.needs_idna = Some(question);
                return None;
            }
        };
        let issues = self.found.issues.len();
        match answer {
            IdnaAnswer::Ascii(ascii) if is_ldh_domain(ascii.as_bytes()) => self.ascii_form(domain, ascii, check),
            _ => self.refused(domain),
        }
        match answer {
            IdnaAnswer::Ascii(ascii) if domain.is_wide && self.found.issues.len() == issues => {
                Some(String::from(ascii))
            }
            _ => None,
        }
    }

    /// The domain for UTS #46: dots mapped, ASCII letters in lower case, A-labels decoded.
    fn question(&mut self, domain: &Domain) -> String {
        let mut question = String::with_capacity(domain.span.end - domain.span.start);
        let mut start = domain.span.start;
        loop {
            let label = self.label_at(start, domain.span.end);
            let text = self.slice(label);
            match text.get(4..).filter(|_| is_a_label(text)).map(decode_a_label) {
                Some(Some(unicode)) => question.push_str(&unicode),
                Some(None) => {
                    self.a_label_invalid(label);
                    push_lower(&mut question, text);
                }
                None => push_lower(&mut question, text),
            }
            if label.end >= domain.span.end {
                return question;
            }
            question.push('.');
            start = self.wide(label.end).1.end;
        }
    }

    /// The label that begins at `start`.
    fn label_at(&self, start: usize, end: usize) -> Span {
        let mut at = start;
        while at < end {
            let (decoded, place) = self.wide(at);
            if matches!(decoded, Decoded::Char(char) if char == '.' || is_wide_dot(char)) {
                break;
            }
            at = place.end;
        }
        Span::new(start, at)
    }

    /// A domain has an ASCII form, and an A-label is the ASCII form of what it stands for.
    fn refused(&mut self, domain: &Domain) {
        if domain.is_wide {
            self.error(Kind::EmailDomainNotIdna, domain.span);
        } else {
            self.a_label_invalid(domain.span);
        }
    }

    /// Nothing in RFC 5321 looks behind `xn--`.
    fn a_label_invalid(&mut self, span: Span) {
        let severity = if self.is_strict() { Severity::Warning } else { Severity::Error };
        self.found.push(Issue::new(severity, Kind::EmailALabelInvalid, Some(span)));
    }

    /// RFC 5321 once more, on the ASCII form.
    fn ascii_form(&mut self, domain: &Domain, ascii: &str, check: &mut EmailCheck) {
        let name = ascii.as_bytes();
        let unicode = to_unicode(name);
        if !domain.is_wide && !is_same(self.slice(domain.span), name) {
            return self.refused(domain);
        }
        if octets(name) > DOMAIN_MAX_OCTETS {
            let kind = Kind::EmailDomainTooLong { max: DOMAIN_MAX_OCTETS, octets: octets(name) };
            self.error(kind, domain.span);
        } else {
            self.ascii_length(domain, name, check);
        }
        let mut start = domain.span.start;
        for label in name.split(|&octet| octet == b'.') {
            let span = self.label_at(start, domain.span.end);
            if octets(label) > LABEL_MAX_OCTETS {
                self.error(Kind::EmailLabelTooLong { max: LABEL_MAX_OCTETS, octets: octets(label) }, span);
            }
            if let Some((first, second)) = unicode_label(label).and_then(|letters| scripts::mixed(&letters)) {
                self.warning(Kind::EmailLabelMixedScripts { first, second }, span).likely = true;
            }
            start = self.wide(span.end).1.end.min(domain.span.end);
        }
        self.ascii_rules(domain, ascii);
        self.lookalike(domain, &unicode);
        if unicode != ascii {
            check.unicode_domain = Some(unicode);
        }
    }

    /// RFC 5321 §4.5.3.1.3, with the domain as it is sent.
    fn ascii_length(&mut self, domain: &Domain, name: &[u8], check: &EmailCheck) {
        let local_part = check.local_part.map_or(0, |span| (span.end - span.start) as u32);
        let whole = local_part + 1 + octets(name);
        let is_reported =
            self.found.issues.iter().any(|issue| matches!(issue.kind, Kind::EmailLocalPartTooLong { .. }));
        if domain.is_wide && whole > MAILBOX_MAX_OCTETS && !is_reported {
            let kind = Kind::EmailMailboxTooLong { max: MAILBOX_MAX_OCTETS, octets: whole };
            self.error(kind, domain.span);
        }
    }

    /// What `practical` asks of the ASCII form, what `strict` asks without SMTPUTF8, and what is worth a word.
    fn ascii_rules(&mut self, domain: &Domain, ascii: &str) {
        let tld = ascii.as_bytes().rsplit(|&octet| octet == b'.').next().unwrap_or_default();
        if domain.is_wide && !self.is_strict() {
            if domain.labels < 2 && !self.options.dotless_domain {
                self.error(Kind::EmailDomainDotMissing, domain.span);
            } else if domain.labels > 1 {
                self.top_level(tld, domain.last_label);
            }
        }
        if domain.is_wide && self.is_strict() && !self.options.smtputf8 {
            let issue = self.error(Kind::EmailDomainNotAscii, domain.span);
            issue.fix.push(Edit::new(domain.span, ascii));
        }
        if !self.reserved(ascii.as_bytes(), domain.span) {
            self.typo(ascii.as_bytes(), domain.span);
        }
    }

    /// UTS #39 §4: the domain of a well-known provider in letters that only look like its own.
    fn lookalike(&mut self, domain: &Domain, unicode: &str) {
        let Some(list) = self.aids.providers else { return };
        if let Some(name) = scripts::latin_skeleton(unicode)
            && list.is_known(&name)
        {
            let issue = self.warning(Kind::EmailDomainLookalike, domain.span);
            issue.likely = true;
            issue.fix.push(Edit::new(domain.span, name));
        }
    }

    /// A hint at the domain that was probably meant.
    #[inline]
    pub(super) fn typo(&mut self, name: &[u8], span: Span) {
        let Some(list) = self.aids.providers else { return };
        let Some((offset, insert)) = list.suggestion_octets(name) else {
            return;
        };
        // A domain outside ASCII is replaced whole: its octets are not those of its ASCII form.
        let start = if name.len() == span.end - span.start { span.start + offset } else { span.start };
        if start > span.start || offset == 0 {
            let issue = self.warning(Kind::EmailDomainTypo, Span::new(start, span.end));
            issue.likely = true;
            issue.fix.push(Edit::new(Span::new(start, span.end), insert));
        }
    }
}

/// RFC 5890 §2.3.2.1: what stands behind `xn--`, decoded; `None` unless it has a character that needs it, and none that
/// UTS #46 maps to a dot, an `@`, or nothing.
fn decode_a_label(encoded: &[u8]) -> Option<String> {
    let label = punycode::decode(encoded)?;
    let odd = |char: char| {
        !char.is_ascii() && (is_wide_dot(char) || is_wide_at(char) || !matches!(seen(char), Seen::Shape | Seen::Joiner))
    };
    (!label.chars().any(odd)).then_some(label)
}

/// The Unicode form of an A-label.
fn unicode_label(label: &[u8]) -> Option<String> {
    label.get(4..).filter(|_| is_a_label(label)).and_then(decode_a_label)
}

/// The Unicode form of an ASCII domain, for display.
fn to_unicode(ascii: &[u8]) -> String {
    let mut unicode = String::with_capacity(ascii.len());
    for (at, label) in ascii.split(|&octet| octet == b'.').enumerate() {
        if at > 0 {
            unicode.push('.');
        }
        match unicode_label(label) {
            Some(letters) => unicode.push_str(&letters),
            None => push_lower(&mut unicode, label),
        }
    }
    unicode
}

/// RFC 5321 §4.1.2, Domain, as a predicate, without an ending that the URL standard (§3.5) reads as an IPv4 address.
fn is_ldh_domain(ascii: &[u8]) -> bool {
    let is_label = |label: &[u8]| {
        label.iter().all(|&octet| is_let_dig(octet) || octet == b'-')
            && label.first().is_some_and(|&first| first != b'-')
            && label.last() != Some(&b'-')
    };
    let last = ascii.rsplit(|&octet| octet == b'.').next().unwrap_or_default();
    let is_number = match last.strip_prefix(b"0x").or(last.strip_prefix(b"0X")) {
        Some(digits) => digits.iter().all(u8::is_ascii_hexdigit),
        None => last.iter().all(u8::is_ascii_digit),
    };
    !is_number && ascii.split(|&octet| octet == b'.').all(is_label)
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

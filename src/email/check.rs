//! The check itself: options in, findings and the mailbox's parts out.

use alloc::string::String;

use super::chars::{find, push, push_char, push_lower};
use super::idn::IdnaAnswer;
use super::list::for_each_mailbox;
use super::mailbox::{Checker, Mailbox};
use super::name_addr::write_name;
use super::plain::plain_mailbox;
use super::providers::ProviderDomains;
use crate::issue::{Findings, Kind, Span};

/// Which rules a mailbox is held to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmailMode {
    /// What mail APIs accept.
    #[default]
    Practical,
    /// RFC 5321 §4.1.2 to the letter. Options of the practical mode are not looked at.
    Strict,
}

/// How to check. The default is the practical mode with every option off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmailOptions {
    /// Which rules.
    pub mode: EmailMode,
    /// Both modes: characters outside ASCII in the local-part (RFC 6531).
    pub smtputf8: bool,
    /// Both modes: `Name <mailbox>` beside the plain mailbox (RFC 5322 §3.4).
    pub name_addr: bool,
    /// Practical mode: a domain without a dot.
    pub dotless_domain: bool,
    /// Practical mode: an IP address in brackets in place of the domain.
    pub address_literal: bool,
    /// Practical mode: a quoted-string as local-part.
    pub quoted_local_part: bool,
    /// Both modes: the octets beyond which nothing is looked at.
    pub max_octets: u32,
}

impl Default for EmailOptions {
    fn default() -> EmailOptions {
        EmailOptions {
            mode: EmailMode::Practical,
            smtputf8: false,
            name_addr: false,
            dotless_domain: false,
            address_literal: false,
            quoted_local_part: false,
            max_octets: 1024,
        }
    }
}

/// What the check is handed by whoever has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmailAids<'a> {
    /// The answer to [`EmailCheck::needs_idna`] of an earlier check of the same text.
    pub idna: Option<IdnaAnswer<'a>>,
    /// Well-known domains; without them nothing is said about slips and look-alikes.
    pub providers: Option<&'a ProviderDomains<'a>>,
}

/// The value to use in place of what was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Normalised {
    /// What was given.
    #[default]
    AsGiven,
    /// Without what stood around it, the domain in lower case and ASCII, the name quoted as it must be.
    Changed(String),
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmailCheck {
    /// Errors and warnings. Not the last word while `needs_idna` is there.
    pub findings: Findings,
    /// The local-part as given, where it could be told.
    pub local_part: Option<Span>,
    /// The domain or address literal as given, where it could be told.
    pub domain: Option<Span>,
    /// The display name, without quotation marks.
    pub name: Option<String>,
    /// The value to use; it means something only when there is no error.
    pub value: Normalised,
    /// A domain to be put to UTS #46 `ToASCII` (a browser: `new URL('http://' + domain)`), when no answer came with the
    /// text. Dots are mapped, A-labels decoded, and nothing is in it that an URL would read as something else. The caller
    /// checks the same text again with the answer in [`EmailAids::idna`].
    pub needs_idna: Option<String>,
    /// The domain in Unicode, for display, when it is not the same as in ASCII.
    pub unicode_domain: Option<String>,
}

impl EmailCheck {
    /// True when there is no error and no question left.
    pub fn is_ok(&self) -> bool {
        self.findings.is_ok() && self.needs_idna.is_none()
    }

    /// The value to use in place of `text`, which was checked; `None` when it is not fine.
    ///
    /// ```
    /// use presend::email::{check_email, EmailOptions};
    ///
    /// let text = " Ann.Lee@ACME.in";
    /// assert_eq!(check_email(text, &EmailOptions::default()).value(text), Some("Ann.Lee@acme.in"));
    /// ```
    pub fn value<'a>(&'a self, text: &'a str) -> Option<&'a str> {
        match &self.value {
            _ if !self.is_ok() => None,
            Normalised::AsGiven => Some(text),
            Normalised::Changed(value) => Some(value),
        }
    }
}

/// Checks one mailbox. Spans count octets of `text`.
///
/// Natively the question of [`EmailCheck::needs_idna`] is answered by the crate `idna`, and the providers are those that
/// come with this crate; on wasm the caller does both through [`check_email_octets`].
///
/// ```
/// use presend::email::{check_email, EmailOptions};
/// use presend::issue::Kind;
///
/// let check = check_email("ann.lee@gmial.com", &EmailOptions::default());
/// assert!(check.is_ok());
/// assert_eq!(check.findings.warnings[0].kind, Kind::EmailDomainTypo);
/// assert_eq!(check.findings.warnings[0].fix[0].insert, "gmail.com");
/// ```
///
/// RFC 5321 §4.1.2 and §4.5.3.1; RFC 6531 §3.3; RFC 5322 §3.4; UTS #46.
pub fn check_email(text: &str, options: &EmailOptions) -> EmailCheck {
    #[cfg(not(target_arch = "wasm32"))]
    return super::idn::native::check(text, options);
    #[cfg(target_arch = "wasm32")]
    check_email_octets(text.as_bytes(), options, &EmailAids::default())
}

/// Checks one mailbox in WTF-8, as [`check_email`] does, with the aids given.
///
/// ```
/// use presend::email::{check_email_octets, EmailAids, EmailOptions, IdnaAnswer, Normalised};
///
/// let text = "ann@bücher.de".as_bytes();
/// let first = check_email_octets(text, &EmailOptions::default(), &EmailAids::default());
/// assert_eq!(first.needs_idna.as_deref(), Some("bücher.de"));
///
/// let aids = EmailAids { idna: Some(IdnaAnswer::Ascii("xn--bcher-kva.de")), providers: None };
/// let second = check_email_octets(text, &EmailOptions::default(), &aids);
/// assert!(second.is_ok());
/// assert_eq!(second.value, Normalised::Changed("ann@xn--bcher-kva.de".into()));
/// ```
pub fn check_email_octets(text: &[u8], options: &EmailOptions, aids: &EmailAids<'_>) -> EmailCheck {
    let Some(plain) = plain_mailbox(text, options, aids.providers) else {
        return check_unusual(text, options, aids, Findings::new());
    };
    let mut check = EmailCheck {
        local_part: Some(Span::new(0, plain.at)),
        domain: Some(Span::new(plain.at + 1, text.len())),
        ..EmailCheck::default()
    };
    check.findings.warnings.extend(plain.warning(text.len()));
    check
}

/// The same for what [`plain_mailbox`] does not know. `found` is empty; its room is used again.
pub(crate) fn check_unusual(text: &[u8], options: &EmailOptions, aids: &EmailAids<'_>, found: Findings) -> EmailCheck {
    let mut check = EmailCheck::default();
    let mut checker = Checker::new(text, options, aids, found);
    if text.len() > options.max_octets as usize {
        let kind = Kind::InputTooLarge { max: options.max_octets, actual: text.len() as u32, unit: "octets" };
        checker.found.error(kind, None);
    } else {
        whole(&mut checker, text, &mut check);
    }
    // What is replaced is empty: it needs no code to drop it.
    core::mem::forget(core::mem::replace(&mut check.findings, checker.found));
    check
}

fn whole<'a>(checker: &mut Checker<'a>, text: &'a [u8], check: &mut EmailCheck) {
    let inner = checker.surroundings();
    if inner.start == inner.end {
        let span = (!text.is_empty()).then_some(Span::new(0, text.len()));
        checker.forget(0, 0);
        checker.found.error(Kind::Required, span);
        return;
    }
    checker.text = text.get(..inner.end).unwrap_or_default();
    let start = checker.mailto(inner.start);
    if let Some(mailbox) = read(checker, start, check) {
        check.local_part = Some(mailbox.local_part);
        check.domain = Some(mailbox.domain.span);
        finish(checker, &mailbox, text, check);
    }
    // Nearly in order: what comes late belongs to the label at hand, or there is one of it.
    checker.found.settle_by_span();
}

/// The mailbox, plain or behind a name, or the finding that there are several.
fn read(checker: &mut Checker<'_>, start: usize, check: &mut EmailCheck) -> Option<Mailbox> {
    let text = checker.text;
    let (issues, warnings) = (checker.found.issues.len(), checker.found.warnings.len());
    let mut mailbox = None;
    if checker.in_marks(start) {
        return None;
    }
    if text.last() != Some(&b'>') {
        mailbox = checker.mailbox(start);
        if checker.found.issues.len() == issues {
            return mailbox;
        }
    }
    let angle = checker.angle(start);
    if let Some((word, is_sure)) = checker.word_among_others(start, angle.as_ref()) {
        checker.forget(issues, warnings);
        mailbox = checker.without_others(start, word, is_sure);
    } else if let Some(angle) = angle {
        checker.forget(issues, warnings);
        (check.name, mailbox) = checker.name_addr(start, angle);
    } else if mailbox.is_none() && text.last() == Some(&b'>') {
        mailbox = checker.mailbox(start);
    }
    if checker.found.issues.len() > issues {
        let (count, first) = several(text.get(start..).unwrap_or_default());
        if count > 1 {
            // Each is a check of its own: `parse_mailboxes`.
            checker.forget(issues, warnings);
            checker.error(Kind::EmailSeveralAddresses { count }, Span::new(start + first, text.len()));
            (check.name, mailbox) = (None, None);
        }
    }
    mailbox
}

/// How many pieces of a list have an `@`, and where the first of them ends.
#[cold]
#[inline(never)]
fn several(text: &[u8]) -> (u32, usize) {
    let (mut count, mut first) = (0, 0);
    let at = find(text, b'@') + 1;
    if find(text.get(at..).unwrap_or_default(), b'@') + at >= text.len() {
        return (0, 0); // One `@` is no list.
    }
    for_each_mailbox(text, &mut |span, has_at| {
        if has_at && count == 0 {
            first = span.end;
        }
        count += u32::from(has_at);
    });
    (count, first)
}

/// What is asked of a domain that is well-formed, and the value.
fn finish(checker: &mut Checker<'_>, mailbox: &Mailbox, text: &[u8], check: &mut EmailCheck) {
    let domain = &mailbox.domain;
    let mut ascii = None;
    if domain.is_sound && !domain.is_literal {
        if domain.is_wide || domain.has_a_label {
            ascii = checker.internationalized(domain, check);
        } else {
            let name = checker.slice(domain.span);
            if !checker.reserved(name, domain.span) {
                checker.typo(name, domain.span);
            }
        }
    }
    if !checker.found.is_ok() || check.needs_idna.is_some() {
        return;
    }
    let whole = mailbox.local_part.start == 0 && domain.span.end == text.len();
    if !whole || domain.has_upper || ascii.is_some() {
        check.value = normalised(checker, mailbox, ascii, check.name.as_deref(), text);
    }
}

/// `Name <local-part@domain>` or `local-part@domain`.
#[cold]
#[inline(never)]
fn normalised(
    checker: &Checker<'_>,
    mailbox: &Mailbox,
    ascii: Option<String>,
    name: Option<&str>,
    text: &[u8],
) -> Normalised {
    let mut value = String::with_capacity(text.len());
    if let Some(name) = name {
        write_name(&mut value, name);
        push(&mut value, b" <");
    }
    checker.push_local_part(&mut value, mailbox.local_part);
    push_char(&mut value, '@');
    match ascii {
        Some(ascii) => push(&mut value, ascii.as_bytes()),
        None if mailbox.domain.is_literal => push(&mut value, checker.slice(mailbox.domain.span)),
        None => push_lower(&mut value, checker.slice(mailbox.domain.span)),
    }
    if name.is_some() {
        push_char(&mut value, '>');
    }
    if value.as_bytes() == text { Normalised::AsGiven } else { Normalised::Changed(value) }
}

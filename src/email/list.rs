//! Several mailboxes: taking a list apart, and telling duplicates.

use alloc::vec::Vec;

use super::chars::{BLANK, find, has};
use super::name_addr::trimmed;
use crate::issue::Span;

/// The mailboxes of a recipient box, each a span of `text` without the blanks around it; [`super::check_email`] with
/// [`super::EmailOptions::name_addr`] says what each is worth.
///
/// Commas, semicolons and line breaks part mailboxes outside quoted-strings, and so do blanks behind a mailbox when nothing
/// is in angle brackets. A comma in an unquoted name (`Lee, Ann <ann@acme.in>`) parts nothing. RFC 5322 §3.4, mailbox-list.
///
/// ```
/// use presend::email::parse_mailboxes;
/// use presend::issue::Span;
///
/// let text = r#""Lee, Ann" <ann@acme.in>, bo@acme.in;"#;
/// assert_eq!(parse_mailboxes(text.as_bytes()), [Span::new(0, 24), Span::new(26, 36)]);
/// ```
pub fn parse_mailboxes(text: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    for_each_mailbox(text, &mut |span, _| spans.push(span));
    spans
}

/// Calls `take` with each piece of a list, and whether it has an `@` outside quoted-strings.
pub(super) fn for_each_mailbox(text: &[u8], take: &mut dyn FnMut(Span, bool)) {
    let has_angles = find(text, b'<') < text.len();
    let (mut quoted, mut has_at) = (false, false);
    let (mut start, mut at) = (0, 0);
    let mut next_angle = 0; // The first `<` or separator behind a comma, found once.
    while let Some(&octet) = text.get(at) {
        let parts = match octet {
            b'"' => {
                quoted = !quoted;
                false
            }
            _ if quoted => {
                at += (octet == b'\\') as usize;
                false
            }
            b'@' => {
                has_at = true;
                false
            }
            b';' | b'\r' | b'\n' => true,
            b',' if has_at || !has_angles => true,
            b',' => {
                next_angle = next_angle.max(at + 1);
                while text.get(next_angle).is_some_and(|octet| !matches!(octet, b'<' | b';' | b'\r' | b'\n')) {
                    next_angle += 1;
                }
                text.get(next_angle) != Some(&b'<')
            }
            _ => has_at && !has_angles && has(octet, BLANK),
        };
        if parts {
            piece(text, Span::new(start, at), has_at, take);
            (start, has_at) = (at + 1, false);
        }
        at += 1;
    }
    piece(text, Span::new(start, text.len()), has_at, take);
}

#[inline(never)]
fn piece(text: &[u8], span: Span, has_at: bool, take: &mut dyn FnMut(Span, bool)) {
    let span = trimmed(text, span);
    if span.start < span.end {
        take(span, has_at);
    }
}

/// When two mailboxes are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameMailbox {
    /// Same local-part to the octet, same domain in capitals or not (RFC 5321 §2.4).
    #[default]
    Standard,
    /// And what some providers document of their own mailboxes: Gmail reads no dots, no capitals and nothing behind `+`,
    /// and has two domains; Outlook.com, iCloud, Proton and Fastmail read no capitals and nothing behind `+`.
    ProviderRules,
}

/// Providers by their domains, and whether dots mean nothing.
const PLUS_DOMAINS: [(&[u8], bool); 12] = [
    (b"gmail.com", true),
    (b"googlemail.com", true),
    (b"outlook.com", false),
    (b"hotmail.com", false),
    (b"live.com", false),
    (b"msn.com", false),
    (b"icloud.com", false),
    (b"me.com", false),
    (b"mac.com", false),
    (b"proton.me", false),
    (b"protonmail.com", false),
    (b"fastmail.com", false),
];

/// Whether `one` and `other`, values of checks without an error, are one mailbox. Text without an `@` is no mailbox.
///
/// ```
/// use presend::email::{same_mailbox, SameMailbox};
///
/// assert!(same_mailbox("ann@acme.in", "ann@ACME.in", SameMailbox::Standard));
/// assert!(!same_mailbox("ann@acme.in", "Ann@acme.in", SameMailbox::Standard));
/// assert!(same_mailbox("ann.lee+news@gmail.com", "AnnLee@googlemail.com", SameMailbox::ProviderRules));
/// ```
pub fn same_mailbox(one: &str, other: &str, rules: SameMailbox) -> bool {
    let (Some((one, domain)), Some((other, other_domain))) = (one.rsplit_once('@'), other.rsplit_once('@')) else {
        return false;
    };
    let same_domain = domain.eq_ignore_ascii_case(other_domain);
    if rules == SameMailbox::Standard {
        return same_domain && one == other;
    }
    let known = |domain: &str| {
        PLUS_DOMAINS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(domain.as_bytes()))
            .map(|&(_, no_dots)| no_dots)
    };
    match (known(domain), known(other_domain)) {
        (Some(no_dots), Some(also)) if same_domain || (no_dots && also) => same_local_part(one, other, no_dots),
        _ => same_domain && one == other,
    }
}

fn same_local_part(one: &str, other: &str, no_dots: bool) -> bool {
    let read = |local_part| {
        let octets: &[u8] = str::as_bytes(local_part);
        let tag = octets.iter().position(|&octet| octet == b'+').unwrap_or(octets.len());
        octets.iter().take(tag).filter(move |&&octet| !(no_dots && octet == b'.')).map(u8::to_ascii_lowercase)
    };
    read(one).eq(read(other))
}

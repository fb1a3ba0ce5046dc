//! Several mailboxes: taking a list apart, and telling duplicates.

use alloc::vec::Vec;

use super::chars::{BLANK, Seen, ascii_separator, find, has, is_same, run, seen};
use super::mailbox::wide_at;
use super::name_addr::{looks_like_mailbox, trimmed};
use crate::issue::Span;

/// The mailboxes of a recipient box, each a span of `text` without the blanks around it; [`super::check_email`] with
/// [`super::EmailOptions::name_addr`] says what each is worth.
///
/// Commas, semicolons and line breaks part mailboxes outside quoted-strings, those of other scripts too, and so do blanks
/// behind a mailbox that neither angle brackets nor a comment follow. A comma in an unquoted name
/// (`Lee, Ann <ann@acme.in>`) or in a comment parts nothing. RFC 5322 §3.4, mailbox-list.
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
pub(crate) fn for_each_mailbox(text: &[u8], take: &mut dyn FnMut(Span, bool)) {
    let has_angles = find(text, b'<') < text.len();
    let (mut quoted, mut has_at) = (false, false);
    let (mut start, mut at) = (0, 0);
    let mut word = 0; // Where the word at hand begins.
    let mut next_angle = 0; // The first `<` or separator behind a comma, found once.
    while let Some(&octet) = text.get(at) {
        let (octet, octets) = if octet < 0x80 { (octet, 1) } else { separator(text, at) };
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
            b'(' if has_at => {
                at = comment_end(text, at);
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
            _ if has_at && has(octet, BLANK) => {
                let mailbox = text.get(word..at).unwrap_or_default();
                let next = at + octets + run(text.get(at + octets..).unwrap_or_default(), BLANK);
                let follows = text.get(next).copied().unwrap_or_default();
                let is_done =
                    !has_angles || (follows != b'<' && mailbox.first() != Some(&b'<') && looks_like_mailbox(mailbox));
                let parts = follows != b'(' && is_done;
                if !parts {
                    (at, word) = (next - octets, next);
                }
                parts
            }
            _ => {
                if has(octet, BLANK) {
                    word = at + octets;
                    if at == start {
                        start = word; // Wide ones too.
                    }
                }
                false
            }
        };
        if parts {
            piece(text, Span::new(start, at), has_at, take);
            (start, has_at) = (at + octets, false);
            word = start;
        }
        at += octets;
    }
    piece(text, Span::new(start, text.len()), has_at, take);
}

/// A character outside ASCII as the one that parts in the same way, and its octets.
#[cold]
#[inline(never)]
fn separator(text: &[u8], at: usize) -> (u8, usize) {
    let wide = wide_at(text, at);
    let parts = wide.char().and_then(|char| match char {
        '\u{2028}' | '\u{2029}' => Some(b'\n'),
        _ if seen(char) == Seen::Space => Some(b' '),
        _ => ascii_separator(char),
    });
    (parts.unwrap_or(0x80), wide.octets())
}

/// The place of the parenthesis that closes the one at `open`, or `open` where none does before the next mailbox.
#[cold]
fn comment_end(text: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while text.get(at).is_some_and(|octet| !matches!(octet, b'(' | b')' | b'@' | b'<' | b'\r' | b'\n')) {
        at += 1;
    }
    if text.get(at) == Some(&b')') { at } else { open }
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
/// A quoted-string is its content (RFC 5321 §4.1.2: all quoted forms are equivalent).
///
/// ```
/// use presend::email::{same_mailbox, SameMailbox};
///
/// assert!(same_mailbox("ann@acme.in", "ann@ACME.in", SameMailbox::Standard));
/// assert!(!same_mailbox("ann@acme.in", "Ann@acme.in", SameMailbox::Standard));
/// assert!(same_mailbox(r#""a\nn"@acme.in"#, "ann@acme.in", SameMailbox::Standard));
/// assert!(same_mailbox("ann.lee+news@gmail.com", "AnnLee@googlemail.com", SameMailbox::ProviderRules));
/// ```
pub fn same_mailbox(one: &str, other: &str, rules: SameMailbox) -> bool {
    let (Some((one, domain)), Some((other, other_domain))) = (sides(one.as_bytes()), sides(other.as_bytes())) else {
        return false;
    };
    let same_domain = is_same(domain, other_domain);
    let known = |domain: &[u8]| {
        let of_domain = PLUS_DOMAINS.iter().find(|(known, _)| is_same(known, domain));
        of_domain.filter(|_| rules == SameMailbox::ProviderRules).map(|&(_, no_dots)| no_dots)
    };
    let provider = match (known(domain), known(other_domain)) {
        (Some(no_dots), Some(also)) if same_domain || (no_dots && also) => Some(no_dots),
        _ if same_domain => None,
        _ => return false,
    };
    let (mut one, mut other) = (LocalPart::new(one, provider), LocalPart::new(other, provider));
    loop {
        match (one.next_octet(), other.next_octet()) {
            (None, None) => return true,
            (octet, also) if octet != also => return false,
            _ => {}
        }
    }
}

/// Puts into `key` what is equal for two mailboxes exactly when [`same_mailbox`] says that they are one.
pub(crate) fn mailbox_key(mailbox: &[u8], rules: SameMailbox, key: &mut Vec<u8>) {
    let Some((local, domain)) = sides(mailbox) else { return key.extend_from_slice(mailbox) };
    let of_domain = PLUS_DOMAINS.iter().find(|(known, _)| is_same(known, domain));
    let provider = of_domain.filter(|_| rules == SameMailbox::ProviderRules).map(|&(_, no_dots)| no_dots);
    let mut local = LocalPart::new(local, provider);
    while let Some(octet) = local.next_octet() {
        key.push(octet);
    }
    key.push(b'@');
    match provider {
        // Its two domains are one.
        Some(true) => key.extend_from_slice(b"gmail.com"),
        _ => key.extend(domain.iter().map(u8::to_ascii_lowercase)),
    }
}

/// Both sides of the last `@`.
fn sides(mailbox: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = mailbox.iter().rposition(|&octet| octet == b'@')?;
    Some((mailbox.get(..at)?, mailbox.get(at + 1..)?))
}

/// The octets that a local-part stands for: those of a quoted-string are what is between its marks, without backslashes.
struct LocalPart<'a> {
    rest: &'a [u8],
    is_quoted: bool,
    /// `Some`: read as its provider does, who may read no dots.
    provider: Option<bool>,
}

impl<'a> LocalPart<'a> {
    fn new(octets: &'a [u8], provider: Option<bool>) -> LocalPart<'a> {
        match octets {
            [b'"', content @ .., b'"'] => LocalPart { rest: content, is_quoted: true, provider },
            _ => LocalPart { rest: octets, is_quoted: false, provider },
        }
    }

    #[inline(never)]
    fn next_octet(&mut self) -> Option<u8> {
        loop {
            if self.is_quoted
                && let [b'\\', pair @ ..] = self.rest
            {
                self.rest = pair;
            }
            let (&first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match (self.provider, first) {
                (Some(true), b'.') => {}
                (Some(_), b'+') => return None,
                (Some(_), _) => return Some(first.to_ascii_lowercase()),
                (None, _) => return Some(first),
            }
        }
    }
}

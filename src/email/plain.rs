//! The short way for the mailbox that nearly everybody has: nothing to find, nothing to change.
//!
//! # Scope
//!
//! A Dot-string of ASCII, `@`, and a domain of two labels or more in lower case, none of them an A-label: RFC 5321 §4.1.2
//! within §4.5.3.1. Both modes take it as it is, whatever the options. What this file does not know goes the long way
//! through `check`; it never says that something is wrong.

use super::EmailOptions;
use super::chars::{ALPHA, ATEXT, LET_DIG, UPPER, all, has};
use super::domain::{LABEL_MAX_OCTETS, is_reserved};
use super::mailbox::{LOCAL_PART_MAX_OCTETS, MAILBOX_MAX_OCTETS};
use super::providers::ProviderDomains;

/// The place of the `@` in a mailbox of this kind; `None` for all others, and where the domain is reserved or a slip.
#[inline]
pub(crate) fn plain_mailbox(
    text: &[u8],
    options: &EmailOptions,
    providers: Option<&ProviderDomains<'_>>,
) -> Option<usize> {
    if text.len() > MAILBOX_MAX_OCTETS.min(options.max_octets) as usize {
        return None;
    }
    let at = plain_local_part(text)?;
    let domain = text.get(at + 1..)?;
    let is_fine =
        plain_domain(domain) && !is_reserved(domain) && providers.is_none_or(|list| !list.is_doubtful(domain));
    is_fine.then_some(at)
}

/// RFC 5321 §4.1.2, Dot-string = Atom *("." Atom), and the `@` behind it.
fn plain_local_part(text: &[u8]) -> Option<usize> {
    let (mut at, mut atom) = (0, 0);
    loop {
        let octet = *text.get(at)?;
        if has(octet, ATEXT) {
            at += 1;
            continue;
        }
        if at == atom {
            return None;
        }
        match octet {
            b'.' => at += 1,
            b'@' => return (at <= LOCAL_PART_MAX_OCTETS as usize).then_some(at),
            _ => return None,
        }
        atom = at;
    }
}

/// RFC 5321 §4.1.2, Domain, of two labels or more, the last of letters (RFC 3696 §2).
fn plain_domain(domain: &[u8]) -> bool {
    let (mut at, mut label) = (0, 0);
    while let Some(&octet) = domain.get(at) {
        match octet {
            b'.' if at > label && at - label <= LABEL_MAX_OCTETS as usize => label = at + 1,
            // A hyphen has a letter or a digit on both sides; where it has not, or two follow each other, look closer.
            b'-' if at > label && domain.get(at + 1).is_some_and(|&next| has(next, LET_DIG)) => {}
            _ if !has(octet, LET_DIG) || has(octet, UPPER) => return false,
            _ => {}
        }
        at += 1;
    }
    let last = domain.get(label..).unwrap_or_default();
    label > 0 && matches!(last.len(), 2..=63) && all(last, ALPHA)
}

//! The short way for the mailbox that nearly everybody has: nothing wrong with it, nothing to change.
//!
//! # Scope
//!
//! A Dot-string of ASCII, `@`, and a domain of two labels or more in lower case, none of them an A-label: RFC 5321 §4.1.2
//! within §4.5.3.1. Both modes take it as it is, whatever the options. What this file does not know goes the long way
//! through `check`; it never says that something is wrong.

use super::domain::{LABEL_MAX_OCTETS, is_reserved};
use super::mailbox::{LOCAL_PART_MAX_OCTETS, MAILBOX_MAX_OCTETS};
use super::providers::ProviderDomains;
use super::{EmailOptions, chars};
use crate::issue::{Issue, Kind, Severity, Span};

/// A mailbox of this kind.
#[derive(Clone, Copy)]
pub(crate) struct Plain {
    /// The place of its `@`.
    pub(crate) at: usize,
    /// Its domain is one that nobody outside receives mail at: [`Kind::EmailDomainReserved`] is all there is to say.
    pub(crate) is_reserved: bool,
}

impl Plain {
    /// The warning to give, if any; `octets` are those of the mailbox.
    pub(crate) fn warning(self, octets: usize) -> Option<Issue> {
        let domain = Span::new(self.at + 1, octets);
        self.is_reserved.then(|| Issue::new(Severity::Warning, Kind::EmailDomainReserved, Some(domain)))
    }
}

/// A mailbox of this kind; `None` for all others, and where the domain may be a slip.
#[inline]
pub(crate) fn plain_mailbox(
    text: &[u8],
    options: &EmailOptions,
    providers: Option<&ProviderDomains<'_>>,
) -> Option<Plain> {
    if text.len() > MAILBOX_MAX_OCTETS.min(options.max_octets) as usize {
        return None;
    }
    let at = plain_local_part(text)?;
    let domain = text.get(at + 1..)?;
    if !plain_domain(domain) {
        return None;
    }
    let is_reserved = is_reserved(domain);
    let is_fine = is_reserved || providers.is_none_or(|list| !list.is_doubtful(domain));
    is_fine.then_some(Plain { at, is_reserved })
}

/// RFC 5321 §4.1.2, Dot-string = Atom *("." Atom), and the `@` behind it.
#[inline]
fn plain_local_part(text: &[u8]) -> Option<usize> {
    let mut atom = 0;
    for (at, &octet) in text.iter().enumerate() {
        if class(octet) & ATEXT != 0 {
            continue;
        }
        if at == atom {
            return None;
        }
        match octet {
            b'.' => atom = at + 1,
            b'@' => return (at <= LOCAL_PART_MAX_OCTETS as usize).then_some(at),
            _ => return None,
        }
    }
    None
}

/// RFC 5321 §4.1.2, Domain, of two labels or more, the last of letters (RFC 3696 §2).
#[inline]
fn plain_domain(domain: &[u8]) -> bool {
    let (mut label, mut labels, mut before) = (0, 0, b'.');
    // What the label at hand is made of.
    let mut kinds = ALPHA;
    for (at, &octet) in domain.iter().enumerate() {
        let class = class(octet);
        if class & LET_DIG != 0 {
            kinds &= class;
        } else if before == b'.' || before == b'-' {
            // An empty label, a hyphen at an end, or two of them as in an A-label: look closer.
            return false;
        } else if octet == b'.' {
            if at - label > LABEL_MAX_OCTETS as usize {
                return false;
            }
            (label, kinds) = (at + 1, ALPHA);
            labels += 1;
        } else if octet == b'-' {
            kinds = 0;
        } else {
            return false;
        }
        before = octet;
    }
    labels > 0 && kinds != 0 && matches!(domain.len() - label, 2..=63)
}

/// RFC 5322 §3.2.3, atext.
const ATEXT: u8 = 1;
/// RFC 5321 §4.1.2, Let-dig, in lower case.
const LET_DIG: u8 = 2;
/// RFC 5234 appendix B.1, ALPHA, in lower case.
const ALPHA: u8 = 4;

static CLASS: [u8; 256] = classes();

#[inline]
fn class(octet: u8) -> u8 {
    // There is a class for each octet.
    #[allow(clippy::indexing_slicing)]
    CLASS[octet as usize]
}

// A constant is evaluated by the compiler: an index out of range would not build.
#[allow(clippy::indexing_slicing)]
const fn classes() -> [u8; 256] {
    let mut class = [0; 256];
    let mut octet = 0;
    while octet < 128 {
        class[octet] = match octet as u8 {
            b'a'..=b'z' => ATEXT | LET_DIG | ALPHA,
            b'0'..=b'9' => ATEXT | LET_DIG,
            other if chars::is_atext(other) => ATEXT,
            _ => 0,
        };
        octet += 1;
    }
    class
}

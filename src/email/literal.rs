//! Address literals: an IP address in brackets in the place of a domain.
//!
//! # Scope
//!
//! RFC 5321 §4.1.3. IPv4, IPv6 full and compressed, both with an IPv4 address at the end, and the general form, of which
//! IANA's registry of address literal tags knows no tag but `IPv6`.

use super::chars::{COLON, DCONTENT, DIGIT, DOT, HEX_DIGIT, HYPHEN, LET_DIG, all, find, has, is_same, run};
use super::mailbox::{Checker, octets};
use crate::issue::{Kind, Span};

/// Numbers of an IPv4 address.
const IPV4_OCTETS: u32 = 4;
/// Groups of an IPv6 address.
const IPV6_GROUPS: u32 = 8;
/// Digits of an IPv6 group.
const IPV6_DIGITS: u32 = 4;
/// Groups beside `::`, which stands for two at least.
const IPV6_GROUPS_BESIDE_ELISION: u32 = 6;

impl Checker<'_> {
    /// RFC 5321 §4.1.3, address-literal. `open` is the place of the bracket; gives the end.
    pub(super) fn address_literal(&mut self, open: usize) -> usize {
        let end = self.text.len();
        let close = self.find(open + 1, b']');
        if close == end {
            return self.unclosed_literal(open);
        }
        self.literal_content(Span::new(open + 1, close));
        if close + 1 < end {
            let span = Span::new(close + 1, end);
            self.error_cut(Kind::EmailAddressLiteralTrailingText, span);
        }
        close + 1
    }

    /// The bracket is put in when what follows it is an address to the last octet.
    fn unclosed_literal(&mut self, open: usize) -> usize {
        let end = self.text.len();
        let known = self.found.issues.len();
        self.literal_content(Span::new(open + 1, end));
        let whole = self.found.issues.len() == known;
        self.forget(known, usize::MAX);
        let issue = self.error(Kind::EmailAddressLiteralUnclosed, Span::new(open, open + 1));
        if whole {
            issue.mend(Span::at(end), "]");
        }
        end
    }

    /// RFC 5321 §4.1.3: IPv4-address-literal / IPv6-address-literal / General-address-literal.
    #[inline(never)]
    fn literal_content(&mut self, span: Span) {
        let content = self.slice(span);
        // Without a colon there is no tag.
        let tag_octets = Some(find(content, b':')).filter(|&colon| colon < content.len()).unwrap_or(0);
        let tag = Span::new(span.start, span.start + tag_octets);
        let tag_text = self.slice(tag);
        if !content.is_empty() && all(content, DIGIT | DOT) {
            self.ipv4_address(span);
        } else if is_same(tag_text, b"IPv6") {
            self.ipv6_address(Span::new(tag.end + 1, span.end));
        } else if is_untagged_ipv6(content) {
            self.error_put(Kind::EmailIpv6TagMissing, Span::at(span.start), "IPv6:");
        } else if is_ldh_string(tag_text) && all(content.get(tag_octets + 1..).unwrap_or_default(), DCONTENT) {
            self.error(Kind::EmailAddressLiteralTag, tag);
        } else {
            self.error(Kind::EmailAddressLiteralInvalid, span);
        }
    }

    /// RFC 5321 §4.1.3, IPv4-address-literal = Snum 3("." Snum)
    #[inline(never)]
    fn ipv4_address(&mut self, span: Span) {
        let mut count = 0;
        let mut start = span.start;
        let known = self.found.issues.len();
        while start <= span.end {
            let end = self.find(start, b'.').min(span.end);
            if !is_snum(self.slice(Span::new(start, end))) {
                self.error(Kind::EmailIpv4Octet { max: 255 }, Span::new(start, end));
            }
            count += 1;
            start = end + 1;
        }
        // An empty number already says that the dots are wrong.
        if count != IPV4_OCTETS && self.found.issues.len() == known {
            self.error(Kind::EmailIpv4OctetCount { expected: IPV4_OCTETS, actual: count }, span);
        }
    }

    /// RFC 5321 §4.1.3, IPv6-addr = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp
    fn ipv6_address(&mut self, span: Span) {
        let known = self.found.issues.len();
        let (groups, elided) = self.ipv6_groups(span);
        if self.found.issues.len() != known {
            return; // The number of groups would be guessing.
        }
        if elided && groups > IPV6_GROUPS_BESIDE_ELISION {
            let max_groups = IPV6_GROUPS_BESIDE_ELISION;
            self.error(Kind::EmailIpv6ElisionTooShort { max_groups, actual: groups }, span);
        } else if !elided && groups != IPV6_GROUPS {
            self.error(Kind::EmailIpv6GroupCount { expected: IPV6_GROUPS, actual: groups }, span);
        }
    }

    /// The groups between colons: their number, and whether there is a `::`.
    fn ipv6_groups(&mut self, span: Span) -> (u32, bool) {
        let (mut groups, mut elided, mut at) = (0, false, span.start);
        loop {
            let colons = run(self.slice(Span::new(at, span.end)), COLON);
            let after = at + colons;
            match colons {
                1 if at == span.start || after == span.end => self.ipv6_group_error(Span::at(at)),
                2 if !elided => elided = true,
                0 | 1 => {}
                _ => {
                    let span = if elided { Span::new(at, after) } else { Span::new(at + 1, after) };
                    self.error(Kind::EmailIpv6ElisionRepeated, span);
                    elided = true;
                }
            }
            if after == span.end {
                return (groups, elided);
            }
            at = self.find(after, b':').min(span.end);
            groups += self.ipv6_group(Span::new(after, at), span.end);
            if at == span.end {
                return (groups, elided);
            }
        }
    }

    /// RFC 5321 §4.1.3, IPv6-hex = 1*4HEXDIG, or the IPv4 address that stands last and counts for two.
    fn ipv6_group(&mut self, span: Span, end: usize) -> u32 {
        let group = self.slice(span);
        if span.end == end && find(group, b'.') < group.len() && all(group, DIGIT | DOT) {
            self.ipv4_address(span);
            return 2;
        }
        if octets(group) > IPV6_DIGITS || !all(group, HEX_DIGIT) {
            self.ipv6_group_error(span);
        }
        1
    }

    fn ipv6_group_error(&mut self, span: Span) {
        self.error(Kind::EmailIpv6Group { max_digits: IPV6_DIGITS }, span);
    }
}

/// RFC 5321 §4.1.3, Snum = 1*3DIGIT, from 0 to 255, of digits.
fn is_snum(digits: &[u8]) -> bool {
    // Digits of one length are in the order of their octets.
    matches!(digits.len(), 1..=2) || (digits.len() == 3 && digits <= b"255".as_slice())
}

/// Two colons at least, and nothing that an IPv6 address could not hold.
fn is_untagged_ipv6(content: &[u8]) -> bool {
    let first = find(content, b':') + 1;
    let behind = content.get(first..).unwrap_or_default();
    find(behind, b':') < behind.len() && all(content, HEX_DIGIT | COLON | DOT)
}

/// RFC 5321 §4.1.2, Ldh-str = *( ALPHA / DIGIT / "-" ) Let-dig
fn is_ldh_string(text: &[u8]) -> bool {
    all(text, LET_DIG | HYPHEN) && text.last().is_some_and(|&octet| has(octet, LET_DIG))
}

//! Address literals: an IP address in brackets in the place of a domain.
//!
//! # Scope
//!
//! RFC 5321 §4.1.3. IPv4, IPv6 full and compressed, both with an IPv4 address at the end, and the general form, of which
//! IANA's registry of address literal tags knows no tag but `IPv6`.

use super::chars::{is_let_dig, is_same};
use super::mailbox::{Checker, octets};
use crate::issue::{Edit, Kind, Span};

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
        let start = open + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(length) = rest.iter().position(|&octet| octet == b']') else {
            return self.unclosed_literal(open);
        };
        let close = start + length;
        self.literal_content(Span::new(start, close));
        let end = self.text.len();
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
            issue.fix.push(Edit::new(Span::at(end), "]"));
        }
        end
    }

    /// RFC 5321 §4.1.3: IPv4-address-literal / IPv6-address-literal / General-address-literal.
    fn literal_content(&mut self, span: Span) {
        let content = self.slice(span);
        let tag_octets = content.iter().position(|&octet| octet == b':').unwrap_or(0);
        let tag = Span::new(span.start, span.start + tag_octets);
        if !content.is_empty() && content.iter().all(|&octet| octet.is_ascii_digit() || octet == b'.') {
            self.ipv4_address(span);
        } else if is_same(self.slice(tag), b"IPv6") {
            self.ipv6_address(Span::new(tag.end + 1, span.end));
        } else if is_untagged_ipv6(content) {
            let issue = self.error(Kind::EmailIpv6TagMissing, Span::at(span.start));
            issue.fix.push(Edit::new(Span::at(span.start), "IPv6:"));
        } else if is_ldh_string(self.slice(tag)) && content.iter().skip(tag_octets + 1).all(|&octet| is_dcontent(octet))
        {
            self.error(Kind::EmailAddressLiteralTag, tag);
        } else {
            self.error(Kind::EmailAddressLiteralInvalid, span);
        }
    }

    /// RFC 5321 §4.1.3, IPv4-address-literal = Snum 3("." Snum)
    fn ipv4_address(&mut self, span: Span) {
        let mut count = 0;
        let mut start = span.start;
        let known = self.found.issues.len();
        for snum in self.text.get(span.start..span.end).unwrap_or_default().split(|&octet| octet == b'.') {
            let end = start + snum.len();
            if !is_snum(snum) {
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
            let colons = run(self.slice(Span::new(at, span.end)), |octet| octet == b':');
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
            at = after + run(self.slice(Span::new(after, span.end)), |octet| octet != b':');
            groups += self.ipv6_group(Span::new(after, at), span.end);
            if at == span.end {
                return (groups, elided);
            }
        }
    }

    /// RFC 5321 §4.1.3, IPv6-hex = 1*4HEXDIG, or the IPv4 address that stands last and counts for two.
    fn ipv6_group(&mut self, span: Span, end: usize) -> u32 {
        let group = self.slice(span);
        if span.end == end
            && group.contains(&b'.')
            && group.iter().all(|&octet| octet.is_ascii_digit() || octet == b'.')
        {
            self.ipv4_address(span);
            return 2;
        }
        if octets(group) > IPV6_DIGITS || !group.iter().all(u8::is_ascii_hexdigit) {
            self.ipv6_group_error(span);
        }
        1
    }

    fn ipv6_group_error(&mut self, span: Span) {
        self.error(Kind::EmailIpv6Group { max_digits: IPV6_DIGITS }, span);
    }
}

/// How many octets at the start of `text` are of the set.
fn run(text: &[u8], set: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|&&octet| set(octet)).count()
}

/// RFC 5321 §4.1.3, Snum = 1*3DIGIT, from 0 to 255.
fn is_snum(digits: &[u8]) -> bool {
    let value = digits.iter().fold(0u32, |value, digit| value.saturating_mul(10) + u32::from(digit.wrapping_sub(b'0')));
    !digits.is_empty() && digits.len() <= 3 && value <= 255
}

/// Two colons at least, and nothing that an IPv6 address could not hold.
fn is_untagged_ipv6(content: &[u8]) -> bool {
    let colons = content.iter().filter(|&&octet| octet == b':').count();
    2 <= colons && content.iter().all(|&octet| octet.is_ascii_hexdigit() || octet == b':' || octet == b'.')
}

/// RFC 5321 §4.1.2, Ldh-str = *( ALPHA / DIGIT / "-" ) Let-dig
fn is_ldh_string(text: &[u8]) -> bool {
    text.iter().all(|&octet| is_let_dig(octet) || octet == b'-') && text.last().is_some_and(|&octet| is_let_dig(octet))
}

/// RFC 5321 §4.1.3, dcontent = %d33-90 / %d94-126
fn is_dcontent(octet: u8) -> bool {
    octet.is_ascii_graphic() && !matches!(octet, b'[' | b'\\' | b']')
}

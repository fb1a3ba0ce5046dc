//! The domain: what stands behind the `@`.
//!
//! # Scope
//!
//! RFC 5321 §4.1.2, Domain, in both modes; what mail APIs ask beyond it (`practical` mode), and names that are reserved.
//! Whether a domain exists is the DNS's to say, and nobody asks it here. Characters outside ASCII go on to `idn`.

use super::chars::{
    ALPHA, BLANK, CLOSING, CONTROL, DIGIT, DOT, HYPHEN, LET_DIG, Seen, UPPER, all, ascii_separator, has, is_mark,
    is_same, is_sign, is_wide_at, is_wide_dot, seen,
};
use super::mailbox::{Checker, Side, octets};
use super::providers::Ask;
use crate::issue::{Kind, Span};

/// RFC 1035 §2.3.4: 255 octets with a length octet before each label and one for the root.
pub(super) const DOMAIN_MAX_OCTETS: u32 = 253;
/// RFC 1035 §2.3.4.
pub(super) const LABEL_MAX_OCTETS: u32 = 63;
/// RFC 1591 §2: country codes have two letters, generic domains more.
const TLD_MIN_OCTETS: u32 = 2;

/// What was seen of a domain.
#[derive(Debug)]
pub(super) struct Domain {
    /// From the `@` to the end, without what is reported as no part of it.
    pub(super) span: Span,
    /// The label after the last dot.
    pub(super) last_label: Span,
    /// Labels, counted from one.
    pub(super) labels: u32,
    /// It has a capital letter.
    pub(super) has_upper: bool,
    /// It has a label that begins with `xn--`.
    pub(super) has_a_label: bool,
    /// It has a character outside ASCII.
    pub(super) is_wide: bool,
    /// The last symbol in it; empty when there is none.
    sign: Span,
    /// It is an address literal.
    pub(super) is_literal: bool,
    /// Nothing is wrong with it so far.
    pub(super) is_sound: bool,
}

/// Where the walk along a domain goes on.
enum Step {
    /// A dot, or what is meant as one, ends a label; the next begins at the place.
    Label(usize),
    /// What is wrong was reported; the label goes on at the place.
    Go(usize),
    /// The domain ends before the place at hand.
    Stop,
}

impl Checker<'_> {
    /// RFC 5321 §4.1.2, Mailbox: Domain / address-literal.
    pub(super) fn domain_or_literal(&mut self, start: usize) -> Domain {
        let known = self.found.issues.len();
        let mut domain = match self.octet(start) {
            Some(b'[') => self.literal_by_choice(start),
            _ => self.domain(start),
        };
        domain.is_sound = self.found.issues.len() == known;
        if domain.is_sound && !domain.is_literal && !domain.is_wide {
            self.limit(domain.span, DOMAIN_MAX_OCTETS, |max, octets| Kind::EmailDomainTooLong { max, octets });
            if !self.is_strict() {
                self.practical_domain(&domain);
            }
            domain.is_sound = self.found.issues.len() == known;
        }
        domain
    }

    #[cold]
    #[inline(never)]
    fn literal_by_choice(&mut self, start: usize) -> Domain {
        let end = self.address_literal(start);
        let span = Span::new(start, end);
        if !self.is_strict() && !self.options.address_literal {
            self.error(Kind::EmailAddressLiteralNotAllowed, span);
        }
        Domain { is_literal: true, ..Domain::at(start, end) }
    }

    /// RFC 5321 §4.1.2, Domain = sub-domain *("." sub-domain)
    fn domain(&mut self, start: usize) -> Domain {
        let mut domain = Domain::at(start, start);
        let (mut at, mut label) = (start, start);
        loop {
            let octet = self.octet(at);
            let step = match octet {
                Some(octet) if has(octet, LET_DIG | HYPHEN) => {
                    domain.has_upper |= has(octet, UPPER);
                    at += 1;
                    continue;
                }
                Some(b'.') if at > label && self.octet(at + 1).is_some_and(|next| has(next, LET_DIG)) => {
                    Step::Label(at + 1)
                }
                Some(octet) => self.not_ldh(octet, at, label, &mut domain),
                None => Step::Stop,
            };
            if let Step::Go(next) = step {
                at = next;
                continue;
            }
            self.sub_domain(Span::new(label, at), &mut domain);
            let Step::Label(next) = step else { break };
            domain.labels += 1;
            (at, label) = (next, next);
        }
        domain.span.end = at;
        domain.last_label = Span::new(label, at);
        if domain.labels > 1 && domain.sign.start >= label && domain.sign.end > label && !self.is_strict() {
            self.error(Kind::EmailDomainCharacter, domain.sign);
        }
        if self.octet(start).is_none() {
            self.error(Kind::EmailDomainMissing, Span::at(start));
        } else if label == at && domain.is_wide && self.octet(at).is_none() {
            self.wide_dot_at_end(at);
        }
        domain
    }

    /// A full-width dot is three octets.
    fn wide_dot_at_end(&mut self, end: usize) {
        let span = Span::new(end.saturating_sub(3), end);
        if self.wide(span.start).char().is_some_and(is_wide_dot) {
            self.error_cut(Kind::EmailDomainTrailingDot, span);
        }
    }

    /// RFC 5321 §4.1.2, sub-domain = Let-dig [Ldh-str]
    fn sub_domain(&mut self, span: Span, domain: &mut Domain) {
        let label = self.slice(span);
        let (Some(&first), Some(&last)) = (label.first(), label.last()) else { return };
        if first == b'-' {
            self.error(Kind::EmailLabelLeadingHyphen, Span::new(span.start, span.start + 1));
        }
        if last == b'-' && label.len() > 1 {
            self.error(Kind::EmailLabelTrailingHyphen, Span::new(span.end - 1, span.end));
        }
        domain.has_a_label |= label.get(3) == Some(&b'-') && is_a_label(label);
        // The length of a label outside ASCII is that of its A-label.
        if octets(label) > LABEL_MAX_OCTETS && label.is_ascii() {
            self.limit(span, LABEL_MAX_OCTETS, |max, octets| Kind::EmailLabelTooLong { max, octets });
        }
    }

    /// What is neither a letter, a digit, a hyphen, nor a dot between labels.
    #[cold]
    #[inline(never)]
    fn not_ldh(&mut self, octet: u8, at: usize, label: usize, domain: &mut Domain) -> Step {
        let start = domain.span.start;
        let span = Span::new(at, at + 1);
        match octet {
            b'.' => return self.empty_labels(at, label, start),
            b'@' => return self.second_at(at, start),
            _ if octet >= 0x80 => return self.domain_wide(at, label, domain),
            _ if has(octet, BLANK) => return Step::Go(self.blanks(at, start)),
            _ if has(octet, CONTROL) => self.error_run(Kind::EmailControlCharacter, span),
            _ if at > start && self.is_closing(at) => return self.trailing_punctuation(at, start),
            b'(' => return Step::Go(self.comment(at)),
            b',' if self.is_between_labels(span) => {
                self.error_put(Kind::EmailDomainComma, span, ".");
                return Step::Label(at + 1);
            }
            _ => self.error_run(Kind::EmailDomainCharacter, span),
        }
        Step::Go(at + 1)
    }

    /// Another `@`; those that follow the first at once go.
    fn second_at(&mut self, at: usize, start: usize) -> Step {
        let mut span = Span::at(at);
        loop {
            let wide = self.wide(span.end);
            if !wide.char().is_some_and(|char| char == '@' || is_wide_at(char)) {
                break;
            }
            span.end += wide.octets();
        }
        let issue = self.error(Kind::EmailAtRepeated, span);
        if at == start {
            issue.mend(span, "");
        }
        Step::Stop
    }

    /// A dot at the start or the end, or several.
    fn empty_labels(&mut self, at: usize, label: usize, start: usize) -> Step {
        let end = self.run(at, DOT);
        if at > start && self.is_closing(end) {
            return self.trailing_punctuation(at, start);
        }
        let is_last = end == self.text.len() && at > start;
        let kind = if is_last { Kind::EmailDomainTrailingDot } else { Kind::EmailDomainEmptyLabel };
        // The first dot of a run ends a label, unless that is empty too.
        let from = at + (!is_last && at > label) as usize;
        if from < end {
            self.error_cut(kind, Span::new(from, end));
        }
        if is_last { Step::Stop } else { Step::Label(end) }
    }

    fn is_closing(&mut self, at: usize) -> bool {
        at < self.text.len() && at >= self.tail()
    }

    /// Where the punctuation and the symbols begin that the text ends with; looked for once for each end of the text.
    fn tail(&mut self) -> usize {
        let end = self.text.len();
        if self.tail.end != end {
            let mut start = end;
            while start > 0 {
                let at = self.boundary(start - 1);
                let wide = self.wide(at);
                let closes = wide.char().is_some_and(|char| match char {
                    '\0'..='\x7F' => has(char as u8, CLOSING),
                    _ => is_sign(char) || is_wide_dot(char) || seen(char) != Seen::Shape,
                });
                if !closes || at + wide.octets() != start {
                    break;
                }
                start = at;
            }
            self.tail = Span::new(start, end);
        }
        self.tail.start
    }

    /// What a sentence left behind, together with the apostrophe before the mailbox that belongs to it.
    fn trailing_punctuation(&mut self, at: usize, domain: usize) -> Step {
        let span = Span::new(at, self.text.len());
        let open = self.run(0, BLANK);
        let is_quoted = self.is_octet(at, b'\'') && self.is_octet(open, b'\'') && open < domain;
        let issue = self.error(Kind::EmailTrailingPunctuation, span);
        if is_quoted {
            issue.mend(Span::new(open, open + 1), "");
        }
        issue.mend(span, "");
        Step::Stop
    }

    /// A comma with a letter or a digit on both sides and no `@` behind it.
    fn is_between_labels(&mut self, comma: Span) -> bool {
        if self.next_at < comma.start {
            self.next_at = self.find(comma.start, b'@');
        }
        self.is_in_label(comma) && self.next_at >= self.text.len()
    }

    /// A letter or a digit, or a character outside ASCII, on both sides.
    fn is_in_label(&self, span: Span) -> bool {
        self.is_label_at(span.start.wrapping_sub(1)) && self.is_label_at(span.end)
    }

    #[inline(never)]
    fn is_label_at(&self, at: usize) -> bool {
        self.octet(at).is_some_and(|octet| octet >= 0x80 || has(octet, LET_DIG))
    }

    /// A character outside ASCII: a dot in other clothes, one that cannot be in a domain, or one for IDNA.
    fn domain_wide(&mut self, at: usize, label: usize, domain: &mut Domain) -> Step {
        let wide = self.wide(at);
        let span = Span::new(at, at + wide.octets());
        let Some(char) = wide.char() else {
            self.broken(wide, span);
            return Step::Go(span.end);
        };
        if is_wide_at(char) {
            return self.second_at(at, domain.span.start);
        }
        domain.is_wide = true;
        let start = domain.span.start;
        if at > start
            && (is_sign(char) && self.is_closing(at) || at > label && is_wide_dot(char) && self.is_closing(span.end))
        {
            return self.trailing_punctuation(at, start);
        }
        // An A-label is wrong as a whole.
        if is_mark(char) && !is_a_label(self.slice(Span::new(label, at))) {
            return self.mark(char, span);
        }
        if is_wide_dot(char) {
            if at == label {
                self.error_cut(Kind::EmailDomainEmptyLabel, span);
            } else {
                self.warning(Kind::EmailDomainFullWidthDot, span).mend(span, ".");
            }
            return Step::Label(span.end);
        }
        if is_sign(char) {
            domain.sign = span;
        }
        self.unseen(char, span, Side::Domain);
        Step::Go(span.end)
    }

    /// Punctuation outside ASCII: RFC 5892 §2.6. The ASCII character that is meant is put in where there is one.
    fn mark(&mut self, char: char, span: Span) -> Step {
        if ascii_separator(char) == Some(b',') && self.is_between_labels(span) {
            self.error_put(Kind::EmailDomainComma, span, ".");
            return Step::Label(span.end);
        }
        if matches!(char, '\u{2010}'..='\u{2015}' | '\u{2212}') && self.is_in_label(span) {
            self.error_put(Kind::EmailDomainCharacter, span, "-");
        } else {
            self.error_run(Kind::EmailDomainCharacter, span);
        }
        Step::Go(span.end)
    }

    /// What mail APIs ask of a domain beyond RFC 5321: a dot, and an end that is delegated to somebody.
    fn practical_domain(&mut self, domain: &Domain) {
        if domain.labels < 2 {
            if !self.options.dotless_domain {
                self.dot_missing(domain.span);
            }
            return;
        }
        self.top_level(self.slice(domain.last_label), domain.last_label);
    }

    /// RFC 3696 §2: at least two letters, and not all digits.
    pub(super) fn top_level(&mut self, label: &[u8], span: Span) {
        if all(label, DIGIT) {
            self.error(Kind::EmailTldNumeric, span);
        } else if octets(label) < TLD_MIN_OCTETS {
            self.error(Kind::EmailTldTooShort { min: TLD_MIN_OCTETS, octets: octets(label) }, span);
        } else if !all(label, ALPHA) && !is_a_label(label) {
            self.warning(Kind::EmailTldNotAlphabetic, span).likely = true;
        }
    }

    /// The end is put in when a well-known provider has the name.
    #[cold]
    #[inline(never)]
    fn dot_missing(&mut self, span: Span) {
        let edit = self.ask(Ask::Ending, span);
        let issue = self.error(Kind::EmailDomainDotMissing, span);
        if let Some(edit) = edit {
            issue.mend(Span::at(span.end), &edit.insert);
        }
    }

    /// Warns of names that nobody outside receives mail at.
    pub(super) fn reserved(&mut self, name: &[u8], span: Span) -> bool {
        let is_reserved = is_reserved(name);
        if is_reserved {
            self.warning(Kind::EmailDomainReserved, span);
        }
        is_reserved
    }
}

/// RFC 5890 §2.3.2.1: the prefix of an A-label, in capitals or not.
pub(super) fn is_a_label(label: &[u8]) -> bool {
    label.get(..4).is_some_and(|prefix| is_same(prefix, b"xn--"))
}

impl Domain {
    const fn at(start: usize, end: usize) -> Domain {
        Domain {
            span: Span::new(start, end),
            last_label: Span::new(start, end),
            labels: 1,
            has_upper: false,
            has_a_label: false,
            is_wide: false,
            sign: Span::at(start),
            is_literal: false,
            is_sound: true,
        }
    }
}

/// Reserved names, with all that is below them.
pub(super) fn is_reserved(name: &[u8]) -> bool {
    let mut start = name.len();
    while start > 0 && name.get(start - 1) != Some(&b'.') {
        start -= 1;
    }
    let tld = name.get(start..).unwrap_or_default();
    if tld.len() < 3 {
        return false;
    }
    let above = name.get(..start.saturating_sub(1)).unwrap_or_default();
    RESERVED_TLD.iter().any(|reserved| is_same(tld, reserved))
        || RESERVED_BELOW.iter().any(|(reserved, label)| is_same(tld, reserved) && ends_with_label(above, label))
}

/// Top-level domains that are no mail domain of the Internet.
const RESERVED_TLD: [&[u8]; 9] = [
    b"example",     // RFC 2606 §2
    b"test",        // RFC 2606 §2
    b"invalid",     // RFC 2606 §2
    b"localhost",   // RFC 2606 §2
    b"local",       // RFC 6762 §3
    b"onion",       // RFC 7686 §2
    b"alt",         // RFC 9476 §2
    b"internal",    // ICANN board resolution 2024.07.29.06
    b"localdomain", // never delegated, and what many hosts call themselves
];

/// Reserved names below top-level domains: RFC 2606 §3, RFC 8375 §4.
const RESERVED_BELOW: [(&[u8], &[u8]); 4] =
    [(b"com", b"example"), (b"net", b"example"), (b"org", b"example"), (b"arpa", b"home")];

fn ends_with_label(name: &[u8], label: &[u8]) -> bool {
    let Some(split) = name.len().checked_sub(label.len()) else { return false };
    name.get(split..).is_some_and(|end| is_same(end, label)) && (split == 0 || name.get(split - 1) == Some(&b'.'))
}

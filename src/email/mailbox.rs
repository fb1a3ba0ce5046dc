//! The mailbox: what stands around it, its two sides, and its length.

use super::chars::{Seen, is_atext, is_blank, is_control, is_wide_at, seen};
use super::domain::Domain;
use super::{EmailAids, EmailMode, EmailOptions};
use crate::issue::{Edit, Findings, Issue, Kind, Severity, Span};
use crate::text::{Decoded, decode};

/// RFC 5321 §4.5.3.1.1.
const LOCAL_PART_MAX_OCTETS: u32 = 64;
/// RFC 5321 §4.5.3.1.3: 256 octets of a path without its angle brackets.
pub(super) const MAILBOX_MAX_OCTETS: u32 = 254;

/// One check under way: the text up to the end of the mailbox, so that every position is one of the value.
pub(super) struct Checker<'a> {
    pub(super) text: &'a [u8],
    pub(super) options: &'a EmailOptions,
    pub(super) aids: &'a EmailAids<'a>,
    pub(super) found: Findings,
    /// A `(` was seen that nothing closes: no later one is looked into.
    pub(super) comment_unclosed: bool,
}

/// The two sides of a mailbox.
#[derive(Debug)]
pub(super) struct Mailbox {
    pub(super) local_part: Span,
    pub(super) domain: Domain,
}

/// Which side of the `@` a character stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    LocalPart,
    Domain,
}

/// The number of octets of `text`, as issues give it.
pub(super) fn octets(text: &[u8]) -> u32 {
    text.len() as u32
}

impl<'a> Checker<'a> {
    pub(super) fn new(text: &'a [u8], options: &'a EmailOptions, aids: &'a EmailAids<'a>) -> Checker<'a> {
        Checker { text, options, aids, found: Findings::new(), comment_unclosed: false }
    }

    pub(super) fn is_strict(&self) -> bool {
        self.options.mode == EmailMode::Strict
    }

    #[cold]
    pub(super) fn error(&mut self, kind: Kind, span: Span) -> &mut Issue {
        self.found.error(kind, span)
    }

    #[cold]
    pub(super) fn warning(&mut self, kind: Kind, span: Span) -> &mut Issue {
        self.found.warning(kind, span)
    }

    /// A warning in `practical` mode, an error in `strict` mode.
    #[cold]
    pub(super) fn lenient(&mut self, kind: Kind, span: Span) -> &mut Issue {
        let severity = if self.is_strict() { Severity::Error } else { Severity::Warning };
        self.found.push(Issue::new(severity, kind, Some(span)))
    }

    /// An error that joins the one before it when both are of one kind and side by side.
    #[cold]
    pub(super) fn error_run(&mut self, kind: Kind, span: Span) {
        match self.found.issues.last_mut() {
            Some(Issue { kind: known, span: Some(run), fix, .. })
                if *known == kind && run.end == span.start && fix.is_empty() =>
            {
                run.end = span.end;
            }
            _ => {
                self.error(kind, span);
            }
        }
    }

    pub(super) fn slice(&self, span: Span) -> &'a [u8] {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    pub(super) fn octet(&self, at: usize) -> Option<u8> {
        self.text.get(at).copied()
    }

    /// RFC 5321 §4.1.2, Mailbox = Local-part "@" ( Domain / address-literal ); `None` when there is no `@` to go by.
    pub(super) fn mailbox(&mut self, start: usize) -> Option<Mailbox> {
        let at = match self.octet(start) {
            Some(b'"') => self.quoted_string(start)?,
            _ => match self.dot_string(start) {
                Some(at) => at,
                None => return self.no_at(start),
            },
        };
        let local_part = Span::new(start, at);
        if at == start {
            self.error(Kind::EmailLocalPartMissing, Span::at(start));
        }
        self.limit(local_part, LOCAL_PART_MAX_OCTETS, |max, octets| Kind::EmailLocalPartTooLong { max, octets });
        let domain = self.domain_or_literal(at + 1);
        let known_too_long =
            self.found.issues.iter().any(|issue| {
                matches!(issue.kind, Kind::EmailDomainTooLong { .. } | Kind::EmailLocalPartTooLong { .. })
            });
        // A domain outside ASCII counts as what it becomes: `ascii_form`.
        if !known_too_long && !domain.is_wide {
            let whole = Span::new(start, domain.span.end);
            self.limit(whole, MAILBOX_MAX_OCTETS, |max, octets| Kind::EmailMailboxTooLong { max, octets });
        }
        Some(Mailbox { local_part, domain })
    }

    /// Without an `@` it is guessing which side the other findings belong to.
    #[cold]
    fn no_at(&mut self, start: usize) -> Option<Mailbox> {
        let before = |issue: &Issue| issue.span.is_some_and(|span| span.end <= start);
        self.found.issues.retain(before);
        self.found
            .warnings
            .retain(|issue| before(issue) || issue.span.is_some_and(|span| span.start >= self.text.len()));
        let whole = Span::new(start, self.text.len());
        match (self.octet(start), self.text.last()) {
            (Some(b'('), Some(b')')) if self.slice(whole).contains(&b'@') => {
                let issue = self.error(Kind::EmailComment, whole);
                issue.fix.push(Edit::new(Span::new(start, start + 1), ""));
                issue.fix.push(Edit::new(Span::new(whole.end - 1, whole.end), ""));
            }
            _ => self.at_missing(start),
        }
        None
    }

    /// Finds `span` too long when it has more than `max` octets; the place is what is over.
    pub(super) fn limit(&mut self, span: Span, max: u32, kind: impl Fn(u32, u32) -> Kind) {
        let octets = (span.end - span.start) as u32;
        if octets > max {
            let over = Span::new(self.boundary(span.start + max as usize), span.end);
            self.error(kind(max, octets), over);
        }
    }

    /// The character boundary at or before octet `at`: a character has at most three octets that continue it.
    fn boundary(&self, at: usize) -> usize {
        let continues = |at: usize| self.octet(at).is_some_and(|octet| octet & 0xC0 == 0x80);
        (0..=3).map_while(|back| at.checked_sub(back)).find(|&at| !continues(at)).unwrap_or(at)
    }

    /// White space between characters; it is taken out where it parts nothing that means something on its own.
    pub(super) fn blanks(&mut self, at: usize, start: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = at + rest.iter().take_while(|&&octet| is_blank(octet)).count();
        let span = Span::new(at, end);
        let before = self.octet(at.wrapping_sub(1));
        let beside = |octet| matches!(octet, Some(b'.' | b'@'));
        let removable = at == start || beside(before) || beside(self.octet(end));
        let issue = self.error(Kind::EmailWhiteSpace, span);
        if removable {
            issue.fix.push(Edit::new(span, ""));
        }
        end
    }

    /// RFC 5322 §3.2.2, comment: reported whole, nested ones inside it; gives the place after it.
    pub(super) fn comment(&mut self, open: usize) -> usize {
        match self.comment_end(open) {
            Some(end) => {
                let span = Span::new(open, end);
                self.error(Kind::EmailComment, span).fix.push(Edit::new(span, ""));
                end
            }
            None => {
                self.comment_unclosed = true;
                self.error(Kind::EmailComment, Span::new(open, open + 1));
                open + 1
            }
        }
    }

    fn comment_end(&self, open: usize) -> Option<usize> {
        if self.comment_unclosed {
            return None;
        }
        let mut depth = 0usize;
        let mut escaped = false;
        for (offset, &octet) in self.text.get(open..)?.iter().enumerate() {
            match octet {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => depth += 1,
                b')' if depth == 1 => return Some(open + offset + 1),
                b')' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The character at `at`, which is not ASCII, with its end.
    pub(super) fn wide(&self, at: usize) -> (Decoded, Span) {
        let (decoded, octets) = decode(self.text, at).unwrap_or((Decoded::Invalid, 1));
        (decoded, Span::new(at, at + octets))
    }

    /// Reports what no side of a mailbox can hold; true when `char` is a character to look at further.
    pub(super) fn is_broken(&mut self, decoded: Decoded, span: Span) -> bool {
        match decoded {
            Decoded::Char(_) => return false,
            Decoded::LoneSurrogate(_) => self.error_run(Kind::LoneSurrogate, span),
            Decoded::Invalid => self.error_run(Kind::EmailInvalidUtf8, span),
        }
        true
    }

    /// What to say when the text has no `@`: a full-width one, one spelt out, or none.
    #[cold]
    pub(super) fn at_missing(&mut self, start: usize) {
        let mut at = start;
        while at < self.text.len() {
            let (decoded, span) = self.wide(at);
            if matches!(decoded, Decoded::Char(char) if is_wide_at(char)) {
                self.error(Kind::EmailAtFullWidth, span).fix.push(Edit::new(span, "@"));
                return;
            }
            at = span.end;
        }
        let (span, fix) = match self.spelt_at(start).or_else(|| self.at_before_provider(start)) {
            Some(span) => (span, true),
            None => (Span::at(self.text.len()), false),
        };
        let issue = self.error(Kind::EmailAtMissing, span);
        if fix {
            issue.fix.push(Edit::new(span, "@"));
        }
    }

    /// `(at)`, `[at]`, `{at}` or ` at ` with the blanks around it, when there is one with something on both sides.
    fn spelt_at(&self, start: usize) -> Option<Span> {
        let rest = self.text.get(start..)?;
        let mut places = rest.windows(4).enumerate().filter(|(_, four)| {
            let inner = four.get(1..3).unwrap_or_default();
            let ends = (four.first(), four.last());
            inner.eq_ignore_ascii_case(b"at")
                && matches!(
                    ends,
                    (Some(b'('), Some(b')'))
                        | (Some(b'['), Some(b']'))
                        | (Some(b'{'), Some(b'}'))
                        | (Some(b' '), Some(b' '))
                )
        });
        let (offset, _) = places.next()?;
        if places.next().is_some() {
            return None;
        }
        let (mut from, mut to) = (start + offset, start + offset + 4);
        while from > start && self.octet(from - 1) == Some(b' ') {
            from -= 1;
        }
        while self.octet(to) == Some(b' ') {
            to += 1;
        }
        let has_dot = self.text.get(to..)?.contains(&b'.');
        (from > start && has_dot).then(|| Span::new(from, to))
    }

    /// The place before a well-known domain that the text ends with, and the sign that stands for the `@`.
    fn at_before_provider(&self, start: usize) -> Option<Span> {
        let list = self.aids.providers?;
        if list.has(self.text.get(start..)?) {
            return None;
        }
        let end = self.text.len() - list.known_ending(self.text.get(start + 1..)?)?;
        let sign =
            matches!(self.octet(end - 1)?, b'.' | b'#' | b'$' | b'%' | b'^' | b'&' | b'*' | b'!' | b'"' | b'\'' | b' ');
        let from = if sign { end - 1 } else { end };
        let local_part = self.slice(Span::new(start, from));
        let is_plain = local_part
            .split(|&octet| octet == b'.')
            .all(|atom| !atom.is_empty() && atom.iter().all(|&octet| is_atext(octet)));
        is_plain.then_some(Span::new(from, end))
    }

    /// White space and invisible characters at both ends; gives what is between.
    pub(super) fn surroundings(&mut self) -> Span {
        let start = self.blank_start();
        let end = self.blank_end(start);
        for span in [Span::new(0, start), Span::new(end, self.text.len())] {
            if span.start < span.end {
                self.lenient(Kind::EmailSurroundingWhiteSpace, span).fix.push(Edit::new(span, ""));
            }
        }
        Span::new(start, end)
    }

    fn blank_start(&self) -> usize {
        let mut at = 0;
        while at < self.text.len() {
            let (decoded, span) = self.wide(at);
            if !self.is_surrounding(decoded) {
                break;
            }
            at = span.end;
        }
        at
    }

    fn blank_end(&self, start: usize) -> usize {
        let mut end = self.text.len();
        while end > start {
            let at = self.boundary(end - 1).max(start);
            let (decoded, span) = self.wide(at);
            if span.end != end || !self.is_surrounding(decoded) {
                break;
            }
            end = at;
        }
        end
    }

    /// RFC 6531 §3.3 lets every character outside ASCII into a local-part, so `strict` mode takes off ASCII blanks alone.
    fn is_surrounding(&self, decoded: Decoded) -> bool {
        match decoded {
            Decoded::Char(char) if char.is_ascii() => is_blank(char as u8),
            Decoded::Char(char) => !self.is_strict() && seen(char) != Seen::Shape,
            _ => false,
        }
    }

    /// RFC 6068 §2: `mailto:` and the header fields of the URI. Gives the start of the mailbox and cuts the text at its end.
    pub(super) fn mailto(&mut self, start: usize) -> usize {
        const PREFIX: &[u8] = b"mailto:";
        let mut after = start;
        while self.slice(Span::new(after, after + PREFIX.len())).eq_ignore_ascii_case(PREFIX) {
            after += PREFIX.len();
        }
        if after == start {
            return start;
        }
        let prefix = Span::new(start, after);
        let rest = self.text.get(after..).unwrap_or_default();
        let domain = rest.iter().position(|&octet| octet == b'@').unwrap_or(rest.len());
        let query = rest.iter().skip(domain).position(|&octet| octet == b'?');
        let whole = self.text.len();
        if let Some(offset) = query {
            self.text = self.text.get(..after + domain + offset).unwrap_or_default();
        }
        let cut = Span::new(self.text.len(), whole);
        let issue = self.lenient(Kind::EmailMailtoPrefix, prefix);
        issue.fix.push(Edit::new(prefix, ""));
        if query.is_some() {
            issue.fix.push(Edit::new(cut, ""));
        }
        after
    }

    /// Controls are an error of their own on both sides.
    pub(super) fn control(&mut self, at: usize) -> bool {
        let control = self.octet(at).is_some_and(is_control);
        if control {
            self.error_run(Kind::EmailControlCharacter, Span::new(at, at + 1));
        }
        control
    }

    /// A character that is not seen, or not where it stands, on the side given; true when it was one.
    pub(super) fn unseen(&mut self, char: char, span: Span, side: Side) -> bool {
        let kind = match seen(char) {
            Seen::Shape => return false,
            Seen::Space => Kind::EmailWhiteSpace,
            Seen::Bidi => Kind::EmailBidiControl,
            Seen::Nothing | Seen::Joiner => Kind::EmailInvisibleCharacter,
        };
        let spelling =
            seen(char) == Seen::Joiner && self.octet(span.start.wrapping_sub(1)).is_some_and(|octet| octet >= 0x80);
        // UTS #46 drops or judges invisible characters of a domain; RFC 6531 lets all of these into a local-part.
        let usable = match side {
            Side::Domain => kind == Kind::EmailInvisibleCharacter,
            Side::LocalPart => self.options.smtputf8 && (self.is_strict() || spelling),
        };
        let severity = if usable { Severity::Warning } else { Severity::Error };
        let issue = self.found.push(Issue::new(severity, kind, Some(span)));
        issue.likely = spelling;
        if kind != Kind::EmailWhiteSpace && !spelling {
            issue.fix.push(Edit::new(span, ""));
        }
        true
    }
}

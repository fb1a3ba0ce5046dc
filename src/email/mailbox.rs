//! The mailbox: what stands around it, its two sides, and its length.

use super::chars::{Seen, is_blank, is_control, seen};
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
    #[inline(never)]
    pub(super) fn error(&mut self, kind: Kind, span: Span) -> &mut Issue {
        self.found.error(kind, span)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn warning(&mut self, kind: Kind, span: Span) -> &mut Issue {
        self.found.warning(kind, span)
    }

    /// A warning in `practical` mode, an error in `strict` mode.
    #[cold]
    #[inline(never)]
    pub(super) fn lenient(&mut self, kind: Kind, span: Span) -> &mut Issue {
        let severity = if self.is_strict() { Severity::Error } else { Severity::Warning };
        self.found.push(Issue::new(severity, kind, Some(span)))
    }

    /// An error that is mended by taking `span` out.
    #[cold]
    #[inline(never)]
    pub(super) fn error_cut(&mut self, kind: Kind, span: Span) {
        self.error_put(kind, span, "");
    }

    /// An error that is mended by putting `insert` in the place of `span`.
    #[cold]
    #[inline(never)]
    pub(super) fn error_put(&mut self, kind: Kind, span: Span, insert: &str) {
        self.error(kind, span).fix.push(Edit::new(span, insert));
    }

    /// Forgets what was found after there were so many errors and warnings.
    #[cold]
    #[inline(never)]
    pub(super) fn forget(&mut self, issues: usize, warnings: usize) {
        self.found.issues.truncate(issues);
        self.found.warnings.truncate(warnings);
    }

    /// An error that joins the one before it when both are of one kind and side by side.
    #[cold]
    #[inline(never)]
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
        let (issues, warnings) = (self.found.issues.len(), self.found.warnings.len());
        let at = match self.octet(start) {
            Some(b'"') => self.quoted_string(start)?,
            _ => match self.dot_string(start) {
                Some(at) => at,
                None => return self.no_at(start, issues, warnings),
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

    /// Finds `span` too long when it has more than `max` octets; the place is what is over.
    pub(super) fn limit(&mut self, span: Span, max: u32, kind: fn(u32, u32) -> Kind) {
        let octets = (span.end - span.start) as u32;
        if octets > max {
            let over = Span::new(self.boundary(span.start + max as usize), span.end);
            self.error(kind(max, octets), over);
        }
    }

    /// The character boundary at or before octet `at`: a character has at most three octets that continue it.
    pub(super) fn boundary(&self, at: usize) -> usize {
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
                self.error_cut(Kind::EmailComment, span);
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

    /// The character at `at`, with its place.
    #[inline(never)]
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

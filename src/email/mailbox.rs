//! The mailbox: what stands around it, its two sides, and its length.

use super::chars::{BLANK, Seen, Set, find, run, seen};
use super::domain::Domain;
use super::providers::Ask;
use super::{EmailAids, EmailMode, EmailOptions};
use crate::issue::{Edit, Findings, Issue, Kind, Severity, Span};
use crate::text::{Decoded, decode};

/// RFC 5321 §4.5.3.1.1.
pub(super) const LOCAL_PART_MAX_OCTETS: u32 = 64;
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
    /// The `@` that was looked for last, or a place behind the text.
    pub(super) next_at: usize,
    /// It is a `mailto:` URI, whose local-part may be percent-encoded.
    pub(super) is_uri: bool,
    /// The punctuation and symbols that the text ends with, when its end is that of the text.
    pub(super) tail: Span,
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

/// A character of WTF-8 with its size, in one word.
#[derive(Clone, Copy)]
pub(super) struct Wide(u32);

impl Wide {
    /// No character and no surrogate.
    const INVALID: u32 = 0x1F_FFFF;

    /// `None` for what is none: see [`Checker::broken`].
    pub(super) fn char(self) -> Option<char> {
        char::from_u32(self.code())
    }

    fn code(self) -> u32 {
        self.0 & 0x1F_FFFF
    }

    pub(super) fn octets(self) -> usize {
        (self.0 >> 24) as usize
    }
}

/// The number of octets of `text`, as issues give it.
pub(super) fn octets(text: &[u8]) -> u32 {
    text.len() as u32
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        text: &'a [u8],
        options: &'a EmailOptions,
        aids: &'a EmailAids<'a>,
        found: Findings,
    ) -> Checker<'a> {
        Checker { text, options, aids, found, comment_unclosed: false, next_at: 0, is_uri: false, tail: Span::at(0) }
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
        self.error(kind, span).mend(span, insert);
    }

    /// An error that is mended by taking out the first and the last character of `span`.
    #[cold]
    #[inline(never)]
    pub(super) fn error_unwrap(&mut self, kind: Kind, span: Span) {
        let first = Span::new(span.start, span.start + self.wide(span.start).octets());
        let last = Span::new(self.boundary(span.end - 1), span.end);
        let issue = self.error(kind, span);
        issue.mend(first, "");
        issue.mend(last, "");
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
                if known.index() == kind.index() && run.end == span.start && fix.is_empty() =>
            {
                run.end = span.end;
            }
            _ => {
                self.error(kind, span);
            }
        }
    }

    #[inline]
    pub(super) fn slice(&self, span: Span) -> &'a [u8] {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    pub(super) fn octet(&self, at: usize) -> Option<u8> {
        self.text.get(at).copied()
    }

    /// True when `octet` stands at `at`.
    #[inline(never)]
    pub(super) fn is_octet(&self, at: usize, octet: u8) -> bool {
        self.octet(at) == Some(octet)
    }

    /// The place of the first `octet` from `at` on, or the end of the text.
    #[inline(never)]
    pub(super) fn find(&self, at: usize, octet: u8) -> usize {
        at + find(self.text.get(at..).unwrap_or_default(), octet)
    }

    /// The end of the octets of a set that begin at `at`.
    #[inline(never)]
    pub(super) fn run(&self, at: usize, set: Set) -> usize {
        at + run(self.text.get(at..).unwrap_or_default(), set)
    }

    /// Asks the list of well-known domains, if there is one. The edit counts from the start of `span`.
    pub(super) fn ask(&self, ask: Ask, span: Span) -> Option<Edit> {
        self.aids.providers?.ask(ask, self.slice(span))
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
    #[inline]
    pub(super) fn limit(&mut self, span: Span, max: u32, kind: fn(u32, u32) -> Kind) {
        let octets = (span.end - span.start) as u32;
        if octets > max {
            self.over(span, max, kind);
        }
    }

    #[cold]
    #[inline(never)]
    fn over(&mut self, span: Span, max: u32, kind: fn(u32, u32) -> Kind) {
        let over = Span::new(self.boundary(span.start + max as usize), span.end);
        self.error(kind(max, (span.end - span.start) as u32), over);
    }

    /// The character boundary at or before octet `at`: a character has at most three octets that continue it.
    pub(super) fn boundary(&self, at: usize) -> usize {
        let mut back = 0;
        while back <= 3 && back <= at {
            if self.octet(at - back).is_none_or(|octet| octet & 0xC0 != 0x80) {
                return at - back;
            }
            back += 1;
        }
        at
    }

    /// White space between characters; it is taken out where it parts nothing that means something on its own.
    pub(super) fn blanks(&mut self, at: usize, start: usize) -> usize {
        let end = self.run(at, BLANK);
        let span = Span::new(at, end);
        let removable = at == start || self.is_divider(at.wrapping_sub(1)) || self.is_divider(end);
        let issue = self.error(Kind::EmailWhiteSpace, span);
        if removable {
            issue.mend(span, "");
        }
        end
    }

    fn is_divider(&self, at: usize) -> bool {
        self.is_octet(at, b'.') || self.is_octet(at, b'@')
    }

    /// RFC 5322 §3.2.2, comment: reported whole, nested ones inside it; gives the place after it.
    #[inline(never)]
    pub(super) fn comment(&mut self, open: usize) -> usize {
        let mut depth = 0;
        let mut at = open;
        while let Some(octet) = self.octet(at)
            && !self.comment_unclosed
        {
            at += 1;
            match octet {
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    self.error_cut(Kind::EmailComment, Span::new(open, at));
                    return at;
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.comment_unclosed = true;
        self.error(Kind::EmailComment, Span::new(open, open + 1));
        open + 1
    }

    /// The character at `at`.
    pub(super) fn wide(&self, at: usize) -> Wide {
        wide_at(self.text, at)
    }

    /// Reports what is no character: nothing can hold it.
    pub(super) fn broken(&mut self, wide: Wide, span: Span) {
        let kind = if wide.code() == Wide::INVALID { Kind::EmailInvalidUtf8 } else { Kind::LoneSurrogate };
        self.error_run(kind, span);
    }

    /// A character that is not seen, or not where it stands, on the side given; true when it was one.
    #[inline(never)]
    pub(super) fn unseen(&mut self, char: char, span: Span, side: Side) -> bool {
        let seen = seen(char);
        let kind = match seen {
            Seen::Shape => return false,
            Seen::Space => Kind::EmailWhiteSpace,
            Seen::Bidi => Kind::EmailBidiControl,
            Seen::Nothing | Seen::Joiner => Kind::EmailInvisibleCharacter,
        };
        // Behind a letter outside ASCII, not behind another one that nobody sees.
        let spelling = seen == Seen::Joiner
            && self.octet(span.start.wrapping_sub(1)).is_some_and(|octet| octet >= 0x80)
            && self.found.warnings.last().and_then(|issue| issue.span).is_none_or(|last| last.end != span.start);
        if spelling && side == Side::Domain {
            return true; // RFC 5892 appendices A.1 and A.2: UTS #46 takes it where the word is spelt so, and nowhere else.
        }
        // UTS #46 drops or judges invisible characters of a domain; RFC 6531 lets all of these into a local-part.
        let usable = match side {
            Side::Domain => matches!(seen, Seen::Nothing | Seen::Joiner),
            Side::LocalPart => self.options.smtputf8 && (self.is_strict() || spelling),
        };
        let severity = if usable { Severity::Warning } else { Severity::Error };
        let issue = self.found.push(Issue::new(severity, kind, Some(span)));
        issue.likely = spelling;
        if seen != Seen::Space && !spelling {
            issue.mend(span, "");
        }
        true
    }
}

/// The character at octet `at` of `text`.
#[inline(never)]
pub(super) fn wide_at(text: &[u8], at: usize) -> Wide {
    let (decoded, octets) = decode(text, at).unwrap_or((Decoded::Invalid, 1));
    let code = match decoded {
        Decoded::Char(char) => char as u32,
        Decoded::LoneSurrogate(half) => u32::from(half),
        Decoded::Invalid => Wide::INVALID,
    };
    Wide((octets as u32) << 24 | code)
}

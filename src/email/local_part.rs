//! The local-part: what stands before the `@`.
//!
//! # Scope
//!
//! RFC 5321 §4.1.2, Local-part = Dot-string / Quoted-string, and RFC 6531 §3.3 by option. Comments and folding white space
//! of RFC 5322 are none of it and are reported as what they are. The local-part's meaning is its host's business (RFC 5321
//! §2.3.11): it is never changed.

use super::chars::{ATEXT, BLANK, CONTROL, DOT, QTEXT, has, is_dot_string};
use super::mailbox::{Checker, Side};
use crate::issue::{Kind, Span};

impl Checker<'_> {
    /// RFC 5321 §4.1.2, Dot-string = Atom *("." Atom). Gives the place of the `@`, if there is one.
    pub(super) fn dot_string(&mut self, start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            match self.octet(at)? {
                octet if has(octet, ATEXT) => at += 1,
                b'@' => return Some(at),
                b'.' => at = self.dots(at, start),
                octet => at = self.not_atext(octet, at, start),
            }
        }
    }

    /// One dot between two atoms, or the dots that are too many.
    #[inline]
    fn dots(&mut self, at: usize, start: usize) -> usize {
        if at > start && !matches!(self.octet(at + 1), Some(b'.' | b'@') | None) {
            return at + 1;
        }
        self.misplaced_dots(at, start)
    }

    #[cold]
    #[inline(never)]
    fn misplaced_dots(&mut self, at: usize, start: usize) -> usize {
        let end = self.run(at, DOT);
        let (kind, from) = if at == start {
            (Kind::EmailLocalPartLeadingDot, at)
        } else if matches!(self.octet(end), Some(b'@') | None) {
            (Kind::EmailLocalPartTrailingDot, at)
        } else {
            (Kind::EmailLocalPartConsecutiveDots, at + 1)
        };
        self.error_cut(kind, Span::new(from, end));
        end
    }

    /// An octet that no atom holds; gives the place after what is wrong.
    #[cold]
    #[inline(never)]
    fn not_atext(&mut self, octet: u8, at: usize, start: usize) -> usize {
        let kind = match octet {
            _ if octet >= 0x80 => return self.local_part_wide(at),
            _ if has(octet, BLANK) => return self.blanks(at, start),
            _ if has(octet, CONTROL) => Kind::EmailControlCharacter,
            b'(' => return self.comment(at),
            b'"' => Kind::EmailLocalPartQuotationMark,
            b'\\' => Kind::EmailLocalPartBackslash,
            _ => Kind::EmailLocalPartCharacter,
        };
        self.error_run(kind, Span::new(at, at + 1));
        at + 1
    }

    /// RFC 6531 §3.3: atext =/ UTF8-non-ascii, qtextSMTP =/ UTF8-non-ascii, under SMTPUTF8.
    #[cold]
    #[inline(never)]
    fn local_part_wide(&mut self, at: usize) -> usize {
        let wide = self.wide(at);
        let span = Span::new(at, at + wide.octets());
        match wide.char() {
            None => self.broken(wide, span),
            Some(char) => {
                if !self.unseen(char, span, Side::LocalPart) && !self.options.smtputf8 {
                    self.error_run(Kind::EmailLocalPartNotAscii, span);
                }
            }
        }
        span.end
    }

    /// RFC 5321 §4.1.2, Quoted-string = DQUOTE *QcontentSMTP DQUOTE. Gives the place of the `@`, if there is one.
    #[cold]
    #[inline(never)]
    pub(super) fn quoted_string(&mut self, open: usize) -> Option<usize> {
        let known = self.found.issues.len();
        let Some(close) = self.quoted_content(open + 1) else {
            // Whatever was found inside rests on the wrong end.
            self.forget(known, usize::MAX);
            self.error(Kind::EmailQuotedStringUnclosed, Span::new(open, open + 1));
            return None;
        };
        let after = close + 1;
        match self.octet(after) {
            Some(b'@') => self.quoted_by_choice(Span::new(open, after)),
            None => {
                self.forget(known, usize::MAX);
                if self.find(open, b'@') < after {
                    // Quotation marks around the whole mailbox.
                    self.error_unwrap(Kind::EmailLocalPartQuotationMark, Span::new(open, after));
                } else {
                    self.at_missing(open);
                }
                return None;
            }
            Some(_) => {
                let end = self.find(after, b'@');
                self.error(Kind::EmailQuotedStringTrailingText, Span::new(after, end));
                return (end < self.text.len()).then_some(end);
            }
        }
        Some(after)
    }

    /// RFC 5321 §4.1.2, QcontentSMTP = qtextSMTP / quoted-pairSMTP. Gives the place of the closing quotation mark.
    fn quoted_content(&mut self, start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            match self.octet(at)? {
                b'"' => return Some(at),
                b'\\' => at = self.quoted_pair(at),
                octet if octet >= 0x80 => at = self.local_part_wide(at),
                octet => {
                    if !has(octet, QTEXT) {
                        self.error_run(Kind::EmailQuotedStringCharacter, Span::new(at, at + 1));
                    }
                    at += 1;
                }
            }
        }
    }

    /// RFC 5321 §4.1.2, quoted-pairSMTP = %d92 %d32-126; RFC 6531 §3.3 leaves it as it is.
    fn quoted_pair(&mut self, backslash: usize) -> usize {
        match self.octet(backslash + 1) {
            Some(b' '..=b'~') => backslash + 2,
            None => backslash + 1,
            Some(_) => {
                let end = backslash + 1 + self.wide(backslash + 1).octets();
                self.error(Kind::EmailQuotedPairCharacter, Span::new(backslash, end));
                end
            }
        }
    }

    /// `practical` mode takes no quoted-string; its marks go when what they enclose is a dot-string.
    fn quoted_by_choice(&mut self, span: Span) {
        if self.is_strict() || self.options.quoted_local_part {
            return;
        }
        if is_dot_string(self.slice(Span::new(span.start + 1, span.end - 1))) {
            self.error_unwrap(Kind::EmailQuotedStringNotAllowed, span);
        } else {
            self.error(Kind::EmailQuotedStringNotAllowed, span);
        }
    }
}

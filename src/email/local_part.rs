//! The local-part: what stands before the `@`.
//!
//! # Scope
//!
//! RFC 5321 §4.1.2, Local-part = Dot-string / Quoted-string, and RFC 6531 §3.3 by option. Comments and folding white space
//! of RFC 5322 are none of it and are reported as what they are. The local-part's meaning is its host's business (RFC 5321
//! §2.3.11): it is never changed.

use super::chars::{is_atext, is_blank, is_qtext};
use super::mailbox::{Checker, Side};
use crate::issue::{Edit, Kind, Span};
use crate::text::Decoded;

impl Checker<'_> {
    /// RFC 5321 §4.1.2, Dot-string = Atom *("." Atom). Gives the place of the `@`, if there is one.
    pub(super) fn dot_string(&mut self, start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            match self.octet(at)? {
                octet if is_atext(octet) => at += 1,
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
    fn misplaced_dots(&mut self, at: usize, start: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = at + rest.iter().take_while(|&&octet| octet == b'.').count();
        let (kind, span) = if at == start {
            (Kind::EmailLocalPartLeadingDot, Span::new(at, end))
        } else if matches!(self.octet(end), Some(b'@') | None) {
            (Kind::EmailLocalPartTrailingDot, Span::new(at, end))
        } else {
            (Kind::EmailLocalPartConsecutiveDots, Span::new(at + 1, end))
        };
        self.error_cut(kind, span);
        end
    }

    /// An octet that no atom holds; gives the place after what is wrong.
    #[cold]
    fn not_atext(&mut self, octet: u8, at: usize, start: usize) -> usize {
        let span = Span::new(at, at + 1);
        match octet {
            _ if octet >= 0x80 => return self.local_part_wide(at),
            _ if is_blank(octet) => return self.blanks(at, start),
            _ if self.control(at) => {}
            b'(' => return self.comment(at),
            b'"' => self.error_run(Kind::EmailLocalPartQuotationMark, span),
            b'\\' => self.error_run(Kind::EmailLocalPartBackslash, span),
            _ => self.error_run(Kind::EmailLocalPartCharacter, span),
        }
        at + 1
    }

    /// RFC 6531 §3.3: atext =/ UTF8-non-ascii, qtextSMTP =/ UTF8-non-ascii, under SMTPUTF8.
    fn local_part_wide(&mut self, at: usize) -> usize {
        let (decoded, span) = self.wide(at);
        if let Decoded::Char(char) = decoded
            && !self.unseen(char, span, Side::LocalPart)
            && !self.options.smtputf8
        {
            self.error_run(Kind::EmailLocalPartNotAscii, span);
        }
        self.is_broken(decoded, span);
        span.end
    }

    /// RFC 5321 §4.1.2, Quoted-string = DQUOTE *QcontentSMTP DQUOTE. Gives the place of the `@`, if there is one.
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
            None if self.slice(Span::new(open, after)).contains(&b'@') => {
                self.quoted_whole(open, close, known);
                return None;
            }
            None => {
                self.forget(known, usize::MAX);
                self.at_missing(open);
                return None;
            }
            Some(_) => return self.quoted_string_trailing_text(after),
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
                    if !is_qtext(octet) {
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
                let end = self.wide(backslash + 1).1.end;
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
        let content = self.slice(Span::new(span.start + 1, span.end - 1));
        let plain = content
            .split(|&octet| octet == b'.')
            .all(|atom| !atom.is_empty() && atom.iter().all(|&octet| is_atext(octet)));
        let issue = self.error(Kind::EmailQuotedStringNotAllowed, span);
        if plain {
            issue.fix.push(Edit::new(Span::new(span.start, span.start + 1), ""));
            issue.fix.push(Edit::new(Span::new(span.end - 1, span.end), ""));
        }
    }

    /// Quotation marks around the whole mailbox.
    fn quoted_whole(&mut self, open: usize, close: usize, known: usize) {
        self.forget(known, usize::MAX);
        let issue = self.error(Kind::EmailLocalPartQuotationMark, Span::new(open, close + 1));
        issue.fix.push(Edit::new(Span::new(open, open + 1), ""));
        issue.fix.push(Edit::new(Span::new(close, close + 1), ""));
    }

    /// Text between the closing quotation mark and the `@`.
    fn quoted_string_trailing_text(&mut self, after: usize) -> Option<usize> {
        let rest = self.text.get(after..).unwrap_or_default();
        let length = rest.iter().position(|&octet| octet == b'@');
        let end = after + length.unwrap_or(rest.len());
        self.error(Kind::EmailQuotedStringTrailingText, Span::new(after, end));
        length.map(|_| end)
    }
}

//! What stands around a mailbox, and what stands there when the `@` is missing.

use super::chars::{BLANK, Seen, find, has, is_same, is_wide_at, seen};
use super::mailbox::{Checker, Mailbox};
use super::providers::Ask;
use crate::issue::{Kind, Span};

impl Checker<'_> {
    /// White space and invisible characters at both ends; gives what is between.
    pub(super) fn surroundings(&mut self) -> Span {
        let whole = self.text.len();
        let (mut start, mut end) = (0, whole);
        loop {
            let octets = self.surrounding(start);
            if octets == 0 {
                break;
            }
            start += octets;
        }
        while end > start {
            let at = self.boundary(end - 1).max(start);
            if at + self.surrounding(at) != end {
                break;
            }
            end = at;
        }
        self.surplus(Span::new(0, start));
        self.surplus(Span::new(end, whole));
        Span::new(start, end)
    }

    #[inline]
    fn surplus(&mut self, span: Span) {
        if span.start < span.end {
            self.lenient(Kind::EmailSurroundingWhiteSpace, span).mend(span, "");
        }
    }

    /// The octets of the character at `at` when it is no part of a mailbox, otherwise 0. RFC 6531 §3.3 lets every
    /// character outside ASCII into a local-part, so `strict` mode takes off ASCII blanks alone.
    #[inline]
    fn surrounding(&self, at: usize) -> usize {
        match self.octet(at) {
            Some(octet) if octet < 0x80 => has(octet, BLANK) as usize,
            Some(_) => self.surrounding_wide(at),
            None => 0,
        }
    }

    #[cold]
    fn surrounding_wide(&self, at: usize) -> usize {
        let wide = self.wide(at);
        match wide.char() {
            Some(char) if !self.is_strict() && seen(char) != Seen::Shape => wide.octets(),
            _ => 0,
        }
    }

    /// RFC 6068 §2: `mailto:` and the header fields of the URI. Gives the start of the mailbox and cuts the text at its end.
    pub(super) fn mailto(&mut self, start: usize) -> usize {
        const PREFIX: &[u8] = b"mailto:";
        let mut after = start;
        while is_same(self.slice(Span::new(after, after + PREFIX.len())), PREFIX) {
            after += PREFIX.len();
        }
        if after > start {
            self.mailto_prefix(Span::new(start, after));
        }
        after
    }

    #[cold]
    #[inline(never)]
    fn mailto_prefix(&mut self, prefix: Span) {
        let cut = Span::new(self.find(self.find(prefix.end, b'@'), b'?'), self.text.len());
        self.text = self.text.get(..cut.start).unwrap_or_default();
        let issue = self.lenient(Kind::EmailMailtoPrefix, prefix);
        issue.mend(prefix, "");
        if cut.start < cut.end {
            issue.mend(cut, "");
        }
    }

    /// Without an `@` it is guessing which side the other findings belong to: they are forgotten.
    #[cold]
    #[inline(never)]
    pub(super) fn no_at(&mut self, start: usize, issues: usize, warnings: usize) -> Option<Mailbox> {
        self.forget(issues, warnings);
        let end = self.text.len();
        if self.is_octet(start, b'(') && self.is_octet(end.wrapping_sub(1), b')') && self.find(start, b'@') < end {
            self.error_unwrap(Kind::EmailComment, Span::new(start, end));
        } else {
            self.at_missing(start);
        }
        None
    }

    /// What to say when the text has no `@`: a full-width one, one spelt out, or none.
    #[cold]
    #[inline(never)]
    pub(super) fn at_missing(&mut self, start: usize) {
        let end = self.text.len();
        let mut at = start;
        while at < end {
            let wide = self.wide(at);
            let span = Span::new(at, at + wide.octets());
            match wide.char() {
                Some(char) if is_wide_at(char) => {
                    self.error_put(Kind::EmailAtFullWidth, span, "@");
                    return;
                }
                Some(_) => {}
                // Wrong on whichever side of the `@` it stands.
                None => self.broken(wide, span),
            }
            at = span.end;
        }
        let mut span = self.spelt_at(start);
        if span.start == span.end
            && let Some(edit) = self.ask(Ask::AtBefore, Span::new(start, end))
        {
            span = edit.span.shifted(start);
        } else if span.start == span.end {
            self.error(Kind::EmailAtMissing, Span::at(end));
            return;
        }
        self.error_put(Kind::EmailAtMissing, span, "@");
    }

    /// `(at)`, `[at]`, `{at}` or ` at ` with the blanks around it, when there is one with something on both sides.
    fn spelt_at(&self, start: usize) -> Span {
        let (mut places, mut from) = (0, start);
        let mut at = start;
        while let &[open, a, t, close] = self.slice(Span::new(at, at + 4)) {
            if a | 0x20 == b'a'
                && t | 0x20 == b't'
                && matches!((open, close), (b'(', b')') | (b'[', b']') | (b'{', b'}') | (b' ', b' '))
            {
                places += 1;
                from = at;
            }
            at += 1;
        }
        let mut to = from + 4;
        while from > start && self.is_octet(from - 1, b' ') {
            from -= 1;
        }
        while self.is_octet(to, b' ') {
            to += 1;
        }
        let end = self.text.len();
        let is_one = places == 1 && from > start && find(self.text.get(to..).unwrap_or_default(), b'.') + to < end;
        if is_one { Span::new(from, to) } else { Span::at(end) }
    }
}

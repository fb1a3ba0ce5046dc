//! What stands around a mailbox, and what stands there when the `@` is missing.

use alloc::string::String;

use super::chars::{ATEXT, BLANK, DOT, Seen, find, has, is_mark, is_same, is_wide_at, push, push_char, seen};
use super::mailbox::{Checker, Mailbox};
use super::name_addr::Angle;
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
            // As before a host, which this URI has not.
            if self.slice(Span::new(after, after + 2)) == b"//" {
                after += 2;
            }
        }
        if after > start {
            self.mailto_prefix(Span::new(start, after));
        }
        after
    }

    #[cold]
    #[inline(never)]
    fn mailto_prefix(&mut self, prefix: Span) {
        let whole = self.text.len();
        self.is_uri = true;
        self.text = self.text.get(..self.find(prefix.end, b'?')).unwrap_or_default();
        let end = self.text.len();
        let local_part = Span::new(prefix.end, self.find(prefix.end, b'@'));
        let plain = self.decoded(local_part);
        let issue = self.lenient(Kind::EmailMailtoPrefix, prefix);
        // Without an `@` the whole of it would be the local-part.
        if local_part.end == end {
            issue.mend(prefix, "");
        } else if let Some(plain) = plain {
            issue.mend(Span::new(prefix.start, local_part.end), &plain);
        } else {
            // Without the prefix it would read as another mailbox.
            self.error(Kind::EmailLocalPartCharacter, local_part);
            return;
        }
        issue.mend(Span::new(end, whole), "");
    }

    /// What is percent-encoded in the local-part `span` of a URI, decoded; `None` when it is more than characters of an atom.
    #[inline(never)]
    fn decoded(&self, span: Span) -> Option<String> {
        let mut plain = String::new();
        let (mut from, mut at) = (span.start, span.start);
        while at < span.end {
            if let Some(octet) = percent_encoded(self.text, at) {
                if !has(octet, ATEXT) {
                    return None;
                }
                push(&mut plain, self.slice(Span::new(from, at)));
                push_char(&mut plain, octet as char);
                at += 2;
                from = at + 1;
            }
            at += 1;
        }
        push(&mut plain, self.slice(Span::new(from, span.end)));
        Some(plain)
    }

    /// Appends the local-part; that of a `mailto:` URI without percent-encoding.
    pub(super) fn push_local_part(&self, out: &mut String, span: Span) {
        let plain = if self.is_uri { self.decoded(span) } else { None };
        push(out, plain.as_ref().map_or(self.slice(span), |plain| plain.as_bytes()));
    }

    /// Quotation marks, brackets or other marks outside ASCII around the whole mailbox, as `"` may stand there.
    pub(super) fn in_marks(&mut self, start: usize) -> bool {
        let end = self.text.len();
        let is_whole = self.is_mark_at(start)
            && self.is_mark_at(self.boundary(end.wrapping_sub(1)))
            && self.find(start, b'@') < end;
        if is_whole {
            self.error_unwrap(Kind::EmailLocalPartQuotationMark, Span::new(start, end));
        }
        is_whole
    }

    #[inline(never)]
    fn is_mark_at(&self, at: usize) -> bool {
        self.octet(at).is_some_and(|octet| octet >= 0x80) && self.wide(at).char().is_some_and(is_mark)
    }

    /// The word with the only `@` of the text, when the others read like a sentence or a name beside it; and whether nothing
    /// but that word can be meant. `ann lee@acme.in`, `ann@acme .in` have a blank too many.
    #[cold]
    #[inline(never)]
    pub(super) fn word_among_others(&self, start: usize, angle: Option<&Angle>) -> Option<(Span, bool)> {
        let end = self.text.len();
        let sign = self.find(start, b'@');
        let is_angle = angle.is_some_and(|angle| angle.open < sign && angle.close.is_none_or(|close| sign < close));
        if is_angle || self.find(sign + 1, b'@') < end {
            return None;
        }
        let is_blank = |at: usize| self.octet(at).is_none_or(|octet| has(octet, BLANK));
        let mut word = Span::at(sign);
        while word.start > start && !is_blank(word.start - 1) {
            word.start -= 1;
        }
        while !is_blank(word.end) {
            word.end += 1;
        }
        let before = self.words(Span::new(start, word.start))?;
        let behind = self.words(Span::new(word.end, end))?;
        self.words(word)?;
        let is_sure = before + behind > 1;
        let domain = self.slice(Span::new(sign + 1, word.end));
        let is_whole = word.start < sign
            && sign < end
            && (behind == 0
                || (find(domain, b'.') + 1 < domain.len() && !self.is_octet(self.run(word.end, BLANK), b'.')));
        (is_whole && (is_sure || behind > 0)).then_some((word, is_sure))
    }

    /// How many words there are; one with a character that no mailbox has counts for more. `None` beside what may be a
    /// quoted-string or a comment.
    fn words(&self, span: Span) -> Option<u32> {
        let (mut words, mut last) = (0, b' ');
        for &octet in self.slice(span) {
            if matches!(octet, b'"' | b'(' | b')' | b'\\') {
                return None;
            }
            let is_strange = if octet < 0x80 { !has(octet, ATEXT | DOT | BLANK) } else { !self.options.smtputf8 };
            words += u32::from(has(last, BLANK) && !has(octet, BLANK)) + u32::from(is_strange);
            last = octet;
        }
        Some(words)
    }

    /// Says that `word` alone is the mailbox, and reads it.
    #[cold]
    #[inline(never)]
    pub(super) fn without_others(&mut self, start: usize, word: Span, is_sure: bool) -> Option<Mailbox> {
        let end = self.text.len();
        let (before, behind) = (Span::new(start, word.start), Span::new(word.end, end));
        let others = self.trimmed(if before.start < before.end { before } else { behind });
        let issue = self.error(Kind::EmailDisplayNameNotAllowed, others);
        if is_sure {
            issue.mend(before, "");
            issue.mend(behind, "");
        }
        self.text = self.text.get(..word.end).unwrap_or_default();
        self.mailbox(word.start)
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
            && self.is_plain_at(edit.span.shifted(start), start)
        {
            span = edit.span.shifted(start);
        } else if span.start == span.end {
            self.error(Kind::EmailAtMissing, Span::at(end));
            return;
        }
        self.error_put(Kind::EmailAtMissing, span, "@");
    }

    /// False when it is guessing where the local-part ends before a known domain: the key of the `@` was struck without the
    /// one beside it (`2` and `q` on most keyboards), a sign joins both, or a host of the web stands there.
    fn is_plain_at(&self, at: Span, start: usize) -> bool {
        let local_part = self.slice(Span::new(start, at.start));
        let last = local_part.last().copied().unwrap_or_default();
        let is_key = matches!(last, b'2' | b'q' | b'Q') || !last.is_ascii_alphanumeric();
        !(at.start == at.end && is_key) && local_part != b"www"
    }

    /// `(at)`, `[at]`, `{at}`, ` at ` or `%40` with the blanks around it, when there is one with something on both sides.
    fn spelt_at(&self, start: usize) -> Span {
        let (mut places, mut from, mut octets) = (0, start, 4);
        let mut at = start;
        while let &[open, a, t, close] = self.slice(Span::new(at, at + 4)) {
            if a | 0x20 == b'a'
                && t | 0x20 == b't'
                && matches!((open, close), (b'(', b')') | (b'[', b']') | (b'{', b'}') | (b' ', b' '))
            {
                places += 1;
                from = at;
            }
            if [open, a, t] == *b"%40" {
                places += 1;
                (from, octets) = (at, 3);
            }
            at += 1;
        }
        let mut to = from + octets;
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

/// The octet that is percent-encoded (RFC 3986 §2.1) at `at`.
#[inline(never)]
fn percent_encoded(text: &[u8], at: usize) -> Option<u8> {
    let mut octet = 0;
    for digit in text.get(at..at + 3)?.strip_prefix(b"%")? {
        octet = octet << 4 | (*digit as char).to_digit(16)?;
    }
    Some(octet as u8)
}

//! What stands around a mailbox, and what stands there when the `@` is missing.

use super::chars::{Seen, is_atext, is_blank, is_same, is_wide_at, seen};
use super::mailbox::{Checker, Mailbox};
use crate::issue::{Edit, Kind, Span};
use crate::text::Decoded;

impl Checker<'_> {
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
        while is_same(self.slice(Span::new(after, after + PREFIX.len())), PREFIX) {
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

    /// Without an `@` it is guessing which side the other findings belong to: they are forgotten.
    #[cold]
    pub(super) fn no_at(&mut self, start: usize, issues: usize, warnings: usize) -> Option<Mailbox> {
        self.forget(issues, warnings);
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

    /// What to say when the text has no `@`: a full-width one, one spelt out, or none.
    #[cold]
    pub(super) fn at_missing(&mut self, start: usize) {
        let mut at = start;
        while at < self.text.len() {
            let (decoded, span) = self.wide(at);
            if matches!(decoded, Decoded::Char(char) if is_wide_at(char)) {
                self.error_put(Kind::EmailAtFullWidth, span, "@");
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
            is_same(inner, b"at")
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
}

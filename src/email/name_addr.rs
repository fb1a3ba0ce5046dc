//! `Name <mailbox>`: the form of header fields and recipient boxes.
//!
//! # Scope
//!
//! RFC 5322 §3.4, name-addr = [display-name] angle-addr, as people write it: the display name may hold UTF-8 (RFC 6532)
//! and dots, and is quoted again where the standard wants it. No comments, groups, routes or encoded words.

use alloc::string::String;

use super::chars::{ATEXT, BLANK, CONTROL, Seen, find, has, next_char, push_char, seen};
use super::mailbox::{Checker, Mailbox};
use crate::issue::{Kind, Span};

/// The places of `<`, of the `>` behind it, and of a quotation mark before it that nothing closes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Angle {
    pub(super) open: usize,
    pub(super) close: Option<usize>,
    unclosed: Option<usize>,
}

impl Checker<'_> {
    /// The first `>` outside quoted-strings and the last `<` before it; of an unclosed quoted-string the last `<`, when the
    /// text ends as a name-addr does.
    #[cold]
    #[inline(never)]
    pub(super) fn angle(&self, start: usize) -> Option<Angle> {
        let (mut open, mut quote) = (None, None);
        let mut at = start;
        while let Some(octet) = self.octet(at) {
            match octet {
                b'\\' if quote.is_some() => at += 1,
                b'"' => quote = if quote.is_none() { Some(at) } else { None },
                b'<' if quote.is_none() => open = Some(at),
                b'>' if quote.is_none() => return Some(Angle { open: open?, close: Some(at), unclosed: None }),
                _ => {}
            }
            at += 1;
        }
        let close = self.text.len().checked_sub(1).filter(|&last| self.octet(last) == Some(b'>'));
        match (open, quote, close) {
            (Some(open), Some(_), close) => Some(Angle { open, close, unclosed: None }),
            (Some(open), None, _) => Some(Angle { open, close: None, unclosed: None }),
            (None, Some(quote), Some(close)) => {
                let inner = self.slice(Span::new(quote, close));
                let open = quote + inner.iter().rposition(|&octet| octet == b'<')?;
                Some(Angle { open, close: Some(close), unclosed: Some(quote) })
            }
            _ => None,
        }
    }

    /// RFC 5322 §3.4, name-addr. The text is cut at the end of the mailbox.
    #[cold]
    #[inline(never)]
    pub(super) fn name_addr(&mut self, start: usize, angle: Angle) -> (Option<String>, Option<Mailbox>) {
        let end = self.text.len();
        let close = angle.close.unwrap_or(end);
        if angle.close.is_none() {
            // A `>` behind an unclosed quotation mark would be part of the quoted-string.
            let is_quoted = self.find(angle.open, b'"') < end;
            let issue = self.error(Kind::EmailAngleBracketUnclosed, Span::new(angle.open, angle.open + 1));
            if !is_quoted {
                issue.mend(Span::at(end), ">");
            }
        } else if close + 1 < end {
            self.error(Kind::EmailAngleBracketTrailingText, Span::new(close + 1, end));
        }
        let name_span = self.trimmed(Span::new(start, angle.open));
        let name = if self.options.name_addr {
            self.display_name(name_span, angle.unclosed)
        } else {
            self.name_by_choice(start, name_span, angle);
            None
        };
        let inner = self.trimmed(Span::new(angle.open + 1, close));
        self.text = self.text.get(..inner.end).unwrap_or_default();
        (name, self.mailbox(inner.start))
    }

    /// What stands around the mailbox goes, unless something follows it.
    fn name_by_choice(&mut self, start: usize, name: Span, angle: Angle) {
        let before = Span::new(start, angle.open + 1);
        let end = self.text.len();
        let (kind, span) = match angle.close {
            _ if name.start < name.end => (Kind::EmailDisplayNameNotAllowed, name),
            Some(close) => (Kind::EmailAngleBrackets, Span::new(angle.open, close + 1)),
            None => return,
        };
        let issue = self.error(kind, span);
        if let Some(close) = angle.close.filter(|close| close + 1 == end) {
            issue.mend(before, "");
            issue.mend(Span::new(close, close + 1), "");
        }
    }

    #[inline(never)]
    pub(super) fn trimmed(&self, span: Span) -> Span {
        trimmed(self.text, span)
    }

    /// RFC 5322 §3.2.5, phrase = 1*word, with word = atom / quoted-string. Gives the name without quotation marks.
    fn display_name(&mut self, span: Span, unclosed: Option<usize>) -> Option<String> {
        if span.start == span.end {
            return None;
        }
        let known = self.found.issues.len();
        let mut name = String::with_capacity(span.end - span.start);
        let (mut quoted, mut escaped, mut special) = (false, false, false);
        let mut at = span.start;
        while at < span.end {
            let wide = self.wide(at);
            let place = Span::new(at, at + wide.octets());
            at = place.end;
            let Some(char) = wide.char() else {
                self.broken(wide, place);
                continue;
            };
            self.name_character(char, place);
            match char {
                _ if escaped => escaped = false,
                '\\' if quoted => {
                    escaped = true;
                    continue;
                }
                '"' => {
                    quoted = !quoted;
                    continue;
                }
                _ => special |= !quoted && !is_phrase(char),
            }
            push_char(&mut name, char);
        }
        if let Some(quote) = unclosed {
            let issue = self.error(Kind::EmailDisplayNameUnclosed, Span::new(quote, quote + 1));
            // A backslash at the end would take it in.
            if !escaped {
                issue.mend(Span::at(span.end), "\"");
            }
        } else if special && self.found.issues.len() == known {
            let mut insert = String::new();
            write_name(&mut insert, &name);
            self.lenient(Kind::EmailDisplayNameUnquoted, span).mend(span, &insert);
        }
        if looks_like_mailbox(name.as_bytes()) {
            self.warning(Kind::EmailDisplayNameMailbox, span).likely = true;
        }
        Some(name).filter(|name| !name.is_empty())
    }

    /// Characters that could begin another header field, or show another name.
    fn name_character(&mut self, char: char, span: Span) {
        if char.is_ascii() && has(char as u8, CONTROL) && char != '\t' {
            self.error_run(Kind::EmailDisplayNameControlCharacter, span);
        } else if !char.is_ascii() && seen(char) == Seen::Bidi {
            self.error_run(Kind::EmailDisplayNameBidiControl, span);
        }
    }
}

/// RFC 5322 §3.2.3 and §3.2.5 with RFC 6532 §3.2: what a phrase holds without quotation marks.
fn is_phrase(char: char) -> bool {
    !char.is_ascii() || has(char as u8, ATEXT) || char == ' ' || char == '\t'
}

/// White space, or a character that nobody sees.
fn is_blank(char: char) -> bool {
    if char.is_ascii() { has(char as u8, BLANK) } else { seen(char) != Seen::Shape }
}

/// Appends `name` as a phrase: bare when its words allow it, otherwise a quoted-string.
#[cold]
#[inline(never)]
pub(super) fn write_name(out: &mut String, name: &str) {
    let mut chars = name.chars();
    // What is blank at an end of a bare phrase is no part of it.
    let (mut is_bare, mut is_first, mut ends_blank) = (true, true, true);
    while let Some(char) = next_char(&mut chars) {
        ends_blank = is_blank(char);
        is_bare &= is_phrase(char) && !(is_first && ends_blank);
        is_first = false;
    }
    is_bare &= !ends_blank;
    if !is_bare {
        push_char(out, '"');
    }
    chars = name.chars();
    while let Some(char) = next_char(&mut chars) {
        if matches!(char, '"' | '\\') {
            push_char(out, '\\');
        }
        push_char(out, char);
    }
    if !is_bare {
        push_char(out, '"');
    }
}

/// `span` without the blanks at its ends; empty at the end when there is nothing else.
#[inline(never)]
pub(super) fn trimmed(text: &[u8], mut span: Span) -> Span {
    let blank = |at: usize| text.get(at).is_some_and(|&octet| has(octet, BLANK));
    while span.start < span.end && blank(span.start) {
        span.start += 1;
    }
    while span.start < span.end && blank(span.end - 1) {
        span.end -= 1;
    }
    span
}

/// Something, `@`, something with a dot: what a reader takes for a mailbox.
pub(super) fn looks_like_mailbox(name: &[u8]) -> bool {
    let at = find(name, b'@');
    let domain = name.get(at + 1..).unwrap_or_default();
    let dot = find(domain, b'.');
    at > 0 && dot > 0 && dot + 1 < domain.len()
}

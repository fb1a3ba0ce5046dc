//! Text outside `{{…}}` that was probably meant as a placeholder: single braces and other systems' signs.
//!
//! All of these are warnings marked `likely`: the text may stand there on purpose. Nothing is looked for in `<style>` and
//! `<script>`.

use alloc::string::String;

use super::octets::{skip_space, starts, starts_ignoring_case, str_of};
use super::parse::Scanner;
use crate::issue::{Kind, Name, Span};

/// How far the end of another system's tag is looked for, in octets; keeps the pass linear.
const WINDOW_OCTETS: usize = 200;

impl Scanner<'_, '_, '_> {
    /// `{name}`, `{name}}`, `${name}`, `#{name}`, `{% … %}`.
    pub(super) fn single_brace(&mut self, at: usize) -> usize {
        if self.raw.is_some() {
            return at + 1;
        }
        if self.octet(at + 1) == b'%' {
            return self.liquid(at);
        }
        let Some(name) = self.name_before(at + 1, b"}") else { return at + 1 };
        let before = if at == 0 { 0 } else { self.octet(at - 1) };
        match before {
            b'$' => self.foreign("javascript", Span::new(at - 1, name.end + 1), name),
            b'#' => self.foreign("ruby", Span::new(at - 1, name.end + 1), name),
            _ if self.octet(name.end + 1) == b'}' => {
                let span = Span::new(at, name.end + 2);
                self.report.hint(Kind::TemplateUnopenedTag, Some(span), &[(Span::at(at), "{")]);
                span.end
            }
            _ => {
                let span = Span::new(at, name.end + 1);
                let fix = [(Span::at(at), "{"), (Span::at(span.end), "}")];
                self.report.hint(Kind::TemplateSingleBrace, Some(span), &fix);
                span.end
            }
        }
    }

    /// `*|FNAME|*`
    pub(super) fn star(&mut self, at: usize) -> usize {
        if self.octet(at + 1) != b'|' {
            return at + 1;
        }
        match self.name_before(at + 2, b"|*") {
            Some(name) => self.foreign("mailchimp", Span::new(at, name.end + 2), name),
            None => at + 1,
        }
    }

    /// `%name%`, and `%7B%7Bname%7D%7D`.
    pub(super) fn percent(&mut self, at: usize) -> usize {
        if starts_ignoring_case(self.text, at, b"%7b%7b") {
            return self.encoded(at);
        }
        let Some(name) = self.name_before(at + 1, b"%") else { return at + 1 };
        if self.is_percent_encoding(at, name) {
            return at + 1;
        }
        self.foreign("percent", Span::new(at, name.end + 1), name)
    }

    /// RFC 3986 §2.1: `%E0%A4` and `%C3name%20` are octets of a URL; `5%off%` is arithmetic.
    fn is_percent_encoding(&self, at: usize, name: Span) -> bool {
        let hex_pair = |at: usize| self.octet(at).is_ascii_hexdigit() && self.octet(at + 1).is_ascii_hexdigit();
        let after_digit = at > 0 && self.octet(at - 1).is_ascii_digit();
        after_digit
            || name.end == name.start + 1
            || hex_pair(name.start) && (name.end == name.start + 2 || hex_pair(name.end + 1))
    }

    /// `%7B%7Bname%7D%7D`: an editor has encoded the braces of a link.
    fn encoded(&mut self, at: usize) -> usize {
        let Some(name) = super::octets::name_at(self.text, at + 6) else { return at + 1 };
        if !starts_ignoring_case(self.text, name.end, b"%7d%7d") {
            return at + 1;
        }
        let span = Span::new(at, name.end + 6);
        let fix = [(Span::new(at, name.start), "{{"), (Span::new(name.end, span.end), "}}")];
        self.report.hint(Kind::TemplateEncodedBrace, Some(span), &fix);
        span.end
    }

    /// `[[name]]`, with spaces or a sign inside as some systems write it.
    pub(super) fn bracket(&mut self, at: usize) -> usize {
        if self.octet(at + 1) != b'[' {
            return at + 1;
        }
        let limit = self.text.len().min(at + WINDOW_OCTETS);
        let mut start = skip_space(self.text, at + 2, limit);
        start += usize::from(matches!(self.octet(start), b'%' | b'$' | b'@'));
        let Some(name) = super::octets::name_at(self.text, start) else { return at + 1 };
        let mut end = name.end + usize::from(self.octet(name.end) == b'%');
        end = skip_space(self.text, end, limit.max(end));
        if !starts(self.text, end, b"]]") {
            return at + 1;
        }
        self.foreign("bracket", Span::new(at, end + 2), name)
    }

    /// `{% if x %}`: there is no tag to put in its place without knowing what it does.
    fn liquid(&mut self, at: usize) -> usize {
        let Some(end) = self.find_within(at + 2, b"%}") else { return at + 1 };
        let span = Span::new(at, end + 2);
        self.report.hint(Kind::TemplateForeignSyntax { system: "liquid" }, Some(span), &[]);
        span.end
    }

    /// `<%= name %>`
    pub(super) fn erb(&mut self, at: usize) -> usize {
        let Some(end) = self.find_within(at + 2, b"%>") else { return at + 1 };
        let span = Span::new(at, end + 2);
        let prints = self.octet(at + 2) == b'=';
        match self.name_between(at + 3, end) {
            Some(name) if prints => self.foreign("erb", span, name),
            _ => {
                self.report.hint(Kind::TemplateForeignSyntax { system: "erb" }, Some(span), &[]);
                span.end
            }
        }
    }

    /// Where `close` (two octets) begins, at most a window after `from`.
    fn find_within(&self, from: usize, close: &[u8]) -> Option<usize> {
        let window = self.text.get(from..self.text.len().min(from + WINDOW_OCTETS))?;
        Some(from + window.windows(2).position(|pair| pair == close)?)
    }

    /// Reports another system's placeholder, with ours in its place.
    pub(super) fn foreign(&mut self, system: Name, span: Span, name: Span) -> usize {
        let mut placeholder = String::from("{{");
        placeholder.push_str(str_of(self.text, name));
        placeholder.push_str("}}");
        self.report.hint(Kind::TemplateForeignSyntax { system }, Some(span), &[(span, &placeholder)]);
        span.end
    }
}

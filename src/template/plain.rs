//! Text outside `{{…}}` that was probably meant as a placeholder: single braces and other systems' signs.
//!
//! All of these are warnings marked `likely`: the text may stand there on purpose. Nothing is looked for in `<style>` and
//! `<script>`.

use super::octets::{name_end, skip_space, starts, str_of, trim};
use super::parse::Scanner;
use super::report::mend_with;
use crate::issue::{Kind, Name, Span};

/// How far the end of another system's tag is looked for, in octets; keeps the pass linear.
const WINDOW_OCTETS: usize = 200;

impl Scanner<'_, '_, '_> {
    /// `{name}`, `{name}}`, `${name}`, `#{name}`, `{% … %}`.
    #[inline(never)]
    pub(super) fn single_brace(&mut self, at: usize) -> usize {
        if self.octet(at + 1) == b'%' {
            return self.code("liquid", b'}', at);
        }
        let name = self.name_before(at + 1, b"}");
        let end = name.end + 1;
        if name.start == name.end {
            return at + 1;
        }
        let system = match if at == 0 { 0 } else { self.octet(at - 1) } {
            b'$' => "javascript",
            b'#' => "ruby",
            _ => {
                let missing = self.octet(end) != b'}';
                let kind = if missing { Kind::TemplateSingleBrace } else { Kind::TemplateUnopenedTag };
                let span = Span::new(at, end + usize::from(!missing));
                let issue = self.hint(kind, span).mend(Span::at(at), "{");
                if missing {
                    issue.mend(Span::at(end), "}");
                }
                return span.end;
            }
        };
        self.foreign(system, Span::new(at - 1, end), name)
    }

    /// What begins with another sign than a brace.
    #[inline(never)]
    pub(super) fn sign(&mut self, at: usize) -> usize {
        let next = self.octet(at + 1);
        match self.octet(at) {
            // `<%= name %>`
            b'<' => self.code("erb", b'>', at),
            // `*|FNAME|*`
            b'*' if next == b'|' => {
                let name = self.name_before(at + 2, b"|*");
                self.foreign("mailchimp", Span::new(at, name.end + 2), name)
            }
            b'[' if next == b'[' => self.bracket(at),
            b'%' => self.percent(at),
            _ => at + 1,
        }
    }

    /// `%name%`, and `%7B%7Bname%7D%7D`, in which an editor has encoded the braces of a link.
    fn percent(&mut self, at: usize) -> usize {
        if !starts(self.text, at, b"%7b%7b") {
            let mut name = self.name_before(at + 1, b"%");
            if self.is_percent_encoding(at, name) {
                name.end = name.start;
            }
            return self.foreign("percent", Span::new(at, name.end + 1), name);
        }
        let name = self.name_before(at + 6, b"%7d%7d");
        if name.start == name.end {
            return at + 1;
        }
        let end = name.end + 6;
        let issue = self.hint(Kind::TemplateEncodedBrace, Span::new(at, end));
        issue.mend(Span::new(at, name.start), "{{").mend(Span::new(name.end, end), "}}");
        end
    }

    /// RFC 3986 §2.1: `%E0%A4` and `%C3name%20` are octets of a URL; `5%off%` is arithmetic.
    fn is_percent_encoding(&self, at: usize, name: Span) -> bool {
        let hex_pair = |at: usize| self.octet(at).is_ascii_hexdigit() && self.octet(at + 1).is_ascii_hexdigit();
        let after_digit = at > 0 && self.octet(at - 1).is_ascii_digit();
        after_digit
            || name.end == name.start + 1
            || hex_pair(name.start) && (name.end == name.start + 2 || hex_pair(name.end + 1))
    }

    /// `[[name]]`, with spaces or a sign inside as some systems write it.
    fn bracket(&mut self, at: usize) -> usize {
        let limit = self.text.len().min(at + WINDOW_OCTETS);
        let mut start = skip_space(self.text, at + 2, limit);
        start += usize::from(matches!(self.octet(start), b'%' | b'$' | b'@'));
        let mut name = Span::new(start, name_end(self.text, start));
        let mut end = name.end + usize::from(self.octet(name.end) == b'%');
        end = skip_space(self.text, end, limit.max(end));
        if !starts(self.text, end, b"]]") {
            name.end = start;
        }
        self.foreign("bracket", Span::new(at, end + 2), name)
    }

    /// `{% if x %}`: there is no tag to put in its place without knowing what it does. Of `<% … %>` one kind prints.
    fn code(&mut self, system: Name, close: u8, at: usize) -> usize {
        let limit = self.text.len().min(at + 2 + WINDOW_OCTETS);
        let mut end = at + 2;
        while self.octet(end) != b'%' || self.octet(end + 1) != close {
            end += 1;
            if end >= limit {
                return at + 1;
            }
        }
        if end + 2 > limit {
            return at + 1;
        }
        let span = Span::new(at, end + 2);
        if close == b'>' && self.octet(at + 2) == b'=' {
            let name = trim(self.text, at + 3, end);
            if name_end(self.text, name.start) == name.end && name.start < name.end {
                return self.foreign(system, span, name);
            }
        }
        self.hint(Kind::TemplateForeignSyntax { system }, span);
        span.end
    }

    /// The name at `at`, when `close` follows it; else nothing.
    fn name_before(&self, at: usize, close: &[u8]) -> Span {
        let end = name_end(self.text, at);
        if starts(self.text, end, close) { Span::new(at, end) } else { Span::at(at) }
    }

    /// Reports another system's placeholder, with ours in its place; without a name it is none.
    fn foreign(&mut self, system: Name, span: Span, name: Span) -> usize {
        if name.start == name.end {
            return span.start + 1;
        }
        let text = self.text;
        let issue = self.hint(Kind::TemplateForeignSyntax { system }, span);
        mend_with(issue, span, &["{{", str_of(text, name), "}}"]);
        span.end
    }
}

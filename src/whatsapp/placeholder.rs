//! Placeholders in the texts of a WhatsApp template.

use crate::issue::Span;

/// What stands between the braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `{{1}}`: the number.
    Number(u32),
    /// `{{first_name}}`.
    Name,
    /// Neither; what it should have been, where trimming tells.
    Malformed(Option<Span>),
}

/// One placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// With its braces.
    pub(super) span: Span,
    /// Between them.
    pub(super) content: Span,
    pub(super) mark: Mark,
}

/// Octets of a placeholder; farther than that its end is not looked for.
const MAX_OCTETS: usize = 128;

/// The placeholders of a text in order.
pub(super) struct Placeholders<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Placeholders<'t> {
    pub(super) fn new(text: &'t [u8]) -> Placeholders<'t> {
        Placeholders { text, at: 0 }
    }

    fn octets(&self, span: Span) -> &'t [u8] {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The placeholder whose braces begin at `at`: `{{1}}`; `{1}`, `{{1}`, `{1}}` and `{{{1}}}`, with braces too few or too many.
    fn placeholder(&self, at: usize) -> Option<Placeholder> {
        let rest = self.octets(Span::new(at, self.text.len().min(at + MAX_OCTETS)));
        let run = |from: usize, brace: u8| rest.iter().skip(from).take_while(|octet| **octet == brace).take(3).count();
        let opened = run(0, b'{');
        let inside = rest.get(opened..)?;
        let octets = inside.iter().position(|octet| matches!(octet, b'{' | b'}'))?;
        let closed = run(opened + octets, b'}');
        let content = Span::new(at + opened, at + opened + octets);
        let own = self.octets(content);
        let start = own.len() - own.trim_ascii_start().len();
        let inner = Span::new(content.start + start, content.start + start + own.trim_ascii().len());
        let meant = mark_of(self.octets(inner)).map(|_| inner);
        let whole = |braces: usize| Span::new(at, content.end + braces);
        let (mark, span) = match (opened, closed) {
            (_, 0) => return None,
            // A third brace is a fault when it is on both sides; on one it is text.
            (3, 2) => return None,
            (2, 2..) => (mark_of(own).unwrap_or(Mark::Malformed(meant)), whole(2)),
            (3, 3) => (Mark::Malformed(meant), whole(3)),
            (2.., _) if meant.is_some() => (Mark::Malformed(meant), whole(closed)),
            (1, _) if own.iter().all(u8::is_ascii_digit) && (1..=3).contains(&own.len()) => {
                (Mark::Malformed(Some(content)), whole(closed))
            }
            _ => return None,
        };
        Some(Placeholder { span, content, mark })
    }
}

/// Meta, "Template fundamentals": numbers from 1, or lower-case letters, digits and underscores.
fn mark_of(content: &[u8]) -> Option<Mark> {
    let first = *content.first()?;
    if first.is_ascii_digit() {
        let digits = content.len() <= 4 && first != b'0' && content.iter().all(u8::is_ascii_digit);
        return digits
            .then(|| Mark::Number(content.iter().fold(0, |number, digit| 10 * number + u32::from(digit - b'0'))));
    }
    let name = content.iter().all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit() || *octet == b'_');
    (name && first != b'_').then_some(Mark::Name)
}

impl Iterator for Placeholders<'_> {
    type Item = Placeholder;

    fn next(&mut self) -> Option<Placeholder> {
        loop {
            self.at += self.text.get(self.at..)?.iter().position(|&octet| octet == b'{')?;
            match self.placeholder(self.at) {
                Some(found) => {
                    self.at = found.span.end;
                    return Some(found);
                }
                None => self.at += 1,
            }
        }
    }
}

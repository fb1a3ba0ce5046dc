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

    /// The placeholder whose braces begin at `at`.
    fn placeholder(&self, at: usize) -> Option<Placeholder> {
        let rest = self.octets(Span::new(at, self.text.len().min(at + MAX_OCTETS)));
        if rest.get(1) != Some(&b'{') {
            // `{1}`: one brace too few on each side.
            let digits = rest.iter().skip(1).take_while(|octet| octet.is_ascii_digit()).count();
            if digits == 0 || digits > 3 || rest.get(digits + 1) != Some(&b'}') {
                return None;
            }
            let content = Span::new(at + 1, at + 1 + digits);
            let mark = Mark::Malformed(Some(content));
            return Some(Placeholder { span: Span::new(at, content.end + 1), content, mark });
        }
        let end = rest.windows(2).skip(2).position(|pair| pair == b"}}")? + 2;
        let content = Span::new(at + 2, at + end);
        let mark = match mark_of(self.octets(content)) {
            Some(mark) => mark,
            None => {
                let octets = self.octets(content);
                let start = octets.len() - octets.trim_ascii_start().len();
                let inner = Span::new(content.start + start, content.start + start + octets.trim_ascii().len());
                Mark::Malformed(mark_of(self.octets(inner)).map(|_| inner))
            }
        };
        Some(Placeholder { span: Span::new(at, at + end + 2), content, mark })
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

//! Fixed text and tags of a registered template.

use super::policy::DltTag;
use crate::issue::Span;

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that every message has.
    Fixed(Span),
    /// `{#var#}` and its kin, exactly as the operators write them.
    Tag(DltTag, Span),
    /// What was probably meant as a tag; it is fixed text to the operator. The tag it should be, where that is clear.
    Malformed(Option<DltTag>, Span),
}

impl Piece {
    /// Octets of the template.
    pub(super) fn span(self) -> Span {
        match self {
            Piece::Fixed(span) | Piece::Tag(_, span) | Piece::Malformed(_, span) => span,
        }
    }
}

/// The pieces of a template, one after another.
pub(super) struct Pieces<'t> {
    text: &'t [u8],
    at: usize,
}

/// Longest content of braces that is still taken for a tag, in octets.
const TAG_OCTETS: usize = 24;

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t [u8]) -> Pieces<'t> {
        Pieces { text, at: 0 }
    }

    /// The tag at `at`, well-formed or not.
    fn tag(&self, at: usize) -> Option<Piece> {
        let rest = self.text.get(at..)?;
        let window = rest.get(..rest.len().min(TAG_OCTETS + 2))?;
        let end = 1 + window.iter().position(|&octet| octet == b'}')?;
        let span = Span::new(at, at + end);
        let content = window.get(1..end - 1)?;
        let exact = content.strip_prefix(b"#").and_then(|content| content.strip_suffix(b"#"));
        if let Some(tag) = exact.and_then(|name| DltTag::ALL.into_iter().find(|tag| tag.name().as_bytes() == name)) {
            return Some(Piece::Tag(tag, span));
        }
        // `{var}`, `{# var #}`, `{#Var#}`, `{#var}`, `{#name#}`: a word and perhaps a number sign, spaces or more braces.
        let mut letters = [0; TAG_OCTETS];
        let mut count = 0;
        let mut signs = 0;
        for &octet in content {
            match octet {
                b'#' => signs += 1,
                b' ' | b'{' => {}
                _ if octet.is_ascii_alphanumeric() || octet == b'_' => {
                    *letters.get_mut(count)? = octet.to_ascii_lowercase();
                    count += 1;
                }
                _ => return None,
            }
        }
        let word = letters.get(..count)?;
        let meant = match word {
            b"number" | b"num" => Some(DltTag::Numeric),
            b"alpha" | b"text" => Some(DltTag::Alphanumeric),
            b"link" => Some(DltTag::Url),
            b"mail" => Some(DltTag::Email),
            _ => DltTag::ALL.into_iter().find(|tag| tag.name().as_bytes() == word),
        };
        (signs > 0 || meant.is_some()).then_some(Piece::Malformed(meant, span))
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let start = self.at;
        let mut at = start;
        while let Some(&octet) = self.text.get(at) {
            if octet == b'{'
                && let Some(piece) = self.tag(at)
            {
                let fixed = Piece::Fixed(Span::new(start, at));
                let piece = if at > start { fixed } else { piece };
                self.at = piece.span().end;
                return Some(piece);
            }
            at += 1;
        }
        self.at = at;
        (at > start).then_some(Piece::Fixed(Span::new(start, at)))
    }
}

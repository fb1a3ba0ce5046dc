//! Fixed text and tags of a registered template.

use super::message::char_at;
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
    piece: fn(&[u8], usize) -> Option<Piece>,
}

/// Longest content of braces that is still taken for a tag, in octets.
const TAG_OCTETS: usize = 24;
/// Braces side by side that are still taken for those of one tag.
const BRACES: usize = 3;

impl<'t> Pieces<'t> {
    /// As the operators read it: everything but an exact tag is fixed text.
    pub(super) fn registered(text: &'t [u8]) -> Pieces<'t> {
        Pieces { text, at: 0, piece: exact_tag }
    }

    /// As it was probably meant.
    pub(super) fn meant(text: &'t [u8]) -> Pieces<'t> {
        Pieces { text, at: 0, piece: meant_tag }
    }
}

/// `{#var#}` at `at`, exactly as the operators write it.
fn exact_tag(text: &[u8], at: usize) -> Option<Piece> {
    let content = text.get(at..)?.strip_prefix(b"{#")?;
    DltTag::ALL.into_iter().find_map(|tag| {
        let name = tag.name().as_bytes();
        let closed = content.strip_prefix(name)?.starts_with(b"#}");
        closed.then(|| Piece::Tag(tag, Span::new(at, at + name.len() + 4)))
    })
}

/// The tag at `at`, well-formed or not: `{var}`, `{{var}}`, `{# var #}`, `{#Var#}`, `{#var}`, `{#var#`, `#var#`, `{#name#}`,
/// `{{1}}`; and `{#…#}` with letters of another script, or ones that nobody sees.
fn meant_tag(text: &[u8], at: usize) -> Option<Piece> {
    let rest = text.get(at..)?;
    let run = |from: usize, brace: u8| rest.iter().skip(from).take(BRACES).take_while(|&&octet| octet == brace).count();
    let opened = run(0, b'{');
    let inside = rest.get(opened..)?;
    let within = |octet: &&u8| !matches!(**octet, b'{' | b'}' | b'\n');
    let content = inside.get(..inside.iter().take(TAG_OCTETS).take_while(within).count())?;
    let closed = run(opened + content.len(), b'}');
    if opened == 0 || closed == 0 {
        return unbraced_tag(text, at, opened, content);
    }
    if let Some(Piece::Tag(tag, span)) = exact_tag(text, at + opened - 1) {
        // `{{#var#}}`; a brace on one side alone is the text's own.
        let doubled = opened.min(closed) - 1;
        return match doubled {
            0 if opened > 1 => None,
            0 => Some(Piece::Tag(tag, span)),
            _ => Some(Piece::Malformed(Some(tag), Span::new(span.start - doubled, span.end + doubled))),
        };
    }
    let (word, count, signs, foreign) = word_of(content)?;
    let word = word.get(..count)?;
    let meant = match word {
        _ if foreign => None,
        b"number" | b"num" => Some(DltTag::Numeric),
        b"alpha" | b"text" => Some(DltTag::Alphanumeric),
        b"link" => Some(DltTag::Url),
        b"mail" => Some(DltTag::Email),
        // Another system's placeholder.
        _ => tag_called(word).or((opened > 1 && closed > 1 && count > 0).then_some(DltTag::Var)),
    };
    // Letters of another script are text, unless number signs stand around them.
    let is_tag = if foreign { signs > 1 } else { signs > 0 || meant.is_some() };
    is_tag.then(|| Piece::Malformed(meant, Span::new(at, at + opened + content.len() + closed)))
}

/// `{#var#`, `{#var`, `#var#}` or `#var#`: a brace is missing.
fn unbraced_tag(text: &[u8], at: usize, opened: usize, content: &[u8]) -> Option<Piece> {
    let named = content.strip_prefix(b"#")?;
    let octets = named.iter().take_while(|octet| octet.is_ascii_alphanumeric()).count();
    let tag = tag_called(&named.get(..octets)?.to_ascii_lowercase())?;
    let signed = named.get(octets) == Some(&b'#');
    let end = at + opened + 1 + octets + usize::from(signed);
    let brace = opened == 0 && text.get(end) == Some(&b'}');
    (signed || opened > 0).then(|| Piece::Malformed(Some(tag), Span::new(at, end + usize::from(brace))))
}

fn tag_called(word: &[u8]) -> Option<DltTag> {
    DltTag::ALL.into_iter().find(|tag| tag.name().as_bytes() == word)
}

/// The letters and digits of `content` in lower case and their number, the number signs, and whether there are letters of
/// another script; spaces and what nobody sees do not count. `None`: another sign is in it.
fn word_of(content: &[u8]) -> Option<([u8; TAG_OCTETS], usize, usize, bool)> {
    let mut letters = [0; TAG_OCTETS];
    let (mut count, mut signs, mut foreign, mut at) = (0, 0, false, 0);
    while at < content.len() {
        let (char, octets) = char_at(content, at);
        at += octets;
        match char {
            0x23 => signs += 1,
            0x20 | 0xA0 | 0xAD | 0x200B..=0x200F | 0x2060 | 0xFEFF => {}
            0x80.. => foreign = true,
            _ => {
                let octet = u8::try_from(char).ok().filter(|octet| octet.is_ascii_alphanumeric() || *octet == b'_')?;
                *letters.get_mut(count)? = octet.to_ascii_lowercase();
                count += 1;
            }
        }
    }
    Some((letters, count, signs, foreign))
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let start = self.at;
        let mut at = start;
        while let Some(&octet) = self.text.get(at) {
            if matches!(octet, b'{' | b'#')
                && let Some(piece) = (self.piece)(self.text, at)
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

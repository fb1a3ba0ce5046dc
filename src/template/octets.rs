//! Sets and small steps over octets that the parser is made of; those off the usual path are kept out of line for size.

use crate::issue::Span;

/// MigoSMTP, merge tags: what a name may go on with after its first letter.
pub(super) const fn is_name_octet(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || octet == b'_'
}

/// MigoSMTP, merge tags: a letter, then letters, digits and underscores.
pub(super) fn is_name(word: &[u8]) -> bool {
    matches!(word.first(), Some(first) if first.is_ascii_alphabetic()) && word.iter().all(|&octet| is_name_octet(octet))
}

/// Size of the space at `at`: ASCII white space, or the no-break space that editors put in.
fn space_at(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(octet) if octet.is_ascii_whitespace() => 1,
        Some(0xC2) if text.get(at + 1) == Some(&0xA0) => 2,
        _ => 0,
    }
}

/// First octet at or after `at` and before `end` that is no space.
#[inline(never)]
pub(super) fn skip_space(text: &[u8], mut at: usize, end: usize) -> usize {
    while at < end {
        match space_at(text, at) {
            0 => break,
            octets => at += octets,
        }
    }
    at.min(end)
}

/// `span` without the spaces at both ends.
#[inline(never)]
pub(super) fn trim(text: &[u8], span: Span) -> Span {
    let start = skip_space(text, span.start, span.end);
    let mut end = span.end;
    while end > start {
        if space_at(text, end - 1) == 1 {
            end -= 1;
        } else if end - start >= 2 && space_at(text, end - 2) == 2 {
            end -= 2;
        } else {
            break;
        }
    }
    Span::new(start, end)
}

/// End of the run of name octets that starts at `at`.
pub(super) fn name_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|&octet| !is_name_octet(octet)).unwrap_or(rest.len())
}

/// The name that starts exactly at `at`, if one does.
#[inline(never)]
pub(super) fn name_at(text: &[u8], at: usize) -> Option<Span> {
    text.get(at).filter(|first| first.is_ascii_alphabetic())?;
    Some(Span::new(at, name_end(text, at)))
}

/// End of the run of octets before the next space in `at..end`.
#[inline(never)]
pub(super) fn word_end(text: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && space_at(text, at) == 0 {
        at += 1;
    }
    at
}

/// True where `word` stands at `at`.
pub(super) fn starts(text: &[u8], at: usize, word: &[u8]) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(word))
}

/// True where `word` (ASCII, lower case) stands at `at` in any case.
#[inline(never)]
pub(super) fn starts_ignoring_case(text: &[u8], at: usize, word: &[u8]) -> bool {
    text.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
}

/// Octets `span` as text; empty when they are not UTF-8.
#[inline(never)]
pub(super) fn str_of(text: &[u8], span: Span) -> &str {
    text.get(span.start..span.end).and_then(|octets| core::str::from_utf8(octets).ok()).unwrap_or_default()
}

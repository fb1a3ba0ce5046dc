//! Sets and small steps over octets that the parser is made of; kept out of line for size.

use crate::issue::Span;

/// A letter; a letter, a digit or an underscore; an octet that may begin a tag.
const LETTER: u8 = 1;
const NAME: u8 = 2;
const SPECIAL: u8 = 4;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut octet = 0_u8;
    while octet < 0x80 {
        let letter = if octet.is_ascii_alphabetic() { LETTER } else { 0 };
        let name = if octet.is_ascii_alphanumeric() || octet == b'_' { NAME } else { 0 };
        let special = if matches!(octet, b'{' | b'<' | b'*' | b'%' | b'[') { SPECIAL } else { 0 };
        #[allow(clippy::indexing_slicing)] // Evaluated by the compiler.
        {
            classes[octet as usize] = letter | name | special;
        }
        octet += 1;
    }
    classes
};

fn is_of(octet: u8, class: u8) -> bool {
    CLASSES.get(usize::from(octet)).is_some_and(|classes| classes & class != 0)
}

/// MigoSMTP, merge tags: what a name may go on with after its first letter.
pub(super) fn is_name_octet(octet: u8) -> bool {
    is_of(octet, NAME)
}

/// Where the next octet from `at` on stands that may begin something; inside `<style>` and `<script>` that is less.
#[cfg(not(target_feature = "simd128"))]
#[inline]
pub(super) fn next_special(text: &[u8], at: usize, _raw: bool) -> Option<usize> {
    text.get(at..)?.iter().position(|&octet| is_of(octet, SPECIAL)).map(|offset| at + offset)
}

/// The same with WebAssembly's vectors, sixteen octets at once. Of `<` only those count that begin `<style`, `<script`,
/// `<%`, or inside the first two an end tag.
#[cfg(target_feature = "simd128")]
#[inline]
pub(super) fn next_special(text: &[u8], mut at: usize, raw: bool) -> Option<usize> {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_and, v128_or};

    let eight = |at: usize| Some(u64::from_le_bytes(*text.get(at..)?.first_chunk()?));
    let sixteen = |at: usize| Some(u64x2(eight(at)?, eight(at + 8)?));
    while let (Some(octets), Some(behind)) = (sixteen(at), sixteen(at + 1)) {
        let is = |sign: u8| u8x16_eq(octets, u8x16_splat(sign));
        let next = |sign: u8| u8x16_eq(behind, u8x16_splat(sign));
        let stops = if raw {
            v128_or(is(b'{'), v128_and(is(b'<'), next(b'/')))
        } else {
            // In either case.
            let s = u8x16_eq(v128_or(behind, u8x16_splat(0x20)), u8x16_splat(b's'));
            let tags = v128_and(is(b'<'), v128_or(s, next(b'%')));
            v128_or(v128_or(is(b'{'), tags), v128_or(v128_or(is(b'*'), is(b'%')), is(b'[')))
        };
        let stops = u8x16_bitmask(stops);
        if stops != 0 {
            return Some(at + stops.trailing_zeros() as usize);
        }
        at += 16;
    }
    text.get(at..)?.iter().position(|&octet| is_of(octet, SPECIAL)).map(|offset| at + offset)
}

/// The octet at `at`; 0 outside the text.
pub(super) fn octet(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or_default()
}

/// Size of the space at `at`: ASCII white space, or the no-break space that editors put in.
#[inline(never)]
fn space_at(text: &[u8], at: usize) -> usize {
    match octet(text, at) {
        0xC2 if octet(text, at + 1) == 0xA0 => 2,
        octet => usize::from(octet.is_ascii_whitespace()),
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

/// The octets `start..end` without the spaces at both ends.
#[inline(never)]
pub(super) fn trim(text: &[u8], start: usize, mut end: usize) -> Span {
    let start = skip_space(text, start, end);
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

/// MigoSMTP, merge tags: a letter, then letters, digits and underscores. The end of the name at `at`; `at` itself where
/// none stands.
#[inline(never)]
pub(super) fn name_end(text: &[u8], mut at: usize) -> usize {
    if is_of(octet(text, at), LETTER) {
        while is_name_octet(octet(text, at)) {
            at += 1;
        }
    }
    at
}

/// True when the octets `span` are one name.
#[inline(never)]
pub(super) fn is_name(text: &[u8], span: Span) -> bool {
    span.start < span.end && name_end(text, span.start) >= span.end
}

/// End of the run of octets before the next space in `at..end`.
#[inline(never)]
pub(super) fn word_end(text: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && space_at(text, at) == 0 {
        at += 1;
    }
    at
}

/// True where `word` (ASCII, lower case) stands at `at` in any case.
#[inline(never)]
pub(super) fn starts(text: &[u8], at: usize, word: &[u8]) -> bool {
    text.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
}

/// The octets `span`; none where they lie outside the text.
#[inline(never)]
pub(super) fn octets(text: &[u8], span: Span) -> &[u8] {
    text.get(span.start..span.end).unwrap_or_default()
}

/// Octets `span` as text; empty when they are not UTF-8.
#[inline(never)]
pub(super) fn str_of(text: &[u8], span: Span) -> &str {
    core::str::from_utf8(octets(text, span)).unwrap_or_default()
}

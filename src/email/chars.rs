//! Sets of characters: the standards' for ASCII, and what nobody can see beyond it.

use alloc::string::String;

/// RFC 5322 §3.2.3, atext.
const ATEXT: u8 = 1;
/// RFC 5321 §4.1.2, qtextSMTP.
const QTEXT: u8 = 2;
/// RFC 5321 §4.1.2, Let-dig.
const LET_DIG: u8 = 4;
/// RFC 5234 appendix B.1, UPPER-CASE part of ALPHA.
const UPPER: u8 = 8;

static CLASS: [u8; 128] = classes();

// A constant is evaluated by the compiler: an index out of range would not build.
#[allow(clippy::indexing_slicing)]
const fn classes() -> [u8; 128] {
    let mut class = [0; 128];
    let mut octet = 32;
    while octet < 127 {
        let byte = octet as u8;
        if byte.is_ascii_alphanumeric() {
            class[octet] |= ATEXT | LET_DIG;
        }
        if byte.is_ascii_uppercase() {
            class[octet] |= UPPER;
        }
        if matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        ) {
            class[octet] |= ATEXT;
        }
        if byte != b'"' && byte != b'\\' {
            class[octet] |= QTEXT;
        }
        octet += 1;
    }
    class
}

fn has(octet: u8, set: u8) -> bool {
    CLASS.get(octet as usize).is_some_and(|class| class & set != 0)
}

/// RFC 5322 §3.2.3, atext.
#[inline]
pub(super) fn is_atext(octet: u8) -> bool {
    has(octet, ATEXT)
}

/// RFC 5321 §4.1.2, qtextSMTP: 32…126 without the quotation mark and the backslash.
#[inline]
pub(super) fn is_qtext(octet: u8) -> bool {
    has(octet, QTEXT)
}

/// RFC 5321 §4.1.2, Let-dig.
#[inline]
pub(super) fn is_let_dig(octet: u8) -> bool {
    has(octet, LET_DIG)
}

/// A capital letter of ASCII.
#[inline]
pub(super) fn is_upper(octet: u8) -> bool {
    has(octet, UPPER)
}

/// Space, tab, CR or LF: what RFC 5322 §3.2.2 folds.
pub(super) const fn is_blank(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\r' | b'\n')
}

/// RFC 5234 appendix B.1, CTL.
pub(super) const fn is_control(octet: u8) -> bool {
    octet < 0x20 || octet == 0x7F
}

/// Punctuation that a sentence or a list leaves behind a mailbox; none of it can end a domain.
pub(super) const fn is_closing_punctuation(octet: u8) -> bool {
    matches!(octet, b'.' | b',' | b';' | b':' | b'!' | b'?' | b')' | b']' | b'}' | b'>' | b'"' | b'\'')
}

/// What a character outside ASCII is to someone who reads a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// A character with a shape of its own, as far as this room knows.
    Shape,
    /// White space (Unicode property White_Space).
    Space,
    /// No shape: default ignorable, a C1 control or a noncharacter.
    Nothing,
    /// Zero width joiner or non-joiner: spelling in Indic and Perso-Arabic words, deceit elsewhere.
    Joiner,
    /// Moves its neighbours: UAX #9 §2.
    Bidi,
}

/// How `char`, outside ASCII, is seen.
///
/// Unicode 16.0, `PropList.txt` and `DerivedCoreProperties.txt`: White_Space, Bidi_Control, Default_Ignorable_Code_Point.
pub(super) const fn seen(char: char) -> Seen {
    match char {
        '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => Seen::Space,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Seen::Bidi,
        '\u{200C}' | '\u{200D}' => Seen::Joiner,
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => Seen::Nothing,
        _ if char as u32 & 0xFFFE == 0xFFFE => Seen::Nothing,
        _ => Seen::Shape,
    }
}

/// UTS #46 §2.3: the characters that are mapped to a dot.
pub(super) const fn is_wide_dot(char: char) -> bool {
    matches!(char, '\u{3002}' | '\u{FF0E}' | '\u{FF61}')
}

/// The full-width and the small form of `@`.
pub(super) const fn is_wide_at(char: char) -> bool {
    matches!(char, '\u{FF20}' | '\u{FE6B}')
}

/// `<[u8]>::eq_ignore_ascii_case`, once, and not unrolled at every place that asks.
#[inline]
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && is_same_octets(one, other)
}

#[inline(never)]
fn is_same_octets(one: &[u8], other: &[u8]) -> bool {
    one.iter().zip(other).all(|(one, other)| one.eq_ignore_ascii_case(other))
}

/// Appends `text` with its ASCII letters in lower case; nothing when it is not UTF-8.
#[inline(never)]
pub(super) fn push_lower(out: &mut String, text: &[u8]) {
    let start = out.len();
    out.push_str(core::str::from_utf8(text).unwrap_or_default());
    if let Some(added) = out.get_mut(start..) {
        added.make_ascii_lowercase();
    }
}

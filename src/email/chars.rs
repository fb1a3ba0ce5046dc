//! Sets of characters: the standards' for ASCII, and what nobody can see beyond it.

use alloc::string::String;
use core::str::Chars;

/// A set of ASCII characters: a bit of [`CLASS`], or several.
pub(super) type Set = u16;
/// RFC 5322 §3.2.3, atext.
pub(super) const ATEXT: Set = 1;
/// RFC 5321 §4.1.2, qtextSMTP: 32…126 without the quotation mark and the backslash.
pub(super) const QTEXT: Set = 1 << 1;
/// RFC 5321 §4.1.2, Let-dig.
pub(super) const LET_DIG: Set = 1 << 2;
/// RFC 5234 appendix B.1, UPPER-CASE part of ALPHA.
pub(super) const UPPER: Set = 1 << 3;
/// RFC 5234 appendix B.1, DIGIT.
pub(super) const DIGIT: Set = 1 << 4;
/// RFC 5234 appendix B.1, HEXDIG in capitals or not.
pub(super) const HEX_DIGIT: Set = 1 << 5;
/// Space, tab, CR or LF: what RFC 5322 §3.2.2 folds.
pub(super) const BLANK: Set = 1 << 6;
/// Punctuation that a sentence or a list leaves behind a mailbox; none of it can end a domain.
pub(super) const CLOSING: Set = 1 << 7;
pub(super) const DOT: Set = 1 << 8;
pub(super) const COLON: Set = 1 << 9;
pub(super) const HYPHEN: Set = 1 << 10;
/// RFC 5321 §4.1.3, dcontent = %d33-90 / %d94-126
pub(super) const DCONTENT: Set = 1 << 11;
/// RFC 5234 appendix B.1, CTL.
pub(super) const CONTROL: Set = 1 << 12;
/// RFC 5234 appendix B.1, ALPHA.
pub(super) const ALPHA: Set = 1 << 13;

/// RFC 5322 §3.2.3, atext beside letters and digits.
const ATEXT_SIGNS: &[u8] = b"!#$%&'*+-/=?^_`{|}~";

/// RFC 5322 §3.2.3, atext, for tables made by the compiler.
#[allow(clippy::indexing_slicing)]
pub(super) const fn is_atext(octet: u8) -> bool {
    let mut at = 0;
    while at < ATEXT_SIGNS.len() {
        if ATEXT_SIGNS[at] == octet {
            return true;
        }
        at += 1;
    }
    octet.is_ascii_alphanumeric()
}

static CLASS: [Set; 128] = classes();

// A constant is evaluated by the compiler: an index out of range would not build.
#[allow(clippy::indexing_slicing)]
const fn classes() -> [Set; 128] {
    let sets: [(Set, &[u8]); 6] = [
        (ATEXT, ATEXT_SIGNS),
        (BLANK, b" \t\r\n"),
        (CLOSING, b".,;:!?)]}>\"'"),
        (DOT, b"."),
        (COLON, b":"),
        (HYPHEN, b"-"),
    ];
    let mut class = [0; 128];
    let mut set = 0;
    while set < sets.len() {
        let (bit, members) = sets[set];
        let mut at = 0;
        while at < members.len() {
            class[members[at] as usize] |= bit;
            at += 1;
        }
        set += 1;
    }
    let mut octet = 0;
    while octet < 128 {
        let byte = octet as u8;
        class[octet] |= bit(byte.is_ascii_alphanumeric(), ATEXT | LET_DIG)
            | bit(byte.is_ascii_uppercase(), UPPER)
            | bit(byte.is_ascii_digit(), DIGIT)
            | bit(byte.is_ascii_hexdigit(), HEX_DIGIT)
            | bit(byte.is_ascii_alphabetic(), ALPHA)
            | bit(byte.is_ascii_control(), CONTROL)
            | bit(byte.is_ascii_graphic() && !matches!(byte, b'[' | b'\\' | b']'), DCONTENT)
            | bit(matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'), QTEXT);
        octet += 1;
    }
    class
}

const fn bit(is_member: bool, set: Set) -> Set {
    if is_member { set } else { 0 }
}

/// True when `octet` is in the set.
#[inline]
pub(super) fn has(octet: u8, set: Set) -> bool {
    CLASS.get(octet as usize).is_some_and(|class| class & set != 0)
}

/// How many octets at the start of `text` are in the set.
#[inline(never)]
pub(super) fn run(text: &[u8], set: Set) -> usize {
    let mut at = 0;
    while let Some(&octet) = text.get(at)
        && has(octet, set)
    {
        at += 1;
    }
    at
}

/// True when every octet of `text` is in the set.
pub(super) fn all(text: &[u8], set: Set) -> bool {
    run(text, set) == text.len()
}

/// The place of the first `wanted`, or the end of `text`.
#[inline(never)]
pub(super) fn find(text: &[u8], wanted: u8) -> usize {
    let mut at = 0;
    while let Some(&octet) = text.get(at)
        && octet != wanted
    {
        at += 1;
    }
    at
}

/// RFC 5321 §4.1.2, Dot-string, as a predicate.
#[inline(never)]
pub(super) fn is_dot_string(text: &[u8]) -> bool {
    let mut rest = text;
    loop {
        let atom = run(rest, ATEXT);
        match rest.get(atom) {
            _ if atom == 0 => return false,
            None => return true,
            Some(b'.') => rest = rest.get(atom + 1..).unwrap_or_default(),
            Some(_) => return false,
        }
    }
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
#[inline(never)]
pub(super) fn seen(char: char) -> Seen {
    let code = char as u32;
    for &(first, more, seen) in &UNSEEN {
        if code.wrapping_sub(u32::from(first)) <= u32::from(more) {
            return seen;
        }
    }
    match code {
        0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF => Seen::Nothing,
        _ if code & 0xFFFE == 0xFFFE => Seen::Nothing,
        _ => Seen::Shape,
    }
}

/// First code point, how many follow it, and how they are seen.
const UNSEEN: [(u16, u8, Seen); 27] = [
    (0xA0, 0, Seen::Space),
    (0x1680, 0, Seen::Space),
    (0x2000, 10, Seen::Space),
    (0x2028, 1, Seen::Space),
    (0x202F, 0, Seen::Space),
    (0x205F, 0, Seen::Space),
    (0x3000, 0, Seen::Space),
    (0x61C, 0, Seen::Bidi),
    (0x200E, 1, Seen::Bidi),
    (0x202A, 4, Seen::Bidi),
    (0x2066, 3, Seen::Bidi),
    (0x200C, 1, Seen::Joiner),
    (0x80, 0x1F, Seen::Nothing),
    (0xAD, 0, Seen::Nothing),
    (0x34F, 0, Seen::Nothing),
    (0x115F, 1, Seen::Nothing),
    (0x17B4, 1, Seen::Nothing),
    (0x180B, 4, Seen::Nothing),
    (0x200B, 0, Seen::Nothing),
    (0x2060, 5, Seen::Nothing),
    (0x206A, 5, Seen::Nothing),
    (0x3164, 0, Seen::Nothing),
    (0xFDD0, 0x1F, Seen::Nothing),
    (0xFE00, 15, Seen::Nothing),
    (0xFEFF, 0, Seen::Nothing),
    (0xFFA0, 0, Seen::Nothing),
    (0xFFF0, 11, Seen::Nothing),
];

/// True for punctuation outside ASCII: RFC 5892 §2.6 lets none of it into a U-label, UTS #46 nearly all (status NV8). It is
/// what pasting and keyboards put where an ASCII character, a blank or the end is meant.
///
/// Unicode 16.0, general category P, without the scripts that nobody writes mail in; U+2044, U+2052 and U+2212, which are
/// read as a slash, a percent sign and a hyphen; full-width signs, which UTS #46 maps to ASCII that no domain has; not
/// U+00B7, U+0F0B, U+30FB, U+05F3 and U+05F4, which a U-label may hold (RFC 5892 appendix A). Compared with the platform's
/// general categories by `tests/js/emails.test.mjs`.
#[inline(never)]
pub(super) fn is_mark(char: char) -> bool {
    let code = char as u32;
    code >= 0xA1 && MARKS.iter().any(|&(first, more)| code.wrapping_sub(u32::from(first)) <= u32::from(more))
}

/// First code point, and how many follow it.
const MARKS: [(u16, u8); 58] = [
    (0xA1, 0),
    (0xA7, 0),
    (0xAB, 0),
    (0xB6, 0),
    (0xBB, 0),
    (0xBF, 0),
    (0x37E, 0),
    (0x55A, 5),
    (0x589, 1),
    (0x5BE, 0),
    (0x5C0, 0),
    (0x5C3, 0),
    (0x5C6, 0),
    (0x609, 1),
    (0x60C, 1),
    (0x61B, 0),
    (0x61D, 2),
    (0x66A, 3),
    (0x6D4, 0),
    (0x700, 13),
    (0x964, 1),
    (0x970, 0),
    (0xDF4, 0),
    (0xE4F, 0),
    (0xE5A, 1),
    (0xF04, 6),
    (0xF0C, 6),
    (0x104A, 5),
    (0x10FB, 0),
    (0x1360, 8),
    (0x17D4, 2),
    (0x17D8, 2),
    (0x2010, 0x17),
    (0x2030, 0x2E),
    (0x2212, 0),
    (0x2308, 3),
    (0x2329, 1),
    (0x2768, 13),
    (0x27E6, 9),
    (0x2983, 0x15),
    (0x2E00, 0x2E),
    (0x2E30, 0x1F),
    (0x2E52, 11),
    (0x3001, 0),
    (0x3003, 0),
    (0x3008, 9),
    (0x3014, 11),
    (0x3030, 0),
    (0x303D, 0),
    (0x30A0, 0),
    (0xFE10, 9),
    (0xFE30, 0x32),
    (0xFF01, 11),
    (0xFF0F, 0),
    (0xFF1A, 5),
    (0xFF3B, 5),
    (0xFF5B, 5),
    (0xFF62, 2),
];

/// True for [`is_mark`] and symbols: no top-level domain has any of these, and behind a mailbox they are no part of it.
/// UTS #46 lets symbols into the labels before: `☃.net` receives mail.
pub(super) fn is_sign(char: char) -> bool {
    matches!(
        char as u32,
        0xA1..=0xAC | 0xAE..=0xBF | 0xD7 | 0xF7 | 0x2010..=0x2027 | 0x2030..=0x205E | 0x2070..=0x2BFF | 0x3004 | 0x3012..=0x3020 | 0xFFE0..=0xFFEE | 0x1_F000..=0x1_FFFF
    ) || is_mark(char)
}

/// The comma and the semicolon of a keyboard, in other widths and scripts, as ASCII has them.
pub(super) const fn ascii_separator(char: char) -> Option<u8> {
    match char {
        '\u{60C}' | '\u{3001}' | '\u{FF0C}' => Some(b','),
        '\u{61B}' | '\u{FF1B}' => Some(b';'),
        _ => None,
    }
}

/// True when UTS #46 maps `char` to a dot, an `@`, or nothing, or when nobody sees it: no A-label stands for it.
pub(super) fn is_hidden(char: char) -> bool {
    !char.is_ascii() && (is_wide_dot(char) || is_wide_at(char) || !matches!(seen(char), Seen::Shape | Seen::Joiner))
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

/// Appends `text` as it is; nothing when it is not UTF-8.
#[inline(never)]
pub(super) fn push(out: &mut String, text: &[u8]) {
    out.push_str(core::str::from_utf8(text).unwrap_or_default());
}

/// `String::push`, once, and not unrolled at every place that builds text.
#[inline(never)]
pub(super) fn push_char(out: &mut String, char: char) {
    out.push(char);
}

/// `Chars::next`, once, and not unrolled at every place that reads text.
#[inline(never)]
pub(super) fn next_char(chars: &mut Chars<'_>) -> Option<char> {
    chars.next()
}

/// Appends `text` with its ASCII letters in lower case; nothing when it is not UTF-8.
#[inline(never)]
pub(super) fn push_lower(out: &mut String, text: &[u8]) {
    let start = out.len();
    push(out, text);
    if let Some(added) = out.get_mut(start..) {
        added.make_ascii_lowercase();
    }
}

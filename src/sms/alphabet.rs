//! The alphabets of TS 23.038 and what they leave of a segment.

use crate::issue::Name;
use crate::text::Decoded;

/// How an SMS is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Septets of the GSM 7-bit alphabets.
    Gsm7,
    /// UTF-16 code units.
    Ucs2,
}

impl Encoding {
    /// The encoding in the vocabulary: `gsm7` or `ucs2`.
    pub const fn name(self) -> Name {
        match self {
            Encoding::Gsm7 => "gsm7",
            Encoding::Ucs2 => "ucs2",
        }
    }
}

/// TS 23.038 annex A: the tables of one language, 128 characters each by septet; empty where it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NationalTable<'a> {
    /// The language, as in `turkish`.
    pub name: Name,
    /// Annex A.3: stands in for the default alphabet. U+FFFF marks the escape.
    pub locking: &'a str,
    /// Annex A.2: stands in for the extension. A space marks a septet without a character.
    pub single_shift: &'a str,
}

/// An alphabet that a whole message is written in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Alphabet<'a> {
    /// The default alphabet and its extension, or national tables in the place of either.
    Gsm { locking: Option<&'a str>, single_shift: Option<&'a str> },
    /// UTF-16.
    Ucs2,
}

impl Alphabet<'_> {
    /// TS 23.038 §6.2.1 without national tables.
    pub(super) const DEFAULT: Alphabet<'static> = Alphabet::Gsm { locking: None, single_shift: None };

    /// Units of a message in one segment, and of each segment of a longer one.
    ///
    /// TS 23.040 §9.2.3.24: 140 octets, less one for the header's length, five for concatenation, three for each national
    /// table; what remains holds whole septets or code units.
    pub(super) const fn capacity(self) -> (usize, usize) {
        match self {
            Alphabet::Ucs2 => (70, 67),
            Alphabet::Gsm { locking: None, single_shift: None } => (160, 153),
            Alphabet::Gsm { locking: Some(_), single_shift: Some(_) } => (152, 146),
            Alphabet::Gsm { .. } => (155, 149),
        }
    }

    /// The units that a character takes; `None` where the alphabet does not have it.
    pub(super) fn units(self, character: Decoded) -> Option<usize> {
        match (self, character) {
            (Alphabet::Ucs2, Decoded::Char(char)) => Some(char.len_utf16()),
            (Alphabet::Ucs2, _) => Some(1),
            (Alphabet::Gsm { locking, single_shift }, Decoded::Char(char)) => {
                let basic = locking.map_or_else(|| is_basic(char), |table| char != '\u{FFFF}' && table.contains(char));
                if basic {
                    return Some(1);
                }
                let extended = |table: &str| char != ' ' && table.contains(char);
                single_shift.map_or_else(|| is_extended(char), extended).then_some(2)
            }
            _ => None,
        }
    }
}

/// TS 23.038 §6.2.1: the GSM 7-bit default alphabet.
#[rustfmt::skip]
const fn is_basic(char: char) -> bool {
    matches!(
        char,
        '\n' | '\r' | ' '..='Z' | '_' | 'a'..='z'
            | '¡' | '£' | '¤' | '¥' | '§' | '¿' | 'Ä' | 'Å' | 'Æ' | 'Ç' | 'É' | 'Ñ' | 'Ö' | 'Ø' | 'Ü' | 'ß'
            | 'à' | 'ä' | 'å' | 'æ' | 'è' | 'é' | 'ì' | 'ñ' | 'ò' | 'ö' | 'ø' | 'ù' | 'ü'
            | 'Γ' | 'Δ' | 'Θ' | 'Λ' | 'Ξ' | 'Π' | 'Σ' | 'Φ' | 'Ψ' | 'Ω'
    )
}

/// TS 23.038 §6.2.1.1: the extension of the default alphabet.
const fn is_extended(char: char) -> bool {
    matches!(char, '\x0C' | '^' | '{' | '}' | '\\' | '[' | '~' | ']' | '|' | '€')
}

/// True for a character that the default alphabet or its extension has.
pub(super) const fn is_gsm(char: char) -> bool {
    is_basic(char) || is_extended(char)
}

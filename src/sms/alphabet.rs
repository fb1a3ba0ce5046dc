//! The alphabets of TS 23.038 and what they leave of a segment.

use alloc::vec::Vec;

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
    /// The language's BCP 47 tag, as in `tr`.
    pub language: Name,
    /// Annex A.3: stands in for the default alphabet. U+FFFF marks the escape.
    pub locking: &'a str,
    /// Annex A.2: stands in for the extension. A space marks a septet without a character.
    pub single_shift: &'a str,
}

impl NationalTable<'static> {
    /// Reads tables as a page hands them over: language, locking and single-shift table of each, with a NUL after every
    /// one of the three.
    pub fn read_all(text: &'static str) -> Vec<NationalTable<'static>> {
        let mut tables = Vec::new();
        let mut parts = text.split('\0');
        while let (Some(language), Some(locking), Some(single_shift)) = (parts.next(), parts.next(), parts.next()) {
            tables.push(NationalTable { language, locking, single_shift });
        }
        tables
    }
}

/// An alphabet that a whole message is written in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Alphabet<'a> {
    /// The default alphabet and its extension, or national tables in the place of either.
    Gsm { locking: Option<&'a NationalTable<'a>>, single_shift: Option<&'a NationalTable<'a>> },
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
                let basic = match locking {
                    Some(table) => char != '\u{FFFF}' && table.locking.contains(char),
                    None => is_basic(char),
                };
                if basic {
                    return Some(1);
                }
                let extended = match single_shift {
                    Some(table) => char != ' ' && table.single_shift.contains(char),
                    None => is_extended(char),
                };
                extended.then_some(2)
            }
            _ => None,
        }
    }
}

/// Septets of each character of ASCII in the default alphabet and its extension; 0 for those that neither has.
const ASCII_SEPTETS: [u8; 128] = {
    let mut septets = [0; 128];
    let mut at = 0;
    while at < 128 {
        let char = at as u8 as char;
        #[allow(clippy::indexing_slicing)] // While the module is compiled.
        if is_basic(char) {
            septets[at] = 1;
        } else if is_extended(char) {
            septets[at] = 2;
        }
        at += 1;
    }
    septets
};

/// The septets of the octets of ASCII that `text` starts with, as far as the default alphabet has them, and how many
/// octets these are.
pub(super) fn ascii_septets(text: &[u8]) -> (usize, usize) {
    let (mut octets, mut septets) = (0, 0);
    for &octet in text {
        match ASCII_SEPTETS.get(octet as usize) {
            Some(&units @ 1..) => septets += units as usize,
            _ => break,
        }
        octets += 1;
    }
    (septets, octets)
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

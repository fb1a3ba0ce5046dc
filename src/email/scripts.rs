//! Letters of different scripts that look alike.
//!
//! # Scope
//!
//! Two hints from UTS #39, cut to what mail domains meet: mixing of scripts inside a label (§5.2, "moderately restrictive",
//! by block, not by Unicode's full script data), and letters that can be read as a Latin letter (§4, the lower-case letters
//! of Cyrillic, Greek, Armenian and Latin with marks). A hint is never an error.

use alloc::string::String;

use super::chars::{next_char, push_char};
use crate::issue::Name;

/// A place in [`SCRIPTS`].
type Script = u8;

/// The scripts that are told apart: those taken for each other first, then those written together in Chinese, Japanese and
/// Korean, then those of the blocks from U+0900 on, 128 code points each.
const SCRIPTS: [Name; 25] = [
    "latin",
    "greek",
    "cyrillic",
    "armenian",
    "cherokee",
    "han",
    "hiragana",
    "katakana",
    "hangul",
    "bopomofo",
    "devanagari",
    "bengali",
    "gurmukhi",
    "gujarati",
    "oriya",
    "tamil",
    "telugu",
    "kannada",
    "malayalam",
    "sinhala",
    "thai",
    "lao",
    "hebrew",
    "arabic",
    "georgian",
];
const LATIN: Script = 0;
/// The first that is not taken for another.
const HAN: Script = 5;
const DEVANAGARI: Script = 10;

/// The script of a letter, by block; `None` for digits, marks, signs and what is not in these blocks.
fn script(char: char) -> Option<Script> {
    let code = char as u32;
    match code {
        0x900..=0xEFF => return Some(DEVANAGARI + ((code - 0x900) >> 7) as Script),
        0x2_0000..=0x3_FFFF => return Some(HAN),
        _ => {}
    }
    for &(first, last, script) in &BLOCKS {
        if u32::from(first) <= code && code <= u32::from(last) {
            return Some(script);
        }
    }
    None
}

/// First and last letter of a block, and the place of its script in [`SCRIPTS`].
const BLOCKS: [(u16, u16, Script); 31] = [
    (0x61, 0x7A, LATIN),
    (0x41, 0x5A, LATIN),
    (0xC0, 0x2AF, LATIN),
    (0x1E00, 0x1EFF, LATIN),
    (0x370, 0x3FF, 1),
    (0x1F00, 0x1FFF, 1),
    (0x400, 0x52F, 2),
    (0x1C80, 0x1C8F, 2),
    (0x2DE0, 0x2DFF, 2),
    (0xA640, 0xA69F, 2),
    (0x531, 0x58F, 3),
    (0x13A0, 0x13FF, 4),
    (0xAB70, 0xABBF, 4),
    (0x3005, 0x3007, HAN),
    (0x3400, 0x4DBF, HAN),
    (0x4E00, 0x9FFF, HAN),
    (0xF900, 0xFAFF, HAN),
    (0x3041, 0x309F, 6),
    // U+30FB and U+30FC are common to both syllabaries.
    (0x30A1, 0x30FA, 7),
    (0x30FD, 0x30FF, 7),
    (0x31F0, 0x31FF, 7),
    (0x1100, 0x11FF, 8),
    (0x3130, 0x318F, 8),
    (0xAC00, 0xD7AF, 8),
    (0x3105, 0x312F, 9),
    (0x591, 0x5F4, 22),
    (0x620, 0x6FF, 23),
    (0x750, 0x77F, 23),
    (0x8A0, 0x8FF, 23),
    (0x10A0, 0x10FF, 24),
    (0x2D00, 0x2D2F, 24),
];

/// The first two scripts of `label` that do not go together: one with the first letter's, or two of those beside it.
#[cold]
#[inline(never)]
pub(super) fn mixed(label: &str) -> Option<(Name, Name)> {
    let mut known: u32 = 0;
    let mut chars = label.chars();
    while let Some(char) = next_char(&mut chars) {
        let Some(script) = script(char) else { continue };
        let strangers = known & !kin(script);
        if strangers != 0 {
            let before = SCRIPTS.get(strangers.trailing_zeros() as usize)?;
            return Some((*before, *SCRIPTS.get(script as usize)?));
        }
        known |= 1 << script;
    }
    None
}

/// True when a label of `domain` cannot be read in one direction: RFC 5893 §2, conditions 1, 2 and 5, by block. Browsers
/// refuse such domains, Node takes them: a server must not contradict the page.
#[cold]
#[inline(never)]
pub(super) fn breaks_bidi_rule(domain: &str) -> bool {
    let (mut is_bidi, mut has_digit_first, mut is_broken) = (false, false, false);
    // Of the label at hand: its first character, whether one is written from the right, and one from the left.
    let (mut first, mut right, mut left) = (None, false, false);
    let mut chars = domain.chars();
    loop {
        let char = next_char(&mut chars);
        match char {
            None | Some('.') => {
                let begins_right = first.is_some_and(|char| is_from_right(char) && !is_arabic_digit(char));
                is_bidi |= right;
                is_broken |= right && (left || !begins_right);
                has_digit_first |= first.is_some_and(|char| char.is_ascii_digit());
                (first, right, left) = (None, false, false);
            }
            Some(char) => {
                first = first.or(Some(char));
                right |= is_from_right(char);
                left |= script(char).is_some_and(|script| script < DEVANAGARI) || is_indic_letter(char);
            }
        }
        if char.is_none() {
            return is_broken || (is_bidi && has_digit_first);
        }
    }
}

/// Unicode 16.0, `DerivedBidiClass.txt`: letters of R and AL and digits of AN, by block; marks (NSM) are neither.
fn is_from_right(char: char) -> bool {
    matches!(
        char as u32,
        0x5D0..=0x5F4
            | 0x620..=0x64A
            | 0x660..=0x669
            | 0x66E..=0x66F
            | 0x671..=0x6D5
            | 0x6FA..=0x6FF
            | 0x712..=0x72F
            | 0x74D..=0x7A5
            | 0x7CA..=0x7EA
            | 0x8A0..=0x8C9
    )
}

/// Letters of class L from Devanagari to Lao: the first half of each block, where vowel signs (NSM) are not.
fn is_indic_letter(char: char) -> bool {
    let code = char as u32;
    matches!(code, 0x900..=0xEFF)
        && (0x05..=0x39).contains(&(code & 0x7F))
        && !matches!(code, 0xE31..=0xE39 | 0xEB1..=0xEB9)
}

/// Bidi class AN: digits that stand in text from the right and cannot begin it.
fn is_arabic_digit(char: char) -> bool {
    matches!(char, '\u{660}'..='\u{669}')
}

/// The scripts that go with one, a bit each.
fn kin(script: Script) -> u32 {
    let own = 1 << script;
    // Latin goes with what is not taken for it; the scripts of Chinese, Japanese and Korean go together.
    match script {
        LATIN => own | !0 << HAN,
        HAN..DEVANAGARI => (1 << LATIN) | ((1 << DEVANAGARI) - (1 << HAN)),
        DEVANAGARI.. => own | 1 << LATIN,
        _ => own,
    }
}

/// ASCII letters, each with the lower-case letters behind it that are taken for it: Unicode's `confusables.txt` 16.0, and
/// letters with marks.
const TAKEN_FOR: &str = "\
    aаɑαаàáâãäåāăąbƅЬьḅcсϲçćĉċčdԁɗďđḍeеҽèéêëēĕėęěẹfƒgɡցğĝġģhһհḥiіıɩιìíîïĩīĭįịjјϳĵkкκķlӏⅼĺļľł\
    ḷmмṃnոռñńņňṇoоοօσòóôõöōŏőøọpрρṗqԛգզrгŕŗřṛsѕśŝşšșṣtтτţťțṭuսυùúûüũūŭůűųụvѵνṿwԝѡωŵxхχyуүγýÿ\
    ŷzźżžẓ";

/// `domain` in the Latin letters it can be read as; `None` when a character is not read so, or all are ASCII.
pub(super) fn latin_skeleton(domain: &str) -> Option<String> {
    if domain.is_ascii() {
        return None;
    }
    let mut skeleton = String::with_capacity(domain.len());
    let mut chars = domain.chars();
    while let Some(char) = next_char(&mut chars) {
        push_char(&mut skeleton, latin(char)?);
    }
    Some(skeleton)
}

fn latin(char: char) -> Option<char> {
    if char.is_ascii() {
        return Some(char);
    }
    let mut chars = TAKEN_FOR.chars();
    let mut letter = None;
    loop {
        let known = next_char(&mut chars)?;
        if known.is_ascii() {
            letter = Some(known);
        } else if known == char {
            return letter;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::breaks_bidi_rule;

    /// What UTS #46 of the crate `idna` takes, with its check of RFC 5893, is never refused here.
    #[test]
    fn the_bidi_rule_refuses_nothing_that_idna_takes() {
        const PARTS: [&str; 22] = [
            "א", "ב", "ا", "ب", "ت", "١", "۱", "1", "9", "-", ".", ".", "a", "z", "ü", "я", "अ", "ि", "中", "\u{5B0}",
            "\u{64B}", "۔",
        ];
        let mut state = 0x5EED_u64;
        let (mut refused, mut agreed) = (0, 0);
        for _ in 0..40_000 {
            let mut domain = String::new();
            for _ in 0..6 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                domain.push_str(PARTS.get((state >> 16) as usize % PARTS.len()).copied().unwrap_or_default());
            }
            let taken = idna::domain_to_ascii_cow(domain.as_bytes(), idna::AsciiDenyList::URL).is_ok();
            let broken = breaks_bidi_rule(&domain);
            assert!(!(taken && broken), "{domain:?}");
            refused += u32::from(!taken);
            agreed += u32::from(!taken && broken);
        }
        assert!(agreed * 2 > refused, "{agreed} of {refused}");
    }

    #[test]
    fn what_browsers_refuse_and_node_takes() {
        for domain in ["١٢٣.in", "a.١٢٣", "1א.in", "हا.com", "אa.in", "1.אב.in"] {
            assert!(breaks_bidi_rule(domain), "{domain}");
        }
        for domain in ["אב.in", "נתוני1.in", "نامه\u{200C}ای.in", "a1.ابو.in", "1.in", "bücher.de", "हिन्दी.भारत"]
        {
            assert!(!breaks_bidi_rule(domain), "{domain}");
        }
    }
}

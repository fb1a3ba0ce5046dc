//! Letters of different scripts that look alike.
//!
//! # Scope
//!
//! Two hints from UTS #39, cut to what mail domains meet: mixing of scripts inside a label (§5.2, "moderately restrictive",
//! by block, not by Unicode's full script data), and letters that can be read as a Latin letter (§4, the lower-case letters
//! of Cyrillic, Greek, Armenian and Latin with marks). A hint is never an error.

use alloc::string::String;

use crate::issue::Name;

/// Scripts whose letters are taken for each other's.
const ALIKE: [Name; 5] = ["latin", "greek", "cyrillic", "armenian", "cherokee"];

/// Scripts that are written together in Chinese, Japanese and Korean.
const CJK: [Name; 5] = ["han", "hiragana", "katakana", "hangul", "bopomofo"];

/// The blocks from U+0900 on, 128 code points each.
const BRAHMIC: [Name; 12] = [
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
];

/// The script of a letter, by block; `None` for digits, marks, signs and what is not in these blocks.
fn script(char: char) -> Option<Name> {
    let script = match char as u32 {
        0x61..=0x7A | 0x41..=0x5A | 0xC0..=0x24F | 0x250..=0x2AF | 0x1E00..=0x1EFF => "latin",
        0x370..=0x3FF | 0x1F00..=0x1FFF => "greek",
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => "cyrillic",
        0x531..=0x58F => "armenian",
        0x591..=0x5F4 => "hebrew",
        0x620..=0x6FF | 0x750..=0x77F | 0x8A0..=0x8FF => "arabic",
        code @ 0x900..=0xEFF => return BRAHMIC.get((code as usize - 0x900) / 0x80).copied(),
        0x10A0..=0x10FF | 0x2D00..=0x2D2F => "georgian",
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => "hangul",
        0x13A0..=0x13FF | 0xAB70..=0xABBF => "cherokee",
        0x3041..=0x309F => "hiragana",
        // U+30FB and U+30FC are common to both syllabaries.
        0x30A1..=0x30FA | 0x30FD..=0x30FF | 0x31F0..=0x31FF => "katakana",
        0x3105..=0x312F => "bopomofo",
        0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => "han",
        _ => return None,
    };
    Some(script)
}

/// The first two scripts of `label` that do not go together.
pub(super) fn mixed(label: &str) -> Option<(Name, Name)> {
    let mut known: [Option<Name>; 4] = [None; 4];
    for char in label.chars() {
        let Some(script) = script(char) else { continue };
        for slot in &mut known {
            match *slot {
                Some(before) if before == script => break,
                Some(before) if !go_together(before, script) => return Some((before, script)),
                Some(_) => {}
                None => {
                    *slot = Some(script);
                    break;
                }
            }
        }
    }
    None
}

fn go_together(one: Name, other: Name) -> bool {
    let has_latin = one == "latin" || other == "latin";
    let are_alike = ALIKE.contains(&one) && ALIKE.contains(&other);
    (has_latin && !are_alike) || (CJK.contains(&one) && CJK.contains(&other))
}

/// Lower-case letters and the ASCII letter that each is taken for: Unicode's `confusables.txt` 16.0, and letters with marks.
const TAKEN_FOR: [(&str, char); 24] = [
    ("аɑαаàáâãäåāăą", 'a'),
    ("ƅЬьḅ", 'b'),
    ("сϲçćĉċč", 'c'),
    ("ԁɗďđḍ", 'd'),
    ("еҽèéêëēĕėęěẹ", 'e'),
    ("ƒ", 'f'),
    ("ɡցğĝġģ", 'g'),
    ("һհḥ", 'h'),
    ("іıɩιìíîïĩīĭįị", 'i'),
    ("јϳĵ", 'j'),
    ("кκķ", 'k'),
    ("ӏⅼĺļľłḷ", 'l'),
    ("мṃ", 'm'),
    ("ոռñńņňṇ", 'n'),
    ("оοօσòóôõöōŏőøọ", 'o'),
    ("рρṗ", 'p'),
    ("ԛգզ", 'q'),
    ("гŕŗřṛ", 'r'),
    ("ѕśŝşšșṣ", 's'),
    ("тτţťțṭ", 't'),
    ("սυùúûüũūŭůűųụ", 'u'),
    ("ѵνṿ", 'v'),
    ("ԝѡωŵ", 'w'),
    ("хχ", 'x'),
];

/// `domain` in the Latin letters it can be read as; `None` when a character is not read so, or all are ASCII.
pub(super) fn latin_skeleton(domain: &str) -> Option<String> {
    if domain.is_ascii() {
        return None;
    }
    domain.chars().map(latin).collect()
}

fn latin(char: char) -> Option<char> {
    if char.is_ascii() {
        return Some(char);
    }
    match char {
        'у' | 'ү' | 'γ' | 'ý' | 'ÿ' | 'ŷ' => Some('y'),
        'ź' | 'ż' | 'ž' | 'ẓ' => Some('z'),
        _ => TAKEN_FOR.iter().find(|(letters, _)| letters.contains(char)).map(|&(_, letter)| letter),
    }
}

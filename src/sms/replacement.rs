//! What may stand in the place of a character that the GSM 7-bit default alphabet does not have.
//!
//! Only what reads the same to people: punctuation, spaces, full-width forms, signs with a usual spelling. Letters stay,
//! since a name without its accents is another name.

use alloc::vec::Vec;

use crate::issue::{Edit, Findings, Kind, Span};
use crate::text::{Decoded, decode};

/// The replacement for `char`; empty for what nobody sees.
///
/// ```
/// use presend::sms::replacement;
///
/// assert_eq!(replacement('’'), Some("'"));
/// assert_eq!(replacement('₹'), Some("Rs."));
/// assert_eq!(replacement('न'), None);
/// ```
pub const fn replacement(char: char) -> Option<&'static str> {
    Some(match char {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '´' | '`' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | 'ˊ' | 'ˋ' | '❛' | '❜' | '＇' => {
            "'"
        }
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | 'ʺ' | 'ˮ' | '❝' | '❞' | '〝' | '〞' | '＂' => {
            "\""
        }
        '‹' => "<",
        '›' => ">",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '﹘' | '﹣' | '－' => "-",
        '…' => "...",
        '‥' => "..",
        '•' | '‣' | '·' | '∙' | '●' | '◦' => "*",
        '⁄' | '∕' | '÷' | '／' | '⧸' => "/",
        '⧵' | '⧹' => "\\",
        '∣' | '⎸' | '⎹' | '⏐' => "|",
        '‗' => "_",
        '‼' => "!!",
        '∗' | '⁎' => "*",
        '∼' | '˜' => "~",
        'ˆ' => "^",
        '❨' | '❪' => "(",
        '❩' | '❫' => ")",
        '❴' => "{",
        '❵' => "}",
        '⁏' => ";",
        '×' | '✕' | '✖' => "x",
        '¼' => "1/4",
        '½' => "1/2",
        '¾' => "3/4",
        '₹' | '₨' => "Rs.",
        '©' => "(c)",
        '®' => "(r)",
        '™' => "(tm)",
        '№' => "No.",
        '°' => " deg",
        '¦' => "|",
        '、' | '､' => ",",
        '。' | '｡' => ".",
        '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' => "",
        '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => "",
        '﹐'..='﹫' => return small_form(char),
        '！'..='～' => return full_width(char),
        _ => return None,
    })
}

/// Unicode, Halfwidth and Fullwidth Forms: U+FF01…U+FF5E stand 0xFEE0 above ASCII.
const fn full_width(char: char) -> Option<&'static str> {
    const ASCII: &str =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_'abcdefghijklmnopqrstuvwxyz{|}~";
    one_of(ASCII, (char as usize).saturating_sub(0xFF01))
}

/// Unicode, Small Form Variants: U+FE50…U+FE6B, a space where nothing stands or nothing is the same.
const fn small_form(char: char) -> Option<&'static str> {
    const ASCII: &str = ",,. ;:?!-(){}  #&*+-<>= \\$%@";
    match char {
        '\u{FE53}' | '\u{FE5D}' | '\u{FE5E}' | '\u{FE67}' => None,
        _ => one_of(ASCII, (char as usize).saturating_sub(0xFE50)),
    }
}

const fn one_of(ascii: &'static str, at: usize) -> Option<&'static str> {
    match ascii.split_at_checked(at) {
        Some((_, rest)) => match rest.split_at_checked(1) {
            Some((one, _)) => Some(one),
            None => None,
        },
        None => None,
    }
}

/// A text for the GSM 7-bit default alphabet, as far as replacements go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simplified {
    /// The text, in octets of WTF-8.
    pub octets: Vec<u8>,
    /// What was changed, as edits of the text given.
    pub edits: Vec<Edit>,
}

impl Simplified {
    /// The warning of a text that must stay as it was registered; nothing where nothing was changed.
    pub fn registered_text_changed(&self) -> Findings {
        let mut findings = Findings::new();
        if let (Some(first), Some(last)) = (self.edits.first(), self.edits.last()) {
            let kind = Kind::SmsRegisteredTextChanged { count: self.edits.len() as u32 };
            // The template may have the plain character where the text has the other one.
            findings.warning(kind, Span::new(first.span.start, last.span.end)).likely = true;
        }
        findings
    }
}

/// Replaces what has a [`replacement`]. A text that must match a registered template must not be simplified alone: the
/// template decides.
///
/// ```
/// use presend::sms::simplify_sms;
///
/// assert_eq!(simplify_sms("“Hi” – ₹5…").octets, b"\"Hi\" - Rs.5...");
/// assert!(simplify_sms("plain").edits.is_empty());
/// ```
pub fn simplify_sms(text: &str) -> Simplified {
    simplify_sms_octets(text.as_bytes())
}

/// [`simplify_sms`] for octets of WTF-8.
pub fn simplify_sms_octets(text: &[u8]) -> Simplified {
    let mut simplified = Simplified { octets: Vec::with_capacity(text.len()), edits: Vec::new() };
    let mut at = 0;
    while let Some((character, octets)) = decode(text, at) {
        let insert = if let Decoded::Char(char) = character { replacement(char) } else { None };
        match insert {
            Some(insert) => {
                simplified.octets.extend_from_slice(insert.as_bytes());
                simplified.edits.push(Edit::new(Span::new(at, at + octets), insert));
            }
            None => simplified.octets.extend_from_slice(text.get(at..at + octets).unwrap_or_default()),
        }
        at += octets;
    }
    simplified
}

//! What may stand in the place of a character that the GSM 7-bit default alphabet does not have.
//!
//! Only what reads the same to people: punctuation, spaces, full-width forms, signs with a usual spelling. Letters stay,
//! since a name without its accents is another name.

use alloc::vec::Vec;

use super::alphabet::is_gsm;
use super::measure::segments;
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

/// The characters of a text, each with what may stand in its place there: what reads the same alone may read otherwise
/// beside a digit or in a word.
pub(super) struct Replaced<'a> {
    text: &'a [u8],
    at: usize,
    before: Option<char>,
    /// True where some character keeps the text out of the alphabet whatever is replaced.
    stays: bool,
}

impl Replaced<'_> {
    pub(super) fn of(text: &[u8]) -> Replaced<'_> {
        let mut at = 0;
        let mut stays = false;
        while let Some((character, octets)) = decode(text, at) {
            stays = !matches!(character, Decoded::Char(char) if is_gsm(char) || replacement(char).is_some());
            if stays {
                break;
            }
            at += octets;
        }
        Replaced { text, at: 0, before: None, stays }
    }

    /// What may stand in the place of `char`, which ends before octet `end`.
    fn replacement(&self, char: char, end: usize) -> Option<&'static str> {
        let insert = replacement(char)?;
        let after = char_at(self.text, end);
        match char {
            // 1½ is not 11/2.
            '¼' | '½' | '¾' if self.before.is_some_and(is_digit) => match char {
                '¼' => Some(" 1/4"),
                '½' => Some(" 1/2"),
                _ => Some(" 3/4"),
            },
            // Catalan's l·l.
            '·' if self.before.is_some_and(is_letter) && after.is_some_and(is_letter) => None,
            // A number's sign, a temperature's, and other things.
            '°' => match (self.before?, after) {
                ('N' | 'n', Some('0'..='9')) => Some("o."),
                ('0'..='9', Some('C' | 'F')) => Some(" deg "),
                (' ', Some('C' | 'F')) => Some("deg "),
                ('0'..='9', Some(' ')) if matches!(char_at(self.text, end + 1), Some('C' | 'F')) => Some(insert),
                _ => None,
            },
            // They shape and order the letters around them, and join emoji; the text stays as dear without them.
            '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
                if self.stays =>
            {
                None
            }
            _ => Some(insert),
        }
    }
}

impl Iterator for Replaced<'_> {
    /// The octets, the character, and what may stand in its place.
    type Item = (Span, Decoded, Option<&'static str>);

    fn next(&mut self) -> Option<Self::Item> {
        let (character, octets) = decode(self.text, self.at)?;
        let span = Span::new(self.at, self.at + octets);
        let char = if let Decoded::Char(char) = character { Some(char) } else { None };
        let insert = char.and_then(|char| self.replacement(char, span.end));
        self.before = char;
        self.at = span.end;
        Some((span, character, insert))
    }
}

fn char_at(text: &[u8], at: usize) -> Option<char> {
    match decode(text, at) {
        Some((Decoded::Char(char), _)) => Some(char),
        _ => None,
    }
}

const fn is_digit(char: char) -> bool {
    matches!(char, '0'..='9' | '０'..='９')
}

/// Of ASCII exactly; beyond it, where letters are from U+00C0 on, about.
const fn is_letter(char: char) -> bool {
    char.is_ascii_alphabetic() || char as u32 >= 0xC0
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

/// Replaces what has a [`replacement`], unless that would make more segments. A text that must match a registered template must not be simplified alone: the
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
    for (span, _, insert) in Replaced::of(text) {
        match insert {
            Some(insert) => {
                simplified.octets.extend_from_slice(insert.as_bytes());
                simplified.edits.push(Edit::new(span, insert));
            }
            None => simplified.octets.extend_from_slice(text.get(span.start..span.end).unwrap_or_default()),
        }
    }
    if !simplified.edits.is_empty() && segments(&simplified.octets) > segments(text) {
        return Simplified { octets: text.to_vec(), edits: Vec::new() };
    }
    simplified
}

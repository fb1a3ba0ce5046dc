//! A message as the matcher sees it: positions between code points, and for each character where it stands.

use alloc::vec::Vec;

use super::bits::put;
use super::policy::{Class, DltPolicy};
use crate::issue::Span;
use crate::text::{Decoded, decode};

/// A message; its memory serves one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    /// The octets, in lower case where case does not count.
    pub(super) octets: Vec<u8>,
    /// Without what does not count; empty where everything counts.
    pub(super) plain: Vec<u8>,
    /// Code points.
    pub(super) chars: usize,
    /// Code points that count in fixed text.
    pub(super) counted: usize,
    /// Octet at which each code point starts, and the end; empty while all are ASCII.
    starts: Vec<u32>,
    /// Words of a set of positions.
    pub(super) words: usize,
    masked: bool,
    /// Number of each ASCII character among the different ones, plus one.
    ascii: Vec<u16>,
    /// The others, by their hash: code point and number plus one.
    others: Vec<(u32, u16)>,
    /// For each different character the positions it stands at.
    masks: Vec<u64>,
    /// Positions of what does not count in fixed text.
    pub(super) ignored: Vec<u64>,
}

impl Message {
    /// Takes `text` (WTF-8).
    pub(super) fn read(&mut self, text: &[u8], policy: &DltPolicy) {
        self.octets.clear();
        self.octets.extend_from_slice(text);
        if policy.ignore_case {
            self.octets.make_ascii_lowercase();
        }
        self.starts.clear();
        self.plain.clear();
        self.masked = false;
        self.chars = text.len();
        if !text.is_ascii() {
            let mut at = 0;
            while let Some((_, octets)) = decode(text, at) {
                self.starts.push(at as u32);
                at += octets;
            }
            self.chars = self.starts.len();
            self.starts.push(text.len() as u32);
        }
        self.words = self.chars / 64 + 1;
        self.counted = self.chars;
        self.ignored.clear();
        if policy.skips() {
            self.ignored.resize(self.words, 0);
            for at in 0..self.chars {
                let span = self.span(at, at + 1);
                if policy.ignores(self.char(at)) {
                    put(&mut self.ignored, at);
                    self.counted -= 1;
                } else {
                    self.plain.extend_from_slice(self.octets.get(span.start..span.end).unwrap_or_default());
                }
            }
        }
    }

    /// Octets of the code points `start..end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.octet_of(start), self.octet_of(end))
    }

    /// Where code point `at` starts.
    pub(super) fn octet_of(&self, at: usize) -> usize {
        if self.starts.is_empty() {
            return at.min(self.octets.len());
        }
        self.starts.get(at).map_or(self.octets.len(), |&start| start as usize)
    }

    /// Code point number `at`; past the end none that any text has.
    pub(super) fn char(&self, at: usize) -> u32 {
        char_at(&self.octets, self.octet_of(at)).0
    }

    /// Notes where each character stands, once a message.
    pub(super) fn mask(&mut self) {
        if self.masked {
            return;
        }
        self.masked = true;
        self.ascii.clear();
        self.ascii.resize(128, 0);
        self.others.clear();
        if !self.starts.is_empty() {
            self.others.resize((2 * self.chars).next_power_of_two(), (0, 0));
        }
        self.masks.clear();
        let mut different = 0;
        let mut octet = 0;
        for at in 0..self.chars {
            let (char, octets) = char_at(&self.octets, octet);
            octet += octets;
            let number = match self.number_of(char) {
                0 => {
                    different += 1;
                    self.masks.resize(usize::from(different) * self.words, 0);
                    self.learn(char, different);
                    different
                }
                known => known,
            };
            let first = (usize::from(number) - 1) * self.words;
            put(self.masks.get_mut(first..).unwrap_or_default(), at);
        }
    }

    /// Where `char` stands; `None` where nowhere. After [`Message::mask`].
    pub(super) fn places(&self, char: u32) -> Option<&[u64]> {
        let number = usize::from(self.number_of(char)).checked_sub(1)?;
        self.masks.get(number * self.words..(number + 1) * self.words)
    }

    /// The positions of characters of a class.
    pub(super) fn of_class(&self, class: Class, into: &mut Vec<u64>) {
        into.clear();
        into.resize(self.words, 0);
        for at in 0..self.chars {
            if class.has(self.char(at)) {
                put(into, at);
            }
        }
    }

    fn number_of(&self, char: u32) -> u16 {
        if char < 128 {
            return self.ascii.get(char as usize).copied().unwrap_or(0);
        }
        self.others.get(self.slot(char)).map_or(0, |&(_, number)| number)
    }

    fn learn(&mut self, char: u32, number: u16) {
        let slot = self.slot(char);
        let place = if char < 128 {
            self.ascii.get_mut(char as usize)
        } else {
            let place = self.others.get_mut(slot);
            place.map(|(known, number)| {
                *known = char;
                number
            })
        };
        if let Some(place) = place {
            *place = number;
        }
    }

    /// Where `char` is, or where it would go: there are twice as many places as characters.
    fn slot(&self, char: u32) -> usize {
        let last = self.others.len().wrapping_sub(1);
        let mut slot = char.wrapping_mul(0x9E37_79B1) as usize >> 7;
        loop {
            slot &= last;
            match self.others.get(slot) {
                Some(&(known, number)) if number != 0 && known != char => slot += 1,
                _ => return slot,
            }
        }
    }
}

/// The code point at octet `at` and its octets; halves of pairs and stray octets are code points of their own.
pub(super) fn char_at(text: &[u8], at: usize) -> (u32, usize) {
    match text.get(at) {
        Some(&octet) if octet < 0x80 => (u32::from(octet), 1),
        Some(&octet) => match decode(text, at) {
            Some((Decoded::Char(char), octets)) => (char as u32, octets),
            Some((Decoded::LoneSurrogate(unit), octets)) => (u32::from(unit), octets),
            // Beyond Unicode, so that it equals no character.
            Some((Decoded::Invalid, octets)) => (0x11_0000 + u32::from(octet), octets),
            None => (u32::MAX, 1),
        },
        None => (u32::MAX, 1),
    }
}

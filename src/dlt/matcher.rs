//! One template against one message, by the set of positions that each of its pieces can end at.
//!
//! A set is a bit for each position, so that a piece costs a few words of work whatever the message holds: no way through
//! the template is tried twice, and none is given up and tried anew.

use alloc::vec::Vec;

use super::align::Unit;
use super::bits::{flood, has, shift, smear, step};
use super::message::{Message, char_at};
use super::policy::{Class, DltTag};

/// A piece of a template, ready to match.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token {
    /// Octets `start..end` of the index's literals, in the form in which they are compared.
    Fixed { start: u32, end: u32 },
    /// Between `min` and `max` code points of a class.
    Variable { tag: DltTag, class: Class, min: u32, max: u32 },
}

/// Octets by which positions are told apart first, and how many may be left then.
const HEAD: usize = 4;
const FEW: usize = 8;

/// Two sets of positions, kept from call to call.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    /// Where the pieces up to here can end.
    pub(super) ends: Vec<u64>,
    /// The same for the next piece.
    next: Vec<u64>,
    /// Positions of a class of characters.
    class: Vec<u64>,
}

impl Matcher {
    /// Starts at the beginning of `message`.
    pub(super) fn begin(&mut self, message: &Message) {
        self.ends.clear();
        self.ends.resize(message.words, 0);
        if let Some(first) = self.ends.first_mut() {
            *first = 1;
        }
        self.skip(message);
    }

    /// The number of `tokens` that can be followed; afterwards [`Matcher::ends`] holds the positions before the one that
    /// cannot.
    pub(super) fn follow(&mut self, tokens: &[Token], literals: &[u8], message: &mut Message) -> usize {
        self.begin(message);
        for (at, token) in tokens.iter().enumerate() {
            self.next.clear();
            self.next.extend_from_slice(&self.ends);
            let possible = match *token {
                Token::Fixed { start, end } => {
                    self.fixed(literals.get(start as usize..end as usize).unwrap_or_default(), message)
                }
                Token::Variable { class, min, max, .. } => self.variable(class, min as usize, max as usize, message),
            };
            if !possible {
                return at;
            }
            core::mem::swap(&mut self.ends, &mut self.next);
            self.skip(message);
        }
        tokens.len()
    }

    /// True when the whole of `message` is one way through `tokens`.
    pub(super) fn matches(&mut self, tokens: &[Token], literals: &[u8], message: &mut Message) -> bool {
        self.follow(tokens, literals, message) == tokens.len() && has(&self.ends, message.chars)
    }

    /// The positions before each of `units` and behind the last, one set after another, as far as there are any; everything
    /// counts.
    pub(super) fn rows(&mut self, units: &[Unit], message: &mut Message, rows: &mut Vec<u64>) {
        message.mask();
        self.begin(message);
        core::mem::swap(&mut self.ends, &mut self.next);
        rows.clear();
        rows.extend_from_slice(&self.next);
        for unit in units {
            let possible = match *unit {
                Unit::Char(char) => message.places(char).is_some_and(|places| step(&mut self.next, places)),
                Unit::Variable { class, min, max } => self.variable(class, min as usize, max as usize, message),
            };
            if !possible {
                return;
            }
            rows.extend_from_slice(&self.next);
        }
    }

    /// What does not count may follow any piece.
    fn skip(&mut self, message: &Message) {
        if !message.ignored.is_empty() {
            flood(&mut self.ends, &message.ignored);
        }
    }

    /// Fixed text from every position; false when it stands at none.
    pub(super) fn fixed(&mut self, literal: &[u8], message: &mut Message) -> bool {
        if message.ignored.is_empty()
            && let Some(found) = self.fixed_at_few(literal, message)
        {
            return found;
        }
        message.mask();
        let mut at = 0;
        while at < literal.len() {
            let (char, octets) = char_at(literal, at);
            at += octets;
            let Some(places) = message.places(char) else { return false };
            if !step(&mut self.next, places) {
                return false;
            }
            if !message.ignored.is_empty() && at < literal.len() {
                flood(&mut self.next, &message.ignored);
            }
        }
        true
    }

    /// The same where only a few positions begin like it: the usual case, and quicker. `None`: they are too many.
    fn fixed_at_few(&mut self, literal: &[u8], message: &Message) -> Option<bool> {
        let head = literal.get(..literal.len().min(HEAD))?;
        let mut few = [0; FEW];
        let mut count = 0;
        for (at, &word) in self.next.iter().enumerate() {
            let mut word = word;
            while word != 0 {
                let position = 64 * at + word.trailing_zeros() as usize;
                word &= word - 1;
                let rest = message.octets.get(message.octet_of(position)..)?;
                if rest.starts_with(head) {
                    *few.get_mut(count)? = position;
                    count += 1;
                }
            }
        }
        let chars = literal.iter().filter(|octet| **octet & 0xC0 != 0x80).count();
        self.next.fill(0);
        let mut found = false;
        for &position in few.get(..count)? {
            let start = message.octet_of(position);
            let end = start + literal.len();
            // Octets that are no text may end elsewhere.
            if message.octets.get(start..end) == Some(literal) && message.octet_of(position + chars) == end {
                super::bits::put(&mut self.next, position + chars);
                found = true;
            }
        }
        Some(found)
    }

    /// Every position that a variable can end at; false when that is none.
    fn variable(&mut self, class: Class, min: usize, max: usize, message: &Message) -> bool {
        let unlimited = max >= message.chars;
        if class == Class::Any {
            shift(&mut self.next, min);
            let (mut done, width) = (1, max.min(message.chars).saturating_sub(min) + 1);
            while done < width {
                let by = done.min(width - done);
                smear(&mut self.next, by);
                done += by;
            }
        } else {
            message.of_class(class, &mut self.class);
            for _ in 0..min {
                step(&mut self.next, &self.class);
            }
            if unlimited {
                flood(&mut self.next, &self.class);
            } else {
                let mut reach = self.next.clone();
                for _ in min..max {
                    if !step(&mut reach, &self.class) {
                        break;
                    }
                    for (word, more) in self.next.iter_mut().zip(&reach) {
                        *word |= more;
                    }
                }
            }
        }
        // Positions past the end of the message.
        let (last, bits) = (message.chars / 64, message.chars % 64);
        if let Some(word) = self.next.get_mut(last) {
            *word &= u64::MAX >> (63 - bits);
        }
        self.next.iter().any(|&word| word != 0)
    }

    /// Where `literal` can end when it may begin at or after any position of `from`; the answer is in the set given.
    pub(super) fn search(&mut self, literal: &[u8], from: usize, message: &mut Message) -> &[u64] {
        self.next.clear();
        self.next.resize(message.words, 0);
        for at in from..=message.chars {
            super::bits::put(&mut self.next, at);
        }
        if !self.fixed(literal, message) {
            self.next.fill(0);
        }
        &self.next
    }
}

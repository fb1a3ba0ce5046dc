//! Where a message leaves its template, when all but a few characters of one fixed text agree.
//!
//! Positions that are reached from the start, and positions from which the end is reached, each by matching exactly: where
//! a few characters lie between the two, they are what differs. The text in place of variables is on neither side of an
//! edit, unless the edit touches a variable's edge: then nobody can tell, and there is no repair.

use alloc::string::String;
use alloc::vec::Vec;

use super::bits::{down, lowest, mirror};
use super::index::Template;
use super::matcher::{Matcher, Token};
use super::message::{Message, char_at};
use super::policy::{Class, DltPolicy};

/// Characters that may differ side by side, where that is looked for everywhere.
const MOST: usize = 4;
/// Characters that may differ where no other way through the template leads closer from either side.
const MOST_BETWEEN: usize = 32;
/// Characters of fixed text that must agree beside those.
const ANCHOR: usize = 2;
/// Words of the sets of positions; longer messages get a place and no repair.
const BUDGET: usize = 1 << 13;
/// Ways to see it that are weighed; more are not clear.
const WAYS: usize = 32;
/// Weight of a way with fixed text on both sides.
const INSIDE: u32 = 4;

/// A character of fixed text, or a variable.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    Char(u32),
    Variable { class: Class, min: u32, max: u32 },
}

/// What differs: code points `start..end` of the message stand where the template has `insert`.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) insert: String,
    /// The first code point that differs.
    pub(super) at: usize,
    /// Number of the fixed text, from 1.
    pub(super) part: u32,
    /// True when a single character is wrong, missing or too much, or two have changed places.
    pub(super) single: bool,
    /// True when the text on both sides is fixed.
    pub(super) inside: bool,
    /// True when every way to see it leads to the same message.
    pub(super) clear: bool,
}

impl Difference {
    /// True when the other's repair leads elsewhere.
    pub(super) fn mends_unlike(&self, other: &Difference) -> bool {
        (self.start, self.end, &self.insert) != (other.start, other.end, &other.insert)
    }
}

/// A way to see it: `units` of the template from `unit` on stand where the message has `chars` from `at` on.
#[derive(Clone, Copy)]
struct Way {
    unit: usize,
    units: usize,
    at: usize,
    chars: usize,
}

/// The ways of a message that a template's longest one has room for.
struct Ways<'m> {
    message: &'m Message,
    most: usize,
    list: Vec<Way>,
}

impl Ways<'_> {
    fn push(&mut self, way: Way) {
        if self.list.len() <= WAYS && self.message.chars + way.units <= self.most + way.chars {
            self.list.push(way);
        }
    }
}

/// One message against several templates.
pub(super) struct Aligner {
    units: Vec<Unit>,
    /// Before each unit, and behind the last: the positions reached from the start.
    reached: Vec<u64>,
    /// The same from unit `from` on: the positions from which the end is reached.
    ahead: Vec<u64>,
    from: usize,
    backwards: Message,
}

impl Aligner {
    /// `None` where something does not count in fixed text.
    pub(super) fn new(message: &Message, policy: &DltPolicy) -> Option<Aligner> {
        if policy.skips() {
            return None;
        }
        let mut octets = Vec::with_capacity(message.octets.len());
        for at in (0..message.chars).rev() {
            let span = message.span(at, at + 1);
            octets.extend_from_slice(message.octets.get(span.start..span.end).unwrap_or_default());
        }
        let mut backwards = Message::default();
        backwards.read(&octets, policy);
        // Octets that are no text may be some backwards.
        let same = backwards.chars == message.chars;
        same.then(|| Aligner { units: Vec::new(), reached: Vec::new(), ahead: Vec::new(), from: 0, backwards })
    }

    /// What differs from the template with `tokens`: a single character, or with `far` several side by side.
    #[inline(never)]
    pub(super) fn difference(
        &mut self,
        template: &Template,
        (tokens, literals): (&[Token], &[u8]),
        message: &mut Message,
        matcher: &mut Matcher,
        far: bool,
    ) -> Option<Difference> {
        self.units.clear();
        self.reached.clear();
        for token in tokens {
            match *token {
                Token::Fixed { start, end } => {
                    let literal = literals.get(start as usize..end as usize).unwrap_or_default();
                    let mut at = 0;
                    while at < literal.len() {
                        let (char, octets) = char_at(literal, at);
                        self.units.push(Unit::Char(char));
                        at += octets;
                    }
                }
                Token::Variable { class, min, max, .. } => self.units.push(Unit::Variable { class, min, max }),
            }
            if self.units.len() * message.words > BUDGET {
                return None;
            }
        }
        matcher.rows(&self.units, message, &mut self.reached);
        self.units.reverse();
        let mut behind = Vec::new();
        matcher.rows(&self.units, &mut self.backwards, &mut behind);
        self.units.reverse();
        self.ahead.clear();
        let farthest = behind.len() / message.words - 1;
        self.from = self.units.len() - farthest;
        for at in (0..=farthest).rev() {
            mirror(row(&behind, at, message.words), message.chars, &mut self.ahead);
        }
        let mut ways = Ways { message, most: template.most as usize, list: Vec::new() };
        for (units, chars) in [(1, 1), (1, 0), (0, 1)] {
            self.seek(units, chars, false, &mut ways);
        }
        // Two that differ are a single fault when they have changed places.
        self.seek(2, 2, true, &mut ways);
        let single = !ways.list.is_empty();
        let mut most = 2;
        while far && ways.list.is_empty() && most <= MOST {
            for fewer in 0..=most {
                self.seek(most, fewer, false, &mut ways);
                if fewer < most {
                    self.seek(fewer, most, false, &mut ways);
                }
            }
            most += 1;
        }
        if far && ways.list.is_empty() {
            self.between(&mut ways);
        }
        self.weigh(&ways, single)
    }

    /// Where the farthest way through the template that was last compared ends, when enough of a fixed text agrees there.
    pub(super) fn farthest(&self, message: &Message) -> Option<usize> {
        let unit = self.until(message.words)?;
        (unit - self.first(unit) >= ANCHOR.min(unit)).then(|| lowest(row(&self.reached, unit, message.words)))?
    }

    /// The last unit that is reached.
    fn until(&self, words: usize) -> Option<usize> {
        (self.reached.len() / words).checked_sub(1)
    }

    /// The positions from which the end is reached through the units from `unit` on.
    fn ahead_of(&self, unit: usize, words: usize) -> &[u64] {
        unit.checked_sub(self.from).map_or(&[], |at| row(&self.ahead, at, words))
    }

    fn is_variable(&self, at: usize) -> bool {
        matches!(self.units.get(at), Some(Unit::Variable { .. }))
    }

    /// True when a variable stands before unit `at`.
    fn is_behind_variable(&self, at: usize) -> bool {
        at > 0 && self.is_variable(at - 1)
    }

    fn char(&self, at: usize) -> u32 {
        match self.units.get(at) {
            Some(&Unit::Char(char)) => char,
            _ => u32::MAX,
        }
    }

    /// Adds the ways in which `chars` of the message stand for `units` of a fixed text.
    #[inline(never)]
    fn seek(&self, units: usize, chars: usize, swapped: bool, ways: &mut Ways<'_>) {
        let words = ways.message.words;
        let until = self.until(words).unwrap_or(0).min(self.units.len().saturating_sub(units));
        for unit in self.from.saturating_sub(units)..=until {
            let end = unit + units;
            // Text at a variable's edge that is too much is the variable's own.
            let own = units == 0 && (self.is_behind_variable(unit) || self.is_variable(unit));
            let (reached, ahead) = (row(&self.reached, unit, words), self.ahead_of(end, words));
            if own || (unit..end).any(|at| self.is_variable(at)) {
                continue;
            }
            for (word, bits) in reached.iter().enumerate() {
                let mut bits = bits & down(ahead, chars, word);
                while bits != 0 {
                    let at = 64 * word + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    let message = ways.message;
                    let is_swap = || self.char(unit) == message.char(at + 1) && self.char(unit + 1) == message.char(at);
                    if !swapped || is_swap() {
                        ways.push(Way { unit, units, at, chars });
                    }
                }
            }
        }
    }

    /// From the farthest position that is reached to the farthest one from the end, when both are single and enough fixed
    /// text agrees on both sides.
    #[inline(never)]
    fn between(&self, ways: &mut Ways<'_>) {
        let words = ways.message.words;
        let Some(unit) = self.until(words) else { return };
        let (end, reached) = (self.from, row(&self.reached, unit, words));
        let ahead = self.ahead_of(end, words);
        let (at, to) = (lowest(reached).unwrap_or(0), lowest(ahead).unwrap_or(0));
        let single = count(reached) == 1 && count(ahead) == 1;
        if !single || end <= unit || to <= at || end - unit > MOST_BETWEEN || to - at > MOST_BETWEEN {
            return;
        }
        let anchored =
            unit - self.first(unit) >= ANCHOR.min(unit) && self.last(end) - end >= ANCHOR.min(self.units.len() - end);
        if anchored && self.last(unit) >= end {
            ways.push(Way { unit, units: end - unit, at, chars: to - at });
        }
    }

    /// Where the fixed text begins that `unit` is in or ends.
    fn first(&self, mut unit: usize) -> usize {
        while unit > 0 && !self.is_variable(unit - 1) {
            unit -= 1;
        }
        unit
    }

    /// Where the fixed text ends that `unit` is in or begins.
    fn last(&self, mut unit: usize) -> usize {
        while unit < self.units.len() && !self.is_variable(unit) {
            unit += 1;
        }
        unit
    }

    /// True when the text in place of the variables beside the fixed text is what people write: it begins and ends neither
    /// with a space or a comma nor with the sign that the fixed text has there.
    fn is_plausible(&self, way: Way, message: &Message) -> bool {
        let (first, last) = (self.first(way.unit), self.last(way.unit + way.units));
        let is_value = |at: usize, beside: usize| {
            let char = message.char(at);
            is_word(char) || !matches!(char, 9..=13 | 0x20 | 0x2C | 0x3A | 0x3B | 0xA0) && char != self.char(beside)
        };
        (first == 0 || is_value((way.at + first).wrapping_sub(way.unit + 1), first))
            && (last == self.units.len() || is_value(way.at + way.chars + last - way.unit - way.units, last - 1))
    }

    /// How likely a way is: most where the text on both sides is fixed.
    fn weight(&self, way: Way, message: &Message) -> u32 {
        let open = self.is_behind_variable(way.unit);
        if !open && !self.is_variable(way.unit + way.units) {
            return INSIDE;
        }
        let taken = if open { way.at } else { (way.at + way.chars).wrapping_sub(1) };
        // A letter in the place of a sign is rather the variable's last or first one.
        match way.chars {
            0 => 2,
            _ if is_word(message.char(taken)) && !is_word(self.char(way.unit)) => 1,
            _ => 3,
        }
    }

    /// The likeliest of the ways.
    #[inline(never)]
    fn weigh(&self, ways: &Ways<'_>, single: bool) -> Option<Difference> {
        let message = ways.message;
        let (mut plausible, mut bit) = (0_u64, 1);
        for &way in &ways.list {
            plausible |= if self.is_plausible(way, message) { bit } else { 0 };
            bit <<= 1;
        }
        let mut best = None;
        let (mut weight, mut clear) = (0, ways.list.len() <= WAYS);
        for (number, &way) in ways.list.iter().enumerate() {
            if plausible != 0 && plausible >> number & 1 == 0 {
                continue;
            }
            if let Some(other) = best {
                clear &= self.same(way, other, message);
            }
            let own = self.weight(way, message);
            // Of equals the first.
            if own > weight {
                (best, weight) = (Some(way), own);
            }
        }
        let best = best?;
        let mut insert = String::new();
        for unit in best.unit..best.unit + best.units {
            insert.push(char::from_u32(self.char(unit))?);
        }
        let mut at = best.at;
        while at < message.chars && message.char(at) == self.mended(best, at, message) {
            at += 1;
        }
        let mut part = 1;
        for unit in 1..self.first(best.unit) {
            // A fixed text ends where a variable follows it.
            part += u32::from(self.is_variable(unit) && !self.is_variable(unit - 1));
        }
        let inside = weight == INSIDE;
        Some(Difference { start: best.at, end: best.at + best.chars, insert, at, part, single, inside, clear })
    }

    /// Character `at` of the message as `way` would have it.
    fn mended(&self, way: Way, at: usize, message: &Message) -> u32 {
        match at.checked_sub(way.at) {
            None => message.char(at),
            Some(more) if more < way.units => self.char(way.unit + more),
            Some(more) => message.char(way.at + way.chars + more - way.units),
        }
    }

    /// True when both ways lead to the same message: behind both edits they do.
    fn same(&self, way: Way, other: Way, message: &Message) -> bool {
        let ends = (way.at + way.units).max(other.at + other.units);
        way.units + other.chars == other.units + way.chars
            && (way.at.min(other.at)..ends).all(|at| self.mended(way, at, message) == self.mended(other, at, message))
    }
}

/// The set of positions before unit `at`.
fn row(rows: &[u64], at: usize, words: usize) -> &[u64] {
    rows.get(at * words..(at + 1) * words).unwrap_or_default()
}

fn count(bits: &[u64]) -> u32 {
    bits.iter().map(|word| word.count_ones()).sum()
}

/// A letter or a digit of any script, roughly: no ASCII sign, no space, no danda, no general punctuation.
fn is_word(char: u32) -> bool {
    match u8::try_from(char) {
        Ok(octet) => octet.is_ascii_alphanumeric() || octet >= 0xC0,
        Err(_) => !matches!(char, 0x964 | 0x965 | 0x2000..=0x206F | 0x3000..=0x303F),
    }
}

//! Where a message leaves its template, when all but a few characters of one fixed text agree.
//!
//! Positions that are reached from the start, and positions from which the end is reached, each by matching exactly: where
//! a few characters lie between the two, they are what differs. The text in place of variables is on neither side of an
//! edit, unless the edit touches a variable's edge: then nobody can tell, and there is no repair.

use alloc::string::String;
use alloc::vec::Vec;

use super::bits::{down, lowest, mirror, positions};
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

/// One message against several templates.
pub(super) struct Aligner {
    units: Vec<Unit>,
    /// Before each unit, and behind the last: the positions reached from the start.
    reached: Vec<u64>,
    /// The same: the positions from which the end is reached.
    ahead: Vec<u64>,
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
        same.then(|| Aligner { units: Vec::new(), reached: Vec::new(), ahead: Vec::new(), backwards })
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
        let words = message.words;
        matcher.rows(&mut self.units.iter(), message, &mut self.reached);
        let mut behind = Vec::new();
        matcher.rows(&mut self.units.iter().rev(), &mut self.backwards, &mut behind);
        self.ahead.clear();
        for row in behind.chunks_exact(words).rev() {
            mirror(row, message.chars, &mut self.ahead);
        }
        let mut ways = Vec::new();
        for (units, chars) in [(1, 1), (1, 0), (0, 1), (2, 2)] {
            self.seek(units, chars, message, &mut ways);
        }
        // Two that differ are a single fault only when they have changed places.
        ways.retain(|way| way.units < 2 || self.is_swap(*way, message));
        let single = !ways.is_empty();
        let mut most = 1;
        while far && ways.is_empty() && most < MOST {
            most += 1;
            for fewer in 0..=most {
                self.seek(most, fewer, message, &mut ways);
                if fewer < most {
                    self.seek(fewer, most, message, &mut ways);
                }
            }
        }
        let fits = |way: &Way| message.chars + way.units <= template.most as usize + way.chars;
        ways.retain(fits);
        if ways.is_empty() && far {
            ways.extend(self.between(message).filter(fits));
        }
        self.weigh(&ways, single, message)
    }

    /// Where the farthest way through the template that was last compared ends, when enough of a fixed text agrees there.
    pub(super) fn farthest(&self, message: &Message) -> Option<usize> {
        let rows = || self.reached.chunks_exact(message.words);
        let unit = rows().rposition(|row| lowest(row).is_some())?;
        (unit - self.first(unit) >= ANCHOR.min(unit)).then(|| rows().nth(unit).and_then(lowest))?
    }

    fn unit(&self, at: usize) -> Option<Unit> {
        self.units.get(at).copied()
    }

    fn is_variable(&self, at: Option<usize>) -> bool {
        matches!(at.and_then(|at| self.unit(at)), Some(Unit::Variable { .. }))
    }

    fn char(&self, at: usize) -> u32 {
        match self.unit(at) {
            Some(Unit::Char(char)) => char,
            _ => u32::MAX,
        }
    }

    /// Adds the ways in which `chars` of the message stand for `units` of a fixed text.
    fn seek(&self, units: usize, chars: usize, message: &Message, ways: &mut Vec<Way>) {
        let words = message.words;
        let row = |rows: &'_ [u64], at: usize, word: usize| rows.get(at * words + word).copied().unwrap_or(0);
        for unit in 0..=self.units.len().saturating_sub(units) {
            let within = (unit..unit + units).all(|at| !self.is_variable(Some(at)));
            // Text at a variable's edge that is too much is the variable's own.
            let own = units == 0 && (self.is_variable(unit.checked_sub(1)) || self.is_variable(Some(unit)));
            if !within || own || self.reached.get(unit * words..(unit + 1) * words).and_then(lowest).is_none() {
                continue;
            }
            let end = unit + units;
            let ahead = self.ahead.get(end * words..(end + 1) * words).unwrap_or_default();
            for word in 0..words {
                let mut bits = row(&self.reached, unit, word) & down(ahead, chars, word);
                while bits != 0 && ways.len() <= WAYS {
                    ways.push(Way { unit, units, at: 64 * word + bits.trailing_zeros() as usize, chars });
                    bits &= bits - 1;
                }
            }
        }
    }

    fn is_swap(&self, way: Way, message: &Message) -> bool {
        self.char(way.unit) == message.char(way.at + 1) && self.char(way.unit + 1) == message.char(way.at)
    }

    /// From the farthest position that is reached to the farthest one from the end, when both are single and enough fixed
    /// text agrees on both sides.
    fn between(&self, message: &Message) -> Option<Way> {
        let only = |row: &[u64]| {
            let mut places = positions(row);
            places.next().filter(|_| places.next().is_none())
        };
        let rows = |rows| <[u64]>::chunks_exact(rows, message.words);
        let is_reached = |row: &[u64]| lowest(row).is_some();
        let unit = rows(&self.reached).rposition(is_reached)?;
        let end = rows(&self.ahead).position(is_reached)?;
        let (at, to) = (rows(&self.reached).nth(unit).and_then(only)?, rows(&self.ahead).nth(end).and_then(only)?);
        let (units, chars) = (end.checked_sub(unit)?, to.checked_sub(at)?);
        let fixed = (unit..end).all(|at| !self.is_variable(Some(at)));
        let anchored =
            unit - self.first(unit) >= ANCHOR.min(unit) && self.last(end) - end >= ANCHOR.min(self.units.len() - end);
        let few = (1..=MOST_BETWEEN).contains(&units) && (1..=MOST_BETWEEN).contains(&chars);
        (fixed && anchored && few).then_some(Way { unit, units, at, chars })
    }

    /// Where the fixed text begins that `unit` is in or ends.
    fn first(&self, mut unit: usize) -> usize {
        while unit > 0 && !self.is_variable(Some(unit - 1)) {
            unit -= 1;
        }
        unit
    }

    /// Where the fixed text ends that `unit` is in or begins.
    fn last(&self, mut unit: usize) -> usize {
        while unit < self.units.len() && !self.is_variable(Some(unit)) {
            unit += 1;
        }
        unit
    }

    /// True when the text in place of the variables beside the fixed text is what people write: it begins and ends neither
    /// with a space or a comma nor with the sign that the fixed text has there.
    fn is_plausible(&self, way: &Way, message: &Message) -> bool {
        let (first, last) = (self.first(way.unit), self.last(way.unit + way.units));
        let is_value = |at: usize, beside: usize| {
            let char = message.char(at);
            is_word(char) || !matches!(char, 9..=13 | 0x20 | 0x2C | 0x3A | 0x3B | 0xA0) && char != self.char(beside)
        };
        let before = first == 0 || is_value((way.at + first).wrapping_sub(way.unit + 1), first);
        let behind = last == self.units.len()
            || is_value(way.at + way.chars + last - way.unit - way.units, last.wrapping_sub(1));
        before && behind
    }

    /// The likeliest of `ways`.
    fn weigh(&self, ways: &[Way], single: bool, message: &Message) -> Option<Difference> {
        let plausible: Vec<Way> = ways.iter().copied().filter(|way| self.is_plausible(way, message)).collect();
        let ways = if plausible.is_empty() { ways } else { &plausible };
        let weight = |way: &&Way| {
            let open = self.is_variable(way.unit.checked_sub(1));
            if !open && !self.is_variable(Some(way.unit + way.units)) {
                return 3;
            }
            let taken = if open { way.at } else { (way.at + way.chars).wrapping_sub(1) };
            // A letter in the place of a sign is rather the variable's last or first one.
            match way.chars {
                0 => 1,
                _ if is_word(message.char(taken)) && !is_word(self.char(way.unit)) => 0,
                _ => 2,
            }
        };
        // Of equals the first.
        let best = *ways.iter().rev().max_by_key(weight)?;
        let mended = self.mended(best, message);
        let clear = ways.len() <= WAYS && ways.iter().all(|way| self.mended(*way, message) == mended);
        let insert = (best.unit..best.unit + best.units).map(|at| char::from_u32(self.char(at))).collect::<Option<_>>();
        let then = |more: usize| {
            if more < best.units {
                self.char(best.unit + more)
            } else {
                message.char(best.at + best.chars + more - best.units)
            }
        };
        let mut same = 0;
        while best.at + same < message.chars && message.char(best.at + same) == then(same) {
            same += 1;
        }
        let first = self.first(best.unit);
        // A fixed text ends where a variable follows it.
        let ended = |at: usize| at > 0 && self.is_variable(Some(at)) && !self.is_variable(at.checked_sub(1));
        Some(Difference {
            start: best.at,
            end: best.at + best.chars,
            insert: insert?,
            at: best.at + same,
            part: (0..first).filter(|&at| ended(at)).count() as u32 + 1,
            single,
            inside: ways.iter().any(|way| weight(&way) == 3),
            clear,
        })
    }

    /// The code points of the message as `way` would have it.
    fn mended(&self, way: Way, message: &Message) -> Vec<u32> {
        let from = |range: core::ops::Range<usize>| range.map(|at| message.char(at));
        let units = (way.unit..way.unit + way.units).map(|at| self.char(at));
        from(0..way.at).chain(units).chain(from(way.at + way.chars..message.chars)).collect()
    }
}

/// A letter or a digit of any script, roughly: no ASCII sign, no space, no danda, no general punctuation.
fn is_word(char: u32) -> bool {
    match u8::try_from(char) {
        Ok(octet) => octet.is_ascii_alphanumeric() || octet >= 0xC0,
        Err(_) => !matches!(char, 0x964 | 0x965 | 0x2000..=0x206F | 0x3000..=0x303F),
    }
}

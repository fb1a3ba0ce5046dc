//! The table from its octets: the header at once, each automaton when it is first asked.
//!
//! The mirror image of `www/build/phone/encode.mjs`; the two change together. Octets that no generator wrote give
//! `None` or a table without sense, never a panic or an endless loop.

use alloc::vec::Vec;

use super::automaton::{Automaton, State};
use super::coder::{Decoder, odds_of_level};
use super::contexts as at;
use super::nodes::NodeReader;
use super::plan::{Action, PhoneTable, Plan, PlanRegion};
use super::region::Region;

/// Reads the header; remembers where the streams lie.
pub(super) fn decode_table(octets: &[u8]) -> Option<PhoneTable> {
    let mut header = Header(octets);
    let mut version = [0; 3];
    for part in &mut version {
        *part = u16::from(header.octet()?);
    }
    let mut table = PhoneTable::empty(version);
    for _ in 0..header.octet()? {
        table.actions.push(header.action()?);
    }
    for _ in 0..header.octet()? {
        table.pairs.push([header.octet()?, header.octet()?]);
    }
    header.plans(&mut table)?;
    let rules = header.octet()?;
    let rule_octets = header.wide()?;
    let count = table.plans.len();
    let (low, high) = (header.take(count)?, header.take(count)?);
    table.levels = header.levels()?;
    table.rules.set_place(octets.len() - header.0.len(), rule_octets, rules);
    header.take(usize::from(rule_octets))?;
    for ((plan, &low), &high) in table.plans.iter_mut().zip(low).zip(high) {
        let size = u16::from_le_bytes([low, high]);
        plan.numbers.set_place(octets.len() - header.0.len(), size, 1);
        header.take(usize::from(size))?;
    }
    table.octets.extend_from_slice(octets);
    Some(table)
}

/// The automata of a stream, and where each starts; one of the dead node alone when there is no sense in it.
#[cold]
#[inline(never)]
pub(super) fn decode_automaton(octets: &[u8], levels: &[u8], roots: u8) -> (Automaton, Vec<State>) {
    let mut odds: Vec<_> = levels.iter().map(|&level| odds_of_level(level)).collect();
    odds.resize(at::AUTOMATON, odds_of_level(0));
    let mut coder = Decoder::primed(octets, odds);
    let mut automaton = Automaton::new();
    let mut reader = NodeReader::new(&mut coder, &mut automaton, 0);
    let starts = (0..roots).map(|_| reader.root().unwrap_or(State::DEAD)).collect();
    automaton.shrink();
    (automaton, starts)
}

/// What is left of the header.
struct Header<'a>(&'a [u8]);

impl<'a> Header<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn octet(&mut self) -> Option<u8> {
        let (&octet, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(octet)
    }

    fn wide(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.octet()?, self.octet()?]))
    }

    fn action(&mut self) -> Option<Action> {
        let (drop, from, kept, inserted) = (self.octet()?, self.octet()?, self.octet()?, self.octet()?);
        let mut action = Action { drop, from, to: from.checked_add(kept)?, inserted, insert: [0; 4] };
        for digit in action.insert.get_mut(..usize::from(inserted))? {
            *digit = self.octet()?;
        }
        Some(action)
    }

    fn plans(&mut self, table: &mut PhoneTable) -> Option<()> {
        let count = usize::from(self.octet()?);
        let (steps, sizes) = (self.take(count)?, self.take(count)?);
        let regions = sizes.iter().map(|&size| usize::from(size)).sum();
        let mut columns = [[].as_slice(); 5];
        for column in &mut columns {
            *column = self.take(regions)?;
        }
        let [first, second, idd, trunk, own] = columns;
        let mut region = 0;
        let mut calling_code = 0;
        for (place, (&step, &size)) in steps.iter().zip(sizes).enumerate() {
            calling_code += u16::from(step);
            table.push_plan(Plan { calling_code, first_region: region as u16, numbers: Default::default() })?;
            for _ in 0..size {
                let code = match *first.get(region)? {
                    0 => *b"001",
                    letter => [letter, *second.get(region)?, 0],
                };
                table.push_region(PlanRegion {
                    code: Region::from_octets(code)?,
                    plan: place as u8,
                    idd_rule: *idd.get(region)?,
                    trunk_rule: *trunk.get(region)?,
                    lengths: if *own.get(region)? == 0 { u16::MAX } else { self.wide()? },
                })?;
                region += 1;
            }
        }
        Some(())
    }

    /// The levels of probability with which every calling code's stream starts, from half octets.
    fn levels(&mut self) -> Option<Vec<u8>> {
        let mut levels = Vec::with_capacity(at::AUTOMATON + 16);
        let mut is_run = false;
        while levels.len() < at::AUTOMATON {
            let octet = self.octet()?;
            for half in [octet >> 4, octet & 15] {
                if is_run {
                    levels.resize(levels.len() + usize::from(half) + 1, 0);
                    is_run = false;
                } else if half == 0 {
                    is_run = true;
                } else {
                    levels.push(half);
                }
            }
        }
        levels.truncate(at::AUTOMATON);
        Some(levels)
    }
}

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
    let mut header = Header { rest: octets, is_short: false };
    let mut version = [0; 3];
    for part in &mut version {
        *part = u16::from(header.octet());
    }
    let mut table = PhoneTable::empty(version);
    for _ in 0..header.octet() {
        table.actions.push(header.action());
    }
    for _ in 0..header.octet() {
        table.pairs.push([header.octet(), header.octet()]);
    }
    header.plans(&mut table)?;
    let rules = header.octet();
    let rule_octets = header.wide();
    let count = table.plans.len();
    let (low, high) = (header.take(count), header.take(count));
    table.levels = header.levels();
    table.rules.set_place(octets.len() - header.rest.len(), rule_octets, rules);
    header.take(usize::from(rule_octets));
    for ((plan, &low), &high) in table.plans.iter_mut().zip(low).zip(high) {
        let size = u16::from_le_bytes([low, high]);
        plan.numbers.set_place(octets.len() - header.rest.len(), size, 1);
        header.take(usize::from(size));
    }
    if header.is_short {
        return None;
    }
    table.octets.extend_from_slice(octets);
    Some(table)
}

/// The automata of a stream, and where each starts; one of the dead node alone when there is no sense in it.
#[cold]
#[inline(never)]
pub(super) fn decode_automaton(octets: &[u8], levels: &[u8], roots: u8) -> (Automaton, Vec<State>) {
    let mut odds = Vec::with_capacity(at::AUTOMATON);
    for context in 0..at::AUTOMATON {
        odds.push(odds_of_level(levels.get(context).copied().unwrap_or(0)));
    }
    let mut coder = Decoder::primed(octets, odds);
    let mut automaton = Automaton::new();
    let mut reader = NodeReader::new(&mut coder, &mut automaton, 0);
    let mut starts = Vec::with_capacity(usize::from(roots));
    for _ in 0..roots {
        starts.push(reader.root().unwrap_or(State::DEAD));
    }
    automaton.shrink();
    (automaton, starts)
}

/// What is left of the header; past its end it reads zeros and says so.
struct Header<'a> {
    rest: &'a [u8],
    is_short: bool,
}

impl<'a> Header<'a> {
    #[inline(never)]
    fn take(&mut self, count: usize) -> &'a [u8] {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            self.is_short = true;
            return &[];
        };
        self.rest = rest;
        taken
    }

    #[inline(never)]
    fn octet(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    fn wide(&mut self) -> u16 {
        u16::from_le_bytes([self.octet(), self.octet()])
    }

    fn action(&mut self) -> Action {
        let [drop, from, kept, inserted] = [(); 4].map(|()| self.octet());
        let mut action = Action { drop, from, to: from.saturating_add(kept), inserted, insert: [0; 4] };
        for digit in action.insert.iter_mut().take(usize::from(inserted)) {
            *digit = self.octet();
        }
        action
    }

    fn plans(&mut self, table: &mut PhoneTable) -> Option<()> {
        let count = usize::from(self.octet());
        let (steps, sizes) = (self.take(count), self.take(count));
        let regions = sizes.iter().map(|&size| usize::from(size)).sum();
        let [first, second, idd, trunk, own] = [(); 5].map(|()| self.take(regions));
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
                    lengths: if *own.get(region)? == 0 { u16::MAX } else { self.wide() },
                })?;
                region += 1;
            }
        }
        Some(())
    }

    /// The levels of probability with which every calling code's stream starts, from half octets.
    fn levels(&mut self) -> Vec<u8> {
        let mut levels = Vec::with_capacity(at::AUTOMATON + 16);
        let mut is_run = false;
        while levels.len() < at::AUTOMATON && !self.is_short {
            let octet = self.octet();
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
        levels
    }
}

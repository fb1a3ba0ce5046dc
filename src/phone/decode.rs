//! The table from its octets: header, rules, then the automaton of every calling code, depth first.
//!
//! The mirror image of `www/build/phone/encode.mjs`; the two change together. Octets that no generator wrote give
//! `None` or a table without sense, never a panic or an endless loop.

use super::automaton::State;
use super::coder::Decoder;
use super::contexts::{self as at, GAMMA};
use super::nodes::NodeReader;
use super::plan::{Action, PhoneTable, Plan, PlanRegion};
use super::region::Region;

pub(super) fn decode_table(octets: &[u8]) -> Option<PhoneTable> {
    let mut coder = Decoder::new(octets, at::TOTAL);
    let mut version = [0; 3];
    for part in &mut version {
        *part = coder.gamma(at::VERSION) as u16;
    }
    let mut table = PhoneTable::empty(version);
    for _ in 0..coder.gamma(at::COUNT) {
        table.actions.push(read_action(&mut coder)?);
    }
    for _ in 0..coder.gamma(at::COUNT) {
        table.pairs.push([coder.gamma(at::PAIR) as u16, coder.gamma(at::PAIR + GAMMA) as u16]);
    }
    read_plans(&mut coder, &mut table)?;
    let rules = coder.gamma(at::COUNT);
    let mut reader = NodeReader::new(&mut coder, &mut table.automaton, at::AUTOMATA);
    for _ in 0..rules {
        table.rules.push(reader.root()?);
    }
    let mut reader = NodeReader::new(&mut coder, &mut table.automaton, at::AUTOMATA + at::AUTOMATON);
    for plan in &mut table.plans {
        plan.root = reader.root()?;
    }
    Some(table)
}

fn read_action(coder: &mut Decoder) -> Option<Action> {
    let mut field = |number: usize| u8::try_from(coder.gamma(at::ACTION + number * GAMMA)).ok();
    let (drop, from, kept, inserted) = (field(0)?, field(1)?, field(2)?, field(3)?);
    let mut action = Action { drop, from, to: from.checked_add(kept)?, inserted, insert: [0; 4] };
    for digit in action.insert.get_mut(..usize::from(inserted))? {
        *digit = coder.tree(at::DIGIT, 4) as u8;
    }
    Some(action)
}

fn read_plans(coder: &mut Decoder, table: &mut PhoneTable) -> Option<()> {
    let mut calling_code = 0;
    for _ in 0..coder.gamma(at::COUNT) {
        calling_code += coder.gamma(at::STEP);
        let first_region = table.regions.len();
        for _ in 0..coder.gamma(at::REGIONS) {
            let first = coder.tree(at::LETTER, 5);
            let second = coder.tree(at::LETTER + 32 * (1 + first), 5);
            let code = if first == 0 { *b"001" } else { [64 + first as u8, 64 + second as u8, 0] };
            table.push_region(PlanRegion {
                code: Region::from_octets(code)?,
                plan: table.plans.len() as u8,
                idd_rule: coder.tree(at::IDD, 7) as u8,
                trunk_rule: coder.tree(at::TRUNK, 7) as u8,
                lengths: read_lengths(coder),
            })?;
            if table.regions.len() > 512 {
                return None;
            }
        }
        let calling_code = u16::try_from(calling_code).ok()?;
        table.push_plan(Plan { calling_code, first_region: first_region as u16, root: State::DEAD })?;
    }
    Some(())
}

fn read_lengths(coder: &mut Decoder) -> u16 {
    if !coder.bit(at::LENGTHS) {
        return u16::MAX;
    }
    (0..16).fold(0, |lengths, length| lengths | u16::from(coder.bit(at::LENGTHS + 1 + length)) << length)
}

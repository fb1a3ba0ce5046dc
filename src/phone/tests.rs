//! The decoded table against the automaton it was made from, and what must hold of any table.

use std::collections::{BTreeMap, HashMap};

use super::automaton::{Automaton, State};
use super::plan::PhoneTable;
use super::table;

extern crate std;

type Counts = BTreeMap<u16, u64>;

/// How many numbers lead from `state` to each label.
fn count(automaton: &Automaton, state: State, memo: &mut HashMap<u16, Counts>) -> Counts {
    let mut counts = Counts::new();
    if state.is_leaf() {
        for (left, &label) in automaton.leaf(state).iter().enumerate().filter(|&(_, &label)| label != 0) {
            *counts.entry(label).or_default() += 10u64.pow(left as u32);
        }
    } else if let Some(known) = memo.get(&state.0) {
        return known.clone();
    } else if !state.is_dead() {
        if automaton.label(state) != 0 {
            counts.insert(automaton.label(state), 1);
        }
        for digit in 0..10 {
            for (label, many) in count(automaton, automaton.step(state, digit), memo) {
                *counts.entry(label).or_default() += many;
            }
        }
        memo.insert(state.0, counts.clone());
    }
    counts
}

#[test]
fn table_counts_the_numbers_it_was_made_from() {
    let table = PhoneTable::bundled();
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut valid = 0;
    for plan in &table.plans {
        let (automaton, root) = table.numbers(plan);
        for (label, many) in count(automaton, root, &mut HashMap::new()) {
            valid += many;
            for value in [u64::from(plan.calling_code), u64::from(label), many] {
                for octet in value.to_le_bytes() {
                    hash = (hash ^ u64::from(octet)).wrapping_mul(0x100_0000_01B3);
                }
            }
        }
    }
    std::println!("{valid} valid numbers");
    assert_eq!(hash, table::DIGEST);
}

#[test]
fn plans_are_whole() {
    let table = PhoneTable::bundled();
    assert!(table.plans.len() >= 200 && table.regions.len() >= 245);
    assert!(table.plans.is_sorted_by_key(|plan| plan.calling_code));
    for plan in &table.plans {
        assert!(table.nsn_lengths(plan) != 0, "+{} has no number", plan.calling_code);
        let longest = table.nsn_lengths(plan).ilog2() as usize;
        assert!(plan.code_digits() + longest <= super::MAX_DIGITS, "+{}", plan.calling_code);
    }
    for region in &table.regions {
        for rule in [region.idd_rule, region.trunk_rule] {
            assert!(usize::from(rule) <= table.rules().1.len(), "{}", region.code);
        }
        assert!(region.code == super::Region::WORLD || table.region(region.code).is_some());
    }
}

#[test]
fn sizes_change_on_purpose_only() {
    assert_eq!((table::NUMBERS.len(), table::FORMATS.len()), (17_968, 7_166));
}

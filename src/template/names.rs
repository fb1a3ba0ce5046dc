//! The different names of a template, numbered in order of first appearance.

use crate::issue::sorted_indices;
use alloc::vec;
use alloc::vec::Vec;

/// Names by number, and numbers by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Names<'t> {
    names: Vec<&'t str>,
    /// Numbers in the order of their names.
    sorted: Vec<usize>,
}

impl<'t> Names<'t> {
    /// Numbers the names of `uses`, and says the number of each use.
    pub(super) fn number(uses: &[&'t str]) -> (Names<'t>, Vec<usize>) {
        let (candidates, places) = without_most_repetitions(uses);
        let (names, numbers) = Names::number_by_sorting(&candidates);
        (names, places.iter().map(|&place| numbers.get(place).copied().unwrap_or(0)).collect())
    }

    /// Sorting, not hashing: hostile names must not make it slow.
    fn number_by_sorting(uses: &[&'t str]) -> (Names<'t>, Vec<usize>) {
        let name_of = |index: usize| uses.get(index).copied().unwrap_or_default();
        let order = sorted_indices(uses.len(), &|left, right| name_of(left) <= name_of(right));
        // The first use of each name stands for it, because the sort is stable.
        let mut first_use = vec![0; uses.len()];
        let mut first = 0;
        for (place, &index) in order.iter().enumerate() {
            if place == 0 || name_of(first) != name_of(index) {
                first = index;
            }
            if let Some(slot) = first_use.get_mut(index) {
                *slot = first;
            }
        }
        let mut names = Names::default();
        let mut numbers: Vec<usize> = Vec::with_capacity(uses.len());
        for (index, &first) in first_use.iter().enumerate() {
            let number = if first == index { names.names.len() } else { numbers.get(first).copied().unwrap_or(0) };
            if first == index {
                names.names.push(name_of(index));
            }
            numbers.push(number);
        }
        let is_first = |index: &usize| first_use.get(*index) == Some(index);
        names.sorted = order.iter().copied().filter(is_first).filter_map(|index| numbers.get(index).copied()).collect();
        (names, numbers)
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn get(&self, number: usize) -> &'t str {
        self.names.get(number).copied().unwrap_or_default()
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let place = self.sorted.binary_search_by(|&number| self.get(number).cmp(name)).ok()?;
        self.sorted.get(place).copied()
    }
}

/// Slots of the table that remembers names met before.
const SLOTS: usize = 256;

/// The names of `uses` in order, with few repetitions left, and the place of each use among them.
///
/// A name that meets another one's slot takes it over, so the work per use is fixed whatever the names are.
fn without_most_repetitions<'t>(uses: &[&'t str]) -> (Vec<&'t str>, Vec<usize>) {
    let mut slots = [usize::MAX; SLOTS];
    let mut candidates: Vec<&'t str> = Vec::new();
    let mut places = Vec::with_capacity(uses.len());
    for name in uses {
        // FNV-1a, 32 bits.
        let hash =
            name.bytes().fold(0x811C_9DC5_u32, |hash, octet| (hash ^ u32::from(octet)).wrapping_mul(0x0100_0193));
        let Some(slot) = slots.get_mut(hash as usize % SLOTS) else { continue };
        if candidates.get(*slot) != Some(name) {
            *slot = candidates.len();
            candidates.push(name);
        }
        places.push(*slot);
    }
    (candidates, places)
}

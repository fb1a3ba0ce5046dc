//! A set of hashes: who was in the list before.

use alloc::vec::Vec;
#[allow(deprecated)]
// SipHash-2-4 of the standard library's core, under keys of our own; its successor needs `std`.
use core::hash::{Hasher, SipHasher};

/// Slots of the smallest table.
const SMALLEST: usize = 1 << 10;

/// A set of 64-bit hashes in open addressing, a power of two of slots of which at most three in four are taken: 11 to 21
/// octets an entry. The hash is keyed, so that nobody can write a list whose rows all fall together.
#[derive(Clone, Debug)]
pub struct Seen {
    keys: [u64; 2],
    slots: Vec<u64>,
    count: usize,
    is_full: bool,
}

impl Seen {
    /// An empty set under these keys, which should be drawn at random.
    pub const fn new(keys: [u64; 2]) -> Seen {
        Seen { keys, slots: Vec::new(), count: 0, is_full: false }
    }

    /// Entries.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// True when nothing is in it.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// True when memory did not suffice: from then on nothing is remembered, and what comes twice is not noticed.
    pub const fn is_full(&self) -> bool {
        self.is_full
    }

    /// The hash of `octets`; never 0.
    pub fn hash(&self, octets: &[u8]) -> u64 {
        let [first, second] = self.keys;
        #[allow(deprecated)]
        let mut hasher = SipHasher::new_with_keys(first, second);
        hasher.write(octets);
        hasher.finish().max(1)
    }

    /// Whether `hash` is in the set.
    pub fn has(&self, hash: u64) -> bool {
        self.slot(hash).is_some_and(|slot| self.slots.get(slot) == Some(&hash))
    }

    /// Adds `hash`; false when it was there before.
    pub fn insert(&mut self, hash: u64) -> bool {
        if self.has(hash) {
            return false;
        }
        if (self.count + 1) * 4 > self.slots.len() * 3 && !self.grow() {
            return true;
        }
        if let Some(place) = self.slot(hash).and_then(|slot| self.slots.get_mut(slot)) {
            *place = hash;
            self.count += 1;
        }
        true
    }

    /// Where `hash` is, or where it would go; `None` in a table without slots.
    fn slot(&self, hash: u64) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash as usize & mask;
        loop {
            let found = *self.slots.get(slot)?;
            if found == hash || found == 0 {
                return Some(slot);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Twice the slots; false when there is no memory for them.
    #[cold]
    #[inline(never)]
    fn grow(&mut self) -> bool {
        let slots = (self.slots.len() * 2).max(SMALLEST);
        let mut larger: Vec<u64> = Vec::new();
        if self.is_full || larger.try_reserve_exact(slots).is_err() {
            self.is_full = true;
            return false;
        }
        larger.resize(slots, 0);
        let before = core::mem::replace(&mut self.slots, larger);
        for hash in before.into_iter().filter(|hash| *hash != 0) {
            if let Some(place) = self.slot(hash).and_then(|slot| self.slots.get_mut(slot)) {
                *place = hash;
            }
        }
        true
    }
}

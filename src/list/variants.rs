//! What was found, each finding once: a list of a million has a few hundred different ones.

use alloc::vec::Vec;

use super::seen::Seen;
use crate::issue::{Kind, Param};

/// Beyond so many, a finding counts as the first of its kind: hostile lists alone have that many.
const MOST: usize = 1 << 16;

/// A finding as it can stand in any number of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Which rule, with its numbers.
    pub kind: Kind,
    /// Which of the columns asked for: 0 the recipient's.
    pub column: u32,
    /// The row is kept all the same.
    pub is_warning: bool,
    /// True where a filter leaves a doubt.
    pub likely: bool,
    /// In how many rows it is the first finding.
    pub rows: u32,
}

/// Every different finding so far, by number.
#[derive(Clone, Debug)]
pub struct Variants {
    all: Vec<Variant>,
    /// Hashes of them in order, each with the number.
    index: Vec<(u64, u32)>,
    hasher: Seen,
}

impl Variants {
    /// None yet; `keys` of the hashes by which they are found.
    pub const fn new(keys: [u64; 2]) -> Variants {
        Variants { all: Vec::new(), index: Vec::new(), hasher: Seen::new(keys) }
    }

    /// Every one, in the order in which they came.
    pub fn all(&self) -> &[Variant] {
        &self.all
    }

    /// Counts a row with this finding, and gives its number. `rows` of `variant` is not looked at.
    pub fn count(&mut self, variant: Variant) -> u32 {
        let hash = self.hash(&variant);
        let number = match self.index.binary_search_by_key(&hash, |(hash, _)| *hash) {
            Ok(at) => self.index.get(at).map_or(0, |(_, number)| *number),
            Err(_) if self.all.len() >= MOST => {
                let same = |other: &Variant| other.kind.index() == variant.kind.index();
                self.all.iter().position(same).unwrap_or_default() as u32
            }
            Err(at) => {
                let number = self.all.len() as u32;
                self.index.insert(at, (hash, number));
                self.all.push(Variant { rows: 0, ..variant });
                number
            }
        };
        if let Some(variant) = self.all.get_mut(number as usize) {
            variant.rows += 1;
        }
        number
    }

    fn hash(&self, variant: &Variant) -> u64 {
        let mut octets = [0; 64];
        let mut rest = &mut octets[..];
        let mut put = |word: u32| {
            let taken = core::mem::take(&mut rest);
            if let Some((place, behind)) = taken.split_first_chunk_mut() {
                *place = word.to_le_bytes();
                rest = behind;
            }
        };
        put(variant.kind.index() as u32);
        put(variant.column << 2 | u32::from(variant.is_warning) << 1 | u32::from(variant.likely));
        variant.kind.for_each_value(&mut |value| match value {
            Param::Number(number) => put(number),
            // Words of the vocabulary lie where they are for good.
            Param::Name(name) => put(name.as_ptr() as usize as u32 ^ (name.len() as u32) << 24),
            Param::Region(region) => {
                let [first, second, third] = region.octets();
                put(u32::from_le_bytes([first, second, third, 0]));
            }
        });
        self.hasher.hash(&octets)
    }
}

//! A set of texts with constant time look-up, in one block of memory.

use alloc::vec::Vec;

use crate::filter::half_sip_hash;

/// Texts, each with the number of its first appearance.
#[derive(Clone, Debug, Default)]
pub(super) struct TextSet {
    octets: Vec<u8>,
    /// Where each text ends in `octets`.
    ends: Vec<u32>,
    /// Open addressing over numbers plus one; 0 is free. At most half full.
    slots: Vec<u32>,
}

/// The snapshot is the site's own: no key is needed against made collisions.
const KEY: [u32; 2] = [0, 0];

impl TextSet {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds `text` with its letters of ASCII in lower case; its number.
    pub(super) fn insert_folded(&mut self, text: &[u8]) -> usize {
        self.insert(&text.to_ascii_lowercase())
    }

    /// Adds `text`; its number.
    #[inline(never)]
    pub(super) fn insert(&mut self, text: &[u8]) -> usize {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        match self.find(text) {
            Ok(number) => number,
            Err(slot) => {
                self.octets.extend_from_slice(text);
                self.ends.push(self.octets.len() as u32);
                if let Some(slot) = self.slots.get_mut(slot) {
                    *slot = self.ends.len() as u32;
                }
                self.ends.len() - 1
            }
        }
    }

    /// The number of `text` as it was added.
    pub(super) fn number_of(&self, text: &[u8]) -> Option<usize> {
        if self.ends.is_empty() { None } else { self.find(text).ok() }
    }

    /// True when `text` is in a folded set, whatever the case of its ASCII letters.
    pub(super) fn has(&self, text: &[u8]) -> bool {
        self.number_of(&text.to_ascii_lowercase()).is_some()
    }

    fn text(&self, number: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default() as usize;
        let start = number.checked_sub(1).map_or(0, end);
        self.octets.get(start..end(number)).unwrap_or_default()
    }

    /// The number of `text`, or the slot where it belongs.
    fn find(&self, text: &[u8]) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = half_sip_hash(KEY, text)[0] as usize & mask;
        loop {
            match self.slots.get(slot).copied().unwrap_or_default() {
                0 => return Err(slot),
                found if self.text(found as usize - 1) == text => return Ok(found as usize - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let room = (self.slots.len() * 2).max(16);
        self.slots.clear();
        self.slots.resize(room, 0);
        for number in 0..self.ends.len() {
            let mut slot = half_sip_hash(KEY, self.text(number))[0] as usize & (room - 1);
            while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) & (room - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = number as u32 + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TextSet;

    #[test]
    fn texts_are_found_again_and_no_others() {
        let mut set = TextSet::default();
        assert!(!set.has(b""));
        for number in 0..5000_u32 {
            assert_eq!(set.insert(number.to_string().as_bytes()), number as usize);
        }
        assert_eq!(set.insert(b"17"), 17);
        assert_eq!(set.len(), 5000);
        assert_eq!(set.insert_folded(b"Ann@Acme.IN"), 5000);
        assert!(set.has(b"ANN@acme.in"));
        for number in 0..5000_u32 {
            assert_eq!(set.number_of(number.to_string().as_bytes()), Some(number as usize));
            assert!(!set.has((number + 5000).to_string().as_bytes()));
        }
    }
}

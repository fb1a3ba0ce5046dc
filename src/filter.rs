//! Lists that a page may ask but not read: a binary fuse filter over keyed hashes.
//!
//! # Scope
//!
//! The look-up alone; filters are built by `buildFilter` in `www/lib/filter`. T. M. Graf, D. Lemire, "Binary Fuse
//! Filters: Fast and Smaller Than Xor Filters" (2022), three places of eight bits: nine bits an entry, one answer in 256
//! wrong, and that always "yes". Entries are hashed by HalfSipHash-2-4 (J.-P. Aumasson, D. J. Bernstein) under a key that
//! is made of the filter's salt. The key is in the filter, since the look-up needs it: whoever has the filter can ask it
//! about every telephone number there is, but cannot list it, and cannot compare it with another filter.

use alloc::vec::Vec;

/// Begins every filter: name and version of the layout.
const MAGIC: &[u8] = b"psf1";
/// Magic, two words of key, length of a segment, number of places that a hash is spread over.
const HEADER: usize = 20;

/// A filter as the page holds it.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    key: [u32; 2],
    segment: u32,
    spread: u32,
    fingerprints: Vec<u8>,
}

impl Filter {
    /// Takes the octets of a filter; `None` when they are none.
    pub(crate) fn from_octets(octets: &[u8]) -> Option<Filter> {
        let word = |at: usize| Some(u32::from_le_bytes(octets.get(at..at + 4)?.try_into().ok()?));
        if !octets.starts_with(MAGIC) {
            return None;
        }
        let (segment, spread) = (word(12)?, word(16)?);
        let fingerprints = octets.get(HEADER..)?;
        // Two segments follow the last one that a hash may start in.
        let places = u64::from(spread) + 2 * u64::from(segment);
        let sound = segment.is_power_of_two() && spread >= segment && places == fingerprints.len() as u64;
        sound.then(|| Filter {
            key: [word(4).unwrap_or(0), word(8).unwrap_or(0)],
            segment,
            spread,
            fingerprints: fingerprints.to_vec(),
        })
    }

    /// True for every entry, and for one of 256 other texts. `text` is in lower case.
    pub(crate) fn may_have(&self, text: &[u8]) -> bool {
        let [high, low] = half_sip_hash(self.key, text);
        let mask = self.segment - 1;
        let first = ((u64::from(high) * u64::from(self.spread)) >> 32) as u32;
        let second = (first + self.segment) ^ ((low >> 16) & mask);
        let third = (first + 2 * self.segment) ^ (low & mask);
        let at = |place: u32| self.fingerprints.get(place as usize).copied().unwrap_or_default();
        at(first) ^ at(second) ^ at(third) == high as u8
    }
}

/// HalfSipHash-2-4 with 64 bits of answer.
#[inline(never)]
pub(crate) fn half_sip_hash([k0, k1]: [u32; 2], text: &[u8]) -> [u32; 2] {
    let mut state = [k0, k1 ^ 0xee, 0x6c79_6765 ^ k0, 0x7465_6462 ^ k1];
    let mut mix = |word: u32| {
        state[3] ^= word;
        rounds(&mut state, 2);
        state[0] ^= word;
    };
    let mut words = text.chunks_exact(4);
    for word in &mut words {
        mix(word.iter().rev().fold(0, |word, octet| word << 8 | u32::from(*octet)));
    }
    let rest = words.remainder().iter().rev().fold(0, |word, octet| word << 8 | u32::from(*octet));
    mix(rest | (text.len() as u32) << 24);
    state[2] ^= 0xee;
    rounds(&mut state, 4);
    let first = state[1] ^ state[3];
    state[1] ^= 0xdd;
    rounds(&mut state, 4);
    [first, state[1] ^ state[3]]
}

fn rounds([v0, v1, v2, v3]: &mut [u32; 4], count: u32) {
    for _ in 0..count {
        *v0 = v0.wrapping_add(*v1);
        *v1 = v1.rotate_left(5) ^ *v0;
        *v0 = v0.rotate_left(16);
        *v2 = v2.wrapping_add(*v3);
        *v3 = v3.rotate_left(8) ^ *v2;
        *v0 = v0.wrapping_add(*v3);
        *v3 = v3.rotate_left(7) ^ *v0;
        *v2 = v2.wrapping_add(*v1);
        *v1 = v1.rotate_left(13) ^ *v2;
        *v2 = v2.rotate_left(16);
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, half_sip_hash};

    /// Published vectors of HalfSipHash-2-4-64: key 00…07, input 00, 01, 02 …
    #[test]
    fn the_hash_is_the_published_one() {
        let input: Vec<u8> = (0..64).collect();
        let hash = |octets: usize| half_sip_hash([0x0302_0100, 0x0706_0504], input.get(..octets).unwrap_or_default());
        for (octets, wanted) in [
            (0, [0x218d_1f59, 0xb9b8_3cc8]),
            (1, [0xbe55_2412, 0xf838_7315]),
            (4, [0xd5e7_8a17, 0x5be5_2ea1]),
            (7, [0xff20_2728, 0xb07b_c684]),
            (12, [0x7bc7_1f9f, 0xaef5_c799]),
        ] {
            // The vectors are octets; a word's first octet is its lowest.
            assert_eq!(hash(octets), wanted.map(u32::swap_bytes), "{octets}");
        }
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        assert!(Filter::from_octets(b"").is_none());
        assert!(Filter::from_octets(b"psf1").is_none());
        let mut octets = b"psf1".to_vec();
        octets.extend([0; 8]);
        octets.extend([4, 0, 0, 0, 4, 0, 0, 0]);
        octets.extend([0; 12]);
        assert!(Filter::from_octets(&octets).is_some());
        octets.push(0);
        assert!(Filter::from_octets(&octets).is_none());
    }
}

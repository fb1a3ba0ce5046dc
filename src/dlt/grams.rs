//! Which templates a message may be of: each template is known by its rarest run of octets.

use alloc::vec;
use alloc::vec::Vec;

/// Octets of a run; templates whose fixed texts are all shorter than the first are known by the second.
const LONG: usize = 8;
const SHORT: usize = 3;
/// Words of a sketch: a bit for each run of [`SKETCHED`] octets, by its hash.
const SKETCH: usize = 8;
const SKETCHED: usize = 4;
/// Templates among which the nearest is looked for by following them.
pub(super) const FINALISTS: usize = 8;

/// Runs of octets of all templates, and who is known by which.
#[derive(Clone, Debug, Default)]
pub(super) struct Grams {
    /// A bit for each hash that somebody is known by: small enough to stay near the processor.
    known: Vec<u64>,
    /// By hash the first template, plus one.
    heads: Vec<u32>,
    /// For each template the next one of its hash, plus one.
    next: Vec<u32>,
    /// For each template the rest of its hash.
    rest: Vec<u32>,
    /// By hash the last message that came by, and the rest of its hash.
    seen: Vec<(u32, u32)>,
    message: u32,
    /// 64 less the bits of a hash in `known` and in `heads`.
    known_shift: u32,
    head_shift: u32,
    has_short: bool,
    /// Templates without a run of [`SHORT`] octets.
    always: Vec<u32>,
    sketches: Vec<[u64; SKETCH]>,
}

/// Spreads eight octets over 64 bits; the upper ones are the best.
fn spread(octets: u64) -> u64 {
    let product = octets.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (product ^ product >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

fn word(run: &[u8]) -> u64 {
    run.iter().rev().fold(0, |word, &octet| word << 8 | u64::from(octet))
}

/// The hashes of all runs of eight octets.
fn long_hashes(text: &[u8]) -> impl Iterator<Item = u64> {
    text.windows(LONG).map(|run| spread(<[u8; LONG]>::try_from(run).map_or(0, u64::from_le_bytes)))
}

fn short_hashes(text: &[u8]) -> impl Iterator<Item = u64> {
    text.windows(SHORT).map(|run| spread(word(run) | 1 << 63))
}

impl Grams {
    /// `fixed(number)` gives the fixed texts of a template; templates are numbered best first.
    pub(super) fn new<'l, F: Iterator<Item = &'l [u8]>>(
        count: usize,
        octets: usize,
        fixed: &dyn Fn(usize) -> F,
    ) -> Grams {
        let slots = (2 * count).next_power_of_two().max(64);
        let head_shift = 64 - slots.trailing_zeros();
        let known_shift = head_shift - 2;
        // How often each run is there, roughly: two runs may share a place.
        let places = octets.next_power_of_two().clamp(64, 1 << 20);
        let place_shift = 64 - places.trailing_zeros();
        let mut counts = vec![0_u8; places];
        for number in 0..count {
            for hash in fixed(number).flat_map(long_hashes) {
                if let Some(count) = counts.get_mut((hash >> place_shift) as usize) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let mut grams = Grams {
            known: Vec::new(),
            heads: Vec::new(),
            next: Vec::new(),
            rest: Vec::new(),
            seen: Vec::new(),
            message: 0,
            known_shift,
            head_shift,
            has_short: false,
            always: Vec::new(),
            sketches: Vec::with_capacity(count),
        };
        grams.known.resize(4 * slots / 64, 0);
        grams.heads.resize(slots, 0);
        grams.seen.resize(slots, (0, 0));
        grams.next.resize(count, 0);
        grams.rest.resize(count, 0);
        // The last first, so that the best of a hash comes out first.
        for number in (0..count).rev() {
            let mut rarest = None;
            for hash in fixed(number).flat_map(long_hashes) {
                let count = counts.get((hash >> place_shift) as usize).copied().unwrap_or(0);
                if rarest.is_none_or(|(_, least)| count < least) {
                    rarest = Some((hash, count));
                }
            }
            let hash = match rarest {
                Some((hash, _)) => Some(hash),
                None => {
                    let longest = fixed(number).max_by_key(|text| text.len()).unwrap_or_default();
                    let hash = short_hashes(longest).next();
                    grams.has_short |= hash.is_some();
                    hash
                }
            };
            match hash {
                Some(hash) => grams.file(number, hash),
                None => grams.always.push(number as u32),
            }
        }
        for number in 0..count {
            let mut sketch = [0; SKETCH];
            fixed(number).for_each(|text| add_to_sketch(&mut sketch, text));
            grams.sketches.push(sketch);
        }
        grams
    }

    fn file(&mut self, number: usize, hash: u64) {
        let known = (hash >> self.known_shift) as usize;
        if let Some(word) = self.known.get_mut(known / 64) {
            *word |= 1 << (known % 64);
        }
        let Some(head) = self.heads.get_mut((hash >> self.head_shift) as usize) else { return };
        if let (Some(next), Some(rest)) = (self.next.get_mut(number), self.rest.get_mut(number)) {
            *next = *head;
            *rest = hash as u32;
        }
        *head = number as u32 + 1;
    }

    /// Calls `take` with each template that a message with the octets `text` may be of, once or oftener.
    pub(super) fn candidates(&mut self, text: &[u8], take: &mut dyn FnMut(usize)) {
        self.always.iter().for_each(|&number| take(number as usize));
        self.message = self.message.wrapping_add(1);
        if self.message == 0 {
            self.seen.fill((0, 0));
            self.message = 1;
        }
        for hash in long_hashes(text) {
            if self.is_known(hash) {
                self.chain(hash, take);
            }
        }
        if self.has_short {
            for hash in short_hashes(text) {
                if self.is_known(hash) {
                    self.chain(hash, take);
                }
            }
        }
    }

    #[inline]
    fn is_known(&self, hash: u64) -> bool {
        let known = (hash >> self.known_shift) as usize;
        self.known.get(known / 64).is_some_and(|word| word >> (known % 64) & 1 != 0)
    }

    #[inline(never)]
    fn chain(&mut self, hash: u64, take: &mut dyn FnMut(usize)) {
        let slot = (hash >> self.head_shift) as usize;
        let head = self.heads.get(slot).copied().unwrap_or(0);
        // A run that stands twice in the message leads to the same templates; one of another hash in this place does not.
        let mark = (self.message, hash as u32);
        if let Some(seen) = self.seen.get_mut(slot)
            && core::mem::replace(seen, mark) == mark
        {
            return;
        }
        let mut number = head;
        while let Some(at) = (number as usize).checked_sub(1) {
            if self.rest.get(at) == Some(&(hash as u32)) {
                take(at);
            }
            number = self.next.get(at).copied().unwrap_or(0);
        }
    }

    /// The templates whose fixed texts are most in `text`, the best first, of equals those with more of it: number and
    /// share in percent. Fewer than asked for where there are fewer.
    pub(super) fn nearest(&self, text: &[u8]) -> [Option<(usize, u32)>; FINALISTS] {
        let mut message = [0; SKETCH];
        add_to_sketch(&mut message, text);
        let mut best = [None::<(usize, u32, u32)>; FINALISTS];
        for (number, sketch) in self.sketches.iter().enumerate() {
            let (mut shared, mut all) = (0, 0);
            for (own, other) in sketch.iter().zip(&message) {
                shared += (own & other).count_ones();
                all += own.count_ones();
            }
            let mut moved = (number, shared, all);
            // Most are worse than all that are there.
            if best.last().copied().flatten().is_some_and(|last| !is_nearer(moved, last)) {
                continue;
            }
            for place in &mut best {
                match place {
                    None => {
                        *place = Some(moved);
                        break;
                    }
                    Some(there) if is_nearer(moved, *there) => core::mem::swap(there, &mut moved),
                    Some(_) => {}
                }
            }
        }
        best.map(|place| place.map(|(number, shared, all)| (number, 100 * shared / all.max(1))))
    }
}

/// Shares of two templates: the larger is the nearer, of equals the one that has more.
fn is_nearer((_, shared, all): (usize, u32, u32), (_, other_shared, other_all): (usize, u32, u32)) -> bool {
    let (own, other) = (shared * other_all.max(1), other_shared * all.max(1));
    own > other || own == other && all > other_all
}

fn add_to_sketch(sketch: &mut [u64; SKETCH], text: &[u8]) {
    for run in text.windows(SKETCHED) {
        let bit = (spread(word(run)) >> 55) as usize;
        if let Some(word) = sketch.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }
}

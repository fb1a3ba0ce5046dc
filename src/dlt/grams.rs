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
    /// Of each template, and the bits in it; made at the first miss.
    sketches: Vec<([u64; SKETCH], u32)>,
}

/// Spreads eight octets over the upper bits of 64.
#[inline(always)]
fn spread(octets: u64) -> u64 {
    octets.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The bits of a hash by which templates of one place are told apart.
#[inline(always)]
fn rest_of(hash: u64) -> u32 {
    (hash >> 20) as u32
}

/// Calls `take` with the hash of every run of `run` octets, up to eight.
#[inline(always)]
fn each_hash(text: &[u8], run: usize, mut take: impl FnMut(u64)) {
    let mark = if run == LONG { 0 } else { run as u64 };
    let mut word = 0;
    let mut wait = run;
    for &octet in text {
        word = word >> 8 | u64::from(octet) << 56;
        wait = wait.saturating_sub(1);
        if wait == 0 {
            take(spread((word >> (64 - 8 * run)) ^ mark << 56));
        }
    }
}

/// The hashes of every third run of eight octets: neighbours are as rare as each other.
fn sampled_hashes(text: &[u8]) -> impl Iterator<Item = u64> {
    let word = |run: &[u8]| <[u8; LONG]>::try_from(run).map_or(0, u64::from_le_bytes);
    text.windows(LONG).step_by(3).map(move |run| spread(word(run)))
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
            for hash in fixed(number).flat_map(sampled_hashes) {
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
            sketches: Vec::new(),
        };
        grams.known.resize(4 * slots / 64, 0);
        grams.heads.resize(slots, 0);
        grams.seen.resize(slots, (0, 0));
        grams.next.resize(count, 0);
        grams.rest.resize(count, 0);
        // The last first, so that the best of a hash comes out first.
        for number in (0..count).rev() {
            let mut rarest = None;
            for hash in fixed(number).flat_map(sampled_hashes) {
                let count = counts.get((hash >> place_shift) as usize).copied().unwrap_or(0);
                if rarest.is_none_or(|(_, least)| count < least) {
                    rarest = Some((hash, count));
                }
            }
            let hash = match rarest {
                Some((hash, _)) => Some(hash),
                None => {
                    let longest = fixed(number).max_by_key(|text| text.len()).unwrap_or_default();
                    let mut hash = None;
                    each_hash(longest.get(..SHORT).unwrap_or_default(), SHORT, |short| hash = Some(short));
                    grams.has_short |= hash.is_some();
                    hash
                }
            };
            match hash {
                Some(hash) => grams.file(number, hash),
                None => grams.always.push(number as u32),
            }
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
            *rest = rest_of(hash);
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
        each_hash(text, LONG, |hash| {
            if self.is_known(hash) {
                self.chain(hash, take);
            }
        });
        if self.has_short {
            each_hash(text, SHORT, |hash| {
                if self.is_known(hash) {
                    self.chain(hash, take);
                }
            });
        }
    }

    #[inline(always)]
    fn is_known(&self, hash: u64) -> bool {
        let known = (hash >> self.known_shift) as usize;
        self.known.get(known / 64).is_some_and(|word| word >> (known % 64) & 1 != 0)
    }

    #[inline(never)]
    fn chain(&mut self, hash: u64, take: &mut dyn FnMut(usize)) {
        let slot = (hash >> self.head_shift) as usize;
        let head = self.heads.get(slot).copied().unwrap_or(0);
        // A run that stands twice in the message leads to the same templates; one of another hash in this place does not.
        let mark = (self.message, rest_of(hash));
        if let Some(seen) = self.seen.get_mut(slot)
            && core::mem::replace(seen, mark) == mark
        {
            return;
        }
        let mut number = head;
        while let Some(at) = (number as usize).checked_sub(1) {
            if self.rest.get(at) == Some(&rest_of(hash)) {
                take(at);
            }
            number = self.next.get(at).copied().unwrap_or(0);
        }
    }

    /// The templates whose fixed texts are most in `text`, the best first, of equals those with more of it: number and
    /// share in percent. Fewer than asked for where there are fewer.
    pub(super) fn nearest<'l, F: Iterator<Item = &'l [u8]>>(
        &mut self,
        text: &[u8],
        fixed: &dyn Fn(usize) -> F,
    ) -> [Option<(usize, u32)>; FINALISTS] {
        for number in self.sketches.len()..self.next.len() {
            let mut sketch = [0; SKETCH];
            fixed(number).for_each(|text| add_to_sketch(&mut sketch, text));
            self.sketches.push((sketch, sketch.iter().map(|word| word.count_ones()).sum()));
        }
        let mut message = [0; SKETCH];
        add_to_sketch(&mut message, text);
        let mut best = [None::<(usize, u32, u32)>; FINALISTS];
        for (number, &(ref sketch, all)) in self.sketches.iter().enumerate() {
            let shared = sketch.iter().zip(&message).map(|(own, other)| (own & other).count_ones()).sum();
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
    each_hash(text, SKETCHED, |hash| {
        let bit = (hash >> 55) as usize;
        if let Some(word) = sketch.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    });
}

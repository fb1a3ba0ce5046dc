//! An adaptive binary arithmetic decoder: 32 bits, carryless, one probability a context.
//!
//! The mirror image of `www/build/phone/coder.mjs`; the two change together.

use alloc::vec;
use alloc::vec::Vec;

/// Uses after which a probability moves at the last rate.
const STEPS: u8 = 25;

/// 2¹⁴/(n + 1.6) for the n-th use.
const RATES: [u16; STEPS as usize + 1] = {
    let mut rates = [0; STEPS as usize + 1];
    let mut uses = 0;
    while uses < rates.len() {
        // 16384 / (uses + 1.6), to the nearest whole number.
        #[allow(clippy::indexing_slicing)]
        {
            rates[uses] = ((2 * 81_920 + 5 * uses + 8) / (2 * (5 * uses + 8))) as u16;
        }
        uses += 1;
    }
    rates
};

/// The least probability, in 2⁻¹⁶.
const FLOOR: i32 = 32;

/// Probabilities that a stream may start with, by level; level 0 stands for one half, not yet used.
const LEVELS: [u16; 16] =
    [32768, 64, 136, 286, 602, 1261, 2622, 5373, 10615, 19559, 31895, 43765, 53059, 59066, 62358, 64360];

/// Uses that a probability from the list counts for.
const PRIMED: u8 = 6;

/// A probability, in 2⁻¹⁶, and how often it was used.
pub(super) type Odds = (u16, u8);

/// The odds of a level below 16.
pub(super) fn odds_of_level(level: u8) -> Odds {
    (LEVELS.get(usize::from(level)).copied().unwrap_or(32768), if level == 0 { 0 } else { PRIMED })
}

/// The state of a stream being read; past its end it reads zeros.
pub(super) struct Decoder<'a> {
    octets: &'a [u8],
    at: usize,
    low: u32,
    high: u32,
    code: u32,
    odds: Vec<Odds>,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(octets: &'a [u8], contexts: usize) -> Decoder<'a> {
        Decoder::primed(octets, vec![odds_of_level(0); contexts])
    }

    /// A decoder that starts with these odds.
    pub(super) fn primed(octets: &'a [u8], odds: Vec<Odds>) -> Decoder<'a> {
        let mut decoder = Decoder { octets, at: 0, low: 0, high: u32::MAX, code: 0, odds };
        for _ in 0..4 {
            decoder.code = decoder.code << 8 | decoder.next_octet();
        }
        decoder
    }

    fn next_octet(&mut self) -> u32 {
        let octet = self.octets.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        u32::from(octet)
    }

    /// Whether more was read than the stream can have held.
    pub(super) fn is_exhausted(&self) -> bool {
        self.at > self.octets.len() + 4
    }

    /// One decision in `context`.
    #[inline(never)]
    pub(super) fn bit(&mut self, context: usize) -> bool {
        let Some((odds, uses)) = self.odds.get_mut(context) else { return false };
        let middle = self.low + ((self.high - self.low) >> 16) * u32::from(*odds);
        let bit = self.code <= middle;
        let target = if bit { 65536 - FLOOR } else { FLOOR };
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        let rate = RATES.get(usize::from(*uses)).copied().unwrap_or(0);
        let error = target - i32::from(*odds);
        *odds = (i32::from(*odds) + ((error * i32::from(rate)) >> 14)) as u16;
        if *uses < STEPS {
            *uses += 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.low <<= 8;
            self.high = self.high << 8 | 255;
            self.code = self.code << 8 | self.next_octet();
        }
        bit
    }

    /// A number below 2^`bits`, highest bit first.
    #[inline(never)]
    pub(super) fn tree(&mut self, context: usize, bits: u32) -> usize {
        let mut node = 1;
        for _ in 0..bits {
            node = node * 2 + usize::from(self.bit(context + node));
        }
        node - (1 << bits)
    }

    /// A number up to `max`, as that many ones and a zero.
    #[inline(never)]
    pub(super) fn unary(&mut self, context: usize, max: usize) -> usize {
        let mut count = 0;
        while count < max && self.bit(context + count) {
            count += 1;
        }
        count
    }

    /// A number of up to 15 bits: how many, then the bits.
    #[inline(never)]
    pub(super) fn gamma(&mut self, context: usize) -> usize {
        let size = self.tree(context, 4);
        let mut value = 1;
        for _ in 0..size {
            value = value * 2 + usize::from(self.bit(context + 16 + size * 6 + value.min(4)));
        }
        value - 1
    }
}

//! Sets of positions in a message, a bit each, as words of 64.

use alloc::vec::Vec;

/// `bits << by`.
pub(super) fn shift(bits: &mut [u64], by: usize) {
    let (words, rest) = (by / 64, by % 64);
    for at in (0..bits.len()).rev() {
        let high = moved(bits, at, words, rest);
        if let Some(word) = bits.get_mut(at) {
            *word = high;
        }
    }
}

/// `bits | bits << by`.
pub(super) fn smear(bits: &mut [u64], by: usize) {
    let (words, rest) = (by / 64, by % 64);
    for at in (0..bits.len()).rev() {
        let high = moved(bits, at, words, rest);
        if let Some(word) = bits.get_mut(at) {
            *word |= high;
        }
    }
}

fn moved(bits: &[u64], at: usize, words: usize, rest: usize) -> u64 {
    let word = |back: usize| at.checked_sub(back).and_then(|at| bits.get(at)).copied().unwrap_or(0);
    let carried = if rest == 0 { 0 } else { word(words + 1) >> (64 - rest) };
    word(words) << rest | carried
}

/// Every position that is reached from `bits` by steps over positions of `over`, `bits` among them: an addition carries each
/// through its run.
pub(super) fn flood(bits: &mut [u64], over: &[u64]) {
    let mut carry = false;
    for (word, &over) in bits.iter_mut().zip(over) {
        let (sum, first) = over.overflowing_add(*word & over);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        carry = first || second;
        *word |= sum ^ over;
    }
}

/// `(bits & mask) << 1`; false when nothing is left.
pub(super) fn step(bits: &mut [u64], mask: &[u64]) -> bool {
    let (mut carry, mut any) = (0, 0);
    for (word, mask) in bits.iter_mut().zip(mask) {
        let kept = *word & mask;
        *word = kept << 1 | carry;
        carry = kept >> 63;
        any |= *word;
    }
    any != 0
}

/// The lowest position; `None` for an empty set.
pub(super) fn lowest(bits: &[u64]) -> Option<usize> {
    bits.iter().position(|&word| word != 0).map(|at| {
        let word = bits.get(at).copied().unwrap_or(0);
        64 * at + word.trailing_zeros() as usize
    })
}

/// True when `at` is in the set.
pub(super) fn has(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 != 0)
}

/// Puts `at` into the set.
pub(super) fn put(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

/// The positions in order.
pub(super) fn positions(bits: &[u64]) -> impl Iterator<Item = usize> {
    bits.iter()
        .enumerate()
        .flat_map(|(at, &word)| (0..64).filter(move |bit| word >> bit & 1 != 0).map(move |bit| 64 * at + bit))
}

/// Word `at` of `bits >> by`, with `by` below 64.
pub(super) fn down(bits: &[u64], by: usize, at: usize) -> u64 {
    let word = |at: usize| bits.get(at).copied().unwrap_or(0);
    if by == 0 { word(at) } else { word(at) >> by | word(at + 1) << (64 - by) }
}

/// Adds the set in which `last` less each position of `bits` is; it has as many words as `last + 1` positions take.
pub(super) fn mirror(bits: &[u64], last: usize, into: &mut Vec<u64>) {
    let by = 63 - last % 64;
    let turned = |back: usize| bits.get(back).map_or(0, |word| word.reverse_bits());
    for back in (0..bits.len()).rev() {
        let carried = if by == 0 || back == 0 { 0 } else { turned(back - 1) << (64 - by) };
        into.push(turned(back) >> by | carried);
    }
}

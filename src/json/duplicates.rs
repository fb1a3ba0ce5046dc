//! Names that an object has twice (RFC 8259 §4).

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::tape::Node;
use super::value::name_octets;

/// Whether the object whose members are the nodes `from..end` may have a name twice, and whether it may have one that
/// is `__proto__`. "May": a yes is worth a closer look, a no is a no.
pub(super) fn may_repeat(text: &[u8], nodes: &[Node], from: u32, end: u32) -> (bool, bool) {
    let (mut seen, mut repeats, mut proto) = (0u64, false, false);
    let mut at = from;
    while at < end {
        let Some([name, value]) = nodes.get(at as usize..).and_then(|rest| rest.first_chunk()) else { break };
        // Of a name with escapes only the decoded text counts.
        if name.remarkable {
            return (true, true);
        }
        let (start, last) = (name.start as usize + 1, (name.end as usize).saturating_sub(2));
        let octet = |at: usize| text.get(at).copied().unwrap_or_default();
        let octets = name.end - name.start;
        let mix = (octets as u8).wrapping_mul(29)
            ^ octet(start).wrapping_mul(7)
            ^ octet(last).wrapping_mul(11)
            ^ octet(start.midpoint(last)).wrapping_mul(19);
        let bit = 1u64 << (mix & 63);
        repeats |= seen & bit != 0;
        seen |= bit;
        proto |= octet(start) == b'_' && octets >= 9;
        at = value.next;
    }
    (repeats, proto)
}

/// Finds names that stand twice, in n log n steps whatever the names are.
#[derive(Default)]
pub(super) struct Duplicates {
    names: Vec<(u64, u32)>,
}

impl Duplicates {
    /// Each name of the nodes `from..end` that stood before, with its first place, by node.
    pub(super) fn find(&mut self, text: &[u8], nodes: &[Node], from: u32, end: u32) -> Vec<(u32, u32)> {
        self.names.clear();
        let mut at = from;
        while let Some(name) = nodes.get(at as usize).filter(|_| at < end) {
            self.names.push((hash(&name_octets(text, name)), at));
            at = nodes.get(at as usize + 1).map_or(end, |value| value.next);
        }
        let octets = |node: u32| nodes.get(node as usize).map(|node| name_octets(text, node));
        sort(&mut self.names, &|one, other| {
            let by_text = || octets(one.1).cmp(&octets(other.1));
            one.0.cmp(&other.0).then_with(by_text).then(one.1.cmp(&other.1))
        });
        let mut pairs = Vec::new();
        let mut first: Option<(u64, u32)> = None;
        for &(hash, node) in &self.names {
            match first {
                Some(first) if first.0 == hash && octets(first.1) == octets(node) => pairs.push((node, first.1)),
                _ => first = Some((hash, node)),
            }
        }
        pairs
    }
}

/// Spreads names over 64 bits; equal names have equal hashes, and that is all that counts.
fn hash(octets: &[u8]) -> u64 {
    let step = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (words, rest) = octets.as_chunks();
    let hash = words.iter().fold(octets.len() as u64, |hash, word| step(hash, u64::from_le_bytes(*word)));
    rest.iter().fold(hash, |hash, octet| step(hash, u64::from(*octet)))
}

/// Heapsort: small in code, and no order of the input makes it slow.
fn sort<T: Copy>(list: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    for root in (0..list.len() / 2).rev() {
        sift_down(list, root, compare);
    }
    for end in (1..list.len()).rev() {
        list.swap(0, end);
        if let Some(heap) = list.get_mut(..end) {
            sift_down(heap, 0, compare);
        }
    }
}

fn sift_down<T: Copy>(heap: &mut [T], mut root: usize, compare: &dyn Fn(&T, &T) -> Ordering) {
    while let Some(left) = heap.get(2 * root + 1) {
        let right = heap.get(2 * root + 2);
        let right_is_larger = right.is_some_and(|right| compare(left, right) == Ordering::Less);
        let child = 2 * root + 1 + usize::from(right_is_larger);
        let (Some(parent), Some(largest)) = (heap.get(root), heap.get(child)) else { return };
        if compare(parent, largest) != Ordering::Less {
            return;
        }
        heap.swap(root, child);
        root = child;
    }
}

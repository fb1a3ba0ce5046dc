//! Names that an object has twice (RFC 8259 §4).

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::tape::Node;
use super::value::name_octets;

/// The name that sets a prototype in JavaScript.
pub(super) const PROTO: &[u8] = b"__proto__";

/// Up to so many names are compared with each other at once.
const FEW: u32 = 16;

/// Whether the object whose members are the nodes `from..end` may have a name twice, or one that is `__proto__`.
///
/// "May": a yes is worth a closer look, a no is a no.
pub(super) fn remarkable_names(text: &[u8], nodes: &[Node], from: u32, end: u32) -> bool {
    let (mut seen, mut count) = (0u64, 0);
    let mut at = from;
    while at < end {
        let Some([name, value]) = nodes.get(at as usize..).and_then(|rest| rest.first_chunk()) else { break };
        let raw = text.get(name.start as usize..name.end as usize).unwrap_or_default();
        // Of a name with escapes only the decoded text counts.
        if name.marks.escapes || raw.len() == PROTO.len() + 2 && raw.starts_with(b"\"__proto__") {
            return true;
        }
        let mix = match *raw {
            [_, first, .., last, _] => (first ^ last.rotate_left(3)).wrapping_add((raw.len() as u8).wrapping_mul(11)),
            _ => raw.len() as u8,
        };
        let bit = 1u64 << (mix & 63);
        if seen & bit != 0 && (count >= FEW || stands_before(text, nodes, from, at, raw)) {
            return true;
        }
        seen |= bit;
        count += 1;
        at = value.next;
    }
    false
}

/// True when one of the names before node `end` is `raw`, quotation marks included.
fn stands_before(text: &[u8], nodes: &[Node], from: u32, end: u32, raw: &[u8]) -> bool {
    let mut at = from;
    while at < end {
        let Some([name, value]) = nodes.get(at as usize..).and_then(|rest| rest.first_chunk()) else { break };
        if text.get(name.start as usize..name.end as usize) == Some(raw) {
            return true;
        }
        at = value.next;
    }
    false
}

/// Each name of the nodes `from..end` that stood before, with its first place, by node.
///
/// Names go into as many buckets as there are names, by hash, and each bucket is sorted: linear for names as they are,
/// n log n for names that someone chose to fall into one bucket.
pub(super) fn duplicates(text: &[u8], nodes: &[Node], from: u32, end: u32) -> Vec<(u32, u32)> {
    let mut names = Vec::new();
    let mut at = from;
    while let Some(name) = nodes.get(at as usize).filter(|_| at < end) {
        names.push((hash(&name_octets(text, name)), at));
        at = nodes.get(at as usize + 1).map_or(end, |value| value.next);
    }
    let octets = |node: u32| nodes.get(node as usize).map(|node| name_octets(text, node));
    let mut pairs = Vec::new();
    in_buckets(&names, |bucket| {
        sort(bucket, &|one, other| {
            let by_text = || octets(one.1).cmp(&octets(other.1));
            one.0.cmp(&other.0).then_with(by_text).then(one.1.cmp(&other.1))
        });
        let mut first: Option<(u64, u32)> = None;
        for &mut (hash, node) in bucket {
            match first {
                Some(first) if first.0 == hash && octets(first.1) == octets(node) => pairs.push((node, first.1)),
                _ => first = Some((hash, node)),
            }
        }
    });
    pairs
}

/// Hands over the names in buckets by the top bits of their hashes, each bucket in the order of the text.
fn in_buckets(names: &[(u64, u32)], mut hand_over: impl FnMut(&mut [(u64, u32)])) {
    let bits = names.len().max(2).ilog2();
    let bucket = |hash: u64| (hash >> (64 - bits)) as usize;
    // Before the names are placed, where each bucket starts; after it, where each ends.
    let mut places = alloc::vec![0; 1 << bits];
    let mut sum = 0;
    for (hash, _) in names {
        if let Some(count) = places.get_mut(bucket(*hash)) {
            *count += 1;
        }
    }
    for place in &mut places {
        (*place, sum) = (sum, sum + *place);
    }
    let mut placed = alloc::vec![(0, 0); names.len()];
    for name in names {
        let Some(place) = places.get_mut(bucket(name.0)) else { continue };
        if let Some(slot) = placed.get_mut(*place) {
            *slot = *name;
        }
        *place += 1;
    }
    let mut start = 0;
    for end in places {
        if let Some(names @ [_, _, ..]) = placed.get_mut(start..end) {
            hand_over(names);
        }
        start = end;
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

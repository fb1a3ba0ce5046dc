//! Names that an object has twice (RFC 8259 §4).

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::tape::Node;
use super::value::name_octets;
use crate::issue::sorted_indices;

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
/// Names are looked up in an open hash table. Should someone have chosen names that fall onto each other, they are sorted
/// instead: n log n.
#[inline(never)]
pub(super) fn duplicates(text: &[u8], nodes: &[Node], from: u32, end: u32) -> Vec<(u32, u32)> {
    let mut names = Vec::new();
    let mut at = from;
    while let Some(name) = nodes.get(at as usize).filter(|_| at < end) {
        names.push((hash(&name_octets(text, name)), at));
        at = nodes.get(at as usize + 1).map_or(end, |value| value.next);
    }
    by_hash(text, nodes, &names).unwrap_or_else(|| by_order(text, nodes, &names))
}

/// How the names that are nodes `one` and `other` compare, decoded.
#[inline(never)]
fn compare(text: &[u8], nodes: &[Node], one: u32, other: u32) -> Ordering {
    match (nodes.get(one as usize), nodes.get(other as usize)) {
        (Some(one), Some(other)) => name_octets(text, one).cmp(&name_octets(text, other)),
        _ => Ordering::Equal,
    }
}

/// The duplicates among `names`, hashes and nodes; `None` where too many names fall onto others.
fn by_hash(text: &[u8], nodes: &[Node], names: &[(u32, u32)]) -> Option<Vec<(u32, u32)>> {
    const FREE: (u32, u32) = (0, u32::MAX);
    let mask = (2 * names.len()).next_power_of_two() - 1;
    let mut table = alloc::vec![FREE; mask + 1];
    let mut pairs = Vec::new();
    let mut steps_left = 8 * names.len() + 64;
    for &(hash, node) in names {
        let mut at = hash as usize & mask;
        loop {
            let place = table.get_mut(at)?;
            if *place == FREE {
                *place = (hash, node);
                break;
            }
            if place.0 == hash && compare(text, nodes, place.1, node) == Ordering::Equal {
                pairs.push((node, place.1));
                break;
            }
            at = (at + 1) & mask;
            steps_left = steps_left.checked_sub(1)?;
        }
    }
    Some(pairs)
}

/// The duplicates among `names`, hashes and nodes, in order of the names.
#[cold]
fn by_order(text: &[u8], nodes: &[Node], names: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let node = |at: usize| names.get(at).map_or(u32::MAX, |name| name.1);
    let compare = |one: usize, other: usize| compare(text, nodes, node(one), node(other));
    let mut pairs = Vec::new();
    let mut first = None;
    for at in sorted_indices(names.len(), &|one, other| compare(one, other) != Ordering::Greater) {
        match first {
            Some(first) if compare(first, at) == Ordering::Equal => pairs.push((node(at), node(first))),
            _ => first = Some(at),
        }
    }
    pairs
}

/// Spreads names over 32 bits; equal names have equal hashes, and that is all that counts.
fn hash(octets: &[u8]) -> u32 {
    let mut hash = octets.len() as u32;
    for &octet in octets {
        hash = (hash.rotate_left(5) ^ u32::from(octet)).wrapping_mul(0x9E37_79B9);
    }
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::{by_hash, by_order, hash};
    use crate::json::scan::{Encoding, scan};
    use crate::json::tape::Tape;
    use crate::json::value::name_octets;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    #[test]
    fn names_that_fall_onto_each_other_are_found_all_the_same() {
        let mut text = String::from(r#"{"n7": 0, "\u006e9": 0"#);
        (0..300).for_each(|number| text += &format!(r#", "n{number}": 0"#));
        text += r#", "n7": 0}"#;
        let mut tape = Tape::default();
        assert!(scan(text.as_bytes(), 1, Encoding::Utf8, &mut tape).is_some());
        let named = tape.nodes.iter().zip(0..).skip(1).step_by(2);
        let names: Vec<(u32, u32)> = named.map(|(node, at)| (hash(&name_octets(text.as_bytes(), node)), at)).collect();

        let mut sorted = by_order(text.as_bytes(), &tape.nodes, &names);
        sorted.sort_unstable();
        assert_eq!(sorted, [(19, 1), (23, 3), (605, 1)]);
        assert_eq!(by_hash(text.as_bytes(), &tape.nodes, &names), Some(sorted));

        let hostile: Vec<(u32, u32)> = names.iter().map(|name| (0, name.1)).collect();
        assert_eq!(by_hash(text.as_bytes(), &tape.nodes, &hostile), None);
    }
}

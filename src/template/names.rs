//! The different names of a template, numbered in order of first appearance.

use alloc::vec::Vec;

/// Names by number, and numbers by name: a ternary search tree, in which a look-up takes steps for the octets of the name
/// and not for the number of names, however hostile they are.
#[derive(Clone, Debug)]
pub(super) struct Names<'t> {
    /// Each is UTF-8.
    names: Vec<&'t [u8]>,
    /// For names of one hash the number of the last one: most uses of a name come soon after another.
    recent: [u32; RECENT],
    /// The first is the root, which stands for no octet; 0 means "nowhere".
    branches: Vec<Branch>,
}

#[derive(Clone, Copy, Debug)]
struct Branch {
    octet: u8,
    /// One more than the number of the name that ends here; 0 where none ends.
    number: u32,
    /// Where it goes on for a lesser octet, for the octet after this one, for a greater octet.
    next: [u32; 3],
}

/// How far the octets of a name lead in the tree.
struct Way {
    branch: usize,
    side: usize,
    octets: usize,
}

const EQUAL: usize = 1;
const RECENT: usize = 128;

impl<'t> Names<'t> {
    pub(super) const fn new() -> Names<'t> {
        Names { names: Vec::new(), recent: [0; RECENT], branches: Vec::new() }
    }

    /// The number of `name`, which is new or known.
    #[inline(never)]
    pub(super) fn number(&mut self, name: &'t [u8]) -> usize {
        let mut hash = 0_u32;
        for octet in name {
            hash = (hash ^ u32::from(*octet)).wrapping_mul(0x9E37_79B1);
        }
        let slot = (hash >> 25) as usize % RECENT;
        let known = self.recent.get(slot).map_or(0, |&number| number as usize);
        if self.names.get(known).is_some_and(|known| *known == name) {
            return known;
        }
        let number = self.search(name);
        if let Some(recent) = self.recent.get_mut(slot) {
            *recent = number as u32;
        }
        number
    }

    fn search(&mut self, name: &'t [u8]) -> usize {
        let mut way = self.way(name);
        let rest = name.get(way.octets..).unwrap_or_default();
        if self.branches.is_empty() {
            self.branches.push(Branch { octet: 0, number: 0, next: [0; 3] });
        }
        for &octet in rest {
            let new = self.branches.len();
            self.branches.push(Branch { octet, number: 0, next: [0; 3] });
            if let Some(next) = self.branches.get_mut(way.branch).and_then(|branch| branch.next.get_mut(way.side)) {
                *next = new as u32;
            }
            (way.branch, way.side) = (new, EQUAL);
        }
        let Some(branch) = self.branches.get_mut(way.branch) else { return 0 };
        if branch.number == 0 {
            self.names.push(name);
            branch.number = self.names.len() as u32;
        }
        branch.number as usize - 1
    }

    #[inline(never)]
    fn way(&self, name: &[u8]) -> Way {
        let mut way = Way { branch: 0, side: EQUAL, octets: 0 };
        while let Some(&octet) = name.get(way.octets) {
            let next = self.branches.get(way.branch).and_then(|branch| branch.next.get(way.side));
            let next = next.copied().unwrap_or(0) as usize;
            let Some(branch) = self.branches.get(next).filter(|_| next > 0) else { break };
            way.branch = next;
            way.side = usize::from(octet >= branch.octet) + usize::from(octet > branch.octet);
            way.octets += usize::from(way.side == EQUAL);
        }
        way
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn get(&self, number: usize) -> &'t str {
        self.names.get(number).and_then(|name| core::str::from_utf8(name).ok()).unwrap_or_default()
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let way = self.way(name.as_bytes());
        let branch = self.branches.get(way.branch).filter(|_| way.octets == name.len())?;
        (branch.number as usize).checked_sub(1)
    }
}

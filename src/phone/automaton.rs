//! An acyclic automaton over ten digits, decoded.
//!
//! A state is a node (ten next states) or a leaf (what follows depends only on how many digits do). State 0 is dead.

use alloc::vec::Vec;

/// Where a walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State(pub(super) u16);

/// Marks a leaf; the rest is its number.
const LEAF: u16 = 0x8000;
/// The same in an octet.
const SMALL_LEAF: u8 = 0x80;

impl State {
    pub(super) const DEAD: State = State(0);

    pub(super) const fn leaf(number: u16) -> State {
        State(LEAF | number)
    }

    pub(super) fn is_dead(self) -> bool {
        self.0 == 0
    }

    pub(super) fn is_leaf(self) -> bool {
        self.0 & LEAF != 0
    }

    /// Of a state below 128, the same in an octet.
    fn to_small(self) -> u8 {
        (self.0 & !LEAF) as u8 | if self.is_leaf() { SMALL_LEAF } else { 0 }
    }

    #[inline]
    fn from_small(state: u8) -> State {
        State(u16::from(state & !SMALL_LEAF) | u16::from(state & SMALL_LEAF) << 8)
    }

    fn leaf_number(self) -> Option<usize> {
        if self.0 & LEAF != 0 { Some(usize::from(self.0 & !LEAF)) } else { None }
    }
}

/// Nodes and leaves; built by the decoder, in an order in which children come first.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    next: Vec<[State; 10]>,
    /// In place of `next` where no state has a large number, in half the room: see `Automaton::shrink`.
    small: Vec<[u8; 10]>,
    /// Nodes that have a label, in ascending order: few numbers are the start of others.
    labels: Vec<(u16, u16)>,
    /// Of each node, as a set of bits: how many digits may follow so that a label stands at the end.
    lengths: Vec<u16>,
    /// First label of each leaf; the list ends where the next leaf's starts.
    leaves: Vec<u16>,
    leaf_labels: Vec<u16>,
}

/// What became of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walk {
    /// The label at the end; 0 for none.
    pub(super) label: u16,
    /// Digits taken before the walk died; all of them if it lives.
    pub(super) taken: usize,
    /// As a set of bits: how many more digits would make a label; empty if the walk died.
    pub(super) missing: u16,
}

impl Automaton {
    /// An automaton of the dead node alone.
    pub(super) fn new() -> Automaton {
        let mut automaton = Automaton::default();
        automaton.push_node(0, [State::DEAD; 10]);
        automaton
    }

    /// Takes no more room than it needs: nothing is added from here on.
    pub(super) fn shrink(&mut self) {
        let is_small = |count: usize| count <= usize::from(SMALL_LEAF);
        if is_small(self.next.len()) && is_small(self.leaves.len()) {
            self.small.reserve_exact(self.next.len());
            for row in &self.next {
                self.small.push(row.map(State::to_small));
            }
            self.next = Vec::new();
        }
        self.next.shrink_to_fit();
        self.labels.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.leaves.shrink_to_fit();
        self.leaf_labels.shrink_to_fit();
    }

    pub(super) fn push_node(&mut self, label: u16, children: [State; 10]) -> Option<State> {
        let state = u16::try_from(self.next.len()).ok().filter(|state| state & LEAF == 0)?;
        let below = children.iter().fold(0, |lengths, &child| lengths | self.lengths_from(child));
        self.next.push(children);
        if label != 0 {
            self.labels.push((state, label));
        }
        self.lengths.push(below << 1 | u16::from(label != 0));
        Some(State(state))
    }

    pub(super) fn push_leaf(&mut self, labels: &[u16]) -> Option<State> {
        let number = u16::try_from(self.leaves.len()).ok().filter(|number| number & LEAF == 0)?;
        self.leaves.push(u16::try_from(self.leaf_labels.len()).ok()?);
        self.leaf_labels.extend_from_slice(labels);
        Some(State::leaf(number))
    }

    /// The labels of a leaf by digits that follow; empty for a node.
    pub(super) fn leaf(&self, state: State) -> &[u16] {
        let Some(number) = state.leaf_number() else { return &[] };
        let start = self.leaves.get(number).map_or(0, |&start| usize::from(start));
        let end = self.leaves.get(number + 1).map_or(self.leaf_labels.len(), |&end| usize::from(end));
        self.leaf_labels.get(start..end).unwrap_or_default()
    }

    /// How many digits may follow `state` so that a label stands at the end, as a set of bits.
    pub(super) fn lengths_from(&self, state: State) -> u16 {
        match state.leaf_number() {
            None => self.lengths.get(usize::from(state.0)).copied().unwrap_or(0),
            Some(_) => self.leaf(state).iter().rev().fold(0, |bits, &label| bits << 1 | u16::from(label != 0)),
        }
    }

    /// The state after `digit`; leaves have none.
    #[inline]
    pub(super) fn step(&self, state: State, digit: u8) -> State {
        let (node, digit) = (usize::from(state.0), usize::from(digit));
        if let Some(child) = self.small.get(node).and_then(|children| children.get(digit)) {
            return State::from_small(*child);
        }
        self.next.get(node).and_then(|children| children.get(digit)).copied().unwrap_or(State::DEAD)
    }

    /// The label of a node.
    pub(super) fn label(&self, state: State) -> u16 {
        let place = self.labels.binary_search_by_key(&state.0, |&(node, _)| node);
        place.ok().and_then(|place| self.labels.get(place)).map_or(0, |&(_, label)| label)
    }

    /// The label of `digits` read as a whole from `state`; 0 for none.
    #[inline]
    pub(super) fn find(&self, mut state: State, digits: &[u8]) -> u16 {
        let mut left = digits.len();
        for &digit in digits {
            if state.0 & LEAF != 0 {
                break;
            }
            state = self.step(state, digit);
            left -= 1;
            if state.is_dead() {
                return 0;
            }
        }
        if state.0 & LEAF == 0 { self.label(state) } else { self.leaf(state).get(left).copied().unwrap_or(0) }
    }

    /// The same walk with everything there is to say about it.
    pub(super) fn walk(&self, mut state: State, digits: &[u8]) -> Walk {
        for (taken, &digit) in digits.iter().enumerate() {
            if state.0 & LEAF != 0 {
                return self.walk_leaf(state, taken, digits.len() - taken);
            }
            state = self.step(state, digit);
            if state.is_dead() {
                return Walk { label: 0, taken, missing: 0 };
            }
        }
        if state.0 & LEAF != 0 {
            return self.walk_leaf(state, digits.len(), 0);
        }
        Walk { label: self.label(state), taken: digits.len(), missing: self.lengths_from(state) & !1 }
    }

    fn walk_leaf(&self, state: State, taken: usize, left: usize) -> Walk {
        let labels = self.leaf(state);
        let Some(&label) = labels.get(left) else {
            return Walk { label: 0, taken: taken + labels.len().saturating_sub(1), missing: 0 };
        };
        let missing = (self.lengths_from(state) >> left) & !1;
        Walk { label, taken: taken + left, missing }
    }

    /// Octets held.
    pub(super) fn octets(&self) -> usize {
        self.next.capacity() * 20
            + self.small.capacity() * 10
            + self.lengths.capacity() * 2
            + self.labels.capacity() * 4
            + (self.leaves.capacity() + self.leaf_labels.capacity()) * 2
    }
}

//! An automaton from decisions, depth first, each node when it is first met.
//!
//! The mirror image of `www/build/phone/nodes.mjs`; the two change together.

use alloc::vec::Vec;

use super::automaton::{Automaton, State};
use super::coder::Decoder;
use super::contexts::{self as at, GAMMA};

/// No number and no rule goes deeper.
const MAX_DEPTH: usize = 16;

/// Leaves of the same calling code that are told by how recently they were used.
const RANKS: usize = 40;

/// What a node did with a digit.
const SAME: u32 = 0;
const DEAD: u32 = 1;
const OTHER: u32 = 2;

/// What a node did with its ten digits, two bits each, the first lowest; `3` where there is no such node.
type Symbols = u32;
const NO_SYMBOLS: Symbols = u32::MAX;

/// Reads nodes into an automaton; the lists tell nodes and leaves by how recently they were used, latest last.
pub(super) struct NodeReader<'a, 'b> {
    coder: &'a mut Decoder<'b>,
    automaton: &'a mut Automaton,
    base: usize,
    by_height: [Vec<Item>; MAX_DEPTH],
    leaves: Vec<Item>,
    recent: Vec<Item>,
    last_label: u16,
}

/// A state and its height, which is 0 where nobody asks.
type Item = (State, u8);

/// A child as its parent sees it.
#[derive(Clone, Copy)]
struct Child {
    state: State,
    height: u8,
    symbols: Option<Symbols>,
}

impl<'a, 'b> NodeReader<'a, 'b> {
    pub(super) fn new(coder: &'a mut Decoder<'b>, automaton: &'a mut Automaton, base: usize) -> NodeReader<'a, 'b> {
        let by_height = [const { Vec::new() }; MAX_DEPTH];
        NodeReader { coder, automaton, base, by_height, leaves: Vec::new(), recent: Vec::new(), last_label: 0 }
    }

    pub(super) fn root(&mut self) -> Option<State> {
        self.recent.clear();
        Some(self.child(0, 0, 0, NO_SYMBOLS)?.state)
    }

    /// A child that is neither dead nor one its parent has already.
    fn child(&mut self, depth: usize, before: usize, distinct: usize, sibling: Symbols) -> Option<Child> {
        if self.coder.bit(self.base + at::LEAF + (depth.min(9) * 4 + before) * 4 + distinct.min(3)) {
            let (state, height) = self.leaf(depth, distinct)?;
            return Some(Child { state, height, symbols: None });
        }
        if !self.coder.bit(self.base + at::KNOWN + depth.min(9)) {
            return self.node(depth, sibling);
        }
        let height = self.coder.tree(self.base + at::HEIGHT + depth.min(9) * 16, 4);
        let place = self.coder.gamma(self.base + at::PLACE + height.min(9) * GAMMA);
        let (state, height) = touch(self.by_height.get_mut(height)?, place)?;
        Some(Child { state, height, symbols: None })
    }

    fn node(&mut self, depth: usize, sibling: Symbols) -> Option<Child> {
        if depth >= MAX_DEPTH || self.coder.is_exhausted() {
            return None;
        }
        let has_label = self.coder.bit(self.base + at::LABEL);
        let label = if has_label { self.coder.tree(self.base + at::LABEL_VALUE, 9) as u16 } else { 0 };
        let mut node = NodeState::new(sibling);
        let mut children = [State::DEAD; 10];
        for (digit, child) in children.iter_mut().enumerate() {
            self.digit(digit, depth, &mut node)?;
            *child = node.previous;
        }
        let state = self.automaton.push_node(label, children)?;
        self.by_height.get_mut(usize::from(node.height))?.push((state, node.height));
        Some(Child { state, height: node.height, symbols: Some(node.symbols) })
    }

    /// Decides where `digit` leads and leaves it in `node.previous`.
    fn digit(&mut self, digit: usize, depth: usize, node: &mut NodeState) -> Option<()> {
        let before = if digit == 0 { 0 } else { node.class() };
        let beside = node.sibling >> (2 * digit) & 3;
        if digit > 0 {
            let context = ((before * 5 + node.run.min(4)) * 4 + node.distinct_count.min(3)) * 4 + beside as usize;
            if self.coder.bit(self.base + at::SAME + context * 3 + node.misses.min(2)) {
                node.note(digit, SAME, beside);
                node.run += 1;
                return Some(());
            }
        }
        node.run = 0;
        if before != 1 {
            let context = (before * 3 + node.distinct_count.min(2)) * 7 + depth.min(6);
            if self.coder.bit(self.base + at::DEAD + context * 4 + beside as usize) {
                node.note(digit, DEAD, beside);
                node.previous = State::DEAD;
                return Some(());
            }
        }
        node.note(digit, OTHER, beside);
        if self.reference(node, before)? {
            return Some(());
        }
        let count = node.distinct_count + 1;
        let child = self.child(depth + 1, before, count, node.child_symbols)?;
        if let Some(symbols) = child.symbols {
            node.child_symbols = symbols;
        }
        node.height = node.height.max((child.height + 1).min(MAX_DEPTH as u8 - 1));
        *node.distinct.get_mut(node.distinct_count)? = (child.state, 0);
        node.distinct_count = count;
        node.previous = child.state;
        Some(())
    }

    /// Whether the child is one this node has had, most recent first; the previous digit's is out of the question.
    fn reference(&mut self, node: &mut NodeState, before: usize) -> Option<bool> {
        let had = node.distinct.get_mut(..node.distinct_count)?;
        let previous = had.iter().position(|&(state, _)| state == node.previous);
        let others = had.len() - usize::from(previous.is_some());
        if others == 0 {
            return Some(false);
        }
        let context = self.base + at::REFERENCE + ((others.min(3) - 1) * 4 + before) * 10;
        let rank = self.coder.unary(context, others);
        if rank == others {
            return Some(false);
        }
        // The latest stands last; skip the previous digit's child on the way.
        let place = had.len().checked_sub(1 + rank)?;
        let is_skipped = previous.is_some_and(|previous| previous >= place);
        (node.previous, _) = touch(had, rank + usize::from(is_skipped))?;
        Some(true)
    }

    fn leaf(&mut self, depth: usize, distinct: usize) -> Option<Item> {
        let most = self.recent.len().min(RANKS);
        let context = ((depth.min(7) * 2 + self.recent.len().min(1)) * 3 + distinct.min(2)) * RANKS;
        let rank = self.coder.unary(self.base + at::RANK + context, most);
        if rank < most {
            return touch(&mut self.recent, rank);
        }
        let leaf = if self.coder.bit(self.base + at::NEW_LEAF) {
            let leaf = self.new_leaf(depth)?;
            self.leaves.push(leaf);
            leaf
        } else {
            let place = self.coder.gamma(self.base + at::OLD_LEAF + depth.min(7) * GAMMA);
            touch(&mut self.leaves, place)?
        };
        match self.recent.iter().rev().position(|&other| other == leaf) {
            Some(place) => touch(&mut self.recent, place),
            None => {
                self.recent.push(leaf);
                Some(leaf)
            }
        }
    }

    fn new_leaf(&mut self, depth: usize) -> Option<Item> {
        let count = self.coder.tree(self.base + at::LEAF_LENGTH + depth.min(9) * 16, 4);
        let mut labels = [0; 16];
        let labels = labels.get_mut(..count)?;
        let mut before = 2;
        for label in labels.iter_mut().rev() {
            if self.coder.bit(self.base + at::LEAF_LABEL + before) {
                if !self.coder.bit(self.base + at::LEAF_SAME + before.min(1)) {
                    let kind = self.coder.tree(self.base + at::LEAF_TYPE, 4);
                    let region = self.coder.tree(self.base + at::LEAF_REGION, 5);
                    self.last_label = (region * 16 + kind + 1) as u16;
                }
                *label = self.last_label;
            }
            before = usize::from(*label != 0);
        }
        let state = self.automaton.push_leaf(labels)?;
        Some((state, u8::try_from(count).ok()?.checked_sub(1)?))
    }
}

/// A node on its way.
struct NodeState {
    sibling: Symbols,
    symbols: Symbols,
    child_symbols: Symbols,
    distinct: [Item; 10],
    distinct_count: usize,
    previous: State,
    run: usize,
    misses: usize,
    height: u8,
}

impl NodeState {
    fn new(sibling: Symbols) -> NodeState {
        NodeState {
            sibling,
            symbols: 0,
            child_symbols: NO_SYMBOLS,
            distinct: [(State::DEAD, 0); 10],
            distinct_count: 0,
            previous: State::DEAD,
            run: 0,
            misses: 0,
            height: 0,
        }
    }

    /// What the previous digit led to: dead, leaf or node.
    fn class(&self) -> usize {
        if self.previous.is_dead() {
            1
        } else if self.previous.is_leaf() {
            2
        } else {
            3
        }
    }

    fn note(&mut self, digit: usize, symbol: u32, beside: u32) {
        self.symbols |= symbol << (2 * digit);
        // `3` beside: there is no sibling to differ from.
        if beside != symbol && beside != 3 {
            self.misses += 1;
        }
    }
}

/// The item `place` before the last, moved to the end.
#[inline(never)]
fn touch(list: &mut [Item], place: usize) -> Option<Item> {
    let mut at = list.len().checked_sub(place + 1)?;
    let item = *list.get(at)?;
    // A loop, which is less code to compile before the first check than the library's rotation.
    while let Some([here, next]) = list.get_mut(at..at + 2) {
        *here = *next;
        at += 1;
    }
    *list.last_mut()? = item;
    Some(item)
}

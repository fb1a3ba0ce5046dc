// An automaton as decisions, depth first, each node when it is first met.
//
// The mirror image of `src/phone/nodes.rs`; the two change together.

import { DEAD } from './automaton.mjs';
import { automaton, GAMMA } from './contexts.mjs';

const RANKS = 40;

/** For each node that only counts the digits left: its labels by that count; null for the others. */
export function leafLists(pool) {
  const lists = [[]];
  for (let id = 1; id < pool.labels.length; id += 1) {
    const [first, ...others] = pool.children[id];
    const isUniform = lists[first] && others.every((child) => child === first);
    lists.push(isUniform ? [pool.labels[id], ...lists[first]] : null);
  }
  return lists;
}

/** Digits that can follow at most; fifteen stands for more. */
function heights(pool) {
  const out = [-1];
  for (let id = 1; id < pool.labels.length; id += 1) {
    out.push(Math.min(15, 1 + Math.max(...pool.children[id].map((child) => out[child]))));
  }
  return out;
}

const SAME = 0;
const IS_DEAD = 1;
const OTHER = 2;
const NONE = 3;

/** Writes nodes; the lists tell nodes and leaves by how recently they were used, latest first. */
export class NodeWriter {
  constructor(coder, pool, base) {
    this.coder = coder;
    this.pool = pool;
    this.at = automaton(base);
    this.lists = leafLists(pool);
    this.heights = heights(pool);
    this.done = new Set();
    this.byHeight = Array.from({ length: 16 }, () => []);
    this.leaves = [];
    this.known = new Set();
    this.recent = [];
    this.lastLabel = 0;
  }

  root(id) {
    this.recent = [];
    this.child(id, 0, 0, 0, null);
  }

  /** A child that is neither dead nor one its parent has already; returns its symbols if it is a new node. */
  child(id, depth, before, distinct, sibling) {
    const { coder, at } = this;
    const isLeaf = this.lists[id] !== null;
    coder.bit(at.leaf + (Math.min(depth, 9) * 4 + before) * 4 + Math.min(distinct, 3), Number(isLeaf));
    if (isLeaf) {
      this.leaf(id, depth, distinct);
      return null;
    }
    const isKnown = this.done.has(id);
    coder.bit(at.known + Math.min(depth, 9), Number(isKnown));
    if (!isKnown) return this.node(id, depth, sibling);
    const height = this.heights[id];
    coder.tree(at.height + Math.min(depth, 9) * 16, 4, height);
    coder.gamma(at.place + Math.min(height, 9) * GAMMA, toFront(this.byHeight[height], id));
    return null;
  }

  node(id, depth, sibling) {
    const { coder, at, pool } = this;
    coder.bit(at.label, Number(pool.labels[id] > 0));
    if (pool.labels[id] > 0) coder.tree(at.labelValue, 9, pool.labels[id]);
    const children = pool.children[id];
    const symbols = [];
    const distinct = [];
    let run = 0;
    let misses = 0;
    let childSymbols = null;
    for (let digit = 0; digit < 10; digit += 1) {
      const child = children[digit];
      const previous = children[digit - 1];
      const before = digit === 0 ? 0 : previous === DEAD ? 1 : this.lists[previous] ? 2 : 3;
      const beside = sibling ? sibling[digit] : NONE;
      let symbol = OTHER;
      if (digit > 0) {
        const context = (((before * 5 + Math.min(run, 4)) * 4 + Math.min(distinct.length, 3)) * 4 + beside) * 3;
        coder.bit(at.same + context + Math.min(misses, 2), Number(child === previous));
        if (child === previous) symbol = SAME;
      }
      run = symbol === SAME ? run + 1 : 0;
      if (symbol !== SAME && before !== 1) {
        const context = ((before * 3 + Math.min(distinct.length, 2)) * 7 + Math.min(depth, 6)) * 4 + beside;
        coder.bit(at.dead + context, Number(child === DEAD));
        if (child === DEAD) symbol = IS_DEAD;
      }
      symbols.push(symbol);
      if (sibling && symbol !== beside) misses += 1;
      if (symbol !== OTHER || this.reference(distinct, child, previous, before)) continue;
      distinct.unshift(child);
      childSymbols = this.child(child, depth + 1, before, distinct.length, childSymbols) ?? childSymbols;
    }
    this.byHeight[this.heights[id]].unshift(id);
    this.done.add(id);
    return symbols;
  }

  /** Whether the child is one this node has had, most recent first; the previous digit's is out of the question. */
  reference(distinct, child, previous, before) {
    const others = distinct.filter((other) => other !== previous);
    if (others.length === 0) return false;
    const rank = others.indexOf(child);
    const context = ((Math.min(others.length, 3) - 1) * 4 + before) * 10;
    this.coder.unary(this.at.reference + context, others.length, rank < 0 ? others.length : rank);
    if (rank >= 0) toFront(distinct, child);
    return rank >= 0;
  }

  leaf(id, depth, distinct) {
    const { coder, at, recent } = this;
    const found = recent.indexOf(id);
    const most = Math.min(recent.length, RANKS);
    const rank = found < 0 ? most : Math.min(found, most);
    const context = ((Math.min(depth, 7) * 2 + Math.min(recent.length, 1)) * 3 + Math.min(distinct, 2)) * RANKS;
    coder.unary(at.rank + context, most, rank);
    if (rank < most) return void toFront(recent, id);
    if (found >= 0) recent.splice(found, 1);
    recent.unshift(id);
    coder.bit(at.newLeaf, Number(!this.known.has(id)));
    if (this.known.has(id)) return void coder.gamma(at.oldLeaf + Math.min(depth, 7) * GAMMA, toFront(this.leaves, id));
    this.known.add(id);
    this.leaves.unshift(id);
    this.leafLabels(this.lists[id], depth);
  }

  leafLabels(list, depth) {
    const { coder, at } = this;
    coder.tree(at.leafLength + Math.min(depth, 9) * 16, 4, list.length);
    let before = 2;
    for (const label of [...list].reverse()) {
      coder.bit(at.leafLabel + before, Number(label > 0));
      if (label > 0) {
        const isSame = label === this.lastLabel;
        coder.bit(at.leafSame + Math.min(before, 1), Number(isSame));
        if (!isSame) {
          coder.tree(at.leafType, 4, (label - 1) & 15);
          coder.tree(at.leafRegion, 5, (label - 1) >> 4);
        }
        this.lastLabel = label;
      }
      before = Math.min(label, 1);
    }
  }
}

/** Moves `item` to the front of `list`; returns where it was. */
function toFront(list, item) {
  const place = list.indexOf(item);
  list.splice(place, 1);
  list.unshift(item);
  return place;
}

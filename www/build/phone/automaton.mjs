// Minimal acyclic automata over ten digits: every node is made once, so equal nodes are the same number.

import { compile } from './patterns.mjs';

/** Node 0: no number from here on is accepted. */
export const DEAD = 0;

/** A pool of nodes `(label, ten children)`; label 0 means "no answer here". */
export class Pool {
  constructor() {
    this.labels = [0];
    this.children = [new Array(10).fill(DEAD)];
    this.ids = new Map([[`0:${this.children[0].join()}`, DEAD]]);
  }

  /** The node with this label and these children. */
  node(label, children) {
    const key = `${label}:${children.join()}`;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.labels.length;
      this.labels.push(label);
      this.children.push(children);
      this.ids.set(key, id);
    }
    return id;
  }
}

/** Steps of `program` that wait for a digit or for the end after every step that needs none, most preferred first. */
function closure(program, starts) {
  const seen = new Set();
  const out = [];
  const stack = [...starts].reverse();
  while (stack.length > 0) {
    const at = stack.pop();
    if (seen.has(at)) continue;
    seen.add(at);
    const step = program[at];
    if (step.op === 'split') stack.push(step.second, step.first);
    else if (step.op === 'save') stack.push(at + 1);
    else out.push(at);
  }
  return out;
}

/** A deterministic automaton for the whole-text meaning of `source`, made as far as it is walked. */
export function acceptor(source) {
  const { program } = compile(source);
  const ids = new Map();
  const states = [];
  const intern = (steps) => {
    const sorted = [...steps].sort((a, b) => a - b);
    const key = sorted.join();
    if (!ids.has(key)) {
      ids.set(key, states.length);
      states.push({ steps: sorted, accepts: sorted.some((at) => program[at].op === 'match'), next: new Array(10) });
    }
    return ids.get(key);
  };
  const start = intern(closure(program, [0]));
  const step = (state, digit) => {
    const row = states[state];
    row.next[digit] ??= intern(
      closure(
        program,
        row.steps.filter((at) => program[at].op === 'set' && program[at].mask & (1 << digit)).map((at) => at + 1),
      ),
    );
    return row.next[digit];
  };
  return {
    start,
    step,
    accepts: (state) => states[state].accepts,
    isDead: (state) => states[state].steps.length === 0,
  };
}

/**
 * The numbers that match `source` as a whole and have one of `lengths` digits, as a node of `pool` with label 1.
 * A bit mask of the lengths still possible walks down with the state.
 */
export function numbers(pool, source, lengths) {
  const machine = acceptor(source);
  const memo = new Map();
  const build = (state, mask) => {
    if (machine.isDead(state) || mask === 0) return DEAD;
    const key = state * 0x100000 + mask;
    let id = memo.get(key);
    if (id === undefined) {
      const children = [];
      for (let digit = 0; digit < 10; digit += 1) children.push(build(machine.step(state, digit), mask >> 1));
      id = pool.node(machine.accepts(state) && mask & 1 ? 1 : 0, children);
      memo.set(key, id);
    }
    return id;
  };
  return build(
    machine.start,
    lengths.reduce((mask, length) => mask | (1 << length), 0),
  );
}

// What precedes a national number, as automata: IDD prefixes, trunk prefixes and the rewritings of the plans.
//
// A pattern is tried at the start of the digits, leftmost branch first, as `lookingAt` does. Which action results
// depends on the digits alone, so each pattern becomes an automaton whose labels are pairs of actions: the last first
// half met on a walk holds, unless the digits end at a node with a second half (`$`), which then holds.

import { Pool } from './automaton.mjs';
import { compile } from './patterns.mjs';

/** Collects actions `{ drop, from, to, insert }` and pairs of them; an action or label is its place + 1, 0 is none. */
export class Rules {
  constructor() {
    this.pool = new Pool();
    this.actions = [];
    this.pairs = [];
    this.roots = [];
    this.places = new Map();
  }

  /** Number of the rule for `pattern` and `transform` in `roots`, from 1; 0 when there is no pattern. */
  rule(pattern, transform) {
    if (!pattern) return 0;
    const key = `${pattern}>${transform}`;
    if (!this.places.has(key)) {
      this.roots.push(this.build(pattern, transform));
      this.places.set(key, this.roots.length);
    }
    return this.places.get(key);
  }

  label(commit, final) {
    if (!commit && !final) return 0;
    return place(this.pairs, [commit ? place(this.actions, commit) : 0, final ? place(this.actions, final) : 0]);
  }

  build(pattern, transform) {
    const { program, groups } = compile(pattern);
    const memo = new Map();
    const build = (threads, length) => {
      const { waiting, here, atEnd } = advance(program, threads, length);
      const commit = here && actionOf(here, groups, transform);
      const final = atEnd && actionOf(atEnd, groups, transform);
      const key = JSON.stringify([waiting, commit, final]);
      if (!memo.has(key)) {
        const children = [];
        for (let digit = 0; digit < 10; digit += 1) {
          const next = waiting
            .filter(({ at }) => program[at].mask & (1 << digit))
            .map(({ at, saves }) => ({ at: at + 1, saves }));
          children.push(next.length > 0 ? build(next, length + 1) : 0);
        }
        memo.set(key, this.pool.node(this.label(commit, final), children));
      }
      return memo.get(key);
    };
    return build([{ at: 0, saves: [] }], 0);
  }
}

/** Place of `item` in `list` from 1, appended if it is new. */
function place(list, item) {
  const key = JSON.stringify(item);
  const found = list.findIndex((other) => JSON.stringify(other) === key);
  return found >= 0 ? found + 1 : list.push(item);
}

/** Follows the steps that need no digit; a match ends the less preferred threads behind it. */
function advance(program, threads, length) {
  const waiting = [];
  const seen = new Set();
  const result = { waiting, here: null, atEnd: null };
  const stack = [...threads].reverse().map((thread) => ({ ...thread, ended: false }));
  while (stack.length > 0) {
    const { at, saves, ended } = stack.pop();
    if (seen.has(`${at}:${ended}`)) continue;
    seen.add(`${at}:${ended}`);
    const step = program[at];
    if (step.op === 'set') {
      if (!ended) waiting.push({ at, saves });
    } else if (step.op === 'split') {
      stack.push({ at: step.second, saves, ended }, { at: step.first, saves, ended });
    } else if (step.op === 'save') {
      const marked = [...saves];
      marked[step.slot] = length;
      stack.push({ at: at + 1, saves: marked, ended });
    } else if (step.op === 'end') {
      stack.push({ at: at + 1, saves, ended: true });
    } else if (ended) {
      result.atEnd ??= { saves, length };
    } else {
      result.here = { saves, length };
      break;
    }
  }
  return result;
}

/** libphonenumber's `maybeStripNationalPrefixAndCarrierCode`: rewrite when the last group took part, else drop. */
function actionOf({ saves, length }, groups, transform) {
  const rewrites = transform && groups > 0 && saves[2 * groups - 1] !== undefined;
  if (!rewrites) return length === 0 ? null : { drop: length, from: 0, to: 0, insert: '' };
  const [, insert, group] = /^(\d*)\$(\d)$/.exec(transform);
  const [from, to] = [saves[2 * group - 2], saves[2 * group - 1]];
  return { drop: length, from, to, insert };
}

// How numbers are written: for each calling code an automaton from a valid number to its template.
//
// Numbers that are not valid may get any answer, so nodes that differ only there are made one. Most of a plan needs
// no node at all: where the template depends on nothing but the digits left, a leaf says so.

import { acceptor, DEAD, Pool } from './automaton.mjs';

/** Distinct templates `{ groups, national, rule, international, abroad }` and the automata that choose among them. */
export function buildFormats(plans, numbers) {
  const templates = new Templates();
  const merger = new Merger();
  const roots = plans.map((plan, index) => {
    const formats = (plan.regions[0].formats ?? []).map((format) => readFormat(format, plan.regions[0], templates));
    return buildPlan(formats, numbers.pool, numbers.roots[index], merger, templates);
  });
  return { ...templates, ...merger.finish(roots) };
}

/** The strings and templates in use; a template names its strings by place. */
class Templates {
  constructor() {
    this.strings = [''];
    this.templates = [];
  }

  string(text) {
    const place = this.strings.indexOf(text);
    return place >= 0 ? place : this.strings.push(text) - 1;
  }

  /** Number of a template, from 1. */
  number(template) {
    const key = JSON.stringify(template);
    const place = this.templates.findIndex((other) => JSON.stringify(other) === key);
    return place >= 0 ? place + 1 : this.templates.push(template);
  }

  /** Number of a template that is `number` within the country and `abroad` (a template's number) elsewhere. */
  withInternational(number, abroad) {
    return this.number({ ...this.templates[number - 1], abroad });
  }
}

function readFormat([pattern, format, leading, ownRule, , international], region, templates) {
  const groups = [...pattern.matchAll(/\(\\d(?:\{(\d+)(?:,(\d+))?\})?\)/g)].map(([, least = '1', most = least]) => [
    Number(least),
    Number(most),
  ]);
  if (!/^(?:\(\\d(?:\{\d+(?:,\d+)?\})?\))+$/.test(pattern)) throw new Error(`unsupported format pattern ${pattern}`);
  const rule = ownRule || region.prefixFormat;
  return {
    least: groups.reduce((sum, [least]) => sum + least, 0),
    most: groups.reduce((sum, [, most]) => sum + most, 0),
    // libphonenumber asks the last, longest pattern alone.
    leading: leading?.length ? acceptor(leading.at(-1)) : null,
    isDomestic: international === 'NA',
    template: templates.number({
      groups,
      national: templates.string(format),
      rule: templates.string(rule || ''),
      // A number that is written so within the country only is bare digits abroad.
      abroad: 0,
      international: templates.string(international === 'NA' ? '' : international || format),
    }),
  };
}

const MATCHED = -1;

/** A partial function from digits to templates: `{ leaf: Map(digits left → template) }` or a node of the merger. */
function buildPlan(formats, pool, root, merger, templates) {
  const memo = new Map();
  const build = (node, states, depth) => {
    if (node === DEAD) return null;
    const key = `${node}:${depth}:${states.join()}`;
    if (!memo.has(key)) memo.set(key, make(node, states, depth));
    return memo.get(key);
  };
  const make = (node, states, depth) => {
    const here = pool.labels[node] ? choose(formats, states, depth, templates) : null;
    const children = pool.children[node].map((child, digit) =>
      child === DEAD
        ? null
        : build(
            child,
            states.map((state, index) => step(formats[index].leading, state, digit)),
            depth + 1,
          ),
    );
    return merger.combine(here, children);
  };
  return build(
    root,
    formats.map(({ leading }) => (leading ? leading.start : MATCHED)),
    0,
  );
}

function step(leading, state, digit) {
  if (state === MATCHED || leading.isDead(state)) return state;
  const next = leading.step(state, digit);
  return leading.accepts(next) ? MATCHED : next;
}

/** The template of a valid number of `digits` digits; 0 where there is none and the digits stand alone. */
function choose(formats, states, digits, templates) {
  const fits = ({ least, most }, index) => states[index] === MATCHED && least <= digits && digits <= most;
  const found = formats.find(fits);
  if (!found?.isDomestic) return found ? found.template : 0;
  const abroad = formats.find((format, index) => !format.isDomestic && fits(format, index));
  return abroad ? templates.withInternational(found.template, abroad.template) : found.template;
}

/** Makes nodes one that agree wherever both have an answer. */
class Merger {
  constructor() {
    this.nodes = [];
  }

  /** The function that answers `here` at the end (null: anything) and goes on with `children`. */
  combine(here, children) {
    const leaf = new Map(here === null ? [] : [[0, here]]);
    const isLeaf = children.every((child) => child === null || (child.leaf && addAll(leaf, child.leaf, 1)));
    if (isLeaf) return { leaf };
    if (here !== null) throw new Error('a number with a format inside another: no place for its label');
    const height = 1 + Math.max(...children.map((child) => child?.height ?? 0));
    const found = this.nodes.find(
      (node) => node.height === height && node.children.every((child, digit) => agree(child, children[digit])),
    );
    if (!found) {
      const node = { height, children: children.map(copy) };
      this.nodes.push(node);
      return node;
    }
    children.forEach((child, digit) => {
      if (!child) return;
      if (!found.children[digit]) found.children[digit] = copy(child);
      else if (child.leaf) addAll(found.children[digit].leaf, child.leaf, 0);
    });
    return found;
  }

  /** All nodes in a pool; leaves that agree become one, the longest first. */
  finish(roots) {
    const pool = new Pool();
    const merged = [];
    const place = new Map();
    const leaves = [...new Set([...roots, ...this.nodes.flatMap((node) => node.children)])].filter(
      (child) => child?.leaf,
    );
    for (const { leaf } of leaves.sort((a, b) => b.leaf.size - a.leaf.size)) {
      const home = merged.find((other) => agreeAll(other, leaf)) ?? merged[merged.push(new Map()) - 1];
      addAll(home, leaf, 0);
      place.set(leaf, home);
    }
    const memo = new Map();
    const build = (child) => {
      if (child === null) return DEAD;
      if (child.leaf) return leafNode(pool, place.get(child.leaf));
      if (!memo.has(child)) memo.set(child, pool.node(0, child.children.map(build)));
      return memo.get(child);
    };
    return { pool, roots: roots.map(build) };
  }
}

const copy = (child) => (child?.leaf ? { leaf: new Map(child.leaf) } : child);

function agreeAll(one, other) {
  return [...other].every(([left, template]) => !one.has(left) || one.get(left) === template);
}

function agree(one, other) {
  if (!one || !other || one === other) return true;
  return Boolean(one.leaf && other.leaf && agreeAll(one.leaf, other.leaf));
}

/** Puts the answers of `more`, each `shift` digits later, into `leaf`; false where they contradict it. */
function addAll(leaf, more, shift) {
  for (const [left, template] of more) {
    if (leaf.has(left + shift) && leaf.get(left + shift) !== template) return false;
    leaf.set(left + shift, template);
  }
  return true;
}

/** A chain of nodes, one a digit left; where any answer will do, that of one digit more. Label 1 is "no template". */
function leafNode(pool, leaf) {
  const longest = Math.max(...leaf.keys());
  let label = 0;
  let node = DEAD;
  const labels = [];
  for (let left = longest; left >= 0; left -= 1) {
    label = leaf.has(left) ? leaf.get(left) + 1 : label;
    labels[left] = label;
  }
  for (let left = longest; left >= 0; left -= 1) node = pool.node(labels[left], new Array(10).fill(node));
  return node;
}

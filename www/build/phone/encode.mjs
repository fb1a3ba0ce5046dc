// The tables as octets: a header, then the automaton of every calling code.
//
// The mirror image of `src/phone/decode.rs` and `src/phone/formats.rs`; they change together.

import { Encoder } from './coder.mjs';
import {
  AUTOMATA,
  AUTOMATON,
  FORMAT,
  FORMAT_AUTOMATON,
  FORMAT_TOTAL,
  GAMMA,
  HEADER,
  PLAN,
  TOTAL,
} from './contexts.mjs';
import { NodeWriter } from './nodes.mjs';

/** What `generate.mjs` hands over, as octets. */
export function encodeTable({ version, actions, pairs, plans, rules, numbers }) {
  const coder = new Encoder(TOTAL);
  for (const part of version.split('.')) coder.gamma(HEADER.version, Number(part));
  coder.gamma(HEADER.count, actions.length);
  for (const action of actions) writeAction(coder, action);
  coder.gamma(HEADER.count, pairs.length);
  for (const pair of pairs) pair.forEach((value, half) => coder.gamma(HEADER.pair + half * GAMMA, value));
  coder.gamma(HEADER.count, plans.length);
  writePlans(coder, plans);
  coder.gamma(HEADER.count, rules.roots.length);
  const writer = new NodeWriter(coder, rules.pool, AUTOMATA);
  for (const root of rules.roots) writer.root(root);
  const other = new NodeWriter(coder, numbers.pool, AUTOMATA + AUTOMATON);
  for (const root of numbers.roots) other.root(root);
  return coder.octets();
}

function writeAction(coder, { drop, from, to, insert }) {
  [drop, from, to - from, insert.length].forEach((value, field) => coder.gamma(HEADER.action + field * GAMMA, value));
  for (const digit of insert) coder.tree(HEADER.digit, 4, Number(digit));
}

function writePlans(coder, plans) {
  let before = 0;
  for (const { callingCode, regions } of plans) {
    coder.gamma(PLAN.step, Number(callingCode) - before);
    before = Number(callingCode);
    coder.gamma(PLAN.regions, regions.length);
    for (const region of regions) {
      // `001` is written as no letters.
      const [first, second] =
        region.code === '001' ? [0, 0] : [...region.code].map((letter) => letter.charCodeAt(0) - 64);
      coder.tree(PLAN.letter, 5, first);
      coder.tree(PLAN.letter + 32 * (1 + first), 5, second);
      coder.tree(PLAN.idd, 7, region.iddRule);
      coder.tree(PLAN.trunk, 7, region.trunkRule);
      writeLengths(coder, region, regions);
    }
  }
}

/** Lengths of a region's national numbers, where others share its calling code and have others. */
function writeLengths(coder, { lengths }, regions) {
  const own = regions.some((region) => region.lengths.some((length) => !lengths.includes(length)));
  coder.bit(PLAN.lengths, Number(own));
  if (!own) return;
  for (let length = 0; length < 16; length += 1) coder.bit(PLAN.lengths + 1 + length, Number(lengths.includes(length)));
}

/** The formats and an example of each region, as octets. */
export function encodeFormats({ version, strings, templates, examples, pool, roots }) {
  const coder = new Encoder(FORMAT_TOTAL);
  for (const part of version.split('.')) coder.gamma(FORMAT.version, Number(part));
  coder.gamma(FORMAT.count, strings.length);
  for (const text of strings) {
    for (const char of `${text}\0`) coder.tree(FORMAT.text, 7, char.charCodeAt(0));
  }
  coder.gamma(FORMAT.count, templates.length);
  for (const { groups, national, rule, international, abroad } of templates) {
    coder.gamma(FORMAT.groups, groups.length);
    for (const [least, most] of groups) {
      coder.gamma(FORMAT.least, least);
      coder.gamma(FORMAT.more, most - least);
    }
    [national, rule, international].forEach((text, field) => coder.tree(FORMAT.string + field * 64, 6, text));
    coder.gamma(FORMAT.abroad, abroad);
  }
  coder.gamma(FORMAT.count, examples.length);
  for (const example of examples) {
    coder.gamma(FORMAT.digits, example.length);
    let before = 0;
    for (const digit of example) {
      coder.tree(FORMAT.digit + before * 16, 4, Number(digit));
      before = Number(digit);
    }
  }
  coder.gamma(FORMAT.count, roots.length);
  const writer = new NodeWriter(coder, pool, FORMAT_AUTOMATON);
  for (const root of roots) writer.root(root);
  return coder.octets();
}

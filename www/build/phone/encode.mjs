// The tables as octets.
//
// The mirror image of `src/phone/decode.rs` and `src/phone/formats.rs`; they change together.

import { Encoder, level } from './coder.mjs';
import { AUTOMATON, FORMAT, FORMAT_AUTOMATON, FORMAT_TOTAL } from './contexts.mjs';
import { NodeWriter } from './nodes.mjs';

/**
 * What `generate.mjs` hands over, as octets: a header, the automata of the rules as one stream, the automaton of each
 * calling code as a stream of its own, so that a page decodes only those it meets.
 *
 * The header is plain octets, in columns that gzip and brotli take to their liking: decoding it must cost nothing. All
 * streams of calling codes start with the same probabilities, which the header has.
 */
export function encodeTable({ version, actions, pairs, plans, rules, numbers }) {
  const levels = countLevels(numbers);
  const streams = numbers.roots.map((root) => {
    const coder = new Encoder(AUTOMATON, levels);
    new NodeWriter(coder, numbers.pool, 0).root(root);
    return coder.octets();
  });
  const rulesCoder = new Encoder(AUTOMATON);
  const writer = new NodeWriter(rulesCoder, rules.pool, 0);
  for (const root of rules.roots) writer.root(root);
  const ruleStream = rulesCoder.octets();

  const regions = plans.flatMap(({ regions }) => regions);
  const codes = plans.map(({ callingCode }) => Number(callingCode));
  const header = [
    version.split('.').map(Number),
    [actions.length],
    actions.flatMap(({ drop, from, to, insert }) => [drop, from, to - from, insert.length, ...insert].map(Number)),
    [pairs.length],
    pairs.flat(),
    [plans.length],
    codes.map((code, at) => code - (codes[at - 1] ?? 0)),
    plans.map(({ regions }) => regions.length),
    // `001` is written as no letters.
    regions.map(({ code }) => (code === '001' ? 0 : code.charCodeAt(0))),
    regions.map(({ code }) => (code === '001' ? 0 : code.charCodeAt(1))),
    regions.map(({ iddRule }) => iddRule),
    regions.map(({ trunkRule }) => trunkRule),
    plans.flatMap(({ regions }) => regions.map((region) => Number(hasOwnLengths(region, regions)))),
    plans.flatMap(({ regions }) =>
      regions.filter((region) => hasOwnLengths(region, regions)).flatMap(({ lengths }) => lengthBits(lengths)),
    ),
    [rules.roots.length],
    wide(ruleStream.length),
    streams.map(({ length }) => length & 255),
    streams.map(({ length }) => length >> 8),
    packLevels(levels),
  ].flat();
  if (header.some((octet) => !(octet >= 0 && octet <= 255))) throw new Error('a field of the header is no octet');
  return Buffer.concat([Uint8Array.from(header), ruleStream, ...streams]);
}

const wide = (number) => [number & 255, number >> 8];

/** How often each decision falls out which way, over all calling codes, as levels of probability. */
function countLevels({ pool, roots }) {
  const ones = new Array(AUTOMATON).fill(0);
  const uses = new Array(AUTOMATON).fill(0);
  class Counter extends Encoder {
    bit(context, bit) {
      ones[context] += bit;
      uses[context] += 1;
    }
  }
  for (const root of roots) new NodeWriter(new Counter(AUTOMATON), pool, 0).root(root);
  return ones.map((count, context) => level(count, uses[context]));
}

/** Levels in half octets, the higher half first: 1–15 a level, 0 and the next half how many more than one are 0. */
function packLevels(levels) {
  const halves = [];
  for (let at = 0; at < levels.length;) {
    if (levels[at] > 0) {
      halves.push(levels[at++]);
      continue;
    }
    let run = 1;
    while (run < 16 && levels[at + run] === 0) run += 1;
    halves.push(0, run - 1);
    at += run;
  }
  if (halves.length % 2 > 0) halves.push(0);
  return Array.from({ length: halves.length / 2 }, (_, at) => halves[at * 2] * 16 + halves[at * 2 + 1]);
}

/** Whether other regions that share its calling code have numbers of other lengths. */
const hasOwnLengths = ({ lengths }, regions) =>
  regions.some((region) => region.lengths.some((length) => !lengths.includes(length)));

const lengthBits = (lengths) => wide(lengths.reduce((bits, length) => (length < 16 ? bits | (1 << length) : bits), 0));

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

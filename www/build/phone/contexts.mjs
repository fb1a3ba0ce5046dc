// Which probability a decision uses: the places of all contexts in one array.
//
// The mirror image of `src/phone/contexts.rs`; the two change together.

let next = 0;
const take = (size) => {
  next += size;
  return next - size;
};

/** Contexts that a number of any size takes. */
export const GAMMA = 112;

const NODE = {
  label: take(1),
  labelValue: take(512),
  same: take(4 * 5 * 4 * 4 * 3),
  dead: take(4 * 3 * 7 * 4),
  reference: take(3 * 4 * 10),
  leaf: take(10 * 4 * 4),
  known: take(10),
  height: take(10 * 16),
  place: take(10 * GAMMA),
  rank: take(8 * 2 * 3 * 40),
  newLeaf: take(1),
  oldLeaf: take(8 * GAMMA),
  leafLength: take(10 * 16),
  leafLabel: take(3),
  leafSame: take(2),
  leafType: take(16),
  leafRegion: take(32),
};
/** Contexts of one automaton. */
export const AUTOMATON = next;

/** The contexts of an automaton that start at `base`. */
export const automaton = (base) => Object.fromEntries(Object.entries(NODE).map(([name, at]) => [name, at + base]));

next = 0;
/** Header fields of the formats. */
export const FORMAT = {
  version: take(GAMMA),
  count: take(GAMMA),
  text: take(128),
  groups: take(GAMMA),
  least: take(GAMMA),
  more: take(GAMMA),
  string: take(3 * 64),
  abroad: take(GAMMA),
  digits: take(GAMMA),
  digit: take(10 * 16),
};

export const FORMAT_AUTOMATON = next;
export const FORMAT_TOTAL = next + AUTOMATON;

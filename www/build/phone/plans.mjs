// One automaton a calling code: is this number valid, in which region, of which type.

import { acceptor, DEAD, numbers, Pool } from './automaton.mjs';

/** ITU-T E.164 §6.2.1: calling code and national significant number together have at most 15 digits. */
export const MAX_DIGITS = 15;

const FIXED_LINE = 0;
const MOBILE = 1;
const FIXED_LINE_OR_MOBILE = 2;
// Place in the metadata and number of each type, in the order in which libphonenumber asks.
const SPECIAL_TYPES = [
  [3, 4],
  [2, 3],
  [9, 5],
  [8, 6],
  [4, 7],
  [7, 8],
  [6, 9],
  [5, 10],
];

/** The plan of a region, by name instead of by place. */
export function readRegion(code, row) {
  const [
    callingCode,
    idd,
    general,
    lengths,
    formats,
    prefix,
    prefixFormat,
    prefixForParsing,
    transform,
    optional,
    leading,
    types,
  ] = row;
  return {
    code,
    callingCode,
    idd: idd || '',
    general,
    lengths,
    formats: formats || null,
    prefix: prefix || '',
    prefixFormat: prefixFormat || '',
    prefixForParsing: prefixForParsing || prefix || '',
    transform: transform || '',
    prefixOptional: Boolean(optional),
    leading: leading || '',
    types: types || [[general]],
  };
}

/** Calling codes in ascending order, each with its regions, the main one first. */
export function readPlans(metadata) {
  const plans = Object.entries(metadata.country_calling_codes).map(([callingCode, codes]) => ({
    callingCode,
    regions: codes.map((code) => readRegion(code, metadata.countries[code])),
  }));
  for (const [callingCode, row] of Object.entries(metadata.nonGeographic)) {
    plans.push({ callingCode, regions: [readRegion('001', row)] });
  }
  return plans.sort((a, b) => Number(a.callingCode) - Number(b.callingCode));
}

/** Label of a number of `type` in the region at place `index` of its calling code. */
export const label = (index, type) => index * 16 + type + 1;

/** Builds every plan's automaton in one pool; `roots[i]` belongs to `plans[i]`. */
export function buildPlans(plans) {
  const acceptors = new Pool();
  const pool = new Pool();
  const roots = plans.map((plan) => buildPlan(plan, acceptors, pool));
  return { pool, roots };
}

function buildPlan(plan, acceptors, pool) {
  const longest = MAX_DIGITS - plan.callingCode.length;
  const regions = plan.regions.map((region) => prepare(region, acceptors, longest, plan.regions.length > 1));
  const memo = new Map();
  const build = (state) => {
    const key = state.join();
    let id = memo.get(key);
    if (id === undefined) {
      id = isOver(regions, state) ? DEAD : makeNode(regions, state, acceptors, pool, build);
      memo.set(key, id);
    }
    return id;
  };
  return build(regions.flatMap((region) => region.start));
}

/** The automata of one region; `start` holds leading digits, general description, special types, fixed line, mobile. */
function prepare(region, acceptors, longest, isShared) {
  const fits = (lengths) => lengths.filter((length) => length <= longest);
  const description = (type) => {
    const [pattern, lengths] = region.types[type] || [];
    return pattern ? numbers(acceptors, pattern, fits(lengths || region.lengths)) : DEAD;
  };
  // In the metadata an empty mobile pattern means "the same as fixed line", an absent one none.
  const isMobileSame = region.types[1]
    ? region.types[1][0] === '' || region.types[1][0] === region.types[0]?.[0]
    : false;
  const leading = region.leading && isShared ? acceptor(region.leading) : null;
  return {
    leading,
    isMobileSame,
    start: [
      leading ? leading.start : -1,
      numbers(acceptors, region.general, fits(region.lengths)),
      ...SPECIAL_TYPES.map(([place]) => description(place)),
      description(0),
      description(1),
    ],
  };
}

const WIDTH = 4 + SPECIAL_TYPES.length;
const MATCHED = -2;

function isOver(regions, state) {
  return regions.every((_, index) => state[index * WIDTH + 1] === DEAD);
}

function makeNode(regions, state, acceptors, pool, build) {
  const children = [];
  for (let digit = 0; digit < 10; digit += 1) children.push(build(step(regions, state, digit, acceptors)));
  return pool.node(answer(regions, state, acceptors), children);
}

function step(regions, state, digit, acceptors) {
  const next = [];
  regions.forEach((region, index) => {
    const [leading, ...nodes] = state.slice(index * WIDTH, (index + 1) * WIDTH);
    next.push(stepLeading(region.leading, leading, digit));
    for (const node of nodes) next.push(acceptors.children[node][digit]);
    // Types are asked only of numbers that match the general description.
    if (next[index * WIDTH + 1] === DEAD) next.fill(DEAD, index * WIDTH + 2);
  });
  return next;
}

function stepLeading(leading, state, digit) {
  if (!leading || state === MATCHED || leading.isDead(state)) return state;
  const next = leading.step(state, digit);
  return leading.accepts(next) ? MATCHED : next;
}

/** The first region that claims the number, and its type there; 0 when the number is not valid. */
function answer(regions, state, acceptors) {
  for (const [index, region] of regions.entries()) {
    const [leading, ...nodes] = state.slice(index * WIDTH, (index + 1) * WIDTH);
    const type = typeOf(
      nodes.map((node) => acceptors.labels[node] === 1),
      region.isMobileSame,
    );
    const claims = region.leading ? leading === MATCHED : type !== null;
    if (claims) return type === null ? 0 : label(index, type);
  }
  return 0;
}

function typeOf([isGeneral, ...matches], isMobileSame) {
  if (!isGeneral) return null;
  const special = SPECIAL_TYPES.findIndex((_, index) => matches[index]);
  if (special >= 0) return SPECIAL_TYPES[special][1];
  const [isFixed, isMobile] = matches.slice(SPECIAL_TYPES.length);
  if (isFixed) return isMobileSame || isMobile ? FIXED_LINE_OR_MOBILE : FIXED_LINE;
  return isMobile ? MOBILE : null;
}

// What changed between two versions of the numbering plans, region by region.

import { DEAD } from './automaton.mjs';
import { buildPlans } from './plans.mjs';

/**
 * Regions whose valid numbers are not the same, in the order of their codes: `{ region, added, removed, retyped }`, each a
 * number of telephone numbers. `retyped` are valid in both, with another region or type.
 */
export function changes(before, after) {
  const old = side(before);
  const now = side(after);
  const found = new Map();
  for (const callingCode of new Set([...old.roots.keys(), ...now.roots.keys()])) {
    const memo = new Map();
    const pair = [old.roots.get(callingCode) ?? DEAD, now.roots.get(callingCode) ?? DEAD];
    for (const [key, count] of compare(old.pool, now.pool, pair, memo)) {
      const [was, is] = key.split(':').map(Number);
      const name = (plans, label) => plans.get(callingCode).regions[(label - 1) >> 4].code;
      note(found, callingCode, was ? name(old.plans, was) : null, is ? name(now.plans, is) : null, count);
    }
  }
  return [...found.values()].sort((a, b) => (a.region < b.region ? -1 : 1));
}

function side(plans) {
  const { pool, roots } = buildPlans(plans);
  return {
    pool,
    roots: new Map(plans.map(({ callingCode }, at) => [callingCode, roots[at]])),
    plans: new Map(plans.map((plan) => [plan.callingCode, plan])),
  };
}

function note(found, callingCode, was, is, count) {
  const row = (code) => {
    const region = code === '001' ? `+${callingCode}` : code;
    if (!found.has(region)) found.set(region, { region, added: 0, removed: 0, retyped: 0 });
    return found.get(region);
  };
  if (was === null) row(is).added += count;
  else if (is === null) row(was).removed += count;
  else row(is).retyped += count;
}

/** Pairs of labels that differ, `was:is` with 0 for "not valid", and how many numbers have them. */
function compare(oldPool, newPool, [was, is], memo) {
  const key = `${was}:${is}`;
  if (memo.has(key)) return memo.get(key);
  const sums = new Map();
  const add = (pair, count) => sums.set(pair, (sums.get(pair) ?? 0) + count);
  memo.set(key, sums);
  if (was === DEAD && is === DEAD) return sums;
  const [oldLabel, newLabel] = [oldPool.labels[was], newPool.labels[is]];
  if (oldLabel !== newLabel) add(`${oldLabel}:${newLabel}`, 1);
  for (let digit = 0; digit < 10; digit += 1) {
    const children = [oldPool.children[was][digit], newPool.children[is][digit]];
    for (const [pair, count] of compare(oldPool, newPool, children, memo)) add(pair, count);
  }
  return sums;
}

/** The changes as a line for people, the largest first. */
export function describe(list) {
  if (list.length === 0) return 'no number changed';
  const weight = ({ added, removed, retyped }) => added + removed + retyped;
  const part = (count, word) => (count > 0 ? [`${count.toLocaleString('en')} ${word}`] : []);
  return list
    .toSorted((a, b) => weight(b) - weight(a))
    .map(
      ({ region, added, removed, retyped }) =>
        `${region} ${[...part(added, 'new'), ...part(removed, 'gone'), ...part(retyped, 'of another type')].join(', ')}`,
    )
    .join('; ');
}

// Numbers that a seed gives again: Mulberry32.

export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => next() < share,
    pick: (list) => list[below(list.length)],
    /** `count` different elements, in the order of the list. */
    some: (list, count) => {
      const left = [...list.keys()];
      const taken = Array.from({ length: Math.min(count, list.length) }, () => left.splice(below(left.length), 1)[0]);
      return taken.sort((a, b) => a - b).map((at) => list[at]);
    },
    letters: (alphabet, count) => Array.from({ length: count }, () => alphabet[below(alphabet.length)]).join(''),
  };
}

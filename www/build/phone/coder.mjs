// An adaptive binary arithmetic coder: 32 bits, carryless, one probability a context.
//
// The mirror image of `src/phone/coder.rs`; the two change together.

/** A probability moves by 1/(n + 1.6) of its error at its n-th use, and never by less than the last rate. */
const STEPS = 25;
const RATES = Array.from({ length: STEPS + 1 }, (_, uses) => Math.round(16384 / (uses + 1.6)));
const FLOOR = 32;

/** Probabilities that a stream may start with, by level; level 0 stands for one half, not yet used. */
const LEVELS = [32768, 64, 136, 286, 602, 1261, 2622, 5373, 10615, 19559, 31895, 43765, 53059, 59066, 62358, 64360];
/** Uses that a probability from the list counts for. */
const PRIMED = 6;

/** The level nearest to `ones` among `uses` decisions; 0 where they are too few to tell. */
export function level(ones, uses) {
  if (uses < 3) return 0;
  const cost = (odds) => -ones * Math.log2(odds / 65536) - (uses - ones) * Math.log2(1 - odds / 65536);
  const costs = LEVELS.map((odds, at) => (at === 0 ? Infinity : cost(odds)));
  return costs.indexOf(Math.min(...costs));
}

/** Encodes decisions; `octets()` ends the stream. `levels`: what each probability starts with. */
export class Encoder {
  constructor(contexts, levels = new Array(contexts).fill(0)) {
    this.odds = Uint16Array.from(levels, (level) => LEVELS[level]);
    this.uses = Uint8Array.from(levels, (level) => (level === 0 ? 0 : PRIMED));
    this.low = 0;
    this.high = 0xffffffff;
    this.out = [];
  }

  /** One decision in `context`. */
  bit(context, bit) {
    if (!(context < this.odds.length)) throw new Error(`context ${context} of ${this.odds.length}`);
    const odds = this.odds[context];
    const middle = this.low + ((this.high - this.low) >>> 16) * odds;
    if (bit) this.high = middle;
    else this.low = middle + 1;
    const target = bit ? 65536 - FLOOR : FLOOR;
    this.odds[context] = odds + (((target - odds) * RATES[this.uses[context]]) >> 14);
    if (this.uses[context] < STEPS) this.uses[context] += 1;
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.out.push(this.high >>> 24);
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
    }
  }

  /** A number below 2^bits, highest bit first, in 2^bits contexts from `context`. */
  tree(context, bits, value) {
    if (value >= 1 << bits) throw new Error(`${value} in ${bits} bits`);
    let node = 1;
    for (let shift = bits - 1; shift >= 0; shift -= 1) {
      const bit = (value >> shift) & 1;
      this.bit(context + node, bit);
      node = node * 2 + bit;
    }
  }

  /** A number up to `max` as that many ones and a zero, in `max` contexts from `context`. */
  unary(context, max, value) {
    for (let count = 0; count < max; count += 1) {
      this.bit(context + count, value > count ? 1 : 0);
      if (value <= count) return;
    }
  }

  /** A number of any size: its bit count as a tree, then its bits, two of them with contexts; 112 contexts. */
  gamma(context, value) {
    const size = 31 - Math.clz32(value + 1);
    this.tree(context, 4, size);
    for (let shift = size - 1; shift >= 0; shift -= 1) {
      const head = (value + 1) >> (shift + 1);
      this.bit(context + 16 + size * 6 + Math.min(head, 4), ((value + 1) >> shift) & 1);
    }
  }

  octets() {
    for (let shift = 24; shift >= 0; shift -= 8) this.out.push((this.high >>> shift) & 255);
    // The decoder reads zeros past the end.
    while (this.out.at(-1) === 0) this.out.pop();
    return Uint8Array.from(this.out);
  }
}

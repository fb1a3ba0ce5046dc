/** HalfSipHash-2-4 with 64 bits of answer (J.-P. Aumasson, D. J. Bernstein), in 32-bit words. */

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** Both words of the hash of `octets` under the key `k0`, `k1` go into `into`, the high one first. */
export function halfSipHash(k0: number, k1: number, octets: Uint8Array, into: Uint32Array): void {
  let v0 = k0 | 0;
  let v1 = k1 ^ 0xee;
  let v2 = 0x6c796765 ^ k0;
  let v3 = 0x74656462 ^ k1;
  const rounds = (count: number) => {
    for (; count > 0; count--) {
      v0 = (v0 + v1) | 0;
      v1 = rotated(v1, 5) ^ v0;
      v0 = rotated(v0, 16);
      v2 = (v2 + v3) | 0;
      v3 = rotated(v3, 8) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = rotated(v3, 7) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = rotated(v1, 13) ^ v2;
      v2 = rotated(v2, 16);
    }
  };
  const mix = (word: number) => {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  };
  const at = (place: number) => octets[place] ?? 0;
  const whole = octets.length & ~3;
  for (let from = 0; from < whole; from += 4) {
    mix(at(from) | (at(from + 1) << 8) | (at(from + 2) << 16) | (at(from + 3) << 24));
  }
  let rest = (octets.length & 0xff) << 24;
  for (let place = whole; place < octets.length; place++) rest |= at(place) << (8 * (place - whole));
  mix(rest);
  v2 ^= 0xee;
  rounds(4);
  into[0] = v1 ^ v3;
  v1 ^= 0xdd;
  rounds(4);
  into[1] = v1 ^ v3;
}

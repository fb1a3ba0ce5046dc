/** The number that checks give: apart, because writing one needs no check. */

declare const brand: unique symbol;

/** An E.164 number, `+` and at most 15 digits, that a check accepted. */
export type E164 = string & { readonly [brand]: 'E164' };

/** The E.164 number in two words: what precedes its last eight digits, and those. */
export function numberOf(words: Uint32Array, at: number): E164 {
  const head = words[at] as number;
  const tail = words[at + 1] as number;
  // A one in front keeps the zeros.
  return (head === 0 ? `+${tail}` : `+${head}${String(100_000_000 + tail).slice(1)}`) as E164;
}

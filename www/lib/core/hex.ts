/** Octets that travel as hex, the one form that every bundler and runtime takes. */

type FromHex = { fromHex?(hex: string): Uint8Array<ArrayBuffer> };
type NodeBuffer = { Buffer?: { from(text: string, encoding: 'hex'): Uint8Array<ArrayBuffer> } };

/** The octets that `hex` (lower case) stands for. */
export function octetsOf(hex: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as FromHex).fromHex;
  if (native) return native.call(Uint8Array, hex);
  // Node before 25: eight times as fast as the loop, which would be most of the first call.
  const node = (globalThis as NodeBuffer).Buffer?.from(hex, 'hex');
  if (node?.length === hex.length >> 1) return node;
  const octets = new Uint8Array(hex.length >> 1);
  const digit = (at: number) => {
    const unit = hex.charCodeAt(at);
    return unit < 58 ? unit - 48 : unit - 87;
  };
  for (let at = 0; at < octets.length; at++) octets[at] = (digit(at * 2) << 4) | digit(at * 2 + 1);
  return octets;
}

/** Registers the code that travels inside the package, as hex: the one form that every bundler and runtime takes. */

import { hex } from '../generated/hex.js';
import { setSource } from './instance.js';

type FromHex = { fromHex?(hex: string): Uint8Array<ArrayBuffer> };

export function octetsOf(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as FromHex).fromHex;
  if (native) return native.call(Uint8Array, text);
  const octets = new Uint8Array(text.length >> 1);
  const digit = (at: number) => {
    const unit = text.charCodeAt(at);
    return unit < 58 ? unit - 48 : unit - 87;
  };
  for (let at = 0; at < octets.length; at++) octets[at] = (digit(at * 2) << 4) | digit(at * 2 + 1);
  return octets;
}

setSource(() => octetsOf(hex), false);

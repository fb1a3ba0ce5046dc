/**
 * The core with all rooms, as `presend/slim` takes it: compiled beside the page, not in it. It comes as a script, because
 * the page's content security policy allows no connection.
 */

import { checkPhone, PresendUnavailableError, provideModule, warmUp } from 'presend/slim';
import { idle } from './turns.js';

/** Starts it; whether it can run here. */
export async function startCore(): Promise<boolean> {
  if (typeof WebAssembly !== 'object') return false;
  try {
    const { hex } = await import('virtual:presend-core');
    await idle();
    provideModule(await WebAssembly.compile(octetsOf(hex)));
    await idle();
    warmUp();
    await idle();
    // Brings the numbering plans over.
    checkPhone('');
    return true;
  } catch (error) {
    if (error instanceof PresendUnavailableError || error instanceof WebAssembly.CompileError) return false;
    throw error;
  }
}

function octetsOf(hex: string): Uint8Array<ArrayBuffer> {
  const { fromHex } = Uint8Array as { fromHex?(hex: string): Uint8Array<ArrayBuffer> };
  if (fromHex) return fromHex.call(Uint8Array, hex);
  const octets = new Uint8Array(hex.length / 2);
  const digit = (at: number) => {
    const unit = hex.charCodeAt(at);
    return unit < 58 ? unit - 48 : unit - 87;
  };
  for (let at = 0; at < octets.length; at++) octets[at] = (digit(at * 2) << 4) | digit(at * 2 + 1);
  return octets;
}

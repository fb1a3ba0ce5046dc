/**
 * Text into octets and back.
 *
 * Halves of surrogate pairs keep their place: they are written as their own three octets (WTF-8), so that the core
 * sees them and can say where they are. `TextEncoder` would turn them into U+FFFD.
 */

// jsdom under Jest has neither; then the loops below do all the work.
export const encoder = typeof TextEncoder === 'function' ? new TextEncoder() : null;
const decoder = typeof TextDecoder === 'function' ? new TextDecoder('utf-8', { ignoreBOM: true }) : null;

type WellFormed = { isWellFormed?(): boolean };

/** True when `text` has no half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  const native = (text as WellFormed).isWellFormed;
  return native ? native.call(text) : !/\p{Cs}/u.test(text);
}

/** Octets that `text` takes at most from unit `from` on. */
const atMost = (text: string, from: number): number => (text.length - from) * 3;

/**
 * Writes `text` as WTF-8 at the start of the buffer that `room` gives and returns the number of octets.
 * `room(octets)` gives a view of at least that many octets and keeps what was written before.
 */
export function encodeInto(text: string, room: (octets: number) => Uint8Array, wellFormed = false): number {
  const units = text.length;
  let view = room(units);
  if (units <= 64) {
    // A short text, the usual case, is faster by hand than through the encoder.
    let at = 0;
    for (; at < units; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) break;
      view[at] = unit;
    }
    if (at === units) return units;
    return encodeByHand(text, room(atMost(text, 0)));
  }
  if (encoder === null) return encodeByHand(text, room(atMost(text, 0)));
  const first = encoder.encodeInto(text, view);
  const { read } = first;
  let { written } = first;
  if (read < units) {
    view = room(written + atMost(text, read));
    written += encoder.encodeInto(text.slice(read), view.subarray(written)).written;
  }
  return written === units || wellFormed || isWellFormed(text) ? written : encodeByHand(text, room(atMost(text, 0)));
}

function encodeByHand(text: string, view: Uint8Array): number {
  let to = 0;
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) as number;
    if (point < 0x80) {
      view[to++] = point;
    } else if (point < 0x800) {
      view[to++] = 0xc0 | (point >> 6);
      view[to++] = 0x80 | (point & 0x3f);
    } else {
      if (point < 0x10000) {
        view[to++] = 0xe0 | (point >> 12);
      } else {
        at++;
        view[to++] = 0xf0 | (point >> 18);
        view[to++] = 0x80 | ((point >> 12) & 0x3f);
      }
      view[to++] = 0x80 | ((point >> 6) & 0x3f);
      view[to++] = 0x80 | (point & 0x3f);
    }
  }
  return to;
}

/** The text that `octets` hold in WTF-8. */
export function decode(octets: Uint8Array): string {
  return decodeAt(octets, 0, octets.length);
}

/** The text that `size` octets from `start` on hold in UTF-8. */
export function decodeAt(octets: Uint8Array, start: number, size: number): string {
  if (size <= 64) {
    let text = '';
    let at = start;
    for (; at < start + size; at++) {
      const octet = octets[at] as number;
      if (octet > 0x7f) break;
      text += String.fromCharCode(octet);
    }
    if (at === start + size) return text;
    return decodeByHand(octets.subarray(start, start + size));
  }
  const part = octets.subarray(start, start + size);
  const text = decoder?.decode(part);
  // A decoder makes U+FFFD of halves of surrogate pairs; by hand they are read as they are.
  return text === undefined || text.includes('\ufffd') ? decodeByHand(part) : text;
}

/** Only ever given what the core wrote, which is well-formed but for halves of surrogate pairs. */
function decodeByHand(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length;) {
    const head = octets[at] as number;
    const tail = (offset: number) => (octets[at + offset] as number) & 0x3f;
    const size = head < 0x80 ? 1 : head < 0xe0 ? 2 : head < 0xf0 ? 3 : 4;
    if (size === 1) text += String.fromCharCode(head);
    else if (size === 2) text += String.fromCharCode(((head & 0x1f) << 6) | tail(1));
    else if (size === 3) text += String.fromCharCode(((head & 0x0f) << 12) | (tail(1) << 6) | tail(2));
    else text += String.fromCodePoint(((head & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3));
    at += size;
  }
  return text;
}

/**
 * Lists through the core: many values a crossing, a few words an answer, no object a row. The Rust side is
 * `src/wasm/rows.rs`.
 *
 * A check of a list calls {@link checkRows} with the number of words that its export leaves for each row, keeps what it
 * gives beside the values, and reads a row's words when asked for. What a row's words do not hold (findings, texts) comes
 * from the single check of that row's value, when somebody wants it. `checks/phones.ts` shows it whole.
 */

import type { Instance } from './instance.js';
import { encodeInto, encoder } from './utf8.js';

/** The two octets before a row of so many ASCII characters. */
const SIZES = Array.from({ length: 0x80 }, (_, units) => String.fromCharCode(units, 0));

/** Octets of rows that cross at once: few enough to stay in a processor's nearest memory. */
const PART = 1 << 15;

/**
 * The words of every row.
 *
 * @param texts Text of each row, of at most 10,000 UTF-16 units; `null` where there is none, whose words are the core's
 *   answer for no text (zeros).
 * @param width Words a row.
 * @param tail What follows the rows in the input, in ASCII, for the check's own use.
 * @param check Calls the export: octets of the rows, octets with the tail.
 */
export function checkRows(
  live: Instance,
  texts: (row: number) => string | null,
  count: number,
  width: number,
  tail: string,
  check: (rowsOctets: number, octets: number) => void,
): Uint32Array {
  const answers = new Uint32Array(count * width);
  for (let row = 0; row < count;) {
    const first = row;
    const view = live.room(PART + tail.length);
    let at = 0;
    // Short ASCII, the usual case, as one string: the encoder is four times as fast as a loop over its units.
    if (encoder) {
      let whole = '';
      for (; row < count; row++) {
        const text = texts(row);
        if (text === null || text.length > 0x7f || whole.length + 2 + text.length > PART) break;
        whole += (SIZES[text.length] as string) + text;
      }
      const { read, written } = encoder.encodeInto(whole, view);
      at = written;
      // Both: a text that is not ASCII may fill the room to the octet that its units would have ended at.
      if (read !== whole.length || written !== read) {
        at = 0;
        row = first;
      }
    }
    for (; row < count; row++) {
      const text = texts(row);
      const most = text === null ? 0 : text.length * 3;
      if (at + 2 + most > PART) break;
      const octets = text === null ? 0xffff : write(text, view, at + 2);
      view[at] = octets & 0xff;
      view[at + 1] = octets >> 8;
      at += text === null ? 2 : 2 + octets;
    }
    for (let unit = 0; unit < tail.length; unit++) view[at + unit] = tail.charCodeAt(unit);
    check(at, at + tail.length);
    const words = (row - first) * width;
    answers.set(live.rows(words), first * width);
  }
  return answers;
}

/** Writes `text` at octet `from` and returns its octets. */
function write(text: string, view: Uint8Array, from: number): number {
  const units = text.length;
  for (let at = 0; at < units; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) return encodeInto(text, () => view.subarray(from));
    view[from + at] = unit;
  }
  return units;
}

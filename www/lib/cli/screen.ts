/** Text as a terminal shows it: how many cells it takes, and nothing in it that would steer the terminal. */

/** Text that is safe to print, and the cells that it fills. */
export interface Shown {
  text: string;
  cells: number;
}

const graphemes = new Intl.Segmenter();

/** Controls, invisible characters alone, halves of pairs: shown by number. Joiners inside a cluster stay as they are. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u;
const TWO_CELLS =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|[\u{17000}-\u{18CFF}\u{20000}-\u{3FFFD}])/u;
const RIGHT_TO_LEFT = /[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u;

/** True when a terminal may show `text` in another order than it is written in. */
export const isReordered = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** `text` in one line; tabs reach the next multiple of four cells, counted from `column`. */
export function show(text: string, column = 0): Shown {
  const shown: Shown = { text: '', cells: 0 };
  for (const { segment } of graphemes.segment(text)) {
    const [part, cells] = cell(segment, column + shown.cells);
    shown.text += part;
    shown.cells += cells;
  }
  return shown;
}

function cell(grapheme: string, column: number): [text: string, cells: number] {
  if (grapheme === '\t') {
    const cells = 4 - (column % 4);
    return [' '.repeat(cells), cells];
  }
  if (UNSEEN.test(grapheme)) {
    const named = [...grapheme].map((character) => `<U+${hex(character)}>`).join('');
    return [named, named.length];
  }
  return [grapheme, TWO_CELLS.test(grapheme) ? 2 : 1];
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** The end of `text` that fits into `cells`, after a sign that something was left out. */
export function lastCells(text: string, cells: number): string {
  const parts = [...graphemes.segment(text.slice(-cells * 2))].map(({ segment }) => segment);
  let from = parts.length;
  for (let room = cells - 1; from > 0; from--) {
    room -= show(parts[from - 1] ?? '').cells;
    if (room < 0) break;
  }
  const kept = parts.slice(from).join('');
  return kept.length === text.length ? text : `…${kept}`;
}

/** The beginning of `text` that fits into `cells`, before a sign that something was left out. */
export function firstCells(text: string, cells: number): string {
  let kept = '';
  let room = cells - 1;
  for (const { segment } of graphemes.segment(text.slice(0, cells * 2))) {
    room -= show(segment).cells;
    if (room < 0) break;
    kept += segment;
  }
  return kept.length === text.length ? text : `${kept}…`;
}

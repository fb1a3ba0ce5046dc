/** Places in a text, shown in it: through CSS highlights where the page owns the text, else through `<mark>`. */

import { make, replace } from './dom.js';

/** A place: UTF-16 units, as `presend` counts. */
export interface Mark {
  start: number;
  end: number;
  severity: 'error' | 'warning';
}

/** A stretch of a text; `sign`: the class of its mark. */
export interface Piece {
  text: string;
  sign: string | undefined;
}

/** Cuts `text` where its marks begin and end; where places overlap, an error hides a warning. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const edges = new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (const [at, from] of cuts.entries()) {
    const point = marks.find(({ start, end }) => start === from && end === from);
    if (point) pieces.push({ text: '', sign: `point ${point.severity}` });
    const to = cuts[at + 1];
    if (to === undefined) break;
    const covering = marks.filter(({ start, end }) => start <= from && to <= end && start < end);
    const sign = covering.some((mark) => mark.severity === 'error') ? 'error' : covering[0]?.severity;
    pieces.push({ text: text.slice(from, to), sign });
  }
  return pieces;
}

/** Fills `element` with `text` and a `<mark>` for each place. */
export function renderMarks(element: Element, text: string, marks: readonly Mark[]): void {
  replace(
    element,
    ...piecesOf(text, marks).map(({ text, sign }) => (sign ? make('mark', { class: sign }, text) : text)),
  );
}

const named = typeof Highlight === 'function' && CSS.highlights ? CSS.highlights : null;

/** A text that the page shows, with places in it and, where the browser can, quiet colours for what is JSON. */
export function renderJson(element: HTMLElement, text: string, marks: readonly Mark[]): void {
  if (named === null) {
    renderMarks(element, text, marks);
    return;
  }
  if (element.textContent !== text) element.textContent = text;
  const node = element.firstChild;
  if (!node) return;
  const at = (start: number, end: number) =>
    new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
  const put = (name: string, ranges: StaticRange[]) => named.set(`${element.id}-${name}`, new Highlight(...ranges));
  for (const severity of ['warning', 'error'] as const) {
    put(
      severity,
      marks
        .filter((mark) => mark.severity === severity)
        // A place between two characters would be invisible.
        .map(({ start, end }) => (start === end ? at(Math.max(0, start - 1), end) : at(start, end))),
    );
  }
  put(
    'name',
    [...text.matchAll(/"[^"\n]*"(?=:)/g)].map((found) => at(found.index, found.index + found[0].length)),
  );
}

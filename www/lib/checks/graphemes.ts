/** What people see as one character: the platform knows, where it has `Intl.Segmenter` (Firefox since 125). */

/** Engines take the square of a long text's length to walk over it, so it is read in pieces. */
const PIECE_UNITS = 1024;

let segmenter: Intl.Segmenter | null | undefined;

function platform(): Intl.Segmenter | null {
  return (segmenter ??= typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : null);
}

/** Extended grapheme clusters (UAX #29) of `text`; `null` where the platform cannot say. */
export function countGraphemes(text: string): number | null {
  // A line break of two characters is one; all else of ASCII is as many as there are.
  if (/^[\0-\x7f]*$/.test(text)) return text.length - (text.match(/\r\n/g)?.length ?? 0);
  let count = 0;
  const end = eachStart(text, () => {
    count++;
    return false;
  });
  return end === null ? null : count;
}

/**
 * Calls `visit` with the unit at which each cluster starts, until it says true, and gives that unit, or the length of
 * `text`; `null` where the platform cannot say.
 *
 * Whether a cluster ends somewhere depends on itself and on the character behind (UAX #29), flags on an even number of
 * signs before. So in a piece that starts with a cluster all borders are right but the last, which the next piece finds.
 */
function eachStart(text: string, visit: (start: number) => boolean): number | null {
  const known = platform();
  if (known === null) return null;
  let start = 0;
  let units = PIECE_UNITS;
  while (start < text.length) {
    let end = Math.min(start + units, text.length);
    // A pair stays whole, since its second half tells nothing.
    if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end++;
    let last = 0;
    for (const { index } of known.segment(text.slice(start, end))) {
      // The cluster before this one is whole.
      if (index > 0 && visit(start + last)) return start + last;
      last = index;
    }
    if (end === text.length) return visit(start + last) ? start + last : end;
    // One cluster fills the piece: it may be longer still.
    units = last === 0 ? units * 2 : PIECE_UNITS;
    start += last;
  }
  return text.length;
}

/** Unit before which the first `count` clusters of `text` end; `null` where the platform cannot say. */
export function endOfGraphemes(text: string, count: number): number | null {
  let left = count;
  return eachStart(text, () => left-- === 0);
}

/** The last place at or before unit `cut` that splits no cluster; `cut` itself where the platform cannot say. */
export function clusterCut(text: string, cut: number): number {
  if (cut <= 0 || cut >= text.length) return cut;
  return platform()?.segment(text).containing(cut)?.index ?? cut;
}

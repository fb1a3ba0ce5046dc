/** What people see as one character: the platform knows, where it has `Intl.Segmenter` (Firefox since 125). */

let segmenter: Intl.Segmenter | null | undefined;

function platform(): Intl.Segmenter | null {
  return (segmenter ??= typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : null);
}

/** Extended grapheme clusters (UAX #29) of `text`; `null` where the platform cannot say. */
export function countGraphemes(text: string): number | null {
  // A line break of two characters is one; all else of ASCII is as many as there are.
  if (/^[\0-\x7f]*$/.test(text)) return text.length - (text.match(/\r\n/g)?.length ?? 0);
  const known = platform();
  if (known === null) return null;
  let count = 0;
  for (const _ of known.segment(text)) count++;
  return count;
}

/** Unit before which the first `count` clusters of `text` end; `null` where the platform cannot say. */
export function endOfGraphemes(text: string, count: number): number | null {
  const known = platform();
  if (known === null) return null;
  let left = count;
  for (const { index } of known.segment(text)) if (left-- === 0) return index;
  return text.length;
}

/** The last place at or before unit `cut` that splits no cluster; `cut` itself where the platform cannot say. */
export function clusterCut(text: string, cut: number): number {
  if (cut <= 0 || cut >= text.length) return cut;
  return platform()?.segment(text).containing(cut)?.index ?? cut;
}

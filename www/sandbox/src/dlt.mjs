// Texts registered on India's DLT platforms (PROVIDER.md §3: an optional rule pack; SEED dlt_scrubbed).

/** limits.json dlt.var: most operators allow 30 characters for a variable. */
const MAX_VARIABLE = 30;

/** True when `text` is `template` with each `{#var#}` replaced by up to 30 characters; linear in template times text. */
export function matchesDlt(template, text) {
  const pieces = template.split(/\{#[a-z]+#\}/i);
  /** Places of `text` at which the next piece may begin. */
  let places = new Set([0]);
  for (const [index, piece] of pieces.entries()) {
    const reached = new Set();
    for (const place of places) {
      const furthest = index === 0 ? place : Math.min(place + MAX_VARIABLE, text.length);
      for (let at = place; at <= furthest; at++) if (text.startsWith(piece, at)) reached.add(at + piece.length);
    }
    places = reached;
    if (places.size === 0) return false;
  }
  return places.has(text.length);
}

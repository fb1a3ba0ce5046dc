// Lengths in the unit that a limit counts.

const MEASURES = {
  octets: (text) => Buffer.byteLength(text),
  code_points: (text) => [...text].length,
  utf16_units: (text) => text.length,
  items: (list) => list.length,
};

/** True when `value` exceeds `[max, unit]`; an absent limit is none. */
export function exceeds(value, limit) {
  if (!limit) return false;
  const [max, unit] = limit;
  if (Array.isArray(value) !== (unit === 'items')) return false;
  // No text has more code points or fewer octets than UTF-16 units: most are decided without counting.
  if (unit !== 'items' && value.length * 3 <= max) return false;
  return MEASURES[unit](value) > max;
}

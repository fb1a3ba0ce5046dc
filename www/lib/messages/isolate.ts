/**
 * Keeps a value whole among words that run in the other direction.
 *
 * Unicode Bidirectional Algorithm (UAX #9) §2.4: between FSI (U+2068) and PDI (U+2069) a stretch is laid out by itself,
 * in the direction of its first strong letter. Only what would be scrambled is isolated: a sentence without marks can be
 * copied, searched and compared.
 */

/** Every block whose letters run from right to left (Unicode 16), and characters that govern direction. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\p{Cf}]/u;
/** All but a bare number, of whatever digits, with the marks that group them. */
const NO_BARE_NUMBER = /[^\p{Nd}.,\u066B\u066C\u00A0\u202F]/u;
/** What would end the isolation or overrule it. */
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Marks a value off where text of direction `dir` would scramble it. */
export function isolateIn(dir: 'ltr' | 'rtl'): (value: string) => string {
  const scrambled = dir === 'rtl' ? NO_BARE_NUMBER : RIGHT_TO_LEFT;
  return (value) => (scrambled.test(value) ? `\u2068${withoutControls(value)}\u2069` : value);
}

/** A value that overrules nothing around it. */
export const withoutControls = (value: string): string => value.replace(CONTROLS, '');

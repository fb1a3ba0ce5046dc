// How languages are written: scripts, ends of sentences, punctuation, length.

/** Scripts of the languages that exist or are planned, and of their neighbours. */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Gujarati',
  'Gurmukhi',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Hangul',
  'Han',
  'Hiragana',
  'Katakana',
];
/** Two of them side by side in one word are a slip. */
export const SCRIPT_OF = SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')]);
/** But these mix. */
export const EAST_ASIAN = new Set(['Han', 'Hiragana', 'Katakana']);

/** ISO 15924 codes whose languages are written in the scripts above. */
export const SCRIPTS_OF_CODE = {
  Latn: ['Latin'],
  Cyrl: ['Cyrillic'],
  Grek: ['Greek'],
  Armn: ['Armenian'],
  Geor: ['Georgian'],
  Arab: ['Arabic'],
  Hebr: ['Hebrew'],
  Deva: ['Devanagari'],
  Beng: ['Bengali'],
  Gujr: ['Gujarati'],
  Guru: ['Gurmukhi'],
  Orya: ['Oriya'],
  Taml: ['Tamil'],
  Telu: ['Telugu'],
  Knda: ['Kannada'],
  Mlym: ['Malayalam'],
  Sinh: ['Sinhala'],
  Thai: ['Thai'],
  Laoo: ['Lao'],
  Khmr: ['Khmer'],
  Mymr: ['Myanmar'],
  Kore: ['Hangul'],
  Hans: ['Han'],
  Hant: ['Han'],
  Jpan: ['Han', 'Hiragana', 'Katakana'],
};

/** How a sentence ends, and what cannot stand in one; where nothing is said, a full stop, `?` or `!` ends it. */
export const BY_SCRIPT = {
  Arab: { end: /[.؟!]$/u, foreign: /[?,;](?=\s|$)/u },
  Beng: { end: /[।?!]$/u, foreign: /[.](?=\s|$)/u },
  Deva: { end: /[।?!]$/u, foreign: /[.](?=\s|$)/u },
  Guru: { end: /[।?!]$/u, foreign: /[.](?=\s|$)/u },
  Grek: { end: /[.;!]$/u, foreign: /[?؟\u037E]/u },
  Hans: { end: /[。？！]$/u, foreign: /\p{Script=Han}[.,?!;:]/u },
  Hant: { end: /[。？！]$/u, foreign: /\p{Script=Han}[.,?!;:]/u },
  Jpan: { end: /[。？！]$/u, foreign: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][.,?!]/u },
  // No full stop: a space parts sentences.
  Thai: { end: /\S$/u, foreign: /\p{Script=Thai}[.](?=\s|$)/u },
};
/** Where a language has its own habit. */
export const BY_LANGUAGE = {
  // A question opens with its mark.
  es: { foreign: /^[^¿]*\?/u },
  // A no-break space, narrow or not, before these.
  fr: { foreign: /[^\s?!;][?!;]|[ \t][?!;:»]|[^\s\d]:(?=\s)|« |«[^\s]/u },
  // Marathi ends with a full stop, unlike Hindi.
  mr: { end: /[.?!]$/u, foreign: /।/u },
  ur: { end: /[۔؟!]$/u, foreign: /[?,;.](?=\s|$)/u },
};

/** How long a text may be against English, least and most: letters that are syllables or words need fewer. */
export const MEASURES = {
  Hans: [0.12, 0.8],
  Hant: [0.12, 0.8],
  Jpan: [0.2, 1.2],
  Kore: [0.25, 1.2],
  other: [0.4, 2],
};

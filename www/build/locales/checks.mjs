// What must hold for a locale; each check yields `[key, problem]`.

import { isOperator, isWord, paramsOf, SURROUNDINGS } from './keys.mjs';
import { literals, readings, uses } from './message.mjs';

/** Scripts of the languages that exist or are planned; two of them side by side in one word are a slip. */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Telugu',
  'Gujarati',
  'Gurmukhi',
  'Thai',
  'Hangul',
  'Han',
  'Hiragana',
  'Katakana',
];
const SCRIPT_OF = SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')]);
const EAST_ASIAN = new Set(['Han', 'Hiragana', 'Katakana']);
/** ISO 15924 codes whose languages are written in the scripts above. */
const SCRIPTS_OF_CODE = {
  Latn: ['Latin'],
  Cyrl: ['Cyrillic'],
  Grek: ['Greek'],
  Arab: ['Arabic'],
  Hebr: ['Hebrew'],
  Deva: ['Devanagari'],
  Beng: ['Bengali'],
  Taml: ['Tamil'],
  Telu: ['Telugu'],
  Gujr: ['Gujarati'],
  Guru: ['Gurmukhi'],
  Thai: ['Thai'],
  Kore: ['Hangul'],
  Hans: ['Han'],
  Hant: ['Han'],
  Jpan: ['Han', 'Hiragana', 'Katakana'],
};
/** How a sentence ends, by script; Thai has no full stop. */
const ENDS = {
  Deva: /[।?!]$/u,
  Beng: /[।?!]$/u,
  Guru: /[।?!]$/u,
  Arab: /[.؟!۔]$/u,
  Grek: /[.;!]$/u,
  Hans: /[。？！]$/u,
  Hant: /[。？！]$/u,
  Jpan: /[。？！]$/u,
  Thai: /\S$/u,
};
const FOREIGN_PUNCTUATION = {
  Arab: /[?,;](?=\s|$)/u,
  Deva: /[.](?=\s|$)/u,
  Hans: /[\p{Script=Han}][.,?!]/u,
  Hant: /[\p{Script=Han}][.,?!]/u,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][.,?!]/u,
};
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u;
/** Joiners, and left-to-right isolates around “+966” and the like in right-to-left text. */
const ALLOWED = /[\u200C\u200D]|\u2066([^\u2066\u2069]*)\u2069/g;

const scriptOf = (locale) => new Intl.Locale(locale).maximize().script ?? 'Latn';
const list = (names) => [...names].join(', ') || 'none';

/** Keys that are missing or that nobody asks for. */
export function* checkKeys(messages, keys, english) {
  const wanted = new Set(keys.required);
  for (const key of Object.keys(english)) if (isWord(key) || keys.optional.has(key)) wanted.add(key);
  for (const key of wanted) if (!Object.hasOwn(messages, key)) yield [key, 'is missing'];
  for (const key of Object.keys(messages)) {
    if (wanted.has(key)) continue;
    yield [
      key,
      keys.optional.has(key) ? 'is superfluous: English has no text for the operator here' : 'is superfluous',
    ];
  }
}

/** Arguments that the finding does not have, uses that do not fit their type, and differences from English. */
export function* checkArguments(key, elements, keys, english) {
  const types = new Map(paramsOf(keys, key));
  const known = isWord(key) ? [...types.keys()] : [...types.keys(), ...SURROUNDINGS];
  for (const { name, as, within } of uses(elements)) {
    if (!known.includes(name)) yield [key, `uses {${name}}; known are: ${list(known)}`];
    else if (types.get(name) === 'u32' && as === 'select') yield [key, `chooses by the number {${name}}: use plural`];
    else if (types.get(name) === 'Name' && as === 'plural') yield [key, `counts by the word {${name}}: use select`];
    else if (types.get(name) === 'Name' && as === 'number') yield [key, `formats the word {${name}} as a number`];
    else if (name === 'unit' && as === 'text') yield [key, 'names {unit} alone: write {max, number, unit} or a select'];
    else if (name === 'outcome' && as !== 'select') yield [key, 'shows {outcome}, which is only there to select by'];
    else if (!types.has(name) && as === 'text' && !within.includes(name)) {
      yield [key, `shows {${name}}, which may be absent: put it in {${name}, select, none {…} other {…}}`];
    }
  }
  if (!english) return;
  const [here, there] = [elements, english].map((tree) =>
    list(new Set([...uses(tree)].map(({ name }) => name).sort())),
  );
  if (here !== there) yield [key, `has the arguments ${here}; English has ${there}`];
}

/** Plural categories that the language does not have, and those that it needs for whole numbers. */
export function* checkPlurals(key, elements, locale) {
  const rules = new Intl.PluralRules(locale);
  const all = rules.resolvedOptions().pluralCategories;
  const needed = new Set(['other']);
  for (let count = 0; count <= 2000; count++) needed.add(rules.select(count));
  for (const { name, as, cases } of uses(elements)) {
    if (as !== 'plural') continue;
    const categories = cases.filter((choice) => !choice.startsWith('='));
    const wrong = categories.filter((choice) => !all.includes(choice));
    const missing = [...needed].filter((choice) => !categories.includes(choice));
    if (wrong.length) yield [key, `counts {${name}} with ${list(wrong)}; ${locale} has ${list(all)}`];
    if (missing.length) yield [key, `counts {${name}} without ${list(missing)}`];
  }
}

/** Words that no person at a form should meet, codes, and text that nobody translated. */
export function* checkWords(key, elements, { locale, text, english, jargon, codes, same }) {
  const words = [...literals(elements)].join(' ');
  const code = codes.find((code) => code.includes('_') && words.includes(code));
  if (code) yield [key, `names the code or reason ${code}`];
  if (locale !== 'en' && text === english && !same.includes(key)) yield [key, 'is the same as in English'];
  if (isWord(key) || isOperator(key)) return;
  const found = jargon.find((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(words));
  if (found) yield [key, `says “${found}” to the person at the form`];
}

/** Script, punctuation and spacing. */
export function* checkScript(key, elements, { locale, text }) {
  const script = scriptOf(locale);
  const words = [...literals(elements)].join(' ');
  const mixed = mixedWord(words);
  if (mixed) yield [key, `mixes scripts in “${mixed}”`];
  const own = SCRIPTS_OF_CODE[script] ?? [];
  const letters = /\p{L}/u.test(words);
  if (!isWord(key) && letters && !SCRIPT_OF.some(([name, test]) => own.includes(name) && test.test(words))) {
    yield [key, `has no word in the script of ${locale}`];
  }
  if (text !== text.trim() || /\s\s/.test(text)) yield [key, 'has a superfluous space'];
  if (INVISIBLE.test(text.replace(ALLOWED, '$1'))) yield [key, 'has an invisible character'];
  if (text !== text.normalize('NFC')) yield [key, 'is not in Unicode normal form C'];
  if (FOREIGN_PUNCTUATION[script]?.test(words)) yield [key, `has punctuation that is not that of ${locale}`];
  if (isWord(key)) return;
  const end = ENDS[script] ?? /[.?!]$/u;
  for (const reading of readings(elements)) {
    const bare = reading.trim().replace(/[”"’»)]+$/u, '');
    if (/\s\s|\s$|^\s/u.test(reading)) yield [key, `has a superfluous space in “${reading}”`];
    else if (!end.test(bare) && !bare.endsWith('{retry}')) yield [key, `has no final punctuation in “${reading}”`];
    else continue;
    return;
  }
}

/** The first stretch of letters in which two scripts meet, such as a Latin “a” in a Cyrillic word. */
function mixedWord(text) {
  // In Arabic a tatweel joins a particle to a foreign word.
  for (const [word] of text.replaceAll('\u0640', ' ').matchAll(/[\p{L}\p{M}]+/gu)) {
    const scripts = new Set(
      SCRIPT_OF.filter(([, test]) => test.test(word)).map(([name]) => (EAST_ASIAN.has(name) ? 'Han' : name)),
    );
    if (scripts.size > 1) return word;
  }
  return undefined;
}

/** What English owes its translators: a description of each finding, an example of each parameter of either text. */
export function* checkNotes(key, trees, note, keys) {
  if (isWord(key) || isOperator(key)) return;
  if (!note?.description) yield [key, 'has no description for translators'];
  const params = paramsOf(keys, key).map(([name]) => name);
  const both = [trees[key], trees[`${key}.operator`] ?? []].flatMap((tree) => [...uses(tree)]);
  const used = new Set(both.map(({ name }) => name).filter((name) => params.includes(name)));
  const examples = note?.placeholders ?? {};
  for (const name of used)
    if (examples[name]?.example === undefined) yield [key, `has no example of {${name}} for translators`];
  for (const name of Object.keys(examples))
    if (!used.has(name)) yield [key, `describes {${name}}, which it does not use`];
}

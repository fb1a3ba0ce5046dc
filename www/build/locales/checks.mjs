// What must hold for a locale; each check yields `[key, problem]`.

import { isOperator, isWord, paramsOf, SURROUNDINGS } from './keys.mjs';
import { literals, readings, uses } from './message.mjs';

import { BY_LANGUAGE, BY_SCRIPT, EAST_ASIAN, MEASURES, SCRIPT_OF, SCRIPTS_OF_CODE } from './writing.mjs';

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u;
/** Joiners, and left-to-right isolates around “+966” and the like in right-to-left text. */
const ALLOWED = /[\u200C\u200D]|\u2066([^\u2066\u2069]*)\u2069/g;

const scriptOf = (locale) => new Intl.Locale(locale).maximize().script ?? 'Latn';
/** How `locale` is punctuated: its language's own habit, else that of its script. */
const punctuation = (locale) => ({
  end: /[.?!]$/u,
  ...BY_SCRIPT[scriptOf(locale)],
  ...BY_LANGUAGE[new Intl.Locale(locale).language],
});
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

const pluralsByLocale = new Map();

/** The plural categories of a language, and for how many of the first whole numbers each stands. */
function pluralsOf(locale) {
  let plurals = pluralsByLocale.get(locale);
  if (plurals === undefined) {
    const rules = new Intl.PluralRules(locale);
    const counts = { other: 2 };
    for (let count = 0; count <= 2000; count++) {
      const category = rules.select(count);
      counts[category] = (counts[category] ?? 0) + 1;
    }
    plurals = { all: rules.resolvedOptions().pluralCategories, counts };
    pluralsByLocale.set(locale, plurals);
  }
  return plurals;
}

/** Plural categories that the language does not have, and those that it needs for whole numbers. */
export function* checkPlurals(key, elements, locale) {
  const { all, counts } = pluralsOf(locale);
  const needed = Object.keys(counts);
  for (const { name, as, cases, counting } of uses(elements)) {
    if (as !== 'plural') continue;
    const categories = cases.filter((choice) => !choice.startsWith('='));
    const wrong = categories.filter((choice) => !all.includes(choice));
    const missing = needed.filter((choice) => !categories.includes(choice));
    if (wrong.length) yield [key, `counts {${name}} with ${list(wrong)}; ${locale} has ${list(all)}`];
    if (missing.length) yield [key, `counts {${name}} without ${list(missing)}`];
    const silent = counting.length
      ? categories.filter((choice) => counts[choice] > 1 && !counting.includes(choice))
      : [];
    if (silent.length) yield [key, `does not show {${name}} for ${list(silent)}, which stands for several numbers`];
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
  const { end, foreign } = punctuation(locale);
  if (foreign?.test(words)) yield [key, `has punctuation that is not that of ${locale}`];
  if (isWord(key)) return;
  for (const reading of readings(elements)) {
    const bare = reading.trim().replace(/[”"’»)]+$/u, '');
    if (/\s\s|\s$|^\s/u.test(reading)) yield [key, `has a superfluous space in “${reading}”`];
    else if (!end.test(bare) && !bare.endsWith('{retry}')) yield [key, `has no final punctuation in “${reading}”`];
    else continue;
    return;
  }
}

/** A text that is much longer or shorter than English: it says more, or less. */
export function* checkLength(key, elements, locale, english) {
  if (isWord(key) || !english) return;
  const [least, most] = MEASURES[scriptOf(locale)] ?? MEASURES.other;
  const [here, there] = [elements, english].map((tree) => Math.max(...readings(tree).map((text) => text.length)));
  if (here > most * there + 30) yield [key, `has ${here} characters where English has ${there}: shorten it`];
  if (here < least * there - 6) yield [key, `has ${here} characters where English has ${there}: something is lost`];
}

/** Signs at the edge of a left-to-right stretch, which right-to-left text would move to its other end. */
const LOOSE = /(?:^|[\s«“"(،:؛])[-+#.@\\/<{_]+[A-Za-z\d]|[A-Za-z\d][}>/\\#+=_]+(?:[\s»”").,،؛؟۔]|$)/u;

/** In right-to-left text “+966”, “.com” and “{{name}}” stand between U+2066 and U+2069. */
export function* checkIsolation(key, elements, locale) {
  if (!['Arab', 'Hebr'].includes(scriptOf(locale))) return;
  for (const reading of readings(elements)) {
    const [loose] =
      reading
        .replace(/\u2066[^\u2069]*\u2069/g, '')
        .replace(/(?<!\{)\{\w+\}(?!\})/g, 'x')
        .match(LOOSE) ?? [];
    if (loose) return void (yield [key, `has “${loose.trim()}” without U+2066 and U+2069 around it`]);
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

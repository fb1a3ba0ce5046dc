// What a language still lacks: npm run locales:missing -- de [--all] [--json]
//
// Prints each missing text in English with its note, so that a delta is translated without looking anything up; then
// what is there and not right. `--json` prints the same as an ARB fragment to be filled in, `--all` every text, with its
// translation where there is one, to be read through.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkSource, readArb, readVocabulary } from '../locales.mjs';
import { baseOf, isOperator, isWord } from './keys.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HINTS = {
  unit: 'a number with its unit, set into several sentences',
  name: 'a word that is set into a sentence',
  field: 'the label of a field',
};

/** `{ missing: [{ key, english, audience, note, examples }], wrong: [line] }` of the text of an ARB file. */
export function missingIn(text, locale, english, vocabulary) {
  const source = readArb(text, `${locale}.arb`);
  checkSource(source, english, vocabulary);
  const row = (key) => {
    const { description, placeholders = {} } = english.notes[baseOf(key)] ?? {};
    return {
      key,
      english: english.messages[key],
      audience: isOperator(key) ? 'operator' : isWord(key) ? 'word' : 'person',
      note: description ?? HINTS[key.split('.')[0]] ?? '',
      examples: Object.fromEntries(Object.entries(placeholders).map(([name, { example }]) => [name, example])),
      ...(source.messages[key] !== undefined && { translation: source.messages[key] }),
    };
  };
  const keys = Object.keys(english.messages);
  const wrong = source.problems.filter(({ key, problem }) => problem !== 'is missing' || key.startsWith('@'));
  return {
    missing: keys.filter((key) => !Object.hasOwn(source.messages, key)).map(row),
    all: keys.map(row),
    wrong: wrong.map(({ line, key, problem }) => `locales/${locale}.arb:${line} ${key} ${problem}`),
  };
}

function print({ key, english, audience, note, examples, translation }) {
  const shown = Object.entries(examples).map(([name, example]) => `${name} = ${example}`);
  console.log(`${key}  (${audience})`);
  if (note) console.log(`  ${note}${shown.length ? ` [${shown.join(', ')}]` : ''}`);
  console.log(`  en: ${english}`);
  if (translation !== undefined) console.log(`  →   ${translation}`);
  console.log();
}

function main(given) {
  const options = given.filter((word) => word.startsWith('--'));
  const [locale] = given.filter((word) => !word.startsWith('--'));
  if (!locale || options.some((option) => !['--all', '--json'].includes(option))) {
    console.error('usage: npm run locales:missing -- TAG [--all] [--json], as in: npm run locales:missing -- de');
    process.exit(2);
  }
  const read = (tag) => readFileSync(join(ROOT, `locales/${tag}.arb`), 'utf8');
  const english = readArb(read('en'), 'en.arb');
  const empty = JSON.stringify({ '@@locale': locale });
  const text = existsSync(join(ROOT, `locales/${locale}.arb`)) ? read(locale) : empty;
  const { missing, all, wrong } = missingIn(text, locale, english, readVocabulary());
  const rows = options.includes('--all') ? all : missing;
  if (options.includes('--json')) {
    const pairs = rows.map(({ key, english, translation }) => [key, translation ?? english]);
    return console.log(JSON.stringify(Object.fromEntries(pairs), null, 2));
  }
  rows.forEach(print);
  for (const line of wrong) console.log(line);
  const counts = pluralsOf(locale).join('; ');
  console.log(`${missing.length} texts missing, ${wrong.length} not right. Plurals of ${locale}: ${counts}`);
}

/** The plural categories of a language with a few numbers of each. */
function pluralsOf(locale) {
  const rules = new Intl.PluralRules(locale);
  const found = {};
  for (let count = 0; count <= 1e6; count += count < 200 ? 1 : 1000) (found[rules.select(count)] ??= []).push(count);
  return Object.entries(found).map(([category, counts]) => `${category} ${counts.slice(0, 6).join(' ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));

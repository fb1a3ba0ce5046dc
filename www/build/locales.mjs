// Compiles locales/*.arb into one plain-data module per language, and refuses to when a translation is not whole.
//
//   node www/build/locales.mjs            writes www/lib/generated/locales/<locale>.ts, as the package build does
//   node www/build/locales.mjs --check    only looks, at all of them or at those named after it
//
// A source is an ARB file (JSON; texts in ICU MessageFormat); docs/TRANSLATING.md tells translators what it holds. Which
// texts there must be comes from tests/cases/vocabulary.json, which the core exports.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { parseTree } from 'jsonc-parser';

import { alphabetOf, exchange } from './locales/alphabet.mjs';
import {
  checkArguments,
  checkIsolation,
  checkKeys,
  checkLength,
  checkNotes,
  checkPlurals,
  checkScript,
  checkWords,
} from './locales/checks.mjs';
import { editionOf, keysOf, orderOf } from './locales/keys.mjs';
import { checkSyntax, parseMessage } from './locales/message.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GENERATED = join(ROOT, 'www/lib/generated');
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

/** `{ locale, messages, notes, lines, settings, problems }` of the text of an ARB file. */
export function readArb(text, fileName) {
  const source = {
    locale: fileName.replace(/\.arb$/, ''),
    messages: {},
    notes: {},
    lines: {},
    settings: {},
    problems: [],
  };
  const errors = [];
  const tree = parseTree(text, errors);
  const lineAt = (offset) => text.slice(0, offset).split('\n').length;
  if (errors.length || tree?.type !== 'object') {
    source.problems.push({ line: lineAt(errors[0]?.offset ?? 0), key: '', problem: 'is not a JSON object' });
    return source;
  }
  const parsed = JSON.parse(text);
  for (const member of tree.children) {
    const [{ value: key, offset }] = member.children;
    const line = lineAt(offset);
    const say = (problem) => source.problems.push({ line, key, problem });
    if (Object.hasOwn(source.lines, key)) say('stands here twice');
    source.lines[key] = line;
    if (key.startsWith('@@')) source.settings[key.slice(2)] = parsed[key];
    else if (key.startsWith('@')) source.notes[key.slice(1)] = parsed[key];
    else if (typeof parsed[key] !== 'string') say('is not text');
    else source.messages[key] = parsed[key];
  }
  if (source.settings.locale !== source.locale) {
    source.problems.push({ line: 1, key: '@@locale', problem: `must be ${source.locale}, like the name of the file` });
  }
  for (const setting of ['x-style', 'x-jargon']) {
    if (!source.settings[setting]?.length)
      source.problems.push({ line: 1, key: `@@${setting}`, problem: 'is missing' });
  }
  return source;
}

/** Adds to `source.problems` what is wrong with it; gives its syntax trees by key. */
export function checkSource(source, english, vocabulary) {
  const keys = keysOf(vocabulary);
  const codes = [...keys.required].filter((key) => !key.includes('.'));
  const { locale, messages, settings } = source;
  const trees = {};
  const collect = (found) => {
    for (const [key, problem] of found) source.problems.push({ line: source.lines[key] ?? 0, key, problem });
  };
  collect(checkKeys(messages, keys, english.messages));
  for (const key of Object.keys(source.notes)) {
    if (!Object.hasOwn(messages, key)) collect([[`@${key}`, 'describes a text that is not there']]);
  }
  for (const [key, text] of Object.entries(messages)) {
    try {
      const tree = parseMessage(text);
      checkSyntax(tree);
      trees[key] = tree;
    } catch (error) {
      collect([[key, error.message]]);
    }
  }
  const { 'x-jargon': jargon = [], 'x-same-as-en': same = [] } = settings;
  for (const [key, tree] of Object.entries(trees)) {
    const text = messages[key];
    const englishText = english.messages[key];
    const englishTree = locale === 'en' || englishText === undefined ? undefined : tryParse(englishText);
    collect(checkArguments(key, tree, keys, englishTree));
    collect(checkPlurals(key, tree, locale));
    collect(checkWords(key, tree, { locale, text, english: englishText, jargon, codes, same }));
    collect(checkScript(key, tree, { locale, text }));
    collect(checkIsolation(key, tree, locale));
    collect(checkLength(key, tree, locale, englishTree));
    if (locale === 'en') collect(checkNotes(key, trees, source.notes[key], keys));
  }
  return trees;
}

function tryParse(text) {
  try {
    return parseMessage(text);
  } catch {
    return undefined; // English tells of it itself.
  }
}

/** The data of a checked locale: what its module exports. */
export function localeOf({ locale, messages, settings }, order) {
  const dir = RIGHT_TO_LEFT.has(new Intl.Locale(locale).maximize().script) ? 'rtl' : 'ltr';
  const numbers = settings['x-numbers'];
  const lines = [...order.reasons, ...order.words].map((key) => {
    const operator = messages[`${key}.operator`];
    return operator === undefined ? messages[key] : `${messages[key]}\t${operator}`;
  });
  const texts = lines.join('\n');
  const alphabet = alphabetOf(texts);
  const shared = { locale, dir, ...(numbers && { numbers }), edition: editionOf(order) };
  return alphabet ? { ...shared, texts: exchange(texts, alphabet), alphabet } : { ...shared, texts };
}

/** Reads and checks every source: `{ locales, problems }`, problems as lines to print. */
export function compileLocales(folder = join(ROOT, 'locales'), vocabulary = readVocabulary()) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.arb'))
    .sort();
  const sources = files.map((name) => readArb(readFileSync(join(folder, name), 'utf8'), name));
  const english = sources.find(({ locale }) => locale === 'en');
  if (!english) return { locales: [], problems: ['locales/en.arb is missing: every other language is measured by it'] };
  const order = orderOf(vocabulary, english);
  const locales = sources.map((source) => {
    checkSource(source, english, vocabulary);
    return source.problems.length ? undefined : localeOf(source, order);
  });
  const problems = sources.flatMap(({ locale, problems }) =>
    problems.map(({ line, key, problem }) => `locales/${locale}.arb:${line} ${key} ${problem}`),
  );
  return { locales, order, problems };
}

/** The codes and reasons that the core exports. */
export function readVocabulary() {
  return JSON.parse(readFileSync(join(ROOT, 'tests/cases/vocabulary.json'), 'utf8'));
}

/** The module of a locale. */
export function moduleOf(locale) {
  return `// Made by the build from locales/${locale.locale}.arb.

import type { Locale } from '../../messages/locale.js';

const locale: Locale = ${JSON.stringify(locale)};
export default locale;
`;
}

/** The module that all locales share: what each line of theirs is for. */
export function wordsModule(order) {
  return `// Made by the build from tests/cases/vocabulary.json and locales/en.arb.

/** A text that belongs to no reason. */
export type Word =
${order.words.map((word) => `  | '${word}'`).join('\n')};

/** All of them, in the order of the locales' lines, which come after those of the reasons. */
export const words: string =
  '${order.words.join(' ')}';

/** Which vocabulary the lines follow. */
export const edition = '${editionOf(order)}';
`;
}

/** Writes the shared module and one for each locale into `folder`; an `Error` tells what is not right. */
export function buildLocales(folder = GENERATED, compiled = compileLocales()) {
  const { locales, order, problems } = compiled;
  if (problems.length > 0) {
    throw new Error(`${problems.join('\n')}\n${problems.length} problems; docs/TRANSLATING.md explains the format`);
  }
  mkdirSync(join(folder, 'locales'), { recursive: true });
  writeFileSync(join(folder, 'words.ts'), wordsModule(order));
  for (const locale of locales) writeFileSync(join(folder, 'locales', `${locale.locale}.ts`), moduleOf(locale));
  return locales;
}

function main([option, ...tags]) {
  const compiled = compileLocales();
  const asked = tags.length === 0 ? compiled.problems : compiled.problems.filter(isIn(tags));
  for (const problem of asked) console.error(problem);
  if (asked.length > 0) {
    console.error(`${asked.length} problems in locales/; docs/TRANSLATING.md explains the format`);
    process.exitCode = 1;
    return;
  }
  if (option !== '--check') buildLocales(GENERATED, compiled);
  const whole = compiled.locales.filter((locale) => locale && (tags.length === 0 || tags.includes(locale.locale)));
  console.log(`${whole.length} locales: ${whole.map(({ locale }) => locale).join(' ')}`);
  for (const { locale, texts, alphabet = '' } of whole) {
    console.log(`${locale}: ${gzipSync(texts + alphabet, { level: 9 }).length} of 10240 octets compressed`);
  }
}

const isIn = (tags) => (problem) => tags.some((tag) => problem.startsWith(`locales/${tag}.arb`));

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));

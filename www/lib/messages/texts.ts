/** Finds the text of a key in a locale, and parses none before it is shown. */

import { reasons } from '../generated/kinds.js';
import { edition, words } from '../generated/words.js';
import type { Locale } from './locale.js';
import { type Part, parse } from './parse.js';

/** The line of each key; made when a text is first looked for. */
let lines: Map<string, number> | undefined;

/** The parts of the text of a key in one language, the operator's own where there is one; `undefined` where none is. */
export type Lookup = (key: string, operator: boolean) => readonly Part[] | undefined;

/** Whether `locale` is a locale of this release. */
export function assertLocale(locale: Locale, argument: string): void {
  if (typeof locale?.texts !== 'string') throw new TypeError(`${argument}: not a locale`);
  if (locale.edition !== edition) throw new TypeError(`${argument}: a locale of another version of presend`);
}

/** What was parsed of a locale serves every `createMessages` with it. */
const lookups = new WeakMap<Locale, Lookup>();

/** Looks texts up in `locale`, each parsed once. */
export function lookupIn(locale: Locale): Lookup {
  let lookup = lookups.get(locale);
  if (!lookup) lookups.set(locale, (lookup = createLookup(locale)));
  return lookup;
}

function createLookup({ texts, alphabet = '', own = {} }: Locale): Lookup {
  const parsed = new Map<string, readonly Part[]>();
  let rows: string[] | undefined;
  let pairs: Map<string, string> | undefined;
  const readable = (line: string): string => {
    if (!alphabet) return line;
    pairs ??= new Map([...alphabet].map((letter, at) => [letter, alphabet[at ^ 1] ?? '']));
    let text = '';
    for (const letter of line) text += pairs.get(letter) ?? letter;
    return text;
  };
  const ownText = (key: string): string | undefined => (Object.hasOwn(own, key) ? own[key] : undefined);
  const find = (key: string, operator: boolean): string | undefined => {
    lines ??= new Map(`${reasons} ${words}`.split(' ').map((name, at) => [name, at]));
    rows ??= texts.split('\n');
    const [plain, other] = readable(rows[lines.get(key) ?? -1] ?? '').split('\t');
    return (operator && ownText(`${key}.operator`)) || ownText(key) || (operator && other) || plain;
  };
  return (key, operator) => {
    const name = operator ? `${key}.operator` : key;
    let parts = parsed.get(name);
    if (!parts) {
      const text = find(key, operator);
      if (!text) return undefined;
      parsed.set(name, (parts = parse(text)));
    }
    return parts;
  };
}

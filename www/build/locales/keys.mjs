// Which keys a locale must have, and which arguments each may use.

import { createHash } from 'node:crypto';

/** Texts that belong to no reason, with their parameters. */
const FIXED = {
  unknown: [],
  'unknown.operator': [],
  ...Object.fromEntries(['seconds', 'minutes', 'at'].map((unit) => [`retry.${unit}`, [['about', 'u32']]])),
};

/** Arguments that every sentence may use: see www/lib/messages/arguments.ts. Each may be absent. */
export const SURROUNDINGS = ['field', 'name', 'path', 'index', 'suggestion', 'example', 'retry', 'outcome'];

/** Words: `unit.octets`, `name.mobile`, `field.reply_to`, `form.use`. English decides which there are. */
const WORD = /^(unit|name|field|form)\.[a-z0-9_]+(\.operator)?$/;

/** What the words of a form may use; `value` is text of the page, shown as it is. */
const FORM = {
  'form.use': [['value', 'Text']],
  'form.insert': [['value', 'Text']],
  'form.check': [['count', 'u32']],
  'form.place': [
    ['line', 'u32'],
    ['column', 'u32'],
  ],
  'form.left': [
    ['left', 'u32'],
    ['unit', 'Name'],
  ],
  'form.over': [
    ['over', 'u32'],
    ['unit', 'Name'],
  ],
  'form.segments': [
    ['segments', 'u32'],
    ['left', 'u32'],
    ['unit', 'Name'],
  ],
};

export const isWord = (key) => WORD.test(key);
export const isOperator = (key) => key.endsWith('.operator');
export const baseOf = (key) => key.replace(/\.operator$/, '');

/** `{ required: Set, optional: Set, params: Map }` from the vocabulary that the core exports. */
export function keysOf({ codes, reasons, words = {} }) {
  const required = new Set(Object.keys(FIXED));
  const optional = new Set();
  const params = new Map(Object.entries(FIXED));
  for (const { name } of codes) {
    required.add(name).add(`${name}.operator`);
    params.set(name, []);
  }
  for (const { reason, params: own } of reasons) {
    required.add(reason);
    if (!required.has(`${reason}.operator`)) optional.add(`${reason}.operator`);
    params.set(reason, own);
  }
  for (const [kind, names] of Object.entries(words)) for (const name of names) required.add(`${kind}.${name}`);
  return { required, optional, params };
}

/** `[name, type]` of the parameters that `key` may use, those of every sentence not among them. */
export function paramsOf({ params }, key) {
  if (key.startsWith('unit.')) return [['count', 'u32']];
  if (key.startsWith('form.')) return FORM[key] ?? [];
  return params.get(baseOf(key)) ?? [];
}

/** Every key of the compiled texts in their order, those of the operator not among them: reasons, then words. */
export function orderOf({ reasons }, english) {
  const names = reasons.map(({ reason }) => reason);
  const all = new Set(names);
  const words = Object.keys(english.messages).filter((key) => !isOperator(key) && !all.has(key));
  return { reasons: names, words };
}

/** A few letters that tell one vocabulary from another. */
export const editionOf = ({ reasons, words }) =>
  createHash('sha256')
    .update([...reasons, ...words].join(' '))
    .digest('base64url')
    .slice(0, 6);

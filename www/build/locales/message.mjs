// One message: from ICU MessageFormat to the compact form of www/lib/messages/locale.ts.

import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** ICU's named number styles, as in `{max, number, unit}`, and the sign that stands for each in the compact form. */
const STYLES = { unit: '#', code_point: '+', plain: '=', instant: '@' };

/** The syntax tree of `text`; throws an `Error` whose message tells what is wrong. */
export function parseMessage(text) {
  try {
    return parse(text, { ignoreTag: true, requiresOtherClause: true });
  } catch (error) {
    throw new Error(`is not ICU MessageFormat (${error.message.toLowerCase().replaceAll('_', ' ')})`);
  }
}

/** The compact form of a syntax tree. */
export function compact(elements, counted) {
  const parts = [];
  for (const element of elements) {
    const part = compactElement(element, counted);
    if (typeof part === 'string' && typeof parts.at(-1) === 'string') parts.push(parts.pop() + part);
    else parts.push(part);
  }
  return parts.length === 1 ? parts[0] : parts.length === 0 ? '' : parts;
}

function compactElement(element, counted) {
  switch (element.type) {
    case TYPE.literal:
      return element.value.replaceAll('{', '{(}');
    case TYPE.argument:
      return `{${element.value}}`;
    case TYPE.number:
      return `{${element.value}${element.style ? numberStyle(element) : ''}}`;
    case TYPE.pound:
      return `{${counted}}`;
    case TYPE.select:
      return { [element.value]: compactCases(element.options, counted) };
    case TYPE.plural:
      if (element.offset) throw new Error('uses a plural with an offset');
      if (element.pluralType !== 'cardinal') throw new Error('uses ordinal numbers');
      return { [element.value]: compactCases(element.options, element.value) };
    default:
      throw new Error(`formats {${element.value}} as a date or time; write {${element.value}}`);
  }
}

function numberStyle({ value, style }) {
  if (Object.hasOwn(STYLES, style)) return STYLES[style];
  throw new Error(`formats {${value}} in an unknown way; known are ${Object.keys(STYLES).join(', ')}`);
}

function compactCases(options, counted) {
  return Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, compact(value, counted)]));
}

/** Every use of an argument: `{ name, as, cases, within }`, where `within` are the arguments chosen by around it. */
export function* uses(elements, within = []) {
  for (const element of elements) {
    const name = element.value;
    if (element.type === TYPE.argument) yield { name, as: 'text', within };
    if (element.type === TYPE.number) {
      yield { name, as: element.style === 'plain' ? 'text' : 'number', within };
      if (element.style === 'unit') yield { name: 'unit', as: 'unit', within };
    }
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      yield {
        name,
        as: element.type === TYPE.plural ? 'plural' : 'select',
        cases: Object.keys(element.options),
        within,
      };
      for (const [choice, option] of Object.entries(element.options)) {
        yield* uses(option.value, choice === 'none' ? within : [...within, name]);
      }
    }
  }
}

/** The fixed words of a message, one string per unbroken stretch. */
export function* literals(elements) {
  for (const element of elements) {
    if (element.type === TYPE.literal) yield element.value;
    for (const option of Object.values(element.options ?? {})) yield* literals(option.value);
  }
}

/** Every way a message can read, arguments as `{name}`; at most `limit` of them. */
export function readings(elements, limit = 200) {
  let texts = [''];
  for (const element of elements) {
    let endings = [element.value];
    if (element.type === TYPE.pound) endings = ['{#}'];
    else if (element.options)
      endings = Object.values(element.options).flatMap((option) => readings(option.value, limit));
    else if (element.type !== TYPE.literal) endings = [`{${element.value}}`];
    texts = texts.flatMap((text) => endings.map((ending) => text + ending)).slice(0, limit);
  }
  return texts;
}

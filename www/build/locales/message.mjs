// One message: its syntax tree, and what can be read from it.

import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** The named styles, as in `{max, number, unit}`. */
const STYLES = ['unit', 'code_point', 'plain', 'instant', 'and', 'or'];

/** The syntax tree of `text`; throws an `Error` whose message tells what is wrong. */
export function parseMessage(text) {
  try {
    return parse(text, { ignoreTag: true, requiresOtherClause: true });
  } catch (error) {
    throw new Error(`is not ICU MessageFormat (${error.message.toLowerCase().replaceAll('_', ' ')})`);
  }
}

/** What the code that shows messages cannot do (www/lib/messages/parse.ts); an `Error` tells it. */
export function checkSyntax(elements) {
  for (const element of elements) {
    const { type, value, style, options, offset, pluralType } = element;
    if (type === TYPE.number && style && !STYLES.includes(style)) {
      throw new Error(`formats {${value}} in an unknown way; known are ${STYLES.join(', ')}`);
    }
    if (type === TYPE.date || type === TYPE.time) {
      throw new Error(`formats {${value}} as a date or time; write {${value}, number, instant}`);
    }
    if (type === TYPE.plural && offset) throw new Error('uses a plural with an offset');
    if (type === TYPE.plural && pluralType !== 'cardinal') throw new Error('uses ordinal numbers');
    for (const option of Object.values(options ?? {})) checkSyntax(option.value);
  }
}

/** Every use of an argument: `{ name, as, cases, within }`, where `within` are the arguments chosen by around it. */
export function* uses(elements, within = []) {
  for (const element of elements) {
    const name = element.value;
    if (element.type === TYPE.argument) yield { name, as: 'text', within };
    if (element.type === TYPE.number) {
      yield { name, as: ['plain', 'and', 'or'].includes(element.style) ? 'text' : 'number', within };
      if (element.style === 'unit') yield { name: 'unit', as: 'unit', within };
    }
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      yield {
        name,
        as: element.type === TYPE.plural ? 'plural' : 'select',
        cases: Object.keys(element.options),
        counting: Object.keys(element.options).filter((choice) => shows(element.options[choice].value, name)),
        within,
      };
      for (const [choice, option] of Object.entries(element.options)) {
        yield* uses(option.value, choice === 'none' ? within : [...within, name]);
      }
    }
  }
}

/** Whether a branch of a plural shows the number that it was chosen by. */
const shows = (elements, name) =>
  elements.some(
    ({ type, value, options }) =>
      type === TYPE.pound ||
      ((type === TYPE.argument || type === TYPE.number) && value === name) ||
      Object.values(options ?? {}).some((option) => shows(option.value, name)),
  );

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

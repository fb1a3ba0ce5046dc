/** From the parts of a message to a row of parts that a person reads. */

import type { Argument, Part } from './parse.js';

/** A stretch of a sentence: the message's own words, or the value of the argument `name`. */
export interface MessagePart {
  type: 'text' | 'value';
  value: string;
  name?: string;
}

/** What the arguments of a message are, and how they look. */
export interface Arguments {
  /** What a choice is made by; `undefined` when there is no such argument. */
  readonly value: (name: string) => string | number | undefined;
  /** What a person reads; `style` is the third word in braces, as in `{max, number, unit}`. */
  readonly shown: (name: string, style?: string) => string;
  /** The plural category of a number. */
  readonly category: (count: number) => string;
}

/** What the parts of a message say. */
export const render = (parts: readonly Part[], args: Arguments): MessagePart[] =>
  parts.flatMap((part): MessagePart[] => {
    if (typeof part === 'string') return [{ type: 'text', value: part }];
    const { name, style, choices } = part;
    if (choices) return render(chosen(part, choices, args), args);
    const value = args.shown(name, style);
    return value ? [{ type: 'value', value, name }] : [];
  });

function chosen({ name }: Argument, choices: Readonly<Record<string, Part[]>>, args: Arguments): readonly Part[] {
  const by = args.value(name) ?? 'none';
  const keys = [`=${by}`, typeof by === 'number' ? args.category(by) : by, 'other'];
  const found = keys.find((key) => Object.hasOwn(choices, key)) ?? '';
  return choices[found] ?? [];
}

/** From a message and its arguments to a row of parts. */

import type { Choice, Message } from './locale.js';

/** A stretch of a sentence: the message's own words, or the value of the argument `name`. */
export interface MessagePart {
  type: 'text' | 'value';
  value: string;
  name?: string;
}

/** What the arguments of a message are, and how they look. */
export interface Arguments {
  /** What a choice is made by; `undefined` when there is no such argument. */
  readonly values: Readonly<Record<string, string | number | undefined>>;
  /** What a person reads; `style` is the sign after the name, or empty. */
  readonly shown: (name: string, style: string) => string;
  /** The plural category of a number. */
  readonly category: (count: number) => string;
}

/** The parts of `message`, in order. */
export const render = (message: Message, args: Arguments): MessagePart[] =>
  [message].flat().flatMap((part) => (typeof part === 'string' ? renderText(part, args) : renderChoice(part, args)));

const renderChoice = (choice: Choice, args: Arguments): MessagePart[] =>
  Object.entries(choice).flatMap(([name, texts]) => {
    const by = args.values[name] ?? 'none';
    const keys = [`=${by}`, typeof by === 'number' ? args.category(by) : by, 'other'];
    const found = keys.find((key) => Object.hasOwn(texts, key)) ?? '';
    return render(texts[found] ?? '', args);
  });

const renderText = (message: string, { shown }: Arguments): MessagePart[] =>
  // Every second piece is what stood in braces: a name and perhaps a sign, or `(` alone.
  message.split(/\{(\w*\W?)\}/).flatMap((piece, at): MessagePart[] => {
    const name = at % 2 ? piece.replace(/\W$/, '') : '';
    const value = name ? shown(name, piece.slice(name.length)) : at % 2 ? '{' : piece;
    return value ? [name ? { type: 'value', value, name } : { type: 'text', value }] : [];
  });

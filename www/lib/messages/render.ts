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
  readonly raw: (name: string) => string | number | undefined;
  /** What a person reads; `style` is the sign after the name, or empty. */
  readonly shown: (name: string, style: string) => string;
  /** The plural category of a number. */
  readonly category: (count: number) => string;
}

/** The parts of `message`, in order. */
export function render(message: Message, args: Arguments): MessagePart[] {
  return [message]
    .flat()
    .flatMap((part) => (typeof part === 'string' ? renderText(part, args) : renderChoice(part, args)));
}

function renderChoice(choice: Choice, args: Arguments): MessagePart[] {
  return Object.entries(choice).flatMap(([name, texts]) => {
    const by = args.raw(name) ?? 'none';
    const found = [`=${by}`, typeof by === 'number' ? args.category(by) : by, 'other'].find((key) =>
      Object.hasOwn(texts, key),
    );
    return render(texts[found ?? ''] ?? '', args);
  });
}

function renderText(message: string, args: Arguments): MessagePart[] {
  // Every second piece is what stood in braces: a name and perhaps a sign, or `(` alone.
  const parts = message.split(/\{(\w*\W?)\}/).map((piece, at): MessagePart => {
    const name = piece.replace(/\W$/, '');
    if (at % 2 === 0 || !name) return { type: 'text', value: at % 2 === 0 ? piece : '{' };
    return { type: 'value', value: args.shown(name, piece.slice(name.length)), name };
  });
  return parts.filter(({ value }) => value);
}

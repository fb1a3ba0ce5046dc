/** What a compiled locale looks like: plain data, one module each, written by `www/build/locales.mjs`. */

/**
 * A message: text with `{argument}` in it, a choice, or several of these one after the other.
 *
 * In text, `{max}` stands for an argument, `{max#}` for a number with the unit of the finding, `{point+}` for a code
 * point (`U+200B`), `{status=}` for the bare digits or word, `{about@}` for an instant, and `{(}` for a literal brace.
 */
export type Message = string | Choice | readonly (string | Choice)[];

/**
 * One argument and the texts to choose from: by plural category (`one`, `other`, or `=0` for that very number) when it
 * is a number, by its value when it is a word (`none` when it is absent), else `other`.
 */
export interface Choice {
  readonly [argument: string]: { readonly [choice: string]: Message };
}

/** The texts of one language. */
export interface Locale {
  /** BCP 47 tag, as in `pt-BR`. */
  readonly locale: string;
  /** Direction of the script. */
  readonly dir: 'ltr' | 'rtl';
  /** Digits, as in `latn`, where they must not be left to the browser's habit. */
  readonly numbers?: string;
  /** By reason or code; `.operator` after it for the operator; `field.`, `name.`, `unit.` and `form.` before a word. */
  readonly messages: Readonly<Record<string, Message>>;
}

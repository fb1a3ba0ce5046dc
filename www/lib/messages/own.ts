/** Own texts over those of a locale, checked as they are written. */

import type { Word } from '../generated/words.js';
import type { ReasonTable } from '../generated/vocabulary.js';
import type { IssueReason } from '../results/issue.js';
import type { Surroundings } from './arguments.js';
import type { Locale } from './locale.js';
import { assertLocale } from './texts.js';

type Key = IssueReason | Word | `field.${string}`;

/** What a text can be for: a reason or code, a word such as `field.to`; with `.operator` for the operator alone. */
export type MessageKey = Key | `${Key}.operator`;

type BaseOf<K> = K extends `${infer Base}.operator` ? Base : K;

/** Names that the text of `K` may have in braces. */
type NamesFor<K> =
  BaseOf<K> extends infer Base
    ? Base extends IssueReason
      ? keyof ReasonTable[Base]['params'] | keyof Surroundings | 'example'
      : Base extends `unit.${string}`
        ? 'count'
        : Base extends `retry.${string}`
          ? 'about'
          : Base extends `form.${string}`
            ? string
            : never
    : never;

type Trim<S extends string> = S extends ` ${infer Rest}` | `${infer Rest} ` ? Trim<Rest> : S;

/** Without what stands literally in apostrophes. */
type Unquoted<S extends string> = S extends `${infer A}'{${string}'${infer B}`
  ? Unquoted<`${A}${B}`>
  : S extends `${infer A}'}${string}'${infer B}`
    ? Unquoted<`${A}${B}`>
    : S;

/** Up to the comma or the brace that ends a name. */
type Head<S extends string> = S extends `${infer A}}${string}` ? (A extends `${infer B},${string}` ? B : A) : S;

/** Names in braces; each brace goes from a text into an argument or out again, for the two enclose each other in turn. */
type NamesIn<S extends string, InArgument extends boolean = false, Found = never> = S extends `${infer A}{${infer B}`
  ? A extends `${infer C}}${infer D}`
    ? C extends `${string}`
      ? NamesIn<`${D}{${B}`, InArgument extends true ? false : true, Found>
      : never
    : InArgument extends true
      ? NamesIn<B, false, Found>
      : NamesIn<B, true, Found | Trim<Head<B>>>
  : Found;

type Checked<K, Text extends string> = string extends Text
  ? string
  : Exclude<NamesIn<Unquoted<Text>>, NamesFor<K>> extends infer Wrong
    ? [Wrong] extends [never]
      ? Text
      : `{${Wrong & string}} is not among {${NamesFor<K> & string}}`
    : never;

/** Own texts by key, in ICU MessageFormat; a key or a name in braces that does not exist is a type error. */
export type OwnTexts<Texts> = {
  readonly [K in keyof Texts]: K extends MessageKey
    ? Checked<K, Texts[K] & string>
    : `${K & string} is no reason, code or word of presend`;
};

/**
 * A locale with some texts of your own, in the format of `locales/*.arb`; the rest stays. A text counts for both audiences,
 * one whose key ends in `.operator` for the operator alone. With `as` it becomes another
 * language, such as `{ locale: 'gsw' }` over `de`.
 *
 * @example
 * createMessages(extendLocale(hi, { required: 'यह ज़रूरी है।', text_too_long: '{max, number, unit} काफ़ी हैं।' }));
 *
 * @throws {TypeError} when `base` is no compiled locale of this release, or a text is not one.
 */
export function extendLocale<const Texts extends Readonly<Record<string, string>>>(
  base: Locale,
  texts: Texts & OwnTexts<Texts>,
  as?: Partial<Pick<Locale, 'locale' | 'dir' | 'numbers'>>,
): Locale {
  assertLocale(base, 'base');
  for (const [key, text] of Object.entries(texts ?? [])) {
    if (typeof text !== 'string') throw new TypeError(`texts: ${key} is not a text`);
  }
  return { ...base, ...as, own: { ...base.own, ...texts } };
}

/** What a compiled locale looks like: plain data, one module each, written by `www/build/locales.mjs`. */

/** The texts of one language. */
export interface Locale {
  /** BCP 47 tag, as in `pt-BR`. */
  readonly locale: string;
  /** Direction of the script. */
  readonly dir: 'ltr' | 'rtl';
  /** Digits, as in `latn`, where they must not be left to the browser's habit. */
  readonly numbers?: string;
  /** Which vocabulary `texts` follows: it and the code must come from the same release. */
  readonly edition: string;
  /**
   * A line for each reason, then for each word, in the vocabulary's order; after a tab the operator's text, where it is
   * another one. ICU MessageFormat, as in `locales/*.arb`. Only the lines that are shown are ever parsed.
   */
  readonly texts: string;
  /** Pairs of characters that stand for each other in `texts`, which makes some scripts smaller to load. */
  readonly alphabet?: string;
  /** Texts by key that stand before those above: see `extendLocale`. */
  readonly own?: Readonly<Record<string, string>>;
}

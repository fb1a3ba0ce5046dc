/**
 * Turns findings into sentences: what to do for the person at the form, cause and resolution for the operator.
 *
 * A finding and a compiled locale enter; text, or parts for HTML, leaves. Words come from the locale alone, numbers,
 * plurals, regions and times from the platform's `Intl`. Nothing here knows a rule, and no bad finding makes it throw.
 *
 * @example
 * const t = createMessages();
 * t(checkPhone('+91 98765', { region: 'IN' }).issues[0]);
 */

import type { Failure } from '../answers/explain.js';
import en from '../generated/locales/en.js';
import type { Issue } from '../results/issue.js';
import { type Surroundings, surroundings } from './arguments.js';
import { createFormats, type Formats } from './formats.js';
import type { Locale, Message } from './locale.js';
import { type Arguments, type MessagePart, render } from './render.js';
import { retryHint } from './retry.js';

export type { Choice, Locale, Message } from './locale.js';
export type { MessagePart } from './render.js';

type Params = Readonly<Record<string, number | string>>;

export interface MessagesOptions {
  /** `user` (default): the person at the form. `operator`: whoever runs the site and its account. */
  audience?: 'user' | 'operator';
  /** Your names for fields: `{ to: 'Guest’s email' }`. Without one the locale's own, else the name as it is. */
  labels?: Readonly<Record<string, string>>;
  /** Your own texts by key, in the compiled form: `{ required: 'Please fill this in.' }`. */
  override?: Readonly<Record<string, Message>>;
  /** Told when `wanted` had no text and `used`, of the language `locale`, stands in for it. */
  onFallback?: (wanted: string, used: string, locale: string) => void;
}

export interface Messages {
  /** The sentence for a finding, or for the first finding of an answer with a hint when to try again. */
  (finding: Issue | Failure): string;
  /** The same in parts, so that values can be marked up; without the invisible isolates that the text has. */
  readonly parts: (finding: Issue | Failure) => MessagePart[];
  /**
   * A text of the locale that belongs to no finding, such as the words that `presend/forms` puts on a page: `form.use`
   * with `{ value }`. `params` are numbers and names of the vocabulary, `texts` stand as they are. Empty where no
   * locale has the key.
   *
   * @example
   * createMessages().phrase('form.use', {}, { value: 'ann@gmail.com' }); // 'Use ann@gmail.com'
   */
  readonly phrase: (key: string, params?: Params, texts?: Readonly<Record<string, string>>) => string;
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
}

/**
 * Makes `t`: `t(issue)`, `t(failure)`, `t.parts(issue)`.
 *
 * An unknown reason falls back to its code and then to a general sentence, a text missing in `locale` to English.
 *
 * @throws {TypeError} when `locale` is no compiled locale or `audience` none of the two.
 */
export function createMessages(locale: Locale = en, options: MessagesOptions = {}): Messages {
  const { audience = 'user', labels = {}, override, onFallback } = options;
  if (typeof locale?.messages !== 'object') throw new TypeError('locale: not a locale');
  if (audience !== 'user' && audience !== 'operator') throw new TypeError('audience: not user or operator');

  const own = sourceOf(locale, override);
  const sources = locale === en ? [own] : [own, sourceOf(en)];

  /** The parts of the first text among `keys`, each looked for in the locale, then in English. */
  const say = (keys: readonly [string, ...string[]], params: Params = {}, around: Surroundings = {}) => {
    for (const key of keys) {
      for (const source of sources) {
        const message = (audience === 'operator' && source.messages[`${key}.operator`]) || source.messages[key];
        if (!message) continue;
        if (source !== own || key !== keys[0]) onFallback?.(keys[0], key, source.locale);
        return render(message, argumentsOf(params, around, source));
      }
    }
    return [];
  };
  /** A word or a hint; empty where no locale has it. */
  const phrase = (key: string, params?: Params): string => textOf(say([key], params));

  const argumentsOf = (params: Params, around: Surroundings, { category, number, region }: Formats): Arguments => {
    const values: Arguments['values'] = { ...around, ...params };
    const shown = (name: string, style: string): string => {
      const value = values[name] ?? '';
      if (style === '=' || !(name in params)) return `${value}`;
      if (typeof value === 'string') return phrase(`name.${value}`) || region(value);
      return (style === '#' && phrase(`unit.${params.unit}`, { count: value })) || number(value, style);
    };
    return { category, values, shown };
  };
  const ownLabels = table(labels);
  const label = (name: string): string => ownLabels[name] || phrase(`field.${name}`) || name;

  const parts = (finding: Issue | Failure): MessagePart[] => {
    const { issues, retry: plan } = (finding ?? {}) as Partial<Failure>;
    const issue: Partial<Issue> = (issues ? issues[0] : (finding as Issue)) ?? {};
    const [hint, about = 0] = plan ? retryHint(plan) : [];
    const retry = hint && phrase(hint, { about });
    const around = { ...surroundings(issue, label), retry, outcome: plan?.outcome };
    const sentence = say([`${issue.reason}`, `${issue.code}`, 'unknown'], issue.params, around);
    if (retry && !sentence.some(({ name }) => name === 'retry')) {
      sentence.push({ type: 'text', value: ' ' }, { type: 'value', value: retry, name: 'retry' });
    }
    return sentence;
  };

  // Only what would be scrambled is isolated: all but numbers in right-to-left text, right-to-left words elsewhere.
  const scrambled = locale.dir === 'rtl' ? /[^\d.,]/ : /[\p{sc=Arab}\p{sc=Hebr}\p{Cf}]/u;
  const shown = ({ name, value }: MessagePart): string => (name && scrambled.test(value) ? isolate(value) : value);
  const t = (finding: Issue | Failure): string => textOf(parts(finding), shown);
  return Object.assign(t, {
    parts,
    phrase: (key: string, params?: Params, texts?: Surroundings) => textOf(say([key], params, texts), shown),
    locale: locale.locale,
    dir: locale.dir,
  });
}

const textOf = (parts: MessagePart[], show = ({ value }: MessagePart): string => value): string =>
  parts.map(show).join('');

/** Own entries alone: a reason or field such as `constructor` finds nothing. */
const table = <T>(...sources: (Readonly<Record<string, T>> | undefined)[]): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null), ...sources);

/** A language to look in. */
const sourceOf = (source: Locale, override?: Locale['messages']) => ({
  ...source,
  ...createFormats(source),
  messages: table(source.messages, override),
});

/** Marks `value` off from the text around it (Unicode Bidirectional Algorithm, FSI and PDI), whatever it holds itself. */
const isolate = (value: string): string => `\u2068${value.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')}\u2069`;

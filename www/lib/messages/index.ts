/**
 * Turns findings into sentences: what to do for the person at the form, cause and resolution for the operator.
 *
 * A finding and a compiled locale enter; text, or parts for HTML, leaves. Words come from the locale alone, numbers,
 * plurals, lists, regions and times from the platform's `Intl`. Nothing here knows a rule, and no bad finding makes it
 * throw.
 *
 * @example
 * const t = createMessages();
 * t(checkPhone('+91 98765', { region: 'IN' }).issues[0]);
 */

import type { Failure } from '../answers/explain.js';
import en from '../generated/locales/en.js';
import type { ApiCode, Issue, IssueReason } from '../results/issue.js';
import { type Surroundings, surroundings } from './arguments.js';
import { formatsOf } from './formats.js';
import { isolateIn, withoutControls } from './isolate.js';
import type { Locale } from './locale.js';
import { type MessagePart, render } from './render.js';
import { retryHint, standIn } from './retry.js';
import { assertLocale, lookupIn } from './texts.js';

export type { Locale } from './locale.js';
export { negotiateLocale } from './negotiate.js';
export { extendLocale, type MessageKey, type OwnTexts } from './own.js';
export type { MessagePart } from './render.js';

/** What a message may be filled with: the parameters of the finding, then what its path, fix and retry plan tell. */
export type MessageParams = Readonly<Record<string, number | string | undefined>>;

export interface MessagesOptions {
  /** `user` (default): the person at the form. `operator`: whoever runs the site and its account. */
  audience?: 'user' | 'operator';
  /** Your names for fields: `{ to: 'Guest’s email' }`. Without one the locale's own, else the name as it is. */
  labels?: Readonly<Record<string, string>>;
  /**
   * An example of what a person may write, for texts that show one: `({ region = 'IN' }) => exampleOf(region)`. Called
   * with the parameters of the finding, and only when its text asks for an example.
   */
  example?: (params: MessageParams) => string | undefined;
  /**
   * Asked first for every finding: the way to texts that another library keeps, such as i18next. What is not a text, or
   * an empty one, leaves the sentence to the locale.
   */
  translate?: (code: ApiCode | null, reason: IssueReason, params: MessageParams) => string | undefined;
  /** Told when `wanted` had no text and `used`, of the language `locale`, stands in for it. */
  onFallback?: (wanted: string, used: string, locale: string) => void;
}

export interface Messages {
  /**
   * The sentence for a finding, or for the first finding of an answer with a hint when to try again; `''` for an answer with
   * which nothing is wrong.
   */
  (finding: Issue | Failure): string;
  /**
   * The same in parts, so that values can be marked up; without the invisible isolates that the text has, and without
   * those that a value came with. Give each value an element with `dir="auto"`.
   */
  readonly parts: (finding: Issue | Failure) => MessagePart[];
  /** The language's word for a name of the vocabulary, such as a type of number or a region; else the name as it is. */
  readonly word: (name: string) => string;
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

type Params = Readonly<Record<string, number | string>>;

/**
 * Makes `t`: `t(issue)`, `t(failure)`, `t.parts(issue)`.
 *
 * An unknown reason falls back to its code and then to a general sentence, a text missing in `locale` to English.
 *
 * @throws {TypeError} when `locale` is no compiled locale of this release, `audience` none of the two, or `options` or
 * `labels` no object.
 */
export function createMessages(locale: Locale = en, options: MessagesOptions = {}): Messages {
  assertLocale(locale, 'locale');
  if (!isNamed(options)) throw new TypeError('createMessages: options must be an object');
  const { audience = 'user', labels = {}, example, translate, onFallback } = options;
  if (!isNamed(labels)) throw new TypeError('createMessages: options.labels must be an object');
  if (audience !== 'user' && audience !== 'operator') throw new TypeError('audience: not user or operator');
  const operator = audience === 'operator';
  const sources = (locale === en ? [en] : [locale, en]).map((source) => ({ source, find: lookupIn(source) }));

  /** The parts of the first text among `keys`, each looked for in the locale, then in English. */
  const say = (keys: readonly [string, ...string[]], params: Params = {}, around: Surroundings = {}): MessagePart[] => {
    for (const key of keys) {
      for (const { source, find } of sources) {
        const parts = find(key, operator);
        if (!parts) continue;
        if (source.locale !== locale.locale || key !== keys[0]) onFallback?.(keys[0], key, source.locale);
        return render(parts, argumentsOf(params, around, source));
      }
    }
    return [];
  };
  /** A word or a hint; empty where no locale has it. */
  const phrase = (key: string, params?: Params): string => textOf(say([key], params));

  const argumentsOf = (params: Params, around: Surroundings, source: Locale) => {
    const { category, number, region, list } = formatsOf(source);
    const named = (name: string): string => phrase(`name.${name}`) || region(name);
    const value = (name: string) =>
      told(
        Object.hasOwn(params, name) ? params[name] : name === 'example' ? example?.(params) : around[name as 'field'],
      );
    const shown = (name: string, style?: string): string => {
      const given = value(name) ?? '';
      if (style === 'plain' || !Object.hasOwn(params, name)) return `${given}`;
      if (style === 'and' || style === 'or') return list(`${given}`.split(' ').map(named), style);
      if (typeof given === 'string') return named(given);
      return (style === 'unit' && phrase(`unit.${value('unit')}`, { count: given })) || number(given, style);
    };
    return { category, value, shown };
  };
  const label = (name: string): string =>
    (Object.hasOwn(labels, name) && typeof labels[name] === 'string' && labels[name]) ||
    phrase(`field.${name}`) ||
    name;

  const parts = (finding: Issue | Failure): MessagePart[] => {
    const { issues, retry: plan, status } = (finding ?? {}) as Partial<Failure>;
    // An answer with which nothing is wrong.
    if (issues?.length === 0 && plan?.outcome === 'likely_accepted') return [];
    const issue: Partial<Issue> = (issues ? issues[0] : (finding as Issue)) ?? {};
    const { reason, code = null } = issue;
    const params = isNamed(issue.params) ? (issue.params as Params) : {};
    const [hint, about = 0] = plan ? retryHint(plan) : [];
    const retry = hint && phrase(hint, { about });
    const around = { ...surroundings(issue, label), retry, outcome: plan?.outcome };
    const theirs = translate && reason && translate(code, reason, { ...around, ...params });
    if (theirs && typeof theirs === 'string') return [{ type: 'text', value: theirs }];
    const keys: [string, ...string[]] = [String(told(reason)), String(told(code)), 'unknown'];
    // Whatever has a class is an answer without a known code.
    const better = params.class && !operator && !locale.own?.[keys[0]] && standIn(params.class, status, plan);
    if (better) keys.unshift(better);
    const sentence = say(keys, params, around);
    if (retry && !sentence.some(({ name }) => name === 'retry')) {
      sentence.push({ type: 'text', value: ' ' }, { type: 'value', value: retry, name: 'retry' });
    }
    return sentence;
  };

  const isolate = isolateIn(locale.dir);
  const isolated = ({ name, value }: MessagePart): string => (name ? isolate(value) : value);
  const t = (finding: Issue | Failure): string => textOf(parts(finding), isolated);
  return Object.assign(t, {
    parts: (finding: Issue | Failure) =>
      parts(finding).map((part) => (part.name ? { ...part, value: withoutControls(part.value) } : part)),
    word: (name: string): string => phrase(`name.${name}`) || formatsOf(locale).region(name),
    phrase: (key: string, params?: Params, texts?: Surroundings) => textOf(say([key], params, texts), isolated),
    locale: locale.locale,
    dir: locale.dir,
  });
}

const isNamed = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** What a sentence can say; anything else is absent. */
const told = (given: unknown): string | number | undefined =>
  typeof given === 'string' || typeof given === 'number' ? given : undefined;

const textOf = (parts: MessagePart[], show = ({ value }: MessagePart): string => value): string =>
  parts.map(show).join('');

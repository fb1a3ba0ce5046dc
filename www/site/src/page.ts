/** What the reader chose: language, wording and colours. Changing them renders anew and checks nothing again. */

import { createMessages, type Messages } from 'presend/messages';
import en from 'presend/locales/en';
import locales from 'virtual:presend-locales';
import { recall, remember } from './chosen.js';
import { attribute, byId, make, write } from './dom.js';
import english, { type Words } from './words/en.js';

type Locale = typeof en;
type Audience = 'user' | 'operator';

/** The languages that the page itself speaks; in every other one only the findings do. */
export const SPOKEN: Record<string, () => Promise<{ default: Words }>> = {
  en: async () => ({ default: english }),
  hi: () => import('./words/hi.js'),
  ar: () => import('./words/ar.js'),
};

const listeners: (() => void)[] = [];
/** The language of the findings. */
export let locale = en;
let audience: Audience = 'user';

/** The page's words, in the language that is shown. */
export let words: Words = english;
/** Says a finding in that language, to that audience. */
export let t: Messages = createMessages(en);

const tagOf = ({ locale, numbers }: Locale): string => `${locale}${numbers ? `-u-nu-${numbers}` : ''}`;

/** The tag for `Intl`, with the digits that the locale asks for. */
export let tag = tagOf(en);

/** Calls `render` whenever language or wording changed. */
export function onChange(render: () => void): void {
  listeners.push(render);
}

/** Starts the switches, with what was chosen at the last visit: before anything is said. */
export async function startPage(): Promise<void> {
  const chosen = recall();
  const language = chosen.language ?? navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in SPOKEN);
  if (chosen.audience === 'operator') audience = 'operator';
  check('audience', audience);
  byId('language', HTMLFieldSetElement).addEventListener('change', (event) => {
    void show((event.target as HTMLInputElement).value);
  });
  byId('more-languages', HTMLSelectElement).addEventListener('change', (event) => {
    void show((event.target as HTMLSelectElement).value || 'en');
  });
  byId('audience', HTMLFieldSetElement).addEventListener('change', (event) => {
    audience = (event.target as HTMLInputElement).value as Audience;
    remember({ audience });
    speak();
  });
  await show(language ?? 'en', false);
}

const others = Object.keys(locales).filter((tag) => !(tag in SPOKEN));

/** What stands for them where none is chosen: how many there are. */
export const moreLanguages = (): string => `+${others.length}`;

/** The package's other languages, by their own names, once there is time for it. */
export function listMore(): void {
  const more = byId('more-languages', HTMLSelectElement);
  const { value } = more;
  more.replaceChildren(make('option', { value: '' }, moreLanguages()), ...others.map(languageOption));
  more.value = value;
}

const languageOption = (tag: string): HTMLElement =>
  make('option', { value: tag, lang: tag }, new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag);

async function show(language: string, keep = true): Promise<void> {
  const wanted = language in locales ? language : 'en';
  const [texts, own] = await Promise.all([
    wanted === 'en' ? { default: en } : (locales[wanted] as NonNullable<(typeof locales)[string]>)(),
    (SPOKEN[wanted] ?? (SPOKEN.en as NonNullable<typeof SPOKEN.en>))(),
  ]);
  locale = texts.default;
  words = own.default;
  const spoken = wanted in SPOKEN;
  tag = spoken ? tagOf(locale) : 'en';
  check('language', spoken ? wanted : '');
  const more = byId('more-languages', HTMLSelectElement);
  if (!spoken && !more.querySelector(`[value="${wanted}"]`)) more.append(languageOption(wanted));
  more.value = spoken ? '' : wanted;
  if (keep) remember({ language });
  const { documentElement } = document;
  attribute(documentElement, 'lang', spoken ? wanted : 'en');
  attribute(documentElement, 'dir', spoken ? locale.dir : 'ltr');
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]')) {
    write(node, words[node.dataset.word as keyof Words] ?? '');
  }
  speak();
}

function speak(): void {
  t = createMessages(locale, { audience });
  for (const render of listeners) render();
}

function check(group: string, value: string): void {
  for (const radio of document.querySelectorAll<HTMLInputElement>(`input[name="${group}"]`)) {
    radio.checked = radio.value === value;
  }
}

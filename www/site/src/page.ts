/** What the reader chose: language, wording and colours. Changing them renders anew and checks nothing again. */

import { createMessages, type Messages } from 'presend';
import en from 'presend/locales/en';
import locales from 'virtual:presend-locales';
import { recall, remember } from './chosen.js';
import { breath, byId } from './dom.js';
import { startTheme } from './theme.js';
import english, { type Words } from './words/en.js';

type Locale = typeof en;
type Audience = 'user' | 'operator';

/** The languages that the page itself speaks; in every other one only the findings do. */
const SPOKEN: Record<string, () => Promise<{ default: Words }>> = {
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

/** Starts the switches, with what was chosen at the last visit. */
export async function startPage(): Promise<void> {
  const chosen = recall();
  const language = chosen.language ?? navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in SPOKEN);
  if (chosen.audience === 'operator') audience = 'operator';
  check('audience', audience);
  startTheme();
  byId('language', HTMLFieldSetElement).addEventListener('change', (event) => {
    void show((event.target as HTMLInputElement).value);
  });
  listMore();
  byId('audience', HTMLFieldSetElement).addEventListener('change', (event) => {
    audience = (event.target as HTMLInputElement).value as Audience;
    remember({ audience });
    speak();
  });
  await show(language ?? 'en', false);
}

/** The package's other languages, by their own names. */
function listMore(): void {
  const more = byId('more-languages', HTMLSelectElement);
  const others = Object.keys(locales).filter((tag) => !(tag in SPOKEN));
  more.hidden = others.length === 0;
  more.replaceChildren(
    new Option('+', ''),
    ...others.map((tag) => {
      const option = new Option(new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag, tag);
      option.lang = tag;
      return option;
    }),
  );
  more.addEventListener('change', () => void show(more.value || 'en'));
}

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
  byId('more-languages', HTMLSelectElement).value = spoken ? '' : wanted;
  if (keep) remember({ language });
  const { documentElement } = document;
  documentElement.lang = spoken ? wanted : 'en';
  documentElement.dir = spoken ? locale.dir : 'ltr';
  document.title = words.title;
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]')) {
    node.textContent = words[node.dataset.word as keyof Words] ?? '';
  }
  if (keep) speak();
  else await speakSlowly();
}

function speak(): void {
  t = createMessages(locale, { audience });
  for (const render of listeners) render();
}

/** The same at the start, when it takes longest: in pieces. */
async function speakSlowly(): Promise<void> {
  t = createMessages(locale, { audience });
  const spoken = t;
  for (const render of listeners) {
    await breath();
    // Somebody chose another language meanwhile: all of it has been said.
    if (t === spoken) render();
  }
}

function check(group: string, value: string): void {
  for (const radio of document.querySelectorAll<HTMLInputElement>(`input[name="${group}"]`)) {
    radio.checked = radio.value === value;
  }
}

/** Every sentence of chosen languages beside one another, to be read through: each with the values of its note. */

import './styles/review.css';
import { createMessages, type Issue, type Locale } from 'presend/messages';
import en from 'presend/locales/en';
import locales from 'virtual:presend-locales';
import { accented, mirrored } from '../../build/locales/pseudo.mjs';
import english from '../../../locales/en.arb?raw';
import vocabulary from '../../../tests/cases/vocabulary.json';
import { byId, make } from './dom.js';

type Audience = 'user' | 'operator';
type Note = { description?: string; placeholders?: Record<string, { example?: string }> };

/** One row: what it is for and the findings, or the word, that are shown in it. */
interface Row {
  key: string;
  note: string;
  say: (t: ReturnType<typeof createMessages>) => string[];
}

const PSEUDO: Record<string, () => Promise<Locale>> = {
  'en-XA': async () => accented(en),
  'ar-XB': async () => mirrored(en),
};
const load: Record<string, () => Promise<Locale>> = {
  ...Object.fromEntries(Object.entries(locales).map(([tag, open]) => [tag, async () => (await open()).default])),
  ...PSEUDO,
};

const notes = JSON.parse(english) as Record<string, unknown>;
const words = (prefix: string): string[] =>
  Object.keys(notes).flatMap((key) => (key.startsWith(prefix) && !key.endsWith('.operator') ? [key] : []));

/** The findings of a reason: bare, in a named field, and with a repair. */
function findings({ reason, code, params }: (typeof vocabulary.reasons)[number]): Issue[] {
  const { placeholders = {} } = (notes[`@${reason}`] ?? {}) as Note;
  const values = params.map(([name = '', kind]) => {
    const example = placeholders[name]?.example;
    return [name, kind === 'u32' ? Number(example ?? 2) : (example ?? 'mobile')];
  });
  const bare = { reason, code, params: Object.fromEntries(values), path: [], fix: [] };
  const fix = [{ start: 0, end: 0, insert: reason.startsWith('phone') ? '+91' : 'gmail.com' }];
  return [bare, { ...bare, path: ['recipients', 2, 'email'] }, { ...bare, fix }] as unknown as Issue[];
}

const rows: Row[] = [
  ...vocabulary.reasons.map((reason) => ({
    key: reason.reason,
    note: ((notes[`@${reason.reason}`] ?? {}) as Note).description ?? '',
    say: (t: ReturnType<typeof createMessages>) => [...new Set(findings(reason).map(t))],
  })),
  ...words('name.').map((key) => ({
    key,
    note: '',
    say: (t: ReturnType<typeof createMessages>) => [t.word(key.slice(5))],
  })),
  ...words('field.').map((key) => ({
    key,
    note: '',
    // The label as a sentence has it.
    say: (t: ReturnType<typeof createMessages>) =>
      t
        .parts({ reason: 'required', code: null, params: {}, path: [key.slice(6)] } as unknown as Issue)
        .flatMap(({ name, value }) => (name ? [value] : [])),
  })),
];

const state = { tags: new Set<string>(), audiences: new Set<Audience>(['user']), filter: '', same: false };
const shown = new Map<string, Locale>();

const chosen = new URLSearchParams(location.search).get('languages')?.split(',') ?? ['en', 'ar', 'hi'];
for (const tag of Object.keys(load)) {
  const box = make('input', { type: 'checkbox', value: tag }) as HTMLInputElement;
  box.checked = chosen.includes(tag);
  if (box.checked) state.tags.add(tag);
  byId('languages', HTMLElement).append(make('label', {}, box, ` ${nameOf(tag)}`));
}

function nameOf(tag: string): string {
  if (tag in PSEUDO) return tag;
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
}

byId('languages', HTMLElement).addEventListener('change', ({ target }) => {
  const { value, checked } = target as HTMLInputElement;
  if (checked) state.tags.add(value);
  else state.tags.delete(value);
  void render();
});
byId('audiences', HTMLElement).addEventListener('change', ({ target }) => {
  const { value, checked } = target as HTMLInputElement;
  if (checked) state.audiences.add(value as Audience);
  else state.audiences.delete(value as Audience);
  void render();
});
byId('filter', HTMLInputElement).addEventListener('input', ({ target }) => {
  state.filter = (target as HTMLInputElement).value.toLowerCase();
  void render();
});
byId('untranslated', HTMLInputElement).addEventListener('change', ({ target }) => {
  state.same = (target as HTMLInputElement).checked;
  void render();
});

async function render(): Promise<void> {
  const tags = Object.keys(load).filter((tag) => state.tags.has(tag));
  for (const tag of tags) if (!shown.has(tag)) shown.set(tag, await (load[tag] as () => Promise<Locale>)());
  const audiences = (['user', 'operator'] as const).filter((audience) => state.audiences.has(audience));
  const columns = tags.flatMap((tag) =>
    audiences.map((audience) => ({ tag, audience, t: createMessages(shown.get(tag), { audience }) })),
  );
  const inEnglish = { user: createMessages(en), operator: createMessages(en, { audience: 'operator' }) };
  const heads = columns.map(({ tag, audience }) =>
    make(
      'th',
      { scope: 'col' },
      nameOf(tag),
      audiences.length > 1 ? ` · ${audience === 'user' ? 'person' : audience}` : '',
    ),
  );
  byId('head', HTMLElement).replaceChildren(make('tr', {}, make('th', { scope: 'col' }, 'Reason'), ...heads));

  const found: HTMLElement[] = [];
  for (const { key, note, say } of rows) {
    const cells = columns.map(({ t }) => say(t));
    const all = [key, note, ...cells.flat()].join('\n').toLowerCase();
    if (!all.includes(state.filter)) continue;
    const same = columns.some(
      ({ tag, audience }, at) => tag !== 'en' && `${cells[at]}` === `${say(inEnglish[audience])}`,
    );
    if (state.same && !same) continue;
    found.push(
      make(
        'tr',
        {},
        make('th', { scope: 'row' }, make('code', {}, key), make('p', {}, note)),
        ...cells.map((texts, at) => {
          const { locale, dir } = (columns[at] as (typeof columns)[number]).t;
          return make('td', { lang: locale, dir }, ...texts.map((text) => make('p', {}, text)));
        }),
      ),
    );
  }
  byId('rows', HTMLElement).replaceChildren(...found);
  byId('count', HTMLElement).textContent = `${found.length} of ${rows.length}`;
  document.documentElement.dataset.ready = tags.join();
}

await render();

/** The error reference: sentences in the language that is chosen, and only the rows that are looked for. */

import './styles/docs.css';
import './styles/errors.css';
import { createMessages, type Issue } from 'presend/messages';
import findings from 'virtual:presend-findings';
import locales from 'virtual:presend-locales';
import { recall, remember } from './chosen.js';
import { byId } from './dom.js';
import { startReading } from './reading.js';

startReading();

const select = byId('language', HTMLSelectElement);
const filter = byId('filter', HTMLInputElement);
const count = byId('count', HTMLElement);
const sentences = [...document.querySelectorAll<HTMLElement>('[data-says]')];
const rows = [...document.querySelectorAll<HTMLElement>('.reason')];
const groups = [...document.querySelectorAll<HTMLElement>('.code-group')];

async function speak(tag: string): Promise<void> {
  const open = locales[tag];
  if (!open) return;
  const { default: locale } = await open();
  const says = {
    person: createMessages(locale),
    operator: createMessages(locale, { audience: 'operator' }),
  };
  for (const node of sentences) {
    const { says: reason = '', audience } = node.dataset;
    const t = says[audience === 'operator' ? 'operator' : 'person'];
    node.lang = t.locale;
    node.dir = t.dir;
    const issue = findings[reason] as Issue;
    node.replaceChildren(
      ...t.parts(issue).map(({ type, value }) => {
        if (type !== 'value') return value;
        const isolated = document.createElement('bdi');
        isolated.textContent = value;
        return isolated;
      }),
    );
  }
  document.documentElement.dataset.spoken = tag;
}

function look(): void {
  const wanted = filter.value.trim().toLowerCase();
  let found = 0;
  for (const row of rows) {
    row.hidden = wanted !== '' && !(row.textContent ?? '').toLowerCase().includes(wanted);
    if (!row.hidden) found++;
  }
  for (const group of groups) group.hidden = !group.querySelector('.reason:not([hidden])');
  count.textContent = wanted === '' ? '' : `${found} of ${rows.length}`;
}

select.replaceChildren(
  ...Object.keys(locales).map((tag) => {
    const option = new Option(new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag, tag);
    option.lang = tag;
    return option;
  }),
);
const { language } = recall();
select.value = language && language in locales ? language : 'en';
if (select.value !== 'en') void speak(select.value);
select.addEventListener('change', () => {
  remember({ language: select.value });
  void speak(select.value);
});
filter.addEventListener('input', look);

// The pages, by Eleventy: the playground, the repository's Markdown, and what is made from types, cases and measurements.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import Eleventy from '@11ty/eleventy';
import { root } from '../tools.mjs';
import { figures } from './figures.mjs';
import { codeBlock, dress, highlighted, inline, linkedFiles, relative, slug } from './markdown.mjs';
import { sizeTables, benchTables } from './numbers.mjs';
import { reference } from './reasons.mjs';
import { opening } from './scripts.mjs';

/** The menu: title, then files of the repository and the pages that they become. */
const GUIDES = [
  [
    'Five minutes',
    [
      ['docs/guides/react-hook-form.md', 'guides/react-hook-form.html', 'React Hook Form'],
      ['docs/guides/plain-html.md', 'guides/plain-html.html', 'Plain HTML'],
      ['docs/guides/before-a-fetch.md', 'guides/before-a-fetch.html', 'Before a fetch'],
    ],
  ],
  [
    'Coming from',
    [
      ['docs/guides/from-libphonenumber-js.md', 'guides/from-libphonenumber-js.html', 'libphonenumber-js'],
      ['docs/guides/from-validator.md', 'guides/from-validator.html', 'validator.js'],
      ['docs/guides/from-zod.md', 'guides/from-zod.html', 'zod'],
    ],
  ],
  [
    'In your site',
    [
      ['docs/guides/frameworks.md', 'guides/frameworks.html'],
      ['docs/guides/content-security-policy.md', 'guides/content-security-policy.html'],
      ['docs/guides/proxy.md', 'guides/proxy.html'],
      ['docs/guides/testing.md', 'guides/testing.html'],
    ],
  ],
  [
    'In depth',
    [
      ['docs/forms.md', 'guides/forms.html'],
      ['docs/FETCH.md', 'guides/sending.html'],
      ['docs/requests.md', 'guides/requests.html'],
      ['docs/lists.md', 'guides/lists.html'],
      ['docs/languages.md', 'guides/languages.html'],
    ],
  ],
];

/** Pages that no menu of guides has. */
const ALONE = [
  ['docs/TRANSLATING.md', 'guides/translating.html'],
  ['docs/translation-review.md', 'guides/translation-review.html'],
  ['CHANGELOG.md', 'changelog.html'],
];
/** Made here, and linked to from the Markdown. */
const MADE = { 'docs/errors.md': 'errors.html' };

/** Sets the colours that were chosen before anything is drawn. */
const COLOURS =
  "try{const{theme}=JSON.parse(localStorage.getItem('presend-playground'));if(theme)document.documentElement.dataset.theme=theme}catch{}";
const hash = createHash('sha256').update(COLOURS).digest('base64');

const read = (path) => readFileSync(root + path, 'utf8');
const firstLine = (text) => /^# (.*)$/m.exec(text)?.[1].replaceAll('`', '') ?? '';
/** The first sentences, for search engines. */
const summary = (text) =>
  (/^# .*\n\n([^\n<|#`-][\s\S]*?)\n\n/m.exec(text)?.[1] ?? '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replaceAll('\n', ' ');
/** Headings of a rank, outside of code. */
const contents = (text, rank) =>
  text
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .split('\n')
    .filter((line) => line.startsWith(`${'#'.repeat(rank)} `))
    .map((line) => line.slice(rank + 1));

/** Writes them all; `assets(script)` says what a page with that script loads. */
export async function buildPages({ assets, api, rust }) {
  const sections = GUIDES.map(([title, pages]) => ({
    title,
    pages: pages
      .filter(([source]) => existsSync(root + source))
      .map(([source, to, label]) => ({ source, to, title: firstLine(read(source)), label })),
  }));
  const reading = [
    ...sections.flatMap(({ pages }) => pages),
    ...ALONE.map(([source, to]) => ({ source, to, title: firstLine(read(source)) })),
  ].map((page) => ({ ...page, text: read(page.source), menu: 'guides' }));
  const apiReading = api.map((page) => ({ ...page, menu: 'api' }));
  const sources = [...new Set(reading.flatMap(({ source, text }) => linkedFiles(source, text)))];

  const places = new Map([
    ...Object.entries(MADE),
    ...[...reading, ...apiReading].map(({ source, to }) => [source, to]),
    ...sources.map((path) => [path, `source/${path}.html`]),
  ]);
  const menus = {
    guides: sections,
    api: [
      { title: 'Imports', pages: api },
      ...(rust ? [{ title: 'Rust', pages: [{ title: 'The crate', to: 'rust/presend/index.html' }] }] : []),
    ],
  };
  const numbers = { sizes: sizeTables(await figures()), bench: benchTables() };
  const errors = await reference();
  const first = await opening();
  const { version } = JSON.parse(read('package.json'));

  const eleventy = new Eleventy(`${root}www/site/pages`, `${root}www/site/dist`, {
    quietMode: true,
    configPath: false,
    config(site) {
      site.setUseGitIgnore(false);
      site.setTemplateFormats(['html', 'njk', 'md']);
      site.setIncludesDirectory('_layouts');
      site.amendLibrary('md', (md) => dress(md, (path) => places.get(path)));
      site.addGlobalData('colours', { script: COLOURS, hash });
      site.addGlobalData('version', version);
      site.addGlobalData('guides', sections);
      site.addGlobalData('first', sections[0].pages[0].to);
      site.addGlobalData('menus', menus);
      site.addGlobalData('rust', rust);
      site.addGlobalData('numbers', numbers);
      site.addGlobalData('errors', errors);
      site.addGlobalData('opening', first);
      site.addGlobalData('permalink', () => (data) => `${data.to}`);
      site.addFilter('assets', assets);
      site.addFilter('code', (text, language) => highlighted(text, language));
      site.addFilter('inline', inline);
      site.addFilter('slugged', slug);
      site.addFilter('plain', (text) => text.replaceAll(/[`*]|\]\([^)]*\)|\[/g, ''));
      site.addFilter('from', (to, page) => relative(page, to));
      site.addFilter('up', (page) => posix.relative(posix.dirname(page), '.').replace(/.$/, '$&/'));
      for (const { source, to, title, text, menu } of [...reading, ...apiReading])
        site.addTemplate(`${to.replace(/html$/, 'md')}`, text, {
          layout: 'reading.njk',
          script: 'docs',
          source,
          templateEngineOverride: 'md',
          to,
          title,
          menu,
          description: summary(text),
          contents: contents(text, menu === 'api' ? 3 : 2),
        });
      for (const path of sources)
        site.addTemplate(`source/${path}.html`, codeBlock(read(path), posix.extname(path).slice(1)), {
          layout: 'reading.njk',
          script: 'docs',
          templateEngineOverride: 'html',
          to: `source/${path}.html`,
          title: path,
          heading: posix.basename(path),
          menu: 'guides',
        });
      return { markdownTemplateEngine: false, htmlTemplateEngine: false };
    },
  });
  await eleventy.write();
}

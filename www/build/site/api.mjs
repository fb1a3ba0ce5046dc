// The reference of the API, by TypeDoc from the types of the packed package: one page for each import.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { entries } from '../exports.mjs';
import { root, run } from '../tools.mjs';
import { installed } from './package.mjs';

const folder = `${root}target/site-api/`;

/** What an import is for; the order is that of the menu, and the first page that has a name documents it. */
const PURPOSE = {
  messages: 'sentences, and what all findings have in common',
  phone: 'phone numbers',
  email: 'e-mail addresses',
  sms: 'segments of text messages',
  json: 'JSON texts',
  template: 'templates and their variables',
  whatsapp: 'WhatsApp templates and messages',
  dlt: 'India’s registered templates',
  request: 'whole requests, profiles, the account',
  'phone-input': 'grouping of digits while one types',
  'forms-slim': 'forms of plain HTML, with the checks that you bring',
  forms: 'forms of plain HTML, with every check',
  fetch: 'a fetch that checks first',
  filter: 'suppression lists that a page must not read',
  worker: 'lists of recipients, of any length',
  testing: 'samples for tests',
  js: 'the core as JavaScript',
  slim: 'everything without the core’s code',
  index: 'everything',
};

/** What a worker runs: it exports nothing. */
const WITHOUT_NAMES = 'entries/worker-thread';

const nameOf = (module) => module.replace('entries/', '');
const specifier = (name) => (name === 'index' ? 'presend' : `presend/${name}`);

/** `[{ source, to, title, text }]`: Markdown by its place among TypeDoc's files, and the page that it becomes. */
export async function apiPages() {
  const names = Object.keys(PURPOSE);
  const modules = entries()
    .map(({ module }) => module)
    .filter((module) => module !== WITHOUT_NAMES)
    .sort((a, b) => names.indexOf(nameOf(a)) - names.indexOf(nameOf(b)));
  for (const module of modules)
    if (!names.includes(nameOf(module))) throw new Error(`${module} is not in the menu: www/build/site/api.mjs`);
  const types = modules.map((module) => `${installed}dist/esm/${module}.d.ts`);
  generate(types);
  return modules.map((module) => {
    const name = nameOf(module);
    const source = `target/site-api/${existsSync(`${folder}${module}.md`) ? module : name}.md`;
    return {
      source,
      to: `api/${name}.html`,
      title: specifier(name),
      purpose: PURPOSE[name],
      text: tidy(readFileSync(root + source, 'utf8'), specifier(name), PURPOSE[name]),
    };
  });
}

/** Runs TypeDoc, unless the types are those of the last time. */
function generate(types) {
  const all = readdirSync(`${installed}dist/esm`, { recursive: true }).filter((name) => name.endsWith('.d.ts'));
  const hash = createHash('sha256').update(readFileSync(new URL(import.meta.url)));
  for (const name of all.sort()) hash.update(name).update(readFileSync(`${installed}dist/esm/${name}`));
  const key = hash.digest('hex');
  const kept = `${folder}key`;
  if (existsSync(kept) && readFileSync(kept, 'utf8') === key) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = {
    entryPoints: types,
    tsconfig: `${root}target/site-tsconfig.json`,
    plugin: ['typedoc-plugin-markdown'],
    out: folder,
    readme: 'none',
    excludeInternal: true,
    disableSources: true,
    skipErrorChecking: true,
    outputFileStrategy: 'modules',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    expandObjects: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    enumMembersFormat: 'table',
    groupOrder: ['Functions', 'Variables', 'Interfaces', 'Type Aliases', 'Classes', 'References'],
    validation: { notExported: false },
    logLevel: 'Error',
  };
  writeFileSync(
    options.tsconfig,
    JSON.stringify({
      compilerOptions: {
        module: 'NodeNext',
        target: 'ES2022',
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        types: [],
        skipLibCheck: true,
      },
      files: types,
    }),
  );
  writeFileSync(`${root}target/site-typedoc.json`, JSON.stringify(options));
  run(`${root}node_modules/.bin/typedoc`, ['--options', 'target/site-typedoc.json']);
  writeFileSync(kept, key);
}

/** A page of TypeDoc's, under the name by which one imports it. */
function tidy(text, title, purpose) {
  const body = text
    .replace(/^# .*\n/, '')
    // The line that only repeats the import's name.
    .replace(/^\s*`presend[^`]*`[^\n]*\n/, '\n')
    .replaceAll(/^\*\*\*$/gm, '')
    .replaceAll(/^Re-exports (\[.*\]\(.*\))$/gm, '$1, as there.');
  return `# \`${title}\`\n\n${purpose[0].toUpperCase()}${purpose.slice(1)}.\n${body}`;
}

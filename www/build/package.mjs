// The package: generated sources, then ESM, CommonJS and types in `dist`.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { APART_ROOMS, buildCores, FORM_ROOMS, ROOMS } from './core.mjs';
import { entries, PRECOMPILED } from './exports.mjs';
import { buildJsCore } from './js-core.mjs';
import { buildLocales } from './locales.mjs';
import { tableOctets } from './phone/bytes.mjs';
import { buildProfiles } from './profiles.mjs';
import { readTables } from './sms/generate.mjs';
import { root, run, say } from './tools.mjs';
import { buildVocabulary } from './vocabulary.mjs';
import { bareName, roomsAs, withoutRooms } from './without-rooms.mjs';

const lib = `${root}www/lib/`;
const dist = `${root}dist/`;
const generated = `${lib}generated/`;

/** Nobody requires these: the command line, the core as JavaScript (Node has WebAssembly), cores of one room. */
const NOT_REQUIRED = [
  'cli/',
  'entries/js.ts',
  'generated/js/',
  ...ROOMS.filter((room) => !APART_ROOMS.includes(room)).map((room) => `generated/${room}/`),
];

/** A module of one file, for pages that load it as it is. */
const ONE_FILE = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
};

const sources = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.startsWith(`generated/${FORM_ROOMS}/`))
    .map((name) => `${folder}${name}`);

/** Data that travel as modules of their own: the numbering plans as hex, the well-known mail domains and
 * the national tables of SMS as text. */
function buildData() {
  const providers = readFileSync(`${root}src/email/providers.txt`, 'utf8').replaceAll(/^#.*\n/gm, '');
  writeFileSync(
    `${generated}providers.ts`,
    `// Made by the build from src/email/providers.txt.\nexport const providers =\n  ${JSON.stringify(providers)};\n`,
  );
  for (const name of ['numbers', 'formats']) {
    const hex = Buffer.from(tableOctets(name.toUpperCase())).toString('hex');
    writeFileSync(
      `${generated}phone-${name}.ts`,
      `// Made by the build from src/phone/table.rs.\nexport const hex: string =\n  '${hex}';\n`,
    );
  }
  const national = readTables();
  const handed = national.map((table) => `${Object.values(table).join('\0')}\0`).join('');
  const tags = national.map(({ language }) => `'${language}'`).join(', ');
  writeFileSync(
    `${generated}sms-tables.ts`,
    `// Made by the build from src/sms/table.rs.

/** A language with national tables in 3GPP TS 23.038, by its BCP 47 tag. */
export type SmsLanguage = (typeof languages)[number];

export const languages = [${tags}] as const;
export const tables: string = ${JSON.stringify(handed)};\n`,
  );
}

/**
 * For `require`, which only Node calls: the code is read from the bare module, where a second copy as hex would be a
 * third of the package; one core serves all entries.
 */
function requiredCode() {
  writeFileSync(
    `${dist}cjs/generated/code.js`,
    `'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
exports.code = () => readFileSync(join(__dirname, '../../presend.wasm'));
`,
  );
  // What is no part of that one is read out of its module: the core of lists, and the numbering plans.
  const hexOf = (file) => {
    const above = '../'.repeat(file.split('/').length + 1);
    return `'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const [hex] = /[0-9a-f]{1000,}/.exec(readFileSync(join(__dirname, '${above}esm/generated/${file}'), 'utf8'));
`;
  };
  writeFileSync(
    `${dist}cjs/generated/list/code.js`,
    `${hexOf('list/code.js')}exports.code = () => Buffer.from(hex, 'hex');\n`,
  );
  for (const name of ['numbers', 'formats'])
    writeFileSync(`${dist}cjs/generated/phone-${name}.js`, `${hexOf(`phone-${name}.js`)}exports.hex = hex;\n`);
  for (const room of ROOMS.filter((name) => !APART_ROOMS.includes(name))) {
    writeFileSync(
      `${dist}cjs/core/rooms/${room}.js`,
      `'use strict';\nexports.${room}Room = require('./all.js').everyRoom;\n`,
    );
  }
}

/**
 * Locales travel once: as modules whose value is JSON, which is what their `require` form reads, where 46 copies would be
 * most of the package.
 */
function requiredLocales(locales) {
  for (const { locale: tag, ...rest } of locales) {
    const file = `generated/locales/${tag}.js`;
    writeFileSync(`${dist}esm/${file}`, `export default ${JSON.stringify({ locale: tag, ...rest })};\n`);
    writeFileSync(
      `${dist}cjs/${file}`,
      `'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const text = readFileSync(join(__dirname, '../../../esm/${file}'), 'utf8');
const locale = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
// Both the value and its own default: what is imported as a default in the way of Node is the whole of \`exports\`.
module.exports = Object.defineProperties(locale, { __esModule: { value: true }, default: { value: locale } });
`,
    );
  }
}

/** For runtimes that hand over a compiled module: `index.workerd.js` beside `index.js`, and so on. */
function precompiledEntries() {
  for (const [condition, file] of Object.entries(PRECOMPILED)) {
    writeFileSync(
      `${dist}esm/core/${condition}.js`,
      `import module from '../../${file}';
import { bind } from '../generated/bindings.js';
import * as kinds from '../generated/kinds.js';
import { provide } from './instance.js';
provide({ module: () => module, bind, kinds }, false);
`,
    );
    for (const { module } of entries().filter(({ embeds }) => embeds)) {
      const depth = '../'.repeat(module.split('/').length - 1) || './';
      writeFileSync(
        `${dist}esm/${module}.${condition}.js`,
        `import '${depth}core/${condition}.js';\nexport * from '${depth}bare/${bareName(module)}.js';\n`,
      );
      writeFileSync(`${dist}esm/${module}.${condition}.d.ts`, `export * from './${module.split('/').at(-1)}.js';\n`);
    }
  }
}

/** The worker's script as text, for where a bundler did not follow its address; the core is sent to it. */
async function buildThread() {
  const { outputFiles } = await build({
    stdin: { contents: "import { listen } from './worker/thread.ts'; listen();", resolveDir: lib },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
  const text = JSON.stringify(outputFiles[0].text.trimEnd());
  writeFileSync(
    `${generated}thread.ts`,
    `// Made by the build from www/lib/worker/thread.ts.\n\n/** The worker's script. */\nexport const text: string =\n  ${text};\n`,
  );
}

/** `presend.forms.js`, for pages without a bundler: `bind`, the checks of fields, sentences, and what explains answers. */
async function buildPageFile() {
  const folder = `${generated}${FORM_ROOMS}/`;
  writeFileSync(
    `${folder}room.ts`,
    `import * as kinds from '../kinds.js';
import { type BindTo, roomOf } from '../../core/instance.js';
import { bind } from './bindings.js';
import { code } from './code.js';

export const formsRoom = roomOf({ module: code, bind: bind as unknown as BindTo, kinds });
`,
  );
  const modules = [
    ...['email', 'forms', 'json', 'messages', 'phone-input', 'sms', 'template'].map((name) => `entries/${name}`),
    ...['phone-format', 'phones'].map((name) => `checks/${name}`),
    'answers/index',
  ];
  const contents = `${modules.map((name) => `export * from './${name}.js';`).join('\n')}
    export { checkPhone, phoneMetadataVersion } from './checks/phone.js';
    export { checkText, measureText } from './checks/text.js';
    export { emailSchema, fields, jsonTextSchema, phoneSchema, textSchema } from './schema/index.js';`;
  await build({
    stdin: { contents, resolveDir: lib, loader: 'ts' },
    outfile: `${dist}presend.forms.js`,
    ...ONE_FILE,
    plugins: [roomsAs(`export { formsRoom as $room } from '../../generated/${FORM_ROOMS}/room.js';`)],
  });
}

/**
 * The worker's script as a module of one file: it is loaded in one step, and bundlers have nothing to share between two
 * workers (Parcel 2 leaves out what is only used there). A core as JavaScript is asked for where `presend/js` leaves it.
 */
async function threadEntry() {
  const entry = `${dist}esm/entries/worker-thread.js`;
  const path = '../core/list-in-js.js';
  const shared = {
    name: 'shared',
    setup: ({ onResolve }) => onResolve({ filter: /\/core\/list-in-js\.js$/ }, () => ({ path, external: true })),
  };
  await build({
    entryPoints: [entry],
    outfile: entry,
    allowOverwrite: true,
    ...ONE_FILE,
    plugins: [shared],
  });
}

/** What does not need the Rust toolchain again once the core is built. */
async function buildLayer() {
  buildVocabulary();
  buildProfiles();
  buildData();
  const locales = buildLocales();
  await buildThread();
  say('types');
  run(`${root}node_modules/.bin/tsc`, ['-p', 'tsconfig.json']);
  say('modules');
  // The address of the worker's script is asked for where there are modules alone.
  const logOverride = { 'empty-import-meta': 'silent' };
  const common = { outbase: lib, target: 'es2022', charset: 'utf8', logLevel: 'warning', logOverride };
  const all = sources(lib);
  await build({ ...common, entryPoints: all, format: 'esm', outdir: `${dist}esm` });
  await threadEntry();
  for (const file of ['core.js', 'core.d.ts']) cpSync(`${generated}js/${file}`, `${dist}esm/generated/js/${file}`);
  const required = all.filter((name) => !NOT_REQUIRED.some((folder) => name.startsWith(`${lib}${folder}`)));
  await build({ ...common, entryPoints: required, format: 'cjs', outdir: `${dist}cjs`, platform: 'node' });
  // The same declarations serve `require`: the nearest package.json says what the files are.
  for (const name of required) {
    const types = name.slice(lib.length).replace(/\.ts$/, '.d.ts');
    cpSync(`${dist}esm/${types}`, `${dist}cjs/${types}`);
  }
  writeFileSync(`${dist}cjs/package.json`, '{ "type": "commonjs" }\n');
  requiredLocales(locales);
  cpSync(`${lib}forms/forms.css`, `${dist}forms.css`);
  await buildPageFile();
  requiredCode();
  await withoutRooms(dist, entries());
  precompiledEntries();
}

// `--keep-core`: only the TypeScript layer, over the core of the last build.
if (!process.argv.includes('--keep-core')) {
  for (const folder of [dist, generated]) rmSync(folder, { recursive: true, force: true });
  // The largest first: the others fit beside it.
  await buildCores(['', FORM_ROOMS, ...ROOMS]);
  buildJsCore();
}
await buildLayer();
say('built dist');

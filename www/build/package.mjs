// The package: generated sources, then ESM, CommonJS and types in `dist`.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { buildCore } from './core.mjs';
import { buildLocales } from './locales.mjs';
import { tableOctets } from './phone/bytes.mjs';
import { buildProfiles } from './profiles.mjs';
import { readTables } from './sms/generate.mjs';
import { root, run, say } from './tools.mjs';
import { buildVocabulary } from './vocabulary.mjs';

const lib = `${root}www/lib/`;
const dist = `${root}dist/`;
const generated = `${lib}generated/`;

const sources = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}${name}`);

/** Data that travel as modules of their own: the numbering plans as hex, the well-known mail domains and
 * the national tables of SMS as text. */
function buildData() {
  const providers = readFileSync(`${root}src/email/providers.txt`, 'utf8').replaceAll(/^#.*\n/gm, '');
  writeFileSync(
    `${generated}providers.ts`,
    `// Made by the build from src/email/providers.txt.\nexport const providers =\n  ${JSON.stringify(providers)};\n`,
  );
  const numbers = Buffer.from(tableOctets('NUMBERS')).toString('hex');
  writeFileSync(
    `${generated}phone-numbers.ts`,
    `// Made by the build from src/phone/table.rs.\nexport const hex: string =\n  '${numbers}';\n`,
  );
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

/** What does not need the Rust toolchain again once the core is built. */
async function buildLayer() {
  buildVocabulary();
  buildProfiles();
  buildData();
  buildLocales();
  say('types');
  run(`${root}node_modules/.bin/tsc`, ['-p', 'tsconfig.json']);
  say('modules');
  const common = { entryPoints: sources(lib), outbase: lib, target: 'es2022', charset: 'utf8', logLevel: 'warning' };
  await build({ ...common, format: 'esm', outdir: `${dist}esm` });
  // The command line is a module only: nobody requires it.
  const required = common.entryPoints.filter((name) => !name.startsWith(`${lib}cli/`));
  await build({ ...common, entryPoints: required, format: 'cjs', outdir: `${dist}cjs`, platform: 'node' });
  // The same declarations serve `require`: the nearest package.json says what the files are.
  cpSync(`${dist}esm`, `${dist}cjs`, { recursive: true, filter: (from) => !/\.js$|\/cli$/.test(from) });
  writeFileSync(`${dist}cjs/package.json`, '{ "type": "commonjs" }\n');
}

// `--keep-core`: only the TypeScript layer, over the core of the last build.
if (!process.argv.includes('--keep-core')) {
  rmSync(dist, { recursive: true, force: true });
  buildCore();
  for (const room of ['email', 'phone', 'json', 'sms']) buildCore({ room });
}
await buildLayer();
say('built dist');

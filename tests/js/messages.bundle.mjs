// The messages room as a module to import: the generated sources and the room's own, bundled into a temporary folder.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { buildLocales, compileLocales } from '../../www/build/locales.mjs';
import { buildVocabulary } from '../../www/build/vocabulary.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'presend-messages-'));
process.on('exit', () => rmSync(FOLDER, { recursive: true, force: true }));

const source = (path) => join(ROOT, 'www/lib', path);
const localeOf = (name) => source(`generated/locales/${name}.ts`);

/** `{ createMessages, …, parse, locales }`: the room and every locale, compiled as the package build compiles them. */
export async function loadMessages() {
  const compiled = compileLocales();
  const names = compiled.locales.map(({ locale }) => locale);
  buildVocabulary();
  buildLocales(undefined, compiled);
  const entryPoints = { messages: source('messages/index.ts'), parse: source('messages/parse.ts') };
  for (const name of names) entryPoints[name] = localeOf(name);
  // Split, so that the English that `createMessages` falls back to is the same object as `en`.
  await bundle({ entryPoints, splitting: true, outdir: FOLDER, outExtension: { '.js': '.mjs' } });
  const load = async (name) => import(pathToFileURL(join(FOLDER, `${name}.mjs`)).href);
  const locales = await Promise.all(names.map(async (name) => [name, (await load(name)).default]));
  return { ...(await load('messages')), ...(await load('parse')), locales: Object.fromEntries(locales) };
}

/** The minified code of one function, without any locale. */
export const minifiedCode = (name) => {
  const contents = `export { ${name} } from './index.js';`;
  return minified({ stdin: { contents, resolveDir: source('messages') }, external: ['../generated/*'] });
};

/** The minified module of a locale. */
export const minifiedLocale = (name) => minified({ entryPoints: [localeOf(name)] });

async function minified(options) {
  const { outputFiles } = await bundle({ write: false, minify: true, ...options });
  return outputFiles[0].contents;
}

const bundle = (options) => build({ bundle: true, format: 'esm', target: 'es2022', charset: 'utf8', ...options });

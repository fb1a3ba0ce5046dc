// The messages room as a module to import: sources bundled into a temporary folder. Once the package build writes
// dist/esm, `loadMessages` can import `dist/esm/messages/index.js` and `dist/esm/locales/*.js` instead.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'presend-messages-'));
process.on('exit', () => rmSync(FOLDER, { recursive: true, force: true }));

export const LOCALES = join(FOLDER, 'locales');
const compiled = {
  name: 'compiled-locales',
  setup: (plugin) => plugin.onResolve({ filter: /^\.\.\/locales\// }, resolveLocale),
};
const resolveLocale = ({ path }) => ({ path: join(FOLDER, path.slice('../'.length)) });

/** Compiles the locales as the package build does, by the command line. */
export function writeLocales() {
  execFileSync(process.execPath, [join(ROOT, 'www/build/locales.mjs'), LOCALES], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** `{ createMessages, en, hi, ar, … }`. */
export async function loadMessages(names) {
  await bundle({ outfile: join(FOLDER, 'messages.mjs'), plugins: [compiled] });
  const { createMessages } = await import(pathToFileURL(join(FOLDER, 'messages.mjs')).href);
  const locales = await Promise.all(names.map((name) => import(pathToFileURL(join(LOCALES, `${name}.js`)).href)));
  return { createMessages, ...Object.fromEntries(names.map((name, at) => [name, locales[at].default])) };
}

/** The minified code without any locale. */
export async function minifiedCode() {
  const { outputFiles } = await bundle({ write: false, minify: true, external: ['../locales/*'] });
  return outputFiles[0].contents;
}

const bundle = (options) =>
  build({
    entryPoints: [join(ROOT, 'www/lib/messages/index.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    ...options,
  });

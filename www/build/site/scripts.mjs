// Scripts and styles of the site, by Vite: what the pages load, with hashes in the names.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { build } from 'vite';
import { root } from '../tools.mjs';
import { figures } from './figures.mjs';
import { installed, localeTags, project } from './package.mjs';
import { findings } from './reasons.mjs';

const folder = `${root}www/site/`;

/** Finds `presend` in the unpacked tarball, through its `exports`, and nowhere else. */
const fromTarball = {
  name: 'presend-from-tarball',
  enforce: 'pre',
  resolveId(source) {
    if (source !== 'presend' && !source.startsWith('presend/')) return null;
    return this.resolve(source, `${installed}package.json`, { skipSelf: true });
  },
};

/** Modules that are made here: name → their code. */
const VIRTUAL = {
  /** Tag → a function that loads that language, for each one in the tarball. */
  'virtual:presend-locales': () =>
    `export default {${localeTags().map((tag) => `'${tag}': () => import('presend/locales/${tag}')`)}};`,
  /** Versions and sizes, without those that only the page of numbers shows. */
  'virtual:presend-figures': async () => {
    const { imports, peers } = await figures();
    return `export default ${JSON.stringify({ imports, peers })};`;
  },
  /** One finding of every reason, as the cases give it. */
  'virtual:presend-findings': async () => `export default ${JSON.stringify(await findings())};`,
  /** The core with all rooms, compiled by the page: as a script, because its policy allows no connection. */
  'virtual:presend-core': () => `export const hex = '${readFileSync(`${installed}dist/presend.wasm`, 'hex')}';`,
  /** `presend/phone` of the tarball as one closed text, which shares nothing with the page. */
  'virtual:presend-phone': async () => {
    const { outputFiles } = await bundle({
      stdin: { contents: "export { checkPhone } from 'presend/phone';", resolveDir: project },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      platform: 'browser',
      charset: 'utf8',
    });
    return outputFiles[0].text;
  },
};

const virtual = {
  name: 'presend-virtual',
  resolveId: (source) => (source in VIRTUAL ? `\0${source}` : null),
  load: (id) => VIRTUAL[id.slice(1)]?.() ?? null,
};

/** What Vite needs to know, for building and for serving. */
export const config = {
  root: folder,
  base: './',
  configFile: false,
  envDir: false,
  appType: 'mpa',
  logLevel: 'warn',
  plugins: [fromTarball, virtual],
  define: { PRESEND_VERSION: JSON.stringify(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version) },
  build: {
    outDir: 'dist',
    rolldownOptions: {
      input: Object.fromEntries(['main', 'docs', 'errors', 'review'].map((name) => [name, `${folder}src/${name}.ts`])),
    },
    manifest: 'manifest.json',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
};

/** What the playground shows before its scripts have come: `src/opening.ts`, run here. */
export async function opening() {
  const outfile = `${root}target/site/opening.mjs`;
  await bundle({
    entryPoints: [`${folder}src/opening.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    define: config.define,
    plugins: [
      {
        name: 'presend-opening',
        setup(build) {
          // The page hands the core over itself; here the package brings it.
          build.onResolve({ filter: /^presend(\/|$)/ }, ({ path, kind, pluginData }) =>
            pluginData === 'seen'
              ? null
              : build.resolve(path.replace(/^presend\/slim$/, 'presend'), {
                  kind,
                  resolveDir: project,
                  pluginData: 'seen',
                }),
          );
          build.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: 'virtual' }));
          build.onLoad({ filter: /.*/, namespace: 'virtual' }, async ({ path }) => ({
            contents: await VIRTUAL[path](),
            resolveDir: project,
          }));
        },
      },
    ],
    // Other libraries and languages are only named.
    external: ['libphonenumber-js/max', 'intl-tel-input/utils', 'zod'],
    logLevel: 'error',
  });
  return (await import(pathToFileURL(outfile).href)).opening();
}

/** Builds them into `www/site/dist`: a function that says what a page with the script `name` loads. */
export async function buildScripts() {
  await build(config);
  const manifest = JSON.parse(readFileSync(`${folder}dist/manifest.json`, 'utf8'));
  return (name) => {
    const styles = new Set();
    const preloads = new Set();
    const visit = ({ css = [], imports = [] }) => {
      for (const key of imports) {
        if (preloads.has(manifest[key].file)) continue;
        preloads.add(manifest[key].file);
        visit(manifest[key]);
      }
      for (const file of css) styles.add(file);
    };
    const entry = manifest[`src/${name}.ts`];
    visit(entry);
    return { script: entry.file, styles: [...styles], preloads: [...preloads] };
  };
}

// The playground, built from the packed package: what it shows is what a user installs.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { build, preview } from 'vite';
import { root, run, say } from './tools.mjs';

const folder = `${root}www/site/`;
const unpacked = `${root}target/site/`;
const installed = `${unpacked}node_modules/presend/`;

/** Packs the repository and unpacks it where an installation would have put it. */
function installPackage() {
  if (!existsSync(`${root}dist/esm/index.js`)) {
    console.error('\nThe package is not built. Build it with:\n\n    npm run build\n');
    process.exit(1);
  }
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', 'target/site'], { quiet: true });
  const tarball = readdirSync(unpacked).find((name) => name.endsWith('.tgz'));
  run('tar', ['-xzf', `${unpacked}${tarball}`, '-C', installed, '--strip-components=1']);
}

/** Finds `presend` in the unpacked tarball, through its `exports`, and nowhere else. */
const fromTarball = {
  name: 'presend-from-tarball',
  enforce: 'pre',
  resolveId(source) {
    if (source !== 'presend' && !source.startsWith('presend/')) return null;
    return this.resolve(source, `${installed}package.json`, { skipSelf: true });
  },
};

/** `virtual:presend-locales`: tag → a function that loads that language, for each one in the tarball. */
const LOCALES = 'virtual:presend-locales';
const everyLocale = {
  name: 'presend-locales',
  resolveId: (source) => (source === LOCALES ? `\0${LOCALES}` : null),
  load(id) {
    if (id !== `\0${LOCALES}`) return null;
    const files = readdirSync(`${installed}dist/esm/generated/locales`).filter((name) => name.endsWith('.js'));
    const tags = files.map((name) => name.slice(0, -3)).sort();
    return `export default {${tags.map((tag) => `'${tag}': () => import('presend/locales/${tag}')`).join(', ')}};`;
  },
};

const config = {
  root: folder,
  base: './',
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  plugins: [fromTarball, everyLocale],
  define: { PRESEND_VERSION: JSON.stringify(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version) },
  build: {
    outDir: 'dist',
    rolldownOptions: { input: [`${folder}index.html`, `${folder}review.html`] },
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
};

/** Builds the playground into `www/site/dist`: plain files for any web server, at any path. */
export async function buildSite() {
  say('packing the package for the playground');
  installPackage();
  say('types of the playground');
  run(`${root}node_modules/.bin/tsc`, ['-p', 'www/site']);
  say('playground');
  await build(config);
}

/** Serves what `buildSite` built, on `port` or the next one that is free: `{ url, close() }`. */
export async function serveSite({ port = 5173 } = {}) {
  const server = await preview({ ...config, preview: { port, strictPort: false, host: 'localhost' } });
  const url = server.resolvedUrls?.local[0];
  return { url, close: () => server.close() };
}

if (process.argv[1] === `${root}www/build/site.mjs`) await buildSite();

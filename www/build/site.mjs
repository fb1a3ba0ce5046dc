// The playground, built from the packed package: what it shows is what a user installs.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { build as bundle } from 'esbuild';
import { build, preview } from 'vite';
import { bundled, measure } from './size.mjs';
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

/** Imports whose size the page shows, by the names of `npm run size`. */
const IMPORTS = {
  "import { checkPhone } from 'presend/phone'": 'checkPhone of ./phone',
  "import * as email from 'presend/email'": './email',
  "import * as sms from 'presend/sms'": './sms',
  "import * as messages from 'presend/messages'": './messages',
  "import locale from 'presend/locales/hi'": 'locale hi',
  "import * as whatsapp from 'presend/whatsapp'": './whatsapp',
  "import * as request from 'presend/request'": './request',
  "import * as presend from 'presend'": '.',
};

/** What a page imports of other libraries to check a number. */
const PEERS = {
  'libphonenumber-js': "export { isValidPhoneNumber } from 'libphonenumber-js/max';",
  'intl-tel-input': "export { default } from 'intl-tel-input/utils';",
  zod: "export { e164 } from 'zod';",
};

/** `virtual:presend-figures`: versions and sizes, measured when the page is built. */
const FIGURES = 'virtual:presend-figures';
const figures = {
  name: 'presend-figures',
  resolveId: (source) => (source === FIGURES ? `\0${FIGURES}` : null),
  load: async (id) => (id === `\0${FIGURES}` ? `export default ${JSON.stringify(await figuresNow())};` : null),
};

/** Measures anew only when the package was built anew, since bundling takes a while. */
async function figuresNow() {
  const kept = `${root}target/site-figures.json`;
  const peers = Object.fromEntries(
    Object.keys(PEERS).map((name) => [
      name,
      JSON.parse(readFileSync(`${root}node_modules/${name}/package.json`, 'utf8')).version,
    ]),
  );
  const made = ['dist/esm/index.js', 'dist/presend.wasm'].map((path) => statSync(`${root}${path}`).mtimeMs);
  const key = JSON.stringify([made, peers, IMPORTS, PEERS]);
  if (existsSync(kept)) {
    const found = JSON.parse(readFileSync(kept, 'utf8'));
    if (found.key === key) return found.figures;
  }
  const rows = await measure(Object.values(IMPORTS));
  const measured = {
    imports: Object.entries(IMPORTS).map(([code, name]) => ({ code, ...rows[name] })),
    peers: {},
  };
  for (const [name, contents] of Object.entries(PEERS))
    measured.peers[name] = { version: peers[name], ...(await bundled(contents)) };
  mkdirSync(`${root}target`, { recursive: true });
  writeFileSync(kept, JSON.stringify({ key, figures: measured }));
  return measured;
}

/** `virtual:presend-phone`: `presend/phone` of the tarball as one closed text, which shares nothing with the page. */
const PHONE = 'virtual:presend-phone';
const phoneAlone = {
  name: 'presend-phone',
  resolveId: (source) => (source === PHONE ? `\0${PHONE}` : null),
  async load(id) {
    if (id !== `\0${PHONE}`) return null;
    const { outputFiles } = await bundle({
      stdin: { contents: "export { checkPhone } from 'presend/phone';", resolveDir: unpacked },
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

const config = {
  root: folder,
  base: './',
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  plugins: [fromTarball, everyLocale, figures, phoneAlone],
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

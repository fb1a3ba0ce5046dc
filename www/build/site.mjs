// The site, built from the packed package: Vite makes the scripts, Eleventy the pages, a service worker keeps both.
//
//   node www/build/site.mjs           the site, in www/site/dist
//   node www/build/site.mjs --rust    with the documentation of the Rust crate in it

import { preview } from 'vite';
import { apiPages } from './site/api.mjs';
import { figures } from './site/figures.mjs';
import { installPackage } from './site/package.mjs';
import { buildPages } from './site/pages.mjs';
import { rustPages } from './site/rust.mjs';
import { buildScripts, config } from './site/scripts.mjs';
import { writeWorker } from './site/worker.mjs';
import { root, run, say } from './tools.mjs';

/** Builds the site into `www/site/dist`: plain files for any web server, at any path. */
export async function buildSite({ rust = false } = {}) {
  say('packing the package for the site');
  installPackage();
  say('types of the site');
  run(`${root}node_modules/.bin/tsc`, ['-p', 'www/site']);
  say('sizes');
  await figures();
  say('scripts');
  const assets = await buildScripts();
  say('API reference');
  const api = await apiPages();
  if (rust) {
    say('documentation of the crate');
    rustPages();
  }
  say('pages');
  await buildPages({ assets, api, rust });
  await writeWorker();
}

/** Serves what `buildSite` built, on `port` or the next one that is free: `{ url, close() }`. */
export async function serveSite({ port = 5173 } = {}) {
  const server = await preview({ ...config, preview: { port, strictPort: false, host: 'localhost' } });
  const url = server.resolvedUrls?.local[0];
  return { url, close: () => server.close() };
}

if (process.argv[1] === `${root}www/build/site.mjs`) {
  await buildSite({ rust: process.argv.includes('--rust') });
  say('www/site/dist is the site');
}

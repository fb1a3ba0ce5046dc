// Cells that need no bundler: Node of every line, Deno, bun, workerd, Jest, Vitest.

import { cjs, esm } from './program.mjs';

const nodes = [18, 20, 22, 24, 26].flatMap((major) => [
  {
    name: `node ${major} esm`,
    packages: { node: `^${major}` },
    files: { 'a.mjs': esm() },
    steps: [['node_modules/.bin/node', 'a.mjs']],
  },
  {
    name: `node ${major} cjs`,
    packages: { node: `^${major}` },
    files: { 'a.cjs': cjs() },
    steps: [['node_modules/.bin/node', 'a.cjs']],
  },
]);

const jest = (environment) => ({
  name: `jest ${environment}`,
  packages: { jest: '^30', 'jest-environment-jsdom': '^30' },
  files: {
    'package.json': JSON.stringify({ name: 'project', version: '1.0.0', private: true }),
    'a.test.js': `test('presend', () => { ${cjs("require('node:fs').writeFileSync('out.txt', text);")} });`,
  },
  steps: [
    ['npx', 'jest', '--env', environment],
    ['cat', 'out.txt'],
  ],
});

const vitest = {
  name: 'vitest',
  packages: { vitest: '^4' },
  files: {
    'a.test.js': `import { writeFileSync } from 'node:fs'; import { test } from 'vitest';\n${esm("test('presend', () => writeFileSync('out.txt', text));")}`,
  },
  steps: [
    ['npx', 'vitest', 'run'],
    ['cat', 'out.txt'],
  ],
};

/** Cloudflare's runtime: esbuild with its conditions, as wrangler bundles, then miniflare. */
const workerd = {
  name: 'workerd',
  packages: { miniflare: '^4', esbuild: '^0.28' },
  files: {
    'worker.js': esm('export default { fetch: () => new Response(text) };'),
    'run.mjs': `import { build } from 'esbuild'; import { Miniflare } from 'miniflare'; import { readFileSync, readdirSync } from 'node:fs';
await build({ entryPoints: ['worker.js'], bundle: true, format: 'esm', conditions: ['workerd', 'worker', 'browser'], outfile: 'out/worker.js', loader: { '.wasm': 'copy' } });
const modules = readdirSync('out').map((name) => ({ type: name.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule', path: 'out/' + name, contents: readFileSync('out/' + name, name.endsWith('.js') ? 'utf8' : null) }));
modules.sort((a, b) => (a.type === 'ESModule' ? -1 : 1));
const worker = new Miniflare({ modules, modulesRoot: 'out', compatibilityDate: '2026-01-01' });
console.log(await (await worker.dispatchFetch('http://localhost/')).text());
await worker.dispose();`,
  },
  steps: [['node', 'run.mjs']],
};

export const cells = [
  { name: 'node (this one) esm', quick: true, files: { 'a.mjs': esm() }, steps: [['node', 'a.mjs']] },
  { name: 'node (this one) cjs', quick: true, files: { 'a.cjs': cjs() }, steps: [['node', 'a.cjs']] },
  {
    name: 'node, presend/js without WebAssembly',
    quick: true,
    files: {
      'a.mjs': `import './without.mjs';\nimport 'presend/js';\n${esm(undefined, 'presend/slim')}`,
      'without.mjs': 'delete globalThis.WebAssembly;',
    },
    steps: [['node', 'a.mjs']],
  },
  ...nodes,
  { name: 'deno', packages: { deno: '^2' }, files: { 'a.mjs': esm() }, steps: [['npx', 'deno', 'run', '-A', 'a.mjs']] },
  { name: 'bun', packages: { bun: '^1' }, files: { 'a.mjs': esm() }, steps: [['npx', 'bun', 'a.mjs']] },
  { name: 'bun cjs', packages: { bun: '^1' }, files: { 'a.cjs': cjs() }, steps: [['npx', 'bun', 'a.cjs']] },
  workerd,
  jest('node'),
  jest('jsdom'),
  vitest,
];

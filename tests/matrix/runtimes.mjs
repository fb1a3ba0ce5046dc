// Cells that need no bundler: Node of every line, Deno, bun, workerd, Jest, Vitest.

import { checks, lists } from './program.mjs';

const read = lists('worker');
const here = lists('here');

/** A program in a runtime, as an ES module and as CommonJS. */
const inRuntime = (name, packages, command, programs, more = {}) =>
  programs.flatMap((program) =>
    ['esm', 'cjs'].map((kind) => ({
      name: `${program.prefix}${name} ${kind}`,
      project: name,
      packages,
      files: { [`a.${kind}.${kind === 'esm' ? 'mjs' : 'cjs'}`]: program[kind]() },
      steps: [[...command, `a.${kind}.${kind === 'esm' ? 'mjs' : 'cjs'}`]],
      wanted: program.wanted,
      ...more,
    })),
  );

const nodes = [18, 19, 20, 21, 22, 23, 24, 25, 26].flatMap((major) =>
  // Older ones do not give a worker without an import that bundlers would follow.
  inRuntime(
    `node ${major}`,
    { node: `^${major}` },
    ['node_modules/.bin/node'],
    [18, 19, 21].includes(major) ? [checks, here] : [checks, read],
  ),
);

const jest = (environment, program) => ({
  name: `${program.prefix}jest ${environment}`,
  project: 'jest',
  packages: { jest: '^30', 'jest-environment-jsdom': '^30' },
  files: {
    'package.json': JSON.stringify({ name: 'project', version: '1.0.0', private: true }),
    'a.test.js': `test('presend', () => new Promise((done) => { ${program.cjs("require('node:fs').writeFileSync('out.txt', text); done();")} }));`,
  },
  steps: [
    ['npx', 'jest', '--env', environment],
    ['cat', 'out.txt'],
  ],
  wanted: program.wanted,
});

const vitest = (program) => ({
  name: `${program.prefix}vitest`,
  project: 'vitest',
  quick: true,
  packages: { vitest: '^4' },
  files: {
    'a.test.js': `import { writeFileSync } from 'node:fs'; import { test } from 'vitest';
test('presend', async () => {
  const text = await new Promise((tell) => { globalThis.tell = tell; import('./a.js'); });
  writeFileSync('out.txt', text);
});`,
    'a.js': program.esm('tell(text);'),
  },
  steps: [
    ['npx', 'vitest', 'run'],
    ['cat', 'out.txt'],
  ],
  wanted: program.wanted,
});

/** Cloudflare's runtime: esbuild with its conditions, as wrangler bundles, then miniflare. */
const workerd = (name, script, wanted) => ({
  name,
  project: 'workerd',
  packages: { miniflare: '^4', esbuild: '^0.28' },
  files: {
    'worker.js': script,
    'run.mjs': `import { build } from 'esbuild'; import { Miniflare } from 'miniflare'; import { readFileSync, readdirSync } from 'node:fs';
await build({ entryPoints: ['worker.js'], bundle: true, format: 'esm', conditions: ['workerd', 'worker', 'browser'], outfile: 'out/worker.js', loader: { '.wasm': 'copy' } });
const modules = readdirSync('out').map((name) => ({ type: name.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule', path: 'out/' + name, contents: readFileSync('out/' + name, name.endsWith('.js') ? 'utf8' : null) }));
modules.sort((a, b) => (a.type === 'ESModule' ? -1 : 1));
const worker = new Miniflare({ modules, modulesRoot: 'out', compatibilityDate: '2026-01-01' });
console.log(await (await worker.dispatchFetch('http://localhost/')).text());
await worker.dispose();`,
  },
  steps: [['node', 'run.mjs']],
  wanted,
});

/** An answer that waits for the program; nothing random may be drawn before a request comes. */
const answered = (program) =>
  program
    .esm('tell(new Response(text));')
    .replace('lists().then(', 'export default { fetch: () => new Promise((tell) => { lists().then(')
    .concat('}) };');

const WITHOUT = { 'without.mjs': 'delete globalThis.WebAssembly;' };

export const cells = [
  ...inRuntime('node (this one)', {}, ['node'], [checks, read], { quick: true }),
  {
    name: 'node, presend/js without WebAssembly',
    project: 'node (this one)',
    quick: true,
    files: {
      ...WITHOUT,
      'b.mjs': `import './without.mjs';\nimport 'presend/js';\n${checks.esm(undefined, 'presend/slim')}`,
    },
    steps: [['node', 'b.mjs']],
    wanted: checks.wanted,
  },
  {
    name: 'lists, node, presend/js without WebAssembly',
    project: 'node (this one)',
    quick: true,
    files: { ...WITHOUT, 'c.mjs': `import './without.mjs';\nimport 'presend/js';\n${here.esm()}` },
    steps: [['node', 'c.mjs']],
    wanted: here.wanted,
  },
  ...nodes,
  ...[checks, read].map((program) => ({
    name: `${program.prefix}deno`,
    project: 'deno',
    packages: { deno: '^2' },
    files: { 'a.mjs': program.esm() },
    steps: [['npx', 'deno', 'run', '-A', 'a.mjs']],
    wanted: program.wanted,
  })),
  ...inRuntime('bun', { bun: '^1' }, ['npx', 'bun'], [checks, read]),
  workerd('workerd', checks.esm('export default { fetch: () => new Response(text) };'), checks.wanted),
  workerd('lists, workerd with presend/js', `import 'presend/js';\n${answered(here)}`, here.wanted),
  ...[checks, read].flatMap((program) => [jest('node', program), vitest(program)]),
  jest('jsdom', checks),
  jest('jsdom', {
    ...read,
    wanted: 'presend:failed PresendUnavailableError: presend: TextEncoder and TextDecoder are not available here',
  }),
];

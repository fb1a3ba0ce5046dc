// Cells with a bundler: its output runs in Chromium or in Node.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checks, lists, OWN_WORKER, SHOW } from './program.mjs';

const HTML = '<!doctype html><meta charset="utf-8"><body><script type="module" src="/app.js"></script>';
const BUNDLE = '<!doctype html><meta charset="utf-8"><body><script src="/main.js"></script>';
const BUNDLED_MODULE = BUNDLE.replace('<script', '<script type="module"');

/** A port that nobody holds; fixed numbers belong to any connection of this machine. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a bundler's server with the arguments that `args` gives for a port, opens its page, ends it. */
async function served(cwd, open, args, path = '') {
  const port = await freePort();
  const child = spawn('npx', args(String(port)), {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  try {
    const url = `http://127.0.0.1:${port}/${path}`;
    for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
      const answers = await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answers) return await open(url);
      await wait(200);
    }
    return `no answer${child.exitCode === null ? ' within a minute' : ', it ended'}:\n${said.slice(-1500)}`;
  } finally {
    if (child.exitCode === null) process.kill(-child.pid);
  }
}

const read = lists('worker');
/** No Blob may be a worker: a bundler must have followed the address of the script. */
const FOLLOWED = "worker-src 'self'";
const followed = ({ cwd, open }) => open(join(cwd, 'dist'), 'chromium', { 'Content-Security-Policy': FOLLOWED });
const own = lists('worker', OWN_WORKER.option);
const OWN = { 'list-worker.js': OWN_WORKER.file };

const vite = (major) => {
  const common = { project: `vite ${major}`, packages: { vite: `^${major}` }, quick: major === 8 };
  const config = (text = '') => ({ 'index.html': HTML, 'vite.config.js': `export default {${text}};`, ...OWN });
  const build = (program, name = 'build') => ({
    ...common,
    name: `${program.prefix}vite ${major} ${name}`,
    files: { ...config(), 'app.js': program.esm(SHOW) },
    steps: [['npx', 'vite', 'build']],
    read: followed,
    wanted: program.wanted,
  });
  const dev = (program) => ({
    ...common,
    name: `${program.prefix}vite ${major} dev`,
    files: { ...config(), 'app.js': program.esm(SHOW) },
    read: ({ cwd, open }) =>
      served(cwd, open, (port) => ['vite', '--host', '127.0.0.1', '--port', port, '--strictPort']),
    wanted: program.wanted,
  });
  const ssr = {
    ...common,
    name: `vite ${major} ssr`,
    files: {
      ...config(' ssr: { noExternal: true } '),
      'server.js': checks.esm('export const shown = text;'),
      'run.mjs': "console.log((await import('./dist/server.js')).shown);",
    },
    steps: [
      ['npx', 'vite', 'build', '--ssr', 'server.js'],
      ['node', 'run.mjs'],
    ],
    wanted: checks.wanted,
  };
  return [build(checks), dev(checks), ssr, build(read), build(own, 'build, own worker'), dev(read)];
};

const webpackLike = (name, packages, command) =>
  [
    [checks, ''],
    [read, ''],
    [own, ', own worker'],
  ].map(([program, more]) => ({
    name: `${program.prefix}${name}${more}`,
    project: name,
    packages,
    files: {
      'src/index.js': program.esm(SHOW),
      'src/list-worker.js': OWN_WORKER.file,
      'dist/index.html': BUNDLE,
      'pack.config.cjs':
        "module.exports = { mode: 'production', entry: './src/index.js', output: { filename: 'main.js' } };",
    },
    steps: [command],
    read: followed,
    wanted: program.wanted,
  }));

const next = (major) => {
  const packages = { next: `^${major}`, react: '^19', 'react-dom': '^19' };
  const files = {
    'app/layout.jsx': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
    'app/server/page.jsx': checks.esm('export default () => <p>{text}</p>;'),
    'app/client/page.jsx': `'use client';\n${checks.esm('export default () => <p>{text}</p>;')}`,
    'app/edge/route.js': `export const runtime = 'edge';\n${checks.esm('export const GET = () => new Response(text);')}`,
    'next.config.mjs': `export default { headers: async () => [{ source: '/lists', headers: ${JSON.stringify([{ key: 'Content-Security-Policy', value: FOLLOWED }])} }] };`,
    'app/lists/page.jsx': `'use client';\nimport { useEffect, useState } from 'react';\n${read
      .esm('tell(text);')
      .replace('lists().then(', 'const begin = (tell) => lists().then(')}
export default () => { const [text, tell] = useState(''); useEffect(() => void begin(tell), []); return <p>{text}</p>; };`,
  };
  return ['server', 'client', 'edge', 'lists'].map((kind) => ({
    name: kind === 'lists' ? `lists, next ${major} client` : `next ${major} ${kind}`,
    project: `next ${major}`,
    packages,
    files,
    once: [['npx', 'next', 'build']],
    read: ({ cwd, open }) => served(cwd, open, (port) => ['next', 'start', '--port', port], kind),
    wanted: kind === 'lists' ? read.wanted : checks.wanted,
  }));
};

/** One file in, `dist/main.js` out. */
const single = (name, packages, command, { kinds = ['esm'], quick = false, html = BUNDLE } = {}) =>
  [checks, read].flatMap((program) =>
    kinds.map((kind) => ({
      name: `${program.prefix}${name}${kind === 'cjs' ? ', require' : ''}`,
      project: name,
      quick,
      packages,
      files: { [kind === 'esm' ? 'index.js' : 'index.cjs']: program[kind](SHOW), 'dist/index.html': html },
      steps: [command(kind === 'esm' ? 'index.js' : 'index.cjs')],
      read: ({ cwd, open }) => open(join(cwd, 'dist')),
      wanted: program.wanted,
    })),
  );

export const cells = [
  ...single(
    'esbuild',
    { esbuild: '^0.28' },
    (entry) => ['npx', 'esbuild', entry, '--bundle', '--minify', '--outfile=dist/main.js', '--charset=utf8'],
    { kinds: ['esm', 'cjs'], quick: true },
  ),
  ...single(
    'rollup',
    { rollup: '^4', '@rollup/plugin-node-resolve': '^16' },
    (entry) => ['npx', 'rollup', entry, '-p', 'node-resolve', '-f', 'iife', '-o', 'dist/main.js'],
    { quick: true },
  ),
  ...[5, 6, 7, 8].flatMap(vite),
  ...webpackLike('webpack 5', { webpack: '^5', 'webpack-cli': '^7' }, [
    'npx',
    'webpack',
    '--config',
    'pack.config.cjs',
  ]),
  ...webpackLike('rspack', { '@rspack/core': '^2', '@rspack/cli': '^2' }, [
    'npx',
    'rspack',
    'build',
    '--config',
    'pack.config.cjs',
  ]),
  ...[
    [checks, ''],
    [read, ''],
    [own, ', own worker'],
  ].map(([program, more]) => ({
    // Parcel reads `exports` where the application's package.json says so.
    name: `${program.prefix}parcel${more}`,
    project: 'parcel',
    packages: { parcel: '^2' },
    files: {
      'package.json': JSON.stringify({
        name: 'project',
        version: '1.0.0',
        '@parcel/resolver-default': { packageExports: true },
      }),
      'index.html': '<!doctype html><meta charset="utf-8"><body><script type="module" src="./app.js"></script>',
      'app.js': program.esm(SHOW),
      ...OWN,
    },
    steps: [['npx', 'parcel', 'build', 'index.html', '--no-source-maps', '--no-cache']],
    read: followed,
    wanted: program.wanted,
  })),
  // What bun writes is a module, unless it is told otherwise.
  ...single(
    'bun build',
    { bun: '^1' },
    (entry) => ['npx', 'bun', 'build', entry, '--outfile=dist/main.js', '--minify'],
    { html: BUNDLED_MODULE },
  ),
  ...[15, 16].flatMap(next),
];

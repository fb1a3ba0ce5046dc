// Cells with a bundler: its output runs in Chromium or in Node.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cjs, esm, SHOW } from './program.mjs';

const HTML = '<!doctype html><meta charset="utf-8"><body><script type="module" src="/app.js"></script>';
const BUNDLE = '<!doctype html><meta charset="utf-8"><body><script src="/main.js"></script>';

/** Waits for a server of a bundler, opens its page, ends it. */
async function served(cwd, open, command, args, port, path = '') {
  const child = spawn(command, args, {
    cwd,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1' },
  });
  try {
    const url = `http://127.0.0.1:${port}/${path}`;
    for (let tries = 0; tries < 300; tries++) {
      if (
        await fetch(url).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return await open(url);
      await wait(200);
    }
    return 'no answer within a minute';
  } finally {
    process.kill(-child.pid);
  }
}

let nextPort = 41_000 + (process.pid % 5_000);

const vite = (major) => {
  const packages = { vite: `^${major}` };
  const files = { 'index.html': HTML, 'app.js': esm(SHOW), 'server.js': esm('export const shown = text;') };
  return [
    {
      name: `vite ${major} build`,
      packages,
      files,
      steps: [['npx', 'vite', 'build']],
      read: ({ cwd, open }) => open(join(cwd, 'dist')),
    },
    {
      name: `vite ${major} dev`,
      packages,
      files,
      read: ({ cwd, open }) => {
        const port = nextPort++;
        return served(cwd, open, 'npx', ['vite', '--host', '127.0.0.1', '--port', String(port), '--strictPort'], port);
      },
    },
    {
      name: `vite ${major} ssr`,
      packages,
      files: {
        ...files,
        'vite.config.js': 'export default { ssr: { noExternal: true } };',
        'run.mjs': "console.log((await import('./dist/server.js')).shown);",
      },
      steps: [
        ['npx', 'vite', 'build', '--ssr', 'server.js'],
        ['node', 'run.mjs'],
      ],
    },
  ];
};

const webpackLike = (name, packages, command) => ({
  name,
  packages,
  files: {
    'src/index.js': esm(SHOW),
    'dist/index.html': BUNDLE,
    'pack.config.cjs':
      "module.exports = { mode: 'production', entry: './src/index.js', output: { filename: 'main.js' } };",
  },
  steps: [command],
  read: ({ cwd, open }) => open(join(cwd, 'dist')),
});

const next = (major) => {
  const packages = { next: `^${major}`, react: '^19', 'react-dom': '^19' };
  const files = {
    'app/layout.jsx': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
    'app/server/page.jsx': esm('export default () => <p>{text}</p>;'),
    'app/client/page.jsx': `'use client';\n${esm('export default () => <p>{text}</p>;')}`,
    'app/edge/route.js': `export const runtime = 'edge';\n${esm('export const GET = () => new Response(text);')}`,
  };
  return ['server', 'client', 'edge'].map((kind) => ({
    name: `next ${major} ${kind}`,
    packages,
    files,
    steps: [['npx', 'next', 'build']],
    read: ({ cwd, open }) => {
      const port = nextPort++;
      return served(cwd, open, 'npx', ['next', 'start', '--port', String(port)], port, kind);
    },
  }));
};

export const cells = [
  {
    name: 'esbuild',
    quick: true,
    packages: { esbuild: '^0.28' },
    files: { 'index.js': esm(SHOW), 'dist/index.html': BUNDLE },
    steps: [['npx', 'esbuild', 'index.js', '--bundle', '--minify', '--outfile=dist/main.js', '--charset=utf8']],
    read: ({ cwd, open }) => open(join(cwd, 'dist')),
  },
  {
    name: 'esbuild, require',
    quick: true,
    packages: { esbuild: '^0.28' },
    files: { 'index.cjs': cjs(SHOW), 'dist/index.html': BUNDLE },
    steps: [['npx', 'esbuild', 'index.cjs', '--bundle', '--minify', '--outfile=dist/main.js', '--charset=utf8']],
    read: ({ cwd, open }) => open(join(cwd, 'dist')),
  },
  {
    name: 'rollup',
    quick: true,
    packages: { rollup: '^4', '@rollup/plugin-node-resolve': '^16' },
    files: { 'index.js': esm(SHOW), 'dist/index.html': BUNDLE },
    steps: [['npx', 'rollup', 'index.js', '-p', 'node-resolve', '-f', 'iife', '-o', 'dist/main.js']],
    read: ({ cwd, open }) => open(join(cwd, 'dist')),
  },
  ...[5, 6, 7, 8].flatMap(vite),
  webpackLike('webpack 5', { webpack: '^5', 'webpack-cli': '^7' }, ['npx', 'webpack', '--config', 'pack.config.cjs']),
  webpackLike('rspack', { '@rspack/core': '^2', '@rspack/cli': '^2' }, [
    'npx',
    'rspack',
    'build',
    '--config',
    'pack.config.cjs',
  ]),
  {
    // Parcel reads `exports` where the application's package.json says so.
    name: 'parcel',
    packages: { parcel: '^2' },
    files: {
      'package.json': JSON.stringify({
        name: 'project',
        version: '1.0.0',
        '@parcel/resolver-default': { packageExports: true },
      }),
      'index.html': '<!doctype html><meta charset="utf-8"><body><script type="module" src="./app.js"></script>',
      'app.js': esm(SHOW),
    },
    steps: [['npx', 'parcel', 'build', 'index.html', '--no-source-maps', '--no-cache']],
    read: ({ cwd, open }) => open(join(cwd, 'dist')),
  },
  {
    name: 'bun build',
    packages: { bun: '^1' },
    files: { 'index.js': esm(SHOW), 'dist/index.html': BUNDLE },
    steps: [['npx', 'bun', 'build', 'index.js', '--outfile=dist/main.js', '--minify']],
    read: ({ cwd, open }) => open(join(cwd, 'dist')),
  },
  ...[15, 16].flatMap(next),
];

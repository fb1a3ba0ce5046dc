// `npm start`: installs what is missing, builds what is out of date, and serves the playground on this machine.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { root, run, rust, say } from './tools.mjs';

/** What the package is made from. */
const SOURCES = [
  'src',
  'locales',
  'profiles',
  'www/lib',
  'www/build',
  'tests/cases/vocabulary.json',
  'Cargo.toml',
  'Cargo.lock',
  'tsconfig.json',
];
/** The builder writes these itself, and these serve the site alone. */
const OTHERS = /^(www\/lib\/generated|www\/build\/(site\/|(start|site|test)\.mjs))/;

/** When the youngest file under `path` was written; 0 when there is none. */
function youngest(path) {
  if (OTHERS.test(path) || !existsSync(`${root}${path}`)) return 0;
  const stat = statSync(`${root}${path}`);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(`${root}${path}`).map((name) => youngest(`${path}/${name}`)));
}

if (!existsSync(`${root}node_modules/.bin/vite`)) {
  say('installing the development dependencies');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

const built = youngest('dist/esm/index.js');
if (built === 0 || Math.max(...SOURCES.map(youngest)) > built) {
  rust();
  say(built === 0 ? 'building the package' : 'building the package again: its sources are younger');
  run('node', ['www/build/package.mjs']);
}

// Only now: Vite is there.
const { buildSite, serveSite } = await import('./site.mjs');
await buildSite();
const wanted = Number(process.env.PORT);
const { url } = await serveSite(Number.isInteger(wanted) && wanted > 0 ? { port: wanted } : {});
say(`the playground is at ${url}   (Ctrl-C ends it)`);

// What its Send button talks to.
const { createSandbox } = await import('../sandbox/src/index.mjs');
try {
  const sandbox = await createSandbox().listen({ port: 8787 });
  say(`the sandbox is at ${sandbox.url}/v1`);
} catch (error) {
  if (error.code !== 'EADDRINUSE') throw error;
  say('port 8787 is taken: by a sandbox, or the Send button has none');
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

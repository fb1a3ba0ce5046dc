// What package.json's `exports` allows: one subpath for each file of www/lib/entries, made here so that none is forgotten.
//
//   node www/build/exports.mjs            writes package.json anew
//   node www/build/exports.mjs --check    ends with 1 when it is not what this would write

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { root } from './tools.mjs';

/** Runtimes that compile nothing at run time and take a compiled module by import: condition → how they import it. */
export const PRECOMPILED = { workerd: 'presend.wasm', 'edge-light': 'presend.wasm?module' };

/** Entries that bring no core; the build checks it. */
const WITHOUT_CORE = [
  'filter',
  'forms-slim',
  'js',
  'messages',
  'phone-input',
  'testing',
  'worker',
  'worker-thread',
].map((name) => `entries/${name}`);

/** Every entry: subpath, module under www/lib without extension, and whether it brings the code of some room. */
export function entries() {
  const subpaths = readdirSync(`${root}www/lib/entries`)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -3));
  return [['.', 'index'], ['./slim', 'slim'], ...subpaths.map((name) => [`./${name}`, `entries/${name}`])].map(
    ([subpath, module]) => ({
      subpath,
      module,
      embeds: module !== 'slim' && !WITHOUT_CORE.includes(module),
    }),
  );
}

/** Both kinds of module; bundlers that meet a `require` take the one that needs no file system. */
const both = (module) => ({
  module: `./dist/esm/${module}.js`,
  require: `./dist/cjs/${module}.js`,
  default: `./dist/esm/${module}.js`,
});

function exported() {
  const table = {};
  for (const { subpath, module, embeds } of entries()) {
    const precompiled = Object.keys(PRECOMPILED).map((name) => [name, `./dist/esm/${module}.${name}.js`]);
    if (module === 'entries/js') {
      table[subpath] = './dist/esm/entries/js.js';
      continue;
    }
    table[subpath] = { ...(embeds && Object.fromEntries(precompiled)), ...both(module) };
  }
  return {
    ...table,
    './locales/*': both('generated/locales/*'),
    './profiles/*.json': './profiles/*.json',
    './profiles/*': both('generated/profiles/*'),
    './forms.css': './dist/forms.css',
    './presend.forms.js': './dist/presend.forms.js',
    './presend.wasm': './dist/presend.wasm',
    './package.json': './package.json',
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = `${root}package.json`;
  const before = readFileSync(file, 'utf8');
  const wanted = JSON.stringify({ ...JSON.parse(before), exports: exported() }, null, 2);
  const after = await format(wanted, { ...(await resolveConfig(file)), filepath: file });
  if (process.argv.includes('--check')) {
    if (after !== before) {
      console.error('package.json does not export what www/lib/entries holds: npm run update:exports');
      process.exit(1);
    }
  } else {
    writeFileSync(file, after);
  }
}

// The checks without the code of any room, for `presend/slim` and for runtimes that hand over a compiled module: `bare/` beside
// the modules it is made from. What does not depend on a room stays one module with one state, for both.

import { writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';

const ROOM = /[\\/]core[\\/]rooms[\\/](\w+)\.[jt]s$/;

/** The name in `bare/` of an entry: `entries/email` → `email`. */
export const bareName = (module) => module.replace('entries/', '');

/** Takes `contents` for the modules of rooms, save the one with all; `$room` in it is the room's constant. */
export const roomsAs = (contents, { all = false } = {}) => ({
  name: 'rooms',
  setup({ onLoad }) {
    onLoad({ filter: ROOM }, ({ path }) => {
      const [, room] = ROOM.exec(path);
      if (room === 'all' && !all) return undefined;
      return {
        contents: contents.replaceAll('$room', room === 'all' ? 'everyRoom' : `${room}Room`),
        resolveDir: dirname(path),
      };
    });
  },
});

/** The modules from which a room is reached, by absolute path, and the entries of which a bundle has one. */
async function dependents(entryPoints) {
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    outdir: 'unwritten',
    logLevel: 'warning',
  });
  const importers = new Map();
  for (const [path, { imports }] of Object.entries(metafile.inputs))
    for (const { path: imported } of imports) importers.set(imported, [...(importers.get(imported) ?? []), path]);
  const found = new Set();
  const queue = Object.keys(metafile.inputs).filter((path) => ROOM.test(path));
  for (const path of queue) {
    if (found.has(resolve(path))) continue;
    found.add(resolve(path));
    queue.push(...(importers.get(path) ?? []));
  }
  const bringing = new Set();
  for (const { entryPoint, inputs } of Object.values(metafile.outputs))
    if (Object.entries(inputs).some(([path, { bytesInOutput }]) => ROOM.test(path) && bytesInOutput > 0))
      bringing.add(resolve(entryPoint));
  return { found, bringing };
}

/** Leaves out the rooms, and leaves alone what reaches none of them. */
const only = (found, folder) => ({
  name: 'only-dependents',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      if (found.has(file)) return undefined;
      return { path: `../${relative(folder, file).split(sep).join('/')}`, external: true };
    });
  },
});

/** Writes `bare/` for the `entries` of `exports.mjs` into `esm`, and into `cjs` for `presend/slim` alone. */
export async function withoutRooms(dist, entries) {
  const folder = `${dist}esm`;
  const file = ({ module }) => resolve(folder, `${module}.js`);
  const { found, bringing } = await dependents(entries.map(file));
  for (const entry of entries)
    if (entry.module !== 'slim' && bringing.has(file(entry)) !== entry.embeds)
      throw new Error(`${entry.subpath} ${entry.embeds ? 'brings no' : 'brings a'} core: see exports.mjs`);
  const common = {
    bundle: true,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [only(found, folder), roomsAs('export const $room = null;', { all: true })],
  };
  await build({
    ...common,
    entryPoints: Object.fromEntries(
      entries.filter(({ embeds }) => embeds).map((entry) => [bareName(entry.module), file(entry)]),
    ),
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    outdir: `${folder}/bare`,
  });
  await build({
    ...common,
    entryPoints: { index: resolve(folder, 'index.js') },
    format: 'cjs',
    outdir: `${dist}cjs/bare`,
  });
  writeFileSync(`${folder}/slim.js`, "export * from './bare/index.js';\n");
  writeFileSync(`${dist}cjs/slim.js`, "'use strict';\nmodule.exports = require('./bare/index.js');\n");
}

// The cores, one for each room and one with all: cargo → wasm-bindgen (not where only numbers cross) → wasm-opt →
// `www/lib/generated/…/{bindings,code}.ts` and the bare module.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { emptyPanics } from './panics.mjs';
import { root, run, rust, say } from './tools.mjs';

const FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'reference-types',
  'nontrapping-float-to-int',
  'sign-ext',
  'mutable-globals',
  'multivalue',
  'simd',
];

/** Folders of the machine that builds, which panics would name, and what they name instead; the last that fits counts. */
function foldersOfThisMachine() {
  const cargo = process.env.CARGO_HOME ?? `${homedir()}/.cargo`;
  const crates = `${cargo}/registry/src/`;
  const registries = existsSync(crates) ? readdirSync(crates) : [];
  return [[cargo, 'cargo'], ...registries.map((registry) => [`${crates}${registry}`, 'crates']), [root, '']];
}

/** 64 KiB of stack, where wasm-ld would take 1 MiB of memory; and no path of the machine that builds. */
const COMMON_FLAGS = [
  '-Clink-arg=-zstack-size=65536',
  ...foldersOfThisMachine().map(([folder, name]) => `--remap-path-prefix=${folder}=${name}`),
];

/** Rooms that have a core of their own beside the one with every room. */
export const ROOMS = [
  'answers',
  'dlt',
  'email',
  'format',
  'json',
  'list',
  'phone',
  'sms',
  'template',
  'text',
  'whatsapp',
];

/** Those through which only numbers cross: they need neither glue nor the standard library. */
export const BARE_ROOMS = ['dlt', 'email', 'format', 'list', 'phone', 'sms', 'text'];

/** Those that no check runs in: `presend/worker` takes the code of this one by itself. */
export const APART_ROOMS = ['list'];

/** What fields of a form ask, together: `presend.forms.js` carries this one, and no module of the package. */
export const FORM_ROOMS = 'forms';

/** Rooms that are built for speed: JSON 1.2 times as fast for 6 KB more of the module, templates for 9; others gain nothing. */
const FAST_ROOMS = ['json', 'template'];

/**
 * For speed, but no function grows into its only caller: engines compile a function whole when it is first called, and
 * the first check of a good value would wait for what explains the bad ones. `presend/phone`: 3.2 → 2.3 ms, and smaller.
 * Not in {@link FAST_ROOMS}.
 */
const SPEED = ['-O3', '--one-caller-inline-max-function-size=50'];

/** Vectors of 128 bits, which every browser of the floor has; what reads JSON is faster by them. */
const VECTORS = '-Ctarget-feature=+simd128';

/**
 * Compiles the crate into `target/<name>/bindgen`: wasm-bindgen's glue and the module, panics emptied, not yet optimised.
 * `flags`: rustc's; `prepare` may change the module before wasm-bindgen sees it; `glue: false` where only numbers cross;
 * `level`: rustc's, where the profile's is not meant.
 */
export function compileCore({ name, flags = [], prepare = () => {}, glue = true, level }) {
  const { wasmBindgen } = rust();
  const target = name ? `target/${name}` : 'target';
  run(
    'cargo',
    [
      'build',
      '--release',
      '--lib',
      '--locked',
      '--quiet',
      '--target',
      'wasm32-unknown-unknown',
      '--target-dir',
      target,
    ],
    {
      env: {
        CARGO_ENCODED_RUSTFLAGS: [...COMMON_FLAGS, ...flags].join('\x1f'),
        ...(level && { CARGO_PROFILE_RELEASE_OPT_LEVEL: level }),
      },
    },
  );
  const module = `${target}/wasm32-unknown-unknown/release/presend.wasm`;
  prepare(`${root}${module}`);
  const out = `${root}${target}/bindgen`;
  mkdirSync(out, { recursive: true });
  if (glue) {
    run(wasmBindgen, ['--target', 'bundler', '--no-demangle', '--remove-producers-section', '--out-dir', out, module]);
  } else {
    copyFileSync(`${root}${module}`, `${out}/presend_bg.wasm`);
  }
  emptyPanics(`${out}/presend_bg.wasm`);
  return out;
}

/** Optimises the module that {@link compileCore} left in `out` into `presend.wasm` beside it, which this returns. */
export function optimiseCore(out, features, passes) {
  run(`${root}node_modules/.bin/wasm-opt`, [
    '--strip-debug',
    ...passes,
    '--converge',
    ...features.map((name) => `--enable-${name}`),
    `${out}/presend_bg.wasm`,
    '-o',
    `${out}/presend.wasm`,
  ]);
  return `${out}/presend.wasm`;
}

/** The glue that {@link compileCore} left in `out`, as the TypeScript of a `bindings.ts`. */
export const bindingsOf = (out) =>
  bindings(readFileSync(`${out}/presend_bg.js`, 'utf8'), readFileSync(`${out}/presend.d.ts`, 'utf8'));

/**
 * Builds a core into `generated` and, bare, to `to` if any: with every room; with one of {@link ROOMS}; or one that can be
 * made to fail (`trap: true`).
 */
export function buildCore({
  room,
  to = room ? null : `${root}dist/presend.wasm`,
  generated = `${root}www/lib/generated/${room ? `${room}/` : ''}`,
  trap = false,
} = {}) {
  const isBare = BARE_ROOMS.includes(room);
  say(`compiling the core${trap ? ' that can be made to fail' : room ? ` with ${room} alone` : ''}`);
  const out = compileCore({
    name: trap ? 'trap' : room,
    glue: !isBare,
    ...(FAST_ROOMS.includes(room) && { level: '3' }),
    flags: [
      VECTORS,
      ...(trap ? ['--cfg=presend_trap'] : []),
      ...(room ? ['--cfg=presend_room', `--cfg=presend_room="${room}"`] : []),
      ...(isBare ? ['--cfg=presend_bare'] : []),
    ],
  });
  const code = readFileSync(
    optimiseCore(out, FEATURES, [
      ...(isBare ? ['--strip-producers', '--strip-target-features'] : []),
      ...(FAST_ROOMS.includes(room) ? ['-O3'] : SPEED),
    ]),
  );
  mkdirSync(generated, { recursive: true });
  if (!isBare) writeFileSync(`${generated}bindings.ts`, bindingsOf(out));
  writeFileSync(`${generated}code.ts`, codeModule(code, room));
  if (to) {
    mkdirSync(new URL('.', `file://${to}`), { recursive: true });
    writeFileSync(to, code);
  }
  say(`core${room ? ` with ${room} alone` : ''}: ${code.length.toLocaleString('en')} octets`);
}

/** Builds the cores of `rooms` (`''` is the one with all), as many at once as there are processors. */
export async function buildCores(rooms) {
  rust(); // what is missing is installed once, not by each
  const waiting = [...rooms];
  const next = async () => {
    for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
      const child = spawn(process.execPath, [fileURLToPath(import.meta.url), room], { stdio: 'inherit' });
      const [status] = await once(child, 'exit');
      if (status !== 0) process.exit(status ?? 1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, next));
}

/** The module's octets as a function: hex passes through every bundler, and nothing is decoded before it is asked for. */
const codeModule = (code, room) => `// Made by the build from the core's code.

import { octetsOf } from '${room ? '../' : ''}../core/hex.js';

// Not inside the function, whose text engines would read a second time at the first call.
const hex =
  '${code.toString('hex')}';

/** The octets of the module. */
export const code = (): Uint8Array<ArrayBuffer> => octetsOf(hex);
`;

/**
 * wasm-bindgen's glue is a module with state of its own. As a function, each instance of the core gets fresh state, and
 * nothing runs when the module is imported: `bind(decode)` → `{ core, imports, start }`.
 */
function bindings(glue, types) {
  const names = [...glue.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  const calls = [...types.matchAll(/^export function (\w+)(\(.*\): .*;)$/gm)];
  const body = glue
    .replaceAll(/^export /gm, '')
    .replace(/let cachedTextDecoder[\s\S]*?\nfunction decodeText\(bytes\) \{[\s\S]*?\n\}\n/, '')
    .replaceAll('decodeText(', 'decode(')
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  if (body.includes('TextDecoder'))
    throw new Error('the glue of this wasm-bindgen decodes text in a new way: see bindings()');
  return `// @ts-nocheck
// Made by the build from wasm-bindgen's glue.

/** The exports of the core. */
export interface Core {
${calls.map(([, name, shape]) => `  ${name}${shape}`).join('\n')}
}

export interface Binding {
  core: Core;
  imports: WebAssembly.ModuleImports;
  start(exports: WebAssembly.Exports): void;
}

export function bind(decode: (octets: Uint8Array) => string): Binding {
${body.trim()}
  return {
    core: { ${calls.map(([, name]) => name).join(', ')} },
    imports: { ${names.filter((name) => name.startsWith('__wb') && name !== '__wbg_set_wasm').join(', ')} },
    start(exports) {
      __wbg_set_wasm(exports);
      exports.__wbindgen_start?.();
    },
  };
}
`;
}

// `node www/build/core.mjs ROOM`: one of them.
if (process.argv[1] === fileURLToPath(import.meta.url)) buildCore({ room: process.argv[2] || undefined });

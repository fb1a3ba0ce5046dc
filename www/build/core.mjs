// The core: cargo → wasm-bindgen → wasm-opt → `www/lib/generated/{bindings,hex}.ts` and the bare module.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
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

/**
 * 64 KiB of stack, where wasm-ld would take 1 MiB of memory; vectors of 128 bits, which every browser of the floor has; and
 * no path of the machine that builds.
 */
const flags = () => [
  '-Ctarget-feature=+simd128',
  '-Clink-arg=-zstack-size=65536',
  ...foldersOfThisMachine().map(([folder, name]) => `--remap-path-prefix=${folder}=${name}`),
];

/**
 * Builds a core into `generated` and, where `to` is given, bare: with every room; with one (`room: 'email' | 'phone' | 'json' | 'sms'`);
 * or one that can be made to fail (`trap: true`).
 */
export function buildCore({
  room,
  to = room ? undefined : `${root}dist/presend.wasm`,
  generated = `${root}www/lib/generated/${room ? `${room}/` : ''}`,
  trap = false,
} = {}) {
  const { wasmBindgen } = rust();
  const kind = trap ? 'trap' : room;
  const target = kind ? `target/${kind}` : 'target';
  say(`compiling the core${trap ? ' that can be made to fail' : room ? ` with ${room} alone` : ''}`);
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
      env: { CARGO_ENCODED_RUSTFLAGS: [...flags(), ...(kind ? [`--cfg=presend_${kind}`] : [])].join('\x1f') },
    },
  );
  const out = `${root}${target}/bindgen`;
  run(wasmBindgen, [
    '--target',
    'bundler',
    '--no-demangle',
    '--remove-producers-section',
    '--out-dir',
    out,
    `${target}/wasm32-unknown-unknown/release/presend.wasm`,
  ]);
  emptyPanics(`${out}/presend_bg.wasm`);
  run(`${root}node_modules/.bin/wasm-opt`, [
    '--strip-debug',
    '-O3',
    '--converge',
    ...FEATURES.map((name) => `--enable-${name}`),
    `${out}/presend_bg.wasm`,
    '-o',
    `${out}/presend.wasm`,
  ]);

  const code = readFileSync(`${out}/presend.wasm`);
  mkdirSync(generated, { recursive: true });
  writeFileSync(
    `${generated}bindings.ts`,
    bindings(readFileSync(`${out}/presend_bg.js`, 'utf8'), readFileSync(`${out}/presend.d.ts`, 'utf8')),
  );
  writeFileSync(
    `${generated}hex.ts`,
    `// Made by the build from the core's code.\nexport const hex: string =\n  '${code.toString('hex')}';\n`,
  );
  if (to) {
    mkdirSync(new URL('.', `file://${to}`), { recursive: true });
    writeFileSync(to, code);
  }
  say(`core${room ? ` with ${room} alone` : ''}: ${code.length.toLocaleString('en')} octets`);
}

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
      exports.__wbindgen_start();
    },
  };
}
`;
}

// The core as JavaScript (`presend/js`), for pages whose content security policy allows no WebAssembly: the same crate
// through wasm2js, into `www/lib/generated/js/`.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { bindingsOf, compileCore, optimiseCore } from './core.mjs';
import { root, run, say } from './tools.mjs';

/** What wasm2js can lower; it knows neither reference types nor several results. */
const FEATURES = ['bulk-memory', 'bulk-memory-opt', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals'];

const TYPES = `/** Starts the core; what it exports has the shape of a WebAssembly instance's exports. */
export declare const instantiate: (imports?: WebAssembly.Imports) => WebAssembly.Exports;
`;

/** Builds `presend/js`. */
export function buildJsCore() {
  say('compiling the core to JavaScript');
  const out = compileCore({
    name: 'js',
    // Where it is needed it is downloaded whole: 7 % smaller by gzip than with the profile's level.
    level: 'z',
    // With lists: where WebAssembly may not run, their own core may not either.
    flags: ['-Ctarget-feature=-reference-types,-multivalue', '--cfg=presend_lists'],
    prepare: withoutFeatures,
  });
  const lowered = optimiseCore(out, FEATURES, ['--llvm-nontrapping-fptoint-lowering', '--signext-lowering', '-Oz']);
  run(`${root}node_modules/.bin/wasm2js`, [
    '-O',
    ...FEATURES.map((name) => `--enable-${name}`),
    lowered,
    '-o',
    `${out}/presend.mjs`,
  ]);
  const generated = `${root}www/lib/generated/js/`;
  mkdirSync(generated, { recursive: true });
  // The glue takes its views of the memory anew when they are empty, as they are when WebAssembly's memory has grown.
  const glue = bindingsOf(out).replaceAll(/(\w+)\.byteLength === 0/g, '$1.buffer !== wasm.memory.buffer');
  writeFileSync(`${generated}bindings.ts`, glue);
  const script = asFunction(readFileSync(`${out}/presend.mjs`, 'utf8'));
  writeFileSync(`${generated}core.js`, script);
  writeFileSync(`${generated}core.d.ts`, TYPES);
  say(`core in JavaScript: ${script.length.toLocaleString('en')} octets`);
}

/** wasm2js writes a module that starts once; a function starts anew after a trap. */
function asFunction(script) {
  const body = /^import [^\n]*\n([\s\S]*)\nvar retasmFunc = asmFunc\(/.exec(script);
  if (!body) throw new Error('wasm2js of this binaryen writes another frame: see asFunction()');
  const { code } = transformSync(`${body[1]}\nexport const instantiate = (imports) => asmFunc(imports);\n`, {
    minify: true,
    target: 'es2022',
    format: 'esm',
  });
  return code;
}

/**
 * Takes the section `target_features` out of a module. The standard library's objects say there that they may use
 * reference types; none of them does, and wasm-bindgen would write its glue for them.
 */
function withoutFeatures(file) {
  const module = readFileSync(file);
  const kept = [module.subarray(0, 8)];
  for (let at = 8; at < module.length;) {
    const [size, body] = leb128(module, at + 1);
    const end = body + size;
    const [length, name] = leb128(module, body);
    const isFeatures = module[at] === 0 && module.toString('latin1', name, name + length) === 'target_features';
    if (!isFeatures) kept.push(module.subarray(at, end));
    at = end;
  }
  writeFileSync(file, Buffer.concat(kept));
}

/** The number at `at` and where it ends (WebAssembly §5.2.2). */
function leb128(octets, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    const octet = octets[at++];
    number |= (octet & 0x7f) << shift;
    if (octet < 0x80) return [number >>> 0, at];
  }
}

import { bind } from '../generated/bindings.js';
import * as kinds from '../generated/kinds.js';
import { provide } from './instance.js';

/**
 * Hands the core's code to `presend/slim`, or replaces the code that `presend` carries.
 *
 * @param module A compiled `WebAssembly.Module`, or the octets of `presend/presend.wasm` of the same version.
 * @throws {TypeError} when `module` is neither.
 * @example
 * ```ts
 * import { checkEmail, provideModule } from 'presend/slim';
 * import { readFileSync } from 'node:fs';
 * import { createRequire } from 'node:module';
 *
 * provideModule(readFileSync(createRequire(import.meta.url).resolve('presend/presend.wasm')));
 * checkEmail('ann@acme.in').ok; // true
 * ```
 */
export function provideModule(module: WebAssembly.Module | BufferSource): void {
  if (typeof module !== 'object' || module === null) {
    throw new TypeError('provideModule: module must be a WebAssembly.Module or its octets');
  }
  provide({ module: () => module, bind, kinds }, true);
}

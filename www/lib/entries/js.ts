/**
 * `presend/js`
 *
 * The core as JavaScript, for pages whose content security policy allows no WebAssembly (`script-src` without
 * `'wasm-unsafe-eval'`). Imported once, it serves every entry, lists too. It is larger and slower; beside `presend/slim` a
 * page downloads no other core.
 *
 * @example
 * ```ts
 * import 'presend/js';
 * import { checkEmail } from 'presend/slim';
 *
 * checkEmail('ann@acme.in').ok; // true
 * ```
 *
 * @packageDocumentation
 */

import { provide } from '../core/instance.js';
import { provideList } from '../core/list-in-js.js';
import { decode } from '../core/utf8.js';
import { bind } from '../generated/js/bindings.js';
import { instantiate } from '../generated/js/core.js';
import * as kinds from '../generated/kinds.js';

provide({ instantiate, bind, kinds }, true);
provideList(() => {
  const { imports, start } = bind(decode);
  const exports = instantiate({ './presend_bg.js': imports });
  start(exports);
  return exports;
});

// Makes the panics of the Rust standard library bare traps: their messages, which a page could not show anyway, and the
// formatting machinery behind them are a tenth of the module. The core itself never panics (denied by lint).

import { readFileSync, writeFileSync } from 'node:fs';
import binaryen from 'binaryen';

/** Where all panics end, by their mangled names. */
const PANICS =
  /panicking|rust_begin_unwind|rust_panic|slice_error_fail|slice_index_fail|len_mismatch_fail|handle_alloc_error|rust_alloc_error|capacity_overflow|panic_access_error|unwrap_failed|expect_failed/;

const { MutableGlobals, NontrappingFPToInt, BulkMemory, BulkMemoryOpt, SignExt, ReferenceTypes, Multivalue } =
  binaryen.Features;

/** Rewrites the module in `file`, which must still have its names; returns how many functions were emptied. */
export function emptyPanics(file) {
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(
    MutableGlobals | NontrappingFPToInt | BulkMemory | BulkMemoryOpt | SignExt | ReferenceTypes | Multivalue,
  );
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  );
  const panics = functions.filter(({ name, module: imported }) => !imported && PANICS.test(name));
  for (const { name, params, results } of panics) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  if (panics.length === 0) throw new Error('no panics found: has the mangling of names changed?');
  writeFileSync(file, module.emitBinary());
  module.dispose();
  return panics.length;
}

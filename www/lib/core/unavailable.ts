/**
 * The checks cannot run here: WebAssembly is missing or forbidden (a `script-src` without `'wasm-unsafe-eval'`), no
 * module was provided, or the core failed and was started anew. It says nothing about the value. Whatever is bound to
 * a form should let the form pass.
 */
export class PresendUnavailableError extends Error {
  override readonly name = 'PresendUnavailableError';

  constructor(why: string, cause?: unknown) {
    super(`presend: ${why}`, cause === undefined ? undefined : { cause });
  }
}

import { startAll } from './instance.js';

/**
 * Compiles and starts the core now, so that the first check does not have to: on idle, or when a form gets the focus.
 *
 * @throws {PresendUnavailableError} where WebAssembly cannot run.
 */
export function warmUp(): void {
  startAll();
}

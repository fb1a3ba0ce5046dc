import { startAll } from './instance.js';

/**
 * Compiles and starts the cores that the page brought, so that the first check does not have to: on idle, or when a form
 * gets the focus. A bundle has those of the checks that it calls; without a bundler, `presend` has all of them.
 *
 * @throws {PresendUnavailableError} where WebAssembly cannot run.
 */
export function warmUp(): void {
  startAll();
}

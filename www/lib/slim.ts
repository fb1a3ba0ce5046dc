/**
 * Everything but the core's code, for pages that bring it themselves: see `provideModule`.
 *
 * @packageDocumentation
 */

export * from './answers/index.js';
export * from './checks/index.js';
export { provideModule } from './core/load.js';
export { warmUp } from './core/warm-up.js';
export { PresendUnavailableError } from './core/unavailable.js';
export * from './messages/index.js';
export * from './results/index.js';
export * from './schema/index.js';

/**
 * Everything but the core's code, for pages that bring it themselves: see `provideModule`.
 *
 * @packageDocumentation
 */

export * from './answers/index.js';
export * from './checks/index.js';
export { provideModule, warmUp } from './core/load.js';
export { PresendUnavailableError } from './core/unavailable.js';
export * from './messages/index.js';
export * from './results/index.js';
export * from './schema/index.js';

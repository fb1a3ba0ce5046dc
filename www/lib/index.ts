/**
 * Everything. A bundler keeps the core of each room whose checks are called; `presend/slim` is the same without any.
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

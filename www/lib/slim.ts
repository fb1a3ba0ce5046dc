/**
 * Everything but the core's code, for pages that bring it themselves: see `provideModule`. The build leaves the rooms out.
 *
 * @packageDocumentation
 */

export * from './index.js';

/**
 * `presend/testing`: for tests of pages. Needs no core.
 *
 * @packageDocumentation
 */

export * from '../testing/index.js';

/**
 * `presend/filter`: lists of recipients that a page may ask but not read. Needs no core.
 *
 * @packageDocumentation
 */

export { buildFilter, type FilterOptions } from '../filter/build.js';

/**
 * `presend/fetch`
 *
 * @packageDocumentation
 */

export * from '../fetch/index.js';
export { PresendUnavailableError } from '../core/unavailable.js';

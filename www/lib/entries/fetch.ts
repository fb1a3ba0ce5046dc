/**
 * `presend/fetch`
 *
 * @packageDocumentation
 */

import '../core/embedded.js';

export * from '../fetch/index.js';
export { PresendUnavailableError } from '../core/unavailable.js';

/**
 * `presend/email`
 *
 * @packageDocumentation
 */

import '../core/embedded.js';

export { checkEmail, type Email, type EmailOptions, type EmailParts, type EmailResult } from '../checks/email.js';
export { provideModule, warmUp } from '../core/load.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

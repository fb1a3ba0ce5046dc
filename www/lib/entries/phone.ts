/**
 * `presend/phone`
 *
 * @packageDocumentation
 */

import '../core/embedded.js';

export {
  checkPhone,
  type E164,
  type PhoneOptions,
  type PhoneParts,
  type PhoneResult,
  type PhoneType,
  phoneMetadataVersion,
} from '../checks/phone.js';
export { provideModule, warmUp } from '../core/load.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

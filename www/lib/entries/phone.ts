/**
 * `presend/phone`
 *
 * @packageDocumentation
 */

import '../checks/phone-plans.js';
export {
  checkPhone,
  type E164,
  type PhoneOptions,
  type PhoneParts,
  type PhoneResult,
  type PhoneType,
  phoneMetadataVersion,
} from '../checks/phone.js';
export { formatPhone, type PhoneRegion, phoneRegions, type PhoneStyle } from '../checks/phone-format.js';
export { checkPhones, type PhoneList } from '../checks/phones.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

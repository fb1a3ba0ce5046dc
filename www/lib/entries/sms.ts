/**
 * `presend/sms`
 *
 * @packageDocumentation
 */

export {
  checkSms,
  estimateSms,
  type ForcingCharacter,
  measureSms,
  type SimplifiedSms,
  simplifySms,
  type SmsEstimate,
  type SmsLanguage,
  type SmsMeasure,
  type SmsOptions,
  type SmsTables,
  splitSms,
} from '../checks/sms.js';
export { checkText, type LengthUnit, measureText, type TextMeasure, type TextOptions } from '../checks/text.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

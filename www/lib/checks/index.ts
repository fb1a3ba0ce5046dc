/** The checks. */

export { checkEmail, type Email, type EmailOptions, type EmailParts, type EmailResult } from './email.js';
export { checkJson, type JsonOptions, type JsonRepair, type JsonResult, repairJson } from './json.js';
export {
  checkPhone,
  type E164,
  type PhoneOptions,
  type PhoneParts,
  type PhoneResult,
  type PhoneType,
  phoneMetadataVersion,
} from './phone.js';
export {
  type Context,
  type ContextPart,
  checkRequest,
  type OperationRules,
  type Profile,
  type RequestOptions,
  type RequestResult,
} from './request.js';
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
} from './sms.js';
export {
  checkTemplate,
  type TemplateOptions,
  type TemplateResult,
  type TemplateVariable,
  templateVariables,
} from './template.js';
export { checkText, type LengthUnit, measureText, type TextMeasure, type TextOptions } from './text.js';

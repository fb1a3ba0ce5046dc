/** The checks. */

export {
  checkDltHeader,
  checkDltId,
  checkDltTemplate,
  createDltIndex,
  type DltIndex,
  type DltOptions,
  type DltParts,
  type DltPolicy,
  type DltResult,
  type DltTemplate,
} from './dlt.js';
export { checkEmail, type Email, type EmailOptions, type EmailParts, type EmailResult } from './email.js';
export { checkJson, type JsonOptions, type JsonResult } from './json.js';
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
  checkTemplate,
  checkTemplateList,
  previewTemplate,
  type TemplateGroup,
  type TemplateListOptions,
  type TemplateListResult,
  type TemplateOptions,
  type TemplateParts,
  type TemplateResult,
  type TemplateVariable,
  type TemplateWhere,
  templateVariables,
} from './template.js';
export { checkText, type LengthUnit, measureText, type TextMeasure, type TextOptions } from './text.js';
export {
  checkWhatsappMessage,
  checkWhatsappTemplate,
  type SessionWindow,
  sessionWindow,
  type WhatsappMessageOptions,
  type WhatsappTemplate,
} from './whatsapp.js';

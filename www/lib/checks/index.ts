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
export { checkEmails, type EmailList } from './emails.js';
export { type ListedMailbox, parseMailboxes, sameMailbox, type SameMailboxOptions } from './mailboxes.js';
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
export { formatPhone, type PhoneRegion, phoneRegions, type PhoneStyle } from './phone-format.js';
export { checkPhones, type PhoneList } from './phones.js';
export {
  type Context,
  type ContextPart,
  prepareContext,
  type PreparedContext,
  type RecipientList,
  type Usage,
} from './context.js';
export { contextFromEvent, contextFromHeaders, contextFromUsage, type ContextFromOptions } from './context-from.js';
export { type Confirmations, confirmRules, type FieldRules, type OperationRules, type Profile } from './profile.js';
export { type JsonSchema, openApiPaths, operationSchema, type OperationSchemaOptions } from './operation-schema.js';
export { checkRequest, type RequestOptions, type RequestResult } from './request.js';
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

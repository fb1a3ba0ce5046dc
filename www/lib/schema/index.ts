/** Standard Schema v1 for form libraries and servers. */

export {
  emailSchema,
  fields,
  jsonTextSchema,
  type MessageOption,
  phoneSchema,
  requestSchema,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
  textSchema,
} from './schema.js';

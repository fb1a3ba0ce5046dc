/** Standard Schema v1 and Standard JSON Schema v1 for form libraries and servers. */

export {
  emailSchema,
  fields,
  jsonTextSchema,
  type MessageOption,
  phoneSchema,
  requestSchema,
  type SchemaCheck,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
  textSchema,
} from './schema.js';
export type { StandardJson } from './json-schema.js';

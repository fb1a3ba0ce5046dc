/**
 * What the schemas are as JSON Schema.
 *
 * # Scope
 *
 * A description, not the check: JSON Schema has no numbering plans and no mailbox. `format` and `pattern` say how a value
 * should look; the check knows more, and forgives what no harm comes of, such as spaces around an address.
 */

import type { EmailOptions } from '../checks/email.js';
import type { PhoneOptions } from '../checks/phone.js';
import type { JsonSchema } from '../checks/operation-schema.js';
import type { FieldRules, OperationRules } from '../checks/profile.js';
import type { TextOptions } from '../checks/text.js';

/** The dialects that can be asked for. */
export const TARGETS = ['draft-2020-12', 'draft-07', 'openapi-3.0'] as const;

/** Standard JSON Schema v1: what goes in and what comes out. */
export interface StandardJson {
  readonly input: (options: { readonly target: string }) => JsonSchema;
  readonly output: (options: { readonly target: string }) => JsonSchema;
}

/** Both sides of a schema in the dialect `target`. */
export type JsonSchemas = (target: string) => { input: JsonSchema; output: JsonSchema };

/** The interface over a description; it is made anew at each call, so that the caller may change it. */
export function standardJson(describe: JsonSchemas): StandardJson {
  const side = (name: 'input' | 'output') => (options: { readonly target: string }) => {
    const target = options?.target;
    if (!(TARGETS as readonly string[]).includes(target)) {
      throw new TypeError(`jsonSchema: options.target must be one of ${TARGETS.join(', ')}`);
    }
    return describe(target)[name];
  };
  return { input: side('input'), output: side('output') };
}

/** ITU-T E.164: at most 15 digits; no calling code begins with 0. */
const E164 = '^\\+[1-9][0-9]{1,14}$';

/** A text that may be empty where the check lets it. */
const orEmpty = (options: { optional?: boolean } | undefined, text: JsonSchema): JsonSchema =>
  options?.optional ? { anyOf: [{ type: 'string', maxLength: 0 }, text] } : text;

/** `format` is what RFC 6531 or RFC 5321 makes of it; a name-addr has no format. */
export const emailJson = (options: EmailOptions | undefined): JsonSchemas => {
  // A domain may be typed in its own script: it leaves in ASCII.
  const box = (format: string): JsonSchema => (options?.nameAddr ? { type: 'string' } : { type: 'string', format });
  return () => ({ input: orEmpty(options, box('idn-email')), output: box(options?.smtputf8 ? 'idn-email' : 'email') });
};

export const phoneJson = (options: PhoneOptions | undefined): JsonSchemas => {
  const number = (): JsonSchema => ({ type: 'string', pattern: E164 });
  return () => ({
    input: orEmpty(options, options?.mode === 'exact' ? number() : { type: 'string', minLength: 1 }),
    output: number(),
  });
};

/** JSON Schema counts code points. A text has no more of them than of units or octets, but more than graphemes. */
export const textJson = (options: TextOptions | undefined): JsonSchemas => {
  const text = (): JsonSchema => ({
    type: 'string',
    ...(!options?.optional && { minLength: 1 }),
    ...(options?.max !== undefined && options.unit !== 'graphemes' && { maxLength: options.max }),
  });
  return () => ({ input: text(), output: text() });
};

/** OpenAPI 3.0 has no word for what a text holds. */
export const jsonTextJson =
  (options: { optional?: boolean } | undefined): JsonSchemas =>
  (target) => {
    const text = (): JsonSchema => ({
      type: 'string',
      ...(target !== 'openapi-3.0' && !options?.optional && { contentMediaType: 'application/json' }),
    });
    return { input: text(), output: text() };
  };

/** Which fields a request has and which of them it must have; what they hold is for the check. */
export const requestJson = (rules: () => OperationRules | undefined): JsonSchemas => {
  const body = (): JsonSchema => {
    const fields = Object.entries(rules()?.fields ?? {});
    const required = fields.filter(([, field]) => isSure(field)).map(([name]) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map(([name]) => [name, {}])),
      ...(required.length > 0 && { required }),
    };
  };
  return () => ({ input: body(), output: body() });
};

/** Must be there under this very name, by a rule that somebody stands for. */
const isSure = (field: FieldRules): boolean => {
  const { required, aliases } = field as { required?: { basis?: string; unless?: string }; aliases?: unknown[] };
  return required !== undefined && required.basis !== 'assumed' && required.unless === undefined && !aliases?.length;
};

/** A form: `[name, schema, may be absent]` of each field. */
export const fieldsJson =
  (parts: [name: string, schema: StandardJson, optional: () => boolean][]): JsonSchemas =>
  (target) => {
    const form = (side: 'input' | 'output'): JsonSchema => {
      const required = parts.filter(([, , optional]) => !optional()).map(([name]) => name);
      return {
        type: 'object',
        properties: Object.fromEntries(parts.map(([name, schema]) => [name, schema[side]({ target })])),
        ...(required.length > 0 && { required }),
      };
    };
    return { input: form('input'), output: form('output') };
  };

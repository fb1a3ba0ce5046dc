import { type FieldRules, operationsOf, type OperationRules, type Profile, rulesOf } from './profile.js';

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 takes it too. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** What a schema holds of the rules that nobody documents. */
export interface OperationSchemaOptions {
  /** `ignore` (default): nothing. `block`: as much as of the documented ones. */
  assumedRules?: 'ignore' | 'block';
}

interface Rule {
  readonly basis?: string;
  readonly max?: number;
  readonly unless?: string;
}

/** What ISO 8601 may write for a point in time, and what the provider does: the rest is taken or not, nobody says. */
const ISO = '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}[Tt][0-9]{2}:?[0-9]{2}.*([Zz]|[+-][0-9]{2}:?([0-9]{2})?)$';
const INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$';

const E164 = '^\\+[1-9][0-9]{1,14}$';
const KINDS: Readonly<Record<string, JsonSchema>> = {
  phone: { type: 'string', pattern: E164 },
  digits: { type: 'string', pattern: '^[0-9]*$' },
  line: { type: 'string', pattern: '^[^\\r\\n]*$' },
  variables: { type: 'object' },
  any: {},
};

/**
 * The rules of an operation's body as JSON Schema, for tools that read that. It says less than `checkRequest`: nothing
 * that needs the account, several values, or more than a pattern; what it refuses, `checkRequest` refuses too.
 *
 * @throws {TypeError} for an unknown operation.
 * @example
 * ```ts
 * import { operationSchema } from 'presend';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * operationSchema(migosmtp, 'email.send').required; // ['from', 'to']
 * ```
 */
export function operationSchema<Bodies>(
  profile: Profile<Bodies>,
  operation: keyof Bodies & string,
  options?: OperationSchemaOptions,
): JsonSchema {
  const rules = rulesOf('operationSchema', profile, operation);
  const schema = shape(rules, options?.assumedRules === 'block');
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema };
}

/**
 * The operations of a profile as the `paths` of an OpenAPI 3.1 document.
 *
 * @example
 * ```ts
 * import { openApiPaths } from 'presend';
 * import telnxo from 'presend/profiles/telnxo';
 *
 * const document = { openapi: '3.1.0', info: { title: 'Telnxo', version: '1' }, paths: openApiPaths(telnxo) };
 * Object.keys(document.paths)[0]; // '/sms/send'
 * ```
 */
export function openApiPaths(
  profile: Profile<never> | Profile,
  options?: OperationSchemaOptions,
): { [path: string]: { [method: string]: JsonSchema } } {
  const paths: { [path: string]: { [method: string]: JsonSchema } } = {};
  for (const [operationId, rules] of Object.entries(operationsOf('openApiPaths', profile))) {
    const { path, method } = rules as { path?: unknown; method?: unknown };
    if (typeof path !== 'string' || typeof method !== 'string') continue;
    const schema = shape(rules, options?.assumedRules === 'block');
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
      return { name, in: 'path', required: true, schema: { type: 'string' } };
    });
    (paths[path] ??= {})[method.toLowerCase()] = {
      operationId,
      ...(parameters.length > 0 && { parameters }),
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { default: { description: 'success: false with an error code, or the operation’s own answer' } },
    };
  }
  return paths;
}

/** A profile is no deeper than the core lets it be. */
function shape(rules: { readonly fields?: OperationRules['fields']; readonly [rule: string]: unknown }, all: boolean) {
  const holds = (rule: unknown): rule is Rule =>
    typeof rule === 'object' && rule !== null && (all || (rule as Rule).basis !== 'assumed');
  const fields = rules.fields ?? {};
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  const groups: JsonSchema[] = [];
  const spellings = (name: string) => [name, ...((fields[name]?.['aliases'] as string[] | undefined) ?? [])];
  const oneOf = (names: string[]) =>
    groups.push({ anyOf: names.flatMap(spellings).map((name) => ({ required: [name] })) });
  for (const [name, field] of Object.entries(fields)) {
    for (const spelling of spellings(name)) properties[spelling] = fieldSchema(field, all, holds);
    const rule = field['required'];
    if (!holds(rule)) continue;
    if (rule.unless !== undefined) oneOf([name, rule.unless]);
    else if (spellings(name).length > 1) oneOf([name]);
    else required.push(name);
  }
  for (const group of (rules['oneOf'] as ({ fields: string[] } & Rule)[] | undefined) ?? []) {
    if (holds(group)) oneOf(group.fields);
  }
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    ...(groups.length > 0 && { allOf: groups }),
    ...(holds(rules['unknownField']) && { additionalProperties: false }),
  };
}

function fieldSchema(field: FieldRules, all: boolean, holds: (rule: unknown) => rule is Rule): JsonSchema {
  // In code points, which JSON Schema counts, no text is longer than in any other unit.
  const max = holds(field['maxLength']) && field['maxLength'].max;
  const items = holds(field['maxItems']) && field['maxItems'].max;
  const words = holds(field['listed']) ? field['values'] : undefined;
  const text = (kind: string): JsonSchema => ({
    ...(KINDS[kind] ?? { type: 'string' }),
    ...(typeof max === 'number' && { maxLength: max }),
    ...(words !== undefined && { enum: words }),
  });
  const list = (of: JsonSchema): JsonSchema => ({
    type: 'array',
    items: of,
    ...(typeof items === 'number' && { maxItems: items }),
  });
  switch (field.kind) {
    case 'mailboxes':
      return { anyOf: [text('mailbox'), list(text('mailbox'))] };
    case 'phones':
      return { anyOf: [text('phone'), list(text('phone'))] };
    case 'texts':
      return list(text('text'));
    case 'instant': {
      const rule = field['format'];
      if (!holds(rule)) return text('text');
      return all || rule.basis === 'confirmed'
        ? { ...text('text'), format: 'date-time', pattern: INSTANT }
        : { ...text('text'), pattern: ISO };
    }
    case 'object':
      return shape(field, all);
    case 'objects':
      return list(shape(field, all));
    case 'variables':
    case 'any':
      return KINDS[field.kind] as JsonSchema;
    default:
      return text(field.kind);
  }
}

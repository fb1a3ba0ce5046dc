/**
 * Checks as Standard Schema v1 and Standard JSON Schema v1 (standardschema.dev), which form libraries, servers and
 * generators of documentation accept; the interfaces are types of ours, no dependency.
 */

import { checkEmail, type Email, type EmailOptions, flagsOf } from '../checks/email.js';
import { isRecord, optionsOf } from '../checks/input.js';
import { checkJson, type JsonOptions } from '../checks/json.js';
import { askedOf } from '../checks/phone-options.js';
import { checkPhone, type E164, type PhoneOptions } from '../checks/phone.js';
import type { Profile } from '../checks/profile.js';
import { checkRequest, type RequestOptions, UnsendableBody } from '../checks/request.js';
import { checkText, type TextOptions } from '../checks/text.js';
import { createMessages } from '../messages/index.js';
import { type Issue, issueOf, type Path } from '../results/issue.js';
import {
  emailJson,
  fieldsJson,
  type JsonSchemas,
  jsonTextJson,
  phoneJson,
  requestJson,
  standardJson,
  type StandardJson,
  textJson,
} from './json-schema.js';

/** Standard Schema v1 and Standard JSON Schema v1: what a library needs to know of a schema. */
export interface StandardSchema<Input, Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'presend';
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** The same as JSON Schema, for documentation and tools; throws a `TypeError` for a target it does not know. */
    readonly jsonSchema: StandardJson;
    readonly types?: { readonly input: Input; readonly output: Output };
  };
  /**
   * Everything that there is to say of a value: the warnings and repairs that form libraries, which keep a message alone,
   * have no place for. Paths are those of `validate`.
   */
  readonly check: (value: unknown) => SchemaCheck<Output>;
}

/** What a schema's check answers. */
export type SchemaCheck<Output> =
  | { ok: true; value: Output; issues: readonly []; warnings: readonly Issue[] }
  | { ok: false; value: null; issues: readonly Issue[]; warnings: readonly Issue[] };

/** Result of a schema: a value, or messages with their paths. The issue itself is beside its message. */
export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path: Path;
  /** The finding behind the message. */
  readonly issue: Issue;
}

/** Builds the sentence of an issue; English when absent. */
export interface MessageOption {
  message?: (issue: Issue) => string;
}

let english: ((issue: Issue) => string) | undefined;

function schema<Input, Output>(
  check: (value: unknown) => SchemaCheck<Output>,
  options: MessageOption | undefined,
  json: JsonSchemas,
): StandardSchema<Input, Output> {
  const message = options?.message;
  if (message !== undefined && typeof message !== 'function') {
    throw new TypeError('schema: options.message must be a function, such as the result of createMessages()');
  }
  return {
    check,
    '~standard': {
      version: 1,
      vendor: 'presend',
      validate(value) {
        const result = check(value);
        if (result.ok) return { value: result.value };
        const sentence = message ?? (english ??= createMessages());
        return { issues: result.issues.map((issue) => ({ message: sentence(issue), path: issue.path, issue })) };
      },
      jsonSchema: standardJson(json),
    },
  };
}

/** A schema of one value. What is wrong with its options is thrown now, not when the first value comes. */
function valueSchema<Input, Output>(
  check: (value: unknown) => SchemaCheck<Output>,
  options: MessageOption | undefined,
  json: JsonSchemas,
): StandardSchema<Input, Output> {
  check(undefined);
  return schema(check, options, json);
}

/** `Value`, or nothing where the options make it optional, or may: a flag that is known at run time alone. */
type WhenOptional<Options, Value> = 'optional' extends keyof Options
  ? true extends Options['optional']
    ? Value | undefined
    : Value
  : Value;
/** What is inferred where no options are given. */
type None = Record<never, never>;

/**
 * An e-mail address as Standard Schema: in `string`, out `Email`.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { emailSchema } from 'presend';
 *
 * emailSchema()['~standard'].validate('Ann@Acme.IN'); // { value: 'Ann@acme.in' }
 * ```
 */
export function emailSchema<const Options extends EmailOptions & MessageOption = None>(
  options?: Options,
): StandardSchema<WhenOptional<Options, string>, WhenOptional<Options, Email>> {
  flagsOf('emailSchema', options);
  return schema(
    (value) => checkEmail(value, options as EmailOptions) as SchemaCheck<never>,
    options,
    emailJson(options),
  );
}

/**
 * A phone number as Standard Schema: in `string`, out `E164`.
 *
 * @throws {TypeError} when `options` is wrong.
 */
export function phoneSchema<const Options extends PhoneOptions & MessageOption = None>(
  options?: Options,
): StandardSchema<WhenOptional<Options, string>, WhenOptional<Options, E164>> {
  askedOf('phoneSchema', options);
  return schema(
    (value) => checkPhone(value, options as PhoneOptions) as SchemaCheck<never>,
    options,
    phoneJson(options),
  );
}

/** A text of limited length as Standard Schema. */
export function textSchema<const Options extends TextOptions & MessageOption = None>(
  options?: Options,
): StandardSchema<WhenOptional<Options, string>, WhenOptional<Options, string>> {
  optionsOf('textSchema', options);
  return valueSchema((value) => checkText(value, options) as SchemaCheck<never>, options, textJson(options));
}

/** A JSON text as Standard Schema; out is the text itself. */
export function jsonTextSchema<const Options extends JsonOptions & MessageOption = None>(
  options?: Options,
): StandardSchema<WhenOptional<Options, string>, WhenOptional<Options, string>> {
  optionsOf('jsonTextSchema', options);
  return valueSchema((value) => checkJson(value, options) as SchemaCheck<never>, options, jsonTextJson(options));
}

/** A request's body as Standard Schema. */
export function requestSchema<Bodies, Operation extends keyof Bodies & string>(
  profile: Profile<Bodies>,
  operation: Operation,
  options?: RequestOptions & MessageOption,
): StandardSchema<Bodies[Operation], Bodies[Operation]> {
  return schema(
    (value) => {
      try {
        return checkRequest(profile, operation, value ?? {}, options) as SchemaCheck<never>;
      } catch (error) {
        if (!(error instanceof UnsendableBody)) throw error;
        const issue = issueOf('request_not_object', null, { found: typeof value });
        return { ok: false, value: null, issues: [issue], warnings: [] };
      }
    },
    options,
    requestJson(() => profile.operations[operation]),
  );
}

type Shape = Record<string, StandardSchema<unknown, unknown>>;
type OptionalKeys<S extends Shape, Side extends 'input' | 'output'> = {
  [K in keyof S]: undefined extends TypeOf<S[K], Side> ? K : never;
}[keyof S];
type TypeOf<S, Side extends 'input' | 'output'> =
  S extends StandardSchema<infer I, infer O> ? (Side extends 'input' ? I : O) : never;
type Fields<S extends Shape, Side extends 'input' | 'output'> = {
  [K in Exclude<keyof S, OptionalKeys<S, Side>>]: TypeOf<S[K], Side>;
} & { [K in OptionalKeys<S, Side>]?: TypeOf<S[K], Side> } extends infer O
  ? { [K in keyof O]: O[K] }
  : never;

/**
 * A form of several fields as one Standard Schema. What comes out has the named fields alone: a `role` that somebody put
 * beside them goes no further (`{ ...values, ...result.value }` keeps what you trust). An absent object counts as an empty
 * form, a field that cannot be read as absent.
 *
 * @throws {TypeError} when `shape` is no object of this package's schemas: those of others have no findings to place.
 * @example
 * ```ts
 * import { createMessages, emailSchema, fields, phoneSchema } from 'presend';
 *
 * const t = createMessages();
 * const signup = fields({
 *   email: emailSchema({ message: t }),
 *   mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
 * });
 * signup['~standard'].validate({ email: 'ann@acme.in' }); // { value: { email: 'ann@acme.in' } }
 * ```
 */
export function fields<const S extends Shape>(shape: S): StandardSchema<Fields<S, 'input'>, Fields<S, 'output'>> {
  if (!isRecord(shape)) throw new TypeError('fields: shape must be an object of schemas');
  for (const [name, part] of Object.entries(shape)) {
    if (part?.['~standard']?.vendor !== 'presend' || typeof part.check !== 'function') {
      throw new TypeError(`fields: shape.${name} must be a schema of presend, such as emailSchema()`);
    }
  }
  const parts = Object.entries(shape);
  /** What `ask` answers for each field. */
  const each = <T>(value: unknown, ask: (part: StandardSchema<unknown, unknown>, own: unknown) => T): [string, T][] =>
    parts.map(([name, part]) => [name, ask(part, memberOf(value, name))]);
  /** The same findings with the field's name in front of their paths. */
  const under = (name: string, issues: readonly Issue[]): Issue[] =>
    issues.map((issue) => ({ ...issue, path: [name, ...issue.path] }));
  /** What the fields became; those that are absent stay so. */
  const output = (value: unknown, values: [string, unknown][]) =>
    Object.fromEntries(values.filter(([name, own]) => own !== undefined || hasMember(value, name))) as Fields<
      S,
      'output'
    >;
  return {
    check(value) {
      const results = each(value, (part, own) => part.check(own));
      const issues = results.flatMap(([name, result]) => under(name, result.issues));
      const warnings = results.flatMap(([name, result]) => under(name, result.warnings));
      return issues.length > 0
        ? { ok: false, value: null, issues, warnings }
        : {
            ok: true,
            value: output(
              value,
              results.map(([name, result]) => [name, result.value]),
            ),
            issues: [],
            warnings,
          };
    },
    '~standard': {
      version: 1,
      vendor: 'presend',
      validate(value) {
        const results = each(value, (part, own) => part['~standard'].validate(own));
        const issues = results.flatMap(([name, result]) =>
          (result.issues ?? []).map(({ message, issue }) => {
            const path = [name, ...issue.path];
            return { message, path, issue: { ...issue, path } };
          }),
        );
        if (issues.length > 0) return { issues };
        const values = results.map(([name, result]): [string, unknown] => [
          name,
          'value' in result ? result.value : undefined,
        ]);
        return { value: output(value, values) };
      },
      jsonSchema: standardJson(
        fieldsJson(parts.map(([name, part]) => [name, part['~standard'].jsonSchema, () => part.check(undefined).ok])),
      ),
    },
  };
}

/** Whether `value` is an object that holds `name` itself; what cannot be looked at does not. */
function hasMember(value: unknown, name: string): value is Record<string, unknown> {
  try {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  } catch {
    return false;
  }
}

/** The member `name`; one that throws when it is read is absent. */
function memberOf(value: unknown, name: string): unknown {
  try {
    return hasMember(value, name) ? value[name] : undefined;
  } catch {
    return undefined;
  }
}

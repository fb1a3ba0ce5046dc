// Schemas infer what goes in and what comes out, and are Standard Schemas to everybody else.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import {
  createMessages,
  type E164,
  type Email,
  emailSchema,
  fields,
  jsonTextSchema,
  phoneSchema,
  requestSchema,
  type TextOptions,
  textSchema,
} from 'presend';
import migosmtp, { type Body } from 'presend/profiles/migosmtp';
import { type Equal, expect, type Flat } from './equal.js';

type In<S extends StandardSchemaV1> = StandardSchemaV1.InferInput<S>;
type Out<S extends StandardSchemaV1> = StandardSchemaV1.InferOutput<S>;

const t = createMessages();

const email = emailSchema({ message: t });
expect<Equal<In<typeof email>, string>>();
expect<Equal<Out<typeof email>, Email>>();

const mobile = phoneSchema({ region: 'IN', optional: true, message: t });
expect<Equal<In<typeof mobile>, string | undefined>>();
expect<Equal<Out<typeof mobile>, E164 | undefined>>();

const strict = phoneSchema({ optional: false });
expect<Equal<Out<typeof strict>, E164>>();
const bare = phoneSchema();
expect<Equal<In<typeof bare>, string>>();

// A flag that is known at run time alone: either.
const flag = Math.random() > 0.5;
const either = emailSchema({ optional: flag });
expect<Equal<In<typeof either>, string | undefined>>();
expect<Equal<Out<typeof either>, Email | undefined>>();
const open = textSchema({} as TextOptions);
expect<Equal<Out<typeof open>, string | undefined>>();
const closed = emailSchema({ optional: false as const, message: t });
expect<Equal<Out<typeof closed>, Email>>();
const eitherForm = fields({ email: either });
expect<Equal<Flat<Out<typeof eitherForm>>, { email?: Email | undefined }>>();

const note = textSchema({ max: 160, optional: true });
expect<Equal<Out<typeof note>, string | undefined>>();
const data = jsonTextSchema();
expect<Equal<Out<typeof data>, string>>();

const signup = fields({ email, mobile });
expect<Equal<Flat<In<typeof signup>>, { email: string; mobile?: string | undefined }>>();
expect<Equal<Flat<Out<typeof signup>>, { email: Email; mobile?: E164 | undefined }>>();

const request = requestSchema(migosmtp, 'email.send');
expect<Equal<Out<typeof request>, Body['email.send']>>();

// What a form library asks for.
function useForm<S extends StandardSchemaV1>(_schema: S, _submit: (data: Out<S>) => void): void {}
useForm(signup, (values) => {
  const _address: string = values.email;
  // @ts-expect-error
  const _number: string = values.mobile;
});

// A result is a value or issues with their findings.
const result = signup['~standard'].validate({});
if (result.issues) {
  const _message: string = result.issues[0]?.message ?? '';
  const _reason: string | undefined = result.issues[0]?.issue.reason;
} else {
  expect<Equal<typeof result.value.email, Email>>();
}

// The same object is a Standard JSON Schema, and says what form libraries have no place for.
function useJson<S extends StandardJSONSchemaV1>(schema: S): Record<string, unknown> {
  return schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
}
const _json: Record<string, unknown> = useJson(signup);
const found = signup.check({});
const _path: (string | number)[] | undefined = found.warnings[0]?.path;
if (found.ok) expect<Equal<typeof found.value.email, Email>>();

// @ts-expect-error
fields({ email: 'x' });
// @ts-expect-error
emailSchema({ message: 'x' });
// @ts-expect-error
requestSchema(migosmtp, 'email.sned');

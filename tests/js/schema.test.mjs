// Standard Schema, Standard JSON Schema, and what is beside them: node --test tests/js/schema.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  applyFix,
  confirmRules,
  createMessages,
  emailSchema,
  fields,
  jsonTextSchema,
  phoneSchema,
  requestSchema,
  textSchema,
} from 'presend';
import { z } from 'zod';

import migosmtp from 'presend/profiles/migosmtp';

const signup = fields({
  email: emailSchema(),
  mobile: phoneSchema({ region: 'IN', optional: true }),
  note: textSchema({ max: 10, optional: true }),
});
const TARGETS = ['draft-2020-12', 'draft-07', 'openapi-3.0'];
const input = (schema, target = 'draft-2020-12') => schema['~standard'].jsonSchema.input({ target });
const output = (schema, target = 'draft-2020-12') => schema['~standard'].jsonSchema.output({ target });

test('a form: values, messages with their findings, paths', () => {
  const { validate } = signup['~standard'];
  assert.deepEqual(validate({ email: 'Ann@Acme.IN', mobile: '098765 43210', other: 1 }), {
    value: { email: 'Ann@acme.in', mobile: '+919876543210', note: '' },
  });
  assert.deepEqual(validate({ email: 'ann@acme.in', mobile: '' }).value, {
    email: 'ann@acme.in',
    mobile: undefined,
    note: '',
  });
  const { issues } = validate({ email: 'ann@', mobile: '12' });
  assert.deepEqual(
    issues.map(({ path }) => path),
    [['email'], ['mobile']],
  );
  assert.deepEqual(
    issues.map(({ issue }) => issue.path),
    [['email'], ['mobile']],
  );
  for (const value of [undefined, null, 'abc', 1, []]) {
    assert.deepEqual(
      validate(value).issues.map(({ issue }) => issue.reason),
      ['required'],
    );
    assert.equal(signup.check(value).ok, false);
  }
});

test('a form gives back its own fields alone', () => {
  const { validate } = signup['~standard'];
  const given = JSON.parse('{"email":"ann@acme.in","role":"admin","__proto__":{"admin":true},"constructor":1}');
  for (const { value } of [validate(given), signup.check(given)]) {
    assert.deepEqual(Object.keys(value), ['email', 'note']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.deepEqual([value.role, value.admin, {}.admin], [undefined, undefined, undefined]);
  }
  const odd = fields(Object.fromEntries([['__proto__', textSchema()]]));
  const { value } = odd['~standard'].validate(JSON.parse('{"__proto__":"x"}'));
  assert.deepEqual([Object.keys(value), Object.getPrototypeOf(value)], [['__proto__'], Object.prototype]);
});

test('a form that cannot be read is a form without what cannot be read', () => {
  const hostile = {
    get email() {
      throw new Error('ann@acme.in');
    },
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [hostile, proxy]) {
    assert.deepEqual(
      signup['~standard'].validate(value).issues.map(({ issue, path }) => [issue.reason, path]),
      [['required', ['email']]],
    );
    assert.equal(signup.check(value).ok, false);
  }
});

test('schemas of others are refused where the form is made', () => {
  const checked = z.number();
  const late = {
    check: async () => {},
    '~standard': { version: 1, vendor: 'other', validate: async () => ({ value: 1 }) },
  };
  for (const foreign of [checked, late, null, 'x', {}])
    assert.throws(() => fields({ age: foreign }), {
      name: 'TypeError',
      message: /shape\.age must be a schema of presend/,
    });
  assert.ok(fields({ inner: signup }).check({ inner: { email: 'ann@acme.in' } }).ok, 'a form within a form');
});

test('check: what a form library has no place for', () => {
  const value = { email: 'ann@gmial.com', mobile: '+91 098765 43210' };
  const { ok, warnings, value: became } = signup.check(value);
  assert.ok(ok);
  assert.equal(became.mobile, '+919876543210');
  const hint = warnings.find(({ path }) => path[0] === 'email');
  assert.equal(applyFix(value.email, hint), 'ann@gmail.com');
  assert.match(createMessages()(hint), /gmail\.com/);
  assert.deepEqual(
    warnings.map(({ path }) => path[0]),
    ['email', 'mobile'],
  );
  const wrong = signup.check({ email: 'ann@acme,in' });
  assert.equal(applyFix('ann@acme,in', wrong.issues[0]), 'ann@acme.in');
  assert.equal(wrong.value, null);
});

test('every schema as JSON Schema, in every dialect', () => {
  for (const target of TARGETS) {
    assert.deepEqual(input(emailSchema(), target), { type: 'string', format: 'idn-email' });
    assert.deepEqual(output(emailSchema(), target), { type: 'string', format: 'email' });
    assert.deepEqual(output(emailSchema({ nameAddr: true }), target), { type: 'string' });
    const { pattern } = output(phoneSchema(), target);
    assert.ok(new RegExp(pattern, 'u').test('+919876543210') && !new RegExp(pattern, 'u').test('098765 43210'));
    assert.deepEqual(input(textSchema({ max: 5 }), target), { type: 'string', minLength: 1, maxLength: 5 });
    assert.equal(
      input(jsonTextSchema(), target).contentMediaType,
      target === 'openapi-3.0' ? undefined : 'application/json',
    );
    const form = input(signup, target);
    assert.deepEqual(Object.keys(form.properties), ['email', 'mobile', 'note']);
    assert.deepEqual(form.required, ['email']);
    assert.deepEqual(form.properties.mobile.anyOf[0], { type: 'string', maxLength: 0 });
  }
  const request = input(requestSchema(migosmtp, 'email.send'));
  assert.ok(request.required.includes('from') && 'subject' in request.properties);
  assert.throws(
    () => input(signup, 'draft-04'),
    /^TypeError: jsonSchema: options\.target must be one of draft-2020-12/,
  );
  assert.throws(() => signup['~standard'].jsonSchema.input(), TypeError);
});

test('a request’s schema: what must be there, and bodies that nothing can be made of', () => {
  const requires = (operation) => input(requestSchema(migosmtp, operation)).required;
  assert.deepEqual(requires('email.send'), ['from', 'to'], 'a subject may lie in the template');
  assert.deepEqual(requires('email.send.bulk'), ['from', 'recipients']);
  assert.equal(requires('template.save'), undefined, 'assumed alone');
  const mine = confirmRules(migosmtp, { '/operations/template.save': true });
  assert.deepEqual(
    input(requestSchema(mine, 'template.save')).required,
    ['name', 'subject'],
    'id has another spelling',
  );
  const { validate } = requestSchema(migosmtp, 'email.send')['~standard'];
  const body = { from: 'shop@acme.in', to: 'ann@acme.in', template_id: 'welcome' };
  assert.deepEqual(validate(body), { value: body });

  const cycle = { to: 'x' };
  cycle.self = cycle;
  const { proxy: gone, revoke } = Proxy.revocable({}, {});
  revoke();
  const throwing = {
    toJSON() {
      throw new Error('geheim');
    },
  };
  for (const value of [Symbol('x'), () => {}, 1n, cycle, { big: 1n }, new Map(), gone, throwing]) {
    const { issues } = validate(value);
    assert.deepEqual(
      issues.map(({ issue, path }) => [issue.reason, issue.params.found, path]),
      [['request_not_object', typeof value, []]],
    );
    assert.ok(issues[0].message.length > 0 && !issues[0].message.includes('geheim'));
    assert.equal(requestSchema(migosmtp, 'email.send').check(value).ok, false);
  }
  // A call that is wrong stays an exception.
  assert.throws(() => requestSchema(migosmtp, 'email.sned').check({}), /^TypeError: checkRequest: operation/);
  assert.throws(
    () => requestSchema(migosmtp, 'email.send', { context: 5 }).check({}),
    /^TypeError: checkRequest: options/,
  );
});

test('a length that the description refuses, the check refuses', () => {
  const { maxLength } = input(textSchema({ max: 3, unit: 'octets' }));
  assert.equal(textSchema({ max: 3, unit: 'octets' }).check('x'.repeat(maxLength + 1)).ok, false);
  assert.equal(textSchema({ max: 3 }).check('\u{1F600}'.repeat(3)).ok, true, 'code points, as JSON Schema counts');
  assert.equal(textSchema().check('').ok, false);
});

test('a length that the check takes, the description takes', () => {
  const family = '👩‍👩‍👧';
  for (const unit of ['code_points', 'utf16_units', 'octets', 'graphemes', 'unknown']) {
    const schema = textSchema({ max: 3, unit });
    const { maxLength = Infinity } = input(schema);
    for (const text of ['abc', 'é', '😀', '😀😀😀', family, family.repeat(3)]) {
      if (schema.check(text).ok) assert.ok([...text].length <= maxLength, `${unit} ${text}`);
    }
    assert.equal(maxLength, unit === 'graphemes' ? Infinity : 3, unit);
  }
});

test('wrong options are thrown when the schema is built', () => {
  assert.throws(() => textSchema({ max: -1 }), { name: 'TypeError', message: /options\.max / });
  assert.throws(() => textSchema({ unit: 'words' }), { name: 'TypeError', message: /options\.unit / });
  assert.throws(() => jsonTextSchema(5), { name: 'TypeError', message: /options must be an object/ });
  assert.throws(() => jsonTextSchema({ maxDepth: 1.5 }), { name: 'TypeError', message: /options\.maxDepth / });
  assert.throws(() => emailSchema({ maxLength: -1 }), { name: 'TypeError', message: /options\.maxLength / });
  assert.throws(() => phoneSchema({ mode: 'loose' }), { name: 'TypeError', message: /options\.mode / });
  assert.equal(textSchema({ max: 0 }).check('a').ok, false);
});

test('the caller owns what it gets', () => {
  input(signup).properties.email.format = 'x';
  assert.equal(input(signup).properties.email.format, 'idn-email');
});

// The same checks on a server: Hono and tRPC take the schemas as they are; zod and valibot take the checks.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sValidator } from '@hono/standard-validator';
import { initTRPC } from '@trpc/server';
import { Hono } from 'hono';
import { checkEmail, checkPhone, createMessages, emailSchema, fields, phoneSchema, toFieldErrors } from 'presend';
import * as v from 'valibot';
import { z } from 'zod';

const t = createMessages();
const schema = fields({
  email: emailSchema({ message: t }),
  mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
});

test('Hono', async () => {
  const app = new Hono();
  app.post('/sign-up', sValidator('json', schema), (context) => context.json(context.req.valid('json')));
  const post = (body) =>
    app.request('/sign-up', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  const good = await post({ email: 'Ann@Acme.IN', mobile: '098765 43210' });
  assert.deepEqual(await good.json(), { email: 'Ann@acme.in', mobile: '+919876543210' });
  const bad = await post({ email: 'ann@acme,in' });
  assert.equal(bad.status, 400);
  const { error } = await bad.json();
  assert.deepEqual(error[0].path, ['email']);
  assert.equal(error[0].message, t(checkEmail('ann@acme,in').issues[0]));
});

test('tRPC', async () => {
  const trpc = initTRPC.create();
  const router = trpc.router({ signUp: trpc.procedure.input(schema).mutation(({ input }) => input) });
  const caller = router.createCaller({});
  assert.deepEqual(await caller.signUp({ email: 'ann@acme.in' }), { email: 'ann@acme.in' });
  await assert.rejects(caller.signUp({ email: 'ann@' }), ({ code, cause }) => {
    assert.equal(code, 'BAD_REQUEST');
    assert.equal(cause.issues[0].issue.code, 'invalid_email_address');
    return true;
  });
});

test('zod: a sentence, a place and a value of ours in a schema of theirs', () => {
  const number = z.string().transform((value, context) => {
    const result = checkPhone(value, { region: 'IN' });
    if (result.ok) return result.value;
    for (const issue of result.issues) context.addIssue({ code: 'custom', message: t(issue), params: { issue } });
    return z.NEVER;
  });
  const form = z.object({
    email: z.string().refine((value) => checkEmail(value).ok, {
      error: ({ input }) => t(checkEmail(input).issues[0]),
    }),
    mobile: number,
  });
  assert.deepEqual(form.parse({ email: 'ann@acme.in', mobile: '98765 43210' }), {
    email: 'ann@acme.in',
    mobile: '+919876543210',
  });
  const { error } = form.safeParse({ email: 'ann@acme,in', mobile: '12' });
  assert.deepEqual(
    error.issues.map(({ path, message }) => [path[0], message]),
    [
      ['email', t(checkEmail('ann@acme,in').issues[0])],
      ['mobile', t(checkPhone('12', { region: 'IN' }).issues[0])],
    ],
  );
});

test('valibot: check and transform', () => {
  const form = v.object({
    email: v.pipe(
      v.string(),
      v.check(
        (value) => checkEmail(value).ok,
        ({ input }) => t(checkEmail(input).issues[0]),
      ),
    ),
    mobile: v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const result = checkPhone(dataset.value, { region: 'IN' });
        if (result.ok) return result.value;
        for (const issue of result.issues) addIssue({ message: t(issue) });
        return NEVER;
      }),
    ),
  });
  assert.equal(v.parse(form, { email: 'ann@acme.in', mobile: '98765 43210' }).mobile, '+919876543210');
  const { issues } = v.safeParse(form, { email: 'ann@', mobile: '12' });
  assert.deepEqual(
    issues.map(({ path, message }) => [path[0].key, message]),
    [
      ['email', t(checkEmail('ann@').issues[0])],
      ['mobile', t(checkPhone('12', { region: 'IN' }).issues[0])],
    ],
  );
});

test('the answer of one’s own API: findings by field', () => {
  const { issues } = schema.check({ email: 'ann@' });
  assert.deepEqual(
    toFieldErrors(issues, { message: t }).map(([name, { type }]) => [name, type]),
    [['email', issues[0].reason]],
  );
});

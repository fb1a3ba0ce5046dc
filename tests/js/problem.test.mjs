// Problem details (RFC 9457): node --test tests/js/problem.test.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { checkEmail, checkRequest, createMessages, explain, toProblemDetails } from 'presend';
import migosmtp from 'presend/profiles/migosmtp';
import { CODES, createSandbox } from '../../www/sandbox/src/index.mjs';

const t = createMessages();
const EMAIL = { from: 'shop@acme.in', to: 'ann@acme.in', subject: 'Hi', html: 'Hi' };

test('a refused request: the status of the first code, a pointer for each finding', () => {
  const report = checkRequest(migosmtp, 'email.send', { ...EMAIL, from: undefined, to: ['a@b.in', 'x'] });
  const options = { message: t, types: 'https://acme.in/errors#', instance: '/sends/17' };
  const problem = toProblemDetails(report, options);
  assert.deepEqual(Object.keys(problem), ['type', 'status', 'title', 'detail', 'instance', 'code', 'errors']);
  assert.deepEqual(
    problem.errors.map(({ pointer, reason, code }) => [pointer, reason, code]),
    report.issues.map(({ reason, code }, at) => [['#/to/1', '#/from'][at], reason, code]),
  );
  assert.equal(problem.type, `https://acme.in/errors#${problem.code}`);
  assert.deepEqual([problem.status, problem.title, problem.instance], [422, 'Unprocessable Content', '/sends/17']);
  assert.equal(problem.detail, t(report.issues[0]));
  assert.equal(problem.errors[1].detail, t(report.issues[1]));
  assert.deepEqual(JSON.parse(JSON.stringify(problem)), problem, 'plain JSON');
});

test('without options: about:blank, the status in words, no sentence', () => {
  const problem = toProblemDetails(checkRequest(migosmtp, 'email.send', '{'));
  assert.deepEqual(Object.keys(problem), ['type', 'status', 'title', 'code', 'errors']);
  assert.deepEqual([problem.type, problem.status, problem.title], ['about:blank', 400, 'Bad Request']);
  assert.equal(problem.errors[0].pointer, '#');
});

test('every answer of the API', () => {
  const sandbox = createSandbox({ random: () => 0 });
  for (const [code, [status]] of Object.entries(CODES)) {
    const headers = { 'X-Simulate-Error': code };
    const answer = sandbox.handle({ method: 'POST', path: '/v1/email/send', headers, body: '{}' });
    const failure = explain({ ...answer, body: JSON.stringify(answer.body) }, { now: 0, random: () => 0.25 });
    const problem = toProblemDetails(failure, { message: t });
    assert.deepEqual([problem.status, problem.code, problem.type], [status, code, 'about:blank']);
    assert.equal(problem.requestId, failure.requestId);
    assert.equal(problem.errors.length, 1);
    const wanted = failure.retry.retry ? Math.ceil(failure.retry.afterMs / 1000) : undefined;
    assert.equal(problem.retryAfter, wanted, code);
    // The same code foreseen has the same status.
    const foreseen = toProblemDetails({ ...failure, status: undefined });
    assert.equal(foreseen.status, status);
  }
});

test('answers without a status, and with one that is none of an error', () => {
  const status = (answer) => toProblemDetails(explain(answer, { now: 0 })).status;
  assert.equal(status({ error: new TypeError('fetch failed') }), 502);
  assert.equal(status({ error: new DOMException('', 'TimeoutError') }), 504);
  assert.equal(status({ error: new DOMException('', 'AbortError') }), 502);
  assert.equal(status({ status: 200, body: '{"success":false,"error":"dnd_number"}' }), 422);
  assert.equal(status({ status: 200, body: '<html>' }), 502);
  assert.equal(status({ status: 418, body: '' }), 418);
  assert.equal(toProblemDetails(explain({ status: 418, body: '' })).title, 'Bad Request');
  assert.equal(toProblemDetails(explain({ status: 599, body: '' })).title, 'Internal Server Error');
});

test('other checks, and nothing wrong', () => {
  const problem = toProblemDetails(checkEmail('x'));
  assert.deepEqual([problem.status, problem.code, problem.errors[0].pointer], [422, 'invalid_email_address', '#']);
  assert.equal(toProblemDetails(checkEmail('a@acme.in')), null);
  assert.equal(toProblemDetails(explain({ status: 202, body: '{}' })), null);
  const withoutCode = checkRequest(migosmtp, 'email.send', { ...EMAIL, subject: 'a\nb' });
  const { status, code, type } = toProblemDetails(withoutCode, { types: 'https://acme.in/' });
  assert.deepEqual([status, code, type], [422, null, 'about:blank']);
});

test('pointers are those of RFC 6901 §6', () => {
  const table = [
    [['a/b', '~', 0], '#/a~1b/~0/0'],
    [['é', ' ', '%', '#', '"'], '#/%C3%A9/%20/%25/%23/%22'],
    [['\ud800'], '#/%EF%BF%BD'],
    [[''], '#/'],
  ];
  const [issue] = checkEmail('x').issues;
  for (const [path, pointer] of table)
    assert.equal(toProblemDetails({ issues: [{ ...issue, path }] }).errors[0].pointer, pointer);
});

test('wrong use is a TypeError that names it', () => {
  const [issue] = checkEmail('x').issues;
  const wrong = [
    [[undefined], /refused/],
    [['x'], /refused/],
    [[{}], /refused/],
    [[{ issues: [issue] }, 5], /options/],
    [[{ issues: [issue] }, { message: 5 }], /options\.message/],
    [[{ issues: [issue] }, { types: 5 }], /options\.types/],
    [[{ issues: [issue] }, { instance: 5 }], /options\.instance/],
  ];
  for (const [args, message] of wrong)
    assert.throws(
      () => toProblemDetails(...args),
      (error) => error instanceof TypeError && message.test(error.message),
    );
});

test('statuses are the catalogue’s', () => {
  const { codes } = JSON.parse(readFileSync(new URL('../cases/vocabulary.json', import.meta.url), 'utf8'));
  const [issue] = checkEmail('x').issues;
  for (const { name, status } of codes)
    assert.equal(toProblemDetails({ issues: [{ ...issue, code: name }] }).status, status, name);
});

// Page → the site's own server → the API, over sockets: node --test tests/js/proxy.test.mjs

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';

import { explainResponse } from 'presend';
import { createFetch, failureOf, PresendBlockedError } from 'presend/fetch';
import migosmtp from 'presend/profiles/migosmtp';
import { createProxy } from '../../www/examples/proxy/server.mjs';
import { createSandbox } from '../../www/sandbox/src/index.mjs';

const EMAIL = { from: 'shop@acme.in', to: 'ann@example.com', subject: 'Hi', html: '<p>Hi</p>' };
const sandbox = createSandbox();
const api = await sandbox.listen();
const logged = [];
const proxy = createServer(
  createProxy({
    apiUrl: `${api.url}/v1`,
    apiKey: 'sandbox-migosmtp',
    context: () => ({ verifiedDomains: ['acme.in'] }),
    allowed: (request, body) => request.headers['x-user'] !== 'nobody' && body.to !== 'boss@example.com',
    log: (...words) => logged.push(words),
  }),
);
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const site = `http://127.0.0.1:${proxy.address().port}`;
after(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await api.close();
});

const json = { 'Content-Type': 'application/json' };
const post = (body, headers = {}) =>
  fetch(`${site}/api/email/send`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });

test('the guide’s first example reaches the API', async () => {
  const send = createFetch({ profile: migosmtp });
  const response = await send(`${site}/api/email/send`, { method: 'POST', body: JSON.stringify(EMAIL) });
  assert.equal(response.status, 202);
});

test('a page sends through its own server, which alone has the key', async () => {
  const send = createFetch({ profile: migosmtp });
  const request = (body) => ({ method: 'POST', headers: json, body: JSON.stringify(body) });
  const response = await send(`${site}/api/email/send`, request(EMAIL));
  assert.equal(response.status, 202);
  assert.match(response.headers.get('x-request-id'), /^req_/);
  assert.equal(response.headers.get('x-ratelimit-limit'), '300');
  await assert.rejects(send(`${site}/api/email/send`, request({ ...EMAIL, to: '' })), PresendBlockedError);
  sandbox.setAccount({ suppressions: ['ann@example.com'] });
  const refused = await send(`${site}/api/email/send`, request(EMAIL));
  assert.equal(failureOf(refused).issues[0].code, 'recipient_suppressed');
  assert.deepEqual(failureOf(refused).issues[0].path, ['to']);
  assert.match(failureOf(refused).requestId, /^req_/);
  sandbox.reset();
});

test('whoever calls without the page is checked all the same', async () => {
  const answer = await (await post({ ...EMAIL, from: 'shop@example.com' })).json();
  assert.deepEqual([answer.error, answer.field], ['domain_not_verified', 'from']);
  // A date that has passed has no code: the page is told that it was refused, not a wrong reason.
  const late = await post({ ...EMAIL, send_at: '2020-01-01T00:00:00Z' });
  const said = await late.clone().json();
  assert.deepEqual([late.status, said.error, said.success], [422, undefined, false]);
  const { issues, retry } = await explainResponse(late);
  assert.deepEqual(
    [issues[0].reason, issues[0].path, retry.outcome],
    ['answer_without_code', [said.field], 'rejected'],
  );
  assert.equal((await post(EMAIL, { 'X-User': 'nobody' })).status, 403);
  assert.equal((await post({ ...EMAIL, to: 'boss@example.com' })).status, 403);
  assert.equal((await post(EMAIL, { 'Content-Type': 'text/plain' })).status, 415);
  assert.equal((await post({ ...EMAIL, html: 'x'.repeat(1024 * 1024) })).status, 413);
  assert.equal((await fetch(`${site}/api/account/usage`)).status, 404);
  assert.equal((await fetch(`${site}/api/domains`, { method: 'POST', headers: json, body: '{}' })).status, 404);
});

test('the key of the message reaches the API, the page’s other headers do not', async () => {
  const headers = {
    'X-Idempotency-Key': 'order-17',
    Authorization: 'Bearer stolen',
    'X-Simulate-Error': 'internal_error',
  };
  assert.equal((await post(EMAIL, headers)).status, 202);
  assert.equal((await (await post(EMAIL, headers)).json()).error, 'duplicate_idempotency_key');
});

test('an API that is gone: nobody knows, and a repetition keeps its key', async () => {
  const gone = await sandbox.listen();
  const lost = createServer(
    createProxy({ apiUrl: gone.url, apiKey: 'x', allowed: () => true, log: (...words) => logged.push(words) }),
  );
  await gone.close();
  await new Promise((resolve) => lost.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${lost.address().port}/api/email/send`;
  const response = await createFetch({ profile: migosmtp })(url, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(EMAIL),
  });
  const { issues, retry } = failureOf(response);
  assert.deepEqual([issues[0].code, retry.outcome, retry.sameIdempotencyKey], ['gateway_timeout', 'unknown', true]);
  lost.close();
  lost.closeAllConnections();
});

test('nothing of the message is logged', () => {
  assert.ok(logged.length > 0);
  assert.ok(!JSON.stringify(logged).includes('example.com'));
});

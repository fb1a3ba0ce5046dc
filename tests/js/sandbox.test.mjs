// The local server that behaves like the API: node --test tests/js/sandbox.test.mjs

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

import { CODES, createSandbox, RATE_GROUPS } from '../../www/sandbox/src/index.mjs';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const HOUR = 3_600_000;
const EMAIL = { from: 'shop@acme.in', to: 'ann@example.com', subject: 'Hi', html: '<p>Hi</p>' };
const SMS = { to: '+919876543210', sender_id: 'ACMEIN', text: 'Your ACME code is 123456. Do not share it.' };
const TEMPLATE = { name: 'order_update', language: 'en', parameters: ['1', '2'] };

const fresh = (account = {}) => createSandbox({ account, now: () => NOW, random: () => 0.5 });

function post(sandbox, path, body, headers = {}) {
  const platform = /^\/(sms|whatsapp|voice)/.test(path) ? 'telnxo' : 'migosmtp';
  const all = { Authorization: `Bearer sandbox-${platform}`, 'Content-Type': 'application/json', ...headers };
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return sandbox.handle({ method: 'POST', path: `/v1${path}`, headers: all, body: text, ip: '127.0.0.1' });
}

const get = (sandbox, path, platform = 'migosmtp') =>
  sandbox.handle({ method: 'GET', path: `/v1${path}`, headers: { Authorization: `Bearer sandbox-${platform}` } });

const key = (change) => {
  const [first, second] = fresh().account.keys;
  return { keys: [{ ...first, ...change }, second] };
};
const spent = (change) => ({ usage: change });

/** Code → how to get it for a real cause: the account, the path, the body, headers, and the field that is named. */
const CAUSES = {
  authentication_required: [{}, '/email/send', EMAIL, { Authorization: undefined }],
  invalid_api_key: [{}, '/email/send', EMAIL, { Authorization: 'Bearer nobody’s' }],
  api_key_expired: [key({ expiresAt: NOW }), '/email/send', EMAIL],
  insufficient_scope: [key({ scopes: ['reports:read'] }), '/email/send', EMAIL],
  ip_not_whitelisted: [key({ allowedIps: ['203.0.113.7'] }), '/email/send', EMAIL],
  account_suspended: [{ subscription: { status: 'suspended' } }, '/email/send', EMAIL],
  account_expired: [{ subscription: { endsAt: NOW } }, '/email/send', EMAIL],
  quota_exceeded: [spent({ monthly_used: 30_000 }), '/email/send', EMAIL],
  daily_limit_reached: [spent({ daily_used: 1_500 }), '/email/send', EMAIL],
  hourly_limit_reached: [spent({ hourly_used: 150 }), '/email/send', EMAIL],
  missing_required_field: [{}, '/email/send', { ...EMAIL, to: undefined }, {}, 'to'],
  invalid_email_address: [{}, '/email/send', { ...EMAIL, to: ['ann@example.com', 'bob@'] }, {}, 'to[1]'],
  invalid_phone_number: [{}, '/sms/send', { ...SMS, to: '9876543210' }, {}, 'to'],
  invalid_json: [{}, '/email/send', '{"from": "shop@acme.in",}'],
  field_too_long: [{}, '/email/send', { ...EMAIL, subject: 'x'.repeat(2001) }, {}, 'subject'],
  invalid_template_id: [{}, '/email/send', { ...EMAIL, template_id: 'spring-draft' }, {}, 'template_id'],
  missing_template_variable: [{}, '/email/send', { ...EMAIL, html: 'Hi {{name}}' }, {}, 'variables.name'],
  domain_not_verified: [{}, '/email/send', { ...EMAIL, from: 'shop@example.com' }, {}, 'from'],
  sender_id_not_registered: [{}, '/sms/send', { ...SMS, sender_id: 'NOBODY' }, {}, 'sender_id'],
  resource_not_found: [{}, '/email/sned', EMAIL],
  duplicate_resource: [{}, '/domains', { domain: 'ACME.in' }, {}, 'domain'],
  duplicate_idempotency_key: [{}, '/email/send', EMAIL, { 'X-Idempotency-Key': 'used' }],
  resource_limit_reached: [{ resourceLimits: { domains: 2 } }, '/domains', { domain: 'example.com' }],
  recipient_suppressed: [{}, '/email/send', { ...EMAIL, cc: 'Gone@Example.com' }, {}, 'cc'],
  dnd_number: [{ dnd: [SMS.to] }, '/sms/send', { ...SMS, type: 'promotional' }, {}, 'to'],
  dlt_scrubbed: [{}, '/sms/send', { ...SMS, text: 'Buy now!' }, {}, 'text'],
  whatsapp_template_not_approved: [
    {},
    '/whatsapp/send',
    { to: SMS.to, template: { name: 'spring_sale', language: 'en' } },
    {},
    'template.name',
  ],
  session_window_expired: [{}, '/whatsapp/send', { to: '+919876543211', text: 'Hi' }, {}, 'to'],
  rate_limit_exceeded: [{}, '/email/send', EMAIL],
};

/** Codes whose cause is on the platform's side: by random failure and by simulation. */
const PLATFORMS = ['internal_error', 'service_unavailable', 'gateway_timeout'];

function assertError({ status, headers, body }, code, field) {
  assert.equal(body.error, code, JSON.stringify(body));
  assert.equal(status, CODES[code][0]);
  assert.deepEqual(Object.keys(body).sort(), ['code', 'error', ...(body.field ? ['field'] : []), 'message', 'success']);
  assert.deepEqual([body.success, body.code, typeof body.message, body.field], [false, status, 'string', field]);
  assert.match(headers['X-Request-ID'], /^req_[0-9a-f]{16}$/);
  assert.equal(headers['Content-Type'], 'application/json');
}

test('the codes and their statuses are the reference’s', (context) => {
  assert.equal(Object.keys(CODES).length, 32);
  assert.deepEqual([...Object.keys(CAUSES), ...PLATFORMS].sort(), Object.keys(CODES).sort());
  const vocabulary = JSON.parse(readFileSync(new URL('../cases/vocabulary.json', import.meta.url), 'utf8'));
  const codes = vocabulary.codes.map(({ name, status }) => [name, status]);
  assert.deepEqual(
    Object.fromEntries(codes),
    Object.fromEntries(Object.entries(CODES).map(([code, [s]]) => [code, s])),
  );
  context.diagnostic(`${Object.keys(CAUSES).length} by cause, ${PLATFORMS.length} by failure, 32 by simulation`);
});

for (const [code, [account, path, body, headers, field]] of Object.entries(CAUSES)) {
  test(`${code}: by its cause`, () => {
    const sandbox = fresh(account);
    if (code === 'duplicate_idempotency_key') sandbox.useIdempotencyKey('used');
    if (code === 'rate_limit_exceeded') sandbox.exhaustRateLimit('email.send');
    assertError(post(sandbox, path, body, headers), code, field);
    // Its nearest neighbour passes: the same request where the cause is absent.
    const accepted = post(fresh(), '/email/send', EMAIL);
    assert.equal(accepted.status, 202);
  });
}

test('every code on request', () => {
  for (const code of Object.keys(CODES)) {
    const sandbox = fresh();
    const answer = post(sandbox, '/email/send', EMAIL, { 'X-Simulate-Error': code });
    assertError(answer, code, answer.body.field);
    const named = post(sandbox, '/email/send', EMAIL, { 'X-Simulate-Error': code, 'X-Simulate-Field': 'cc[2]' });
    assertError(named, code, 'cc[2]');
    if (code === 'rate_limit_exceeded') assert.equal(answer.headers['Retry-After'], '23');
  }
  const unknown = post(fresh(), '/email/send', EMAIL, { 'X-Simulate-Error': 'teapot' });
  assert.equal(unknown.status, 400);
  assert.match(unknown.body, /quota_exceeded/);
});

test('failures of the platform, as often as the account says', () => {
  for (const code of PLATFORMS) {
    const sandbox = fresh({ failures: { rate: 1, codes: [code] } });
    assertError(post(sandbox, '/email/send', EMAIL), code, undefined);
  }
  let draws = 0;
  const sandbox = createSandbox({
    account: { failures: { rate: 0.25 } },
    now: () => NOW,
    random: () => (draws++ % 100) / 100,
  });
  const failed = Array.from({ length: 100 }, () => post(sandbox, '/email/send', EMAIL).status >= 500);
  assert.ok(failed.some(Boolean) && failed.some((one) => !one));
});

test('what is accepted', () => {
  const accepted = [
    ['/email/send', EMAIL],
    ['/email/send', { ...EMAIL, from: 'ACME <shop@ACME.in>', to: ['Ann <ann@example.com>', 'bob@example.com'] }],
    ['/email/send', { ...EMAIL, html: undefined, text: 'Hi {{#if vip}}{{gift}}{{/if}}', variables: { vip: '' } }],
    [
      '/email/send',
      { from: 'shop@acme.in', to: 'a@example.com', template_id: 'order-confirmation-v2', variables: { order_id: 7 } },
    ],
    ['/email/send', { ...EMAIL, send_at: '2026-11-23T00:00:00Z' }],
    [
      '/email/send/bulk',
      { ...EMAIL, to: undefined, html: '{{n}}', recipients: [{ email: 'a@b.in', variables: { n: 'A' } }] },
    ],
    [
      '/email/send/bulk',
      { ...EMAIL, to: undefined, html: '{{n}}', recipients: ['a@b.in'], default_variables: { n: 'you' } },
    ],
    ['/sms/send', SMS],
    ['/sms/send', { ...SMS, to: '+14155552671', text: 'No DLT outside India' }],
    ['/sms/send', { ...SMS, pe_id: '1101234567890123456', dlt_template_id: '1107161234567890123' }],
    ['/sms/send/bulk', { ...SMS, to: undefined, recipients: ['+919876543210', { to: '+919876543211' }] }],
    ['/whatsapp/send', { to: SMS.to, template: TEMPLATE }],
    ['/whatsapp/send', { to: SMS.to, text: 'Hello' }],
    ['/voice/call', { to: SMS.to }],
  ];
  for (const [path, body] of accepted) {
    const answer = post(fresh(), path, body);
    assert.equal(answer.status, 202, `${path} ${JSON.stringify(answer.body)}`);
    assert.match(answer.body.message_id, /^msg_/);
  }
});

test('what is refused, and where', () => {
  const refused = [
    ['/email/send', { ...EMAIL, subject: '' }, 'missing_required_field', 'subject'],
    ['/email/send', { ...EMAIL, html: null }, 'missing_required_field', 'html'],
    ['/email/send', { ...EMAIL, to: Array(51).fill('a@b.in') }, 'field_too_long', 'to'],
    ['/email/send', { ...EMAIL, reply_to: 'a b@c.in' }, 'invalid_email_address', 'reply_to'],
    ['/email/send', { ...EMAIL, to: ' ann@example.com' }, 'invalid_email_address', 'to'],
    ['/email/send', { ...EMAIL, from: 'a@sub.acme.in' }, 'domain_not_verified', 'from'],
    ['/email/send', { ...EMAIL, subject: '{{a}}', html: '{{b}}' }, 'missing_template_variable', 'variables.a'],
    [
      '/email/send/bulk',
      { ...EMAIL, html: '{{n}}', recipients: [{ email: 'a@b.in', variables: { n: 'A' } }, { email: 'b@b.in' }] },
      'missing_template_variable',
      'recipients[1].variables.n',
    ],
    ['/email/send/bulk', { ...EMAIL, recipients: [{ email: 'a@b' }] }, 'invalid_email_address', 'recipients[0].email'],
    ['/email/send/bulk', { ...EMAIL, recipients: [{}] }, 'missing_required_field', 'recipients[0].email'],
    ['/sms/send', { ...SMS, text: undefined }, 'missing_required_field', 'text'],
    ['/sms/send', { ...SMS, to: '+91987654321' }, 'invalid_phone_number', 'to'],
    ['/sms/send', { ...SMS, to: '+919876500001' }, 'recipient_suppressed', 'to'],
    ['/sms/send', { ...SMS, pe_id: '1' }, 'dlt_scrubbed', 'pe_id'],
    [
      '/whatsapp/send',
      { to: SMS.to, template: { ...TEMPLATE, parameters: ['1'] } },
      'missing_template_variable',
      'template.parameters',
    ],
    [
      '/whatsapp/send',
      { to: SMS.to, template: { name: 'nothing', language: 'en' } },
      'invalid_template_id',
      'template.name',
    ],
    ['/whatsapp/send', { to: SMS.to }, 'missing_required_field', 'template'],
    ['/voice/call', {}, 'missing_required_field', 'to'],
  ];
  for (const [path, body, code, field] of refused) assertError(post(fresh(), path, body), code, field);
  for (const body of ['', '[1', '\ufeff{}', new Uint8Array([0x7b, 0xff, 0x7d])])
    assertError(post(fresh(), '/email/send', body), 'invalid_json', undefined);
});

test('where the documents disagree, a switch decides', () => {
  const over = { usage: { daily_used: 1_500, hourly_used: 150 } };
  const queue = post(fresh({ ...over, behaviour: { sendingLimits: 'queue' } }), '/email/send', EMAIL);
  assert.deepEqual([queue.status, queue.body.status], [202, 'deferred']);
  const print = fresh({ behaviour: { missingVariable: 'print' } });
  assert.equal(post(print, '/email/send', { ...EMAIL, html: '{{name}}' }).status, 202);
  const covers = fresh({ behaviour: { verifiedDomainCoversSubdomains: true } });
  assert.equal(post(covers, '/email/send', { ...EMAIL, from: 'a@sub.acme.in' }).status, 202);
  const plain = fresh({ behaviour: { displayNames: false } });
  assertError(post(plain, '/email/send', { ...EMAIL, to: 'Ann <ann@example.com>' }), 'invalid_email_address', 'to');
  for (const failedRequestUsesKey of [false, true]) {
    const sandbox = fresh({ behaviour: { failedRequestUsesKey } });
    const headers = { 'X-Idempotency-Key': 'k' };
    post(sandbox, '/email/send', { ...EMAIL, to: 'x' }, headers);
    assert.equal(post(sandbox, '/email/send', EMAIL, headers).status, failedRequestUsesKey ? 409 : 202);
  }
});

test('idempotency: reuse within 24 hours is an error, also for another body', () => {
  let now = NOW;
  const sandbox = createSandbox({ now: () => now });
  const headers = { 'X-Idempotency-Key': 'order-17' };
  assert.equal(post(sandbox, '/email/send', EMAIL, headers).status, 202);
  now += 24 * HOUR - 1;
  assertError(
    post(sandbox, '/email/send', { ...EMAIL, subject: 'x' }, headers),
    'duplicate_idempotency_key',
    undefined,
  );
  now += 1;
  assert.equal(post(sandbox, '/email/send', EMAIL, headers).status, 202);
});

test('rate limits: a rolling window per group, with its headers', () => {
  let now = NOW;
  const sandbox = createSandbox({ now: () => now });
  for (const [group, path] of [
    ['email.send', '/email/send'],
    ['domains', '/domains'],
  ]) {
    const limit = RATE_GROUPS[group];
    now += 120_000;
    for (let left = limit - 1; left >= 0; left--) {
      const { headers } = post(sandbox, path, {});
      assert.deepEqual([headers['X-RateLimit-Limit'], headers['X-RateLimit-Remaining']], [`${limit}`, `${left}`]);
    }
    now += 37_000;
    const { status, headers, body } = post(sandbox, path, {});
    assert.deepEqual([status, body.error, headers['Retry-After']], [429, 'rate_limit_exceeded', '23']);
    assert.equal(Number(headers['X-RateLimit-Reset']), (now + 23_000) / 1000);
    now += 23_000;
    assert.notEqual(post(sandbox, path, {}).status, 429);
  }
});

test('usage counts addresses, and hours and days end on the account’s clock', () => {
  // 10:29:59 UTC is 15:59:59 in India.
  let now = Date.parse('2026-11-22T10:29:59Z');
  const sandbox = createSandbox({ now: () => now, account: { usage: { hourly_used: 147 } } });
  const three = { ...EMAIL, cc: 'b@example.com', bcc: ['c@example.com'] };
  assert.equal(post(sandbox, '/email/send', three).body.recipients, 3);
  assertError(post(sandbox, '/email/send', EMAIL), 'hourly_limit_reached', undefined);
  now += 1000;
  assert.equal(post(sandbox, '/email/send', EMAIL).status, 202);
  const { body } = get(sandbox, '/account/usage');
  assert.deepEqual([body.monthly_used, body.daily_used, body.hourly_used], [4, 4, 1]);
});

test('templates, domains, suppressions, reports', () => {
  const sandbox = fresh();
  assert.equal(post(sandbox, '/templates', { id: 'new', html: 'x' }).status, 201);
  assert.equal(get(sandbox, '/templates/new').body.status, 'draft');
  assertError(post(sandbox, '/templates', { id: 'new', html: 'x' }), 'duplicate_resource', 'id');
  assertError(get(sandbox, '/templates/none'), 'resource_not_found', 'id');
  assert.equal(post(sandbox, '/suppressions', { email: 'ann@example.com' }).status, 201);
  assertError(post(sandbox, '/email/send', EMAIL), 'recipient_suppressed', 'to');
  const { body } = post(sandbox, '/email/send', { ...EMAIL, to: 'bob@example.com' });
  assert.equal(get(sandbox, `/reports/messages/${body.message_id}`).body.status, 'queued');
  assert.equal(get(sandbox, '/domains').body.domains.length, 2);
});

test('scopes: saved templates only', () => {
  const sandbox = fresh(key({ scopes: ['send:template'] }));
  assert.equal(
    post(sandbox, '/email/send', { from: 'shop@acme.in', to: 'a@b.in', template_id: 'welcome' }).status,
    202,
  );
  assertError(post(sandbox, '/email/send', EMAIL), 'insufficient_scope', undefined);
  assertError(
    post(fresh(), '/sms/send', SMS, { Authorization: 'Bearer sandbox-migosmtp' }),
    'invalid_api_key',
    undefined,
  );
  for (const Authorization of ['bearer sandbox-migosmtp', 'Basic x', 'sandbox-migosmtp'])
    assertError(post(fresh(), '/email/send', EMAIL, { Authorization }), 'authentication_required', undefined);
});

test('simulations: so many times, carried out or not, a mishap', async () => {
  const sandbox = fresh();
  const headers = { 'X-Simulate-Error': 'service_unavailable', 'X-Simulate-Times': '2', 'X-Idempotency-Key': 'a' };
  const statuses = Array.from({ length: 3 }, () => post(sandbox, '/email/send', EMAIL, headers).status);
  assert.deepEqual(statuses, [503, 503, 202]);
  const timeout = { 'X-Simulate-Error': 'gateway_timeout', 'X-Simulate-Times': '1', 'X-Idempotency-Key': 'b' };
  assert.equal(post(sandbox, '/email/send', EMAIL, timeout).status, 504);
  assert.equal(post(sandbox, '/email/send', EMAIL, timeout).body.error, 'duplicate_idempotency_key', 'it was accepted');
  const lost = { ...timeout, 'X-Idempotency-Key': 'c', 'X-Simulate-Accepted': 'false' };
  assert.equal(post(sandbox, '/email/send', EMAIL, lost).status, 504);
  assert.equal(post(sandbox, '/email/send', EMAIL, lost).status, 202, 'it was not');
  const init = (name) => ({ method: 'POST', headers: { 'X-Simulate-Error': name }, body: '{}' });
  await assert.rejects(sandbox.fetch('/v1/email/send', init('network_failure')), TypeError);
  assert.match(await (await sandbox.fetch('/v1/email/send', init('answer_not_json'))).text(), /^<html>/);
  assert.equal(
    (await (await sandbox.fetch('/v1/email/send', init('unknown_code'))).json()).error,
    'carrier_pigeon_tired',
  );
});

test('the account is set as a whole or in part, and unknown members are named', () => {
  const sandbox = fresh();
  const put = (body) => sandbox.handle({ method: 'PUT', path: '/_sandbox/account', body: JSON.stringify(body) });
  assert.equal(put({ subscription: { status: 'suspended' } }).body.subscription.status, 'suspended');
  assertError(post(sandbox, '/email/send', EMAIL), 'account_suspended', undefined);
  assert.match(put({ subscription: { state: 'x' } }).body.error, /unknown member \/subscription\/state/);
  assert.match(put({ dnd: 'x' }).body.error, /array at \/dnd/);
  assert.throws(() => createSandbox({ account: { domans: [] } }), /unknown member \/domans/);
  sandbox.handle({ method: 'POST', path: '/_sandbox/reset' });
  assert.equal(post(sandbox, '/email/send', EMAIL).status, 202);
  const log = sandbox.handle({ method: 'GET', path: '/_sandbox/log' }).body;
  assert.deepEqual(
    log.map(({ status }) => status),
    [202],
  );
  assert.ok(!JSON.stringify(log).includes('ann@example.com'), 'no body text in the log');
});

test('it knows nothing of the package: no import of the core, no profile read', () => {
  const folder = new URL('../../www/sandbox/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true }).filter(
    (name) => /\.mjs$/.test(name) && !/node_modules/.test(name),
  );
  assert.ok(sources.length >= 15);
  const allowed = /^(?:\.{1,2}\/[\w./-]+\.mjs|node:[a-z]+|@hapi\/address|google-libphonenumber|presend-sandbox)$/;
  for (const name of sources) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    for (const [, from, loaded = from] of text.matchAll(
      /^(?:import|export)\b[^;]*? from '([^']+)'|import\('([^']+)'\)/gm,
    )) {
      assert.match(loaded, allowed, `${name} imports ${loaded}`);
      assert.ok(!loaded.startsWith('../../..'), name);
    }
    assert.ok(!/profiles\/|migosmtp\.json/.test(text), `${name} reads a profile`);
  }
});

test('each rule cites its source', () => {
  const folder = new URL('../../www/sandbox/src/', import.meta.url);
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.mjs'))) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    for (const [, code] of text.matchAll(/new Refusal\('(\w+)'/g)) assert.ok(code in CODES, `${name}: ${code}`);
    if (/new Refusal\(/.test(text)) assert.match(text, /§|SEED|AUTH|KEY/, name);
  }
});

// ---------------------------------------------------------------------------------------------------- as a server

const raw = (url, { headers = {}, ...options } = {}, body = '') =>
  new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers, ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });

test('over HTTP: local pages may ask, others may not', async () => {
  const { url, close } = await createSandbox().listen();
  try {
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const headers = { Authorization: 'Bearer sandbox-migosmtp', Origin: 'http://localhost:5173' };
    const response = await fetch(`${url}/v1/email/send`, { method: 'POST', headers, body: JSON.stringify(EMAIL) });
    assert.equal(response.status, 202);
    assert.equal(response.headers.get('access-control-allow-origin'), 'http://localhost:5173');
    assert.match(response.headers.get('access-control-expose-headers'), /X-Request-ID/);
    const preflight = { Origin: 'http://127.0.0.1:80', 'Access-Control-Request-Headers': 'authorization' };
    const allowed = await raw(`${url}/v1/email/send`, { method: 'OPTIONS', headers: preflight });
    assert.deepEqual([allowed.status, allowed.headers['access-control-allow-headers']], [204, 'authorization']);
    for (const foreign of [{ Origin: 'https://example.com' }, { Origin: 'null' }, { Host: 'example.com' }])
      assert.equal((await raw(`${url}/_sandbox/account`, { headers: foreign })).status, 403, JSON.stringify(foreign));
    const broken = fetch(`${url}/v1/email/send`, {
      method: 'POST',
      headers: { 'X-Simulate-Error': 'network_failure' },
    });
    await assert.rejects(broken, TypeError);
    const started = performance.now();
    await fetch(`${url}/v1/account/usage`, { headers: { ...headers, 'X-Simulate-Latency': '60' } });
    assert.ok(performance.now() - started >= 55);
  } finally {
    await close();
  }
});

test('on the terminal', async () => {
  const file = fileURLToPath(new URL('../../www/sandbox/bin/presend-sandbox.mjs', import.meta.url));
  const started = spawn(process.execPath, [file, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [first] = await new Promise((resolve) =>
      started.stdout.once('data', (data) => resolve(String(data).split('\n'))),
    );
    const [url] = first.split(' ');
    assert.equal((await fetch(`${url}/nothing`)).status, 404);
  } finally {
    started.kill();
  }
  const misused = spawn(process.execPath, [file, '--failures', '7'], { stdio: 'ignore' });
  assert.equal(await new Promise((resolve) => misused.once('exit', resolve)), 2);
});

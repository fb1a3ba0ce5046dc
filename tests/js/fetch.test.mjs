// presend/fetch against the sandbox: node --test tests/js/fetch.test.mjs

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { toLog } from 'presend';
import { createFetch, failureOf, memoryStore, PresendBlockedError } from 'presend/fetch';
import migosmtp from 'presend/profiles/migosmtp';
import { createSandbox } from '../../www/sandbox/src/index.mjs';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const EMAIL = { from: 'shop@acme.in', to: 'ann@example.com', subject: 'Hi', html: '<p>Hi</p>' };
const URL_ = 'http://127.0.0.1/v1/email/send';

/** A clock, a sandbox on it, and the site's own server between: it adds the key. */
function bench(account = {}) {
  const clock = { now: NOW };
  const sandbox = createSandbox({ account, now: () => clock.now });
  const seen = [];
  const proxy = async (input, init) => {
    const request = new Request(input, init);
    seen.push({ url: request.url, headers: Object.fromEntries(request.headers), body: await request.clone().text() });
    request.headers.set('Authorization', 'Bearer sandbox-migosmtp');
    return sandbox.fetch(request);
  };
  const steps = [];
  const options = {
    profile: migosmtp,
    fetch: proxy,
    now: () => clock.now,
    random: () => 0.5,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      clock.now += ms;
    },
    onProgress: (step) => steps.push(step),
  };
  return { clock, sandbox, seen, steps, options, phases: () => steps.map(({ phase }) => phase) };
}

const init = (body = EMAIL, headers = {}) => ({ method: 'POST', headers, body: JSON.stringify(body) });
const simulate = (code, more = {}) => init(EMAIL, { 'X-Simulate-Error': code, ...more });
const times = (n) => ({ 'X-Simulate-Times': String(n) });

test('what the API would refuse is not sent', async () => {
  const { options, seen, phases } = bench();
  const send = createFetch(options);
  const error = await send(URL_, init({ ...EMAIL, to: 'ann@example,com' })).catch((error) => error);
  assert.ok(error instanceof PresendBlockedError && error instanceof Error);
  assert.deepEqual([error.name, error.report.ok], ['PresendBlockedError', false]);
  assert.equal(error.report.issues[0].code, 'invalid_email_address');
  assert.equal(error.message, 'presend: not sent: 1 error found');
  assert.deepEqual([seen.length, phases()], [0, ['checked']]);
});

test('what it would take is sent once, with an idempotency key and no API key', async () => {
  const { options, seen, phases, sandbox } = bench();
  const response = await createFetch(options)(URL_, init());
  assert.equal(response.status, 202);
  assert.equal((await response.json()).success, true, 'the body is left to the caller');
  assert.equal(failureOf(response).retry.outcome, 'likely_accepted');
  assert.equal(seen.length, 1);
  assert.match(seen[0].headers['x-idempotency-key'], /^[0-9a-f]{32}$/);
  assert.equal(seen[0].headers.authorization, undefined);
  assert.equal(seen[0].body, JSON.stringify(EMAIL));
  assert.deepEqual(phases(), ['checked', 'sending', 'done']);
  assert.equal(sandbox.messages.size, 1);
});

test('bodies and requests in every form', async () => {
  const octets = new TextEncoder().encode(JSON.stringify(EMAIL));
  const padded = new Uint8Array(octets.length + 8).fill(32);
  padded.set(octets, 4);
  const bodies = [
    JSON.stringify(EMAIL),
    octets,
    padded.subarray(4, 4 + octets.length),
    octets.buffer,
    new DataView(octets.buffer),
    new Blob([octets], { type: 'application/json' }),
  ];
  for (const body of bodies) {
    const { options, seen } = bench();
    assert.equal((await createFetch(options)(URL_, { method: 'post', body })).status, 202);
    assert.equal(seen[0].body, JSON.stringify(EMAIL));
  }
  const { options, seen } = bench();
  const request = new Request(URL_, { ...init(), headers: { 'X-Mine': '1' } });
  assert.equal((await createFetch(options)(request)).status, 202);
  assert.deepEqual([seen[0].headers['x-mine'], request.bodyUsed], ['1', false]);
  assert.equal((await createFetch(options)(new URL(URL_), init({ ...EMAIL, subject: 'b' }))).status, 202);
  for (const body of [new globalThis.FormData(), new globalThis.URLSearchParams('a=b'), new ReadableStream()])
    await assert.rejects(createFetch(options)(URL_, { method: 'POST', body }), { name: 'TypeError', message: /body/ });
});

test('operations: by the profile’s paths, by routes, always', async () => {
  const { options, seen } = bench();
  const passed = async (input, init) => {
    seen.push({ url: String(input), init });
    return new Response('{}');
  };
  const bad = init({});
  const blocked = (send, ...request) => assert.rejects(send(...request), PresendBlockedError);
  const byPath = createFetch({ ...options, fetch: passed });
  await blocked(byPath, '/api/email/send', bad);
  await blocked(byPath, '/email/send?x=1', bad);
  const untouched = { method: 'POST', body: 'anything', headers: { a: 'b' } };
  await byPath('/api/login', untouched);
  await byPath('/api/email/send');
  assert.equal(seen[0].init, untouched, 'what is no operation goes through untouched');
  assert.equal(seen.length, 2);

  const routes = { '/api/mail': 'email.send', 'PUT /api/drafts/{id}': 'email.send' };
  const byRoute = createFetch({ ...options, fetch: passed, routes });
  await blocked(byRoute, '/api/mail', bad);
  await blocked(byRoute, '/api/drafts/7', { ...bad, method: 'PUT' });
  await byRoute('/api/email/send', bad);
  await byRoute('/api/drafts/7', bad);
  const always = createFetch({ ...options, fetch: passed, operation: 'email.send' });
  await blocked(always, '/anything', bad);
  await always('/anything');
  assert.equal(seen.length, 5);
});

test('the account’s snapshot: given, or asked for each time', async () => {
  const { options } = bench();
  const context = { verifiedDomains: ['example.com'] };
  let asked = 0;
  for (const given of [context, () => context, async () => (asked++, context)]) {
    const send = createFetch({ ...options, context: given });
    for (let at = 0; at < 2; at++) {
      const { report } = await send(URL_, init()).catch((error) => error);
      assert.deepEqual(
        report.issues.map(({ code }) => code),
        ['domain_not_verified'],
      );
    }
  }
  assert.equal(asked, 2);
});

test('without being asked, nothing is sent twice', async () => {
  for (const code of ['internal_error', 'service_unavailable', 'gateway_timeout', 'rate_limit_exceeded']) {
    const { options, seen } = bench();
    const response = await createFetch(options)(URL_, simulate(code));
    assert.equal(seen.length, 1);
    assert.equal(failureOf(response).issues[0].code, code);
    assert.equal(failureOf(response).retry.retry, true);
  }
});

test('by plan: 503 after its Retry-After, 500 after a drawn time, with the same key', async () => {
  for (const [code, waits] of [
    ['service_unavailable', [2000, 2000]],
    ['internal_error', [500, 1000]],
    ['rate_limit_exceeded', [23_000, 24_000]],
  ]) {
    const { options, seen, steps, clock } = bench();
    const response = await createFetch({ ...options, retry: true })(URL_, simulate(code, times(2)));
    assert.equal(response.status, 202, code);
    assert.deepEqual(
      steps.filter(({ phase }) => phase === 'waiting').map(({ failure }) => failure.retry.afterMs),
      waits,
    );
    assert.equal(clock.now - NOW, waits[0] + waits[1]);
    assert.equal(new Set(seen.map(({ headers }) => headers['x-idempotency-key'])).size, 1);
    assert.deepEqual(steps.map(({ phase }) => phase).join(' '), 'checked sending waiting sending waiting sending done');
  }
});

test('what a repetition does not mend is not repeated', async () => {
  for (const code of ['invalid_api_key', 'quota_exceeded', 'dnd_number', 'duplicate_resource', 'domain_not_verified']) {
    const { options, seen } = bench();
    const response = await createFetch({ ...options, retry: true })(URL_, simulate(code));
    assert.deepEqual([seen.length, failureOf(response).issues[0].code], [1, code]);
  }
});

test('a wait that is too long is left to the caller', async () => {
  const { options, seen } = bench({ usage: { daily_used: 1500, hourly_used: 0 } });
  const response = await createFetch({ ...options, retry: true, timeZone: 'Asia/Kolkata' })(URL_, init());
  const { rule, at } = failureOf(response).retry;
  assert.deepEqual([seen.length, rule, new Date(at).toISOString()], [1, 'next_midnight', '2026-11-22T18:30:00.000Z']);
  const short = bench();
  await createFetch({ ...short.options, retry: { maxWaitMs: 1000 } })(URL_, simulate('rate_limit_exceeded'));
  assert.equal(short.seen.length, 1);
});

test('five attempts, or as many as asked for', async () => {
  for (const [retry, wanted] of [
    [true, 5],
    [{ attempts: 2 }, 2],
    [{ attempts: 9 }, 5],
    [{ attempts: 0 }, 1],
    [false, 1],
  ]) {
    const { options, seen } = bench();
    const response = await createFetch({ ...options, retry })(URL_, simulate('internal_error'));
    assert.deepEqual([response.status, seen.length], [500, wanted]);
  }
});

test('504, then 409 for the same key: it was likely accepted, and is not sent a third time', async () => {
  const { options, seen, sandbox } = bench();
  const response = await createFetch({ ...options, retry: true })(URL_, simulate('gateway_timeout', times(1)));
  assert.equal(response.status, 409);
  const { issues, retry } = failureOf(response);
  assert.equal(issues[0].code, 'duplicate_idempotency_key');
  assert.deepEqual([retry.outcome, retry.retry], ['likely_accepted', false]);
  assert.equal(seen.length, 2);
  assert.equal(sandbox.messages.size, 1, 'one message went out');
});

test('504, 503, 409: still likely accepted', async () => {
  const { options } = bench();
  const codes = ['gateway_timeout', 'service_unavailable', 'duplicate_idempotency_key'];
  const answers = codes.map((error) => [Number({ g: 504, s: 503, d: 409 }[error[0]]), error]);
  const fetch = async () => {
    const [status, error] = answers.shift();
    return new Response(JSON.stringify({ success: false, error, code: status }), { status });
  };
  const response = await createFetch({ ...options, fetch, retry: true })(URL_, init());
  assert.equal(failureOf(response).retry.outcome, 'likely_accepted');
});

test('an own time limit: the message stays open, and a person who sends again repeats it', async () => {
  const { options, seen, sandbox } = bench();
  const store = memoryStore();
  const send = createFetch({ ...options, store, timeoutMs: 20 });
  const error = await send(URL_, init(EMAIL, { 'X-Simulate-Latency': '500' })).catch((error) => error);
  assert.equal(error.name, 'TimeoutError');
  assert.equal(failureOf(error).issues[0].reason, 'request_timed_out');
  assert.equal(failureOf(error).retry.outcome, 'unknown');
  assert.equal(sandbox.messages.size, 1, 'the server carried it out');
  assert.deepEqual(
    [...store.values()].map(({ previous }) => previous),
    ['timed_out'],
  );
  const again = await createFetch({ ...options, store })(URL_, init());
  assert.deepEqual([again.status, failureOf(again).retry.outcome], [409, 'likely_accepted']);
  assert.equal(seen[0].headers['x-idempotency-key'], seen[1].headers['x-idempotency-key']);
  assert.deepEqual([store.size, sandbox.messages.size], [0, 1]);
});

test('keys: kept while the fate is open, forgotten when it is known, and after a day', async () => {
  const { options, seen, clock } = bench();
  const store = memoryStore();
  const send = createFetch({ ...options, store });
  const key = () => seen.at(-1).headers['x-idempotency-key'];
  await send(URL_, init());
  const first = key();
  assert.equal(store.size, 0);
  await send(URL_, init());
  assert.notEqual(key(), first, 'the same message sent anew on purpose');
  await send(URL_, simulate('dnd_number'));
  assert.equal(store.size, 0, 'refused: it did not go out');
  await send(URL_, simulate('internal_error'));
  const open = key();
  assert.equal(store.size, 1);
  await send(URL_, init({ ...EMAIL, subject: 'another' }));
  assert.notEqual(key(), open);
  clock.now += 24 * 3_600_000;
  await send(URL_, simulate('internal_error'));
  assert.notEqual(key(), open, 'a key counts for a day');
  await send(URL_, init());
  assert.equal(store.size, 0);
  await send(URL_, init(EMAIL, { 'X-Idempotency-Key': 'mine' }));
  assert.deepEqual([key(), store.size], ['mine', 0]);
});

test('a double click sends once', async () => {
  const { options, sandbox } = bench();
  const send = createFetch(options);
  const answers = await Promise.all([send(URL_, init()), send(URL_, init())]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [202, 409]);
  assert.equal(sandbox.messages.size, 1);
});

test('a store that outlives the page: plain data', async () => {
  const kept = new Map();
  const store = {
    get: async (id) => JSON.parse(kept.get(id) ?? 'null'),
    set: async (id, message) => void kept.set(id, JSON.stringify(message)),
    delete: async (id) => void kept.delete(id),
  };
  const { options, sandbox } = bench();
  await createFetch({ ...options, store })(URL_, simulate('gateway_timeout'));
  assert.ok(![...kept].join().includes('ann'), 'no text of the message');
  const response = await createFetch({ ...options, store })(URL_, init());
  assert.deepEqual([failureOf(response).retry.outcome, kept.size, sandbox.messages.size], ['likely_accepted', 0, 1]);
});

test('rate limits of the answers are noted for the next check', async () => {
  const { options, clock } = bench();
  const contexts = [];
  const context = new Proxy({ verifiedDomains: ['acme.in'] }, {});
  const spy = { ...options, context: () => context };
  const send = createFetch({ ...spy, onProgress: ({ phase, report }) => phase === 'checked' && contexts.push(report) });
  for (let at = 0; at < 3; at++) await send(URL_, init({ ...EMAIL, subject: `${at}` }));
  clock.now += 61_000;
  await send(URL_, init());
  const parts = contexts.map(({ notChecked }) => notChecked.includes('rateLimits'));
  assert.equal(parts.length, 4);
  assert.equal(parts[0], parts[3], 'a window that has ended says nothing');
});

test('abort: before, during, while waiting', async () => {
  const { options, seen } = bench();
  const send = createFetch({ ...options, retry: true });
  const gone = AbortSignal.abort(new Error('left the page'));
  await assert.rejects(send(URL_, { ...init(), signal: gone }), { message: 'left the page' });
  assert.equal(seen.length, 0);

  const during = new AbortController();
  const pending = send(URL_, { ...init(EMAIL, { 'X-Simulate-Latency': '1000' }), signal: during.signal });
  setTimeout(() => during.abort(), 20);
  const error = await pending.catch((error) => error);
  assert.equal(error.name, 'AbortError');
  assert.equal(failureOf(error).issues[0].reason, 'request_aborted');
  assert.equal(seen.length, 1);

  const waiting = new AbortController();
  const { sleep: _, ...real } = options;
  const started = performance.now();
  const late = createFetch({ ...real, retry: true })(URL_, {
    ...simulate('rate_limit_exceeded'),
    signal: waiting.signal,
  });
  setTimeout(() => waiting.abort(new Error('enough')), 20);
  await assert.rejects(late, { message: 'enough' });
  assert.ok(performance.now() - started < 5000);
  assert.equal(seen.length, 2);

  const both = new AbortController();
  const limited = createFetch({ ...options, timeoutMs: 5000 });
  const stopped = limited(URL_, { ...init(EMAIL, { 'X-Simulate-Latency': '1000' }), signal: both.signal });
  setTimeout(() => both.abort(new Error('left')), 20);
  await assert.rejects(stopped, { message: 'left' });
});

test('a connection that breaks off: repeated with its key, given up with the platform’s own error', async () => {
  const { options, seen, sandbox } = bench();
  const mended = await createFetch({ ...options, retry: true })(
    URL_,
    simulate('network_failure', { ...times(1), 'X-Simulate-Accepted': 'false' }),
  );
  assert.deepEqual([mended.status, seen.length, sandbox.messages.size], [202, 2, 1]);
  const error = await createFetch({ ...options, retry: true })(URL_, simulate('network_failure')).catch(
    (error) => error,
  );
  assert.deepEqual([error.name, error.message, seen.length], ['TypeError', 'fetch failed', 7]);
  assert.equal(failureOf(error).issues[0].reason, 'network_failure');
  assert.equal(failureOf(new Error('x')), null);
  assert.equal(failureOf('x'), null);
});

test('answers that are no JSON, and codes of tomorrow', async () => {
  for (const [what, reason] of [
    ['answer_not_json', 'answer_not_json'],
    ['unknown_code', 'unknown_code'],
  ]) {
    const { options } = bench();
    const response = await createFetch(options)(URL_, simulate(what));
    assert.equal(failureOf(response).issues[0].reason, reason);
  }
});

test('the content type: JSON where none is given, a Blob’s own, or what is given', async () => {
  const text = JSON.stringify(EMAIL);
  const octets = new TextEncoder().encode(text);
  for (const [wanted, body, headers] of [
    ['application/json', text],
    ['application/json', octets],
    ['application/json', new Blob([text])],
    ['application/json', new Blob([text], { type: 'application/json' })],
    ['application/vnd.mine+json', new Blob([text], { type: 'application/vnd.mine+json' })],
    ['application/json; charset=utf-8', text, { 'content-type': 'application/json; charset=utf-8' }],
    ['text/plain', new Blob([text], { type: 'application/json' }), [['Content-Type', 'text/plain']]],
  ]) {
    const { options, seen } = bench();
    await createFetch(options)(URL_, { method: 'POST', body, ...(headers && { headers }) });
    assert.equal(seen[0].headers['content-type'], wanted);
  }
  const { options, seen } = bench();
  await createFetch(options)(new Request(URL_, { ...init(), headers: { 'Content-Type': 'application/json' } }));
  assert.equal(seen[0].headers['content-type'], 'application/json');
  const bodiless = createFetch({ ...options, operation: 'email.send', context: undefined });
  await assert.rejects(bodiless(URL_, { method: 'POST' }), PresendBlockedError);
});

/** A body that stalls after its first octets. */
const stalled = (text) => new ReadableStream({ start: (it) => it.enqueue(new TextEncoder().encode(text)) });

test('a success is handed over at its head, unread', { timeout: 5000 }, async () => {
  const { options } = bench();
  const store = memoryStore();
  const fetch = async () => new Response(stalled('{"succ'), { status: 200 });
  const response = await createFetch({ ...options, store, fetch, timeoutMs: 20 })(URL_, init());
  assert.deepEqual([response.status, response.bodyUsed, response.body.locked], [200, false, false]);
  assert.deepEqual(
    [failureOf(response).retry.outcome, failureOf(response).issues, store.size],
    ['likely_accepted', [], 0],
  );
  const page = async () => new Response('<html>', { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  const login = await createFetch({ ...options, store, fetch: page })(URL_, init());
  assert.deepEqual([failureOf(login).retry.outcome, store.size], ['unknown', 1], 'a page is no acceptance');
});

test('the time limit counts for the body of a refusal', { timeout: 5000 }, async () => {
  const { options } = bench();
  for (const [status, text, code, outcome] of [
    [422, '{"error":"dnd_number",', 'dnd_number', 'rejected'],
    [504, '', null, 'unknown'],
  ]) {
    const fetch = async (_, { signal }) => {
      const body = stalled(text);
      const response = new Response(body, { status });
      signal.addEventListener('abort', () => {});
      return response;
    };
    const response = await createFetch({ ...options, fetch, timeoutMs: 20 })(URL_, init());
    const { issues, retry } = failureOf(response);
    assert.deepEqual([response.status, issues[0].code, retry.outcome], [status, code, outcome]);
  }
  const left = new AbortController();
  const fetch = async () => new Response(stalled('{'), { status: 500 });
  const pending = createFetch({ ...options, fetch })(URL_, { ...init(), signal: left.signal });
  setTimeout(() => left.abort(new Error('left the page')), 20);
  const error = await pending.catch((error) => error);
  assert.deepEqual([error.message, failureOf(error).issues[0].reason], ['left the page', 'request_aborted']);
});

test('a store or a listener that fails decides nothing', async (t) => {
  const reported = [];
  t.mock.method(console, 'error', (error) => reported.push(error.message));
  const fails = (name) => () => {
    throw new Error(name);
  };
  const store = { get: fails('get'), set: async () => fails('set')(), delete: fails('delete') };
  for (const code of [undefined, 'internal_error']) {
    const { options, seen } = bench();
    const send = createFetch({ ...options, store, onProgress: fails('onProgress') });
    const response = await send(URL_, code ? simulate(code) : init());
    assert.deepEqual([response.status, seen.length], [code ? 500 : 202, 1]);
    assert.match(seen[0].headers['x-idempotency-key'], /^[0-9a-f]{32}$/);
  }
  assert.deepEqual([...new Set(reported)].sort(), ['delete', 'get', 'onProgress', 'set']);
});

test('an operation without a key: what exists after an attempt that failed may be its own', async () => {
  const { options } = bench();
  const answers = [
    [500, 'internal_error'],
    [409, 'duplicate_resource'],
  ];
  const fetch = async () => {
    const [status, error] = answers.shift();
    return new Response(JSON.stringify({ success: false, error, code: status }), { status });
  };
  const send = createFetch({ ...options, fetch, retry: true, operation: 'template.save' });
  const body = JSON.stringify({ name: 'Welcome', slug: 'welcome', subject: 'Hi', html: '<p>Hi</p>', body: 'Hi' });
  const response = await send('/templates', { method: 'POST', body });
  assert.deepEqual([response.status, failureOf(response).retry.outcome], [409, 'unknown']);
});

test('put off after an attempt whose fate is open: the key is kept', async () => {
  for (const [first, kept] of [
    ['internal_error', 1],
    ['service_unavailable', 0],
  ]) {
    const { options } = bench();
    const store = memoryStore();
    const answers = [first, 'rate_limit_exceeded'];
    const fetch = async () => {
      const error = answers.shift();
      const status = { internal_error: 500, service_unavailable: 503, rate_limit_exceeded: 429 }[error];
      return new Response(JSON.stringify({ success: false, error, code: status }), { status });
    };
    const response = await createFetch({ ...options, store, fetch, retry: { attempts: 2 } })(URL_, init());
    assert.deepEqual([response.status, store.size], [429, kept], first);
  }
});

test('wrong options name themselves', () => {
  const wrong = [
    [undefined, /options must/],
    [{}, /options\.profile/],
    [{ profile: migosmtp, operation: 'email.sned' }, /operation must be one of email\.send/],
    [{ profile: migosmtp, routes: { '/a': 'email.sned' } }, /operation/],
    [{ profile: migosmtp, retry: 5 }, /options\.retry/],
    [{ profile: migosmtp, retry: { attempts: -1 } }, /options\.retry\.attempts/],
    [{ profile: migosmtp, timeoutMs: 'x' }, /options\.timeoutMs/],
    [{ profile: migosmtp, fetch: 'x' }, /options\.fetch/],
    [{ profile: migosmtp, onProgress: {} }, /options\.onProgress/],
    [{ profile: migosmtp, timeZone: 'Mars/Phobos' }, /options\.timeZone/],
    [{ profile: migosmtp, timeZone: 5 }, /options\.timeZone/],
    [{ profile: migosmtp, assumedRules: 'x' }, /options\.assumedRules/],
    [{ profile: migosmtp, context: 5 }, /options\.context/],
    [{ profile: migosmtp, store: 5 }, /options\.store/],
    [{ profile: migosmtp, store: { get: () => null } }, /options\.store/],
  ];
  for (const [options, message] of wrong)
    assert.throws(
      () => createFetch(options),
      (error) => error instanceof TypeError && message.test(error.message),
    );
});

test('nothing of the message is in errors or progress but the report', async () => {
  const { options, steps } = bench();
  const secret = 'swordfish';
  const send = createFetch(options);
  const body = { ...EMAIL, to: `${secret}@`, subject: secret };
  const error = await send(URL_, init(body)).catch((error) => error);
  assert.ok(!`${error.message}${error.stack}`.includes(secret));
  await send(URL_, init({ ...EMAIL, subject: secret }));
  const { report: _, ...rest } = steps.at(-1);
  assert.ok(!JSON.stringify(rest).includes(secret));
  // Neither is anything of it in a log.
  assert.ok(!JSON.stringify(error.report.issues.map(toLog)).includes(secret));
  const lines = [];
  const console_ = { ...console };
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = (...words) => lines.push(words);
  try {
    const headers = { ...init(body).headers, Authorization: `Bearer ${secret}` };
    await send(URL_, { ...init(body), headers }).catch(() => {});
    await send(URL_, { ...init({ ...EMAIL, subject: secret }), headers }).catch(() => {});
  } finally {
    Object.assign(console, console_);
  }
  assert.deepEqual(lines, []);
});

test('CommonJS: the same', async () => {
  const required = createRequire(import.meta.url)('presend/fetch');
  const { default: _, ...imported } = await import('presend/fetch');
  assert.deepEqual(Object.keys(required).sort(), Object.keys(imported).sort());
  const { options } = bench();
  await assert.rejects(required.createFetch(options)(URL_, init({})), required.PresendBlockedError);
});

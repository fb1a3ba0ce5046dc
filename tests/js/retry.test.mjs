// The retry plan of each of the 32 codes and of what has no code, rule by rule: node --test tests/js/retry.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMessages, explain, explainResponse, toLog, toProblemDetails } from 'presend';
import { CODES } from '../../www/sandbox/src/index.mjs';

const NOW = Date.parse('2026-11-22T10:10:00Z');
const KEY = 'order-17';

const plan = (error, { headers, status = CODES[error]?.[0], ...options } = {}) => {
  const body = error === undefined ? '' : JSON.stringify({ success: false, error, code: status });
  return explain({ status, headers, body }, { now: NOW, timeZone: 'Asia/Kolkata', random: () => 0.5, ...options })
    .retry;
};

/**
 * Each row of the reference's table of resolutions: whether a program may repeat, after how long (first attempt, draw 0.5),
 * by which rule, what became of the message; without a key, and with one.
 */
const never = (rule = 'after_fix', outcome = 'rejected') => [false, null, rule, outcome];
const RULES = {
  authentication_required: never(),
  invalid_api_key: never(),
  api_key_expired: never(),
  insufficient_scope: never(),
  ip_not_whitelisted: never(),
  account_suspended: never(),
  account_expired: never(),
  // 402: no rate limit; waits for the billing period, which no clock here knows.
  quota_exceeded: never('next_billing_period'),
  // 10:10 UTC is 15:40 in India: midnight in 8 h 20 min, the full hour in 20 min. No backoff.
  daily_limit_reached: [true, 500 * 60_000, 'next_midnight', 'rejected'],
  hourly_limit_reached: [true, 20 * 60_000, 'next_hour', 'rejected'],
  missing_required_field: never(),
  invalid_email_address: never(),
  invalid_phone_number: never(),
  invalid_json: never(),
  field_too_long: never(),
  invalid_template_id: never(),
  missing_template_variable: never(),
  domain_not_verified: never(),
  sender_id_not_registered: never(),
  resource_not_found: never(),
  duplicate_resource: never(),
  duplicate_idempotency_key: never('new_idempotency_key', 'unknown'),
  resource_limit_reached: never(),
  recipient_suppressed: never(),
  dnd_number: never(),
  dlt_scrubbed: never(),
  whatsapp_template_not_approved: never(),
  session_window_expired: never(),
  rate_limit_exceeded: [true, 500, 'retry_after', 'rejected'],
  internal_error: [true, 500, 'backoff', 'unknown'],
  service_unavailable: [true, 500, 'backoff', 'rejected'],
  gateway_timeout: [false, null, 'only_if_idempotent', 'unknown'],
};

test('each of the 32 codes has its rule', () => {
  assert.deepEqual(Object.keys(RULES).sort(), Object.keys(CODES).sort());
  for (const [code, [retry, afterMs, rule, outcome]] of Object.entries(RULES)) {
    const found = plan(code);
    assert.deepEqual([found.retry, found.afterMs, found.rule, found.outcome], [retry, afterMs, rule, outcome], code);
    assert.equal(found.at, afterMs === null ? null : NOW + afterMs, code);
    assert.equal(found.sameIdempotencyKey, false, code);
    // With a key: what is repeated carries it again.
    const keyed = plan(code, { idempotencyKey: KEY });
    const repeated = retry || code === 'gateway_timeout';
    assert.deepEqual([keyed.retry, keyed.sameIdempotencyKey], [repeated, repeated], code);
  }
});

test('504: never again without a key, whatever stands in the headers; with one, the same one', () => {
  for (const headers of [{}, { 'Retry-After': '5' }]) {
    for (const attempt of [1, 2, 4]) {
      for (const method of ['POST', 'PATCH'])
        assert.equal(plan('gateway_timeout', { headers, attempt, method }).retry, false);
    }
  }
  const { retry, sameIdempotencyKey, outcome } = plan('gateway_timeout', { idempotencyKey: KEY });
  assert.deepEqual([retry, sameIdempotencyKey, outcome], [true, true, 'unknown']);
  assert.equal(plan('gateway_timeout', { method: 'GET' }).retry, true, 'reading twice does nothing twice');
});

test('no answer: again only with a key; called off: not again', () => {
  const lost = (error, options) => explain({ error }, { now: NOW, random: () => 0, ...options }).retry;
  for (const error of [new TypeError('fetch failed'), new DOMException('', 'TimeoutError')]) {
    assert.deepEqual([lost(error).retry, lost(error).outcome], [false, 'unknown']);
    const keyed = lost(error, { idempotencyKey: KEY });
    assert.deepEqual([keyed.retry, keyed.sameIdempotencyKey], [true, true]);
  }
  const aborted = lost(new DOMException('', 'AbortError'), { idempotencyKey: KEY });
  assert.deepEqual([aborted.retry, aborted.outcome, aborted.rule], [false, 'unknown', 'none']);
  assert.equal(aborted.sameIdempotencyKey, true, 'a person who sends again must not double it');
  assert.equal(lost(new DOMException('', 'AbortError')).sameIdempotencyKey, false, 'there was none');
  assert.equal(plan('internal_error', { attempt: 5, idempotencyKey: KEY }).sameIdempotencyKey, true);
  assert.equal(plan('dnd_number', { idempotencyKey: KEY }).sameIdempotencyKey, false, 'refused: it did not go out');
  assert.equal(plan('duplicate_idempotency_key', { idempotencyKey: KEY }).sameIdempotencyKey, false, 'used up');
});

test('exists already: refused, or made by an attempt whose answer nobody read', () => {
  assert.equal(plan('duplicate_resource').outcome, 'rejected');
  assert.equal(plan('duplicate_resource', { attempt: 2, previous: 'other' }).outcome, 'unknown');
  assert.equal(plan('resource_limit_reached', { attempt: 2, previous: 'other' }).outcome, 'rejected');
});

test('instants are whole milliseconds, never too early; a draw that is none counts as the longest', () => {
  const at = (random, now = NOW) => plan('internal_error', { random: () => random, now });
  assert.deepEqual([at(1 / 3).at, at(1 / 3).afterMs], [NOW + 334, 334]);
  const fraction = at(0.5, NOW + 0.25);
  assert.deepEqual([fraction.at, fraction.afterMs], [NOW + 501, 501]);
  for (const random of [NaN, -1, 7, Infinity, 'x', undefined]) assert.equal(at(random).afterMs, 1000, `${random}`);
});

test('now, again and again: growing pauses from the second time on', () => {
  for (const [code, first] of [
    ['service_unavailable', 0],
    ['rate_limit_exceeded', 0],
  ]) {
    const waits = [1, 2, 3].map((attempt) => plan(code, { headers: { 'Retry-After': '0' }, attempt }).afterMs);
    assert.deepEqual(waits, [first, 1000, 2000], code);
  }
});

test('409 for a used key: likely accepted after an own timeout or a 504, else unknown, never accepted', () => {
  for (const [previous, outcome] of [
    ['timed_out', 'likely_accepted'],
    ['gateway_timeout', 'likely_accepted'],
    ['other', 'unknown'],
    [undefined, 'unknown'],
  ]) {
    const found = plan('duplicate_idempotency_key', { idempotencyKey: KEY, attempt: 2, ...(previous && { previous }) });
    assert.deepEqual([found.outcome, found.retry, found.rule], [outcome, false, 'new_idempotency_key'], previous);
    // The same word in another answer proves nothing.
    assert.notEqual(plan('recipient_suppressed', { ...(previous && { previous }) }).outcome, 'likely_accepted');
  }
});

test('Retry-After: seconds, or any of the three forms of a date', () => {
  const after = (value, options) =>
    plan('rate_limit_exceeded', { headers: { 'Retry-After': value }, ...options }).afterMs;
  assert.equal(after('23'), 23_000);
  assert.equal(after(' 23 '), 23_000);
  assert.equal(after('0'), 0);
  for (const date of ['Sun, 22 Nov 2026 10:10:30 GMT', 'Sunday, 22-Nov-26 10:10:30 GMT', 'Sun Nov 22 10:10:30 2026'])
    assert.equal(after(date), 30_000, date);
  assert.equal(after('Sun, 22 Nov 2026 10:09:30 GMT'), 0, 'a date that has passed means now');
  assert.equal(after('99999999'), 86_400_000, 'at most a day');
  for (const nothing of ['', '-5', '1.5', 'soon', '5s', '2026-11-22T10:10:30Z'])
    assert.equal(after(nothing), 500, nothing);
  assert.equal(plan('service_unavailable', { headers: { 'Retry-After': '7' } }).afterMs, 7_000);
  assert.equal(plan('daily_limit_reached', { headers: { 'Retry-After': '7' } }).afterMs, 500 * 60_000);
});

test('X-RateLimit-Reset: Unix seconds, where Retry-After is missing and nothing remains', () => {
  const reset = (headers) => plan('rate_limit_exceeded', { headers }).afterMs;
  const at = String(NOW / 1000 + 42);
  assert.equal(reset({ 'X-RateLimit-Reset': at }), 42_000);
  assert.equal(reset({ 'X-RateLimit-Reset': at, 'X-RateLimit-Remaining': '0' }), 42_000);
  assert.equal(reset({ 'X-RateLimit-Reset': at, 'X-RateLimit-Remaining': '3' }), 500, 'requests are left');
  assert.equal(reset({ 'X-RateLimit-Reset': at, 'Retry-After': '5' }), 5_000, 'Retry-After first');
  assert.equal(reset({ 'X-RateLimit-Reset': String(NOW / 1000 - 1) }), 500, 'a window that has ended');
  assert.equal(reset({ 'X-RateLimit-Reset': '42' }), 500, 'seconds since 1970, not from now');
});

test('backoff: full jitter, doubling from a second to a minute, five attempts', () => {
  const ceilings = [1_000, 2_000, 4_000, 8_000];
  for (const [at, ceiling] of ceilings.entries()) {
    const wait = (draw) => plan('internal_error', { attempt: at + 1, random: () => draw }).afterMs;
    assert.deepEqual([wait(0), wait(0.25), wait(0.5)], [0, ceiling / 4, ceiling / 2], 'evenly from nothing');
    assert.ok(wait(1 - Number.EPSILON) <= ceiling);
  }
  assert.equal(plan('internal_error', { attempt: 5 }).retry, false);
  assert.equal(plan('service_unavailable', { attempt: 5 }).retry, false);
  // "Wait for the Retry-After seconds then retry with exponential backoff": the header is the least.
  const headers = { 'Retry-After': '10' };
  const second = (draw) => plan('rate_limit_exceeded', { headers, attempt: 2, random: () => draw }).afterMs;
  assert.deepEqual([second(0), second(0.5)], [10_000, 11_000]);
  assert.equal(plan('rate_limit_exceeded', { attempt: 20, random: () => 0.5 }).afterMs, 30_000, 'at most a minute');
});

test('the same draws give the same plan', () => {
  const seeded = () => {
    let seed = 42;
    return () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  };
  const waits = (random) => [1, 2, 3, 4].map((attempt) => plan('internal_error', { attempt, random }).afterMs);
  assert.deepEqual(waits(seeded()), waits(seeded()));
  assert.equal(new Set(waits(seeded())).size, 4);
});

test('statuses without a code follow their class', () => {
  const table = [
    [400, false, 'after_fix', 'rejected'],
    [404, false, 'after_fix', 'rejected'],
    [408, false, 'only_if_idempotent', 'unknown'],
    [409, false, 'after_fix', 'unknown'],
    [413, false, 'after_fix', 'rejected'],
    [429, true, 'retry_after', 'rejected'],
    [500, true, 'backoff', 'unknown'],
    [502, false, 'only_if_idempotent', 'unknown'],
    [503, true, 'backoff', 'rejected'],
    [504, false, 'only_if_idempotent', 'unknown'],
    [520, false, 'only_if_idempotent', 'unknown'],
  ];
  for (const [status, retry, rule, outcome] of table) {
    for (const error of [undefined, 'code_of_tomorrow']) {
      const found = plan(error, { status });
      assert.deepEqual([found.retry, found.rule, found.outcome], [retry, rule, outcome], `${status} ${error}`);
    }
  }
});

test('unknown codes keep their name, cleaned and cut', () => {
  const raw = (error) => explain({ status: 422, body: JSON.stringify({ error }) }, { now: 0 });
  assert.deepEqual(
    [raw('code_of_tomorrow').rawCode, raw('code_of_tomorrow').issues[0].code],
    ['code_of_tomorrow', null],
  );
  assert.equal(raw('a\r\nSet-Cookie: x=1').rawCode, 'aSet-Cookie:x1');
  assert.equal(raw('<img src=x onerror=alert(1)>').rawCode, 'imgsrcxonerroralert1');
  assert.equal(raw('x'.repeat(1_000)).rawCode.length, 64);
  assert.equal(raw('Quota-Exceeded ').issues[0].code, 'quota_exceeded');
});

test('a hostile server: large, deep, broken, injected', async () => {
  const bodies = [
    'x'.repeat(10_000_000),
    `{"error":"quota_exceeded","x":"${'y'.repeat(10_000_000)}"}`,
    `{"x":${'['.repeat(1_000_000)}`,
    `${'{"error":'.repeat(500_000)}`,
    '{"error":{"error":"quota_exceeded"},"code":{},"field":[],"success":"no"}',
    '{"error":"quota_exceeded","field":{"a":1},"code":"402"}',
    '\u0000\uffff{"error":1e999}',
  ];
  for (const body of bodies) {
    const started = performance.now();
    const failure = await explainResponse(new Response(body, { status: 402, headers: { 'X-Request-ID': 'req_1' } }), {
      now: 0,
    });
    assert.equal(failure.issues.length, 1);
    assert.deepEqual([failure.status, failure.requestId, failure.retry.retry], [402, 'req_1', false]);
    assert.ok(performance.now() - started < 2_000);
  }
  const headers = {
    'X-Request-ID': 'req_1\r\nSet-Cookie: a=b\u0000',
    'Retry-After': '5\r\n',
    'X-RateLimit-Reset': 'NaN',
  };
  const { requestId } = explain({ status: 429, headers, body: '' }, { now: 0 });
  assert.ok(!/[\r\n\0;=]/.test(requestId));
});

test('nothing that a server quotes is in issues, sentences, problems or the console', async () => {
  const secret = 'swordfish';
  const told = [];
  const console_ = { ...console };
  for (const name of ['log', 'info', 'warn', 'error', 'debug'])
    console[name] = (...words) => told.push(words.join(' '));
  try {
    const bodies = [
      ...Object.keys(CODES).map((error) => ({ error })),
      { error: 'no_such_code' },
      { error: secret.length },
      {},
    ].map((body) => JSON.stringify({ ...body, message: `${secret}@acme.in is wrong`, value: secret, field: 'to' }));
    for (const body of [...bodies, `${secret} {`, `<p>${secret}</p>`, `{"message":"${secret}"`]) {
      const headers = { 'Retry-After': secret, 'X-RateLimit-Reset': secret, Authorization: `Bearer ${secret}` };
      const failure = await explainResponse(new Response(body, { status: 422, headers }), {
        now: 0,
        idempotencyKey: secret,
      });
      const message = createMessages();
      told.push(JSON.stringify(failure), JSON.stringify(toProblemDetails(failure, { message })));
      told.push(...failure.issues.flatMap((issue) => [JSON.stringify(toLog(issue)), message(issue)]));
    }
    const failed = explain({ error: new Error(`${secret}: connection reset`) }, { now: 0 });
    told.push(JSON.stringify(failed));
    for (const wrong of [() => explain(secret), () => explain({ status: 200 }, { timeZone: secret, now: 0 })])
      assert.throws(wrong, (error) => {
        told.push(`${error.message}${error.stack}`);
        return error instanceof TypeError;
      });
  } finally {
    Object.assign(console, console_);
  }
  assert.ok(told.length > 100);
  for (const line of told) assert.ok(!line.includes(secret), line);
});

test('whatever comes, plans keep their promises', () => {
  let seed = 7;
  const draw = (limit) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  const codes = [...Object.keys(CODES), 'other', undefined];
  const waits = [undefined, '5', '-1', 'Sun, 22 Nov 2026 10:10:30 GMT', '99999999999999999999'];
  for (let at = 0; at < 5_000; at++) {
    const idempotencyKey = draw(2) ? KEY : null;
    const options = {
      attempt: draw(8),
      idempotencyKey,
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'][draw(5)],
      headers: { 'Retry-After': waits[draw(5)], 'X-RateLimit-Reset': waits[draw(5)] },
      status: [undefined, 200, 400, 409, 429, 500, 503, 504][draw(8)],
      random: () => draw(1000) / 1000,
    };
    const found = plan(codes[draw(codes.length)], options);
    assert.equal(found.at === null, found.afterMs === null);
    assert.ok(found.afterMs === null || (found.afterMs >= 0 && found.afterMs <= 86_400_000 + 60_000 + 3_600_000));
    assert.ok(!found.sameIdempotencyKey || (idempotencyKey && (found.retry || found.outcome === 'unknown')));
    assert.ok(!found.retry || !idempotencyKey || found.sameIdempotencyKey);
    assert.ok(!found.retry || found.outcome !== 'likely_accepted');
    const repeats = ['GET', 'PUT', 'DELETE'].includes(options.method) || idempotencyKey;
    assert.ok(!(found.rule === 'only_if_idempotent' && found.retry && !repeats));
  }
});

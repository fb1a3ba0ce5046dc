// Requests: what a body may be, what must never be told, and whatever a server answers: node --test tests/js/request.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

import * as presend from 'presend';
import { buildFilter } from 'presend/filter';
import migosmtp from 'presend/profiles/migosmtp';
import telnxo from 'presend/profiles/telnxo';
import { NOW, BODY, send, refused } from './account.mjs';

const { checkRequest, contextFromHeaders, createMessages, explain, operationSchema, toLog } = presend;

test('send_at: what ISO 8601 writes otherwise is a warning that mends itself', () => {
  const at = (send_at) => checkRequest(migosmtp, 'email.send', { ...BODY, send_at }, { now: 0 });
  for (const [written, plain] of [
    [new Date(NOW).toISOString(), '2026-11-22T18:40:00Z'],
    ['2026-11-23T00:10:00+05:30', '2026-11-22T18:40:00Z'],
    ['2026-12-31T23:59:59.5-0800', '2027-01-01T07:59:59Z'],
    ['20261122T1840Z', '2026-11-22T18:40:00Z'],
  ]) {
    const { ok, warnings } = at(written);
    assert.deepEqual(
      [ok, warnings.map(({ reason, basis }) => [reason, basis])],
      [true, [['instant_malformed', 'assumed']]],
    );
    assert.equal(presend.applyFix(written, warnings[0]), plain);
  }
  assert.deepEqual([at('2026-11-22T18:40:00Z').warnings, at('tomorrow').issues[0].reason], [[], 'instant_malformed']);
  // What the schema refuses, the check refuses.
  for (const [options, taken] of [
    [{}, true],
    [{ assumedRules: 'block' }, false],
  ]) {
    const { pattern } = operationSchema(migosmtp, 'email.send', options).properties.send_at;
    for (const written of [
      '2026-11-22T18:40:00.000Z',
      '2026-11-23T00:10:00+05:30',
      '20261122T1840Z',
      '2026-11-22T18:40Z',
    ]) {
      assert.equal(new RegExp(pattern).test(written), taken, written);
      assert.equal(checkRequest(migosmtp, 'email.send', { ...BODY, send_at: written }, options).ok, taken, written);
    }
    assert.ok(new RegExp(pattern).test('2026-11-22T18:40:00Z'));
    assert.ok(!new RegExp(pattern).test('2026-11-22'));
  }
  assert.equal(operationSchema(telnxo, 'sms.send').properties.send_at.pattern, undefined, 'nobody documents its form');
});

test('a body is an object, a text, or octets in any buffer', () => {
  const octets = new TextEncoder().encode(JSON.stringify(BODY));
  const far = runInNewContext('new Uint8Array(octets)', { octets: [...octets] });
  const moved = new Uint8Array(octets.length + 3);
  moved.set(octets, 3);
  for (const body of [octets, octets.buffer, new DataView(octets.buffer), far, moved.subarray(3), Buffer.from(octets)])
    assert.deepEqual(checkRequest(migosmtp, 'email.send', body).value, BODY);
  for (const body of [
    new Map([['to', 'x']]),
    new Set(),
    new FormData(),
    new globalThis.URLSearchParams('a=b'),
    new Blob(['{}']),
    /x/,
    Promise.resolve({}),
  ])
    refused(
      () => checkRequest(migosmtp, 'email.send', body),
      /^checkRequest: body must be an object, JSON text or octets$/,
    );
  class Mail {
    constructor() {
      Object.assign(this, BODY);
    }
    get [Symbol.toStringTag]() {
      return 'Mail';
    }
  }
  assert.equal(checkRequest(migosmtp, 'email.send', new Mail()).ok, true);
});

// ---------------------------------------------------------------------------------------------------- what is never told

const SECRET = 'geheim7';

/** An object whose getter tells. */
const throwing = (name) =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get() {
      throw new TypeError(SECRET);
    },
  });

/** Everything that a program may log of a result: issues without their fixes, sentences of both audiences. */
function told({ issues, warnings = [] }) {
  const all = [...issues, ...warnings];
  const sentences = ['user', 'operator'].flatMap((audience) =>
    all.map((issue) => createMessages(undefined, { audience })(issue)),
  );
  return { log: JSON.stringify(all.map(toLog)), sentences };
}

test('no secret, address or text of the body is in issues, errors or sentences', () => {
  const bodies = [
    {
      ...BODY,
      to: `${SECRET}@${SECRET},in`,
      subject: `${SECRET}\n`,
      html: `{{ ${SECRET} }} {{${SECRET}}}`,
      send_at: SECRET,
    },
    { ...BODY, from: `${SECRET}@${SECRET}.in`, template_id: SECRET, variables: { [SECRET]: SECRET } },
    { ...BODY, recipients: Array.from({ length: 200 }, (_, at) => ({ email: `${SECRET}${at}` })) },
    { to: `+91${SECRET}`, from: `${SECRET}${SECRET}`, text: SECRET, type: SECRET, dlt_template_id: SECRET },
    { to: '+919876543210', template: { name: SECRET, language: SECRET }, text: SECRET },
    { id: SECRET, domain: `${SECRET}..${SECRET}`, name: `${SECRET}\r`, category: SECRET, html: `{{#if ${SECRET}}}` },
    `{"to": "${SECRET}", "${SECRET}": [1,]}`,
    SECRET,
  ];
  const context = {
    verifiedDomains: [`${SECRET}.com`],
    senderIds: [SECRET],
    templates: [{ id: SECRET, html: `{{ ${SECRET} }} {{${SECRET}x}}`, status: SECRET }],
    whatsappTemplates: [],
    dlt: { templates: [{ id: '1107161234567890123', text: SECRET }] },
    suppressions: [`${SECRET}@${SECRET}.in`, '+919876543210'],
    resources: { templates: { ids: [SECRET] } },
    apiKey: { platform: SECRET, scopes: [SECRET], ipAllowList: [SECRET] },
    ipAddress: SECRET,
    idempotencyKeys: [SECRET],
    subscription: { status: 'suspended' },
  };
  const headers = [
    { authorization: `Bearer ${SECRET} ${SECRET}`, 'content-type': SECRET, 'x-idempotency-key': SECRET },
    { authorization: `${SECRET} ${SECRET}`, 'x-idempotency-key': `${SECRET} ${SECRET}` },
  ];
  let looked = 0;
  for (const profile of [migosmtp, telnxo]) {
    for (const operation of Object.keys(profile.operations)) {
      for (const body of bodies) {
        for (const header of headers) {
          const report = checkRequest(profile, operation, body, { context, headers: header, now: NOW, via: 'direct' });
          const { log, sentences } = told(report);
          assert.ok(!log.includes(SECRET), `${operation}: ${log}`);
          // Sentences name the path, which is a name of the body: of a variable it is the user's own word.
          for (const issue of [...report.issues, ...report.warnings]) {
            const { fix: _fix, path: _path, related: _related, ...rest } = issue;
            assert.ok(!JSON.stringify(rest).includes(SECRET), `${operation}: ${issue.reason}`);
          }
          assert.ok(sentences.every((sentence) => sentence.length > 0));
          looked += sentences.length;
        }
      }
    }
  }
  assert.ok(looked > 1000, `${looked} sentences`);
  for (const wrong of [
    () => send({ apiKey: SECRET }),
    () => send({ verifiedDomains: SECRET }),
    () => send({ suppressions: { filter: SECRET } }),
    () => checkRequest(migosmtp, 'email.send', { ...BODY, big: 1n, [SECRET]: SECRET }),
    () => checkRequest(migosmtp, 'email.send', BODY, { headers: SECRET }),
    () => checkRequest(migosmtp, 'email.send', BODY, { headers: throwing('authorization') }),
    () => contextFromHeaders(migosmtp, 'email.send', throwing('retry-after'), { now: 0 }),
    () => send(throwing('usage')),
    () => send({ whatsappInbound: { [SECRET]: 0 } }),
    () => send({ suppressions: [`${SECRET} ${SECRET}`] }),
    () => send({ verifiedDomains: [`${SECRET}/`] }),
    () => buildFilter([SECRET, 5], { salt: SECRET + SECRET }),
  ]) {
    assert.throws(wrong, (error) => error instanceof TypeError && !`${error.message}${error.stack}`.includes(SECRET));
  }
});

// ---------------------------------------------------------------------------------------------------- hostile answers

test('explain: whatever a server answers is an issue, never an exception', () => {
  const big = 'x'.repeat(10 * 1024 * 1024);
  const cycle = {};
  cycle.self = cycle;
  const throwing = {
    get error() {
      throw new Error(SECRET);
    },
  };
  const { proxy: gone, revoke } = Proxy.revocable({}, {});
  revoke();
  const odd = [
    '\r\nSet-Cookie: a=b',
    '\0',
    '\ud800',
    '-1',
    '1e99',
    '99999999999999999999',
    'Infinity',
    ' 5 ',
    big.slice(0, 100_000),
  ];
  const bodies = [
    big,
    `{"error":"${big}"}`,
    `{"error":"invalid_json","field":"${big}"}`,
    '['.repeat(1_000_000),
    '{"error":'.repeat(100_000),
    `{"error":["quota_exceeded"],"code":{},"field":[[[]]],"message":5}`,
    '{"error":5}',
    '{"error":null}',
    '{"error":{}}',
    'null',
    '5',
    '"quota_exceeded"',
    '[]',
    '',
    '\0',
    '\ud800',
    '{"__proto__":{"error":"quota_exceeded"}}',
    '{"error":"__proto__"}',
    '{"error":"constructor","field":"__proto__"}',
    '{"error":"quota_exceeded","error":"invalid_json"}',
    '<html>502</html>',
    new Uint8Array([0xff, 0xfe, 0x7b, 0]),
    new Uint8Array(10 * 1024 * 1024),
    new ArrayBuffer(8),
    new Map([['error', 'x']]),
    cycle,
    throwing,
    gone,
    5n,
    Symbol('s'),
    () => 1,
    { error: 1n },
    { error: 'quota_exceeded', field: cycle },
    NaN,
    true,
  ];
  const headers = [
    undefined,
    null,
    5,
    'x',
    [],
    [[]],
    [null],
    [['retry-after']],
    gone,
    {
      get() {
        throw new Error(SECRET);
      },
    },
    {
      'retry-after': {
        toString() {
          throw new Error(SECRET);
        },
      },
    },
    {
      [Symbol.iterator]() {
        throw new Error(SECRET);
      },
    },
    ...odd.flatMap((value) => [{ 'retry-after': value }, { 'x-ratelimit-reset': value }, { 'x-request-id': value }]),
  ];
  const statuses = [
    undefined,
    null,
    0,
    -1,
    99,
    200,
    204,
    301,
    400,
    409,
    422,
    429,
    500,
    504,
    999,
    1000,
    1e300,
    Number.NaN,
    '422',
    {},
    gone,
  ];
  let answered = 0;
  const look = (answer) => {
    const { issues, retry, requestId, rawCode, status } = explain(answer, {
      now: 0,
      random: () => 0.5,
      timeZone: 'UTC',
    });
    assert.ok(Array.isArray(issues));
    if (!(status !== null && status >= 200 && status < 400)) assert.ok(issues.length > 0, 'a failure has an issue');
    for (const text of [requestId, rawCode]) {
      if (text === null) continue;
      assert.ok(text.length <= 256, `${text.length} units of text from the server`);

      assert.ok(!/[\0-\x1f\x7f]/.test(text), 'nothing that could begin a line of a log');
    }
    assert.ok(retry.at === null || (Number.isFinite(retry.at) && Math.abs(retry.at) <= 8.64e15));
    const { sentences } = told({ issues });
    assert.ok(sentences.every((sentence) => sentence.length < 2000));
    answered++;
  };
  const started = performance.now();
  for (const body of bodies) for (const status of [undefined, 200, 422, 429, 500]) look({ status, body });
  for (const header of headers)
    for (const status of [200, 422, 429, 503])
      look({ status, headers: header, body: '{"error":"rate_limit_exceeded"}' });
  for (const status of statuses) look({ status, body: '{"error":"gateway_timeout"}' });
  for (const error of [
    new TypeError(SECRET),
    throwing,
    gone,
    5,
    'x',
    new Proxy(
      {},
      {
        get() {
          throw new Error(SECRET);
        },
      },
    ),
  ])
    look({ error });
  console.log(`${answered} hostile answers in ${Math.round(performance.now() - started)} ms`);
  assert.ok(answered > 250);
});

test('a line break gets into no subject by a value, for one and for many', () => {
  const variables = { n: 'a\nBcc: x@y.z' };
  const found = (operation, body) => {
    const { issues, warnings } = checkRequest(migosmtp, operation, body);
    const breaks = [...issues, ...warnings].filter(({ reason }) => reason === 'header_line_break');
    return breaks.map(({ path }) => path);
  };
  const subject = 'Hi {{n}}';
  assert.deepEqual(found('email.send', { ...BODY, subject, variables }), [['variables', 'n']]);
  assert.deepEqual(found('email.send', { ...BODY, html: '{{n}}', variables }), []);
  assert.deepEqual(found('email.send', { ...BODY, subject: 'Hi\nyou' }), [['subject']]);
  const { to: _, ...many } = BODY;
  const recipients = [
    { email: 'bo@acme.in', variables: { n: 'Bo' } },
    { email: 'ann@acme.in', variables },
  ];
  const wanted = [['recipients', 1, 'variables', 'n']];
  assert.deepEqual(found('email.send.bulk', { ...many, subject, recipients }), wanted);
  const shared = { ...many, subject, default_variables: variables, recipients: [{ email: 'bo@acme.in' }] };
  assert.deepEqual(found('email.send.bulk', shared), [['default_variables', 'n']]);
});

// What the surface does with everything that is not what it asks for: node --test tests/js/surface.test.mjs

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import * as presend from 'presend';
import migosmtp from 'presend/profiles/migosmtp';

const { applyFix, checkEmail, checkJson, checkPhone, checkRequest, checkSms, checkTemplate, checkText } = presend;
const { createMessages, emailSchema, explain, explainResponse, fields, jsonTextSchema, measureText, phoneSchema } =
  presend;
const { repairJson, requestSchema, templateVariables, textSchema, toFieldErrors, toLog, toPointer } = presend;

const CHECKS = { checkEmail, checkPhone, checkJson, checkSms, checkTemplate, checkText, repairJson };
const throwing = {
  get a() {
    throw new Error('a getter threw');
  },
};
const { proxy: GONE, revoke } = Proxy.revocable({}, {});
revoke();
const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error('a trap threw');
    },
    ownKeys() {
      throw new Error('a trap threw');
    },
  },
);
const NO_TEXT = [0, 1n, Number.NaN, true, {}, [], ['a@b.in'], () => 1, new Date(0), Symbol('s'), throwing, hostile];
const LONG = 'x'.repeat(50_000_000);

/** An issue, or a `TypeError` that says what is wrong; anything else is a mistake of ours. */
function issueOrTypeError(call, named) {
  try {
    const result = call();
    assert.equal(typeof result.ok, 'boolean');
    assert.equal(result.ok, result.issues.length === 0);
    return result;
  } catch (error) {
    assert.ok(error instanceof TypeError, `${error?.name}: ${error?.message}`);
    assert.match(error.message, named);
    return null;
  }
}

const reasons = ({ issues }) => issues.map(({ reason }) => reason);

for (const [name, check] of Object.entries(CHECKS)) {
  test(`${name}: a value that is no text is an issue`, () => {
    for (const value of [...NO_TEXT, GONE]) {
      const { ok, issues } = check(value);
      assert.equal(ok, false);
      assert.match(issues[0].reason, /(^|_)not_text$/);
      const found = value === GONE ? 'object' : Array.isArray(value) ? 'array' : typeof value;
      assert.deepEqual(issues[0].params, { found });
    }
  });

  test(`${name}: nothing is required, unless it is optional`, () => {
    for (const value of ['', null, undefined]) {
      const required = check(value);
      assert.deepEqual([required.ok, required.value, ...reasons(required)], [false, null, 'required']);
      assert.equal(required.issues[0].code, 'missing_required_field');
      const optional = check(value, { optional: true });
      assert.deepEqual([optional.ok, optional.issues, optional.warnings], [true, [], []]);
    }
    assert.equal(check(0, { optional: true }).ok, false);
  });

  test(`${name}: 50 MB is one issue, and never crosses`, () => {
    const started = performance.now();
    const { ok, issues } = check(LONG);
    assert.deepEqual([ok, issues.map(({ reason }) => reason)], [false, ['input_too_large']]);
    assert.equal(issues[0].params.actual, LONG.length);
    assert.ok(performance.now() - started < 200, 'refused without being read');
  });

  test(`${name}: halves of pairs at each end and in the middle`, () => {
    for (const value of ['\ud800ann@acme.in', 'ann\udc00@acme.in', 'ann@acme.in\ud83d', '\udfff', '\ud800\ud800']) {
      const { ok, issues, warnings } = check(value);
      assert.equal(ok, false, 'it cannot be sent as UTF-8');
      for (const { span } of [...issues, ...warnings]) {
        if (span) assert.ok(0 <= span.start && span.start <= span.end && span.end <= value.length);
      }
    }
  });

  test(`${name}: wrong options are a TypeError that names them`, () => {
    for (const options of [null, 5, 'x', true, [], Symbol('s'), () => 1]) {
      assert.throws(() => check('x', options), { name: 'TypeError', message: `${name}: options must be an object` });
    }
    for (const maxLength of ['9', -1, 1.5, Number.NaN, {}]) {
      assert.throws(() => check('x', { maxLength }), { name: 'TypeError', message: /options\.maxLength/ });
    }
  });
}

test('each option is looked at', () => {
  const wrong = [
    [() => checkEmail('a@b.in', { mode: 'lax' }), 'options.mode'],
    [() => checkPhone('1', { mode: 'lax' }), 'options.mode'],
    [() => checkPhone('1', { region: 'India' }), 'options.region'],
    [() => checkPhone('1', { region: 5 }), 'options.region'],
    [() => checkPhone('1', { types: 'mobile' }), 'options.types'],
    [() => checkPhone('1', { types: ['landline'] }), 'options.types'],
    [() => checkPhone('1', { regions: 'IN' }), 'options.regions'],
    [() => checkPhone('1', { regions: ['India'] }), 'options.regions'],
    [() => checkJson('1', { maxDepth: -1 }), 'options.maxDepth'],
    [() => checkText('1', { max: 1.5 }), 'options.max'],
    [() => checkText('1', { unit: 'bytes' }), 'options.unit'],
    [() => checkTemplate('1', { dialect: 'liquid' }), 'options.dialect'],
    [() => checkTemplate('1', { variables: [] }), 'options.variables'],
    [() => checkTemplate('1', { defaults: 'x' }), 'options.defaults'],
    [() => checkTemplate('1', { variables: { a: 1n } }), 'options.variables'],
    [() => checkTemplate('1', { variables: throwing }), 'options.variables'],
    [() => presend.checkPhone('1', { region: 'UK' }), 'options.region must be an ISO 3166 code: GB, not UK'],
    [() => presend.checkPhone('1', { regions: ['IN', 'uk'] }), 'options.regions must be an ISO 3166 code: GB, not UK'],
    [() => measureText(5), 'text'],
    [() => templateVariables(null), 'template'],
    [() => templateVariables(LONG), 'template'],
    [() => presend.provideModule(5), 'module'],
    [() => presend.provideModule(null), 'module'],
    [() => createMessages(null), 'locale'],
    [() => createMessages('hi'), 'locale'],
    [() => createMessages(undefined, { audience: 'nobody' }), 'audience'],
  ];
  for (const [call, named] of wrong) {
    assert.throws(call, (error) => error instanceof TypeError && error.message.includes(named), named);
  }
});

test('options that throw when they are read throw nothing of ours', () => {
  for (const check of Object.values(CHECKS)) assert.throws(() => check('x', hostile), { message: 'a trap threw' });
  assert.equal(checkEmail('ann@acme.in').ok, true, 'the next call works');
});

// ---------------------------------------------------------------------------------------------------- requests

const BODY = { from: 'shop@acme.in', to: 'ann@acme.in', subject: 'Hi', html: '<p>Hi</p>' };
const send = (body, options) => checkRequest(migosmtp, 'email.send', body, options);

test('checkRequest: body as object, as text, as octets', () => {
  const text = JSON.stringify(BODY);
  const octets = new TextEncoder().encode(text);
  for (const body of [BODY, text, octets]) {
    const { ok, value } = send(body);
    assert.deepEqual([ok, value], [true, BODY]);
  }
  assert.equal(send(BODY).value, BODY, 'an object is handed back itself');
});

test('checkRequest: hostile bodies', () => {
  const cycle = {};
  cycle.self = cycle;
  let deep = [];
  for (let at = 0; at < 100_000; at++) deep = [deep];
  const bodies = [null, 0, 1n, true, [], 'x', '', '[]', LONG, '['.repeat(100_000), new Uint8Array([255, 0, 240])];
  for (const body of [...bodies, undefined, Symbol('s'), () => 1, cycle, deep, throwing, hostile, GONE]) {
    issueOrTypeError(() => send(body), /^checkRequest: body/);
  }
  assert.equal(reasons(send(LONG))[0], 'input_too_large');
  assert.equal(send(JSON.parse('{"__proto__": 1, "constructor": 2}')).ok, false);
  for (const half of ['\ud800', 'a\udc00b', '\ud83d']) {
    assert.equal(issueOrTypeError(() => send({ ...BODY, subject: half, to: `${half}@acme.in` }), /./).ok, false);
  }
});

test('checkRequest: operation, profile, context and policy', () => {
  const wrong = [
    [() => checkRequest(migosmtp, 'email.sned', BODY), /operation must be one of email\.send/],
    [() => checkRequest(migosmtp, Symbol('s'), BODY), /operation/],
    [() => checkRequest(migosmtp, undefined, BODY), /operation/],
    [() => checkRequest(null, 'email.send', BODY), /profile/],
    [() => checkRequest('migosmtp', 'email.send', BODY), /profile/],
    [() => checkRequest({}, 'email.send', BODY), /profile/],
    [() => checkRequest(throwing, 'email.send', BODY), /profile/],
    [() => checkRequest(hostile, 'email.send', BODY), /profile/],
    [() => send(BODY, { assumedRules: 'maybe' }), /options\.assumedRules must be one of warn, block, ignore/],
    [() => send(BODY, { now: '2026' }), /options\.now/],
    [() => send(BODY, { now: Number.POSITIVE_INFINITY }), /options\.now/],
    [() => send(BODY, { context: [] }), /options\.context/],
    [() => send(BODY, { context: throwing }), /options\.context/],
    [() => send(BODY, null), /options/],
  ];
  for (const [call, named] of wrong)
    assert.throws(call, (error) => error instanceof TypeError && named.test(error.message));
});

test('checkRequest: a wrong profile is a TypeError that names the rule', () => {
  const profile = (to) => ({ name: 'mine', operations: { send: { method: 'POST', path: '/', fields: { to } } } });
  assert.equal(checkRequest(profile({ kind: 'mailbox' }), 'send', { to: 'ann@acme.in' }).ok, true);
  assert.throws(() => checkRequest(profile({ kind: 'mailbx' }), 'send', {}), {
    name: 'TypeError',
    message: /^checkRequest: profile: expected .* at \/operations\/send\/fields\/to\/kind$/,
  });
});

test('checkRequest: a part of the account that nobody described is not checked, and said so', () => {
  assert.ok(send(BODY).notChecked.includes('verifiedDomains'));
  const { ok, notChecked, issues } = send(BODY, { context: { verifiedDomains: ['other.in'] } });
  assert.deepEqual([ok, notChecked.includes('verifiedDomains'), issues[0].code], [false, false, 'domain_not_verified']);
});

test('checkRequest: assumed rules warn, block, or say nothing', () => {
  const body = { ...BODY, colour: 'red' };
  const by = (assumedRules) => send(body, { assumedRules });
  assert.deepEqual([by('warn').ok, by('warn').warnings[0]?.basis], [true, 'assumed']);
  assert.deepEqual([by('block').ok, by('block').issues[0]?.basis], [false, 'assumed']);
  assert.deepEqual([by('ignore').ok, by('ignore').warnings], [true, []]);
});

// ---------------------------------------------------------------------------------------------------- helpers

test('applyFix: edits in order, and only of the value that was checked', () => {
  const value = 'ann@acme,in';
  const { issues } = checkEmail(value);
  assert.equal(applyFix(value, issues[0]), 'ann@acme.in');
  assert.equal(applyFix('x', {}), 'x', 'no fix changes nothing');
  assert.throws(() => applyFix('a', issues[0]), { name: 'TypeError', message: /value is not the one/ });
  assert.throws(() => applyFix(5, issues[0]), { name: 'TypeError', message: /value/ });
  for (const issue of [null, undefined, 5]) {
    assert.throws(() => applyFix(value, issue), { name: 'TypeError', message: /^applyFix: issue/ });
  }
});

test('toPointer: RFC 6901', () => {
  assert.equal(toPointer([]), '');
  assert.equal(toPointer(['a/b', 'm~n', 0, '']), '/a~1b/m~0n/0/');
});

test('toLog: nothing that a person wrote', () => {
  const secret = 'geheim7';
  const values = [`${secret}@${secret},in`, `${secret}@gmial.com`, ` ${secret}@acme.in`, `${secret} ${secret}`];
  const found = values.flatMap((value) => [
    ...[checkEmail(value), checkPhone(`+91 98765 ${secret}`)],
    ...[checkJson(`{"${secret}": 1, "${secret}": 2,}`), checkText(`${secret}${secret}`, { max: 3 })],
    ...[checkTemplate(`{{ ${secret} }} {{${secret}}} {{#if ${secret}}}`, { variables: { [`${secret}x`]: secret } })],
    send({ ...BODY, to: value, subject: `{{${secret}}}`, [secret]: secret, variables: { [`${secret}y`]: secret } }),
    send(`{"to": "${value}", "${secret}": [1,]}`),
    explain({ status: 422, body: { error: 'invalid_email_address', field: secret, message: secret } }),
    explain({ status: 422, body: { error: secret, field: secret } }),
  ]);
  let logged = 0;
  for (const { issues, warnings = [] } of found) {
    for (const issue of [...issues, ...warnings]) {
      const line = JSON.stringify(toLog(issue));
      assert.ok(!line.includes(secret), `${issue.reason}: ${line}`);
      assert.equal(JSON.parse(line).reason, issue.reason);
      logged++;
    }
  }
  assert.ok(logged > 40, `${logged} issues`);
});

test('toFieldErrors: the first of each field, under the form’s own names', () => {
  const { issues } = send({ to: ['ann@', 'bob@'], subject: 'x', html: 'x' });
  const errors = toFieldErrors(issues, { message: createMessages(), names: { to: 'email' } });
  assert.deepEqual(Object.keys(Object.fromEntries(errors)).sort(), ['email', 'from']);
  for (const [, { type, message }] of errors) assert.ok(type && message);
  assert.throws(() => toFieldErrors(issues), { name: 'TypeError', message: /options\.message/ });
  assert.equal(toFieldErrors(checkEmail('x').issues, { message: String })[0][0], 'root');
});

// ---------------------------------------------------------------------------------------------------- schemas

test('schemas: Standard Schema v1', () => {
  const schemas = [emailSchema(), phoneSchema({ region: 'IN' }), textSchema({ max: 3 }), jsonTextSchema()];
  const good = ['Ann@Acme.IN', '098765 43210', 'abc', '{}'];
  const out = ['Ann@acme.in', '+919876543210', 'abc', '{}'];
  schemas.forEach((schema, at) => {
    const { version, vendor, validate } = schema['~standard'];
    assert.deepEqual([version, vendor, validate(good[at])], [1, 'presend', { value: out[at] }]);
    for (const bad of [undefined, null, '', 5, {}, LONG]) {
      const { issues } = validate(bad);
      assert.deepEqual([typeof issues[0].message, issues[0].path], ['string', []]);
      assert.ok(issues[0].message.length > 0 && issues[0].issue.reason);
    }
  });
  const request = requestSchema(migosmtp, 'email.send')['~standard'];
  assert.deepEqual(request.validate(BODY), { value: BODY });
  assert.ok(request.validate(undefined).issues.length > 0);
  assert.throws(() => emailSchema({ message: 'x' }), { name: 'TypeError', message: /options\.message/ });
  // When they are made, not when the first value comes.
  assert.throws(() => emailSchema(5), { name: 'TypeError', message: /^emailSchema: options must be an object/ });
  assert.throws(() => emailSchema({ mode: 'zz' }), { name: 'TypeError', message: /^emailSchema: options\.mode/ });
  assert.throws(() => phoneSchema({ region: 'IND' }), { name: 'TypeError', message: /^phoneSchema: options\.region/ });
  assert.throws(() => textSchema(5), { name: 'TypeError', message: /^textSchema: options/ });
  assert.throws(() => jsonTextSchema({ maxLength: -1 }), { name: 'TypeError', message: /^jsonTextSchema: options/ });
});

test('fields: a form, its paths, what it does not know, and no form at all', () => {
  const signup = fields({ email: emailSchema(), mobile: phoneSchema({ region: 'IN', optional: true }) })['~standard'];
  assert.deepEqual(signup.validate({ email: 'ann@acme.in', terms: true }), {
    value: { email: 'ann@acme.in' },
  });
  const { value } = signup.validate({ email: 'ann@acme.in', mobile: '' });
  assert.equal(value.mobile, undefined);
  const { issues } = signup.validate({ email: 'ann@', mobile: '12' });
  assert.deepEqual([...new Set(issues.map(({ path }) => path.join()))], ['email', 'mobile']);
  assert.deepEqual(issues[0].issue.path, ['email']);
  for (const nothing of [undefined, null, 5, 'x', [], hostile]) {
    assert.deepEqual(signup.validate(nothing).issues[0].issue.reason, 'required');
  }
  assert.throws(() => fields(null), { name: 'TypeError', message: /shape/ });
  assert.throws(() => fields({ email: 'x' }), { name: 'TypeError', message: /shape\.email/ });
  assert.equal({}.polluted, undefined);
  assert.deepEqual(
    fields({ email: emailSchema({ optional: true }) })['~standard'].validate(JSON.parse('{"__proto__":{"polluted":1}}'))
      .issues,
    undefined,
  );
  assert.equal({}.polluted, undefined);
});

// ---------------------------------------------------------------------------------------------------- answers

test('explain: whatever a server answers is an issue', () => {
  let deep = [];
  for (let at = 0; at < 100_000; at++) deep = [deep];
  const bodies = [
    '',
    'x',
    '{',
    '{}',
    '[]',
    'null',
    '"x"',
    '<html>',
    LONG.slice(0, 10_000_000),
    '['.repeat(100_000),
    deep,
  ];
  const objects = [null, 5, 1n, [], {}, throwing, hostile, GONE, Symbol('s'), new Uint8Array([0xff, 0xfe, 0xf0])];
  for (const body of [...bodies, ...objects]) {
    for (const status of [undefined, null, 0, -1, 200, 402, 429, 500, 599, 1e9, Number.NaN, '422', throwing]) {
      const { issues, retry } = explain({ status, body }, { now: 0 });
      assert.ok(issues.length === 1 || status === 200, `${String(status)} gives ${issues.length} issues`);
      assert.equal(typeof retry.retry, 'boolean');
    }
  }
  for (const headers of [null, 5, 'x', [], [1], [[]], {}, new Map([['Retry-After', '5']]), hostile, throwing, GONE]) {
    assert.equal(explain({ status: 429, headers, body: '' }).issues.length, 1);
  }
  const getters = {
    get status() {
      throw new Error('a getter threw');
    },
    get body() {
      throw new Error('a getter threw');
    },
    get error() {
      throw new Error('a getter threw');
    },
    get headers() {
      throw new Error('a getter threw');
    },
  };
  assert.equal(explain(getters).issues[0].reason, 'network_failure');
});

test('explain: headers in every form', () => {
  const body = '{"error":"rate_limit_exceeded"}';
  const forms = [
    { 'Retry-After': '23' },
    { 'retry-after': ['23'] },
    [['RETRY-AFTER', '23']],
    new Map([['Retry-After', '23']]),
  ];
  for (const headers of [...forms, new Headers({ 'Retry-After': '23' })]) {
    assert.equal(explain({ status: 429, headers, body }, { now: 0 }).retry.at, 23_000);
  }
});

test('explain: wrong arguments', () => {
  const wrong = [
    [() => explain(), 'answer'],
    [() => explain(null), 'answer'],
    [() => explain('x'), 'answer'],
    [() => explain({}, 5), 'options'],
    [() => explain({}, { now: 'x' }), 'options.now'],
    [() => explain({}, { now: 9e15 }), 'options.now'],
    [() => explain({}, { attempt: -1 }), 'options.attempt'],
    [() => explain({}, { method: 5 }), 'options.method'],
    [() => explain({}, { timeZone: 'Mars' }), 'options.timeZone'],
    [() => explain({}, { timeZone: 5 }), 'options.timeZone'],
    [() => explain({}, { previous: 'x' }), 'options.previous'],
    [() => explain({}, { random: 1 }), 'options.random'],
  ];
  for (const [call, named] of wrong) {
    assert.throws(call, (error) => error instanceof TypeError && error.message.includes(`explain: ${named}`), named);
  }
});

/** A body whose first octets come and whose end does not. */
const stalled = (text, more = () => {}) =>
  new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: more,
  });

test(
  'explainResponse: a body that stalls or never ends is explained by what is there',
  { timeout: 60_000 },
  async (t) => {
    const settings = { status: 422, headers: { 'X-Request-ID': 'req_1' } };
    const text = '{"error":"invalid_email_address","field":"to",';
    const stop = new AbortController();
    const waiting = explainResponse(new Response(stalled(text), settings), { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    const found = await waiting;
    assert.deepEqual(
      [found.issues[0].code, found.issues[0].path, found.requestId],
      ['invalid_email_address', ['to'], 'req_1'],
    );
    const gone = await explainResponse(new Response(stalled(text), settings), { signal: AbortSignal.abort() });
    assert.deepEqual([gone.status, gone.retry.outcome], [422, 'rejected']);

    // Ten seconds without a signal; other implementations of Response have `text` alone.
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const silent = explainResponse(new Response(stalled(''), { status: 504 }));
    const bare = explainResponse({ status: 504, headers: new Headers(), text: () => new Promise(() => {}) });
    t.mock.timers.tick(10_000);
    for (const failure of [await silent, await bare])
      assert.deepEqual(
        [failure.status, failure.retry.outcome, failure.retry.rule],
        [504, 'unknown', 'only_if_idempotent'],
      );

    let given = 0;
    const endless = stalled(text, (controller) => {
      given += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    });
    assert.equal((await explainResponse(new Response(endless, settings))).issues[0].code, 'invalid_email_address');
    assert.ok(given < 4_000_000, `${given} octets read`);
  },
);

test('explainResponse: real responses, used bodies, broken bodies', async () => {
  const answer = () =>
    new Response('{"success":false,"error":"quota_exceeded"}', { status: 402, headers: { 'X-Request-ID': 'req_1' } });
  const response = answer();
  const failure = await explainResponse(response, { now: 0 });
  assert.deepEqual([failure.issues[0].code, failure.status, failure.requestId], ['quota_exceeded', 402, 'req_1']);
  assert.equal(response.bodyUsed, false, 'the body is left to the caller');

  const used = answer();
  await used.text();
  const known = await explainResponse(used);
  assert.deepEqual([known.issues.length, known.status, known.requestId], [1, 402, 'req_1']);
  assert.deepEqual(known, explain({ status: 402, headers: used.headers, body: '' }), 'by status and headers');
  const limited = new Response('{}', { status: 429, headers: { 'Retry-After': '23' } });
  await limited.json();
  assert.equal((await explainResponse(limited, { now: 0 })).retry.at, 23_000);
  const locked = answer();
  locked.body.getReader();
  assert.equal((await explainResponse(locked)).retry.outcome, 'rejected');

  const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
  const cut = await explainResponse(new Response(broken, { status: 500 }));
  assert.deepEqual([cut.status, cut.issues[0].reason, cut.retry.rule], [500, 'answer_not_json', 'backoff']);

  await assert.rejects(explainResponse(null), { name: 'TypeError', message: /response/ });
  await assert.rejects(explainResponse(answer(), { timeZone: 'Mars' }), { name: 'TypeError', message: /timeZone/ });
  await assert.rejects(explainResponse(answer(), { signal: 'x' }), { name: 'TypeError', message: /options\.signal/ });
  const network = explain({ error: new TypeError('fetch failed') });
  assert.deepEqual([network.issues[0].reason, network.status], ['network_failure', null]);
  const timeout = explain({ error: AbortSignal.timeout(0).reason ?? new DOMException('', 'TimeoutError') });
  assert.equal(timeout.issues[0].reason, 'request_timed_out');
});

// ---------------------------------------------------------------------------------------------------- CommonJS

test('CommonJS: the same functions, the same answers', () => {
  const required = createRequire(import.meta.url)('presend');
  assert.deepEqual(Object.keys(required).sort(), Object.keys(presend).sort());
  assert.deepEqual(required.checkEmail('ann@acme,in'), checkEmail('ann@acme,in'));
  assert.deepEqual(required.checkPhone('+919876543210'), checkPhone('+919876543210'));
  const profile = createRequire(import.meta.url)('presend/profiles/migosmtp').default;
  assert.deepEqual(required.checkRequest(profile, 'email.send', BODY), send(BODY));
  // Each copy has handles of its own: a profile may wander from one to the other.
  assert.deepEqual(required.checkRequest(migosmtp, 'email.send', BODY), send(BODY));
});

test('what reads findings names a wrong argument', () => {
  const failure = explain({ status: 422, body: '{"error":"dnd_number"}' });
  const message = () => 'x';
  for (const wrong of [null, undefined, 'x', failure])
    assert.throws(() => toFieldErrors(wrong, { message }), {
      name: 'TypeError',
      message: /^toFieldErrors: issues must/,
    });
  for (const wrong of [null, undefined, 'x', {}])
    assert.throws(() => toPointer(wrong), { name: 'TypeError', message: /^toPointer: path must/ });
  for (const wrong of [null, undefined, 'x', failure])
    assert.throws(() => toLog(wrong), { name: 'TypeError', message: /^toLog: issue must/ });
  assert.deepEqual(toFieldErrors(failure.issues, { message, names: null }), [
    ['root', { type: 'dnd_number', message: 'x' }],
  ]);
});

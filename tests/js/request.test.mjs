// Whole requests against the account: snapshots, filters, profiles, and what must never be told: node --test tests/js/request.test.mjs

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';

import * as presend from 'presend';
import { buildFilter } from 'presend/filter';
import generic from 'presend/profiles/generic';
import migosmtp from 'presend/profiles/migosmtp';
import telnxo from 'presend/profiles/telnxo';

const { checkRequest, confirmRules, contextFromEvent, contextFromHeaders, contextFromUsage } = presend;
const { createMessages, explain, openApiPaths, operationSchema, prepareContext, toLog } = presend;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOW = Date.UTC(2026, 10, 22, 18, 40);
const BODY = { from: 'shop@acme.in', to: 'ann@acme.in', subject: 'Hi', html: '<p>Hi</p>' };
const send = (context, options) => checkRequest(migosmtp, 'email.send', BODY, { context, now: NOW, ...options });
const codes = ({ issues, warnings }) => [...issues, ...warnings].map(({ code }) => code);
const refused = (call, told) => assert.throws(call, (error) => error instanceof TypeError && told.test(error.message));

// ---------------------------------------------------------------------------------------------------- the snapshot

test('without a snapshot no finding about the account is invented', () => {
  const account = new Set(
    JSON.parse(readFileSync(`${ROOT}tests/cases/vocabulary.json`, 'utf8'))
      .codes.filter(({ foreseen }) => foreseen === 'from_context')
      .map(({ name }) => name),
  );
  account.delete('missing_template_variable'); // Of texts in the body itself.
  const { cases } = JSON.parse(readFileSync(`${ROOT}tests/cases/request.json`, 'utf8'));
  const profiles = { migosmtp, telnxo, generic };
  let checked = 0;
  for (const { profile, operation, body, text, options } of cases) {
    for (const context of [undefined, {}, prepareContext({})]) {
      const { context: _, headers: __, ...rest } = options ?? {};
      const report = checkRequest(profiles[profile], operation, text ?? body, { ...rest, context });
      for (const { reason, code } of [...report.issues, ...report.warnings]) {
        // The form of a name that might be registered needs no snapshot.
        if (!/^(sender_id_malformed|dlt_header_)/.test(reason))
          assert.ok(!account.has(code), `${reason} without a snapshot`);
      }
      checked++;
    }
  }
  assert.ok(checked > 500);
});

test('a snapshot of another shape is a TypeError that names the part', () => {
  const wrong = [
    [{ verifiedDomains: 'acme.in' }, /expected an array of strings at \/verifiedDomains$/],
    [{ verifedDomains: [] }, /expected no such part at \/verifedDomains$/],
    [{ usage: 5 }, /expected an object at \/usage/],
    [{ apiKey: [] }, /\/apiKey/],
    [{ rateLimits: { 'email.send': 5 } }, /\/rateLimits/],
    [{ suppressions: [5] }, /\/suppressions/],
    [{ suppressions: new Uint8Array(30) }, /expected a filter made by buildFilter at \/suppressions/],
    [{ suppressions: { filter: '%%%' } }, /expected a filter made by buildFilter, in base64, at \/suppressions$/],
    [{ timeZone: 'Mars/Base' }, /IANA time zone at \/timeZone$/],
    [{ usage: { monthly_quota: 1n } }, /at \/usage cannot be serialised as JSON$/],
    [{ subscription: { expiresAt: '2020-01-01' } }, /expected a number of milliseconds at \/subscription\/expiresAt$/],
    [{ apiKey: { expiresAt: new Date(0) } }, /expected a number of milliseconds at \/apiKey\/expiresAt$/],
    [{ usage: { monthly_quota: '10', monthly_used: '10' } }, /expected a number, 0 or more at \/usage\/monthly_quota$/],
    [{ usage: { monthly_quota: 1, month_ends_at: new Date(0) } }, /at \/usage\/month_ends_at$/],
    [{ idempotencyKeys: [{ key: 'k', at: new Date(0) }] }, /at \/idempotencyKeys\/0\/at$/],
    [{ whatsappInbound: new Map([['+919876543210', 0]]) }, /expected an object of numbers of milliseconds at \/whats/],
    [{ whatsappInbound: { ann: 0 } }, /expected E\.164 numbers as names at \/whatsappInbound$/],
    [
      { suppressions: ['ann@acme.in', 'ann at acme.in'] },
      /expected an e-mail address or an E\.164 number at \/suppressions\/1$/,
    ],
    [{ suppressions: ['', '13812345678'] }, /at \/suppressions\/1$/],
    [{ dnd: ['ann@acme.in,bob@acme.in'] }, /expected an E\.164 number at \/dnd\/0$/],
    [{ verifiedDomains: ['acme.in', 'https://acme.in/'] }, /expected a domain at \/verifiedDomains\/1$/],
    [{ asOf: 'today' }, /\/asOf/],
    [{ asOf: 0, timeZone: 'Mars/Base', usage: {} }, /IANA time zone/],
    [[], /must be an object/],
  ];
  for (const [context, told] of wrong) {
    refused(() => send(context), told);
    refused(() => prepareContext(context), told);
  }
  assert.equal(send({ verifiedDomains: null, usage: undefined }).ok, true);
});

test('prepareContext: update, forget, free', () => {
  const context = prepareContext({ verifiedDomains: ['acme.in'], suppressions: ['ann@acme.in'] });
  assert.deepEqual(codes(send(context)), ['recipient_suppressed']);
  context.update({ suppressions: [], subscription: { status: 'suspended' } });
  assert.deepEqual(codes(send(context)), ['account_suspended']);
  assert.ok(!send(context).notChecked.includes('subscription'));
  context.update({ subscription: null });
  assert.deepEqual(codes(send(context)), []);
  assert.ok(send(context).notChecked.includes('subscription'));
  refused(() => context.update({ nonsense: 1 }), /no such part/);
  context.free();
  context.free();
  refused(() => send(context), /freed/);
  refused(() => context.update({}), /freed/);
  refused(() => send({ free() {} }), /another copy/);
});

test('update: each part keeps its own date', () => {
  const day = 86_400_000;
  const usage = { daily_limit: 500, daily_used: 500, shared: false };
  const context = prepareContext({ asOf: NOW - 2 * day, timeZone: 'Asia/Kolkata', usage });
  assert.equal(send(context).ok, true, 'that day is over');
  context.update(contextFromEvent('service_reactivated', { now: NOW }));
  assert.equal(send(context).ok, true, 'and stays over');
  assert.ok(send(context).notChecked.includes('usage'));
  context.update({ asOf: NOW, usage });
  assert.deepEqual(codes(send(context)), ['daily_limit_reached']);

  const domains = prepareContext({ asOf: NOW - 10 * day, staleAfterMs: day, verifiedDomains: ['acme.com'] });
  const found = () => send(domains).warnings.map(({ code, likely, asOf }) => [code, likely, (NOW - asOf) / day]);
  assert.deepEqual(found(), [['domain_not_verified', true, 10]]);
  domains.update({ asOf: NOW, subscription: { status: 'active' } });
  assert.deepEqual(found(), [['domain_not_verified', true, 10]]);
  domains.update({ asOf: NOW, verifiedDomains: ['acme.com'] });
  assert.deepEqual(
    send(domains).issues.map(({ code, asOf }) => [code, asOf]),
    [['domain_not_verified', NOW]],
  );
});

test('update: another time zone ends days elsewhere, of counters as old as before', () => {
  const at = Date.UTC(2026, 10, 22, 18, 10); // 23:40 in India.
  const usage = { daily_limit: 500, daily_used: 500, shared: false };
  const context = prepareContext({ asOf: at, timeZone: 'Asia/Kolkata', usage });
  const found = (minutes) => codes(send(context, { now: at + minutes * 60_000 }));
  assert.deepEqual([found(19), found(20)], [['daily_limit_reached'], []]);
  context.update({ asOf: at + 3_600_000, timeZone: 'UTC', subscription: { status: 'active' } });
  assert.deepEqual([found(349), found(350)], [['daily_limit_reached'], []], '24:00 in Greenwich is 5 h 50 min later');
  assert.equal(send(context, { now: at }).issues[0].asOf, at);
});

test('update: all of it or nothing', () => {
  const context = prepareContext({ verifiedDomains: ['acme.in'] });
  for (const wrong of [
    { verifiedDomains: ['other.in'], suppressions: 5 },
    { verifiedDomains: ['other.in'], suppressions: new Uint8Array(30) },
    { verifiedDomains: ['other.in'], dnd: { filter: 'AAAA' } },
    { verifiedDomains: ['other.in'], usage: { shared: 'no' } },
    { verifiedDomains: ['other.in'], nonsense: 1 },
    { asOf: NOW, verifiedDomains: ['other.in'], timeZone: 'Mars/Base' },
  ]) {
    refused(() => context.update(wrong), /^prepareContext: expected /);
    assert.deepEqual(codes(send(context)), []);
  }
  context.update({ verifiedDomains: ['other.in'] });
  assert.deepEqual(
    send(context).issues.map(({ code, asOf }) => [code, asOf]),
    [['domain_not_verified', undefined]],
  );
});

test('update: windows of other groups stay', () => {
  const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '60' };
  const context = prepareContext(contextFromHeaders(migosmtp, 'email.send', headers, { now: 0 }));
  context.update(contextFromHeaders(migosmtp, 'email.send.bulk', headers, { now: 0 }));
  const bulk = { ...BODY, to: undefined, recipients: [{ email: 'ann@acme.in' }] };
  const limited = (operation, body) => codes(checkRequest(migosmtp, operation, body, { context, now: 1 }));
  assert.deepEqual(limited('email.send', BODY), ['rate_limit_exceeded']);
  assert.deepEqual(limited('email.send.bulk', bulk), ['rate_limit_exceeded']);
  context.update(contextFromHeaders(migosmtp, 'email.send', { 'X-RateLimit-Remaining': '9' }, { now: 0 }));
  assert.deepEqual(limited('email.send', BODY), []);
  assert.deepEqual(limited('email.send.bulk', bulk), ['rate_limit_exceeded']);
  context.update({ rateLimits: null });
  assert.deepEqual(limited('email.send.bulk', bulk), []);
});

test('lists as they come out of files', () => {
  const lines = 'ann@acme.in\r\nbob@acme.in\r\n'.split('\n');
  assert.deepEqual(codes(send({ suppressions: lines })), ['recipient_suppressed']);
  for (const entry of [
    ' ann@acme.in',
    'Ann <ANN@acme.in>',
    '"ann@acme.in"',
    "'ann@acme.in'",
    'ann@acme.in.',
    '\ufeffann@acme.in',
  ])
    assert.deepEqual(codes(send({ suppressions: [entry] })), ['recipient_suppressed'], entry);
  for (const entry of ['', ' ', 'anna@acme.in', '"ann b"@acme.in'])
    assert.deepEqual(codes(send({ suppressions: [entry] })), [], entry);
  for (const domain of [' acme.in ', 'acme.in.', '@acme.in', 'ACME.in\r'])
    assert.deepEqual(codes(send({ verifiedDomains: [domain] })), [], domain);
  assert.deepEqual(codes(send({ verifiedDomains: ['', 'cme.in'] })), ['domain_not_verified']);
  const add = (ids) =>
    codes(
      checkRequest(migosmtp, 'domain.add', { domain: 'acme.in' }, { context: { resources: { domains: { ids } } } }),
    );
  assert.deepEqual(add([' acme.in.']), ['duplicate_resource']);

  const sms = { to: '+919876543210', from: 'ACMEIN', text: 'x', type: 'promotional' };
  const met = (context) => checkRequest(telnxo, 'sms.send', sms, { context }).issues.map(({ code }) => code);
  for (const entry of [
    '+91 98765 43210\r',
    '+91-98765-43210',
    '0091 98765 43210',
    '919876543210',
    '98765 43210',
    '098765 43210',
    '(+91) 98765-43210',
  ])
    assert.deepEqual(met({ dnd: [entry] }), ['dnd_number'], entry);
  for (const entry of ['+91 98765 43210', '00919876543210', '919876543210'])
    assert.deepEqual(met({ suppressions: [entry] }), ['recipient_suppressed'], entry);
  assert.deepEqual(met({ dnd: ['+919876543211', ''] }), []);
});

test('whatsappInbound takes Meta’s own names of people', () => {
  const body = (to) => ({ to, text: 'Hello' });
  const found = (to, name, ago = 0) =>
    checkRequest(telnxo, 'whatsapp.send', body(to), {
      context: { whatsappInbound: { [name]: NOW - ago } },
      now: NOW,
    }).issues.map(({ code }) => code);
  for (const name of ['+919876543210', '919876543210', '+91 98765 43210', '91-98765-43210'])
    assert.deepEqual(found('+919876543210', name), [], name);
  assert.deepEqual(found('+525512345678', '5215512345678'), []);
  assert.deepEqual(found('+5511987654321', '551187654321'), []);
  assert.deepEqual(found('+551133334444', '551133334444'), [], 'a fixed line has no 9');
  assert.deepEqual(found('+919876543210', '919876543211'), ['session_window_expired']);
  assert.deepEqual(found('+919876543210', '919876543210', 2 * 86_400_000), ['session_window_expired']);
  // Of one number under two names the later time counts.
  const whatsappInbound = { 919876543210: NOW, '+919876543210': 0 };
  assert.deepEqual(
    checkRequest(telnxo, 'whatsapp.send', body('+919876543210'), { context: { whatsappInbound }, now: NOW }).issues,
    [],
  );
});

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

test('ten thousand snapshots prepared and freed take no more memory than one', () => {
  for (let at = 0; at < 10_000; at++) prepareContext({ verifiedDomains: [`a${at}.in`] }).free();
  for (let at = 0; at < 1000; at++) send({ verifiedDomains: [`a${at}.in`] });
  assert.equal(send({ verifiedDomains: ['acme.in'] }).ok, true);
});

test('domains of a snapshot may be written in any script', () => {
  const body = { ...BODY, from: 'shop@bücher.de' };
  const { issues } = checkRequest(migosmtp, 'email.send', body, { context: { verifiedDomains: ['BÜCHER.de'] } });
  assert.deepEqual(issues, []);
});

// ---------------------------------------------------------------------------------------------------- answers as snapshots

test('contextFromUsage: the day and the hour end by the clock of the account', () => {
  const used = { daily_limit: 500, daily_used: 500, hourly_limit: 50, hourly_used: 50 };
  const at = Date.UTC(2026, 10, 22, 18, 10); // 23:40 in India.
  const context = contextFromUsage(used, { now: at, timeZone: 'Asia/Kolkata', shared: false });
  const found = (minutes) => codes(send(context, { now: at + minutes * 60_000 })).sort();
  assert.deepEqual(found(0), ['daily_limit_reached', 'hourly_limit_reached']);
  assert.deepEqual(found(19), ['daily_limit_reached', 'hourly_limit_reached']);
  assert.deepEqual(found(20), [], 'midnight in India is 18:30 in Greenwich');
  assert.ok(send(context, { now: at + 20 * 60_000 }).notChecked.includes('usage'));
  // A day of 25 hours: New York, 1 November 2026.
  const autumn = Date.UTC(2026, 10, 1, 4, 0);
  const day = contextFromUsage({ daily_limit: 1, daily_used: 1 }, { now: autumn, timeZone: 'America/New_York' });
  assert.deepEqual(codes(send(day, { now: autumn + 24.5 * 3_600_000 })), ['daily_limit_reached']);
  assert.deepEqual(codes(send(day, { now: autumn + 25 * 3_600_000 })), []);
});

test('contextFromUsage: whatever the answer holds', () => {
  for (const answer of [null, 5, [], {}, { daily_limit: '500', daily_used: -1, monthly_quota: Number.NaN }, 'x']) {
    const report = send(contextFromUsage(answer, { now: NOW }));
    assert.deepEqual([report.ok, codes(report)], [true, []]);
  }
  refused(() => contextFromUsage({}, {}), /options\.now/);
});

test('contextFromHeaders: the window of the operation’s group', () => {
  const headers = new Headers({ 'X-RateLimit-Limit': '300', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '60' });
  const context = prepareContext(contextFromHeaders(migosmtp, 'email.send', headers, { now: 0 }));
  assert.deepEqual(codes(send(context, { now: 59_999 })), ['rate_limit_exceeded']);
  assert.deepEqual(codes(send(context, { now: 60_000 })), []);
  context.update(contextFromHeaders(migosmtp, 'email.send', { 'Retry-After': '23' }, { now: 60_000, shared: false }));
  assert.equal(send(context, { now: 82_999 }).ok, false);
  assert.equal(send(context, { now: 83_000 }).ok, true);
  for (const odd of [{}, { 'Retry-After': 'soon' }, [['x-ratelimit-reset', '-1']], new Map([['Retry-After', '1e9']])]) {
    assert.deepEqual(contextFromHeaders(migosmtp, 'email.send', odd, { now: 0 }), {});
  }
  refused(() => contextFromHeaders(migosmtp, 'email.sned', headers, { now: 0 }), /operation/);
  refused(() => contextFromHeaders(migosmtp, 'toString', headers, { now: 0 }), /operation must be one of email\.send,/);
  refused(() => contextFromHeaders(null, 'email.send', headers, { now: 0 }), /^contextFromHeaders: profile must be/);
  refused(() => contextFromHeaders(migosmtp, 'email.send', null, { now: 0 }), /^contextFromHeaders: headers must be/);
});

test('contextFromEvent', () => {
  assert.deepEqual(codes(send(contextFromEvent('service_suspended', { now: NOW }))), ['account_suspended']);
  assert.deepEqual(codes(send(contextFromEvent('service_reactivated', { now: NOW }))), []);
  assert.deepEqual(contextFromEvent('constructor', { now: 0 }), {});
});

// ---------------------------------------------------------------------------------------------------- filters

/** A seeded generator (mulberry32). */
function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('a filter has every entry, and one of 256 others', () => {
  for (const count of [0, 1, 2, 3, 10, 100, 1000, 20_000]) {
    const values = Array.from({ length: count }, (_, at) => `user${at}@acme.in`);
    const filter = buildFilter(values, { salt: `salt number ${count}` });
    const context = prepareContext({ suppressions: filter });
    const hits = (list) => {
      let found = 0;
      for (let from = 0; from < list.length; from += 10_000) {
        const recipients = list.slice(from, from + 10_000).map((email) => ({ email }));
        const { warnings } = checkRequest(migosmtp, 'email.send.bulk', { ...BODY, recipients }, { context });
        for (const { code, likely, elements } of warnings) {
          if (code !== 'recipient_suppressed') continue;
          assert.equal(likely, true);
          found += elements?.length ?? 1;
        }
      }
      return found;
    };
    assert.equal(hits(values), count, `${count} entries`);
    const random = numbers(count + 1);
    const strangers = Array.from({ length: 20_000 }, () => `x${Math.floor(random() * 1e12)}@other.in`);
    const share = hits(strangers) / strangers.length;
    assert.ok(share < 0.008, `${count} entries: ${share} of the strangers`);
    context.free();
  }
});

test('a filter: spelling, repetition, base64, salt', () => {
  const filter = buildFilter(
    [' ANN@acme.in ', 'ann@acme.in', '"ann@acme.in"', 'Ann <ann@acme.in>', '', 'ann@bücher.de', '+91 98765 43210'],
    { salt: '12345678' },
  );
  const plain = ['ann@acme.in', 'ann@bücher.de', '+919876543210'];
  assert.deepEqual(filter, buildFilter(plain, { salt: '12345678' }));
  const base64 = { filter: Buffer.from(filter).toString('base64') };
  for (const suppressions of [filter, base64]) {
    assert.deepEqual(codes(send({ suppressions })), ['recipient_suppressed']);
    const to = ['Ann <ann@ACME.in>', 'ann@xn--bcher-kva.de'];
    const { ok, warnings } = checkRequest(migosmtp, 'email.send', { ...BODY, to }, { context: { suppressions } });
    assert.deepEqual([ok, warnings.filter(({ likely }) => likely).length], [true, 2]);
  }
  const sms = { to: '+919876543210', from: 'ACMEIN', text: 'x', type: 'promotional' };
  const { warnings } = checkRequest(telnxo, 'sms.send', sms, { context: { dnd: filter } });
  assert.deepEqual(
    warnings.map(({ code, likely }) => [code, likely]),
    [['dnd_number', true]],
  );
  assert.notDeepEqual(buildFilter(['a@b.in'], { salt: '12345678' }), buildFilter(['a@b.in'], { salt: '87654321' }));
  assert.deepEqual(buildFilter(['a@b.in'], { salt: '12345678' }), buildFilter(['A@B.IN'], { salt: '12345678' }));
  refused(() => buildFilter(['a@b.in'], { salt: 'short' }), /salt/);
  refused(() => buildFilter([5], { salt: '12345678' }), /values/);
  refused(() => buildFilter('a@b.in', { salt: '12345678' }), /values/);
  refused(() => buildFilter(['a@b.in']), /salt/);
});

const folder = mkdtempSync(join(tmpdir(), 'presend-request-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('presend filter', () => {
  const list = join(folder, 'list.txt');
  const out = join(folder, 'list.psf');
  writeFileSync(list, 'ann@acme.in\r\n\r\nbob@acme.in\n');
  writeFileSync(join(folder, 'salt'), 'a secret of ours\n');
  const cli = join(ROOT, 'dist/esm/cli/presend.js');
  const run = (...args) => execFileSync(process.execPath, [cli, 'filter', list, ...args], { encoding: 'utf8' });
  const told = run('--out', out, '--salt-file', join(folder, 'salt'));
  assert.match(told, /^2 entries, \d+ octets\n$/);
  assert.deepEqual(
    new Uint8Array(readFileSync(out)),
    buildFilter(['ann@acme.in', 'bob@acme.in'], { salt: 'a secret of ours' }),
  );
  writeFileSync(list, '"Ann" <ann@acme.in>\r\n9876543210\r\n+91 98765 43210\n\n');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'filter', list, '--out', out], {
    encoding: 'utf8',
  });
  assert.match(stdout, /^3 entries, \d+ octets\n$/);
  assert.deepEqual(
    [status, stderr.replace(/^presend: /, '')],
    [0, '1 line is neither an e-mail address nor a number with + and a calling code\n'],
  );
  run('--out', join(folder, 'list.txt.txt'));
  const filter = readFileSync(join(folder, 'list.txt.txt'), 'utf8');
  assert.deepEqual(codes(send({ suppressions: { filter } })), ['recipient_suppressed']);
});

// ---------------------------------------------------------------------------------------------------- profiles

test('confirmRules: at a pointer, below it, with other numbers', () => {
  const body = { to: '+447400123456', from: 'ACME', text: 'x'.repeat(2000) };
  const check = (profile) => checkRequest(profile, 'sms.send', body);
  assert.deepEqual([check(telnxo).ok, check(telnxo).warnings.length], [true, 2]);
  const all = check(confirmRules(telnxo, { '/operations/sms.send': true }));
  assert.deepEqual(
    all.issues.map(({ basis }) => basis),
    ['confirmed', 'confirmed'],
  );
  const one = check(confirmRules(telnxo, { '/operations/sms.send/fields/text/maxLength': { max: 2000 } }));
  assert.deepEqual([one.ok, one.warnings.length], [true, 1]);
  assert.equal(check(telnxo).ok, true, 'the profile itself is as it was');
  refused(() => confirmRules(telnxo, { '/operations/sms.sned': true }), /nothing at \/operations\/sms\.sned/);
  refused(() => confirmRules(telnxo, { '/__proto__/x': { y: 1 } }), /nothing at/);
  refused(() => confirmRules(null, {}), /profile/);
  for (const pointer of [
    'operations/sms.send',
    'sms.send',
    '#/operations',
    '/operations/sms~2send',
    '/operations/sms~',
  ])
    refused(() => confirmRules(telnxo, { [pointer]: true }), /must be JSON Pointers/);
  for (const told of [false, null, 1, 'yes', [], undefined])
    refused(
      () => confirmRules(telnxo, { '/operations/sms.send': told }),
      /at \/operations\/sms\.send must be true or an/,
    );
  assert.deepEqual(
    check(confirmRules(telnxo, { '': true })).issues.map(({ basis }) => basis),
    ['confirmed', 'confirmed'],
  );
});

test('a rule that is misspelt is an error that names it', () => {
  const with_ = (field) => ({ name: 'mine', operations: { send: { fields: { to: field } } } });
  refused(
    () => checkRequest(with_({ kind: 'text', requird: { basis: 'assumed' } }), 'send', {}),
    /no such rule at \/operations\/send\/fields\/to\/requird/,
  );
  refused(() => checkRequest(with_({ kind: 'text', role: 'king' }), 'send', {}), /fields\/to\/role/);
  let deep = { kind: 'object', fields: {} };
  for (let at = 0; at < 6; at++) deep = { kind: 'object', fields: { inner: deep } };
  refused(() => checkRequest(with_(deep), 'send', {}), /no deeper object/);
});

test('the shipped profiles with phone numbers bring the numbering plans, e-mail goes without', async () => {
  const read = (name) => readFileSync(`${ROOT}dist/esm/generated/profiles/${name}.js`, 'utf8');
  assert.deepEqual(
    ['migosmtp', 'telnxo', 'generic'].map((name) => read(name).includes('phone-plans')),
    [false, true, true],
  );
  const script = `import { checkRequest } from 'presend';
    const profile = { name: 'mine', operations: { send: { fields: { to: { kind: 'phone' } } } } };
    const told = [];
    try { checkRequest(profile, 'send', {}); } catch (error) { told.push(error.name, error.message); }
    await import('presend/phone');
    told.push(checkRequest(profile, 'send', { to: '919876543210' }).issues[0].reason);
    console.log(told.join('|'));`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' });
  assert.match(out, /^TypeError\|checkRequest: profile has phone numbers.*'presend\/phone'.*\|phone_missing_plus\n$/);
});

test('shipped profiles name a source for every rule, and every source is known', () => {
  for (const name of ['migosmtp', 'telnxo', 'generic']) {
    const profile = JSON.parse(readFileSync(`${ROOT}profiles/${name}.json`, 'utf8'));
    let rules = 0;
    const walk = (value, pointer) => {
      if (typeof value !== 'object' || value === null) return;
      if (value.basis !== undefined) {
        rules++;
        assert.ok(['documented', 'assumed'].includes(value.basis), `${name}${pointer}: ${value.basis}`);
        assert.ok(value.source, `${name}${pointer} has no source`);
        for (const source of value.source.split(', '))
          assert.ok(profile.sources[source], `${name}${pointer}: ${source}`);
      }
      for (const [member, inner] of Object.entries(value)) walk(inner, `${pointer}/${member}`);
    };
    walk(profile, '');
    assert.ok(rules > 15, `${name}: ${rules} rules`);
  }
});

test('operationSchema and openApiPaths', () => {
  const schema = operationSchema(migosmtp, 'email.send');
  assert.deepEqual(schema.required, ['from', 'to']);
  assert.equal(schema.additionalProperties, undefined, 'nobody documents it');
  assert.equal(operationSchema(migosmtp, 'email.send', { assumedRules: 'block' }).additionalProperties, false);
  assert.deepEqual(operationSchema(migosmtp, 'template.save').properties.category.enum, [
    'transactional',
    'marketing',
    'notification',
  ]);
  const paths = openApiPaths(telnxo, { assumedRules: 'block' });
  assert.deepEqual(Object.keys(paths), ['/sms/send', '/sms/send/bulk', '/whatsapp/send', '/voice/call']);
  const call = paths['/voice/call'].post.requestBody.content['application/json'].schema;
  assert.ok(new RegExp(call.properties.to.pattern).test('+919876543210'));
  assert.ok(!new RegExp(call.properties.to.pattern).test('919876543210'));
  assert.equal(openApiPaths(migosmtp)['/templates/{id}'].put.parameters[0].name, 'id');
  refused(() => operationSchema(migosmtp, 'x'), /operation must be one of/);
  refused(() => operationSchema(migosmtp, 'toString'), /operation must be one of/);
  refused(() => operationSchema(null, 'x'), /^operationSchema: profile must be/);
  refused(() => openApiPaths(null), /^openApiPaths: profile must be/);
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

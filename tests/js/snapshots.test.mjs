// Snapshots of the account: their shapes, their dates, and answers as snapshots: node --test tests/js/snapshots.test.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as presend from 'presend';
import generic from 'presend/profiles/generic';
import migosmtp from 'presend/profiles/migosmtp';
import telnxo from 'presend/profiles/telnxo';
import { ROOT, NOW, BODY, send, codes, refused } from './account.mjs';

const { checkRequest, contextFromEvent, contextFromHeaders, contextFromUsage, prepareContext } = presend;

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
  assert.deepEqual(codes(send({ suppressions: ['ann lee@acme.in', '@', 'ann@acme.in'] })), ['recipient_suppressed']);
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

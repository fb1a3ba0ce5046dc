// Profiles: confirmed rules, misspelt ones, sources, and the schemas made from them: node --test tests/js/profiles.test.mjs

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as presend from 'presend';
import migosmtp from 'presend/profiles/migosmtp';
import telnxo from 'presend/profiles/telnxo';
import { ROOT, refused } from './account.mjs';

const { checkRequest, confirmRules, openApiPaths, operationSchema } = presend;

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

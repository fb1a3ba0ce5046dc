// The package as `require` sees it: other files, the same answers.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import * as presend from 'presend';
import ar from 'presend/locales/ar';
import { checkRecipients } from 'presend/worker';

const require = createRequire(import.meta.url);

test('checks, formats and sentences are those of the modules', () => {
  const required = require('presend');
  assert.deepEqual(Object.keys(required).sort(), Object.keys(presend).sort());
  const both = (use) => assert.deepEqual(use(required), use(presend));
  both(({ checkEmail }) => ['ann@gmial.com', 'ann@acme,in', 'ann@bücher.de'].map((value) => checkEmail(value)));
  both(({ checkPhone }) => ['098765 43210', '+1 555'].map((value) => checkPhone(value, { region: 'IN' })));
  both(({ formatPhone }) => formatPhone('+919876543210', 'national'));
  both(({ checkJson }) => checkJson('{"a": 1,}'));
  both(({ checkEmail, createMessages }) => createMessages()(checkEmail('').issues[0]));
});

test('a locale is the value of its module, and its default', () => {
  const locale = require('presend/locales/ar');
  assert.equal(locale.default, locale);
  assert.deepEqual(JSON.parse(JSON.stringify(locale)), JSON.parse(JSON.stringify(ar)));
  const { createMessages, checkEmail } = require('presend');
  assert.equal(createMessages(locale)(checkEmail('').issues[0]), presend.createMessages(ar)(checkEmail('').issues[0]));
});

test('every entry can be required', async () => {
  for (const name of ['phone', 'email', 'slim', 'forms', 'fetch', 'testing', 'phone-input', 'profiles/migosmtp'])
    assert.ok(Object.keys(require(`presend/${name}`)).length > 0, name);
  const options = { operation: 'sms.send.bulk', phone: { region: 'IN' } };
  const list = ['098765 43210', '12'];
  const [one, other] = [require('presend/worker').checkRecipients, checkRecipients].map((run) => run(list, options));
  assert.equal((await one).kept, 1);
  assert.deepEqual((await one).counts, (await other).counts);
});

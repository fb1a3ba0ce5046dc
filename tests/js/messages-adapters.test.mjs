// Texts that another library keeps, as docs/languages.md shows: node --test tests/js/messages-adapters.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createIntl, createIntlCache } from '@formatjs/intl';
import { createInstance } from 'i18next';

import { loadMessages } from './messages.bundle.mjs';

const { createMessages, locales } = await loadMessages();
const { hi } = locales;

const TOO_LONG = {
  reason: 'text_too_long',
  code: 'field_too_long',
  params: { max: 1600, actual: 1601, overflow: 1, unit: 'code_points' },
  path: ['message'],
};
const OTHER = { reason: 'email_at_missing', code: 'invalid_email_address', params: {}, path: [] };

test('texts of i18next', async () => {
  const i18next = createInstance();
  const de = { text_too_long: '{{field}}: {{overflow}} zu viel, {{max, number}} gehen.' };
  await i18next.init({ lng: 'de', resources: { de: { presend: de } }, interpolation: { escapeValue: false } });

  const t = createMessages(hi, {
    // Without `unit`, which i18next would hand on to Intl.NumberFormat.
    translate: (code, reason, { unit: _, ...params }) =>
      i18next.t([reason, `${code}`], { ns: 'presend', defaultValue: '', ...params }),
  });

  assert.equal(t(TOO_LONG), 'संदेश: 1 zu viel, 1.600 gehen.');
  assert.deepEqual(t.parts(TOO_LONG), [{ type: 'text', value: t(TOO_LONG) }]);
  assert.equal(t(OTHER), createMessages(hi)(OTHER), 'without a text of theirs ours stands');
});

test('texts of i18next, counted', async () => {
  const i18next = createInstance();
  const en = { text_too_long_one: 'One sign too many.', text_too_long_other: '{{count}} signs too many.' };
  await i18next.init({ lng: 'en', resources: { en: { presend: en } } });
  const t = createMessages(undefined, {
    translate: (code, reason, { unit: _, ...params }) =>
      i18next.t([reason, `${code}`], { ns: 'presend', defaultValue: '', count: params.overflow, ...params }),
  });
  assert.equal(t(TOO_LONG), 'One sign too many.');
  assert.equal(t({ ...TOO_LONG, params: { ...TOO_LONG.params, overflow: 3 } }), '3 signs too many.');
});

test('texts of FormatJS', () => {
  const messages = {
    'presend.text_too_long': '{overflow, plural, one {Ein Zeichen} other {# Zeichen}} über {max, number}.',
  };
  const intl = createIntl({ locale: 'de', messages, onError: assert.fail }, createIntlCache());

  const t = createMessages(hi, {
    translate: (code, reason, params) =>
      intl.messages[`presend.${reason}`] && intl.formatMessage({ id: `presend.${reason}` }, params),
  });

  assert.equal(t(TOO_LONG), 'Ein Zeichen über 1.600.');
  assert.equal(t(OTHER), createMessages(hi)(OTHER));
});

test('texts of Paraglide: functions by name, as it compiles them', () => {
  const m = { presend_text_too_long: ({ overflow, max }) => `${overflow} zu viel, ${max} gehen.` };

  const t = createMessages(hi, { translate: (code, reason, params) => m[`presend_${reason}`]?.(params) });

  assert.equal(t(TOO_LONG), '1 zu viel, 1600 gehen.');
  assert.equal(t(OTHER), createMessages(hi)(OTHER));
});

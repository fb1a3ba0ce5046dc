// Which language a person gets, and own texts: node --test tests/js/messages-languages.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadMessages } from './messages.bundle.mjs';

const { createMessages, extendLocale, negotiateLocale, locales } = await loadMessages();
const { en, hi } = locales;

/** The locales that issue from the plan: 46 of them, Portuguese and Chinese twice. */
const PLANNED =
  'en es fr de it pt pt-BR nl pl cs sk hu ro bg hr sr sl uk ru tr el sv da nb fi et lv lt ar he fa ur hi bn ta te mr gu th vi id fil ja ko zh-Hans zh-Hant'.split(
    ' ',
  );

/** What somebody asks for, and what they get. */
const GOT = {
  // As it is, and with what is more than needed.
  en: 'en',
  'pt-BR': 'pt-BR',
  'zh-Hant': 'zh-Hant',
  'de-DE': 'de',
  'de-DE-1996': 'de',
  'hi-IN-u-nu-deva': 'hi',
  'EN-us': 'en',
  en_US: 'en',
  // Regions without a locale of their own.
  'es-MX': 'es',
  'es-419': 'es',
  'pt-AO': 'pt',
  'pt-PT': 'pt',
  pt: 'pt',
  'fr-CA': 'fr',
  'de-CH': 'de',
  'ar-EG': 'ar',
  'bn-IN': 'bn',
  // Scripts.
  zh: 'zh-Hans',
  'zh-CN': 'zh-Hans',
  'zh-SG': 'zh-Hans',
  'zh-TW': 'zh-Hant',
  'zh-HK': 'zh-Hant',
  'zh-MO': 'zh-Hant',
  'zh-Hant-CN': 'zh-Hant',
  'zh-Hans-TW': 'zh-Hans',
  sr: 'sr',
  'sr-Cyrl': 'sr',
  'sr-RS': 'sr',
  'sr-Latn': undefined,
  'sr-Latn-RS': undefined,
  'sr-ME': undefined,
  sh: undefined,
  'hi-Latn': undefined,
  'uz-Cyrl': undefined,
  // Kin, old spellings.
  no: 'nb',
  nn: 'nb',
  'nn-NO': 'nb',
  gsw: 'de',
  'gsw-CH': 'de',
  lb: 'de',
  yue: 'zh-Hant',
  'yue-CN': 'zh-Hans',
  iw: 'he',
  'iw-IL': 'he',
  in: 'id',
  tl: 'fil',
  mo: 'ro',
  cmn: 'zh-Hans',
  // Neighbours that people do not read.
  ca: undefined,
  is: undefined,
  kk: undefined,
  // What is no tag.
  '': undefined,
  '*': undefined,
  C: undefined,
  'x y': undefined,
  constructor: undefined,
};

test('each request gets the language that its reader reads, or nothing', () => {
  for (const [wish, got] of Object.entries(GOT)) assert.equal(negotiateLocale([wish], PLANNED), got, wish);
  for (const tag of PLANNED) assert.equal(negotiateLocale(tag, PLANNED), tag);
  for (const tag of PLANNED) assert.equal(negotiateLocale(tag, [...PLANNED].reverse()), tag);
});

test('the first wish that can be met wins, in the spelling of what there is', () => {
  assert.equal(negotiateLocale(['sr-Latn', 'hr', 'en'], PLANNED), 'hr');
  assert.equal(negotiateLocale(['ca-ES', 'x', 'es-ES', 'en'], PLANNED), 'es');
  assert.equal(negotiateLocale(['gsw', 'en'], ['en', 'fr']), 'en');
  assert.equal(negotiateLocale(['zh-HK'], ['zh-TW', 'zh-CN']), 'zh-TW');
  assert.equal(negotiateLocale('no', ['iw', 'nb_NO']), 'nb_NO');
  assert.equal(negotiateLocale('nb', ['no']), 'no');
  assert.equal(negotiateLocale('he', ['iw']), 'iw');
  assert.equal(negotiateLocale([], PLANNED), undefined);
  assert.equal(negotiateLocale(['en'], []), undefined);
});

test('among regions the nearest wins', () => {
  const of = (wish, ...offers) => {
    const [got, back] = [negotiateLocale(wish, offers), negotiateLocale(wish, offers.reverse())];
    assert.equal(got, back, 'the order of what there is does not matter');
    return got;
  };
  assert.equal(of('en-AU', 'en-US', 'en-GB'), 'en-GB');
  assert.equal(of('en-US', 'en', 'en-GB'), 'en');
  assert.equal(of('en', 'en-US', 'en-GB'), 'en-US');
  assert.equal(of('es-AR', 'es', 'es-419'), 'es-419');
  assert.equal(of('es-ES', 'es', 'es-419'), 'es');
  assert.equal(of('pt-MZ', 'pt-BR', 'pt-PT'), 'pt-PT');
  assert.equal(of('pt-AO', 'pt-BR', 'pt'), 'pt');
  assert.equal(of('pt', 'pt-BR', 'pt-PT'), 'pt-BR');
  assert.equal(of('pt-BR', 'pt', 'pt-PT'), 'pt');
  assert.equal(of('zh-MO', 'zh-Hant-TW', 'zh-Hant-HK'), 'zh-Hant-HK');
  assert.equal(of('fr-CA', 'fr'), 'fr');
});

test('a wrong call is a TypeError that names the argument', () => {
  for (const wrong of [undefined, null, 7, {}])
    assert.throws(() => negotiateLocale(wrong, ['en']), { name: 'TypeError', message: /^requested/ });
  for (const wrong of [undefined, null, 'en', {}])
    assert.throws(() => negotiateLocale('en', wrong), { name: 'TypeError', message: /^available/ });
  assert.equal(negotiateLocale([null, 7, 'hi'], [undefined, 'hi']), 'hi');
});

const TOO_LONG = {
  reason: 'text_too_long',
  code: 'field_too_long',
  params: { max: 1600, actual: 1601, overflow: 1, unit: 'code_points' },
  path: ['message'],
};
const OTHER = { reason: 'email_at_missing', code: 'invalid_email_address', params: {}, path: [] };

test('what translate is told', () => {
  const told = [];
  const t = createMessages(en, { translate: (...args) => void told.push(args), labels: { message: 'Nachricht' } });
  t({ ...TOO_LONG, path: ['recipients', 2, 'message'], fix: [{ start: 0, end: 1, insert: 'x' }] });
  t({ issues: [OTHER], retry: { retry: true, afterMs: 3000, outcome: 'rejected' } });
  t({});
  const [[code, reason, params], answer, ...rest] = told;
  assert.deepEqual([code, reason], ['field_too_long', 'text_too_long']);
  assert.deepEqual(params, {
    ...TOO_LONG.params,
    name: 'message',
    field: 'Nachricht',
    path: 'recipients[2].message',
    index: 3,
    suggestion: 'x',
    retry: undefined,
    outcome: undefined,
  });
  assert.equal(answer[2].retry, 'Please try again in 3 seconds.');
  assert.deepEqual(rest, [], 'nothing is asked where there is no reason');
});

test('own texts stand before those of the locale, one over the other, and make another language', () => {
  const once = extendLocale(hi, { required: 'पहला।', 'required.operator': 'दूसरा।', 'field.to': 'किसे' });
  const twice = extendLocale(once, { required: 'तीसरा {field, select, none {।} other {{field}}}' });
  const required = { reason: 'required', params: {}, path: ['to'] };
  assert.equal(createMessages(once)(required), 'पहला।');
  assert.equal(createMessages(once, { audience: 'operator' })(required), 'दूसरा।');
  assert.equal(createMessages(twice)(required), 'तीसरा किसे');
  assert.equal(
    createMessages(hi)(required),
    'कृपया “पाने वाला” भरें।'.replace('पाने वाला', createMessages(hi).parts(required)[1].value),
  );
  const gsw = createMessages(extendLocale(hi, { required: 'Fehlt no.' }, { locale: 'gsw', dir: 'ltr' }));
  assert.deepEqual([gsw.locale, gsw(required)], ['gsw', 'Fehlt no.']);
  assert.equal(gsw(OTHER), createMessages(hi)(OTHER));
  for (const [base, texts] of [
    [null, {}],
    [hi, { required: 7 }],
  ])
    assert.throws(() => extendLocale(base, texts), { name: 'TypeError', message: /^(base|texts): / });
});

test('a locale of another release is refused', () => {
  assert.throws(() => createMessages({ ...hi, edition: 'older' }), {
    name: 'TypeError',
    message: /^locale: .*version/,
  });
});

test('an example comes from the caller, and only where a text shows one', () => {
  const asked = [];
  const example = (params) => (asked.push(params), params.region === 'IN' ? '081234 56789' : undefined);
  const texts = { required: '{example, select, none {Fill this in.} other {Fill this in, as in {example}.}}' };
  const t = createMessages(extendLocale(en, texts), { example });
  assert.equal(t({ reason: 'required', params: { region: 'IN' } }), 'Fill this in, as in 081234 56789.');
  assert.equal(t({ reason: 'required', params: {} }), 'Fill this in.');
  const before = asked.length;
  t(OTHER);
  assert.equal(asked.length, before);
  assert.equal(createMessages(extendLocale(en, texts))({ reason: 'required' }), 'Fill this in.');
});

test('lists are joined by the language', () => {
  const texts = { a: 'Use {types, number, or}.', b: '{types, number, and} go.' };
  const [inEnglish, inHindi] = [en, hi].map((locale) => createMessages(extendLocale(locale, texts)));
  const finding = (reason) => ({ reason, params: { types: 'mobile IN voip' } });
  assert.equal(inEnglish(finding('a')), 'Use a mobile number, India, or an internet phone number.');
  assert.equal(inEnglish(finding('b')), 'a mobile number, India, and an internet phone number go.');
  assert.match(inHindi(finding('a')), /, भारत या /);
});

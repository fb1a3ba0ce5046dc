// What a person reads: node --test tests/js/messages.test.mjs

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { exchange } from '../../www/build/locales/alphabet.mjs';
import { compileLocales } from '../../www/build/locales.mjs';
import { loadMessages, minifiedCode, minifiedLocale, ROOT } from './messages.bundle.mjs';

const { createMessages, extendLocale, locales } = await loadMessages();
const { en, hi, ar } = locales;
const vocabulary = JSON.parse(readFileSync(join(ROOT, 'tests/cases/vocabulary.json'), 'utf8'));
const source = JSON.parse(readFileSync(join(ROOT, 'locales/en.arb'), 'utf8'));

const keyOrder = compileLocales().order;
const order = [...keyOrder.reasons, ...keyOrder.words];
const issue = (reason, params = {}, more = {}) => ({
  reason,
  code: null,
  severity: 'error',
  path: [],
  span: null,
  params,
  basis: 'standard',
  ...more,
});
const failure = (reason, retry = {}) => ({
  issues: reason ? [issue(reason, {}, { code: reason })] : [],
  status: 429,
  requestId: null,
  rawCode: reason,
  retry: {
    retry: false,
    at: null,
    afterMs: null,
    rule: 'after_fix',
    sameIdempotencyKey: false,
    outcome: 'rejected',
    ...retry,
  },
});
/** The texts of a language by key. */
const textsOf = ({ texts, alphabet = '' }) =>
  Object.fromEntries(
    exchange(texts, alphabet)
      .split('\n')
      .flatMap((line, at) => line.split('\t').map((text, n) => [order[at] + ['', '.operator'][n], text])),
  );
const textOf = (locale, key) => textsOf(locale)[key];
/** `locale` without the text of a key, for either audience. */
function without(locale, key) {
  const lines = locale.texts.split('\n');
  lines[order.indexOf(key)] = '';
  return { ...locale, texts: lines.join('\n') };
}
const bare = (text) => text.replace(/[\u2066-\u2069]/g, '');
const TOO_LONG = { max: 160, actual: 163, overflow: 3, unit: 'code_points' };

test('English is the default, with numbers, units and plurals', () => {
  const t = createMessages();
  assert.equal(
    t(issue('text_too_long', TOO_LONG)),
    'This is 3 characters too long. Please shorten it to at most 160 characters.',
  );
  const one = { max: 1000, actual: 1001, overflow: 1, unit: 'octets' };
  assert.equal(t(issue('text_too_long', one)), 'This is 1 byte too long. Please shorten it to at most 1,000 bytes.');
  assert.deepEqual([t.locale, t.dir], ['en', 'ltr']);
});

test('the operator reads cause and resolution, in the operator’s units', () => {
  const t = createMessages(en, { audience: 'operator' });
  const text = t(issue('text_too_long', TOO_LONG));
  assert.equal(text, 'The text has 163 code points, 3 code points more than the limit of 160 code points.');
  assert.equal(t(issue('not_text', { found: 'number' })), 'Text was expected here, but a number was given.');
});

test('an operator without a text of their own reads the user’s', () => {
  const t = createMessages(en, { audience: 'operator', onFallback: () => assert.fail('no fallback') });
  assert.equal(t(issue('email_at_full_width')), 'Please write an ordinary @ here.');
});

test('{field} is the caller’s label, the locale’s, or the name as it is', () => {
  const at = (...path) => issue('required', {}, { path });
  assert.equal(createMessages()(at()), 'Please fill in this field.');
  assert.equal(createMessages()(at('recipients', 3, 'email')), 'Please fill in “Email”.');
  assert.equal(createMessages()(at('shoe_size')), 'Please fill in “shoe_size”.');
  assert.equal(createMessages()(at('constructor')), 'Please fill in “constructor”.');
  assert.equal(createMessages()(at('__proto__')), 'Please fill in “__proto__”.');
  assert.equal(
    createMessages(en, { labels: { email: 'Guest’s email' } })(at('email')),
    'Please fill in “Guest’s email”.',
  );
  const operator = createMessages(en, { audience: 'operator' });
  assert.equal(operator(at('recipients', 3, 'email')), 'The required value recipients[3].email is missing.');
  assert.equal(operator(at(0, 'week-23', 1)), 'The required value [0].week-23[1] is missing.');
});

test('a message has the position in a list, the suggestion, code points, regions, words and braces', () => {
  const texts = {
    a: '{suggestion, select, none {No idea.} other {Did you mean {suggestion}?}}',
    b: 'Row {index}, {index, plural, =2 {the second.} other {not the second.}}',
    c: "Delete {code_point, number, code_point} from {region}, {where}: {type}, '{{{'{name, number, plain}'}}'.",
  };
  const t = createMessages(extendLocale(en, texts));
  const fix = [{ start: 4, end: 9, insert: 'gmail.com' }];
  assert.equal(t(issue('a', {}, { fix })), 'Did you mean gmail.com?');
  assert.equal(t(issue('a', {}, { fix: [...fix, ...fix] })), 'No idea.');
  assert.equal(t(issue('a', {}, { fix: [{ start: 4, end: 9, insert: '' }] })), 'No idea.');
  assert.equal(t(issue('a')), 'No idea.');
  assert.equal(t(issue('b', {}, { path: ['recipients', 1, 'email'] })), 'Row 2, the second.');
  assert.equal(t(issue('b', {}, { path: ['recipients', 2, 'email'] })), 'Row 3, not the second.');
  const params = { code_point: 0x200b, region: 'IN', where: '001', type: 'mobile', name: 'null' };
  const shown = 'Delete U+200B from India, international services: a mobile number, {{{null}}.';
  assert.equal(t(issue('c', params, { path: ['name'] })), shown);
});

test('Hindi and Arabic read like Hindi and Arabic', () => {
  const inHindi = createMessages(hi);
  const shorten = 'यह 3 अक्षर ज़्यादा लंबा है। कृपया इसे छोटा करके ज़्यादा से ज़्यादा 160 अक्षर तक लाएँ।';
  assert.equal(inHindi(issue('text_too_long', TOO_LONG)), shorten);
  assert.equal(inHindi(issue('required', {}, { path: ['email'] })), 'कृपया “ईमेल” भरें।');
  const inArabic = createMessages(ar);
  assert.equal(inArabic.dir, 'rtl');
  assert.equal(bare(inArabic(issue('required', {}, { path: ['email'] }))), 'يُرجى ملء حقل «البريد الإلكتروني».');
});

test('Arabic counts in six categories, with Western digits', () => {
  const t = createMessages(ar);
  const counted = (overflow) => bare(t.parts(issue('text_too_long', { ...TOO_LONG, overflow }))[1].value);
  const counts = {
    0: '0 حرف',
    1: 'حرف واحد',
    2: 'حرفين',
    3: '3 أحرف',
    11: '11 حرفًا',
    100: '100 حرف',
    1103: '1,103 أحرف',
  };
  for (const [count, text] of Object.entries(counts)) assert.equal(counted(Number(count)), text);
});

test('values are isolated where directions would mix, and only there', () => {
  const at = (name) => issue('required', {}, { path: [name] });
  assert.equal(createMessages(ar)(at('shoe_size')), 'يُرجى ملء حقل «\u2068shoe_size\u2069».');
  assert.equal(createMessages(en)(at('shoe_size')), 'Please fill in “shoe_size”.');
  assert.equal(createMessages(en, { labels: { a: 'البريد' } })(at('a')), 'Please fill in “\u2068البريد\u2069”.');
  const hostile = createMessages(ar, { labels: { a: 'x\u2069\u202Ey' } })(at('a'));
  assert.equal(hostile, 'يُرجى ملء حقل «\u2068xy\u2069».');
  for (const locale of [en, ar]) {
    const inParts = createMessages(locale, { labels: { a: 'x\u2069\u202Ey' } }).parts(at('a'));
    assert.equal(inParts.find(({ name }) => name === 'field').value, 'xy');
  }
  const number = createMessages(extendLocale(ar, { n: 'العدد {n}.' }))(issue('n', { n: 1500 }));
  assert.equal(number, 'العدد 1,500.');
});

test('parts are the text without isolates', () => {
  const t = createMessages(ar);
  assert.deepEqual(t.parts(issue('required', {}, { path: ['shoe_size'] })), [
    { type: 'text', value: 'يُرجى ملء حقل «' },
    { type: 'value', value: 'shoe_size', name: 'field' },
    { type: 'text', value: '».' },
  ]);
  for (const finding of [
    issue('text_too_long', TOO_LONG),
    failure('rate_limit_exceeded', { retry: true, afterMs: 3000 }),
  ]) {
    assert.equal(
      t
        .parts(finding)
        .map(({ value }) => value)
        .join(''),
      bare(t(finding)),
    );
  }
});

test('an answer’s first finding comes with a hint when to try again', () => {
  const t = createMessages();
  const hint = (retry) =>
    t(failure('rate_limit_exceeded', { retry: true, ...retry })).replace('Too many attempts at once. ', '');
  assert.equal(hint({ afterMs: -5 }), 'Please try again now.');
  assert.equal(hint({ afterMs: 0 }), 'Please try again now.');
  assert.equal(hint({ afterMs: 1 }), 'Please try again in 1 second.');
  assert.equal(hint({ afterMs: 22_001 }), 'Please try again in 23 seconds.');
  assert.equal(hint({ afterMs: 99_999 }), 'Please try again in 100 seconds.');
  assert.equal(hint({ afterMs: 100_000 }), 'Please try again in 2 minutes.');
  assert.equal(hint({ afterMs: 5_999_999 }), 'Please try again in 100 minutes.');
  assert.match(
    hint({ afterMs: 6_000_000, at: Date.UTC(2026, 10, 23, 18, 30) }),
    /^Please try again after .*2[34], 2026.*\.$/,
  );
  assert.equal(hint({}), 'Please wait a minute and try again.');
  assert.equal(
    t(failure('rate_limit_exceeded', { afterMs: 3000 })),
    'Too many attempts at once. Please wait a minute and try again.',
  );
  assert.equal(
    t(failure('quota_exceeded', { retry: true, afterMs: 3000 })),
    'No more messages can be sent at the moment. Please try again another day or contact us. Please try again in 3 seconds.',
  );
});

test('what became of the attempt changes the sentence', () => {
  const t = createMessages();
  assert.match(
    t(failure('duplicate_idempotency_key', { outcome: 'likely_accepted' })),
    /has probably been sent already/,
  );
  assert.match(t(failure('duplicate_idempotency_key', { outcome: 'unknown' })), /may have been sent already/);
  assert.match(t(issue('duplicate_idempotency_key')), /may have been sent already/);
});

test('a reason without a text falls back to its code, then to a general sentence, and tells', () => {
  const told = [];
  const t = createMessages(hi, { onFallback: (...fallback) => told.push(fallback) });
  const ofCode = t(issue('invalid_json'));
  assert.deepEqual(told, []);
  assert.equal(t(issue('json_brand_new', {}, { code: 'invalid_json' })), ofCode);
  assert.equal(t(issue('brand_new')), textOf(hi, 'unknown'));
  assert.equal(t(issue('constructor')), textOf(hi, 'unknown'));
  assert.equal(t(failure(null)), textOf(hi, 'unknown'));
  assert.deepEqual(
    told.map(([wanted, used, locale]) => `${wanted} ${used} ${locale}`),
    ['json_brand_new invalid_json hi', 'brand_new unknown hi', 'constructor unknown hi', 'undefined unknown hi'],
  );
  for (const nothing of [null, undefined, {}, 7, 'x']) assert.equal(t(nothing), textOf(hi, 'unknown'));
});

test('a text that a locale lacks is English, in English numbers, and tells', () => {
  const told = [];
  const t = createMessages(without(ar, 'text_too_long'), { onFallback: (...fallback) => told.push(fallback) });
  assert.match(bare(t(issue('text_too_long', { ...TOO_LONG, max: 1160 }))), /^This is .* too long/);
  assert.deepEqual(told, [['text_too_long', 'text_too_long', 'en']]);
});

test('own texts replace those of the locale', () => {
  const t = createMessages(extendLocale(hi, { required: 'खाली मत छोड़िए।', 'unit.octets': '{count} B' }));
  assert.equal(t(issue('required')), 'खाली मत छोड़िए।');
  assert.match(t(issue('text_too_long', { ...TOO_LONG, unit: 'octets' })), /3 B .* 160 B/);
});

test('own texts stand before the operator’s of the locale, and behind the operator’s own', () => {
  const own = { quota_exceeded: 'All gone.', 'required.operator': 'Missing.', required: 'Fill this in.' };
  const t = createMessages(extendLocale(en, own), { audience: 'operator' });
  assert.equal(t(issue('quota_exceeded')), 'All gone.');
  assert.equal(t(issue('required')), 'Missing.');
  assert.equal(t(issue('not_text', { found: 'number' })), 'Text was expected here, but a number was given.');
});

test('an answer with which nothing is wrong says nothing', () => {
  const t = createMessages();
  assert.equal(t(failure(null, { outcome: 'likely_accepted' })), '');
  assert.deepEqual(t.parts(failure(null, { outcome: 'likely_accepted' })), []);
});

test('what is no text leaves the sentence to the locale', () => {
  const plain = createMessages()(issue('required', {}, { path: ['to'] }));
  for (const given of [{ a: 1 }, 7, [], true, null, '', undefined]) {
    assert.equal(createMessages(en, { translate: () => given })(issue('required', {}, { path: ['to'] })), plain);
    assert.equal(createMessages(en, { labels: { to: given } })(issue('required', {}, { path: ['to'] })), plain);
  }
  assert.equal(createMessages(en, { translate: () => 'Mine.' })(issue('required')), 'Mine.');
});

test('no bad finding makes it throw', () => {
  const t = createMessages();
  for (const bad of [null, 5, 'x', [], true, Symbol('x')]) {
    for (const name of ['params', 'path', 'fix', 'reason', 'code']) {
      assert.equal(typeof t(issue('required', {}, { [name]: bad })), 'string', name);
      assert.ok(t.parts(issue('text_too_long', {}, { [name]: bad })).length > 0, name);
    }
    for (const step of [[bad], ['to', bad]]) assert.equal(typeof t(issue('required', {}, { path: step })), 'string');
    for (const name of Object.keys(TOO_LONG)) {
      const text = t(issue('text_too_long', { ...TOO_LONG, [name]: bad }));
      assert.doesNotMatch(text, /\[object|undefined|Symbol/, name);
    }
    for (const edit of [bad, { start: 0, end: 0, insert: bad }])
      assert.equal(typeof t(issue('email_domain_typo', {}, { fix: [edit] })), 'string');
    assert.equal(typeof t({ ...failure('dnd_number'), retry: bad }), 'string');
    assert.equal(typeof t({ issues: bad }), 'string');
  }
  assert.equal(t(issue('required', null, { path: null })), 'Please fill in this field.');
});

/** A mute answer, as `explain` gives it. */
const mute = (reason, status, retry, group = 'server') => ({
  ...failure('x', retry),
  status,
  issues: [issue(reason, { class: group })],
});

for (const [name, locale] of Object.entries(locales)) {
  test(`${name}: an answer without a known code says what became of the message, and when to try again`, () => {
    const t = createMessages(locale);
    const soon = { retry: true, afterMs: 1000 };
    const like = (code, retry) => t({ ...failure(code, retry) });
    for (const reason of ['answer_not_json', 'answer_without_code', 'unknown_code']) {
      const open = like('gateway_timeout', { outcome: 'unknown' });
      for (const status of [500, 502, 504, 520]) {
        assert.equal(t(mute(reason, status, { outcome: 'unknown' })), open, `${reason} ${status}`);
      }
      for (const [status, code, outcome] of [
        [429, 'rate_limit_exceeded', 'rejected'],
        [503, 'service_unavailable', 'rejected'],
        [500, 'internal_error', 'unknown'],
        [502, 'internal_error', 'unknown'],
        [504, 'gateway_timeout', 'unknown'],
      ]) {
        assert.equal(t(mute(reason, status, { ...soon, outcome })), like(code, soon), `${reason} ${status}`);
      }
      // Refused, and nothing to wait for: its own text. Without a plan: what is true of the whole class.
      assert.equal(t(mute(reason, 404, {}, 'resource')), textOf(locale, reason));
      assert.equal(t(issue(reason, { class: 'server' })), open);
      assert.equal(t(issue(reason, { class: 'rate_limit' })), t(issue('rate_limit_exceeded')));
      assert.equal(t(issue(reason, { class: 'validation' })), textOf(locale, reason));
      const operator = createMessages(locale, { audience: 'operator' });
      assert.equal(operator(mute(reason, 504, { outcome: 'unknown' })), textOf(locale, `${reason}.operator`));
    }
    const own = createMessages(extendLocale(locale, { answer_not_json: 'Mine.' }));
    assert.equal(own(mute('answer_not_json', 504, { outcome: 'unknown' })), 'Mine.');
  });
}

test('a wrong call is a TypeError that names the argument', () => {
  for (const locale of [null, 'hi', 7, {}])
    assert.throws(() => createMessages(locale), { name: 'TypeError', message: /^locale/ });
  for (const audience of ['admin', null])
    assert.throws(() => createMessages(en, { audience }), { name: 'TypeError', message: /^audience/ });
  for (const options of [null, 7, 'x', []])
    assert.throws(() => createMessages(en, options), { name: 'TypeError', message: /: options must/ });
  for (const [name, wrong] of [
    ['labels', null],
    ['labels', 'x'],
  ])
    assert.throws(() => createMessages(en, { [name]: wrong }), {
      name: 'TypeError',
      message: RegExp(`options.${name}`),
    });
});

/** Every finding of the cases of all rooms. */
const reported = readdirSync(join(ROOT, 'tests/cases'))
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(join(ROOT, 'tests/cases', file), 'utf8')).cases ?? [])
  .flatMap(({ expect }) => [...(expect?.issues ?? []), ...(expect?.warnings ?? [])])
  .map(({ reason, params }) => issue(reason, params));

test('the sentence points at what the checks report', () => {
  const t = createMessages();
  const fix = (insert) => ({ fix: [{ start: 0, end: 0, insert }] });
  const says = {
    'Did you mean “gmail.com”?': issue('email_domain_typo', {}, fix('gmail.com')),
    'The part after @ does not look right. Please check it.': issue('email_domain_lookalike'),
    'Please begin with the country code, such as +44.': issue('phone_missing_calling_code', {}, fix('+44')),
    'This number is 1 digit too short. Please check it.': issue('phone_nsn_too_short', { missing: 1 }),
    'This number is 2 digits too short. Please check it.': issue('phone_nsn_too_short', { missing: 2 }),
    'In this country (India) no number begins like this. Please check it.': issue('phone_range_unassigned', {
      region: 'IN',
    }),
    'This is a landline number. Please enter a mobile number.': issue('phone_not_mobile', {
      number_type: 'fixed_line',
    }),
    'Please write “null” here.': issue('json_foreign_literal', { found: 'None', expected: 'null' }),
    'The block needs {{/if_eq}}. Please add it.': issue('template_unclosed_block', { helper: 'if_eq' }),
    'Please write this as in {{#if_eq name "text"}}.': issue('template_condition_operator', { helper: 'if_eq' }),
    'Please write two brackets on each side, as in {{name}}.': issue('template_single_brace'),
    '“first_name” has no value. Please add it.': issue(
      'template_variable_missing',
      {},
      { path: ['variables', 'first_name'] },
    ),
    'Please write \\n in place of the line break.': issue('json_raw_line_break', { count: 1 }),
  };
  for (const [text, finding] of Object.entries(says)) assert.equal(t(finding), text);
});

test('sentences for the person at the form are short', (t) => {
  const codes = new Set(vocabulary.codes.map(({ name }) => name));
  const show = createMessages();
  const words = vocabulary.reasons
    .filter(({ reason }) => !codes.has(reason))
    .map((row) => ({ text: show(example(row)), reason: row.reason }))
    .map(({ text, reason }) => ({
      text,
      count: text.split(' ').length,
      longest: text.split(/[.?] /).map((part) => part.split(' ').length),
      reason,
    }));
  const counts = words.map(({ count }) => count).sort((a, b) => a - b);
  t.diagnostic(`median ${counts[counts.length >> 1]} words`);
  const long = words.filter(({ longest }) => Math.max(...longest) > 15);
  assert.deepEqual(
    long.map(({ text }) => text),
    [],
  );
});

/** A finding with the example values that translators see. */
function example({ reason, code, params }) {
  const given = source[`@${reason}`]?.placeholders ?? {};
  const value = ([name, type]) => [
    name,
    type === 'u32' ? Number(given[name]?.example ?? 2) : (given[name]?.example ?? 'mobile'),
  ];
  return issue(reason, Object.fromEntries(params.map(value)), { code });
}

for (const [name, locale] of Object.entries(locales)) {
  test(`${name}: every text can be shown, to both audiences, at every place, with and without a retry plan`, () => {
    const onFallback = (wanted) => assert.fail(`${name} has no text for ${wanted}`);
    let shown = 0;
    for (const audience of ['user', 'operator']) {
      const t = createMessages(locale, { audience, onFallback });
      for (const row of vocabulary.reasons) {
        const of = example(row);
        for (const path of [[], ['to'], ['recipients', 11, 'email'], ['variables', 'first_name']]) {
          for (const plan of [
            null,
            { retry: true, afterMs: 23_000 },
            { retry: true, at: 1e12 },
            { outcome: 'likely_accepted' },
          ]) {
            const text = t(plan ? { ...failure('x', plan), issues: [{ ...of, path }] } : { ...of, path });
            assert.doesNotMatch(
              text,
              /(?<!\{)\{\w+\W?\}(?!\})|undefined|NaN|(?<![“”„«‹「『‘\u00a0\u202f\u2068\p{L}])null(?!\p{L})|\[object|\s\s|^\s|\s$/u,
              `${row.reason}: ${text}`,
            );
            shown += 1;
          }
        }
      }
    }
    assert.equal(shown, 2 * vocabulary.reasons.length * 16);
  });

  test(`${name}: has each code for both audiences, apart`, () => {
    for (const { name: code } of vocabulary.codes) {
      const [user, operator] = [textOf(locale, code), textOf(locale, `${code}.operator`)];
      assert.ok(user && operator && user !== operator, code);
    }
  });

  test(`${name}: at most 10 KB compressed`, async (t) => {
    const octets = gzipSync(await minifiedLocale(name), { level: 9 }).length;
    t.diagnostic(`${name}: ${Object.keys(textsOf(locale)).length} texts, ${octets} octets gz`);
    assert.ok(octets <= 10_240, `${octets} octets`);
  });

  test(`${name}: says no bare word of the vocabulary, whatever the checks report`, () => {
    // As they are written in a template or a request.
    const helpers = ['if_eq', 'if_neq', 'parameter_name'];
    for (const audience of ['user', 'operator']) {
      const t = createMessages(locale, { audience, onFallback: (wanted) => assert.fail(wanted) });
      for (const finding of reported) {
        const words = t.parts({ ...finding, path: [] }).map(({ value }) => value.match(/[a-z\d]+(_[a-z\d]+)+/g) ?? []);
        assert.deepEqual(
          words.flat().filter((word) => !helpers.includes(word)),
          [],
          JSON.stringify(finding),
        );
      }
    }
  });
}

test('the code without locales stays small', async (t) => {
  const octets = gzipSync(await minifiedCode('createMessages'), { level: 9 }).length;
  t.diagnostic(`${octets} octets min+gz`);
  assert.ok(octets <= 2_800, `${octets} octets`);
});

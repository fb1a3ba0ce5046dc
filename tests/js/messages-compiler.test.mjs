// What the compiler of locales refuses, and what it makes: node --test tests/js/messages-compiler.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { transform } from 'esbuild';

import { alphabetOf, exchange } from '../../www/build/locales/alphabet.mjs';
import { checkIsolation, checkScript } from '../../www/build/locales/checks.mjs';
import { parseMessage } from '../../www/build/locales/message.mjs';
import { buildLocales, compileLocales, moduleOf, wordsModule } from '../../www/build/locales.mjs';
import { ROOT } from './messages.bundle.mjs';

const folder = mkdtempSync(join(tmpdir(), 'presend-locales-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const VOCABULARY = {
  codes: [{ name: 'quota_exceeded' }],
  reasons: [
    { reason: 'quota_exceeded', code: 'quota_exceeded', params: [] },
    {
      reason: 'text_too_long',
      code: null,
      params: [
        ['max', 'u32'],
        ['unit', 'Name'],
      ],
    },
  ],
};
const note = (placeholders) => ({ description: 'For the test.', ...(placeholders && { placeholders }) });
const ABOUT = note({ about: { type: 'int', example: '3' } });
const ENGLISH = {
  '@@locale': 'en',
  '@@x-style': 'Plain.',
  '@@x-jargon': ['API', 'quota'],
  quota_exceeded: 'Please try again tomorrow.',
  '@quota_exceeded': note(),
  'quota_exceeded.operator': 'The API quota is used up. Wait.',
  text_too_long: 'Use at most {max, number, unit}.',
  '@text_too_long': note({ max: { type: 'int', example: '160' }, unit: { type: 'String', example: 'octets' } }),
  unknown: 'Please check this.',
  '@unknown': note(),
  'unknown.operator': 'Look at the reason.',
  'retry.seconds': 'Wait {about, plural, one {# second} other {# seconds}}.',
  '@retry.seconds': ABOUT,
  'retry.minutes': 'Wait {about, plural, one {# minute} other {# minutes}}.',
  '@retry.minutes': ABOUT,
  'retry.at': 'Wait until {about, number, instant}.',
  '@retry.at': ABOUT,
  'unit.octets': '{count, plural, one {# byte} other {# bytes}}',
  'name.mobile': 'a mobile number',
  'field.to': 'To',
};
const RUSSIAN = {
  '@@locale': 'ru',
  '@@x-style': 'На «вы».',
  '@@x-jargon': ['квота'],
  quota_exceeded: 'Попробуйте снова завтра.',
  'quota_exceeded.operator': 'Квота API исчерпана. Подождите.',
  text_too_long: 'Не больше {max, number, unit}.',
  unknown: 'Проверьте это поле.',
  'unknown.operator': 'Посмотрите на причину.',
  'retry.seconds': 'Подождите {about, plural, one {# секунду} few {# секунды} many {# секунд} other {# секунды}}.',
  'retry.minutes': 'Подождите {about, plural, one {# минуту} few {# минуты} many {# минут} other {# минуты}}.',
  'retry.at': 'Подождите до {about, number, instant}.',
  'unit.octets': '{count, plural, one {# байта} few {# байт} many {# байт} other {# байта}}',
  'name.mobile': 'мобильный номер',
  'field.to': 'Кому',
};

/** Problems of both files after `change` to one of them. */
function problems(change = {}, locale = 'ru', vocabulary = VOCABULARY) {
  const files = { en: { ...ENGLISH }, ru: { ...RUSSIAN } };
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) delete files[locale][key];
    else files[locale][key] = value;
  }
  for (const [name, file] of Object.entries(files))
    writeFileSync(join(folder, `${name}.arb`), JSON.stringify(file, null, 2));
  return compileLocales(folder, vocabulary).problems;
}

test('whole sources have no problem', () => assert.deepEqual(problems(), []));

/** One slip each: [locale, change, what the compiler says]. */
const SLIPS = {
  'a missing text': ['ru', { unknown: undefined }, /ru\.arb:0 unknown is missing/],
  'a missing text of a code for the operator': [
    'en',
    { 'quota_exceeded.operator': undefined },
    /quota_exceeded\.operator is missing/,
  ],
  'a missing word': ['ru', { 'field.to': undefined }, /field\.to is missing/],
  'a superfluous text': ['ru', { brand_new: 'Новое.' }, /ru\.arb:18 brand_new is superfluous/],
  'a superfluous word': ['ru', { 'field.cc': 'Копия' }, /field\.cc is superfluous/],
  'an operator’s text that English lacks': [
    'ru',
    { 'text_too_long.operator': 'Не больше {max, number, unit}.' },
    /English has no text/,
  ],
  'a text that is no text': ['ru', { unknown: 7 }, /unknown is not text/],
  'broken ICU': ['ru', { unknown: 'Проверьте {это.' }, /unknown is not ICU MessageFormat/],
  'a plural without other': [
    'ru',
    { 'unit.octets': '{count, plural, one {#} few {#} many {#}}' },
    /not ICU MessageFormat/,
  ],
  'an ordinal': [
    'en',
    { text_too_long: 'Use {max, selectordinal, one {#st} other {#th}} {unit, select, other {x}}.' },
    /ordinal/,
  ],
  'an offset': ['en', { 'retry.at': 'Wait {about, plural, offset:1 one {#} other {#}}.' }, /offset/],
  'a date': ['en', { 'retry.at': 'Wait until {about, date, short}.' }, /as a date or time/],
  'an unknown style': ['en', { 'retry.at': 'Wait until {about, number, percent}.' }, /unknown way; known are unit/],
  'an unknown argument': ['ru', { unknown: 'Проверьте {поле}.' }, /not ICU|uses/],
  'an argument of another reason': ['ru', { unknown: 'Проверьте {max}.' }, /uses \{max\}; known are: field/],
  'a lost argument': ['ru', { text_too_long: 'Слишком длинно.' }, /has the arguments none; English has max, unit/],
  'an argument more than English': [
    'ru',
    { unknown: 'Проверьте {field, select, none {это} other {{field}}}.' },
    /has the arguments field/,
  ],
  'an absent argument shown': ['en', { unknown: 'Please check {field}.' }, /shows \{field\}, which may be absent/],
  'an absent argument shown in its own none': [
    'en',
    { unknown: '{field, select, none {Check {field}.} other {Check.}}' },
    /may be absent/,
  ],
  'an outcome shown': [
    'en',
    { unknown: 'It was {outcome, select, none {x} other {{outcome}}}.' },
    /only there to select by/,
  ],
  'a unit alone': ['en', { text_too_long: 'Use at most {max} {unit}.' }, /names \{unit\} alone/],
  'a choice by a number': ['en', { 'retry.at': 'Wait {about, select, none {x} other {y}}.' }, /chooses by the number/],
  'a count of a word': ['en', { text_too_long: '{max} {unit, plural, one {x} other {y}}.' }, /counts by the word/],
  'a word as a number': ['en', { text_too_long: '{max} {unit, number}.' }, /formats the word/],
  'a category that the language lacks': [
    'en',
    { 'unit.octets': '{count, plural, one {# b} few {# bs} other {# bs}}' },
    /with few; en has one, other/,
  ],
  'a category too few': [
    'ru',
    { 'unit.octets': '{count, plural, one {# байт} other {# байта}}' },
    /without many, few|without few, many/,
  ],
  'English left in': ['ru', { 'name.mobile': 'a mobile number' }, /name\.mobile is the same as in English/],
  'a code in a text': ['ru', { unknown: 'Это quota_exceeded, подождите.' }, /names the code or reason quota_exceeded/],
  'jargon for the person at the form': ['ru', { unknown: 'Кончилась Квота.' }, /says “квота”/],
  'no final punctuation': ['ru', { unknown: 'Проверьте это' }, /no final punctuation/],
  'no final punctuation in one branch': [
    'ru',
    { text_too_long: '{unit, select, octets {Много байт} other {Не больше {max}.}}' },
    /no final punctuation in “Много байт”/,
  ],
  'two scripts in a word': ['ru', { unknown: 'Прoверьте это.' }, /mixes scripts in “Прoверьте”/],
  'another script': ['ru', { unknown: 'Bitte das ansehen.' }, /no word in the script of ru/],
  'a space at the end': ['ru', { 'field.to': 'Кому ' }, /superfluous space/],
  'two spaces': ['ru', { unknown: 'Проверьте  это.' }, /superfluous space/],
  'a space left by an empty branch': [
    'en',
    { unknown: 'Check this. {field, select, none {} other {See {field}.}}' },
    /superfluous space/,
  ],
  'an invisible character': ['ru', { unknown: 'Проверьте\u200b это.' }, /invisible character/],
  'a lone isolate': ['ru', { unknown: 'Проверьте \u2066это.' }, /invisible character/],
  'a letter taken apart': ['ru', { unknown: 'Мои\u0306 адрес.' }, /normal form C/],
  'no description': ['en', { '@unknown': undefined }, /unknown has no description/],
  'no example': ['en', { '@retry.at': note() }, /no example of \{about\}/],
  'an example too many': [
    'en',
    { '@unknown': note({ max: { example: '1' } }) },
    /describes \{max\}, which it does not use/,
  ],
  'a note about nothing': ['en', { '@gone': note() }, /@gone describes a text that is not there/],
  'another locale than the file': ['ru', { '@@locale': 'uk' }, /@@locale must be ru/],
  'a number that one branch swallows': [
    'ru',
    { 'unit.octets': '{count, plural, one {байта} few {# байт} many {# байт} other {# байта}}' },
    /does not show \{count\} for one, which stands for several numbers/,
  ],
  'a text that says much more': [
    'ru',
    { unknown: `Проверьте ${'ещё раз, пожалуйста, внимательно '.repeat(3)}это.` },
    /characters where English has \d+: shorten it/,
  ],
  'a text that says much less': [
    'ru',
    { 'quota_exceeded.operator': 'Всё.' },
    /characters where English has \d+: something is lost/,
  ],
  'no list of jargon': ['ru', { '@@x-jargon': [] }, /@@x-jargon is missing/],
  'a line break': ['ru', { unknown: 'Проверьте\nэто.' }, /invisible character/],
  'a tab': ['ru', { unknown: 'Проверьте\tэто.' }, /invisible character/],
  'no style note': ['ru', { '@@x-style': undefined }, /@@x-style is missing/],
};
for (const [slip, [locale, change, says]] of Object.entries(SLIPS)) {
  test(`refuses ${slip}`, () => {
    const found = problems(change, locale);
    assert.ok(
      found.some((problem) => says.test(problem)),
      found.join('\n') || 'no problem found',
    );
  });
}

test('a word that is the same in both languages can be allowed', () => {
  const change = { 'field.to': 'To', '@@x-same-as-en': ['field.to'] };
  assert.deepEqual(problems(change), []);
});

test('a joiner, an isolated stretch and an address are fine', () => {
  assert.deepEqual(problems({ unknown: 'Проверьте \u2066+7\u2069 и name@example.com.' }), []);
});

test('refuses punctuation of another script', () => {
  const found = (locale, text) =>
    [...checkScript('unknown', parseMessage(text), { locale, text })].map(([, problem]) => problem);
  assert.deepEqual(found('ar', 'هل هذا صحيح, يا صديق؟'), ['has punctuation that is not that of ar']);
  assert.deepEqual(found('ar', 'هل هذا صحيح، يا صديق؟'), []);
  assert.deepEqual(found('hi', 'इसे जाँचें. फिर भेजें।'), ['has punctuation that is not that of hi']);
  assert.deepEqual(found('hi', 'इसे जाँचें। फिर name@example.com पर भेजें।'), []);
  assert.deepEqual(found('ja', '確認してください.'), [
    'has punctuation that is not that of ja',
    'has no final punctuation in “確認してください.”',
  ]);
});

test('each language has its own punctuation', () => {
  const fine = (locale, text) => [...checkScript('unknown', parseMessage(text), { locale, text })].length === 0;
  /** Language: what passes, then what does not. */
  const habits = {
    es: [['¿Quiso decir esto?'], ['Quiso decir esto?']],
    fr: [
      ['Vouliez-vous dire «\u00A0ceci\u00A0»\u202F?', 'Exemple\u00A0: ceci.'],
      ['Vouliez-vous dire ceci?', 'Vouliez-vous dire ceci ?', 'Exemple : ceci.', 'Dire « ceci ».'],
    ],
    mr: [['हे तपासा.'], ['हे तपासा।']],
    hi: [['इसे जाँचें।'], ['इसे जाँचें.']],
    bn: [['এটি দেখুন।'], ['এটি দেখুন.']],
    ur: [
      ['یہ درست کریں۔', 'کیا یہ درست ہے؟'],
      ['یہ درست کریں.', 'کیا یہ درست ہے?'],
    ],
    fa: [['لطفاً این را ببینید.'], ['لطفاً, این را ببینید.']],
    el: [['Είναι σωστό;'], ['Είναι σωστό?']],
    th: [['โปรดตรวจสอบ', 'โปรดตรวจสอบ name@example.com'], ['โปรดตรวจสอบ.']],
    ja: [['確認してください。'], ['確認してください.', '確認,してください。']],
    'zh-Hant': [['請檢查。'], ['請檢查.', '請,檢查。']],
    ko: [['확인해 주세요.'], ['확인해 주세요']],
    he: [['נא לבדוק.'], ['נא לבדוק']],
    te: [['దీన్ని చూడండి.'], ['దీన్ని చూడండి']],
    gu: [['આ તપાસો.'], ['આ తપાસો.']],
    ta: [['இதைச் சரிபார்க்கவும்.'], ['இதைச் சரிபார்க்கவும்']],
  };
  for (const [locale, [good, bad]] of Object.entries(habits)) {
    for (const text of good) assert.ok(fine(locale, text), `${locale}: ${text}`);
    for (const text of bad) assert.ok(!fine(locale, text), `${locale}: ${text}`);
  }
});

test('in right-to-left text a stretch with signs at its edge is isolated', () => {
  const found = (locale, text) =>
    [...checkIsolation('unknown', parseMessage(text), locale)].map(([, problem]) => problem);
  const loose = [
    'مثل +966.',
    'مثل .com هنا.',
    'اكتب #if هنا.',
    "اكتب '{{'name'}}'.",
    "ينقص '{{/'{name}'}}'.",
    'مثل +{name}.',
  ];
  for (const text of loose) {
    assert.match(found('ar', text).join(), /without U\+2066 and U\+2069/, text);
    assert.deepEqual(found('hi', text), []);
  }
  const whole = [
    'مثل \u2066+966\u2069.',
    "اكتب \u2066'{{'name'}}'\u2069.",
    'مثل name@example.com.',
    'الرقم {name}.',
    '«HTML» (5).',
  ];
  for (const text of whole) assert.deepEqual(found('ar', text), [], text);
});

test('refuses a key that stands twice, and a file that is not JSON', () => {
  problems();
  const text = readFileSync(join(folder, 'ru.arb'), 'utf8');
  writeFileSync(join(folder, 'ru.arb'), text.replace('"name.mobile"', '"field.to": "Кому",\n  "name.mobile"'));
  assert.match(compileLocales(folder, VOCABULARY).problems.join('\n'), /field\.to stands here twice/);
  writeFileSync(join(folder, 'ru.arb'), text.slice(0, -3));
  assert.match(compileLocales(folder, VOCABULARY).problems.join('\n'), /is not a JSON object/);
});

test('a new reason of the core is missed in every language', () => {
  const reasons = [...VOCABULARY.reasons, { reason: 'brand_new', code: null, params: [] }];
  const found = problems({}, 'ru', { ...VOCABULARY, reasons });
  assert.deepEqual(
    found.map((problem) => problem.replace(/:0/, '')),
    ['locales/en.arb brand_new is missing', 'locales/ru.arb brand_new is missing'],
  );
});

test('the module holds a line for each key, in the order of the shared list, and nothing else', async () => {
  const { locales, order, problems } = compileLocales();
  assert.deepEqual(problems, []);
  const written = async (module) =>
    import(`data:text/javascript,${encodeURIComponent((await transform(module, { loader: 'ts' })).code)}`);
  const { words, edition } = await written(wordsModule(order));
  for (const locale of locales) {
    const { default: read } = await written(moduleOf(locale));
    assert.deepEqual(read, locale);
    assert.equal(read.edition, edition);
    const source = JSON.parse(readFileSync(join(ROOT, `locales/${locale.locale}.arb`), 'utf8'));
    const lines = [...order.reasons, ...words.split(' ')].map((key) =>
      [source[key], source[`${key}.operator`]].filter((text) => text !== undefined).join('\t'),
    );
    assert.deepEqual(exchange(read.texts, read.alphabet ?? '').split('\n'), lines);
  }
});

test('letters trade places with ASCII where it pays, and only there', () => {
  const { locales } = compileLocales();
  const paid = locales.filter(({ alphabet }) => alphabet).map(({ locale }) => locale);
  assert.ok(paid.includes('hi') && paid.includes('ar') && !paid.includes('en'), paid.join());
  const hindi = readFileSync(join(ROOT, 'locales/hi.arb'), 'utf8');
  const alphabet = alphabetOf(hindi);
  assert.equal(exchange(exchange(hindi, alphabet), alphabet), hindi);
  assert.equal(new Set(alphabet).size, alphabet.length);
  assert.doesNotMatch(alphabet, /[\s\d{}#',"\\`$]/);
  assert.equal(alphabetOf('Zu kurz, um sich zu lohnen: äöü'), '');
});

test('another vocabulary is another edition', () => {
  const { order } = compileLocales();
  const swapped = { ...order, words: [...order.words].reverse() };
  assert.notEqual(wordsModule(order).match(/edition = .*/)[0], wordsModule(swapped).match(/edition = .*/)[0]);
});

test('modules are written, unless something is not right', () => {
  const out = join(folder, 'out');
  const whole = compileLocales();
  assert.deepEqual(buildLocales(out, whole), whole.locales);
  assert.match(readFileSync(join(out, 'locales/hi.ts'), 'utf8'), /"locale":"hi"/);
  assert.match(readFileSync(join(out, 'words.ts'), 'utf8'), /retry\.seconds/);
  const broken = { ...whole, problems: ['locales/hi.arb:7 unknown is missing'] };
  assert.throws(() => buildLocales(join(folder, 'none'), broken), /hi\.arb:7 unknown is missing\n1 problems/);
  assert.equal(existsSync(join(folder, 'none')), false);
});

test('the command checks', () => {
  const command = [join(ROOT, 'www/build/locales.mjs'), '--check'];
  const { stdout, status } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^\d+ locales: ar( .*)? en( .*)? hi( .*)?\n/);
});

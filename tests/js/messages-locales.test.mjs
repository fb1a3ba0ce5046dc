// Every text of every language, shown with what the checks really find: node --test tests/js/messages-locales.test.mjs

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { TYPE } from '@formatjs/icu-messageformat-parser';
import { build } from 'esbuild';
import { build as viteBuild } from 'vite';

import { alphabetOf, exchange } from '../../www/build/locales/alphabet.mjs';
import { parseMessage } from '../../www/build/locales/message.mjs';
import { accented, mirrored } from '../../www/build/locales/pseudo.mjs';
import { loadMessages, ROOT } from './messages.bundle.mjs';

const { createMessages, parse, locales } = await loadMessages();
const linesOf = ({ texts, alphabet = '' }) => exchange(texts, alphabet).split('\n');

/** The findings of the cases of all rooms, each kind of parameters, place and repair once. */
const found = new Map();
for (const file of readdirSync(join(ROOT, 'tests/cases')).filter((name) => name.endsWith('.json'))) {
  for (const { expect } of JSON.parse(readFileSync(join(ROOT, 'tests/cases', file), 'utf8')).cases ?? []) {
    for (const { reason, params = {}, path = [], fixed } of [...(expect?.issues ?? []), ...(expect?.warnings ?? [])]) {
      const fix = fixed === undefined ? [] : [{ start: 0, end: 0, insert: 'gmail.com' }];
      const finding = { reason, code: null, params, path, fix };
      found.set(JSON.stringify([reason, params, path.at(-1), fix.length]), finding);
    }
  }
}
const findings = [...found.values()];
/** What no sentence may hold: braces left over, values that are not there, spaces where there should be none. */
const BROKEN = /(?<![{⟦])\{\w+[,}](?!\})|undefined|NaN|\[object(?! Object)|, plural,|, select,|\s\s|^\s|\s$/;

test('the cases find something', (t) => {
  const reasons = new Set(findings.map(({ reason }) => reason));
  t.diagnostic(`${findings.length} findings of ${reasons.size} reasons`);
  assert.ok(findings.length > 300 && reasons.size > 150);
});

for (const [name, locale] of Object.entries({
  ...locales,
  accented: accented(locales.en),
  mirrored: mirrored(locales.en),
})) {
  test(`${name}: says each finding of the cases, to both audiences, with and without a label, and never in English`, () => {
    const onFallback = (wanted, used, tag) => assert.fail(`${wanted} is ${used} of ${tag}`);
    for (const audience of ['user', 'operator']) {
      for (const labels of [{}, { email: 'البريد', to: 'Guest’s email', [Symbol.iterator]: 0 }]) {
        const t = createMessages(locale, { audience, labels, onFallback });
        for (const finding of findings) {
          const text = t(finding);
          assert.ok(text.length > 1, finding.reason);
          assert.doesNotMatch(text, BROKEN, `${finding.reason}: ${text}`);
          assert.equal(
            t
              .parts(finding)
              .map(({ value }) => value)
              .join('').length > 0,
            true,
          );
        }
      }
    }
  });

  test(`${name}: is read as a full ICU parser reads it`, () => {
    for (const line of linesOf(locale)) {
      for (const text of line.split('\t')) {
        assert.deepEqual(joined(parse(text)), joined(reduced(parseMessage(text))), text);
      }
    }
  });
}

/** The tree of the full parser in the shape of ours. */
const reduced = (elements, counted) =>
  elements.map(({ type, value, style, options, pluralType }) => {
    if (type === TYPE.literal) return value;
    if (type === TYPE.pound) return { name: counted };
    if (!options) return { name: value, ...(style && { style }) };
    const within = pluralType ? value : counted;
    const cases = Object.entries(options).map(([name, option]) => [name, reduced(option.value, within)]);
    return { name: value, choices: Object.fromEntries(cases) };
  });

/** A tree without what is undefined, words that follow one another as one. */
function joined(parts) {
  const all = [];
  for (const part of JSON.parse(JSON.stringify(parts))) {
    if (typeof part === 'string' && typeof all.at(-1) === 'string') all.push(all.pop() + part);
    else if (typeof part === 'string' || !part.choices) all.push(part);
    else {
      const cases = Object.entries(part.choices).map(([name, choice]) => [name, joined(choice)]);
      all.push({ ...part, choices: Object.fromEntries(cases) });
    }
  }
  return all;
}

test('literal braces, apostrophes and number signs', () => {
  assert.deepEqual(parse("It''s '{{'name'}}', #1."), ['It', "'", 's ', '{{', 'name', '}}', ', ', '#', '1.']);
  assert.deepEqual(parse("It's {a}"), ["It's ", { name: 'a', style: undefined }]);
  assert.deepEqual(parse('{n, plural, one {#} other {{m, select, none {#} other {{m}}}}}'), [
    {
      name: 'n',
      choices: {
        one: [{ name: 'n' }],
        other: [{ name: 'm', choices: { none: [{ name: 'n' }], other: [{ name: 'm', style: undefined }] } }],
      },
    },
  ]);
  for (const torn of ['{', '{a', '{a, plural', '{a, plural, one {', '}', "'{", '{a, select, other {x}']) {
    assert.doesNotThrow(() => createMessages({ ...locales.en, own: { required: torn } })({ reason: 'required' }), torn);
  }
});

test('values stay whole in both directions, and numbers in every script’s digits stay bare', () => {
  const say = (locale, texts, params, more) =>
    createMessages({ ...locale, own: texts })({ reason: 'a', params, ...more });
  const [a, x] = [
    { a: 'أ {field, select, none {} other {{field}}} ب {n}.' },
    { a: '{field, select, none {} other {{field}}} x {n}.' },
  ];
  const at = (name) => ({ path: [name] });
  const { ar, en, hi } = locales;
  // Right to left: everything that is no bare number.
  assert.equal(say(ar, a, { n: 1160 }, at('+91 98765')), 'أ \u2068+91 98765\u2069 ب 1,160.');
  assert.equal(say(ar, a, { n: 5 }, at('ann@acme.in')), 'أ \u2068ann@acme.in\u2069 ب 5.');
  assert.equal(say({ ...ar, numbers: 'arab' }, a, { n: 1160 }, at('x')), 'أ \u2068x\u2069 ب ١٬١٦٠.');
  assert.equal(say({ ...ar, locale: 'fa', numbers: 'arabext' }, a, { n: 1160 }, at('x')), 'أ \u2068x\u2069 ب ۱٬۱۶۰.');
  assert.equal(
    say({ ...ar, locale: 'he', numbers: undefined }, a, { n: 1160 }, at('שלום')),
    'أ \u2068שלום\u2069 ب 1,160.',
  );
  // Left to right: what runs the other way alone.
  assert.equal(say(en, x, { n: 1160 }, at('שלום')), '\u2068שלום\u2069 x 1,160.');
  assert.equal(say(en, x, { n: 3 }, at('ދިވެހި')), '\u2068ދިވެހި\u2069 x 3.');
  assert.equal(say(en, x, { n: 3 }, at('𐤀𐤁')), '\u2068𐤀𐤁\u2069 x 3.');
  assert.equal(say(en, x, { n: 3 }, at('日本')), '日本 x 3.');
  assert.equal(say(hi, x, { n: 123456 }, at('नाम')), 'नाम x 1,23,456.');
  assert.equal(say({ ...hi, numbers: 'deva' }, x, { n: 123456 }, at('नाम')), 'नाम x १,२३,४५६.');
  // A value cannot end its isolation, and parts have none.
  assert.equal(say(ar, a, { n: 1 }, at('x\u2069\u202Ey\u2066')), 'أ \u2068xy\u2069 ب 1.');
  const parts = createMessages({ ...ar, own: a }).parts({ reason: 'a', params: { n: 7 }, path: ['x@y.z'] });
  assert.deepEqual(
    parts.map(({ type, value, name }) => [type, value, name]),
    [
      ['text', 'أ ', undefined],
      ['value', 'x@y.z', 'field'],
      ['text', ' ب ', undefined],
      ['value', '7', 'n'],
      ['text', '.', undefined],
    ],
  );
});

test('pseudo-languages change words and nothing else', () => {
  const [long, turned] = [accented(locales.en), mirrored(locales.en)].map((locale) => createMessages(locale));
  const finding = { reason: 'required', params: {}, path: ['email'] };
  assert.equal(long(finding), '⟦Ƥļééààšéé ƒííļļ ííñ “⟦ÉÉɱààííļ⟧”.⟧');
  assert.match(turned(finding), /^\u202EPlease\u202C \u202Efill\u202C \u202Ein\u202C “\u2068Email\u2069”\.$/);
  const plain = createMessages(locales.en);
  const ratios = findings.map((finding) => long(finding).length / plain(finding).length).sort((a, b) => a - b);
  assert.ok(ratios[0] > 1.05 && ratios[ratios.length >> 1] > 1.3, `${ratios[0]} ${ratios[ratios.length >> 1]}`);
  assert.equal(alphabetOf(locales.en.texts), '');
});

test('another language for fifty shown messages takes at most a millisecond', (t) => {
  const shown = findings.slice(0, 50);
  const took = [];
  const names = Object.keys(locales);
  for (let round = 0; round < 60; round++) {
    const start = performance.now();
    // A copy, of which nothing is parsed yet.
    const say = createMessages({ ...locales[names[round % names.length]] });
    for (const finding of shown) say(finding);
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  t.diagnostic(
    `quickest ${took[0].toFixed(2)} ms, a quarter under ${took[15].toFixed(2)}, median ${took[30].toFixed(2)}`,
  );
  // The quarter that other work on the machine disturbed least.
  assert.ok(took[15] <= 1, `${took[15]} ms`);
});

const bundles = join(ROOT, 'target/bundles');
mkdirSync(bundles, { recursive: true });
const folder = mkdtempSync(join(bundles, 'locales-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A page's script and how the two bundlers make one file of it. */
const bundlers = {
  esbuild: async (entry) => {
    const options = { entryPoints: [entry], bundle: true, minify: true, write: false, format: 'esm', charset: 'utf8' };
    return (await build(options)).outputFiles[0].text;
  },
  Vite: async (entry) => {
    const lib = { entry, formats: ['es'], fileName: 'out' };
    const options = { lib, write: false, minify: true, reportCompressedSize: false };
    const [{ output }] = [
      await viteBuild({ root: folder, configFile: false, logLevel: 'silent', build: options }),
    ].flat();
    return output.map(({ code }) => code).join('');
  },
};
/** A stretch of a locale that no other has. */
const markOf = ({ texts }) =>
  texts
    .slice(40, 80)
    .split(/[\n\t"\\]/)
    .sort((a, b) => b.length - a.length)[0];

for (const [bundler, bundle] of Object.entries(bundlers)) {
  test(`${bundler}: the chosen language reaches a bundle, English as what stands in for it, and no other`, async (t) => {
    const octets = {};
    for (const chosen of [null, 'hi', 'ar']) {
      const entry = join(folder, `${bundler}-${chosen}.js`);
      const own = chosen ? `import locale from 'presend/locales/${chosen}';` : 'const locale = undefined;';
      writeFileSync(
        entry,
        `import { createMessages } from 'presend/messages'; ${own} export const t = createMessages(locale);`,
      );
      const code = await bundle(entry);
      for (const [name, locale] of Object.entries(locales)) {
        assert.equal(
          code.includes(markOf(locale)),
          name === 'en' || name === chosen,
          `${name} in the bundle for ${chosen}`,
        );
      }
      octets[chosen ?? 'English'] = gzipSync(code, { level: 9 }).length;
    }
    t.diagnostic(JSON.stringify(octets));
    const added = [octets.hi, octets.ar].map((octets_) => octets_ - octets.English);
    assert.ok(
      added.every((more) => more > 3_000 && more < 10_240),
      `${added}`,
    );
  });
}

// Phone: speed, and verdicts against Google's where the corpus is.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { parsePhoneNumber as parseMax } from 'libphonenumber-js/max';
import { parsePhoneNumber as parseMin } from 'libphonenumber-js/min';
import { checkPhone, checkPhones } from 'presend';
import validator from 'validator';
import { compare, microseconds, significant, table } from './measure.mjs';

const CORPUS = new URL('../../../shared/data/phone/corpus.tsv.gz', import.meta.url);
const require = createRequire(import.meta.url);
const { PhoneNumberUtil } = require('google-libphonenumber');
const google = PhoneNumberUtil.getInstance();
const { parsePhoneNumber: parseAwesome } = require('awesome-phonenumber');
// What intl-tel-input loads beside itself to check and write numbers: libphonenumber compiled for it.
const { default: intlUtils } = await import('intl-tel-input/utils');

const attempt = (call) => {
  try {
    return call();
  } catch {
    return false;
  }
};
const peers = {
  presend: (value) => checkPhone(value).ok,
  'libphonenumber-js max': (value) => attempt(() => parseMax(value).isValid()),
  'libphonenumber-js min': (value) => attempt(() => parseMin(value).isValid()),
  'google-libphonenumber': (value) => attempt(() => google.isValidNumber(google.parse(value))),
  'awesome-phonenumber': (value) => parseAwesome(value).valid,
  'intl-tel-input utils': (value) => intlUtils.isValidNumberPrecise(value),
  validator: (value) => validator.isMobilePhone(value, 'any', { strictMode: true }),
};

function corpus() {
  try {
    const lines = gunzipSync(readFileSync(CORPUS)).toString('utf8').trimEnd().split('\n');
    return lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.split('\t'))
      .map(([value, , , , , valid, strict]) => ({ value, valid: valid === '1', strict: strict === '1' }));
  } catch {
    console.log('\nThe corpus is not at ../shared/data/phone: no verdicts compared.');
    return null;
  }
}

/** `checkPhones` over lists of the same length, in turns with the check and the peer that take number after number. */
function lists(mixed) {
  const ofOneCountry = mixed.map((_, at) => `+91${9_000_000_000 + at * 7_919}`);
  const max = peers['libphonenumber-js max'];
  for (const [name, list] of [
    ['as they come', mixed],
    ['all valid', ofOneCountry],
  ]) {
    // A part of the list in the same mixture is enough for the peer, which would take seconds a round.
    const some = list.filter((_, at) => at % 50 === 0);
    const times = microseconds(
      {
        checkPhones: () => checkPhones(list).okCount,
        'checkPhone, one by one': () => list.filter((value) => checkPhone(value).ok).length,
        'libphonenumber-js max': () => some.filter((value) => max(value)).length,
      },
      [0],
    );
    const each = Object.entries(times).map(([who, per]) => [who, per / (who.startsWith('lib') ? some : list).length]);
    const own = each[0][1];
    table(
      `phone: a list of ${list.length.toLocaleString('en')}, ${name}`,
      ['', 'µs a row', 'million a second', 'checkPhones is'],
      each.map(([who, per], at) => [
        who,
        per.toFixed(3),
        (1 / per).toFixed(2),
        at === 0 ? '' : `${significant(per / own)} ×`,
      ]),
    );
  }
}

export function phone() {
  compare('phone: one number', peers, ['+919876543210']);
  const rows = corpus();
  if (rows === null) return;
  // The corpus two and a half times: all regions and kinds of mistakes are in it. Copied, or they stay cuts of one text.
  const values = rows.map(({ value }) => Buffer.from(value).toString());
  const mixed = [...values, ...values, ...values.filter((_, at) => at % 2 === 0)];
  compare(`phone: ${mixed.length.toLocaleString('en')} mixed numbers`, peers, mixed);
  lists(mixed);
  const verdicts = { ...peers, 'presend exact': (value) => checkPhone(value, { mode: 'exact' }).ok };
  const share = (hits) => `${((hits / rows.length) * 100).toFixed(3)} %`;
  table(
    `verdicts equal to Google's, of ${rows.length.toLocaleString('en')} numbers`,
    ['', 'parsed and valid', 'digits as written', 'either'],
    Object.entries(verdicts).map(([name, call]) => {
      const count = { valid: 0, strict: 0, either: 0 };
      for (const { value, valid, strict } of rows) {
        const verdict = Boolean(call(value));
        if (verdict === valid) count.valid++;
        if (verdict === strict) count.strict++;
        if (verdict === (valid || strict)) count.either++;
      }
      return [name, share(count.valid), share(count.strict), share(count.either)];
    }),
  );
}

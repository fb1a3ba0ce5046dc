// Phone: speed, and verdicts against Google's where the corpus is.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { parsePhoneNumber as parseMax } from 'libphonenumber-js/max';
import { parsePhoneNumber as parseMin } from 'libphonenumber-js/min';
import { checkPhone } from 'presend';
import validator from 'validator';
import { compare, table } from './measure.mjs';

const CORPUS = new URL('../../../shared/data/phone/corpus.tsv.gz', import.meta.url);
const { PhoneNumberUtil } = createRequire(import.meta.url)('google-libphonenumber');
const google = PhoneNumberUtil.getInstance();

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

export function phone() {
  compare('phone: one number', peers, ['+919876543210']);
  const rows = corpus();
  if (rows === null) return;
  // Every fourth of 40,000, so that all regions and kinds of mistakes are in it.
  const mixed = rows.filter((_, at) => at % 4 === 0).map(({ value }) => value);
  compare(`phone: ${mixed.length.toLocaleString('en')} mixed numbers`, peers, mixed);
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

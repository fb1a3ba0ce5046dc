// Compares phone numbers with google-libphonenumber: `node tests/oracle/phone.mjs --seed 1 --count 200000`.
//
// That package has metadata of its own version, so the tables for this run are built from them. Every row is a fresh
// number: an example of a region and type with digits changed, put in, taken out or swapped, a trunk prefix put in, or
// digits at random. `libphonenumber` says whether its parse is valid and whether the digits as written are.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildTables } from '../../www/build/phone/generate.mjs';
import { readGooglePlans } from '../../www/build/phone/google.mjs';

const google = createRequire(import.meta.url)('google-libphonenumber');
const util = google.PhoneNumberUtil.getInstance();
const { E164, NATIONAL, INTERNATIONAL } = google.PhoneNumberFormat;

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '200000' } },
});
const random = mulberry32(Number(values.seed));
const below = (bound) => Math.floor(random() * bound);

const plans = readGooglePlans();
const folder = mkdtempSync(join(tmpdir(), 'presend-phone-'));
const { numbers, formats } = buildTables(plans, '9.0.40', {});
writeFileSync(join(folder, 'numbers.bin'), numbers);
writeFileSync(join(folder, 'formats.bin'), formats);

const examples = collectExamples();
const rows = Array.from({ length: Number(values.count) }, () => row(`+${freshDigits()}`));
writeFileSync(join(folder, 'rows.tsv'), rows.join('\n'));
const { status } = spawnSync(
  'cargo',
  ['test', '--quiet', '--test', 'it', 'phone::corpus::rows_of_an_oracle_agree', '--', '--nocapture'],
  {
    stdio: 'inherit',
    env: { ...process.env, PRESEND_PHONE_TABLES: folder, PRESEND_PHONE_ROWS: join(folder, 'rows.tsv') },
  },
);
rmSync(folder, { recursive: true });
console.log(
  `google-libphonenumber, seed ${values.seed}: ${rows.filter((text) => text.split('\t')[2] === '1').length} of ${rows.length} valid`,
);
process.exitCode = status ?? 1;

/** Calling code and national number of every region and type that has an example. */
function collectExamples() {
  const found = [];
  for (const { callingCode, regions } of plans) {
    for (const { code } of regions) {
      for (const type of Object.values(google.PhoneNumberType)) {
        const number =
          code === '001'
            ? util.getExampleNumberForNonGeoEntity(Number(callingCode))
            : util.getExampleNumberForType(code, type);
        if (number) found.push({ callingCode, nsn: util.getNationalSignificantNumber(number) });
        if (code === '001') break;
      }
    }
  }
  return found;
}

function freshDigits() {
  const { callingCode, nsn } = examples[below(examples.length)];
  const digits = [...nsn];
  // Digits past the first few are rarely what decides: take others everywhere.
  for (let at = 2 + below(4); at < digits.length; at += 1) digits[at] = String(below(10));
  const at = below(digits.length);
  switch (below(8)) {
    case 0:
      digits[at] = String(below(10));
      break;
    case 1:
      digits.splice(at, 1);
      break;
    case 2:
      digits.splice(at, 0, String(below(10)));
      break;
    case 3:
      digits.unshift(['0', '1', '8', '06', '0'][below(5)]);
      break;
    case 4:
      return callingCode + Array.from({ length: 4 + below(10) }, () => below(10)).join('');
    case 5:
      [digits[0], digits[at]] = [digits[at], digits[0]];
      break;
  }
  return callingCode + digits.join('');
}

function row(text) {
  const isShort = text.length <= 16;
  const written = asWritten(text);
  const isStrict = isShort && written !== null && util.isValidNumber(written);
  const parsed = parse(text);
  const isValid = parsed !== null && util.isValidNumber(parsed) && util.format(parsed, E164).length <= 16;
  const number = isStrict ? written : parsed;
  const answers =
    isStrict || isValid
      ? [
          util.format(number, E164),
          util.getRegionCodeForNumber(number),
          util.getNumberType(number),
          util.format(number, NATIONAL),
          util.format(number, INTERNATIONAL),
        ]
      : ['', '', '', '', ''];
  return [text, '', Number(isStrict || isValid), Number(isStrict), ...answers].join('\t');
}

function parse(text) {
  try {
    return util.parse(text, undefined);
  } catch {
    return null;
  }
}

/** The number without anything stripped from it. */
function asWritten(text) {
  const plan = plans.find(({ callingCode }) => text.startsWith(`+${callingCode}`));
  const nsn = plan && text.slice(1 + plan.callingCode.length);
  if (!nsn || nsn.length > 15) return null;
  const number = new google.PhoneNumber();
  number.setCountryCode(Number(plan.callingCode));
  number.setNationalNumber(Number(nsn));
  const zeros = /^0*(?=.)/.exec(nsn)[0].length;
  if (zeros > 0) number.setItalianLeadingZero(true);
  if (zeros > 1) number.setNumberOfLeadingZeros(zeros);
  return number;
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

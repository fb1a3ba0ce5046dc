// Values that a server takes, drawn widely, and what becomes of them by one slip.

import libphonenumber from 'google-libphonenumber';
import { isValidPhoneNumber } from 'libphonenumber-js/max';

const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = libphonenumber;
const google = PhoneNumberUtil.getInstance();

/**
 * Google's example numbers of every region and type. google-libphonenumber 3.2.47 carries older numbering plans than the
 * check: where libphonenumber-js, of the same age as the check, refuses one (Benin, Zimbabwe), it is left out.
 */
const NUMBERS = google.getSupportedRegions().flatMap((region) =>
  Object.values(PhoneNumberType).flatMap((type) => {
    try {
      const number = google.getExampleNumberForType(region, type);
      const text = number && google.isValidNumber(number) ? google.format(number, PhoneNumberFormat.E164) : null;
      // What Google does not read back as the same number is a question about Google, not about the check.
      return text &&
        isValidPhoneNumber(text) &&
        google.format(google.parse(text), PhoneNumberFormat.E164) === text &&
        text.length <= 16
        ? [text]
        : [];
    } catch {
      return [];
    }
  }),
);

const ATEXT = "abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+/=?^_`{|}~-";
const WORDS = ['order', 'नमस्ते', 'Grüße', 'مرحبا', '你好', '😀', 'e\u0301', 'sale', '50 %', 'a&b', '<b>', '"x"', '\\'];
const HOSTS = [
  'acme.in',
  'example.com',
  'mail.example.co.uk',
  'xn--bcher-kva.example',
  'bücher.example',
  'a-b.c1.museum',
  'उदाहरण.in',
];

export function emailAddress(random) {
  const atom = () => random.letters(ATEXT, random.between(1, random.chance(0.1) ? 30 : 8));
  const local = random.chance(0.5) ? random.pick(['ann', 'bob.smith', 'info', 'x+tag', 'a']) : `${atom()}.${atom()}`;
  return `${local.slice(0, 64).replace(/\.$/, 'x')}@${random.pick(HOSTS)}`;
}

export const named = (random, address) =>
  random.pick([
    `Ann <${address}>`,
    `"Smith, Ann" <${address}>`,
    `<${address}>`,
    `Ann B. Smith <${address}>`,
    `अनु <${address}>`,
  ]);

export const phoneNumber = (random) => random.pick(NUMBERS);
/** India: subject to DND and DLT. */
export const indianMobile = (random) => `+919${random.letters('0123456789', 9)}`;

export const text = (random, words = 6) =>
  Array.from({ length: random.between(1, words) }, () => random.pick(WORDS)).join(random.pick([' ', '\n', ', ']));
export const line = (random) => text(random).replaceAll('\n', ' ');

/** One slip of the finger, of a paste or of a program. The result may be right by chance: the server decides. */
export function slip(random, value, alphabet) {
  const at = random.below(value.length + 1);
  const cut = (from, to = from) => value.slice(0, from) + value.slice(to);
  return random.pick([
    () => cut(at, at + 1),
    () => value.slice(0, at) + random.pick(alphabet) + value.slice(at),
    () => value.slice(0, at) + random.pick(alphabet) + value.slice(at + 1),
    () => value.slice(0, at) + value.slice(at, at + 1) + value.slice(at),
    () => value.slice(0, at),
    () => ` ${value}`,
    () => `${value} `,
    () => value + value,
  ])();
}

export const ADDRESS_SLIPS = [
  '@',
  '.',
  '..',
  ',',
  ' ',
  '(',
  ')',
  '<',
  '>',
  ';',
  ':',
  '"',
  '\\',
  '\n',
  '\t',
  'é',
  '-',
  '_',
  'x',
  '[',
  ']',
  '\u200b',
  '。',
];
export const NUMBER_SLIPS = ['0', '1', '9', '5', '+', ' ', '-', '(', '.', 'a', '٣', '\u202a', 'x', '00'];
export const JSON_SLIPS = [
  ',',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  '\n',
  '\t',
  '0',
  'x',
  ' ',
  '\u00a0',
  '//',
  '\ufeff',
];

/** What is certainly wrong. */
export const badAddress = (random) =>
  random.pick([
    'ann',
    '@example.com',
    'ann@',
    'ann@example',
    'ann@@example.com',
    'ann example@acme.in',
    'ann@exa mple.com',
    '.ann@acme.in',
    'ann.@acme.in',
    'a..b@acme.in',
    'ann@acme..in',
    'ann@-acme.in',
    'ann@acme-.in',
    'ann@acme.i',
    'ann@acme.123',
    `${'a'.repeat(65)}@acme.in`,
    `ann@${'a'.repeat(64)}.in`,
    `ann@${'a.'.repeat(126)}inn`,
    'ann@[192.0.2.1]',
    '"a b"@acme.in',
    'अनु@acme.in',
    'ann,bob@acme.in',
    'ann@acme.in,bob@acme.in',
    'mailto:ann@acme.in',
    'ann@acme,in',
    'ann@acme.in.',
    'ann(x)@acme.in',
    'ann@xn--example.com',
  ]);

export const badNumber = (random) =>
  random.pick([
    '9876543210',
    '09876543210',
    '00919876543210',
    '+9198765432',
    '+91987654321012',
    '+0919876543210',
    '+91 98765 43210',
    '+91-9876543210',
    '(+91)9876543210',
    '+999123456789',
    '+',
    '+91',
    'phone',
    '+91987654321O',
    '+९१९८७६५४३२१०',
    'tel:+919876543210',
    '+9109876543210',
    '+1234567890123456',
    '+12025550',
    '+442079460958x12',
    '+911234567890',
  ]);

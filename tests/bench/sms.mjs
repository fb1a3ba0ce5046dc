// SMS: speed, and segments beside four other counters, with each wrong answer.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { estimateSms, measureSms } from 'presend';
import { compare, table } from './measure.mjs';

// As CommonJS, which all of them are.
const require = createRequire(import.meta.url);
const { SegmentedMessage } = require('sms-segments-calculator');
const smsLength = require('sms-length');
const smsCounter = require('sms-counter/build').default;
const splitSms = require('split-sms');

/** Name → encoding and segments of a text. */
const COUNTERS = {
  presend: (text) => {
    const { encoding, segments } = measureSms(text);
    return [encoding, segments];
  },
  'split-sms': (text) => {
    const { characterSet, parts } = splitSms.split(text);
    return [characterSet === 'GSM' ? 'gsm7' : 'ucs2', parts.length];
  },
  'sms-segments-calculator (Twilio)': (text) => {
    const message = new SegmentedMessage(text);
    return [message.encodingName === 'GSM-7' ? 'gsm7' : 'ucs2', message.segmentsCount];
  },
  'sms-length': (text) => {
    const { encoding, messages } = smsLength.count(text);
    return [encoding === 'UTF16' ? 'ucs2' : 'gsm7', messages];
  },
  'sms-counter': (text) => {
    const { encoding, messages } = smsCounter.count(text);
    return [encoding === 'UTF16' ? 'ucs2' : 'gsm7', messages];
  },
};

const TEXTS = {
  '160 characters of ASCII': 'Your order 8812 is on its way. Track it at https://acme.in/t/8812 '.padEnd(160, 'x'),
  '300 characters with a euro sign': `${'a'.repeat(152)}€`.padEnd(300, 'b'),
  '70 characters of Hindi': 'आपका ऑर्डर रवाना हो गया है। '.repeat(3).slice(0, 70),
  '400 characters with emoji': 'Thank you 😀 '.repeat(34).slice(0, 400),
};

/** A text on one line, runs of one character as such. */
const shown = (text) =>
  JSON.stringify(text.replaceAll(/(.)\1{8,}/gsu, (run, char) => `${char}×${[...run].length} `)).slice(0, 44);

/** The cases' answers, each with its section of 3GPP TS 23.038 or 23.040, beside the counters'. */
function exactness() {
  const file = JSON.parse(readFileSync(new URL('../cases/sms.json', import.meta.url), 'utf8'));
  // Whether no text is one message or none is a question of words; national tables the others do not know.
  const cases = file.cases.filter(({ check, value, options }) => check === 'sms' && value !== '' && !options?.tables);
  const wrong = Object.entries(COUNTERS).map(([name, count]) => [
    name,
    cases.filter(({ value, expect }) => {
      const [encoding, segments] = count(value);
      return encoding !== expect.encoding || segments !== expect.segments;
    }),
  ]);
  table(
    `encoding and segments right, of ${cases.length} texts of tests/cases/sms.json`,
    ['', 'right', 'wrong'],
    wrong.map(([name, list]) => [name, cases.length - list.length, list.length]),
  );
  const rows = wrong.flatMap(([name, list]) =>
    list.map(({ value, expect, source }) => [
      `${name}: ${shown(value)}`,
      COUNTERS[name](value).join(' '),
      `${expect.encoding} ${expect.segments}`,
      source,
    ]),
  );
  if (rows.length > 0) table('wrong answers', ['', 'says', 'is', 'source'], rows);
}

export function sms() {
  for (const [name, text] of Object.entries(TEXTS)) compare(`SMS: ${name}`, COUNTERS, [text]);
  const texts = Array.from(
    { length: 10_000 },
    (_, at) => `Hi customer ${at}, your order is on its way. Thank you – Acme`,
  );
  const lists = {
    presend: (list) => estimateSms(list).segments,
    'sms-segments-calculator (Twilio)': (list) =>
      list.reduce((sum, text) => sum + new SegmentedMessage(text).segmentsCount, 0),
  };
  compare('SMS: what 1,000 messages cost', lists, [texts]);
  exactness();
}

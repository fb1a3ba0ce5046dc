// E-mail: speed, and verdicts against the public suites where they are.

import { readdirSync, readFileSync } from 'node:fs';
import hapi from '@hapi/address';
import addresses from 'email-addresses';
import isemail from 'isemail';
import { checkEmail, checkEmails } from 'presend/email';
import validator from 'validator';
import { z } from 'zod';
import { compare, table } from './measure.mjs';

const SUITES = new URL('../../../shared/data/email/', import.meta.url);

const schema = z.email();
const peers = {
  presend: (value) => checkEmail(value).ok,
  isemail: (value) => isemail.validate(value),
  '@hapi/address': (value) => hapi.isEmailValid(value),
  validator: (value) => validator.isEmail(value),
  zod: (value) => schema.safeParse(value).success,
  'email-addresses': (value) => addresses.parseOneAddress(value) !== null,
};

const VALID = ['ann@acme.in', 'first.last@sub.acme.co.in', 'a+b@example.org', 'x_1@mail.example.com', '9@b-c.museum'];
const INVALID = ['ann@acme,in', 'annacme.in', 'ann@@acme.in', '.ann@acme.in', 'ann@acme..in', 'ann @acme.in'];
const MIXED = [...VALID, ...INVALID];
/** Twenty rows as lists of recipients have them: twelve usual ones, three to be tidied, a slip, one outside ASCII, three wrong. */
const USUAL = [
  ...[
    'priya.sharma@gmail.com',
    'r.kumar@yahoo.co.in',
    'info@acme.in',
    'ann-marie@mail.acme.co.uk',
    'bo1987@hotmail.com',
  ],
  ...[
    'sales@b-c.museum',
    'first.last@rediffmail.com',
    'x_1@outlook.com',
    'dev+news@presend.dev',
    'a@uni-heidelberg.de',
  ],
  ...['accounts@shop24.store', 'k.iyer@iitb.ac.in', 'Ann@Acme.IN', ' ann@acme.in', 'ann@acme.in ', 'priya@gmial.com'],
  ...['ann@bücher.de', 'ann@acme,in', 'annacme.in', 'ann..lee@acme.in'],
];

/** A thousand addresses, no two of them the same, so that nothing remembered helps. */
const distinct = (shapes) =>
  Array.from({ length: 1000 }, (_, at) => shapes[at % shapes.length].replace(/[a-z]/i, (letter) => `${letter}${at}`));

function exactness() {
  let files;
  try {
    files = readdirSync(SUITES).filter((name) => name.endsWith('.tsv'));
  } catch {
    return console.log('\nThe public e-mail suites are not at ../shared/data/email: no verdicts compared.');
  }
  const rows = files.flatMap((file) => {
    const [head, ...lines] = readFileSync(new URL(file, SUITES), 'utf8').trimEnd().split('\n');
    const names = head.split('\t');
    return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [names[at], cell])));
  });
  const judged = rows.map((row) => ({
    value: JSON.parse(row.address_json),
    strict: row.rfc5321_6531_strict === 'y',
    // What UTS #46 takes and IDNA 2008 does not counts as valid.
    practical: row.practical === 'y' || row.flags?.includes('uts46_ok'),
    strictLenient: row.flags?.includes('uts46_ok'),
  }));
  const verdicts = {
    ...peers,
    // `practical` trims what pasting left around an address, with a warning, and takes RFC 6531 by option alone.
    'presend smtputf8, untrimmed': (value) => {
      const { ok, warnings } = checkEmail(value, { smtputf8: true });
      return ok && warnings.every(({ reason }) => reason !== 'email_surrounding_white_space');
    },
    'presend strict': (value) => checkEmail(value, { mode: 'strict', smtputf8: true }).ok,
  };
  const right = (call, mode) => {
    const hits = judged.filter(({ value, ...row }) => {
      let verdict = false;
      try {
        verdict = Boolean(call(value));
      } catch {
        // A peer that throws has not accepted.
      }
      return verdict === (mode === 'strict' ? row.strict || Boolean(row.strictLenient) : Boolean(row.practical));
    });
    return `${((hits.length / judged.length) * 100).toFixed(1)} %`;
  };
  table(
    `verdicts right, of ${judged.length} addresses of four public suites`,
    ['', 'strict', 'practical'],
    Object.entries(verdicts).map(([name, call]) => [name, right(call, 'strict'), right(call, 'practical')]),
  );
}

/** A list at once, beside peers that are asked row by row; microseconds are those of the whole list. */
function lists() {
  const all = Object.entries(peers).map(([name, call]) => [name, (rows) => rows.filter((row) => call(row)).length]);
  const whole = { ...Object.fromEntries(all), presend: (rows) => checkEmails(rows).okCount };
  for (const [what, shapes] of Object.entries({ valid: VALID, 'as they come': USUAL, 'half of it wrong': MIXED })) {
    const rows = Array.from({ length: 10 }, (_, at) => distinct(shapes).map((row) => `l${at}${row}`)).flat();
    compare(`e-mail: checkEmails, a list of 10,000 rows, ${what}`, whole, [rows]);
  }
}

export function email() {
  compare('e-mail: valid addresses', peers, distinct(VALID));
  compare('e-mail: invalid addresses', peers, distinct(INVALID));
  compare('e-mail: mixed, half of them wrong', peers, distinct(MIXED));
  compare('e-mail: mixed, as lists of recipients have them', peers, distinct(USUAL));
  lists();
  exactness();
}

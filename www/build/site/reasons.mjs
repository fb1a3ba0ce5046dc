// The error reference of the site: every code and reason with an example that triggers it, taken from tests/cases, and
// the finding that the packed package gives for it, from which its sentence is said in any language.

import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { FORESEEN } from '../errors.mjs';
import { root } from '../tools.mjs';
import { vocabulary } from '../vocabulary.mjs';
import { installed } from './package.mjs';

const NOW = 1_717_754_400_000;
const FAILURES = { network: ['TypeError', 'fetch failed'], aborted: ['AbortError'], timed_out: ['TimeoutError'] };

const load = (path) => import(pathToFileURL(`${installed}dist/esm/${path}.js`).href);

/** A value as code would spell it. */
const spelled = (value) =>
  inspect(value, { depth: null, breakLength: 96, compact: 3, maxStringLength: 300, maxArrayLength: 12 }).replace(
    /^Uint8Array\(\d+\) (.*)$/s,
    'new Uint8Array($1)',
  );
/** A call as code. */
const call = (name, ...given) =>
  `${name}(${given
    .filter((value) => value !== undefined)
    .map(spelled)
    .join(', ')})`;
/** Names stand for what is imported. */
const named = (name) => ({ [inspect.custom]: () => name });

/** How the cases of each kind are called: `[code, result]`; a kind that is not here gives findings that others give too. */
function verbs(presend, profiles) {
  const one =
    (name) =>
    ({ value, options }) => [call(name, value, options), presend[name](value, options)];
  return {
    email: one('checkEmail'),
    phone: one('checkPhone'),
    json: one('checkJson'),
    text: one('checkText'),
    checkSms: one('checkSms'),
    dltTemplate: one('checkDltTemplate'),
    dltHeader: one('checkDltHeader'),
    dltId: one('checkDltId'),
    whatsappTemplate: one('checkWhatsappTemplate'),
    whatsappMessage: one('checkWhatsappMessage'),
    template({ value, options }) {
      const given = options && { variables: {}, ...options };
      return [call('checkTemplate', value, given), presend.checkTemplate(value, given)];
    },
    simplifySms({ value, options }) {
      const result = presend.simplifySms(value, options);
      return [call('simplifySms', value, options), { issues: [], ...result }];
    },
    dlt({ value, templates, options }) {
      const list = templates.map((text, at) => ({ id: `${at}`, text }));
      return [
        `${call('createDltIndex', list, options)}.${call('match', value)}`,
        presend.createDltIndex(list, options).match(value),
      ];
    },
    request({ profile, operation, body, text, options, rules }) {
      const own = rules ? presend.confirmRules(profiles[profile], rules) : profiles[profile];
      return [
        call('checkRequest', named(profile), operation, text ?? body, options),
        presend.checkRequest(own, operation, text ?? body, options),
      ];
    },
    answer({ value, options = {} }) {
      const { failure, ...rest } = value;
      const [name, message] = FAILURES[failure] ?? [];
      const error = name === 'TypeError' ? new TypeError(message) : name && new DOMException('', name);
      const given = failure ? { ...rest, error } : rest;
      const key = options.idempotencyKey ? { idempotencyKey: 'key-1' } : {};
      const result = presend.explain(given, { timeZone: 'UTC', now: NOW, random: () => 0, ...options, ...key });
      const shown = failure
        ? { ...rest, error: named(message ? `new TypeError('${message}')` : `new DOMException('', '${name}')`) }
        : rest;
      return [call('explain', shown), { ...result, warnings: [] }];
    },
  };
}

/** A case's text; halves of pairs as units, what is no UTF-8 as octets. */
const valueOf = ({ value, units, utf16, hex }) =>
  hex ? new Uint8Array(Buffer.from(hex, 'hex')) : (units ?? utf16) ? String.fromCharCode(...(units ?? utf16)) : value;

/** What no case of one call triggers: name and arguments. */
const MORE = [
  ['checkTemplate', { subject: 'Hi {{name}}' }, { variables: { name: 'Ann Marie' }, maxSubject: 10 }],
  ['checkTemplate', '{{#if a}}'.repeat(2000)],
];

/** What is found in files of recipients: the source as code, and itself. */
const LISTS = [
  ["['+919876543210', '+91 98765 43210']", ['+919876543210', '+91 98765 43210']],
  ["new Blob(['PK\\x03\\x04\\0\\0'])", new Blob(['PK\x03\x04\0\0'])],
  [`new Blob(['phone\\n"', 'x'.repeat(2 ** 21)])`, new Blob(['phone\n"', 'x'.repeat(2 ** 21)])],
  ["new Blob(['name,city\\nAnn,Pune'])", new Blob(['name,city\nAnn,Pune'])],
  [
    "new ReadableStream({ pull: (to) => to.error(new Error('gone')) })",
    new ReadableStream({ pull: (to) => to.error(new Error('gone')) }),
  ],
];

/** What JavaScript cannot give to a check. */
const RUST = '// From Rust alone: octets that are not UTF-8. A text of JavaScript is never that.';

let made;
/** Reason → `{ example, issue }`, the shortest example of each; made once a build. */
function triggered() {
  return (made ??= trigger());
}

async function trigger() {
  const presend = await load('index');
  const profiles = {};
  for (const name of ['migosmtp', 'telnxo', 'generic'])
    profiles[name] = (await load(`generated/profiles/${name}`)).default;
  const found = new Map();
  const known = verbs(presend, profiles);
  const folder = `${root}tests/cases/`;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { cases = [] } = JSON.parse(readFileSync(folder + file, 'utf8'));
    for (const given of cases) {
      const verb = known[given.check];
      // A text in JavaScript is never bad UTF-8: such cases are the core's alone.
      if (!verb || given.octets || (given.hex && given.check !== 'json')) continue;
      const [example, { issues, warnings }] = verb({ ...given, value: valueOf(given) });
      for (const issue of [...issues, ...warnings]) {
        const before = found.get(issue.reason);
        if (!before || example.length < before.example.length) found.set(issue.reason, { example, issue });
      }
    }
  }
  for (const [name, ...given] of MORE) {
    const { issues, warnings } = presend[name](...given);
    for (const issue of [...issues, ...warnings])
      if (!found.has(issue.reason)) found.set(issue.reason, { example: call(name, ...given), issue });
  }
  const { checkRecipients } = await load('entries/worker');
  for (const [source, recipients] of LISTS) {
    const report = await checkRecipients(recipients, { operation: 'sms.send.bulk' });
    const example = `await checkRecipients(${source}, { operation: 'sms.send.bulk' })`;
    for (const issue of [...report.findings.map((finding) => finding.issue), report.stopped])
      if (issue && !found.has(issue.reason)) found.set(issue.reason, { example, issue });
  }
  const { sampleIssue, sampleAnswer } = await load('entries/testing');
  const { codes, reasons } = vocabulary();
  for (const { reason } of reasons)
    if (!found.has(reason))
      found.set(reason, { example: reason.endsWith('_invalid_utf8') ? RUST : null, issue: sampleIssue(reason) });
  const retries = new Map();
  for (const { name } of codes) {
    const { status, headers, body } = sampleAnswer(name);
    const result = presend.explain({ status, headers, body }, { now: NOW, random: () => 0.5, timeZone: 'UTC' });
    retries.set(name, result.retry);
    if (!found.get(name)?.example)
      found.set(name, { example: call('explain', { status, body }), issue: result.issues[0] });
  }
  return { found, retries };
}

/** What a sentence needs of a finding. */
const bare = ({ reason, code, severity, path, params, fix, span }) => ({
  reason,
  code,
  severity,
  path,
  params,
  span,
  ...(fix && { fix }),
});

/** Reason → finding: what the page's script says in other languages. */
export async function findings() {
  const { found } = await triggered();
  return Object.fromEntries([...found].map(([reason, { issue }]) => [reason, bare(issue)]));
}

const words = (text) => text.replaceAll('_', ' ');

/** What the page shows: `{ codes: [{ name, …, reasons }], others }`, with both sentences in English. */
export async function reference() {
  const { found, retries } = await triggered();
  const { createMessages } = await load('entries/messages');
  const person = createMessages();
  const operator = createMessages(undefined, { audience: 'operator' });
  const { codes, reasons } = vocabulary();
  const row = ({ reason, doc }) => {
    const { example, issue } = found.get(reason);
    return { reason, doc, example, severity: issue.severity, person: person(issue), operator: operator(issue) };
  };
  return {
    codes: codes.map(({ name, status, group, foreseen, fixers, rule, doc }) => ({
      ...row({ reason: name, doc }),
      name,
      status,
      group: words(group),
      foreseen: FORESEEN[foreseen],
      fixers: fixers.map(words).join(', '),
      rule: words(rule),
      retry: spelled(retries.get(name)),
      reasons: reasons.filter((one) => one.code === name && one.reason !== name).map(row),
    })),
    others: reasons.filter(({ code }) => code === null).map(row),
    count: reasons.length,
  };
}

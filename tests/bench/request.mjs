// Whole requests with a compiled snapshot: one e-mail, ten thousand recipients, a filter of a million addresses.

import { checkRequest, prepareContext } from 'presend';
import { buildFilter } from 'presend/filter';
import migosmtp from 'presend/profiles/migosmtp';
import { median, microseconds, table } from './measure.mjs';

const NOW = 1_795_372_800_000;
const ONE = {
  from: 'shop@acme.in',
  to: 'ann@example.org',
  reply_to: 'help@acme.in',
  subject: 'Your order {{order}} is on its way',
  html: '<p>Hi {{name}},</p><p>your order <b>{{order}}</b> left our warehouse today.</p><p><a href="https://acme.in/t">Track it</a></p>',
  variables: { name: 'Ann', order: 'A-1024' },
  tags: ['orders'],
};

const BULK = {
  from: 'shop@acme.in',
  subject: 'News for {{name}}',
  html: '<p>Hi {{name}}, {{offer}}</p>',
  default_variables: { offer: '10 % off' },
  recipients: Array.from({ length: 10_000 }, (_, at) => ({
    email: `person${at}@example.org`,
    variables: { name: `Ann ${at}` },
  })),
};

const snapshot = {
  asOf: NOW,
  verifiedDomains: ['acme.in', 'acme.com'],
  suppressions: Array.from({ length: 1000 }, (_, at) => `gone${at}@example.org`),
  usage: { monthly_quota: 1e6, monthly_used: 100, daily_limit: 1e6, daily_used: 1, hourly_limit: 1e6, hourly_used: 1 },
  apiKey: { platform: 'migosmtp', scopes: ['send'], expiresAt: NOW * 2 },
  subscription: { status: 'active' },
  idempotencyKeys: [],
  rateLimits: { 'email.send': { remaining: 12, resetsAt: NOW * 2 } },
};

/** The median of calls that take milliseconds. */
function milliseconds(call) {
  for (let at = 0; at < 20; at++) call();
  const times = Array.from({ length: 31 }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  });
  return median(times);
}

export function request() {
  const context = prepareContext(snapshot);
  const text = JSON.stringify(ONE);
  const bulkText = JSON.stringify(BULK);
  const one = microseconds(
    {
      'e-mail as object': (body) => checkRequest(migosmtp, 'email.send', body, { context, now: NOW }).ok,
      'e-mail as text': () => checkRequest(migosmtp, 'email.send', text, { context, now: NOW }).ok,
      'with headers': (body) =>
        checkRequest(migosmtp, 'email.send', body, { context, now: NOW, headers: { 'X-Idempotency-Key': 'k-1' } }).ok,
      'with the snapshot as it is': (body) =>
        checkRequest(migosmtp, 'email.send', body, { context: snapshot, now: NOW }).ok,
      'JSON.stringify alone': (body) => JSON.stringify(body).length > 0,
    },
    [ONE],
  );
  table(
    `one e-mail, ${text.length} octets of body`,
    ['', 'µs'],
    Object.entries(one).map(([name, per]) => [name, per.toFixed(2)]),
  );

  const rows = [
    ['as object', milliseconds(() => checkRequest(migosmtp, 'email.send.bulk', BULK, { context, now: NOW }))],
    ['as text', milliseconds(() => checkRequest(migosmtp, 'email.send.bulk', bulkText, { context, now: NOW }))],
    ['JSON.stringify alone', milliseconds(() => JSON.stringify(BULK))],
  ];
  const wrong = { ...BULK, recipients: BULK.recipients.map(({ email }) => ({ email: email.replace('.', ',') })) };
  rows.push([
    'all of them wrong',
    milliseconds(() => checkRequest(migosmtp, 'email.send.bulk', wrong, { context, now: NOW })),
  ]);

  const started = performance.now();
  const filter = buildFilter(
    Array.from({ length: 1_000_000 }, (_, at) => `gone${at}@example.org`),
    { salt: 'of this bench alone' },
  );
  const built = performance.now() - started;
  const filtered = prepareContext({ ...snapshot, suppressions: filter });
  const without = prepareContext({ ...snapshot, suppressions: null });
  const asked = milliseconds(() => checkRequest(migosmtp, 'email.send.bulk', BULK, { context: filtered, now: NOW }));
  const unasked = milliseconds(() => checkRequest(migosmtp, 'email.send.bulk', BULK, { context: without, now: NOW }));
  rows.push(['with a filter of 1,000,000', asked], ['without suppressions', unasked]);
  table(
    `10,000 recipients, ${bulkText.length.toLocaleString('en')} octets of body`,
    ['', 'ms'],
    rows.map(([name, ms]) => [name, ms.toFixed(2)]),
  );
  console.log(
    `\na filter of 1,000,000: ${filter.length.toLocaleString('en')} octets, built in ${(built / 1000).toFixed(1)} s; a look-up with its share of the check ${(((asked - unasked) * 1000) / BULK.recipients.length).toFixed(3)} µs`,
  );
}

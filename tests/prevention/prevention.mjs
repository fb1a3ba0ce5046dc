// Generated requests, to a server that shares nothing with the check and to the check: what both say of them.

import { readdirSync, readFileSync } from 'node:fs';

import { checkRequest } from 'presend';
import 'presend/phone';
import { createSandbox } from '../../www/sandbox/src/index.mjs';
import { confirmed, contextOf } from './account.mjs';
import { FAULTS } from './faults.mjs';
import { randomOf } from './random.mjs';
import { NOW, platformOf, VALID } from './requests.mjs';

/** Codes whose cause no page can know. */
export const EXPLAINED = [
  'invalid_api_key',
  'ip_not_whitelisted',
  'internal_error',
  'service_unavailable',
  'gateway_timeout',
];
export const SHOWN = 40;
/** Causes for which no code is documented: blocked by findings without a code. */
export const UNCODED = '(no code documented)';

const folder = new URL('../../profiles/', import.meta.url);
const profiles = {};
for (const file of readdirSync(folder)) {
  if (!/^(migosmtp|telnxo)\.json$/.test(file)) continue;
  const profile = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  profiles[profile.name] = profile;
}

/** `each(request, verdict)` sees every request as `checkRequest` got it, and what that said with the rules confirmed. */
export function prevention({ seed, requests, only, shown = SHOWN, each = () => {} }) {
  const random = randomOf(seed);
  const sandbox = createSandbox({ now: () => NOW, random: random.next });
  const base = JSON.stringify(sandbox.account);
  const owned = Object.fromEntries(
    Object.entries(profiles).map(([name, profile]) => [name, confirmed(profile, sandbox.account)]),
  );
  const operations = Object.keys(VALID).filter(
    (name) => Object.hasOwn(profiles[platformOf(name)]?.operations ?? {}, name) && (!only || name === only),
  );
  const absent = Object.keys(VALID).filter((name) => !operations.includes(name));
  const tally = { seed, requests, operations, absent, accepted: 0, refused: 0, codes: {}, disagreements: new Map() };
  tally.falseBlocks = { confirmed: 0, shipped: 0, warned: 0 };

  for (let at = 0; at < requests; at++) {
    const request = generated(random, random.pick(operations), JSON.parse(base));
    sandbox.reset();
    sandbox.account = request.account;
    if (request.exhausted) for (const group of groupsOf(request)) sandbox.exhaustRateLimit(group);
    sandbox.useIdempotencyKey('used');
    const { status, headers, body } = sandbox.handle(request.sent);
    const uncoded = 'X-Sandbox-Note' in headers;
    const answer = status < 300 ? null : { ...body, ...(uncoded && { error: UNCODED }) };
    const platform = platformOf(request.operation);
    const rules = profiles[platform].operations[request.operation];
    const context = contextOf(JSON.parse(request.known), {
      platform,
      group: rules.rateGroup ?? request.operation,
      exhausted: request.exhausted,
      now: NOW,
    });
    const options = { context, now: NOW, headers: request.headers, via: 'direct' };
    const check = (profile) => checkRequest(profile, request.operation, request.sent.body, options);
    const verdict = check(owned[platform]);
    each({ profile: owned[platform], operation: request.operation, body: request.sent.body, options }, verdict);
    count(tally, request, answer, verdict, check(profiles[platform]), shown);
  }
  return tally;
}

/** A request that is right, or has one to three faults. */
function generated(random, operation, account) {
  const headers = { Authorization: `Bearer sandbox-${platformOf(operation)}`, 'Content-Type': 'application/json' };
  if (random.chance(0.3)) headers['X-Idempotency-Key'] = `key-${random.below(1e9)}`;
  const request = { operation, headers, account, faults: [], ...VALID[operation](random) };
  if (random.chance(0.7)) {
    const possible = Object.entries(FAULTS).filter(([, { in: where }]) => where.includes(operation));
    for (const [code, { spoil }] of random.some(possible, random.pick([1, 1, 1, 2, 3]))) {
      request.faults.push(code);
      spoil(request, random);
    }
  }
  const text = JSON.stringify(request.body, null, random.pick([0, 0, 1, '\t']));
  const spoilt = request.spoilText ? request.spoilText(text) : text;
  // As octets half a surrogate pair becomes U+FFFD, as `fetch` sends it; both see the same.
  const body = spoilt.isWellFormed() && random.chance(0.5) ? spoilt : new TextEncoder().encode(spoilt);
  request.text = spoilt;
  // The server writes to its account; the page's snapshot is older.
  request.known = JSON.stringify(account);
  request.sent = { method: request.method ?? 'POST', path: `/v1${request.path}`, headers, body };
  return request;
}

/** All groups of the platform: which one counts is the server's business. */
const groupsOf = ({ operation }) =>
  platformOf(operation) === 'telnxo'
    ? ['sms.send', 'whatsapp.send', 'voice.call', 'telnxo.other']
    : ['email.send', 'email.send.bulk', 'domains', 'other'];

function count(tally, request, answer, owned, shipped, shown) {
  if (answer === null) {
    tally.accepted++;
    if (!owned.ok) {
      tally.falseBlocks.confirmed++;
      disagree(tally, `accepted, blocked: ${owned.issues.map(({ reason }) => reason)}`, request, shown);
    }
    if (!shipped.ok) tally.falseBlocks.shipped++;
    if (owned.warnings.some(({ code }) => code !== null)) tally.falseBlocks.warned++;
    return;
  }
  tally.refused++;
  const { error: code, field } = answer;
  const row = (tally.codes[code] ??= {
    refused: 0,
    foreseen: 0,
    sameCode: 0,
    sameField: 0,
    named: 0,
    likely: 0,
    shipped: 0,
    warned: 0,
  });
  row.refused++;
  const same = owned.issues.filter((issue) => issue.code === (code === UNCODED ? null : code));
  if (!owned.ok) row.foreseen++;
  else if (owned.warnings.some((issue) => issue.code === code)) row.likely++;
  if (same.length > 0) row.sameCode++;
  if (field !== undefined) {
    row.named++;
    if (same.some(({ path }) => written(path) === field)) row.sameField++;
    else if (same.length > 0)
      disagree(
        tally,
        `${code} at ${shape(field)}, foreseen at ${same.map(({ path }) => shape(written(path)))}`,
        request,
        shown,
      );
  }
  if (same.length === 0) {
    const instead = owned.issues.map(({ reason }) => reason);
    const warned = [...new Set(owned.warnings.filter((issue) => issue.code === code).map(({ reason }) => reason))];
    const fate = owned.ok
      ? `passed${warned.length > 0 ? ` with the warning ${warned}` : ''}`
      : `blocked for ${instead}`;
    disagree(tally, `${code}${field ? ` at ${shape(field)}` : ''}, ${fate}`, request, shown);
  }
  if (shipped.issues.some((issue) => issue.code === code)) row.shipped++;
  else if (shipped.warnings.some((issue) => issue.code === code)) row.warned++;
}

/** A path as the server writes it. */
const written = (path) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
const shape = (field) => field.replaceAll(/\d+/g, 'n');

function disagree(tally, what, request, shown) {
  const seen = tally.disagreements.get(what) ?? { count: 0, example: null };
  seen.count++;
  if (seen.example === null && tally.disagreements.size < shown)
    seen.example = `${request.operation} ${request.text.slice(0, 400)}`;
  tally.disagreements.set(what, seen);
}

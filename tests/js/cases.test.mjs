// The same cases that the Rust tests read, asserted on the built package: node --test tests/js/cases.test.mjs

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as presend from 'presend';
import generic from 'presend/profiles/generic';
import migosmtp from 'presend/profiles/migosmtp';
import telnxo from 'presend/profiles/telnxo';

const FOLDER = new URL('../cases/', import.meta.url);
const {
  applyFix,
  checkDltHeader,
  checkDltId,
  checkDltTemplate,
  checkEmail,
  checkEmails,
  checkJson,
  checkPhone,
  checkRequest,
  checkSms,
  checkTemplate,
  checkText,
  checkWhatsappMessage,
  checkWhatsappTemplate,
  confirmRules,
  createDltIndex,
  explain,
  measureSms,
  measureText,
  parseMailboxes,
  prepareContext,
  repairJson,
  sameMailbox,
  simplifySms,
  splitSms,
} = presend;

/** Verbs and options of cases that exist in Rust alone. When one comes to JavaScript, its cases must run here too. */
const RUST_ONLY = {
  verbs: new Map(),
  options: new Set(['maxOctets']),
};

/** The value of a case: text, UTF-16 units for halves of pairs, or octets. */
const givenValue = ({ value, units, utf16, hex }) =>
  hex === undefined
    ? units || utf16
      ? String.fromCharCode(...(units ?? utf16))
      : value
    : new Uint8Array(Buffer.from(hex, 'hex'));

const list = ({ start, end }) => [start, end];

/** A finding in the words of the cases; only members that the room's cases speak of. */
function finding(value, issue, members) {
  const all = {
    reason: issue.reason,
    span: issue.span && list(issue.span),
    params: issue.params,
    path: issue.path,
    likely: issue.likely === true,
    line: issue.source?.line,
    column: issue.source?.column,
    related: (issue.related ?? []).map(({ span }) => list(span)),
    fixed: issue.fix ? (typeof value === 'string' ? applyFix(value, issue) : 'octets') : null,
  };
  return Object.fromEntries(members.map((name) => [name, all[name]]));
}

const ABSENT = { span: null, params: {}, path: [], likely: false, related: [], fixed: null };
const expected = (issue, members) => Object.fromEntries(members.map((name) => [name, issue[name] ?? ABSENT[name]]));

function compare(result, { value: text, expect }, members, known = []) {
  assert.equal(result.ok, expect.ok, 'ok');
  assert.equal(result.value !== null, result.ok, 'a value exactly when ok');
  for (const severity of ['issues', 'warnings']) {
    const wanted = expect[severity] ?? [];
    const asked = (at) => members.filter((name) => name !== 'params?').concat(paramsAsked(members, wanted[at]));
    assert.deepEqual(
      result[severity].map((issue, at) => finding(text, issue, asked(at))),
      wanted.map((issue, at) => expected(issue, asked(at))),
      severity,
    );
  }
  for (const issue of [...result.issues, ...result.warnings]) spanRule(text, issue);
  for (const name of known) if (expect[name] !== undefined) assert.deepEqual(result[name], expect[name], name);
}

/** `params?`: where a case leaves the parameters of a finding open, they are not compared. */
const paramsAsked = (members, wanted) =>
  members.includes('params?') && wanted?.params !== undefined ? ['params'] : [];

/** The platform's IDNA decides in JavaScript; engines differ in a few labels, of which it must not be many. */
const hostAccepts = ({ value, expect }) =>
  expect.issues?.some(({ reason }) => reason === 'email_domain_not_idna') &&
  URL.canParse(`http://${value.slice(value.lastIndexOf('@') + 1)}`);

/** Whatever is checked: nothing given and nothing allowed is `required`, before the core is asked. */
function nothingGiven(verb) {
  const { ok, issues } = verb('');
  assert.deepEqual([ok, issues.map(({ reason }) => reason)], [false, ['required']]);
}
const VERBS = {
  email: checkEmail,
  phone: checkPhone,
  json: checkJson,
  template: checkTemplate,
  text: checkText,
  checkSms,
};

/** Inside the value, ordered, not in the middle of a pair. */
function spanRule(value, { span, fix = [] }) {
  const places = [...(span ? [span] : []), ...fix];
  for (const { start, end } of places) {
    assert.ok(0 <= start && start <= end && end <= value.length, 'a span lies inside its value');
    if (typeof value !== 'string') continue;
    for (const at of [start, end]) {
      const inPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(value.slice(Math.max(at - 1, 0), at + 1));
      assert.ok(!inPair, 'a span splits no character');
    }
  }
}

const NOW = 1_717_754_400_000;
const ERRORS = {
  network: () => new TypeError('fetch failed'),
  aborted: () => new DOMException('aborted', 'AbortError'),
  timed_out: () => new DOMException('timed out', 'TimeoutError'),
};

function answer({ value, options = {}, expect }) {
  const { failure, ...rest } = value;
  const given = failure ? { ...rest, error: ERRORS[failure]() } : rest;
  const now = options.now ?? NOW;
  const key = options.idempotencyKey ? { idempotencyKey: 'key-1' } : {};
  const at = (random) => explain(given, { timeZone: 'UTC', ...options, ...key, now, random: () => random });
  const early = at(0);
  assert.deepEqual(
    early.issues.map(({ reason, path, params }) => ({ reason, path, params })),
    expect.issues.map(({ reason, path = [], params = {} }) => ({ reason, path, params })),
  );
  for (const name of ['status', 'requestId', 'rawCode']) assert.equal(early[name], expect[name], name);
  const { delay, ...plan } = expect.retry;
  for (const [name, wanted] of Object.entries(plan)) assert.equal(early.retry[name], wanted, name);
  const hour = 3_600_000;
  const wanted = {
    none: () => [null, null],
    after_ms: () => [now + delay.ms, now + delay.ms],
    at: () => [delay.at ?? delay.ms, delay.at ?? delay.ms],
    backoff: () => [now + delay.floorMs, now + delay.ceilingMs],
    next_hour: () => [Math.floor(now / hour + 1) * hour, Math.floor(now / hour + 1) * hour],
    next_midnight: () => [Math.floor(now / hour / 24 + 1) * hour * 24, Math.floor(now / hour / 24 + 1) * hour * 24],
  }[delay.kind]();
  assert.deepEqual([early.retry.at, at(1).retry.at], wanted, `at, ${delay.kind}`);
  if (wanted[0] !== null) assert.equal(early.retry.afterMs, Math.max(0, wanted[0] - now), 'afterMs');
}

const PROFILES = { migosmtp, telnxo, generic };

function request({ profile: name, operation, body, text, options, rules, expect }) {
  const profile = rules ? confirmRules(PROFILES[name], rules) : PROFILES[name];
  const result = checkRequest(profile, operation, text ?? body, options);
  const told = (issue) => ({
    reason: issue.reason,
    path: issue.path,
    span: issue.span && list(issue.span),
    ...(issue.source && { line: issue.source.line, column: issue.source.column }),
    ...(Object.keys(issue.params).length > 0 && { params: issue.params }),
    ...(issue.asOf !== undefined && { asOf: issue.asOf }),
    ...(issue.likely && { likely: true }),
    ...(issue.elements && { elements: issue.elements }),
    ...(issue.related && { related: issue.related.map(({ path, span }) => ({ path, span: list(span) })) }),
    ...(issue.related?.[0]?.source && {
      relatedAt: issue.related.map(({ source }) => [source.line, source.column]),
    }),
  });
  const { ok, issues, warnings, notChecked } = result;
  assert.deepEqual({ ok, issues: issues.map(told), warnings: warnings.map(told), notChecked }, expect);
  assert.deepEqual(result.value, ok ? (body ?? JSON.parse(text)) : null);
  // As text and as octets a body is the same request; places in it count UTF-16 units here and octets there.
  const bare = ({ source: _source, related, ...issue }) => ({
    ...issue,
    ...(related && { related: related.map(({ source: _at, ...place }) => place) }),
  });
  const placeless = ({ issues, warnings, ...rest }) => ({
    ...rest,
    issues: issues.map(bare),
    warnings: warnings.map(bare),
  });
  const octets = checkRequest(profile, operation, new TextEncoder().encode(text ?? JSON.stringify(body)), options);
  const asText = checkRequest(profile, operation, text ?? JSON.stringify(body), options);
  assert.deepEqual(placeless(octets), placeless(asText));
  // A snapshot that is compiled once says the same.
  if (options?.context) {
    const context = prepareContext(options.context);
    assert.deepEqual(checkRequest(profile, operation, text ?? body, { ...options, context }), result);
    context.free();
  }
}

/** Findings at paths of an object: each with the text that stands there. */
function whatsapp(result, { value, expect }) {
  const told = (issue) => {
    const text = issue.path.reduce((inner, step) => inner?.[step], value);
    if (issue.span) spanRule(text, issue);
    return {
      reason: issue.reason,
      path: issue.path,
      ...(issue.span && { span: list(issue.span) }),
      ...(Object.keys(issue.params).length > 0 && { params: issue.params }),
      ...(issue.fix && { fixed: applyFix(text, issue) }),
    };
  };
  const { ok, issues, warnings } = result;
  const wanted = { ok: expect.ok, issues: expect.issues ?? [], warnings: expect.warnings ?? [] };
  assert.deepEqual({ ok, issues: issues.map(told), warnings: warnings.map(told) }, wanted);
  assert.equal(result.value, ok ? value : null);
}

const LISTS = ['issues', 'warnings'];

/** A cut, which the cases have between characters, as a platform that knows clusters of them (UAX #29) makes it. */
const wholeClusters = (value) => (wanted) => {
  if (wanted.reason !== 'text_too_long') return;
  const start = wanted.span[0];
  const starts = Array.from(new Intl.Segmenter().segment(value), ({ index }) => index);
  if (start === value.length || starts.includes(start)) return;
  wanted.span[0] = starts.findLast((index) => index <= start);
  wanted.fixed = value.slice(0, wanted.span[0]);
};

/** How each room's cases are read. */
const ROOMS = {
  email(given) {
    const alone = checkEmail(given.value, given.options);
    const members = ['reason', 'span', 'params', 'likely', 'fixed'];
    compare(alone, given, members, ['value', 'localPart', 'domain', 'unicodeDomain', 'name']);
    // A row of a list is answered as it is alone.
    const list = checkEmails(['a@b.in', given.value, given.value], given.options);
    const first = alone.issues[0] ?? alone.warnings[0];
    assert.deepEqual(
      [list.ok(1), list.value(1), list.reason(2)],
      [alone.ok, alone.value, first?.reason ?? null],
      'row',
    );
  },
  parseMailboxes: ({ value, options, expect }) =>
    assert.deepEqual(
      parseMailboxes(value, options).map(({ span }) => list(span)),
      expect.spans,
    ),
  sameMailbox({ value, other, options, expect }) {
    assert.equal(sameMailbox(value, other, options), expect.same);
    assert.equal(sameMailbox(other, value, options), expect.same);
  },
  phone: (given) =>
    compare(
      checkPhone(given.value, given.options),
      given,
      ['reason', 'span', 'params', 'fixed'],
      ['value', 'callingCode', 'region', 'type'],
    ),
  json(given) {
    // Octets that are not UTF-8 have no units: the cases count octets there, and a fix has no string to be applied to.
    const ofText = typeof given.value === 'string' ? ['span', 'column', 'fixed'] : [];
    compare(checkJson(given.value, given.options), given, ['reason', 'params', 'path', 'line', ...ofText]);
    const { repaired } = given.expect;
    if (repaired === undefined || ofText.length === 0) return;
    const { ok, value, text, applied, issues } = repairJson(given.value);
    assert.deepEqual([ok, value], [repaired !== null, repaired], 'repaired');
    assert.equal(issues.length === 0, ok);
    if (ok) assert.equal(text, repaired);
    assert.ok(!ok || applied.length > 0, 'it says what was mended');
    for (const issue of applied) spanRule(given.value, issue);
  },
  template(given) {
    const { value, expect } = given;
    // Options without any level are values that are all missing; in JavaScript that has to be said.
    const options = given.options && { variables: {}, ...given.options };
    const result = checkTemplate(value, options);
    compare(result, given, ['reason', 'span', 'params?', 'path', 'related', 'fixed']);
    const { variables } = result;
    if (expect.variables)
      assert.deepEqual(
        variables.map(({ name }) => name),
        expect.variables,
        'variables',
      );
    if (expect.dead)
      assert.deepEqual(
        variables.filter(({ live }) => !live).map(({ name }) => name),
        expect.dead,
        'dead variables',
      );
  },
  text(given) {
    const result = checkText(given.value, given.options);
    if (typeof given.value === 'string')
      for (const list of LISTS) given.expect[list]?.forEach(wholeClusters(given.value));
    compare(result, given, ['reason', 'span', 'params', 'likely', 'fixed']);
    if (!given.expect.measure) return;
    assert.deepEqual(measureText(given.value), given.expect.measure, 'measure');
    const { graphemes: _graphemes, ...measure } = result.measure;
    assert.deepEqual(measure, given.expect.measure, 'a live counter reads the same');
  },
  sms({ value, options, expect }) {
    const { forcing, split, simplified, ...wanted } = expect;
    const measure = measureSms(value, options);
    for (const [name, number] of Object.entries(wanted)) assert.equal(measure[name], number, name);
    assert.equal(measure.forcing.length, Math.min(100, measure.forcingCount));
    if (forcing)
      assert.deepEqual(
        measure.forcing.map((one) => ({ ...one, span: list(one.span) })),
        forcing,
      );
    for (const { span } of measure.forcing) spanRule(value, { span });
    const segments = splitSms(value, options);
    assert.equal(segments.length, measure.segments);
    assert.equal(segments.join(''), value);
    if (split)
      assert.deepEqual(
        segments.map(({ length }) => length),
        split,
      );
    const plain = simplifySms(value);
    assert.equal(plain.text, simplified);
    assert.equal(applyFix(value, { fix: plain.changes }), simplified);
    const { sms } = checkSms(value, options);
    assert.deepEqual(sms, value === '' ? null : measure, 'the check measures the same');
  },
  checkSms(given) {
    compare(checkSms(given.value, given.options), given, ['reason', 'span', 'params', 'likely', 'fixed']);
  },
  simplifySms({ value, options, expect }) {
    const { text, warnings } = simplifySms(value, options);
    assert.equal(text, expect.simplified);
    assert.deepEqual(
      warnings.map(({ reason, params, span, likely }) => ({ reason, params, span: list(span), likely })),
      expect.warnings,
    );
  },
  dlt({ templates, options, ...given }) {
    const index = createDltIndex(
      templates.map((text, at) => ({ id: `${at}`, text })),
      options,
    );
    const result = index.match(given.value);
    index.free();
    compare(result, given, ['reason', 'span', 'params', 'fixed']);
    const id = (at) => (at === null ? null : `${at}`);
    const { template, nearest } = given.expect;
    assert.deepEqual([result.templateId, result.nearest], [id(template), id(nearest)], 'template and nearest');
  },
  dltTemplate: (given) =>
    compare(checkDltTemplate(given.value, given.options), given, ['reason', 'span', 'params', 'fixed']),
  dltHeader: (given) => compare(checkDltHeader(given.value), given, ['reason', 'span', 'params', 'fixed']),
  dltId: (given) => compare(checkDltId(given.value), given, ['reason', 'span', 'params', 'fixed']),
  whatsappTemplate: (given) => whatsapp(checkWhatsappTemplate(given.value), given),
  whatsappMessage: (given) => whatsapp(checkWhatsappMessage(given.value, given.options), given),
  request,
  answer,
};

let ran = 0;
for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
  const cases = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')).cases;
  if (!Array.isArray(cases) || cases[0]?.check === undefined) continue;
  test(`${file}: ${cases.length} cases`, () => {
    const wrong = [];
    let here = 0;
    let lenient = 0;
    for (const [at, given] of cases.entries()) {
      const inRust =
        RUST_ONLY.verbs.has(given.check) ||
        given.octets !== undefined ||
        (given.check === 'text' && given.hex !== undefined) ||
        Object.keys(given.options ?? {}).some((name) => RUST_ONLY.options.has(name));
      if (inRust) continue;
      if (hostAccepts(given) && checkEmail(given.value, given.options).ok) {
        lenient++;
        continue;
      }
      here++;
      try {
        assert.ok(ROOMS[given.check], `nobody reads cases of ${given.check}`);
        if (given.value === '' && VERBS[given.check]) nothingGiven(VERBS[given.check]);
        else ROOMS[given.check]({ ...given, value: givenValue(given) });
      } catch (error) {
        wrong.push(`${at} ${JSON.stringify(given.name ?? given.value)}: ${error.message}`);
      }
    }
    ran += here;
    assert.ok(lenient <= 2, `the platform takes ${lenient} domains that UTS #46 refuses`);
    assert.ok(here > 0 || cases.every((given) => RUST_ONLY.verbs.has(given.check)), 'no case ran');
    assert.equal(wrong.length, 0, `${wrong.length} of ${here} cases differ\n\n${wrong.slice(0, 40).join('\n')}`);
  });
}

test('what is left to Rust is not in JavaScript', () => {
  for (const verb of RUST_ONLY.verbs.values()) assert.ok(!(verb in presend), `${verb} is exported: run its cases here`);
});

test('cases ran', () => {
  console.log(`${ran} cases ran on the built package`);
  assert.ok(ran > 250);
});

// Lists of recipients: node --test tests/js/worker.test.mjs

/* global File */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { buildFilter } from 'presend/filter';
import { createMessages } from 'presend/messages';
import { checkPhone } from 'presend/phone';
import { checkRecipients } from 'presend/worker';
import hi from 'presend/locales/hi';
import { SMS, EMAIL, FILE, text, numbers, essence } from './recipients.mjs';

test('counts, findings and both files', async () => {
  const report = await checkRecipients(new Blob([FILE]), SMS);
  const { complete, rows, kept, refused, duplicates, changed, counts, file, octets, ran } = report;
  assert.deepEqual(
    { complete, rows, kept, refused, duplicates, changed, octets, ran },
    { complete: true, rows: 4, kept: 1, refused: 3, duplicates: 1, changed: 1, octets: FILE.length, ran: 'worker' },
  );
  assert.deepEqual(counts, { list_duplicate: 1, phone_nsn_too_short: 1, required: 1 });
  assert.deepEqual(file, { format: 'csv', encoding: 'utf-8', delimiter: ';', columns: ['name', 'phone'], to: 1 });
  assert.equal(await text(report.cleaned()), 'name;phone\nAnn;+919876543210\n');
  assert.equal(
    await text(await report.refusedRows()),
    'name;phone;reason\nBo;+91 98765 43210;list_duplicate\nCy;12;phone_nsn_too_short\n"Di;x";;required\n',
  );
  // A finding in a row is what the check of its value alone finds.
  const { row, line, value, issue } = report.findings[1];
  assert.deepEqual([row, line, value], [3, 4, '12']);
  assert.deepEqual({ ...issue, path: [] }, checkPhone('12', { region: 'IN' }).issues[0]);
  assert.deepEqual(issue.path, ['to']);
});

test('the sentences of the refused rows are in any language, at any time', async () => {
  const report = await checkRecipients(new Blob([FILE]), SMS);
  const lines = async (message) => (await text(await report.refusedRows({ message }))).split('\n');
  const english = await lines(createMessages());
  assert.equal(english[0], 'name;phone;reason;message');
  assert.equal(english[2], 'Cy;12;phone_nsn_too_short;"This number is 8 digits too short. Please check it."');
  const hindi = await report.refusedRows({ message: createMessages(hi) });
  assert.deepEqual(
    [...new Uint8Array(await hindi.arrayBuffer()).slice(0, 3)],
    [0xef, 0xbb, 0xbf],
    'spreadsheets look for it',
  );
  assert.match((await text(hindi)).split('\n')[2], /[\u0900-\u097f]{3}/);
  assert.match((await lines(() => 'a "b"'))[1], /;"a ""b"""$/);
});

test('every source gives the same, in a worker and without', async () => {
  const rows = [
    'phone,name',
    ...Array.from({ length: 5000 }, (_, at) => `0${9_800_000_000 + at * 7},"n ${at}"`),
    '12,x',
  ];
  const whole = `${rows.join('\r\n')}\r\n`;
  const octets = new TextEncoder().encode(whole);
  const cut = async function* (size, of) {
    for (let at = 0; at < of.length; at += size) yield of.slice(at, at + size);
  };
  const sources = {
    blob: () => new Blob([whole]),
    file: () => new File([whole], 'list.csv'),
    stream: () => new Blob([whole]).stream(),
    octets: () => cut(777, octets),
    text: () => cut(777, whole),
    'one octet': () => cut(1, octets.slice(0, 40_000)),
  };
  const expected = await essence(await checkRecipients(new Blob([whole]), SMS));
  assert.equal(expected.rows, 5001);
  assert.equal(expected.kept, 5000);
  for (const [name, source] of Object.entries(sources).slice(0, 5)) {
    for (const worker of [undefined, false]) {
      const report = await checkRecipients(source(), { ...SMS, ...(worker === false && { worker }) });
      assert.equal(report.ran, worker === false ? 'here' : 'worker');
      assert.deepEqual(await essence(report), expected, name);
    }
  }
  const { rows: few, stopped } = await checkRecipients(sources['one octet'](), SMS);
  assert.ok(few > 1500 && stopped === null);
});

test('an array holds the recipients themselves', async () => {
  const values = ['098765 43210', '+91\n9876543211', 'a "b", c', '', null];
  const report = await checkRecipients(values, SMS);
  assert.deepEqual([report.rows, report.kept, report.refused], [5, 2, 3]);
  assert.equal(await text(report.cleaned()), '+919876543210\n+919876543211\n');
  assert.deepEqual(
    report.findings.map(({ value }) => value),
    ['a "b", c', '', ''],
  );
});

test('encodings: marks, UTF-16 with and without one, and what is asked for', async () => {
  const csv = 'नाम\tphone\r\nअनन्या\t98765 43210\r\nZoë\t12\r\n';
  const utf16 = (isLittle, mark) => {
    const units = [...(mark ? ['\ufeff'] : []), ...csv].join('');
    const view = new DataView(new ArrayBuffer(units.length * 2));
    for (let at = 0; at < units.length; at++) view.setUint16(at * 2, units.charCodeAt(at), isLittle);
    return new Blob([view]);
  };
  const latin = new Blob([Uint8Array.from('name;phone\nZo\u00eb;98765 43210\n', (unit) => unit.charCodeAt(0))]);
  for (const [source, encoding, mark] of [
    [new Blob([csv]), 'utf-8', false],
    [new Blob(['\ufeff', csv]), 'utf-8', true],
    [utf16(true, true), 'utf-16le', true],
    [utf16(false, true), 'utf-16be', true],
    [new Blob([utf16(true, false), ' '.repeat(0)]), 'utf-16le', false],
  ]) {
    for (const worker of [undefined, false]) {
      const report = await checkRecipients(source, { ...SMS, ...(worker === false && { worker }) });
      assert.deepEqual([report.file.encoding, report.file.delimiter], [encoding, '\t']);
      assert.deepEqual(report.file.columns, ['नाम', 'phone']);
      const octets = new Uint8Array(await report.cleaned().arrayBuffer());
      assert.equal(new TextDecoder().decode(octets), 'नाम\tphone\r\nअनन्या\t+919876543210\r\n');
      assert.equal(octets[0] === 0xef, mark);
    }
  }
  const report = await checkRecipients(latin, { ...SMS, encoding: 'windows-1252' });
  assert.equal(await text(report.cleaned()), 'name;phone\nZoë;+919876543210\n');
});

test('columns: by name, by number, found out, several, missing', async () => {
  const file = new Blob([
    'Id,First Name,E-Mail Address,Mobile No.\n1,Ann,ann@acme.in,+919876543210\n2,,bo@acme.in,12\n',
  ]);
  const read = (options) => checkRecipients(file, options);
  assert.equal((await read(SMS)).file.to, 3);
  assert.equal((await read(EMAIL)).file.to, 2);
  assert.equal((await read({ ...EMAIL, columns: { to: ' e-mail address' } })).kept, 2);
  assert.equal((await read({ ...SMS, columns: { to: 3 } })).kept, 1);
  const named = await read({ ...EMAIL, columns: { name: 'First Name' } });
  assert.deepEqual([named.kept, named.counts], [1, { required: 1 }]);
  assert.deepEqual(named.findings[0].issue.path, ['name']);
  for (const columns of [{ to: 'phone' }, { to: 9 }, { name: 'nick' }]) {
    const missing = await read({ ...SMS, columns });
    assert.equal(missing.stopped.reason, 'list_column_missing');
    assert.deepEqual(missing.stopped.path, ['columns', Object.keys(columns)[0]]);
    assert.deepEqual([missing.complete, missing.rows, missing.file.columns.length], [false, 0, 4]);
  }
  const bare = new Blob(['sep=|\r\nann@acme.in|x\r\nbo@acme.in|y\r\n']);
  const report = await checkRecipients(bare, { ...EMAIL, header: false, columns: { to: 0 } });
  assert.deepEqual([report.rows, report.kept, report.file.delimiter], [2, 2, '|']);
});

test('the delimiter is what parts the header outside quotation marks', async () => {
  for (const [header, delimiter] of [
    ['"a;b;c;d",phone', ','],
    ['"a,b,c,d";phone', ';'],
    ['"a,b\n,c";x\tphone\ty', '\t'],
    ['phone', ','],
  ]) {
    const report = await checkRecipients(new Blob([`${header}\n`]), { ...SMS, columns: {} });
    assert.equal(report.file.delimiter, delimiter, header);
  }
});

test('internationalized domains are put to the platform, wherever the file is cut', async () => {
  const rows = Array.from({ length: 300 }, (_, at) => `a${at}@b\u00fccher.de\nb${at}@acme.in\n`).join('');
  const report = await checkRecipients(new Blob([`email\n${rows}x@xn--a.de\n`]), EMAIL);
  assert.deepEqual([report.kept, report.refused, report.changed], [600, 1, 300]);
  assert.match(await text(report.cleaned()), /^a299@xn--bcher-kva\.de$/m);
});

test('NDJSON: values are judged, and everything else stays as it was', async () => {
  const lines = [
    '{"id": 12345678901234567890, "phone": "098765 43210", "n": {"phone": "1"}}',
    '{"phone":9876543210,"id":1}',
    '{"id":2,"phone":"12"}',
    '{"id":3}',
    '[1]',
    '{"id":4,',
    '{"phone":"+919876543211", "a": 1.50}',
    '',
    '{"phone":"\\u002B919876543212"}',
  ];
  for (const worker of [undefined, false]) {
    const report = await checkRecipients(new Blob([lines.join('\r\n')]), {
      ...SMS,
      ...(worker === false && { worker }),
    });
    assert.deepEqual(report.counts, { list_duplicate: 1, phone_nsn_too_short: 1, required: 1, invalid_json: 2 });
    assert.equal(
      await text(report.cleaned()),
      `${[lines[0].replace('098765 43210', '+919876543210'), lines[6], lines[8]].join('\n')}\n`,
    );
    const refused = (await text(await report.refusedRows({ message: () => 'm' })))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(refused[1], { id: 2, phone: '12', reason: 'phone_nsn_too_short', message: 'm' });
    assert.deepEqual(refused[3], { line: '[1]', reason: 'invalid_json', message: 'm' });
  }
});

test('who must not be written to, and what the account has room for', async () => {
  const file = () => new Blob(['email\nann@acme.in\nBob@Acme.in\ncy@acme.in\n']);
  const exact = await checkRecipients(file(), { ...EMAIL, context: { suppressions: [' BOB@acme.in '] } });
  assert.deepEqual([exact.kept, exact.counts], [2, { recipient_suppressed: 1 }]);
  const suppressions = buildFilter(['cy@acme.in'], { salt: 'of this test' });
  const likely = await checkRecipients(file(), { ...EMAIL, context: { suppressions } });
  assert.deepEqual([likely.kept, likely.warningCounts], [3, { recipient_suppressed: 1 }]);
  assert.equal(likely.findings[0].issue.likely, true);
  const usage = { monthly_quota: 10, monthly_used: 8, daily_limit: 3, daily_used: 0 };
  const over = await checkRecipients(file(), { ...EMAIL, context: { usage: { ...usage, shared: false } } });
  assert.deepEqual(
    over.issues.map(({ reason }) => reason),
    ['quota_exceeded'],
  );
  const shared = await checkRecipients(file(), { ...EMAIL, context: { usage } });
  assert.deepEqual([shared.issues, shared.warnings[0].likely], [[], true]);
});

test('a long suppression list leaves turns for everybody else', async () => {
  const suppressions = Array.from({ length: 300_000 }, (_, at) => `ann${at}@acme.in`);
  const list = ['ann0@acme.in', 'ann299999@acme.in', 'bo@acme.in'];
  let turns = 0;
  globalThis.scheduler = { yield: () => Promise.resolve(void turns++) };
  try {
    const seen = [];
    for (const worker of [undefined, false]) {
      const options = { ...EMAIL, context: { suppressions }, ...(worker === false && { worker }) };
      const report = await checkRecipients(list, options);
      assert.deepEqual([report.kept, report.counts], [1, { recipient_suppressed: 2 }]);
      seen.push(turns);
      turns = 0;
    }
    // Its texts are made ready here; without a worker it is learnt here too. How many turns that are depends on the machine.
    assert.ok(
      seen.every((count) => count >= 2),
      seen.join(),
    );
  } finally {
    delete globalThis.scheduler;
  }
});

test('duplicates: refused, kept, and by the rules of providers', async () => {
  const file = () => new Blob(['email\nann.lee@gmail.com\nannlee+x@googlemail.com\nann.lee@GMAIL.com\n']);
  assert.equal((await checkRecipients(file(), EMAIL)).duplicates, 1);
  assert.equal((await checkRecipients(file(), { ...EMAIL, providerRules: true })).duplicates, 2);
  assert.equal((await checkRecipients(file(), { ...EMAIL, duplicates: 'keep' })).duplicates, 0);
});

test('a mark within is of the value, whose place holds', async () => {
  const report = await checkRecipients(['\ufeff+9198'], SMS);
  const [{ value, issue }] = report.findings;
  assert.equal(value, '\ufeff+9198');
  const alone = checkPhone(value, { region: 'IN' }).issues.find(({ reason }) => reason === issue.reason);
  assert.deepEqual(issue, { ...alone, path: ['to'] });
});

test('text may be cut within a character', async () => {
  async function* halves() {
    for (const unit of 'name;phone\n\ud83d\ude00;+919876543210\n\ud83d'.split('')) yield unit;
  }
  const report = await checkRecipients(halves(), SMS);
  assert.equal(await text(report.cleaned()), 'name;phone\n\ud83d\ude00;+919876543210\n');
  assert.equal(await text(await report.refusedRows()), 'name;phone;reason\n\ufffd;;required\n');
});

test('a file of nothing, of blank lines, of a mark, of a header alone', async () => {
  for (const [file, cleaned] of [
    ['', ''],
    ['\n\r\n', ''],
    ['\ufeff', ''],
    ['phone', 'phone\n'],
    ['phone\r\n\r\n', 'phone\r\n'],
    ['\ufeff"a\nb";phone\n', '"a\nb";phone\n'],
  ]) {
    for (const worker of [undefined, false]) {
      const report = await checkRecipients(new Blob([file]), { ...SMS, ...(worker === false && { worker }) });
      assert.deepEqual([report.complete, report.stopped, report.rows], [true, null, 0], JSON.stringify(file));
      assert.equal(await text(report.cleaned()), cleaned, JSON.stringify(file));
    }
  }
});

test('line breaks in quotation marks, wherever pieces end', async () => {
  const rows = numbers(40_000).map((number, at) => `"a ""${at}""\r\n${'b\n'.repeat(at % 7)}",${number}\r\n`);
  const whole = `note,phone\r\n${rows.join('')}"last\n",12\r\n`;
  for (const worker of [undefined, false]) {
    const report = await checkRecipients(new Blob([whole]), { ...SMS, ...(worker === false && { worker }) });
    assert.deepEqual([report.kept, report.refused], [40_000, 1]);
    assert.equal(await text(report.cleaned()), whole.slice(0, whole.lastIndexOf('"last')));
    const [{ row, line }] = report.findings;
    assert.deepEqual([row, line], [40_001, whole.split('\n').length - 2]);
  }
});

test('any number of findings and of refused lines in a piece', async () => {
  const values = await checkRecipients(new Blob(['1\n'.repeat(140_000)]), {
    ...SMS,
    header: false,
    findings: 1_000_000,
  });
  assert.deepEqual([values.stopped, values.findings.length], [null, 140_000]);
  const lines = await checkRecipients(new Blob(['{}\n'.repeat(100_000)]), { ...SMS, columns: {} });
  assert.deepEqual([lines.stopped?.reason, lines.file.columns], ['list_column_missing', []]);
  const file = new Blob(['{"phone":"12"}\n', '1\n'.repeat(140_000)]);
  for (const worker of [undefined, false]) {
    const report = await checkRecipients(file, { ...SMS, ...(worker === false && { worker }) });
    assert.deepEqual([report.stopped, report.refused], [null, 140_001]);
  }
});

test('NDJSON: the line of a row, and a recipient in its place however it is written', async () => {
  const lines = [
    '{"id":12345678901234567890,"n":{"phone":"098765 43210"},"phone":"\\u002B91 98765 43210"}',
    '',
    ' {"phone":"x","id":12345678901234567890, "phone" : "098765 43211"}',
    '\r',
    '{"a":"\\"phone\\":","p\\u0068one":"098765 43212"}',
    '{"phone":"12"}',
  ];
  const report = await checkRecipients(new Blob([lines.join('\n')]), SMS);
  assert.equal(
    await text(report.cleaned()),
    [
      '{"id":12345678901234567890,"n":{"phone":"098765 43210"},"phone":"+919876543210"}',
      '{"phone":"x","id":12345678901234567890, "phone" : "+919876543211"}',
      '{"a":"\\"phone\\":","p\\u0068one":"+919876543212"}\n',
    ].join('\n'),
  );
  const [{ row, line }] = report.findings.filter(({ issue }) => issue.severity === 'error');
  assert.deepEqual([row, line], [4, 6]);
});

test('NDJSON: in any object the recipient alone is replaced, wherever pieces end', async () => {
  let state = 7;
  const below = (limit) => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) % limit;
  const space = () => ['', '', ' ', '\t'][below(4)];
  const any = (count, make) => Array.from({ length: below(count) }, make).join(`${space()},`);
  const word = () => JSON.stringify(['phone', 'a"b', '\\', '{', '}]', '"phone":', ',', '\u2028é😀'][below(8)]);
  const value = (depth) => {
    const kind = below(depth > 3 ? 4 : 6);
    if (kind < 4) return [word(), '12345678901234567890', '1.50e+3', 'null'][kind];
    if (kind === 4) return `[${any(4, () => value(depth + 1))}]`;
    return `{${any(4, () => `${word()}${space()}:${space()}${value(depth + 1)}`)}}`;
  };
  const rows = numbers(600).map((number) => {
    const before = any(3, () => `${word()}:${value(0)}`);
    const after = any(3, () => `"q"${space()}:${value(0)}`);
    const name = below(4) ? '"phone"' : '"ph\\u006fne"';
    const national = `0${number.slice(3)}`;
    const written = [`"${national}"`, `"\\u0030${number.slice(3)}"`, number.slice(3)][below(3)];
    const around = [before && `${before},`, after && `,${after}`];
    const line = (recipient) => `{${around[0]}${name}${space()}:${recipient}${around[1]}}`;
    const [given, kept] = [state, state].map((now, at) => {
      state = now;
      return line(at === 0 ? written : `"${number}"`);
    });
    return { given, kept };
  });
  const whole = rows.map(({ given }) => given).join('\n');
  async function* cut() {
    for (let at = 0; at < whole.length; at += 97) yield whole.slice(at, at + 97);
  }
  for (const worker of [undefined, false]) {
    const options = { ...SMS, columns: { to: 'phone' }, ...(worker === false && { worker }) };
    const report = await checkRecipients(cut(), options);
    assert.deepEqual([report.kept, report.refused], [rows.length, 0]);
    assert.equal(await text(report.cleaned()), rows.map(({ kept }) => `${kept}\n`).join(''));
  }
});

test('progress: rows, octets, rate, time left, and every finding once', async () => {
  const rows = Array.from({ length: 60_000 }, (_, at) => `+91${9_800_000_000 + at},${at % 1000 === 0 ? 'x' : ''}`);
  const file = new Blob(['phone,name\n', rows.join('\n')]);
  const seen = [];
  const report = await checkRecipients(file, {
    ...SMS,
    findings: 10,
    columns: { name: 'name' },
    onProgress: (progress) => seen.push(progress),
  });
  assert.equal(report.findings.length, 10);
  assert.deepEqual(
    seen.flatMap(({ findings }) => findings),
    report.findings,
  );
  const last = seen.at(-1);
  assert.deepEqual([last.octets, last.totalOctets, last.msLeft, last.rows], [file.size, file.size, 0, 60_000]);
  assert.ok(last.rowsPerSecond > 0);
  const now = performance.now;
  performance.now = () => 5;
  try {
    const rates = [];
    await checkRecipients(file, {
      ...SMS,
      onProgress: ({ rowsPerSecond, msLeft }) => rates.push(rowsPerSecond, msLeft),
    });
    assert.ok(rates.length > 0 && rates.every(Number.isFinite), `of a clock that stands still: ${rates}`);
  } finally {
    performance.now = now;
  }
  const error = new Error('of the page');
  await assert.rejects(
    checkRecipients(file, {
      ...SMS,
      onProgress: () => {
        throw error;
      },
    }),
    error,
  );
});

test('without files nothing is kept but counts', async () => {
  const report = await checkRecipients(new Blob([FILE]), { ...SMS, files: false });
  assert.deepEqual([report.kept, report.cleaned().size], [1, 0]);
});

test('a worker of the caller’s; one that fails makes room for the next way', async () => {
  const { Worker } = await import('node:worker_threads');
  const own = () => new Worker(new URL(import.meta.resolve('presend/worker-thread')));
  assert.equal((await checkRecipients(new Blob([FILE]), { ...SMS, worker: own })).ran, 'worker');
  const broken = () => new Worker('throw new Error("no")', { eval: true });
  const forbidden = () => {
    throw new DOMException('no', 'SecurityError');
  };
  for (const worker of [broken, forbidden]) {
    const report = await checkRecipients(new Blob([FILE]), { ...SMS, worker });
    assert.deepEqual([report.ran, report.kept], ['here', 1]);
  }
});

test('CommonJS gives the same', async () => {
  const required = createRequire(import.meta.url)('presend/worker');
  const report = await required.checkRecipients(new Blob([FILE]), SMS);
  assert.deepEqual([report.ran, report.kept], ['worker', 1]);
});

test('the guide’s example does what it says', async () => {
  const guide = readFileSync(new URL('../../docs/lists.md', import.meta.url), 'utf8');
  const [, code] = /```ts\n([\s\S]*?)```/.exec(guide);
  const path = new URL('../../target/lists-example.mjs', import.meta.url);
  writeFileSync(
    path,
    `${code.replace('console.log(rows, rowsPerSecond, msLeft)', 'void [rows, rowsPerSecond, msLeft]')}\nexport { report };\n`,
  );
  const { report } = await import(path);
  for (const [, name, value] of code.matchAll(/^report\.(rows|kept|counts); \/\/ (.*)$/gm)) {
    assert.deepEqual(report[name], new Function(`return (${value})`)(), name);
  }
  const { row, line, value } = report.findings[1];
  assert.ok(code.includes(`// { row: ${row}, line: ${line}, value: '${value}', issue`));
  assert.equal(
    JSON.stringify(await text(report.cleaned())).slice(1, -1),
    /cleaned\(\)\.text\(\); \/\/ '(.*)'/.exec(code)[1],
  );
  const said = code
    .trimEnd()
    .split('\n')
    .slice(-3)
    .map((line) => line.slice(3))
    .join('\n');
  assert.equal((await text(await report.refusedRows({ message: createMessages() }))).trimEnd(), said);
});

test('imported where there is no worker, its script does nothing', async () => {
  await import('presend/worker-thread');
  assert.equal(globalThis.onmessage, undefined);
});

test('wrong use of the call is a TypeError that names the argument', async () => {
  const file = new Blob([FILE]);
  const locked = file.stream();
  locked.getReader();
  for (const [source, options, name] of [
    [file, undefined, /options/],
    [file, {}, /operation/],
    [file, { operation: 'fax.send' }, /operation/],
    [42, SMS, /source/],
    ['a,b', SMS, /source/],
    [locked, SMS, /source/],
    [file, { ...SMS, columns: [] }, /columns/],
    [file, { ...SMS, columns: { to: -1 } }, /columns\.to/],
    [file, { ...SMS, header: false, columns: { to: 'phone' } }, /columns\.to/],
    [file, { ...SMS, delimiter: 'x' }, /delimiter/],
    [file, { ...SMS, encoding: 'klingon' }, /encoding/],
    [file, { ...SMS, format: 'xml' }, /format/],
    [file, { ...SMS, findings: -1 }, /findings/],
    [file, { ...SMS, onProgress: true }, /onProgress/],
    [file, { ...SMS, signal: {} }, /signal/],
    [file, { ...SMS, worker: 'w.js' }, /worker/],
    [file, { ...SMS, phone: { region: 'India' } }, /region/],
    [file, { ...SMS, context: { suppressions: [42] } }, /suppressions/],
    [
      (async function* () {
        yield 42;
      })(),
      SMS,
      /stream/,
    ],
  ]) {
    await assert.rejects(
      checkRecipients(source, options),
      (error) => error instanceof TypeError && name.test(error.message),
      `${name}`,
    );
  }
});

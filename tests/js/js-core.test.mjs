// `presend/js`, the core as JavaScript, gives the answers of the core as WebAssembly: node --test tests/js/js-core.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { checkRecipients } from 'presend/worker';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A process in which WebAssembly throws, as under a strict content security policy. */
const node = (...args) => {
  const without =
    'data:text/javascript,WebAssembly.Module = WebAssembly.Instance = class { constructor() { throw new Error("CSP"); } }';
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  return spawnSync(process.execPath, ['--import', without, '--import', 'presend/js', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 26,
  });
};

test('every case of tests/cases', () => {
  const done = node('--test', '--test-reporter=tap', 'tests/js/cases.test.mjs');
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /^# fail 0$/m);
  assert.ok(Number(/^# pass (\d+)$/m.exec(done.stdout)?.[1]) >= 8, done.stdout);
});

test('memory that grows under a large body, and every entry', () => {
  const done = node(
    '--input-type=module',
    '--eval',
    `import { checkJson, checkText } from 'presend';
    import { checkEmail } from 'presend/email';
    import { checkPhone } from 'presend/phone';
    const body = JSON.stringify({ text: 'नमस्ते '.repeat(200_000), list: Array(1000).fill({ a: 1 }) });
    console.log(JSON.stringify([
      checkJson(body).ok, checkJson(body + ',').issues[0].span.start === body.length, checkText('x'.repeat(2000), { max: 9 }).ok,
      checkEmail('ann@acme.in').value, checkPhone('098765 43210', { region: 'IN' }).value,
    ]));`,
  );
  assert.equal(done.stdout, '[true,true,false,"ann@acme.in","+919876543210"]\n', done.stderr);
});

/** Lists of every kind, read by `checkRecipients`; what came of each, but for where and how long. */
const LISTS = `
const numbers = Array.from({ length: 40_000 }, (_, at) => '"a ""' + at + '""\\r\\n",0' + (9_800_000_000 + at * 7) + '\\r\\n');
const addresses = Array.from({ length: 3000 }, (_, at) => (at % 3 ? 'a' + (at >> 1) + '@bücher.de' : 'b' + at + '@gmial.com'));
const lines = numbers.map((_, at) => '{"id":12345678901234567890,"phone":"0' + (9_800_000_000 + at) + '"}\\n').concat('{}\\n\\n[1]\\n');
const sms = { operation: 'sms.send.bulk', phone: { region: 'IN' }, findings: 1000 };
const email = { operation: 'email.send.bulk', findings: 1000 };
const reports = [
  await checkRecipients(new Blob(['note,phone\\r\\n', ...numbers, ...numbers.slice(0, 500), 'x,12\\r\\n"y']), sms),
  await checkRecipients(addresses, { ...email, providerRules: true, context: { suppressions: ['b3@gmial.com'] } }),
  await checkRecipients(new Blob(lines), sms),
  await checkRecipients(new Blob(['phone\\n"', 'x'.repeat(2_000_000)]), sms),
  await checkRecipients(new Blob(['name\\n']), { ...sms, columns: { to: 'phone' } }),
];
const essence = [];
for (const { ms, ran, octets, cleaned, refusedRows, ...rest } of reports) {
  essence.push({ ...rest, cleaned: await cleaned().text(), refusedRows: await (await refusedRows()).text() });
}
const text = JSON.stringify(essence);
`;

test('lists: here in slices, and the same to the octet', async () => {
  const done = node(
    '--input-type=module',
    '--eval',
    `import { checkRecipients } from 'presend/worker'; ${LISTS}
    console.log(reports.map(({ ran }) => ran).join(), text);`,
  );
  const expected = new Function('checkRecipients', `return (async () => { ${LISTS} return text; })()`);
  const text = await expected(checkRecipients);
  assert.equal(JSON.parse(text)[0].kept, 40_000);
  // Not `equal`: it would print megabytes.
  assert.ok(done.stdout === `here,here,here,here,here ${text}\n`, done.stdout.slice(0, 300) + done.stderr);
});

test('lists in a worker that imports it too; a worker that does not is none', () => {
  const done = node(
    '--input-type=module',
    '--eval',
    `import { Worker } from 'node:worker_threads';
    import { checkRecipients } from 'presend/worker';
    const list = ['098765 43210', '+919876543210'];
    const ran = [];
    for (const first of ["import('presend/js')", 'Promise.resolve()']) {
      const script = first + ".then(() => import('presend/worker-thread'))";
      // Without the options of this process, which import it everywhere.
      const worker = () => new Worker(script, { eval: true, execArgv: [] });
      const report = await checkRecipients(list, { operation: 'sms.send', phone: { region: 'IN' }, worker });
      ran.push(report.ran, report.duplicates);
    }
    console.log(ran.join());`,
  );
  assert.equal(done.stdout, 'worker,1,here,1\n', done.stderr);
});

test('lists without it: an error of its own, and the source is as it was', () => {
  const script = `WebAssembly.compile = () => Promise.reject(new Error('CSP'));
    const { checkRecipients, PresendUnavailableError } = await import('presend/worker');
    const source = new Blob(['phone\\n12\\n']).stream();
    try {
      await checkRecipients(source, { operation: 'sms.send' });
    } catch (error) {
      console.log(error instanceof PresendUnavailableError, error.cause.message, source.locked);
    }`;
  const options = { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined } };
  const done = spawnSync(process.execPath, ['--input-type=module', '--eval', script], options);
  assert.equal(done.stdout, 'true CSP false\n', done.stderr);
});

// `presend/js`, the core as JavaScript, gives the answers of the core as WebAssembly: node --test tests/js/js-core.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

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

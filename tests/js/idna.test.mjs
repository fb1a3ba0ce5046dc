// Domains that engines read differently: node --test tests/js/idna.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const { rows } = JSON.parse(readFileSync(new URL('../cases/idna-ledger.json', import.meta.url), 'utf8'));
const ENGINES = ['Node', 'Chromium', 'Firefox', 'WebKit'];

/** The verdicts of `checkEmail` where the platform's URL parser answers as `engine` does. */
function verdicts(engine) {
  const program = `
    const rows = ${JSON.stringify(rows.map(({ domain, answers }) => [domain, answers[engine]]))};
    const { checkEmail } = await import('presend/email');
    checkEmail('a@b.in');
    const asked = [];
    const Own = URL;
    globalThis.URL = class {
      constructor(url) {
        const question = url.slice('http://'.length);
        // What an A-label stands for is another question, to which the engines give one answer: it is none of the rows.
        const row = rows.find(([domain]) => domain.replaceAll('。', '.').toLowerCase() === question.toLowerCase());
        asked.push(question);
        const answer = row ? row[1] : new Own(url).hostname;
        if (answer === null) throw new TypeError('Invalid URL');
        this.hostname = answer;
      }
    };
    const said = rows.map(([domain]) => checkEmail('a@' + domain).value);
    console.log(JSON.stringify({ said, asked: asked.length }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout);
}

test('the verdict is one on all engines, but where the ledger says', () => {
  const told = ENGINES.map(verdicts);
  assert.ok(told.every(({ asked }) => asked >= rows.length / 2, 'the platform is asked'));
  for (const [at, { domain, verdict, answers }] of rows.entries()) {
    assert.deepEqual(Object.keys(answers), ENGINES);
    assert.ok(new Set(Object.values(answers)).size > 1, `${domain}: the engines agree`);
    const values = new Set(told.map(({ said }) => said[at]));
    assert.equal(values.size === 1 ? 'same' : 'differs', verdict, `${domain}: ${[...values]}`);
  }
});

/** The oracle's exit code, with the engines that are here. */
const oracle = (...more) =>
  spawnSync(
    process.execPath,
    [
      ...(process.versions.node.startsWith('20.') ? ['--experimental-websocket'] : []),
      'tests/oracle/idna.mjs',
      ...more,
    ],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)), encoding: 'utf8' },
  );

test('the engines that are here answer as the ledger has it', () => {
  const { status, stdout } = oracle();
  console.log(stdout.trim().split('\n').at(-1));
  assert.equal(status, 0, stdout);
});

test('an answer that is not in the ledger ends the oracle with 1', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'presend-idna-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'ledger.json');
  const major = process.versions.node.split('.')[0];
  const wrong = rows.map((row, at) => (at > 0 ? row : { ...row, answers: { ...row.answers, Node: 'a.in' } }));
  writeFileSync(file, JSON.stringify({ engines: { Node: major }, rows: wrong }));
  const { status, stdout } = oracle(`--ledger=${file}`);
  assert.equal(status, 1, stdout);
  assert.match(stdout, /is not answered as the ledger has it/);
});

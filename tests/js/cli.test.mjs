// The command line: node --test tests/js/cli.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'dist/esm/cli/presend.js');
const FOLDER = mkdtempSync(join(tmpdir(), 'presend-cli-'));
after(() => rmSync(FOLDER, { recursive: true, force: true }));

function presend(args, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: FOLDER,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const check = (body, ...args) => presend(['check', '-', '--operation', 'email.send', ...args], body);
const file = (name, text) => writeFileSync(join(FOLDER, name), text);

const GOOD = '{"from": "shop@acme.in", "to": "ann@acme.in", "subject": "Hi", "html": "x"}';

test('the built file starts as a program', () => {
  assert.ok(readFileSync(CLI, 'utf8').startsWith('#!/usr/bin/env node\n'));
});

test('--help and --version', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.deepEqual(presend(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  const help = presend(['--help']);
  assert.deepEqual([help.status, help.stderr], [0, '']);
  assert.match(help.stdout, /^presend check FILE --operation NAME/);
});

test('exit 0: nothing wrong, and warnings', () => {
  const good = check(GOOD, '--context', 'account.json');
  assert.equal(good.status, 2, 'no such file');
  file('account.json', '{"verifiedDomains": ["acme.in"]}');
  const clean = check(GOOD, '--context', 'account.json');
  assert.deepEqual([clean.status, clean.stderr], [0, '']);
  assert.match(clean.stdout, /^0 errors, 0 warnings; not checked: (?!verifiedDomains)/);
  const warned = check(GOOD.replace('{', '{"colour": 1, '));
  assert.deepEqual([warned.status, /0 errors, 1 warning/.test(warned.stdout)], [0, true]);
  assert.equal(check(GOOD.replace('{', '{"colour": 1, '), '--assumed', 'block').status, 1);
  assert.match(check(GOOD.replace('{', '{"colour": 1, '), '--assumed', 'ignore').stdout, /^0 errors, 0 warnings/);
});

test('files of the account: a byte order mark is none of it, and what is no object is called wrong', () => {
  file('bom.json', '\uFEFF{"verifiedDomains": ["other.in"]}');
  assert.equal(check(GOOD, '--context', 'bom.json').status, 1);
  for (const text of ['null', '[1]', '5', '"x"', '{']) {
    file('wrong.json', text);
    for (const option of ['--context', '--headers', '--profile']) {
      const { status, stderr } = check(GOOD, option, 'wrong.json');
      assert.deepEqual(
        [
          status,
          /^presend: (wrong\.json is (no JSON object|not JSON)|checkRequest: options\.context must be an object)\n/.test(
            stderr,
          ),
        ],
        [2, true],
        `${option} ${text}`,
      );
    }
  }
});

test('exit 1: place, reason, the line with its mark, the repair', () => {
  file('body.json', `{\n  "from": "shop@acme,in",\n  "to": "ann@acme.in", "subject": "Hi", "html": "x"\n}\n`);
  const { status, stdout } = presend(['check', 'body.json', '--operation', 'email.send']);
  assert.equal(status, 1);
  const [first, words, line, mark, repair] = stdout.split('\n');
  assert.match(first, /^body\.json:2:21 {2}error {2}\S/);
  assert.equal(words, '  invalid_email_address · email_domain_comma · /from');
  assert.equal(line, '  2 │   "from": "shop@acme,in",');
  assert.equal(mark, `    │ ${' '.repeat(20)}^`);
  assert.equal(repair, '    │ write shop@acme.in');
  assert.match(stdout, /\n1 error, 0 warnings/);
});

test('a mistake of the grammar: only the line of the repair', () => {
  const { status, stdout } = check('{\n  "to": "ann@acme.in",\n}\n');
  assert.equal(status, 1);
  assert.match(stdout, /^stdin:2:22 {2}error/);
  assert.match(stdout, /json_trailing_comma/);
  assert.match(stdout, / {2}2 │ {3}"to": "ann@acme.in",\n/);
});

test('tabs and wide characters: the mark is under the span', () => {
  const { stdout } = check(
    '{"from": "shop@acme.in",\n\t"subject": "日本語👍 é {{ name }}", "to": "a@acme.in", "html": "x", "variables": {"name": "x"}}',
  );
  const [, , line, mark] = stdout.split('\n');
  assert.ok(line.startsWith('  2 │     "subject": "日本語👍 é {{ name }}"'), line);
  // Four cells for the tab, two for each of the four wide characters.
  const before = '    "subject": "'.length + 2 * 4 + ' é '.length;
  assert.equal(mark, `    │ ${' '.repeat(before)}${'^'.repeat('{{ name }}'.length)}`);
});

test('right-to-left text: the mark stands in the line', () => {
  const { stdout } = check('{"from": "שלום@acme,in", "to": "a@acme.in", "subject": "x", "html": "x"}');
  assert.match(stdout, /acme⟦,⟧in/);
  assert.ok(!/^ +│ +\^/m.test(stdout));
});

test('nothing in the body steers the terminal', () => {
  const esc = String.fromCharCode(27);
  const body = `{"from": "${esc}[31m\\u001b[2J@acme.in", "to": "a\u202eb@acme.in", "${esc}]0;x": 1, "subject": "a\u200bb"}`;
  const { stdout, stderr } = check(body);
  const forbidden = [...(stdout + stderr)].filter(
    (c) => c !== '\n' && /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u.test(c),
  );
  assert.deepEqual(forbidden, []);
  assert.match(stdout, /<U\+001B>/);
});

test('one line of five megabytes is shown where it matters', () => {
  const { status, stdout } = check(
    `{"from": "shop@acme,in", "html": "${'x'.repeat(5_000_000)}", "to": ["ann@acme.in", "bob@"]}`,
  );
  assert.equal(status, 1);
  assert.ok(stdout.length < 5000, `${stdout.length} characters`);
  assert.ok(Math.max(...stdout.split('\n').map((line) => line.length)) < 250);
});

test('octets that are not UTF-8, and no octets', () => {
  const { status, stdout } = presend(
    ['check', '-', '--operation', 'email.send'],
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
  );
  assert.equal(status, 1);
  assert.match(stdout, /json_invalid_utf8/);
  assert.match(check('').stdout, /json_empty/);
});

test('languages and audiences', () => {
  const sentence = (...args) => check('{}', ...args).stdout.split('\n')[0];
  const texts = [[], ['--audience', 'user'], ['--locale', 'hi'], ['--locale', 'ar']].map((args) => sentence(...args));
  assert.equal(new Set(texts).size, 4);
  assert.match(texts[2], /[\u0900-\u097f]/);
  assert.match(texts[3], /[\u0600-\u06ff]/);
});

test('--json: the report, with sentences', () => {
  const { status, stdout } = check('{"from": "shop@acme,in"}', '--json', '--locale', 'hi');
  const { ok, issues, warnings, notChecked } = JSON.parse(stdout);
  assert.deepEqual([status, ok, Array.isArray(warnings), Array.isArray(notChecked)], [1, false, true, true]);
  const comma = issues.find(({ reason }) => reason === 'email_domain_comma');
  assert.deepEqual([comma.source.line, comma.source.column], [1, 20]);
  assert.match(comma.message, /[\u0900-\u097f]/);
  assert.equal(JSON.parse(check(GOOD, '--json').stdout).ok, true);
});

test('a profile of one’s own', () => {
  file(
    'mine.json',
    '{"name": "mine", "operations": {"send": {"method": "POST", "path": "/", "fields": {"to": {"kind": "mailbox", "required": {"basis": "documented"}}}}}}',
  );
  const mine = (body) => presend(['check', '-', '--operation', 'send', '--profile', 'mine.json'], body);
  assert.deepEqual([mine('{"to": "ann@acme.in"}').status, mine('{}').status], [0, 1]);
  file('wrong.json', '{"name": "mine", "operations": {"send": {"fields": {"to": {"kind": "mailbx"}}}}}');
  const wrong = presend(['check', '-', '--operation', 'send', '--profile', 'wrong.json'], '{}');
  assert.deepEqual([wrong.status, /profile: expected/.test(wrong.stderr)], [2, true]);
});

test('exit 2: called wrongly, told on stderr alone', () => {
  file('good.json', GOOD);
  file('list.json', '[]');
  file('broken.json', '{');
  const right = ['check', 'good.json', '--operation', 'email.send'];
  const wrong = [
    [[], /expected a command/],
    [['send'], /the commands are check and filter/],
    [['check'], /expected one FILE/],
    [['check', 'good.json', 'good.json', '--operation', 'email.send'], /expected one FILE/],
    [['check', 'good.json'], /expected --operation/],
    [['check', 'none.json', '--operation', 'email.send'], /cannot read none\.json: ENOENT/],
    [['check', 'good.json', '--operation', 'email.sned'], /operation must be one of email\.send/],
    [[...right, '--profile', 'nobody'], /--profile must be one of generic, migosmtp, telnxo/],
    [[...right, '--profile', '../../x'], /--profile must be one of/],
    [[...right, '--locale', 'xx'], /--locale must be one of ar, (.*, )?en, (.*, )?hi/],
    [[...right, '--audience', 'nobody'], /audience/],
    [[...right, '--assumed', 'maybe'], /assumedRules must be one of/],
    [[...right, '--context', 'list.json'], /options\.context/],
    [[...right, '--context', 'broken.json'], /broken\.json is not JSON/],
    [[...right, '--colour'], /Unknown option/],
  ];
  for (const [args, told] of wrong) {
    const { status, stdout, stderr } = presend(args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, told);
  }
});

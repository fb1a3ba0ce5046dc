// Suppression lists that a page can ask and not read: node --test tests/js/filter.test.mjs

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import * as presend from 'presend';
import { buildFilter } from 'presend/filter';
import migosmtp from 'presend/profiles/migosmtp';
import telnxo from 'presend/profiles/telnxo';
import { BODY, ROOT, send, codes, refused } from './account.mjs';

const { checkRequest, prepareContext } = presend;

/** A seeded generator (mulberry32). */
function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('a filter has every entry, and one of 256 others', () => {
  for (const count of [0, 1, 2, 3, 10, 100, 1000, 20_000]) {
    const values = Array.from({ length: count }, (_, at) => `user${at}@acme.in`);
    const filter = buildFilter(values, { salt: `salt number ${count}` });
    const context = prepareContext({ suppressions: filter });
    const hits = (list) => {
      let found = 0;
      for (let from = 0; from < list.length; from += 10_000) {
        const recipients = list.slice(from, from + 10_000).map((email) => ({ email }));
        const { warnings } = checkRequest(migosmtp, 'email.send.bulk', { ...BODY, recipients }, { context });
        for (const { code, likely, elements } of warnings) {
          if (code !== 'recipient_suppressed') continue;
          assert.equal(likely, true);
          found += elements?.length ?? 1;
        }
      }
      return found;
    };
    assert.equal(hits(values), count, `${count} entries`);
    const random = numbers(count + 1);
    const strangers = Array.from({ length: 20_000 }, () => `x${Math.floor(random() * 1e12)}@other.in`);
    const share = hits(strangers) / strangers.length;
    assert.ok(share < 0.008, `${count} entries: ${share} of the strangers`);
    context.free();
  }
});

test('a filter: spelling, repetition, base64, salt', () => {
  const filter = buildFilter(
    [' ANN@acme.in ', 'ann@acme.in', '"ann@acme.in"', 'Ann <ann@acme.in>', '', 'ann@bücher.de', '+91 98765 43210'],
    { salt: '12345678' },
  );
  const plain = ['ann@acme.in', 'ann@bücher.de', '+919876543210'];
  assert.deepEqual(filter, buildFilter(plain, { salt: '12345678' }));
  const base64 = { filter: Buffer.from(filter).toString('base64') };
  for (const suppressions of [filter, base64]) {
    assert.deepEqual(codes(send({ suppressions })), ['recipient_suppressed']);
    const to = ['Ann <ann@ACME.in>', 'ann@xn--bcher-kva.de'];
    const { ok, warnings } = checkRequest(migosmtp, 'email.send', { ...BODY, to }, { context: { suppressions } });
    assert.deepEqual([ok, warnings.filter(({ likely }) => likely).length], [true, 2]);
  }
  const sms = { to: '+919876543210', from: 'ACMEIN', text: 'x', type: 'promotional' };
  const { warnings } = checkRequest(telnxo, 'sms.send', sms, { context: { dnd: filter } });
  assert.deepEqual(
    warnings.map(({ code, likely }) => [code, likely]),
    [['dnd_number', true]],
  );
  assert.notDeepEqual(buildFilter(['a@b.in'], { salt: '12345678' }), buildFilter(['a@b.in'], { salt: '87654321' }));
  assert.deepEqual(buildFilter(['a@b.in'], { salt: '12345678' }), buildFilter(['A@B.IN'], { salt: '12345678' }));
  refused(() => buildFilter(['a@b.in'], { salt: 'short' }), /salt/);
  refused(() => buildFilter([5], { salt: '12345678' }), /values/);
  refused(() => buildFilter('a@b.in', { salt: '12345678' }), /values/);
  refused(() => buildFilter(['a@b.in']), /salt/);
});

const folder = mkdtempSync(join(tmpdir(), 'presend-request-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('presend filter', () => {
  const list = join(folder, 'list.txt');
  const out = join(folder, 'list.psf');
  writeFileSync(list, 'ann@acme.in\r\n\r\nbob@acme.in\n');
  writeFileSync(join(folder, 'salt'), 'a secret of ours\n');
  const cli = join(ROOT, 'dist/esm/cli/presend.js');
  const run = (...args) => execFileSync(process.execPath, [cli, 'filter', list, ...args], { encoding: 'utf8' });
  const told = run('--out', out, '--salt-file', join(folder, 'salt'));
  assert.match(told, /^2 entries, \d+ octets\n$/);
  assert.deepEqual(
    new Uint8Array(readFileSync(out)),
    buildFilter(['ann@acme.in', 'bob@acme.in'], { salt: 'a secret of ours' }),
  );
  writeFileSync(list, '"Ann" <ann@acme.in>\r\n9876543210\r\n+91 98765 43210\n\n');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'filter', list, '--out', out], {
    encoding: 'utf8',
  });
  assert.match(stdout, /^3 entries, \d+ octets\n$/);
  assert.deepEqual(
    [status, stderr.replace(/^presend: /, '')],
    [0, '1 line is neither an e-mail address nor a number with + and a calling code\n'],
  );
  run('--out', join(folder, 'list.txt.txt'));
  const filter = readFileSync(join(folder, 'list.txt.txt'), 'utf8');
  assert.deepEqual(codes(send({ suppressions: { filter } })), ['recipient_suppressed']);
});

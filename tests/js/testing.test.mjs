// presend/testing: node --test tests/js/testing.test.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { checkPhone, createMessages, explain, toFieldErrors, toLog, toProblemDetails } from 'presend';
import { codes, reasons, sampleAnswer, sampleIssue, unheldNumbers } from 'presend/testing';

const vocabulary = JSON.parse(readFileSync(new URL('../cases/vocabulary.json', import.meta.url), 'utf8'));

test('a finding of every reason, in the shape of the checks', () => {
  assert.deepEqual(
    reasons,
    vocabulary.reasons.map(({ reason }) => reason),
  );
  for (const { reason, code, params } of vocabulary.reasons) {
    const issue = sampleIssue(reason);
    assert.deepEqual(
      [issue.reason, issue.code, Object.keys(issue.params)],
      [reason, code, params.map(([name]) => name)],
    );
    for (const audience of ['user', 'operator']) {
      const sentence = createMessages(undefined, { audience })(issue);
      assert.ok(sentence.length > 5 && !sentence.includes('undefined'), `${reason}: ${sentence}`);
    }
    assert.equal(toLog(issue).reason, reason);
    assert.equal(toProblemDetails({ issues: [issue] }).errors[0].reason, reason);
  }
  assert.equal(sampleIssue('text_too_long', { overflow: 7 }).params.overflow, 7);
  assert.equal([...toFieldErrors([sampleIssue('required')], { message: createMessages() })].length, 1);
  assert.throws(() => sampleIssue('teapot'), { name: 'TypeError', message: /reason/ });
});

test('the 32 answers', () => {
  assert.deepEqual([...codes].sort(), vocabulary.codes.map(({ name }) => name).sort());
  for (const { name, status } of vocabulary.codes) {
    const answer = sampleAnswer(name, { field: 'to' });
    const failure = explain(answer, { now: 0 });
    assert.deepEqual([answer.status, failure.issues[0].code, failure.issues[0].path], [status, name, ['to']]);
    assert.equal(failure.requestId, 'req_8f3a2b1c9d4e7f0a');
  }
  assert.throws(() => sampleAnswer('teapot'), { name: 'TypeError', message: /code/ });
});

test('numbers that nobody holds are valid, and of their region', () => {
  for (const [region, numbers] of Object.entries(unheldNumbers)) {
    for (const number of numbers) {
      const { ok, region: found } = checkPhone(number, { mode: 'exact' });
      assert.deepEqual([ok, found], [true, region], number);
    }
  }
});

// Lists of recipients that end before their end: what is no list, what fails on the way, and what is cancelled: node --test tests/js/worker-ends.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMessages } from 'presend/messages';
import { checkRecipients } from 'presend/worker';
import { SMS, FILE, text, numbers } from './recipients.mjs';

test('what is no list is said so', async () => {
  const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]);
  const noise = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919 + (at >> 3) * 31) & 0xff);
  for (const octets of [zip, noise, Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x2d)]) {
    const { complete, stopped, rows, file, cleaned, refusedRows } = await checkRecipients(new Blob([octets]), SMS);
    assert.deepEqual([complete, stopped?.reason, rows, file], [false, 'list_binary_file', 0, null]);
    assert.deepEqual([cleaned().size, (await refusedRows()).size], [0, 0]);
  }
  const empty = await checkRecipients(new Blob([]), SMS);
  assert.deepEqual([empty.complete, empty.rows], [true, 0]);
  assert.ok(createMessages()((await checkRecipients(new Blob([zip]), SMS)).stopped).includes('CSV'));
});

test('a line without end stops the run; what came before it is in the report', async () => {
  async function* endless() {
    yield 'phone\n+919876543210\n12\n"';
    for (;;) yield 'x'.repeat(1 << 16);
  }
  async function* endlessJson() {
    yield '{"phone":"+919876543210"}\n{"phone":"12"}\n{"phone":"';
    for (;;) yield 'x'.repeat(1 << 16);
  }
  for (const worker of [undefined, false]) {
    for (const source of [endless, endlessJson]) {
      const report = await checkRecipients(source(), { ...SMS, ...(worker === false && { worker }) });
      assert.equal(report.stopped.reason, 'list_row_too_large');
      assert.deepEqual([report.kept, report.refused, report.stopped.params.max], [1, 1, 1 << 20]);
      assert.match(await text(report.cleaned()), /\+919876543210/);
    }
  }
});

test('a source that fails half-way: nothing is lost', async () => {
  const cause = new DOMException('gone', 'NotReadableError');
  const list = (rows) => `phone\n${numbers(rows).join('\n')}\n+9198`;
  async function* failing(rows) {
    yield list(rows);
    throw cause;
  }
  const stream = (rows) =>
    new ReadableStream({
      pull(controller) {
        if (this.isGiven) controller.error(cause);
        else controller.enqueue(list(rows));
        this.isGiven = true;
      },
    });
  for (const worker of [undefined, false]) {
    for (const source of [failing, stream]) {
      for (const rows of [0, 3, 30_000]) {
        const report = await checkRecipients(source(rows), { ...SMS, ...(worker === false && { worker }) });
        assert.deepEqual([report.stopped.reason, report.cause, report.complete], ['list_read_failed', cause, false]);
        assert.equal(report.kept, rows);
        assert.equal((await text(report.cleaned())).split('\n').length - 2, report.kept);
      }
    }
  }
});

test('a file that may no longer be read: what was read before is in the report', async () => {
  const cause = new DOMException('withdrawn', 'NotReadableError');
  class Withdrawn extends Blob {
    slice(from, to) {
      const part = super.slice(from, to);
      if (from > 300_000) part.arrayBuffer = () => Promise.reject(cause);
      return part;
    }
  }
  const file = new Withdrawn([`phone\n${numbers(60_000).join('\n')}`]);
  for (const worker of [undefined, false]) {
    const report = await checkRecipients(file, { ...SMS, ...(worker === false && { worker }) });
    assert.deepEqual([report.stopped.reason, report.cause], ['list_read_failed', cause]);
    // Two pieces of 256 KB, less the header and the row that is cut.
    assert.equal(report.kept, Math.floor((2 * (1 << 18) - 6) / 14));
    assert.equal(report.octets, 2 << 18);
  }
});

test('a worker that ends on the way ends the run, whatever its source is at', { timeout: 20_000 }, async () => {
  const { Worker } = await import('node:worker_threads');
  const script = `const { parentPort } = require('node:worker_threads');
    parentPort.once('message', () => {
      parentPort.postMessage({ ready: true });
      parentPort.once('message', () => process.exit());
    });`;
  const worker = () => new Worker(script, { eval: true });
  async function* silent() {
    yield 'x'.repeat(1 << 18);
    // Nothing is left to keep the process alive but this.
    await new Promise((later) => setTimeout(later, 15_000).unref());
  }
  async function* slow() {
    for (;;) {
      yield 'x'.repeat(1 << 18);
      await new Promise((later) => setTimeout(later, 50));
    }
  }
  for (const source of [silent, slow]) {
    const started = performance.now();
    const report = await checkRecipients(source(), { ...SMS, worker });
    assert.deepEqual([report.stopped.reason, report.rows, report.ran], ['list_read_failed', 0, 'worker']);
    assert.match(report.cause.message, /the worker ended/);
    assert.ok(performance.now() - started < 10_000);
  }
});

test('a worker that cannot be sent the core is ended, and the work is done here', async () => {
  let ended = 0;
  const worker = () => ({
    on() {},
    postMessage() {
      throw new DOMException('no modules', 'DataCloneError');
    },
    terminate: () => ended++,
  });
  const report = await checkRecipients(new Blob([FILE]), { ...SMS, worker });
  assert.deepEqual([report.ran, report.kept, ended], ['here', 1, 1]);
});

test('a source that is waited for hears at once that the run has ended', { timeout: 20_000 }, async () => {
  const ended = [];
  const stalled = {
    stream: () =>
      new ReadableStream({
        start: (controller) => controller.enqueue('x'.repeat(1 << 18)),
        pull: () => new Promise(() => {}),
        cancel: () => void ended.push('stream'),
      }),
    iterable: () => ({
      [Symbol.asyncIterator]: () => {
        let isGiven = false;
        return {
          next() {
            if (isGiven) return new Promise(() => {});
            isGiven = true;
            return Promise.resolve({ done: false, value: 'x'.repeat(1 << 18) });
          },
          // Not even a promise.
          return: () => ({ done: true, value: ended.push('iterable') }),
        };
      },
    }),
  };
  const error = new Error('of the page');
  for (const [name, source] of Object.entries(stalled)) {
    const controller = new AbortController();
    const run = checkRecipients(source(), { ...SMS, signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    assert.equal((await run).cancelled, true);
    await new Promise((later) => setTimeout(later));
    assert.deepEqual(ended.splice(0), [name]);
    const onProgress = () => {
      throw error;
    };
    await assert.rejects(checkRecipients(source(), { ...SMS, onProgress }), error);
    await new Promise((later) => setTimeout(later));
    assert.deepEqual(ended.splice(0), [name]);
  }
});

test('cancelling is quick, ends the source, and leaves a report whose parts agree', async () => {
  for (const worker of [undefined, false]) {
    const controller = new AbortController();
    let closed = false;
    let asked = 0;
    async function* endless() {
      try {
        yield 'phone\n';
        for (let number = 9_800_000_000; ; number += 7) yield `+91${number}\n12\n`.repeat(1000);
      } finally {
        closed = true;
      }
    }
    const seen = [];
    const report = await checkRecipients(endless(), {
      ...SMS,
      ...(worker === false && { worker }),
      signal: controller.signal,
      onProgress(progress) {
        seen.push(progress);
        if (progress.rows > 20_000 && asked === 0) {
          asked = performance.now();
          controller.abort();
        }
      },
    });
    const waited = performance.now() - asked;
    assert.ok(waited < 100, `${waited} ms`);
    assert.deepEqual([report.cancelled, report.complete, report.stopped], [true, false, null]);
    assert.equal(report.rows, report.kept + report.refused);
    const cleaned = (await text(report.cleaned())).trimEnd().split('\n');
    assert.equal(cleaned.length - 1, report.kept);
    const refused = (await text(await report.refusedRows())).trimEnd().split('\n');
    assert.equal(refused.length - 1, report.refused);
    assert.equal(seen.at(-1).rows, report.rows);
    await new Promise((later) => setTimeout(later, 20));
    assert.equal(closed, true);
  }
  const report = await checkRecipients(new Blob([FILE]), { ...SMS, signal: AbortSignal.abort() });
  assert.deepEqual([report.cancelled, report.rows], [true, 0]);
});

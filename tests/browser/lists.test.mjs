// `presend/worker` in Chromium: where workers may run, where they may not, and what the page feels of it.

/* What the pages define: */
/* global checkRecipients, madeOf, t */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { violations } from './forms.mjs';
import { root } from '../../www/build/tools.mjs';

const WASM = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
let browser;
let server;
let url;

/** The playground's panel, over the built package. */
async function panelScript() {
  const entry = (name) => `/dist/esm/entries/${name}.js`;
  const { outputFiles } = await build({
    entryPoints: [`${root}www/site/src/lists.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    alias: { 'presend/worker': entry('worker'), 'presend/messages': entry('messages') },
    external: ['/dist/*'],
  });
  return outputFiles[0].text;
}
const styles = ['base', 'lists'].map((name) => readFileSync(`${root}www/site/src/styles/${name}.css`, 'utf8')).join('');
let panel;

before(async () => {
  panel = await panelScript();
  server = createServer(({ url: path }, answer) => {
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    if (pathname.startsWith('/dist/') || pathname.startsWith('/tests/bench/')) {
      // A bundler that left the worker's file behind.
      if (pathname.endsWith('worker-thread.js') && server.isThreadMissing) return answer.writeHead(404).end();
      answer.setHeader('content-type', 'text/javascript');
      return answer.end(readFileSync(`${root}${pathname.slice(1)}`));
    }
    if (pathname === '/panel.js') {
      answer.setHeader('content-type', 'text/javascript');
      return answer.end(panel);
    }
    if (pathname === '/panel') {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      return answer.end(`<!doctype html><html lang="en"><title>Lists</title><link rel="icon" href="data:,">
        <meta name="viewport" content="width=device-width"><style>${styles}</style><main><h1>Lists</h1><h2>A list</h2><div id="lists"></div></main>
        <script type="module">import { fillLists } from '/panel.js';
        window.close = fillLists(document.querySelector('#lists')); document.title = 'ready';</script></html>`);
    }
    if (searchParams.has('csp')) answer.setHeader('content-security-policy', searchParams.get('csp'));
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    return answer.end(`<!doctype html><title>lists</title><link rel="icon" href="data:,"><script type="module">
      import { checkRecipients } from '/dist/esm/entries/worker.js';
      import { createMessages } from '/dist/esm/entries/messages.js';
      import { piecesOfList } from '/tests/bench/list-data.mjs';
      const madeOf = (rows) => new File([...piecesOfList(rows)], 'list.csv');
      Object.assign(window, { checkRecipients, madeOf, t: createMessages() });
      document.title = 'ready';
    </script>`);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${server.address().port}/`;
  browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function inPage(csp, body, argument) {
  const page = await browser.newPage();
  try {
    await page.goto(csp ? `${url}?csp=${encodeURIComponent(csp)}` : url);
    await page.waitForFunction(() => document.title === 'ready');
    return await page.evaluate(body, argument);
  } finally {
    await page.close();
  }
}

/** A list of a few thousand rows, and all that must be the same wherever it runs. */
const small = async () => {
  const report = await checkRecipients(madeOf(3000), {
    operation: 'sms.send.bulk',
    columns: { to: 'phone' },
    phone: { region: 'IN' },
  });
  const { ran, rows, kept, refused, counts } = report;
  const cleaned = await report.cleaned().text();
  const refusedRows = await (await report.refusedRows({ message: t })).text();
  return { ran, essence: JSON.stringify([rows, kept, refused, counts, cleaned, refusedRows]), rows };
};

test('a worker by its address, by a Blob where that is not followed, here where workers are forbidden: the same', async () => {
  const direct = await inPage(null, small);
  assert.deepEqual([direct.ran, direct.rows], ['worker', 3000]);
  server.isThreadMissing = true;
  const blob = await inPage(null, small);
  server.isThreadMissing = false;
  assert.deepEqual(blob, direct);
  // A policy without Blobs: the address serves.
  assert.deepEqual(await inPage(WASM, small), direct);
  for (const csp of [`${WASM}; worker-src 'none'`]) {
    const here = await inPage(csp, small);
    assert.equal(here.ran, 'here');
    assert.equal(here.essence, direct.essence);
  }
});

test('where WebAssembly may not run, it says so', async () => {
  const error = await inPage("script-src 'self' 'unsafe-inline'", async () => {
    try {
      await checkRecipients(['+919876543210'], { operation: 'sms.send' });
      return null;
    } catch (thrown) {
      return thrown.name;
    }
  });
  assert.equal(error, 'PresendUnavailableError');
});

test('the page stays responsive, and cancelling is at once', async () => {
  for (const worker of [undefined, false]) {
    const seen = await inPage(
      null,
      async (option) => {
        const tasks = [];
        const file = madeOf(100_000);
        const options = { operation: 'sms.send.bulk', columns: { to: 'phone' }, phone: { region: 'IN' } };
        if (option === false) options.worker = false;
        // What made the file is over.
        await new Promise((later) => setTimeout(later, 200));
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
          entryTypes: ['longtask'],
        });
        const report = await checkRecipients(file, options);
        await report.refusedRows({ message: t });
        await new Promise((later) => setTimeout(later, 100));
        const controller = new AbortController();
        let asked = 0;
        const cut = await checkRecipients(file, {
          ...options,
          signal: controller.signal,
          onProgress: ({ rows }) => {
            if (rows === 0 || asked > 0) return;
            asked = performance.now();
            controller.abort();
          },
        });
        return { tasks, rows: report.rows, cancelled: cut.cancelled, wait: performance.now() - asked };
      },
      worker ?? null,
    );
    assert.equal(seen.rows, 100_000);
    console.log(
      `# ${worker === false ? 'here' : 'worker'}: long tasks ${JSON.stringify(seen.tasks)}, cancelled after ${seen.wait} ms`,
    );
    assert.equal(seen.cancelled, true);
    assert.ok(seen.wait < 100, `${seen.wait} ms`);
    // A machine with nothing else to do has none; this one may have taken the processor away.
    assert.ok(
      seen.tasks.every((ms) => ms < 250),
      `${seen.tasks}`,
    );
  }
});

test('a file whose permission is withdrawn: what was read is in the report', async () => {
  const seen = await inPage(null, async () => {
    const file = madeOf(60_000);
    const failing = new Blob([file]);
    const { slice } = failing;
    failing.slice = (from, to) => {
      const part = slice.call(failing, from, to);
      if (from > 2_000_000) part.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
      return part;
    };
    const report = await checkRecipients(failing, {
      operation: 'sms.send.bulk',
      columns: { to: 'phone' },
      phone: { region: 'IN' },
    });
    const lines = (await report.cleaned().text()).length;
    return {
      reason: report.stopped?.reason,
      said: t(report.stopped),
      rows: report.rows,
      cause: report.cause.name,
      lines,
    };
  });
  assert.deepEqual([seen.reason, seen.cause], ['list_read_failed', 'NotReadableError']);
  assert.ok(seen.rows > 10_000 && seen.lines > 1_000_000 && seen.said.length > 20);
});

test('the playground’s panel: a file is read, charted and given back; one without its column asks for it', async () => {
  const page = await browser.newPage({ viewport: { width: 700, height: 900 } });
  const problems = [];
  page.on('pageerror', (error) => problems.push(`${error}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  try {
    await page.goto(`${url}panel`);
    await page.waitForFunction(() => document.title === 'ready');
    const status = page.locator('[role=status]');
    await page.locator('button', { hasText: 'Try a list' }).click();
    await page.waitForFunction(() => document.querySelector('.lists-chart'));
    assert.match(await status.textContent(), /^20,000 rows in [\d.,]+ s: [\d,]+ kept, [\d,]+ refused/);
    assert.deepEqual(await violations(page), []);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[download$="-refused.csv"]').click(),
    ]);
    const refused = readFileSync(await download.path(), 'utf8');
    assert.match(refused, /^name,phone,city,reason,message\n.*phone_nsn_too_short,"This number is 2 digits too short/);
    await page.setInputFiles('#lists-file', {
      name: 'x.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a;b\n1;+919876543210\n'),
    });
    await page.waitForFunction(() => document.querySelector('[role=status]').textContent.startsWith('No column'));
    await page.locator('#lists-column').selectOption({ label: 'b' });
    await page.waitForFunction(() => document.querySelector('[role=status]').textContent.includes('1 kept'));
    await page.setInputFiles('#lists-file', {
      name: 'x.xlsx',
      mimeType: '',
      buffer: Buffer.from('PK\u0003\u0004xxxx'),
    });
    await page.waitForFunction(() => document.querySelector('[role=status]').textContent.includes('CSV'));
    for (const width of [320, 700]) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
    }
    assert.deepEqual(problems, []);
  } finally {
    await page.close();
  }
});

// A list of a million rows (105 MB of CSV, made here from a seed): `checkRecipients` beside Papa Parse with
// libphonenumber-js or validator, in Chromium and in Node; time, the longest task of the page, memory, time to cancel.
//
//   node tests/bench/run.mjs list            ROWS=100000 for a shorter one

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium as browsers } from 'playwright-core';
import { table } from './measure.mjs';

const ROWS = Number(process.env.ROWS ?? 1_000_000);
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = fileURLToPath(new URL('.', import.meta.url));

/** What both programs run: `globalThis.race(rows)` gives rows of the table. */
const PROGRAM = `
  import { parsePhoneNumber } from 'libphonenumber-js/max';
  import isEmail from 'validator/es/lib/isEmail.js';
  import { piecesOfList } from './list-data.mjs';
  import Papa from 'papaparse';

  /** What people write: rows as objects, a Set of what was there, counts of what is wrong. */
  const CHECKS = {
    phone: (row) => { try { const n = parsePhoneNumber(row.phone, 'IN'); return n.isValid() ? n.number : null; } catch { return null; } },
    email: (row) => (isEmail(row.email) ? row.email : null),
  };
  const peer = (file, column) => new Promise((resolve, reject) => {
    const seen = new Set();
    const cleaned = [];
    let kept = 0, refused = 0;
    const started = performance.now();
    Papa.parse(file, {
      header: true,
      skipEmptyLines: true,
      chunkSize: 1 << 20,
      chunk({ data }) {
        const rows = [];
        for (const row of data) {
          const value = CHECKS[column](row);
          if (value === null || seen.has(value)) { refused++; continue; }
          seen.add(value);
          row[column] = value;
          rows.push(row);
          kept++;
        }
        cleaned.push(new Blob([Papa.unparse(rows, { header: false })]));
      },
      complete: () => resolve({ ms: performance.now() - started, kept, refused }),
      error: reject,
    });
  });
  const own = async (checkRecipients, file, column, options) => {
    const { ms, kept, refused, ran } = await checkRecipients(file, {
      operation: column === 'phone' ? 'sms.send.bulk' : 'email.send.bulk',
      columns: { to: column },
      phone: column === 'phone' ? { region: 'IN' } : undefined,
      ...options,
    });
    return { ms, kept, refused, ran };
  };
  const madeOf = (rows) => new File([...piecesOfList(rows)].map((text) => new Blob([text])), 'list.csv');
  globalThis.bench = { own, peer, madeOf };
`;

async function program(platform) {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: folder },
    bundle: true,
    write: false,
    format: platform === 'node' ? 'cjs' : 'iife',
    target: 'es2022',
    platform,
    alias: { papaparse: papa() },
    external: ['stream'],
    nodePaths: [`${root}node_modules`],
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

const papa = () => createRequire(`${root}package.json`).resolve('papaparse');

const seconds = (ms) => (ms / 1000).toFixed(2);
const TITLES = ['', 'kept', 'refused', 's', 'presend is'];

export async function list() {
  await inChromium();
  await inNode();
}

async function inNode() {
  const { checkRecipients } = await import('presend/worker');
  new Function('require', await program('node'))(createRequire(import.meta.url));
  const { own, peer, madeOf } = globalThis.bench;
  const file = madeOf(ROWS);
  for (const column of ['phone', 'email']) {
    const mine = await own(checkRecipients, file, column);
    const here = await own(checkRecipients, file, column, { worker: false });
    // Papa Parse reads Node's streams, not its files; a string is its fastest source.
    const theirs = await peer(await file.text(), column);
    rows(`Node ${process.version}, ${column}`, [
      ['presend/worker', mine],
      ['presend, no worker', here],
      [`Papa Parse + ${column === 'phone' ? 'libphonenumber-js' : 'validator'}`, theirs],
    ]);
  }
}

function rows(title, list) {
  const own = list[0][1].ms;
  table(
    `a list of ${ROWS.toLocaleString('en')} rows in ${title}`,
    TITLES,
    list.map(([name, { ms, kept, refused }], at) => [
      name,
      kept.toLocaleString('en'),
      refused.toLocaleString('en'),
      seconds(ms),
      at === 0 ? '' : `${(ms / own).toFixed(1)} ×`,
    ]),
  );
}

/** Memory of the page's own process in MiB: the largest of Chromium's renderers. */
function rendererMemory() {
  let most = 0;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      const pages = Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]);
      most = Math.max(most, (pages * 4096) / (1 << 20));
    } catch {
      // It ended meanwhile.
    }
  }
  return most;
}

async function inChromium() {
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    console.log('\nNo Chromium at CHROME_PATH or /usr/bin/chromium: not measured in one.');
    return;
  }
  const script = await program('browser');
  const server = createServer(({ url }, answer) => {
    if (url.startsWith('/dist/')) {
      answer.setHeader('content-type', 'text/javascript');
      answer.end(readFileSync(`${root}${url.slice(1)}`));
    } else {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end('<!doctype html><title>bench</title>');
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await browsers.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.addScriptTag({ content: script });
    await page.evaluate(async (rows) => {
      const { checkRecipients } = await import('/dist/esm/entries/worker.js');
      window.checkRecipients = checkRecipients;
      window.file = window.bench.madeOf(rows);
      window.longest = () => {
        // What the browser calls a long task, from 50 ms on; and how late a timer of 1 ms came, which a busy machine is too.
        const tasks = [];
        let late = 0;
        let last = performance.now();
        const timer = setInterval(() => {
          late = Math.max(late, performance.now() - last);
          last = performance.now();
        }, 1);
        const observer = new PerformanceObserver((list) => {
          tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
        });
        observer.observe({ entryTypes: ['longtask'] });
        return () => {
          clearInterval(timer);
          observer.disconnect();
          return { late, tasks };
        };
      };
    }, ROWS);
    for (const column of ['phone', 'email']) {
      const results = [];
      for (const [name, how] of [
        ['presend/worker', {}],
        ['presend, no worker', { worker: false }],
        [`Papa Parse + ${column === 'phone' ? 'libphonenumber-js' : 'validator'}`, null],
      ]) {
        await page.evaluate(() => window.gc());
        await new Promise((settled) => setTimeout(settled, 500));
        const before = rendererMemory();
        let most = 0;
        const watch = setInterval(() => (most = Math.max(most, rendererMemory())), 50);
        const result = await page.evaluate(
          async ([own, options]) => {
            const stop = window.longest();
            const { bench, checkRecipients, file } = window;
            const done = await (options === null
              ? bench.peer(file, own)
              : bench.own(checkRecipients, file, own, options));
            return { ...done, ...stop() };
          },
          [column, how],
        );
        clearInterval(watch);
        results.push([name, result]);
        const { late, tasks, ran } = result;
        const long =
          tasks.length === 0 ? 'no task over 50 ms' : `${tasks.length} tasks over 50 ms, up to ${Math.max(...tasks)}`;
        console.log(
          `  ${name}${ran ? ` (${ran})` : ''}: ${long}; a timer ${late.toFixed(0)} ms late at most; memory ${before.toFixed(0)} → ${most.toFixed(0)} MiB`,
        );
      }
      rows(`Chromium ${browser.version()}, ${column}`, results);
    }
    const late = await page.evaluate(async () => {
      const waits = [];
      for (const worker of [undefined, undefined, undefined, false, false]) {
        const controller = new AbortController();
        let asked = 0;
        setTimeout(() => {
          asked = performance.now();
          controller.abort();
        }, 300);
        const { checkRecipients, file } = window;
        const report = await checkRecipients(file, {
          operation: 'sms.send.bulk',
          columns: { to: 'phone' },
          ...(worker === false && { worker }),
          signal: controller.signal,
        });
        waits.push(report.cancelled ? (performance.now() - asked).toFixed(1) : 'was over before');
      }
      return waits;
    });
    console.log(`  from abort() to the report, ms: ${late.join(', ')} (the last two without a worker)`);
  } finally {
    await browser.close();
    await new Promise((closed) => server.close(closed));
  }
}

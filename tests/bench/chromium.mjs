// JSON in Chromium: the check, from a string to a verdict, beside JSON.parse.

import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium as browsers } from 'playwright-core';
import { table } from './measure.mjs';

/** Runs in the page. Its clock is coarse, so rounds are long. */
const PAGE = `
  import { checkJson, measureSms } from 'presend';
  import { documents } from './documents.mjs';
  import { microseconds } from './measure.mjs';
  const rows = Object.entries(documents()).map(([name, text]) => [
    name,
    microseconds({ presend: (text) => checkJson(text).ok, 'JSON.parse': (text) => JSON.parse(text) !== undefined }, [text]),
  ]);
  const sms = 'Your order 8812 is on its way. Track it at https://acme.in/t/8812 '.padEnd(160, 'x');
  rows.push(['SMS of 160 characters', microseconds({ presend: (text) => measureSms(text).segments }, [sms])]);
  globalThis.measured = rows;
`;

export async function chromium() {
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    console.log('\nNo Chromium at CHROME_PATH or /usr/bin/chromium: not measured in one.');
    return;
  }
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    define: { 'process.env.ROUND_MS': "'100'" },
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  const server = createServer(({ url }, answer) => {
    const isScript = url === '/bench.js';
    answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    answer.end(
      isScript ? script.contents : '<!doctype html><title>bench</title><script type="module" src="/bench.js"></script>',
    );
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await browsers.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction('globalThis.measured', null, { timeout: 120_000 });
    const rows = await page.evaluate('globalThis.measured');
    const micro = (number) => (number === undefined ? '–' : number.toPrecision(3));
    table(
      `Chromium ${browser.version()}: 100 KB of JSON from a string to a verdict, µs`,
      ['', 'presend', 'JSON.parse', 'presend is'],
      rows.map(([name, { presend, 'JSON.parse': parse }]) => [
        name,
        micro(presend),
        micro(parse),
        parse === undefined ? '' : `${(parse / presend).toPrecision(3)} ×`,
      ]),
    );
  } finally {
    await browser.close();
    server.close();
  }
}

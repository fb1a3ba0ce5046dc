// Serves a folder on this machine and gives the text that a page shows, in Chromium, Firefox or WebKitGTK.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium as playwright } from 'playwright-core';
import { chromium, debian } from '../../www/build/tools.mjs';
import { startWebKit } from '../../www/build/webkit.mjs';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};
const stops = [];

/** Serves `folder`; `headers` go with every answer. */
async function serve(folder, headers = {}) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Waits until `read` gives a text that holds `presend:` or an error of the page. */
async function settled(read, errors = []) {
  for (let tries = 0; tries < 150; tries++) {
    const text = await read().catch(() => '');
    if (text?.includes('presend:')) return text;
    if (errors.length > 0) return errors.join('\n');
    await wait(100);
  }
  return 'nothing shown within 15 seconds';
}

let browser;
async function inChromium(url) {
  browser ??= await playwright.launch({
    executablePath: chromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  stops.push(() => browser.close());
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  const text = await settled(() => page.evaluate(() => document.body.textContent), errors);
  await page.close();
  return text;
}

let firefox;
async function inFirefox(url) {
  if (!firefox) {
    const { default: puppeteer } = await import('puppeteer-core');
    firefox = await puppeteer.launch({ browser: 'firefox', executablePath: debian('firefox-esr'), headless: true });
    stops.push(() => firefox.close());
  }
  const page = await firefox.newPage();
  await page.goto(url);
  const text = await settled(() => page.evaluate(() => document.body.textContent));
  await page.close();
  return text;
}

async function inWebKit(url) {
  const browser = await startWebKit();
  try {
    await browser.open(url);
    return await settled(() => browser.run('return document.body.textContent'));
  } finally {
    await browser.close();
  }
}

const BROWSERS = { chromium: inChromium, firefox: inFirefox, webkit: inWebKit };

/** The text that the page in `folder` shows in `name`. */
export async function open(folder, name = 'chromium', headers) {
  const site =
    typeof folder === 'string' && folder.startsWith('http')
      ? { url: folder, close() {} }
      : await serve(folder, headers);
  try {
    return await BROWSERS[name](site.url);
  } finally {
    site.close();
  }
}

/** Ends every browser that a cell started. */
export async function stopBrowsers() {
  for (const stop of stops.splice(0)) await stop().catch(() => {});
}

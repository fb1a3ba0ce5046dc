// A Chromium and the playground in it, for the tests of this folder.

import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { buildSite, serveSite } from '../../www/build/site.mjs';

const shots = new URL('../../target/screenshots/', import.meta.url).pathname;
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const BLOCKED = 'Service Worker registration blocked by Playwright';

/** Builds and serves the site, all of it, and starts a browser: `{ open(options), openPage(path, options), url, close() }`. */
export async function startPlayground() {
  await buildSite({ rust: true });
  mkdirSync(shots, { recursive: true });
  const site = await serveSite({ port: 4173 });
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });

  /** A fresh page at `path`; `problems` collects console errors and requests to elsewhere. */
  const openPage = async (path, options = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      serviceWorkers: 'block',
      ...options,
    });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(`${error}`));
    page.on('console', (message) => {
      // What keeps the site for later is left out here; one test of pages.test.mjs is about it.
      if (message.text() === BLOCKED) return;
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== 'data:' && origin !== new URL(site.url).origin) problems.push(`request to ${origin}`);
    });
    await page.goto(site.url + path);
    return { page, problems, close: () => context.close() };
  };

  /** The playground, ready to be used. */
  const open = async (options) => {
    const { page, ...rest } = await openPage('', options);
    await page.waitForFunction(() => 'started' in document.documentElement.dataset);
    await page.waitForLoadState('networkidle');
    // The page times other libraries when their table is on screen.
    await page.locator('.peers').evaluate((table) => table.scrollIntoView({ block: 'center' }));
    await page.mouse.move(5, 5);
    // Nothing else should be timed, or typed, at that moment.
    await page.waitForFunction(() => document.documentElement.dataset.measured);
    await page.evaluate(() => globalThis.scrollTo(0, 0));
    return { page, ...rest };
  };

  const close = async () => {
    await browser.close();
    await site.close();
  };
  return { open, openPage, url: site.url, close };
}

/** Where a screenshot goes. */
export const shot = (name) => `${shots}${name}.png`;

// The built site in Chromium, Firefox (WebDriver BiDi) and WebKitGTK (WebKitWebDriver): screenshots to be looked at, in
// target/screenshots. Ends with 1 where the playground says nothing or a page is wider than its window.
//
//   node www/build/shots.mjs [chromium] [firefox] [webkit]     all when none is named
//   node www/build/shots.mjs chromium index.html               that page alone

import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium as playwright } from 'playwright-core';
import { serveSite } from './site.mjs';
import { chromium as chromiumPath, debian, root, say } from './tools.mjs';
import { startWebKit } from './webkit.mjs';

const PAGES = ['index.html', 'guides/react-hook-form.html', 'errors.html', 'numbers.html', 'api/phone.html'];
const HEIGHT = 900;
/** Widths of windows; 320 px is what WCAG asks for. */
const WIDTHS = [1280, 390, 320];
/** Pages that speak other languages than English. */
const SPOKEN = ['index.html', 'errors.html'];
const LANGUAGES = ['en', 'hi', 'ar'];

/** What is looked at on a page: every language in the light, English in the dark. */
const viewsOf = (page) => [
  ...(SPOKEN.includes(page) ? LANGUAGES : ['en']).map((language) => ({ language, theme: 'light' })),
  { language: 'en', theme: 'dark' },
  ...(page === 'index.html' ? [{ language: 'ar', theme: 'dark' }] : []),
];

/** What is wrong with a page, in words; run in it. */
const LOOK = `
  const { scrollWidth, dataset } = document.documentElement;
  const isPlayground = document.querySelector('#number');
  const button = document.querySelector('#number-findings button');
  return [
    scrollWidth > innerWidth && 'wider than its window: ' + scrollWidth,
    isPlayground && !('started' in dataset) && 'not started',
    isPlayground && !button?.textContent.includes('7183 8750') && 'no repair is offered',
  ].filter(Boolean).join();`;
const chosen = (choice) => `localStorage.setItem('presend-playground', ${JSON.stringify(JSON.stringify(choice))})`;

/** `{ open(url), run(script), size(width), shot(), close() }`; a shot of Chromium's is of the whole page. */
async function chromium() {
  const browser = await playwright.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  return {
    open: (url) => page.goto(url),
    run: (script) => page.evaluate(`(() => {${script}})()`),
    size: (width) => page.setViewportSize({ width, height: HEIGHT }),
    async shot() {
      // What is drawn when it comes near must have come near.
      await page.setViewportSize({
        width: page.viewportSize().width,
        height: Math.min(4500, await page.evaluate('document.documentElement.scrollHeight')),
      });
      await page.waitForTimeout(200);
      return page.screenshot();
    },
    close: () => browser.close(),
  };
}

/** The same in Firefox. */
async function firefox() {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: debian('firefox-esr'), headless: true });
  const page = await browser.newPage();
  return {
    open: (url) => page.goto(url),
    run: (script) => page.evaluate(new Function(script)),
    size: (width) => page.setViewport({ width, height: HEIGHT }),
    shot: () => page.screenshot(),
    close: () => browser.close(),
  };
}

/** The same in WebKitGTK, whose windows are not narrower than it likes. */
async function webkit() {
  const { resize, ...browser } = await startWebKit();
  return { ...browser, size: (width) => resize({ width, height: HEIGHT + 60 }) };
}

const ENGINES = { chromium, firefox, webkit };
const asked = process.argv.slice(2);
const engines = asked.filter((name) => name in ENGINES);
const pages = asked.filter((name) => !(name in ENGINES));
const site = await serveSite({ port: 4300 });
const folder = `${root}target/screenshots/`;
mkdirSync(folder, { recursive: true });
let wrong = 0;
for (const name of engines.length > 0 ? engines : Object.keys(ENGINES)) {
  const engine = await ENGINES[name]();
  try {
    await engine.open(`${site.url}numbers.html`);
    for (const path of pages.length > 0 ? pages : PAGES) {
      for (const width of WIDTHS) {
        await engine.size(width);
        for (const { language, theme } of viewsOf(path)) {
          await engine.run(chosen({ language, theme }));
          await engine.open(site.url + path);
          await engine.size(width);
          let problem;
          for (let tries = 0; tries < 40 && (problem = await engine.run(LOOK)); tries++) await wait(250);
          // The peers of the playground are timed meanwhile, and the errors' other sentences come.
          await wait(path === 'index.html' && width === 1280 ? 4500 : 400);
          const label = `${name}-${path.replaceAll('/', '-').replace('.html', '')}-${width}-${theme}-${language}`;
          writeFileSync(`${folder}${label}.png`, await engine.shot());
          say(`${label}: ${problem || 'holds'}`);
          if (problem) wrong++;
        }
      }
    }
  } finally {
    await engine.close();
  }
}
await site.close();
process.exit(wrong > 0 ? 1 : 0);

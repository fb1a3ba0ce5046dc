// The built site in Firefox (WebDriver BiDi) and WebKitGTK (WebKitWebDriver): screenshots to be looked at, in
// target/screenshots. Ends with 1 where the playground says nothing or a page is wider than its window.
//
//   node www/build/shots.mjs [firefox] [webkit]     both when none is named

import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { serveSite } from './site.mjs';
import { debian, root, say } from './tools.mjs';
import { startWebKit } from './webkit.mjs';

const PAGES = ['index.html', 'guides/react-hook-form.html', 'errors.html', 'numbers.html', 'api/phone.html'];
const [WIDTH, HEIGHT] = [1280, 900];
/** What is wrong with a page, in words; run in it. */
const LOOK = `
  const { scrollWidth } = document.documentElement;
  const button = document.querySelector('#number-findings button:not(:disabled)');
  return [
    scrollWidth > innerWidth && 'wider than its window: ' + scrollWidth,
    document.querySelector('#number') && !button?.textContent.includes('7183 8750') && 'no repair is offered',
  ].filter(Boolean).join();`;

/** Firefox: `{ open(url), look(), shot(), close() }`. */
async function firefox() {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: debian('firefox-esr'), headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: WIDTH, height: HEIGHT });
  return {
    open: (url) => page.goto(url),
    look: () => page.evaluate(new Function(LOOK)),
    shot: () => page.screenshot(),
    close: () => browser.close(),
  };
}

/** The same in WebKitGTK. */
async function webkit() {
  const { run, ...browser } = await startWebKit({ size: { width: WIDTH, height: HEIGHT + 60 } });
  return { ...browser, look: () => run(LOOK) };
}

const ENGINES = { firefox, webkit };
const asked = process.argv.slice(2);
const site = await serveSite({ port: 4300 });
const folder = `${root}target/screenshots/`;
mkdirSync(folder, { recursive: true });
let wrong = 0;
for (const name of asked.length > 0 ? asked : Object.keys(ENGINES)) {
  const engine = await ENGINES[name]();
  try {
    for (const path of PAGES) {
      await engine.open(site.url + path);
      let problem;
      for (let tries = 0; tries < 40 && (problem = await engine.look()); tries++) await wait(250);
      // The peers of the playground are timed meanwhile.
      await wait(path === 'index.html' ? 3000 : 300);
      writeFileSync(`${folder}${name}-${path.replaceAll('/', '-').replace('.html', '')}.png`, await engine.shot());
      say(`${name} ${path}: ${problem || 'holds'}`);
      if (problem) wrong++;
    }
  } finally {
    await engine.close();
  }
}
await site.close();
process.exit(wrong > 0 ? 1 : 0);

// A form in Chromium with the built `presend/forms`, for the tests of this folder. No server: every request is answered here.
/* global URLSearchParams */

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { root } from '../../www/build/tools.mjs';

const ORIGIN = 'http://forms.test';
const shots = `${root}target/screenshots/`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const locale = (name) => readFileSync(`${root}dist/esm/generated/locales/${name}.js`, 'utf8');
const SCRIPTS = {
  '/presend.forms.js': readFileSync(`${root}dist/presend.forms.js`, 'utf8'),
  '/hi.js': locale('hi'),
  '/ar.js': locale('ar'),
};
const STYLES = readFileSync(`${root}www/lib/forms/forms.css`, 'utf8');

/** The form that most tests use. */
export const SIGN_UP = `
<form id="f" action="/subscribe" method="post">
  <p><label for="e">Email</label>
    <input id="e" name="email" type="email" required maxlength="20" data-presend="email"></p>
  <p><label for="m">Mobile *</label>
    <input id="m" name="mobile" type="tel" maxlength="10" data-presend="phone" data-presend-region="IN" data-presend-submit="e164"></p>
  <p><label>Your name: <input id="n" name="name" required></label></p>
  <button>Subscribe</button>
</form>`;

/** Starts a browser: `{ open(body, options), close() }`. */
export async function startForms() {
  mkdirSync(shots, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });

  /**
   * A page with `body`, bound with the source text `options`; `script` runs instead of the binding where it is given.
   * `sent` collects what forms send, `problems` what goes wrong on the side.
   */
  const open = async (body = SIGN_UP, { options = '{}', script, context: more = {}, headers = {}, head = '' } = {}) => {
    const context = await browser.newContext({ viewport: { width: 800, height: 700 }, locale: 'en-GB', ...more });
    const page = await context.newPage();
    const sent = [];
    const problems = [];
    page.on('pageerror', (error) => problems.push(`${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    const code =
      script ??
      `import { bind, explain, formatPhoneInput } from '/presend.forms.js'; import hi from '/hi.js'; import ar from '/ar.js';
       const form = document.querySelector('form');
       Object.assign(window, { form, hi, ar, bind, explain, bound: bind(form, ${options}) });`;
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url());
      if (route.request().method() === 'POST') {
        sent.push(Object.fromEntries(new URLSearchParams(route.request().postData())));
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Thanks</title><p>Thanks' });
      }
      if (pathname === '/forms.css') return route.fulfill({ contentType: 'text/css', body: STYLES });
      if (pathname in SCRIPTS) return route.fulfill({ contentType: 'text/javascript', body: SCRIPTS[pathname] });
      if (pathname !== '/') return route.fulfill({ status: 404 });
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers,
        body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Form</title>
          <link rel="icon" href="data:,"><style>${STYLES}</style>${head}
          <main><h1>Form</h1>${body}</main><script type="module">${code}</script></html>`,
      });
    });
    await page.goto(ORIGIN);
    return { page, sent, problems, close: () => context.close() };
  };
  return { open, close: () => browser.close() };
}

/** The violations that axe finds on the page, as text. */
export async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

/** Where a screenshot goes. */
export const shot = (name) => `${shots}${name}.png`;

// Every page of the site around the playground: axe, a phone's width, links, languages, no network. Part of
// playground.test.mjs, which builds the site.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shot } from './browser.mjs';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const DIST = new URL('../../www/site/dist/', import.meta.url).pathname;

/** Registers the tests; `started()` gives what startPlayground gave. */
export function pageTests(started) {
  const site = {
    openPage: (...given) => started().openPage(...given),
    get url() {
      return started().url;
    },
  };
  // The crate's pages are rustdoc's; the playground's own tests open it in more states than one.
  const pagesNow = () =>
    readdirSync(DIST, { recursive: true }).filter(
      (name) => name.endsWith('.html') && !name.startsWith('rust/') && name !== 'index.html' && name !== 'review.html',
    );

  /** Opens `path` with `options` and runs `body`; nothing may go wrong on the side. */
  async function at(path, options, body) {
    const { page, problems, close } = await site.openPage(path, options);
    try {
      await body(page);
      assert.deepEqual(problems, [], path);
    } finally {
      await close();
    }
  }

  const violations = async (page, options = {}) => {
    await page.evaluate(AXE);
    const { violations: found } = await page.evaluate((given) => globalThis.axe.run(given), options);
    return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html)}`);
  };

  test('axe finds nothing on any page, and 320 px scroll in one direction only', async () => {
    const found = [];
    for (const path of pagesNow())
      await at(path, {}, async (page) => {
        for (const one of await violations(page)) found.push(`${path}: ${one}`);
        // In other colours and narrower, it is still the same document.
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = { runOnly: ['color-contrast'] };
        for (const one of await violations(page, dark)) found.push(`${path}, dark: ${one}`);
        await page.setViewportSize({ width: 320, height: 640 });
        const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
        if (scroll > inner) found.push(`${path} is ${scroll} px wide`);
      });
    assert.deepEqual(found, []);
  });

  test('every link leads to a page, and to a place in it', () => {
    const all = readdirSync(DIST, { recursive: true });
    const ids = new Map();
    const idsOf = (path) => {
      if (!ids.has(path)) {
        const html = readFileSync(DIST + path, 'utf8');
        ids.set(path, new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)));
      }
      return ids.get(path);
    };
    const dead = [];
    for (const path of [...pagesNow(), 'index.html', 'review.html']) {
      const html = readFileSync(DIST + path, 'utf8');
      for (const [, href] of html.matchAll(/<(?:a|link|script)\b[^>]* (?:href|src)="([^"]*)"/g)) {
        const url = new URL(href, `http://site/${path}`);
        if (url.host !== 'site') continue;
        const target = decodeURI(url.pathname.slice(1));
        if (!all.includes(target)) dead.push(`${path}: ${href}`);
        else if (url.hash && target.endsWith('.html') && !idsOf(target).has(decodeURIComponent(url.hash.slice(1))))
          dead.push(`${path}: ${href}`);
      }
    }
    assert.deepEqual(dead, []);
  });

  test('the crate’s documentation is reached from the API, leads back, and none of its links is dead', async () => {
    await at('api/phone.html', {}, async (page) => {
      await page.locator('.menu').getByText('The crate').click();
      await page.waitForURL('**/rust/presend/index.html');
      assert.match(await page.locator('h1').textContent(), /presend/);
      await page.getByText('The site of presend').click();
      await page.waitForURL('**/api/index.html');
    });
    const all = new Set(readdirSync(DIST, { recursive: true }));
    const crate = [...all].filter((name) => name.startsWith('rust/') && name.endsWith('.html'));
    assert.ok(crate.length > 100, `${crate.length} pages`);
    const dead = new Set();
    for (const path of crate)
      for (const [, href] of readFileSync(DIST + path, 'utf8').matchAll(
        /<(?:a|link|script)\b[^>]*? (?:href|src)="([^"]*)"/g,
      )) {
        // What a script writes is not a link yet.
        if (href.includes('${')) continue;
        const url = new URL(href.replaceAll('&amp;', '&'), `http://site/${path}`);
        if (url.host === 'site' && !all.has(decodeURI(url.pathname.slice(1)))) dead.add(`${path}: ${href}`);
      }
    assert.deepEqual([...dead], []);
  });

  test('the error reference speaks another language without a new page', async () => {
    await at('errors.html', {}, async (page) => {
      const sentence = page.locator('#phone_nsn_too_short [data-audience="person"]');
      const english = await sentence.textContent();
      assert.match(english, /digit/);
      await page.evaluate(() => (window.same = true));
      await page.selectOption('#language', 'ar');
      await page.waitForFunction(() => document.documentElement.dataset.spoken === 'ar');
      assert.match(await sentence.textContent(), /\p{Script=Arabic}/u);
      assert.equal(await sentence.getAttribute('dir'), 'rtl');
      assert.ok(await page.evaluate(() => window.same));
      await page.screenshot({ path: shot('errors-ar') });
      const rest = page.locator('.code-group:nth-of-type(n + 4)');
      await rest.evaluateAll((all) => all.forEach((one) => one.remove()));
      assert.deepEqual(await violations(page), []);
      await page.reload();
      await page.waitForFunction(() => document.documentElement.dataset.spoken === 'ar');

      const languages = await page.locator('#language option').evaluateAll((all) => all.map(({ value }) => value));
      assert.ok(languages.length >= 42, `${languages.length} languages`);
      for (const language of languages) {
        await page.selectOption('#language', language);
        await page.waitForFunction((wanted) => document.documentElement.dataset.spoken === wanted, language);
      }

      await page.locator('#filter').fill('trailing_comma');
      assert.equal(
        await page
          .locator('#count')
          .textContent()
          .then((text) => /^\d+ of \d+$/.test(text)),
        true,
      );
      assert.ok(await page.locator('#json_trailing_comma').isVisible());
      assert.ok(!(await page.locator('#phone_nsn_too_short').isVisible()));
    });
  });

  test('every code and every reason has an example', async () => {
    await at('errors.html', {}, async (page) => {
      const bare = await page
        .locator('.reason')
        .evaluateAll((all) => all.filter((one) => !one.querySelector('pre')).map(({ id }) => id));
      assert.deepEqual(bare, []);
    });
  });

  test('after the first visit the site needs no network', { timeout: 60_000 }, async () => {
    const { page, close } = await site.openPage('guides/react-hook-form.html', { serviceWorkers: 'allow' });
    try {
      await page.evaluate(() => navigator.serviceWorker.ready);
      // The worker has everything before it is ready.
      await page.context().setOffline(true);
      await page.goto(`${site.url}errors.html`);
      await page.selectOption('#language', 'hi');
      await page.waitForFunction(() => document.documentElement.dataset.spoken === 'hi');
      await page.goto(site.url);
      await page.waitForFunction(() => 'started' in document.documentElement.dataset);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'hi');
      // In the language that was chosen on the other page.
      assert.match(await page.locator('#number-findings button').textContent(), /7183 8750 का/);
    } finally {
      await close();
    }
  });

  test('colours that were chosen are kept from page to page', async () => {
    const { page, close } = await site.openPage('numbers.html');
    try {
      await page.locator('#theme').click();
      await page.goto(`${site.url}guides/forms.html`);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
      assert.equal(await page.locator('#theme').getAttribute('aria-pressed'), 'true');
    } finally {
      await close();
    }
  });
}

// A form in every state: for a screen reader, by keyboard alone, with fifty fields.

/* What the pages define: */
/* global ar, bound */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shot, violations } from './forms.mjs';
import { inForm } from './in-form.mjs';

const STATES = `<form><div data-presend-summary></div><p><label for="e">Email</label> <input id="e" name="e" type="email" required data-presend="email"></p>
  <p><label for="m">Mobile</label> <input id="m" name="m" type="tel" data-presend="phone" data-presend-region="IN" data-presend-mark></p>
  <p><label for="j">Data</label> <textarea id="j" data-presend="json"></textarea></p>
  <p><label for="t">Text</label> <textarea id="t" maxlength="40" data-presend="template" data-presend-variables="name place" data-presend-counter></textarea></p>
  <fieldset><legend>Size</legend><label><input type="radio" name="r" value="a" required> A</label>
  <label><input type="radio" name="r" value="b"> B</label></fieldset><p><button id="go">Send</button></p></form>`;

for (const colorScheme of ['light', 'dark']) {
  test(
    `axe finds nothing, ${colorScheme}: clean, with errors, right to left`,
    inForm(
      async (page) => {
        assert.deepEqual(await violations(page), [], 'clean');
        await page.locator('#m').fill('98765 4321x');
        await page.locator('#j').fill('{"a": 1,}');
        await page.locator('#t').fill('{{nme}}');
        await page.locator('#go').click();
        assert.deepEqual(await violations(page), [], 'with errors');
        await page.screenshot({ path: shot(`form-errors-${colorScheme}`), fullPage: true });
        await page.locator('#e').fill('ann@gmial.com');
        await page.evaluate(() => bound.setLocale(ar));
        await page.evaluate(() => Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' }));
        await page.locator('#m').focus();
        assert.deepEqual(await violations(page), [], 'right to left, with a hint');
        await page.screenshot({ path: shot(`form-rtl-${colorScheme}`), fullPage: true });
      },
      STATES,
      {
        context: { colorScheme },
        head: '<style>:root { color-scheme: light dark; background: Canvas; color: CanvasText }</style>',
      },
    ),
  );
}

test(
  'the whole form by keyboard alone, in the order of the page',
  inForm(async (page) => {
    await page.locator('#e').fill('ann@gmial.com');
    await page.locator('#m').fill('1');
    await page.locator('#j').fill('{"a": 1,}');
    await page.locator('#go').click();
    await page.locator('h1').click();
    const stops = [];
    for (let at = 0; at < 20; at++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const node = document.activeElement;
        return node === document.body ? null : node.id || node.className || node.textContent;
      });
      if (stop === null) break;
      stops.push(stop);
    }
    assert.deepEqual(
      stops.filter((stop) => !/^(Mobile|Data|Text|Size): /.test(stop)),
      [
        ...['e', 'presend-fix', 'm', 'j', 'presend-go', 'presend-fix'],
        ...['t', 'presend-chip presend-used', 'presend-chip presend-used'].map((stop) =>
          stop.replace(' presend-used', ''),
        ),
        ...[stops.at(-2), 'go'],
      ],
    );
  }, STATES),
);

test(
  'a form of 50 fields takes less than 1 ms a keystroke',
  inForm(
    async (page) => {
      await page.locator('#go').click();
      await page.evaluate(() => {
        window.took = [];
        let start;
        window.addEventListener('input', () => (start = performance.now()), true);
        document.querySelector('form').addEventListener('input', () => window.took.push(performance.now() - start));
      });
      for (const id of ['f7', 'f24', 'f48']) {
        await page.locator(`#${id}`).focus();
        await page.keyboard.type('ann.lee@acme,in +919876543210', { delay: 2 });
      }
      const took = (await page.evaluate(() => window.took)).sort((a, b) => a - b);
      const [middle, slow] = [0.5, 0.95].map((part) => took[Math.floor(took.length * part)]);
      console.log(`a keystroke among 50 fields: median ${middle.toFixed(2)} ms, 95 % under ${slow.toFixed(2)} ms`);
      assert.ok(took.length > 80);
      assert.ok(middle < 1, `${middle} ms`);
    },
    `<form><div data-presend-summary></div>${Array.from(
      { length: 50 },
      (_, at) =>
        `<p><label for="f${at}">Field ${at}</label><input id="f${at}" required data-presend="${['email', 'phone', 'text'][at % 3]}" data-presend-counter></p>`,
    ).join('')}<button id="go">Go</button></form>`,
  ),
);

// What stands beside a field: counters, variables, the marked place, regions; and the forms that the guide prints.

/* What the pages define: */
/* global ar, bound, form */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inForm, note, invalid, focused } from './in-form.mjs';

test(
  'counters: what is left, what is too much, and messages',
  inForm(
    async (page) => {
      const counter = (id) => page.locator(`#${id} ~ .presend-counter`).first().textContent();
      assert.equal(await counter('a'), '10 characters left');
      await page.locator('#a').fill('नमस्ते');
      assert.equal(await counter('a'), '4 characters left');
      await page.evaluate(() => document.querySelector('#a').focus());
      await page.keyboard.type('1234567');
      assert.equal(await counter('a'), '3 characters too many');
      await page.keyboard.press('Tab');
      assert.equal(await invalid(page, 'a'), 'true');
      assert.equal(await counter('b'), '1 message, 160 characters left');
      await page.locator('#b').fill('x'.repeat(161));
      assert.equal(await counter('b'), '2 messages, 145 characters left');
      assert.equal(await counter('c'), '5 bytes left');
      assert.equal(await counter('d'), '0 characters');
      assert.match(await note(page, 'b'), /messages/, 'read with the field');
      await page.evaluate(() => bound.setLocale(ar));
      assert.match(await counter('a'), /\p{Script=Arabic}/u);
    },
    `<form><div><textarea id="a" aria-label="a" maxlength="10" data-presend="text" data-presend-counter></textarea></div>
      <div><textarea id="b" aria-label="b" data-presend="text" data-presend-counter="sms"></textarea></div>
      <div><input id="c" aria-label="c" data-presend="text" data-presend-max="5" data-presend-unit="octets" data-presend-counter></div>
      <div><input id="d" aria-label="d" data-presend="text" data-presend-counter></div></form>`,
    {
      options: `{ measureSms: ({ length }) => {
        const segments = length > 160 ? Math.ceil(length / 153) : 1;
        return { segments, remaining: (segments > 1 ? segments * 153 : 160) - length };
      } }`,
    },
  ),
);

test(
  'a template: variables at a click, and those that nobody gives',
  inForm(async (page) => {
    await page.locator('#t').fill('Dear ');
    const chips = page.locator('.presend-chip');
    assert.deepEqual(await chips.allTextContents(), ['{{name}}', '{{order_id}}']);
    assert.equal(await chips.first().getAttribute('aria-label'), 'Insert {{name}}');
    await chips.first().click();
    assert.equal(await page.locator('#t').inputValue(), 'Dear {{name}}');
    assert.equal(await focused(page), 't');
    await page.keyboard.type(' of {{plce}}');
    await page.keyboard.press('Tab');
    assert.equal(await invalid(page, 't'), 'true');
    assert.equal(await page.locator('.presend-place mark').textContent(), '{{plce}}');
  }, `<form><label for="t">Text</label><textarea id="t" maxlength="60" data-presend="template" data-presend-variables="name, order_id" data-presend-counter></textarea></form>`),
);

test(
  'JSON: the line with the place marked, a way to it, and the repair',
  inForm(async (page) => {
    await page.locator('#j').fill('{\n  "name": "Ann",\n  "place": Pune\n}');
    await page.locator('#o').focus();
    assert.equal(await page.locator('.presend-place').textContent(), '  "place": Pune');
    assert.equal(await page.locator('.presend-place mark').textContent(), 'Pune');
    const go = page.locator('.presend-go');
    assert.equal(await go.textContent(), 'Line 3, column 12');
    await go.click();
    const selected = await page.locator('#j').evaluate((box) => box.value.slice(box.selectionStart, box.selectionEnd));
    assert.equal(selected, 'Pune');
    await page.locator('.presend-fix').click();
    assert.equal(await page.locator('#j').inputValue(), '{\n  "name": "Ann",\n  "place": "Pune"\n}');
    assert.equal(await invalid(page, 'j'), null);
  }, `<form><label for="j">Data</label><textarea id="j" data-presend="json"></textarea><input id="o" aria-label="o"></form>`),
);

test(
  'a place can be marked in one line too',
  inForm(async (page) => {
    await page.locator('#m').fill('+44 20 7183 875x');
    await page.keyboard.press('Tab');
    assert.equal(await page.locator('.presend-place mark').textContent(), 'x');
    assert.equal(await page.locator('.presend-go').count(), 0);
  }, '<form><input id="m" aria-label="m" data-presend="phone" data-presend-mark><input aria-label="o"></form>'),
);

test(
  'the region comes from another field when it says so',
  inForm(
    async (page) => {
      await page.locator('#m').fill('98765 43210');
      await page.locator('#c').focus();
      assert.equal(await invalid(page, 'm'), 'true');
      await page.locator('#c').selectOption('IN');
      assert.equal(await invalid(page, 'm'), null);
    },
    `<form><label>Region <select id="c" name="c"><option>DE<option>IN</select></label>
      <label>Mobile <input id="m" data-presend="phone" data-presend-region-from="c" data-presend-types="mobile"></label></form>`,
  ),
);

const guide = readFileSync(new URL('../../docs/forms.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```html\n([\s\S]*?)```/g)].map(([, html]) => html);
const [first] = blocks;
const recipe = blocks.find((html) => html.includes('datalist'));

test(
  'the region picker of the guide',
  inForm(async (page) => {
    const country = page.getByLabel('Country');
    const mobile = page.getByLabel('Mobile');
    assert.equal(await country.inputValue(), 'India');
    await country.fill('France');
    await mobile.fill('98765 43210');
    await country.focus();
    assert.equal(await mobile.getAttribute('aria-invalid'), 'true');
    await country.fill('India');
    assert.equal(await mobile.getAttribute('aria-invalid'), null);
    assert.equal(await page.evaluate(() => new FormData(form).get('mobile')), '+919876543210');
    await country.fill('Indi');
    await mobile.focus();
    assert.equal(await note(page, 'country'), 'Please choose a country from the list.');
  }, `<form>${recipe}<button>Go</button></form>`),
);

test(
  'the first form of the guide',
  inForm(
    async (page, { sent }) => {
      await page.getByLabel('Email').fill('ann@acme.in');
      await page.getByLabel('Mobile').fill('098765 43210');
      await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
      assert.deepEqual(sent, [{ email: 'ann@acme.in', mobile: '+919876543210' }]);
    },
    first.replaceAll('/vendor/', '/'),
    { script: '' },
  ),
);

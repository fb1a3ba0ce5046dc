// The example of a form in plain HTML, as it lies in `examples`, in the hands of somebody who has a keyboard only.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { root } from '../../www/build/tools.mjs';
import { faults, listen, said, walk } from './walk.mjs';

const FILES = {
  '/': ['text/html', 'examples/plain-html/page.html'],
  '/presend/forms.css': ['text/css', 'dist/forms.css'],
  '/presend/presend.forms.js': ['text/javascript', 'dist/presend.forms.js'],
};

/** Runs `body` in that page; `sent` is what the form sends. */
const inExample = (body) => async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ locale: 'en-GB' });
    const sent = [];
    await page.route('**/*', (route) => {
      const request = route.request();
      if (request.method() === 'POST') {
        sent.push(decodeURIComponent(request.postData()));
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Thanks</title>' });
      }
      const [contentType, file] = FILES[new URL(request.url()).pathname] ?? [];
      return file ? route.fulfill({ contentType, body: readFileSync(root + file) }) : route.fulfill({ status: 404 });
    });
    await page.goto('http://form.test/');
    await page.waitForFunction(() => document.querySelector('form').noValidate);
    await body(page, sent);
  } finally {
    await browser.close();
  }
};

/** Longer than the form waits before it says something. */
const quiet = (page) => page.waitForTimeout(1500);
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());

test(
  'the example is walked through in its order, with a focus that is seen, and left again',
  inExample(async (page) => {
    const stops = await walk(page);
    assert.deepEqual(
      stops.map(({ id, name }) => id || name),
      ['email', 'mobile', 'Sign up'],
    );
    assert.deepEqual(faults(stops), []);
    const back = await walk(page, 'Shift+Tab');
    assert.deepEqual(
      back.map(({ id, name }) => id || name),
      ['Sign up', 'mobile', 'email'],
    );
  }),
);

test(
  'the example is filled, mended and sent; an error is announced once',
  inExample(async (page, sent) => {
    await listen(page);
    await page.keyboard.press('Tab');
    await page.keyboard.type('ann@acme,in', { delay: 20 });
    await quiet(page);
    assert.deepEqual(await said(page), [], 'nothing is said while it is typed');
    await page.keyboard.press('Tab');
    await quiet(page);
    const [first, ...others] = await said(page);
    assert.match(first, /^Email: .*comma/);
    assert.deepEqual(others, [], 'once, not thrice');

    // The repair is what comes before the next field.
    assert.equal(await focused(page), 'mobile');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(page), 'Use ann@acme.in');
    const [stop] = await walk(page, 'Shift+Tab');
    assert.equal(stop.id, 'email');
    await page.locator('#email').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#email').inputValue(), 'ann@acme.in');
    assert.equal(await focused(page), 'email', 'the focus is not lost');
    await quiet(page);
    const after = await said(page);
    assert.ok(after.length <= 2, after.join(' | '));

    await page.keyboard.press('Tab');
    await page.keyboard.type('098765 43210');
    await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
    assert.deepEqual(sent, ['email=ann@acme.in&mobile=+919876543210']);
  }),
);

test(
  'sending what is wrong leads to it and says so once',
  inExample(async (page, sent) => {
    await page.keyboard.press('Tab');
    await page.keyboard.type('ann@acme,in');
    await page.keyboard.press('Tab');
    await page.keyboard.type('12');
    await quiet(page);
    await listen(page);
    await page.keyboard.press('Enter');
    await quiet(page);
    assert.equal(await focused(page), 'email');
    assert.deepEqual(await said(page), ['Please check 2 fields.']);
    assert.deepEqual(sent, []);
    const stops = await walk(page);
    assert.deepEqual(
      stops.map(({ id, name }) => id || name),
      ['Use ann@acme.in', 'mobile', 'Sign up'],
    );
    assert.deepEqual(faults(stops), []);
  }),
);

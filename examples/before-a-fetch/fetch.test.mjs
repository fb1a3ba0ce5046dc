// The page of the guide: nothing is sent while a rule is broken, and an answer is shown at its field.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { sampleAnswer } from 'presend/testing';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

test('a page that asks first', async () => {
  const { outputFiles } = await build({
    entryPoints: [file('main.js')],
    bundle: true,
    write: false,
    format: 'esm',
    outdir: 'x',
  });
  const [script] = outputFiles.filter(({ path }) => path.endsWith('.js'));
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const sent = [];
    let answer = { status: 202, body: '{}', headers: {} };
    await page.route('http://page.test/**', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: readFileSync(file('index.html')) });
      if (pathname === '/src/main.js') return route.fulfill({ contentType: 'text/javascript', body: script.text });
      sent.push(JSON.parse(route.request().postData()));
      return route.fulfill(answer);
    });
    await page.goto('http://page.test/');
    const press = () => page.getByRole('button', { name: 'Send' }).click();

    await press();
    await page.getByText('name').first().waitFor({ timeout: 5000 });
    assert.deepEqual(sent, [], 'a variable is missing: nothing is sent');

    await page.getByLabel('Subject').fill('Hi');
    answer = sampleAnswer('domain_not_verified', { field: 'from' });
    await press();
    await page.locator('#from[aria-invalid="true"]').waitFor({ timeout: 5000 });
    assert.equal(sent.length, 1);

    await page.getByLabel('From').fill('orders@acme.in');
    answer = { status: 202, body: '{}', headers: {} };
    await press();
    await page.getByText('Sent.').waitFor({ timeout: 5000 });
    assert.deepEqual(sent[1], { from: 'orders@acme.in', to: 'ann@acme.in', subject: 'Hi', html: 'Thank you.' });
  } finally {
    await browser.close();
  }
});

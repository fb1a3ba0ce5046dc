// `npm run picture`: docs/form.png, what the README opens with: the form of plain HTML at work, in Chromium.

import { readFileSync, statSync } from 'node:fs';
import { chromium as playwright } from 'playwright-core';
import { chromium, root, say } from './tools.mjs';

const FILE = `${root}docs/form.png`;
const MAX_OCTETS = 60_000;
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="/forms.css"><style>
  body { margin: 0; padding: 28px 32px; width: 576px; background: #fff; color: #1b1d21; font: 15px/1.5 'Noto Sans', system-ui, sans-serif }
  label { display: block; margin-bottom: 4px; font-weight: 600 }
  p { margin: 0 0 18px }
  input { box-sizing: border-box; width: 100%; padding: 8px 10px; border: 1px solid #8b9099; border-radius: 6px; font: inherit }
  button { padding: 2px 10px; border: 1px solid #20407f; border-radius: 6px; background: #fff; color: #20407f; font: inherit; font-weight: 600 }
  button[type=submit] { padding: 8px 18px; border: 0; border-radius: 6px; background: #20407f; color: #fff; font: inherit; font-weight: 600 }
</style><form>
  <p><label for="email">Email</label><input id="email" name="email" type="email" data-presend="email"></p>
  <p><label for="mobile">Mobile number</label><input id="mobile" name="mobile" type="tel" data-presend="phone" data-presend-region="GB" data-presend-mark></p>
  <button type="submit">Sign up</button>
</form><script type="module">
  import { bind } from '/presend.forms.js';
  bind(document.querySelector('form'));
</script>`;

const browser = await playwright.launch({ executablePath: chromium(), args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({
  viewport: { width: 640, height: 300 },
  deviceScaleFactor: 1.75,
  colorScheme: 'light',
});
await page.route('http://form.test/**', (route) => {
  const name = new URL(route.request().url()).pathname.slice(1);
  if (name === '') return route.fulfill({ contentType: 'text/html', body: PAGE });
  if (!/^(forms\.css|presend\.forms\.js)$/.test(name)) return route.fulfill({ status: 404 });
  const contentType = name.endsWith('.css') ? 'text/css' : 'text/javascript';
  return route.fulfill({ contentType, body: readFileSync(`${root}dist/${name}`) });
});
await page.goto('http://form.test/');
await page.getByLabel('Email').fill('ann@gmial.com');
await page.getByLabel('Mobile number').fill('+44 (0)20 7183 875O');
await page.getByRole('button', { name: 'Sign up' }).click();
await page.waitForTimeout(300);
await page.evaluate(() => document.activeElement.blur());
await page.screenshot({ path: FILE, fullPage: true });
await browser.close();
const { size } = statSync(FILE);
say(`docs/form.png, ${size} octets`);
if (size > MAX_OCTETS) process.exit(1);

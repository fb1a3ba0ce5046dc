// `npm run lighthouse`: Lighthouse's opinion of the built site, in Chromium. Ends with 1 where a score is below its goal.
//
//   node www/build/lighthouse.mjs                    the pages of PAGES
//   node www/build/lighthouse.mjs errors.html        that page

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import lighthouse from 'lighthouse';
import { chromium as playwright } from 'playwright-core';
import { chromium, root } from './tools.mjs';

const PAGES = ['index.html', 'guides/react-hook-form.html', 'errors.html', 'numbers.html', 'api/phone.html'];
const GOAL = { performance: 100, accessibility: 100, 'best-practices': 100 };
const PORT = 9_333;
const dist = `${root}www/site/dist/`;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

// As web servers do: compressed, with a type, and kept where the name has a hash.
const server = createServer(({ url }, response) => {
  const file = `${dist}${new URL(url, 'http://x').pathname.slice(1) || 'index.html'}`;
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'content-encoding': 'gzip',
    'cache-control': file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(gzipSync(readFileSync(file)));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address();
const browser = await playwright.launch({
  executablePath: chromium(),
  args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${PORT}`],
});
mkdirSync(`${root}target/lighthouse`, { recursive: true });

let below = false;
const wanted = process.argv.slice(2);
for (const page of wanted.length > 0 ? wanted : PAGES) {
  const result = await lighthouse(`http://127.0.0.1:${port}/${page}`, {
    port: PORT,
    logLevel: 'error',
    output: 'json',
    onlyCategories: Object.keys(GOAL),
  });
  writeFileSync(`${root}target/lighthouse/${page.replaceAll('/', '-')}.json`, result.report);
  const { categories, audits } = result.lhr;
  const scores = Object.keys(GOAL).map((name) => [name, Math.round(categories[name].score * 100)]);
  const times = [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
  ];
  console.log(`${page}: ${scores.map(([name, score]) => `${name} ${score}`).join(', ')}`);
  console.log(`  ${times.map((name) => `${name} ${audits[name].displayValue}`).join(', ')}`);
  for (const [name, score] of scores) {
    if (score >= GOAL[name]) continue;
    below = true;
    for (const { id, weight } of categories[name].auditRefs) {
      const audit = audits[id];
      if (weight > 0 && audit.score !== null && audit.score < 1)
        console.log(`  ${name} lost by ${id}: ${audit.displayValue ?? audit.title}`);
    }
  }
}
await browser.close();
server.close();
process.exit(below ? 1 : 0);

// `npm run lighthouse`: Lighthouse's opinion of the built site, in Chromium. Ends with 1 where a score is below its goal.
//
//   node www/build/lighthouse.mjs                    the pages of PAGES, once each
//   node www/build/lighthouse.mjs errors.html        that page
//   node www/build/lighthouse.mjs --runs=5           five times each: the medians, and every run's performance

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadavg } from 'node:os';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { chromium as playwright } from 'playwright-core';
import { chromium, root } from './tools.mjs';

const PAGES = ['index.html', 'guides/react-hook-form.html', 'errors.html', 'numbers.html', 'api/phone.html'];
const GOAL = { performance: 100, accessibility: 100, 'best-practices': 100 };
/** What performance is made of, with what is printed behind it. */
const TIMES = {
  'first-contentful-paint': ' ms',
  'largest-contentful-paint': ' ms',
  'total-blocking-time': ' ms',
  'cumulative-layout-shift': '',
  'speed-index': ' ms',
};
const PORT = 9_333;
const dist = `${root}www/site/dist/`;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

// As web servers do: compressed, with a type, and kept where the name has a hash. Compressed once, because the browser
// that is measured shares the processor.
const packed = new Map();
const octetsOf = (file) => {
  if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(file)));
  return packed.get(file);
};
const server = createServer(({ url }, response) => {
  const file = `${dist}${new URL(url, 'http://x').pathname.slice(1) || 'index.html'}`;
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'content-encoding': 'gzip',
    'cache-control': file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(octetsOf(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address();
const browser = await playwright.launch({
  executablePath: chromium(),
  args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${PORT}`],
});
mkdirSync(`${root}target/lighthouse`, { recursive: true });

const options = process.argv.slice(2);
const runs = Number(/^--runs=(\d+)$/.exec(options.find((option) => option.startsWith('--runs=')) ?? '')?.[1] ?? 1);
const wanted = options.filter((option) => !option.startsWith('--'));
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

let below = false;
for (const page of wanted.length > 0 ? wanted : PAGES) {
  const results = [];
  const loads = [];
  for (let run = 0; run < runs; run++) {
    loads.push(loadavg()[0].toFixed(1));
    const result = await lighthouse(`http://127.0.0.1:${port}/${page}`, {
      port: PORT,
      logLevel: 'error',
      output: 'json',
      onlyCategories: Object.keys(GOAL),
    });
    const name = `${page.replaceAll('/', '-')}${runs > 1 ? `-${run + 1}` : ''}`;
    writeFileSync(`${root}target/lighthouse/${name}.json`, result.report);
    results.push(result.lhr);
  }
  const scoreOf = (name) => results.map(({ categories }) => Math.round(categories[name].score * 100));
  const scores = Object.keys(GOAL).map((name) => [name, median(scoreOf(name))]);
  const times = Object.entries(TIMES).map(([name, unit]) => {
    const value = median(results.map(({ audits }) => audits[name].numericValue));
    return `${name} ${unit ? Math.round(value) : value.toFixed(3)}${unit}`;
  });
  console.log(`${page}: ${scores.map(([name, score]) => `${name} ${score}`).join(', ')}`);
  console.log(`  ${times.join(', ')}`);
  if (runs > 1)
    console.log(`  ${runs} runs, performance ${scoreOf('performance').join(' ')}; load average ${loads.join(' ')}`);
  for (const [name, score] of scores) {
    if (score >= GOAL[name]) continue;
    below = true;
    const { categories, audits } = results.at(-1);
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

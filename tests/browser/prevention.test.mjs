// The same verdicts in Chromium as in Node on generated requests: node --test tests/browser/prevention.test.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { chromium } from 'playwright-core';
import { prevention } from '../prevention/prevention.mjs';

const REQUESTS = Number(process.env.PRESEND_REQUESTS ?? 3000);
const AT_ONCE = 250;

/** The built package, as a page loads it without a bundler. */
function serve() {
  const root = new URL('../../dist/esm/', import.meta.url);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/')
      return response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>presend</title>');
    try {
      const octets = readFileSync(new URL(`.${pathname}`, root));
      response.setHeader('Content-Type', 'text/javascript').end(octets);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** What a check says, without the body itself. */
const said = ({ ok, issues, warnings, notChecked }) => JSON.stringify({ ok, issues, warnings, notChecked });

test(`${REQUESTS} generated requests`, async () => {
  const profiles = [];
  const requests = [];
  const tally = prevention({
    seed: 7,
    requests: REQUESTS,
    each({ profile, operation, body, options }, verdict) {
      if (!profiles.includes(profile)) profiles.push(profile);
      const octets = typeof body === 'string' ? null : [...body];
      const text = octets === null ? body : null;
      requests.push({ profile: profiles.indexOf(profile), operation, text, octets, options, said: said(verdict) });
    },
  });
  assert.ok(tally.accepted > 0 && tally.refused > 0);

  const server = await serve();
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(async (profiles) => {
      globalThis.presend = await import('/index.js');
      await import('/entries/phone.js');
      globalThis.profiles = profiles;
    }, profiles);
    let different = 0;
    let first = null;
    for (let from = 0; from < requests.length; from += AT_ONCE) {
      const part = requests.slice(from, from + AT_ONCE);
      const verdicts = await page.evaluate(
        (part) =>
          part.map(({ profile, operation, text, octets, options }) => {
            const body = text ?? Uint8Array.from(octets);
            const found = globalThis.presend.checkRequest(globalThis.profiles[profile], operation, body, options);
            const { ok, issues, warnings, notChecked } = found;
            return JSON.stringify({ ok, issues, warnings, notChecked });
          }),
        part.map(({ said: _, ...request }) => request),
      );
      for (const [at, verdict] of verdicts.entries()) {
        if (verdict === part[at].said) continue;
        different++;
        first ??= `${part[at].operation}\nNode:     ${part[at].said}\nChromium: ${verdict}`;
      }
    }
    assert.equal(different, 0, first);
  } finally {
    await browser.close();
    server.close();
  }
});

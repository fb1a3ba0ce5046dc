// What the URL parsers of Node, Chromium, Firefox and WebKit make of domains outside ASCII:
//
//   xvfb-run -a node --experimental-websocket tests/oracle/idna.mjs        (the flag for Node 20, the display for WebKit)
//   node tests/oracle/idna.mjs --ledger=FILE                               another ledger than tests/cases/idna-ledger.json
//
// `presend` asks the platform's URL parser for UTS #46, so a verdict can only differ where the parsers do. The places where
// they do stand in tests/cases/idna-ledger.json; another one, or one that is gone, ends this with 1. An engine that is not
// on this machine is named and left out.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

const own = process.argv.find((argument) => argument.startsWith('--ledger='));
const LEDGER = own ? own.slice('--ledger='.length) : new URL('../cases/idna-ledger.json', import.meta.url);
const CASES = new URL('../cases/email.json', import.meta.url);
const SUITES = new URL('../../../shared/data/email/', import.meta.url);

/** Labels for each rule of UTS #46 and IDNA 2008 that engines are known to read in their own way. */
const LABELS = [
  'bücher', 'BÜCHER', 'straße', 'faß', 'σς', 'Σ', 'हिन्दी', 'श्री', 'क्‍ष', 'نامه‌ای', 'a‍b', 'ä̈', '̀a', 'é', 'é', 'ｅｘ', '㍿', 'ﬁ',
  '☃', '😀', '♥', '١٢٣', 'א1', '1א', 'אa', 'اب', 'ab--ü', '-ü', 'ü-', 'xn--bcher-kva', 'xn--a', 'xn--zca', 'xn--strae-oqa', 'xn--ls8h',
  'ü­', 'a​ü', 'ü⁠', 'ü️', 'ㅤ', 'ß'.repeat(40), 'ü'.repeat(60), '中文', '한국', '日本語', 'ไทย', 'தமிழ்', 'বাংলা', 'ქართული', 'Ⴀ', 'ⴀ', 'Ꭰ', 'ı', 'İ', 'K',
  '⒈', '①', '℡', '℀', 'ʼn', '·', 'l·l', 'ー', '゠', '・', '\u{1E900}', '\u{10A00}', '\u{2F868}', '\u{1F1EE}', '𑄴', '᠐', 'ׇ', '〱', '؉', 'Ɐ', 'ꞌ', '\u{A7DC}', 'Ωίθηδ',
]; // prettier-ignore

const domains = [
  ...new Set([
    ...LABELS.flatMap((label) => [`${label}.in`, `a.${label}`, `a。${label}.in`]),
    ...JSON.parse(readFileSync(CASES, 'utf8')).cases.flatMap(({ value }) => domainOf(value)),
    ...suiteDomains(),
  ]),
];

/** The domain of an address, when it is one to ask about. */
function domainOf(address) {
  if (typeof address !== 'string') return [];
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const isAsked = /[^\0-\x7f]|xn--/i.test(domain) && !/[\s/\\?#:@%[\]<>]/.test(domain);
  return isAsked ? [domain] : [];
}

function suiteDomains() {
  if (!existsSync(SUITES)) {
    console.log('The public e-mail suites are not at ../shared/data/email: own domains alone.');
    return [];
  }
  return readdirSync(SUITES)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => {
      const [head, ...lines] = readFileSync(new URL(name, SUITES), 'utf8').trimEnd().split('\n');
      const column = head.split('\t').indexOf('address_json');
      return lines.flatMap((line) => domainOf(JSON.parse(line.split('\t')[column])));
    });
}

/** What is run in each engine: a text that gives the answers as JSON. */
const QUESTION = `JSON.stringify(${JSON.stringify(domains)}.map((domain) => {
  try { return new URL('http://' + domain).hostname; } catch { return null; }
}))`;

async function inChromium() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    return [`Chromium ${browser.version()}`, JSON.parse(await page.evaluate(QUESTION))];
  } finally {
    await browser.close();
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs `command`, gives `use` what it printed until `ready` matches, and ends it. */
async function withProcess(command, args, ready, use) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data));
  try {
    for (let tries = 0; tries < 300 && !ready.test(printed); tries++) await pause(200);
    return await use(printed.match(ready));
  } finally {
    child.kill();
  }
}

/** WebDriver BiDi over a socket of its own: w3c.github.io/webdriver-bidi. */
async function inFirefox() {
  const command = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));
  if (!command || typeof globalThis.WebSocket !== 'function') return null;
  const profile = mkdtempSync(join(tmpdir(), 'presend-firefox-'));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  try {
    return await withProcess(command, args, /WebDriver BiDi listening on (ws:\S+)/, async (found) => {
      if (!found) throw new Error('Firefox does not listen');
      const socket = new globalThis.WebSocket(`${found[1]}/session`);
      await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }));
      let id = 0;
      const send = (method, params) =>
        new Promise((resolve, reject) => {
          const own = ++id;
          socket.addEventListener('message', ({ data }) => {
            const answer = JSON.parse(data);
            if (answer.id === own) (answer.type === 'error' ? reject : resolve)(answer.result ?? answer);
          });
          socket.send(JSON.stringify({ id: own, method, params }));
        });
      const { capabilities } = await send('session.new', { capabilities: {} });
      const { contexts } = await send('browsingContext.getTree', {});
      const { result } = await send('script.evaluate', {
        expression: QUESTION,
        target: { context: contexts[0].context },
        awaitPromise: false,
      });
      socket.close();
      return [`Firefox ${capabilities.browserVersion}`, JSON.parse(result.value)];
    });
  } finally {
    await pause(500);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** WebDriver over HTTP: w3.org/TR/webdriver. It needs a display: `xvfb-run node tests/oracle/idna.mjs`. */
async function inWebKit() {
  if (!existsSync('/usr/bin/WebKitWebDriver') || !process.env.DISPLAY) return null;
  const port = 7455;
  return withProcess('/usr/bin/WebKitWebDriver', [`--port=${port}`], /^$/, async () => {
    await pause(1500);
    const ask = async (path, body, method = 'POST') => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
      return (await response.json()).value;
    };
    const { sessionId, capabilities } = await ask('/session', { capabilities: {} });
    const told = await ask(`/session/${sessionId}/execute/sync`, { script: `return ${QUESTION};`, args: [] });
    await ask(`/session/${sessionId}`, undefined, 'DELETE');
    return [`WebKit ${capabilities.browserVersion}`, JSON.parse(told)];
  });
}

const engines = [[`Node ${process.versions.node}`, JSON.parse((0, eval)(QUESTION))]];
for (const [name, run] of Object.entries({ Chromium: inChromium, Firefox: inFirefox, WebKit: inWebKit })) {
  try {
    const told = await run();
    if (told) engines.push(told);
    else console.log(`${name} is not here`);
  } catch (error) {
    console.log(`${name} did not answer: ${error.message ?? JSON.stringify(error)}`);
  }
}

console.log(`${domains.length} domains in ${engines.map(([name]) => name).join(', ')}`);
const differing = domains.flatMap((domain, at) => {
  const told = engines.map(([name, answers]) => [name.split(' ')[0], answers[at]]);
  return new Set(told.map(([, answer]) => answer)).size > 1 ? [{ domain, ...Object.fromEntries(told) }] : [];
});
for (const row of differing) console.log(JSON.stringify(row));

if (process.argv.includes('--json')) process.exit();
const { rows: ledger, engines: known } = JSON.parse(readFileSync(LEDGER, 'utf8'));
const surprises = differing.filter(({ domain }) => !ledger.some((row) => row.domain === domain));
const gone = ledger.filter(({ domain }) => !differing.some((row) => row.domain === domain));
// Of the engines that the ledger was written from, each must still say what it said.
const changed = engines.flatMap(([name, answers]) => {
  const [engine, version] = name.split(' ');
  if (version.split('.')[0] !== known[engine]) {
    console.log(`${name} is not the one that the ledger was written from (${known[engine]})`);
    return [];
  }
  return ledger.filter(({ domain, answers: said }) => answers[domains.indexOf(domain)] !== said[engine]);
});
for (const { domain } of changed) console.log(`${domain} is not answered as the ledger has it`);
console.log(
  `${differing.length} differ; ${surprises.length} of them not in the ledger; ${gone.length} in the ledger agree; ${changed.length} are answered in another way`,
);
// With fewer engines than the ledger was written for, rows that agree prove nothing.
if (surprises.length > 0 || changed.length > 0 || (engines.length === 4 && gone.length > 0)) process.exit(1);

// `npm run examples`: each example with its own packages and the packed tarball, and one story that all forms must tell.
//
//   node examples/run.mjs                  all
//   node examples/run.mjs react-hook-form  one of them

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright-core';
import { chromium, root, run, say } from '../www/build/tools.mjs';

const folder = `${root}examples/`;
const wanted = process.argv.slice(2);
/** Examples that do not hold, each with its cause; one that does hold, and stands here, is a failure too. */
const ledger = JSON.parse(readFileSync(`${folder}ledger.json`, 'utf8'));
const examples = readdirSync(folder).filter(
  (name) => statSync(folder + name).isDirectory() && (wanted.length === 0 || wanted.includes(name)),
);

/** Packs the package once and unpacks it into an example. */
function unpack(into) {
  const target = `${root}target/examples/`;
  mkdirSync(target, { recursive: true });
  let tarball = readdirSync(target).find((name) => name.endsWith('.tgz'));
  if (!unpack.done) {
    if (tarball) rmSync(target + tarball);
    run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', 'target/examples'], { quiet: true });
    tarball = readdirSync(target).find((name) => name.endsWith('.tgz'));
    unpack.done = true;
  }
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  run('tar', ['-xzf', `${target}${tarball}`, '-C', into, '--strip-components=1']);
}

/** Installs what an example needs: its lock file's packages, and the tarball. */
function install(name) {
  const cwd = folder + name;
  if (existsSync(`${cwd}/package.json`)) {
    run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'], { cwd });
  }
  unpack(`${cwd}/node_modules/presend`);
}

/** What a server would get, shown in the page: only for the story. */
const SHOW_SENT = `<output></output>
<script type="module">
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    document.querySelector('output').textContent = JSON.stringify(Object.fromEntries(new FormData(event.target)));
  });
</script>`;

/** What the example puts into the browser: `path → [type, body]`. */
async function pageOf(name) {
  const cwd = folder + name;
  const entry = ['app.tsx', 'app.ts'].map((file) => `${cwd}/${file}`).find(existsSync);
  if (!entry) {
    const dist = `${cwd}/node_modules/presend/dist/`;
    return {
      '/': ['text/html', readFileSync(`${cwd}/page.html`, 'utf8') + SHOW_SENT],
      '/presend/presend.forms.js': ['text/javascript', readFileSync(`${dist}presend.forms.js`)],
      '/presend/forms.css': ['text/css', readFileSync(`${dist}forms.css`)],
    };
  }
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
    logLevel: 'error',
  });
  const html = `<!doctype html><html lang="en"><title>Sign up</title><link rel="icon" href="data:,">
    <body><script type="module" src="/app.js"></script>`;
  return { '/': ['text/html', html], '/app.js': ['text/javascript', outputFiles[0].contents] };
}

/** The one story: a slip is said, a typo is offered mended, and E.164 is what is sent. */
async function story(page) {
  const email = page.getByLabel('Email');
  const mobile = page.getByLabel('Mobile');
  await email.fill('ann@acme,in');
  await mobile.focus();
  await page.getByText('comma', { exact: false }).first().waitFor({ timeout: 5000 });
  await email.fill('ann@gmial.com');
  await mobile.focus();
  await page.getByRole('button', { name: 'Use ann@gmail.com' }).click({ timeout: 5000 });
  // Frameworks write it at their next turn.
  await email.evaluate(async (input) => {
    for (let tries = 0; tries < 100 && input.value !== 'ann@gmail.com'; tries++)
      await new Promise((done) => setTimeout(done, 50));
  });
  assert.equal(await email.inputValue(), 'ann@gmail.com');
  await mobile.fill('098765 4321');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('digit', { exact: false }).first().waitFor({ timeout: 5000 });
  assert.equal(await page.locator('output').textContent(), '', 'nothing is sent while something is wrong');
  await mobile.fill('098765 43210');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForFunction(() => document.querySelector('output').textContent !== '', null, { timeout: 5000 });
  const sent = JSON.parse(await page.locator('output').textContent());
  assert.deepEqual(sent, { email: 'ann@gmail.com', mobile: '+919876543210' });
}

/** Starts the example's own server, in a process of its own: `{ url, close() }`. */
async function ownServer(file) {
  const server = fork(file, { cwd: dirname(file), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const told = await Promise.race([once(server, 'message'), once(server, 'exit')]);
  if (!told[0]?.url) throw new Error(`${file} has ended`);
  return { url: told[0].url, close: () => server.disconnect() };
}

/** A server that has these files: `{ url, close() }`. */
async function serverOf(files) {
  const server = createServer(({ url }, response) => {
    const [type, body] = files[new URL(url, 'http://x').pathname] ?? ['text/plain', ''];
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Tells the story in a browser. */
async function inBrowser(server) {
  const browser = await playwright.launch({ executablePath: chromium(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(`${error}`));
    await page.goto(server.url, { waitUntil: 'networkidle' });
    await story(page).catch((error) => {
      throw new Error(`${error.message}\n${problems.join('\n')}`);
    });
    assert.deepEqual(problems, []);
  } finally {
    await browser.close();
    server.close();
  }
}

const failures = [];
for (const name of examples) {
  say(name);
  install(name);
  let problem = null;
  try {
    const own = readdirSync(folder + name).find((file) => file.endsWith('.test.mjs'));
    const server = `${folder}${name}/server.mjs`;
    if (own) run('node', ['--test', `examples/${name}/${own}`], { quiet: true });
    else await inBrowser(existsSync(server) ? await ownServer(server) : await serverOf(await pageOf(name)));
  } catch (error) {
    problem = error.message;
  }
  if (problem && !ledger[name]) failures.push(`${name}: ${problem}`);
  if (!problem && ledger[name]) failures.push(`${name} holds: take it out of examples/ledger.json`);
  if (problem && ledger[name]) say(`  as examples/ledger.json says: ${ledger[name]}`);
}
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exit(1);
}
say(`${examples.length} examples hold`);

// `npm run matrix`: the packed tarball in every bundler, runtime and browser, one small project each.
//
//   node tests/matrix/run.mjs                    all cells
//   node tests/matrix/run.mjs vite firefox       cells whose name holds one of the words
//   node tests/matrix/run.mjs --quick            the cells that install in seconds, as `npm test` runs them
//
// A cell is green when its program prints what is wanted. Cells of one `project` are installed once, and what
// they do `once` is done by the first. Exceptions, each with its cause, stand in ledger.json; one that turns
// green must be taken out.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../www/build/tools.mjs';
import { open, stopBrowsers } from './browsers.mjs';
import { cells as bundlers } from './bundlers.mjs';
import { cells as pages } from './pages.mjs';
import { cells as runtimes } from './runtimes.mjs';

const arguments_ = process.argv.slice(2);
const quick = arguments_.includes('--quick');
const words = arguments_.filter((word) => !word.startsWith('--'));
const ledger = JSON.parse(readFileSync(new URL('ledger.json', import.meta.url), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'presend-matrix-'));

/** Runs a command; its output, or an `Error` with the end of it. */
function run(command, args, { cwd, env = {}, minutes = 8 }) {
  const done = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1', NO_UPDATE_NOTIFIER: '1', ...env },
    maxBuffer: 1 << 26,
    timeout: minutes * 60_000,
  });
  if (done.status === 0) return done.stdout;
  const why = done.error?.message ?? `ended with ${done.signal ?? done.status}`;
  throw new Error(`${command} ${args.join(' ')} ${why}\n${`${done.stdout}\n${done.stderr}`.trim().slice(-1500)}`);
}

const [packed] = JSON.parse(
  run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: root }),
);

/** Builds and runs one cell; what it printed. */
async function measure({ name, project = name, packages = {}, files, once = [], steps = [], read }) {
  const cwd = join(folder, project.replaceAll(/\W+/g, '-'));
  const isNew = !existsSync(cwd);
  for (const [path, text] of Object.entries({
    'package.json': JSON.stringify({ name: 'project', version: '1.0.0', private: true, type: 'module' }),
    ...files,
  })) {
    // What npm has written into it stays.
    if (path === 'package.json' && !isNew) continue;
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  if (isNew) {
    const versions = Object.entries(packages).map(([packageName, version]) => `${packageName}@${version}`);
    const options = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    run('npm', ['install', ...options, join(folder, packed.filename), ...versions], { cwd });
  }
  let printed = '';
  for (const [command, ...args] of [...(isNew ? once : []), ...steps]) printed = run(command, args, { cwd });
  return read ? read({ cwd, run: (command, args, options) => run(command, args, { cwd, ...options }), open }) : printed;
}

let passed = 0;
let failed = 0;
const all = [...runtimes, ...pages, ...bundlers];
for (const cell of all) {
  if (quick ? !cell.quick : words.length > 0 && !words.some((word) => cell.name.includes(word))) continue;
  const started = Date.now();
  let problem = '';
  try {
    const printed = String(await measure(cell));
    if (!printed.includes(cell.wanted)) problem = `printed ${JSON.stringify(printed.trim().slice(-600))}`;
  } catch (error) {
    problem = error.message;
  }
  const excuse = ledger[cell.name];
  const isFine = (problem === '') === (excuse === undefined);
  if (isFine) passed++;
  else failed++;
  const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(4);
  console.log(
    `${seconds} s  ${isFine ? (excuse ? 'excepted' : 'green   ') : 'RED     '}  ${cell.name}${excuse ? `: ${excuse}` : ''}`,
  );
  if (!isFine) console.log(problem ? problem.replaceAll(/^/gm, '          ') : '          green, but in ledger.json');
}
await stopBrowsers();
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

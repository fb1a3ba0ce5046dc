// Finds the tools that the build needs; `install: true` gets what is missing. Every miss names the command that mends it.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const started = Date.now();

/** Says what happens, with the seconds since the start. */
export function say(text) {
  console.log(`[${String(((Date.now() - started) / 1000).toFixed(1)).padStart(6)} s] ${text}`);
}

/** Runs a command in the repository; a failure ends the process with the command's own output above it. */
export function run(command, args, { env = {}, quiet = false, cwd = root } = {}) {
  const done = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'inherit'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (done.error || done.status !== 0) {
    const why = done.error?.code === 'ENOENT' ? 'is not installed' : `ended with ${done.signal ?? done.status}`;
    console.error(`\n${command} ${args.join(' ')}\n… ${why}.`);
    process.exit(1);
  }
  return done.stdout ?? '';
}

const answers = (command, args) => spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';

function stop(what, how) {
  console.error(`\n${what} is missing. Install it with:\n\n    ${how}\n`);
  process.exit(1);
}

/** The version of a crate in Cargo.lock. */
export function lockedVersion(crate) {
  const lock = readFileSync(`${root}Cargo.lock`, 'utf8');
  const found = new RegExp(`name = "${crate}"\\nversion = "([^"]+)"`).exec(lock);
  if (!found) throw new Error(`${crate} is not in Cargo.lock`);
  return found[1];
}

/** Rust, its wasm target, and the wasm-bindgen CLI of exactly the crate's version, in `target/tools`. */
export function rust() {
  if (!answers('cargo', ['--version'])) stop('Rust', "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh");
  if (!answers('rustup', ['target', 'list', '--installed']).includes('wasm32-unknown-unknown')) {
    say('adding the wasm32-unknown-unknown target');
    run('rustup', ['target', 'add', 'wasm32-unknown-unknown']);
  }
  const version = lockedVersion('wasm-bindgen');
  const bin = `${root}target/tools/bin/`;
  if (answers(`${bin}wasm-bindgen`, ['--version']).trim() !== `wasm-bindgen ${version}`) {
    say(`installing wasm-bindgen-cli ${version} into target/tools (about two minutes)`);
    run('cargo', [
      'install',
      'wasm-bindgen-cli',
      '--version',
      `=${version}`,
      '--root',
      'target/tools',
      '--force',
      '--quiet',
    ]);
  }
  return { wasmBindgen: `${bin}wasm-bindgen`, testRunner: `${bin}wasm-bindgen-test-runner` };
}

/** A Chromium: `CHROME_PATH`, else the usual places, else Debian's package. */
export function chromium() {
  const named = process.env.CHROME_PATH;
  if (named) return existsSync(named) ? named : stop(`CHROME_PATH=${named}`, 'export CHROME_PATH=/path/to/a/browser');
  const usual = () =>
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
      .map((name) => answers('which', [name]).trim())
      .concat('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
      .find((path) => path && existsSync(path));
  const found = usual();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('installing Debian’s chromium');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    return usual() ?? stop('A browser', 'apt-get install chromium');
  }
  return stop('A browser', 'sudo apt-get install chromium   # or: export CHROME_PATH=/path/to/a/browser');
}

/** A program of Debian's `packageName`, installed where that is possible. */
export function debian(program, packageName = program) {
  const found = () => answers('which', [program]).trim();
  if (!found() && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say(`installing Debian’s ${packageName}`);
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', packageName]);
  }
  return found() || stop(program, `sudo apt-get install ${packageName}`);
}

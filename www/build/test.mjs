// `npm test`: everything, in the order in which a failure is cheapest. Missing tools are installed first.

import { existsSync, readdirSync } from 'node:fs';
import { chromium, root, run, rust, say } from './tools.mjs';

const { testRunner } = rust();
process.env.CHROME_PATH = chromium();
if (!existsSync(`${root}node_modules/.bin/tsc`)) {
  say('installing the development dependencies');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}
if (!existsSync(`${root}../shared/data`))
  console.log('The public suites are not at ../shared/data: the project’s own cases stand alone.');

say('format and lint');
run('npm', ['run', '--silent', 'lint']);
say('Rust: unit, integration and documentation tests');
run('cargo', ['test', '--locked', '--quiet']);
say('Rust: the edge, in Node');
// Not `--quiet`: the runner does not know it.
run(
  'cargo',
  ['test', '--locked', '--target', 'wasm32-unknown-unknown', '--target-dir', 'target/wasm-tests', '--test', 'edge'],
  {
    env: { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: testRunner },
  },
);
run('node', ['www/build/package.mjs']);
say('types and package checks');
run('npm', ['run', '--silent', 'check:types']);
run('npm', ['run', '--silent', 'size']);
for (const [folder, what] of [
  ['js', 'the built package, in Node'],
  ['package', 'the tarball, installed in an empty project'],
  ['browser', 'the site and forms, in Chromium'],
]) {
  say(what);
  const files = readdirSync(`${root}tests/${folder}`).filter((name) => name.endsWith('.test.mjs'));
  run('node', ['--test', ...files.map((name) => `tests/${folder}/${name}`)]);
}
say('the tarball in what installs in seconds; the rest is `npm run matrix`');
run('node', ['tests/matrix/run.mjs', '--quick']);
say('all tests passed');

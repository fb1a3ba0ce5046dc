// The packed package, unpacked where an installation would have put it: what the site shows is what a user installs.

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { root, run } from '../tools.mjs';

/** The project in which the package is "installed". */
export const project = `${root}target/site/`;
/** The package in it. */
export const installed = `${project}node_modules/presend/`;

/** Packs the repository and unpacks it. */
export function installPackage() {
  if (!existsSync(`${root}dist/esm/index.js`)) {
    console.error('\nThe package is not built. Build it with:\n\n    npm run build\n');
    process.exit(1);
  }
  rmSync(project, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', 'target/site'], { quiet: true });
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz'));
  run('tar', ['-xzf', `${project}${tarball}`, '-C', installed, '--strip-components=1']);
}

/** The languages that are in it. */
export const localeTags = () =>
  readdirSync(`${installed}dist/esm/generated/locales`)
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.slice(0, -3))
    .sort();

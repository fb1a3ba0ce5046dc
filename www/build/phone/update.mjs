// `npm run update:phone`: the newest numbering plans, in one command.
//
//   npm run update:phone                 takes the newest libphonenumber-js and google-libphonenumber
//   npm run update:phone -- --installed  stays with what is installed: only generates and checks
//
// Bumps, generates, says in CHANGELOG.md which regions changed, and asks the oracles. Nothing is committed.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

import { root, run, say } from '../tools.mjs';
import { tableOctets } from './bytes.mjs';
import { changes, describe } from './changes.mjs';
import { readVersions } from './generate.mjs';
import { readPlans } from './plans.mjs';

const PACKAGES = ['libphonenumber-js', 'google-libphonenumber'];
const readJson = (path) => JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
const metadata = () => readJson('node_modules/libphonenumber-js/metadata.max.json');

/** Octets of the two tables, which a test pins. */
const sizes = () => ['NUMBERS', 'FORMATS'].map((name) => tableOctets(name).length);
const grouped = (number) => String(number).replaceAll(/\B(?=(\d{3})+$)/g, '_');

function replaceIn(path, from, to) {
  const text = readFileSync(`${root}${path}`, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(
    `${root}${path}`,
    text.replace(from, () => to),
  );
}

const before = { plans: readPlans(metadata()), sizes: sizes(), versions: readVersions() };
if (!process.argv.includes('--installed')) {
  run('npm', ['install', '--save-dev', '--save-exact', ...PACKAGES.map((name) => `${name}@latest`)]);
}
run(process.execPath, ['www/build/phone/generate.mjs']);

const after = { sizes: sizes(), versions: readVersions() };
const pinned = ([numbers, formats]) => `(${grouped(numbers)}, ${grouped(formats)})`;
replaceIn('src/phone/tests.rs', pinned(before.sizes), pinned(after.sizes));
say(`tables: ${before.sizes.join(' + ')} → ${after.sizes.join(' + ')} octets`);

const changed = describe(changes(before.plans, readPlans(metadata())));
if (after.versions.metadata !== before.versions.metadata) {
  const line = `- Numbering plans of Google's metadata ${after.versions.metadata}, after ${before.versions.metadata}: ${changed}.`;
  replaceIn('CHANGELOG.md', '## Unreleased\n\n', `## Unreleased\n\n${line}\n`);
}
say(`metadata ${before.versions.metadata} → ${after.versions.metadata}: ${changed}`);

run('cargo', ['test', '--locked', '--quiet', '--test', 'it', 'phone::']);
run('cargo', ['test', '--locked', '--quiet', '--lib', 'phone::']);
run(process.execPath, ['--test', 'tests/js/phone-table.test.mjs']);
const oracle = spawnSync(process.execPath, ['tests/oracle/phone.mjs', '--seed', String(Date.now() % 1e6)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = oracle.status ?? 1;

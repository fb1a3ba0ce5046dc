// `npm run size`: how large everything is that a page may load, against the ceilings in size-ledger.json.
//
//   node www/build/size.mjs             prints the table; ends with 1 when a ceiling is passed
//   node www/build/size.mjs --update    writes the ceilings anew: what is there now and 2 % more; notes stay
//
// The playground shows some of the same numbers: it imports `measure` and `bundled`.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { build } from 'esbuild';
import { entries } from './exports.mjs';
import { root } from './tools.mjs';

const LEDGER = new URL('size-ledger.json', import.meta.url);
const ROOM = 1.02;

/** Octets as they are, by gzip and by brotli. */
function sizes(octets) {
  const brotli = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: octets.length, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  return {
    raw: octets.length,
    gzip: gzipSync(octets, { level: 9 }).length,
    brotli: brotliCompressSync(octets, brotli).length,
  };
}

/** What a bundler makes of `contents` for the web. */
export async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    charset: 'utf8',
  });
  return sizes(outputFiles[0].contents);
}

/** What `presend/forms` uses and other pages have too: sentences and shapes. */
const BESIDE_FORMS = "export { createMessages, applyFix, toFieldErrors } from 'presend/messages';";

/** What comes on top of something else. */
const difference = (all, part) =>
  Object.fromEntries(Object.entries(all).map(([name, octets]) => [name, octets - part[name]]));

const names = (folder) =>
  readdirSync(`${root}dist/esm/generated/${folder}`)
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.slice(0, -3));

/** What is measured: name → a function that measures it. */
function subjects() {
  const rows = {};
  rows['core wasm'] = () => sizes(readFileSync(`${root}dist/presend.wasm`));
  rows['presend.forms.js'] = () => sizes(readFileSync(`${root}dist/presend.forms.js`));
  for (const { subpath: entry } of entries())
    rows[entry] = () => bundled(`${entry === './js' ? 'import' : 'export * from'} 'presend${entry.slice(1)}';`);
  rows['checkEmail of .'] = () => bundled("export { checkEmail } from 'presend';");
  rows['checkPhone of .'] = () => bundled("export { checkPhone } from 'presend';");
  rows['checkPhone of ./phone'] = () => bundled("export { checkPhone } from 'presend/phone';");
  rows['createMessages of .'] = () => bundled("export { createMessages } from 'presend';");
  rows['forms, own code'] = async () =>
    difference(
      await bundled(`export { bind } from 'presend/forms-slim'; ${BESIDE_FORMS}`),
      await bundled(BESIDE_FORMS),
    );
  for (const name of names('locales'))
    rows[`locale ${name}`] = () => bundled(`export { default } from 'presend/locales/${name}';`);
  for (const name of names('profiles'))
    rows[`profile ${name}`] = () => bundled(`export { default } from 'presend/profiles/${name}';`);
  for (const name of names('.').filter((name) => name.startsWith('phone-')))
    rows[`data ${name}`] = () => bundled(`export * from './dist/esm/generated/${name}.js';`);
  return rows;
}

/** Sizes by name: of everything, or of the names in `wanted`. */
export async function measure(wanted = Object.keys(subjects())) {
  const all = subjects();
  const rows = {};
  for (const name of wanted) rows[name] = await all[name]();
  return rows;
}

/** Compares with the ledger, or writes it: what the command does. */
async function main() {
  const ledger = existsSync(LEDGER) ? JSON.parse(readFileSync(LEDGER, 'utf8')) : {};
  const rows = await measure();

  if (process.argv.includes('--update')) {
    const next = Object.entries(rows).map(([name, { brotli }]) => {
      const note = ledger[name]?.note;
      return [name, { brotli: Math.ceil(brotli * ROOM), ...(note && { note }) }];
    });
    writeFileSync(LEDGER, `${JSON.stringify(Object.fromEntries(next), null, 2)}\n`);
    console.log('wrote www/build/size-ledger.json');
    process.exit();
  }

  const wide = (value) => (typeof value === 'number' ? value.toLocaleString('en') : value);
  const line = (cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(22) : wide(cell).padStart(10))).join(' ');
  const problems = [];
  console.log(line(['octets', 'raw', 'gzip -9', 'brotli', 'ceiling', 'free']));
  for (const [name, { raw, gzip, brotli }] of Object.entries(rows)) {
    const ceiling = ledger[name]?.brotli;
    if (ceiling === undefined) problems.push(`${name} has no ceiling`);
    else if (brotli > ceiling)
      problems.push(`${name} has ${wide(brotli)} octets by brotli, ${wide(brotli - ceiling)} over its ceiling`);
    const free = ceiling === undefined ? '–' : `${(((ceiling - brotli) / ceiling) * 100).toFixed(1)} %`;
    console.log(line([name, raw, gzip, brotli, ceiling ?? '–', free]));
  }
  for (const name of Object.keys(ledger)) if (!(name in rows)) problems.push(`${name} has a ceiling and is not there`);
  if (problems.length > 0) {
    console.error(
      `\n${problems.join('\n')}\nA ceiling is raised on purpose, by node www/build/size.mjs --update and a commit that says why.`,
    );
    process.exit(1);
  }
}

if (process.argv[1] === `${root}www/build/size.mjs`) await main();

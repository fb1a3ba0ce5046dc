// The documentation of the Rust crate, by rustdoc, in the folder `rust` of the site, with a way back to it.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { root, run } from '../tools.mjs';

const made = `${root}target/doc`;
const folder = `${root}www/site/dist/rust/`;
/** What the crate's own page is called in it. */
const FIRST = 'presend/index.html';

/** Writes it; the site's other pages link to `rust/presend/index.html`. */
export function rustPages() {
  // What an earlier version of the crate had is not to be copied.
  rmSync(made, { recursive: true, force: true });
  run('cargo', ['doc', '--locked', '--quiet', '--no-deps', '--lib']);
  cpSync(made, folder, { recursive: true, filter: (path) => basename(path) !== '.lock' });
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.html')) continue;
    const html = readFileSync(folder + name, 'utf8');
    const back = `<p><a href="${posix.relative(posix.dirname(name), '..')}/api/index.html">The site of presend</a></p>`;
    const whole = html
      .replace('<main>', `<main>${back}`)
      // Without it browsers load rustdoc's fonts twice, and complain.
      .replace('as="font" type="font/woff2"href=', 'as="font" type="font/woff2" crossorigin href=');
    writeFileSync(folder + name, whole);
  }
  // Pages of rustdoc's own lead to it.
  writeFileSync(
    `${folder}index.html`,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>presend, the crate</title><meta http-equiv="refresh" content="0; url=${FIRST}"><p><a href="${FIRST}">presend</a></p></html>\n`,
  );
}

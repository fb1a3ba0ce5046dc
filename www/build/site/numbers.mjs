// The page of numbers: sizes as they are measured now, and the last run of the benches that was kept.

import { existsSync, readFileSync } from 'node:fs';
import { root } from '../tools.mjs';

const KEPT = `${root}docs/bench.json`;

const kilobytes = (octets) => (octets / 1000).toFixed(1);
const row = (name, { raw, gzip, brotli }) => [name, ...[raw, gzip, brotli].map(kilobytes)];
const HEAD = ['', 'minified', 'gzip', 'Brotli'];

/** `[{ title, head, rows }]` */
export function sizeTables({ sizes, beside, versions }) {
  const has = (test) => Object.entries(sizes).filter(([name]) => test(name));
  const imports = has((name) => /^\./.test(name) || / of \./.test(name)).map(([name, size]) => {
    const spelled = name.replace(
      /(\S+ of )?\.(\/?)/,
      (_all, verb = '', slash) => `${verb.replace(' of ', ' from ')}presend${slash}`,
    );
    return row(spelled, size);
  });
  const rest = has((name) => /^(core|forms|data|profile)/.test(name)).map(([name, size]) => row(name, size));
  const locales = has((name) => name.startsWith('locale ')).map(([name, size]) => row(name.slice(7), size));
  const peers = Object.entries(beside).map(([name, size]) => {
    const [library] = /^[^/:]+/.exec(name);
    return row(`${name} ${versions[library]}`, size);
  });
  return {
    esbuild: versions.esbuild,
    tables: [
      { title: 'One import', head: HEAD, rows: imports },
      { title: 'Beside it, other libraries', head: HEAD, rows: peers },
      { title: 'Parts', head: HEAD, rows: rest },
      { title: 'Languages', head: HEAD, rows: locales },
    ],
  };
}

/** What `npm run bench -- --json docs/bench.json` wrote, or null. */
export function benchTables() {
  return existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : null;
}

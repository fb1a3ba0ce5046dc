// The service worker: every file of the site but the crate's documentation, under a name that changes with them.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { root } from '../tools.mjs';

const dist = `${root}www/site/dist/`;

/** Writes `offline.js`; `{ files, octets }` says what it keeps. */
export function writeWorker() {
  rmSync(`${dist}manifest.json`, { force: true });
  const files = readdirSync(dist, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name !== 'offline.js' && !name.startsWith('rust/') && statSync(dist + name).isFile())
    .sort();
  const hash = createHash('sha256');
  let octets = 0;
  for (const name of files) {
    const content = readFileSync(dist + name);
    octets += content.length;
    hash.update(name).update(content);
  }
  const text = readFileSync(`${root}www/site/offline.js`, 'utf8')
    .replace('__NAME__', `presend-${hash.digest('hex').slice(0, 16)}`)

    .replace(/(?<== )__FILES__/, JSON.stringify(files));
  writeFileSync(`${dist}offline.js`, text);
  return { files: files.length, octets };
}

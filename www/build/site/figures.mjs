// Sizes and versions that the site shows, measured when it is built: none is typed in.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { bundled, measure } from '../size.mjs';
import { root } from '../tools.mjs';

/** Imports whose size the playground shows, by the names of `npm run size`. */
const IMPORTS = {
  "import { checkPhone } from 'presend/phone'": 'checkPhone of ./phone',
  "import * as email from 'presend/email'": './email',
  "import * as sms from 'presend/sms'": './sms',
  "import * as messages from 'presend/messages'": './messages',
  "import locale from 'presend/locales/hi'": 'locale hi',
  "import * as whatsapp from 'presend/whatsapp'": './whatsapp',
  "import * as request from 'presend/request'": './request',
  "import * as presend from 'presend'": '.',
};

/** What a page imports of other libraries to check a number. */
const PEERS = {
  'libphonenumber-js': "export { isValidPhoneNumber } from 'libphonenumber-js/max';",
  'intl-tel-input': "export { default } from 'intl-tel-input/utils';",
  zod: "export { e164 } from 'zod';",
};

/** What a page imports of other libraries to check one thing, for the table of sizes: name → code. */
const BESIDE = {
  'libphonenumber-js/max: isValidPhoneNumber': "export { isValidPhoneNumber } from 'libphonenumber-js/max';",
  'libphonenumber-js/min: isValidPhoneNumber': "export { isValidPhoneNumber } from 'libphonenumber-js/min';",
  'intl-tel-input/utils': "export { default } from 'intl-tel-input/utils';",
  'zod: z.email()': "export { email } from 'zod';",
  'zod: z (everything)': "export { z } from 'zod';",
  'validator: isEmail': "export { default } from 'validator/es/lib/isEmail.js';",
  'jsonc-parser: parse': "export { parse } from 'jsonc-parser';",
};

const versionOf = (name) => JSON.parse(readFileSync(`${root}node_modules/${name}/package.json`, 'utf8')).version;

/** `{ imports, peers, sizes, beside, versions }`; measured anew only when the package was built anew: bundling takes a while. */
export async function figures() {
  const kept = `${root}target/site-figures.json`;
  const packages = [...new Set([...Object.keys(PEERS), 'validator', 'jsonc-parser', 'esbuild'])];
  const versions = Object.fromEntries(packages.map((name) => [name, versionOf(name)]));
  const made = ['dist/esm/index.js', 'dist/presend.wasm'].map((path) => statSync(`${root}${path}`).mtimeMs);
  const key = JSON.stringify([made, versions, IMPORTS, PEERS, BESIDE]);
  if (existsSync(kept)) {
    const found = JSON.parse(readFileSync(kept, 'utf8'));
    if (found.key === key) return found.figures;
  }
  const sizes = await measure();
  const measured = {
    imports: Object.entries(IMPORTS).map(([code, name]) => ({ code, ...sizes[name] })),
    peers: {},
    sizes,
    beside: {},
    versions,
  };
  for (const [name, contents] of Object.entries(PEERS))
    measured.peers[name] = { version: versions[name], ...(await bundled(contents)) };
  for (const [name, contents] of Object.entries(BESIDE)) measured.beside[name] = await bundled(contents);
  mkdirSync(`${root}target`, { recursive: true });
  writeFileSync(kept, JSON.stringify({ key, figures: measured }));
  return measured;
}

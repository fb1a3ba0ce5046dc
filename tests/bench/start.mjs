// The first call in a fresh process, importing apart; and what bundlers make of each peer.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { median, table } from './measure.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = 7;

/** Name → what is imported, and the first call. */
const FIRST = {
  'presend e-mail': ["import { checkEmail } from 'presend'", "checkEmail('ann@acme.in')"],
  'presend phone': ["import { checkPhone } from 'presend'", "checkPhone('+919876543210')"],
  'presend/phone': ["import { checkPhone } from 'presend/phone'", "checkPhone('+919876543210')"],
  'presend JSON': ["import { checkJson } from 'presend'", "checkJson('{}')"],
  'libphonenumber-js max': [
    "import { parsePhoneNumber } from 'libphonenumber-js/max'",
    "parsePhoneNumber('+919876543210').isValid()",
  ],
  'libphonenumber-js min': [
    "import { parsePhoneNumber } from 'libphonenumber-js/min'",
    "parsePhoneNumber('+919876543210').isValid()",
  ],
  'google-libphonenumber': [
    "import google from 'google-libphonenumber'",
    "(() => { const it = google.PhoneNumberUtil.getInstance(); return it.isValidNumber(it.parse('+919876543210')); })()",
  ],
  'awesome-phonenumber': [
    "import { parsePhoneNumber } from 'awesome-phonenumber'",
    "parsePhoneNumber('+919876543210').valid",
  ],
  'intl-tel-input utils': ["import it from 'intl-tel-input/utils'", "it.isValidNumberPrecise('+919876543210')"],
  'zod e-mail': ["import { z } from 'zod'", "z.email().safeParse('ann@acme.in')"],
};

function firstCall(imports, call) {
  const specifier = /from ('[^']+')/.exec(imports)[1];
  const names = imports.replace(/^import (.*) from .*$/, '$1');
  const binding = names.startsWith('{') ? names : `{ default: ${names} }`;
  const code = `const a = performance.now(); const ${binding} = await import(${specifier});
    const b = performance.now(); ${call}; const c = performance.now(); ${call}; const d = performance.now();
    console.log(JSON.stringify([b - a, c - b, d - c]));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}

/** Peers as a page would load them: bundled, minified, tree-shaken. */
const BUNDLES = {
  'presend e-mail': "export { checkEmail } from 'presend'",
  'presend phone': "export { checkPhone } from 'presend'",
  'presend/phone': "export { checkPhone } from 'presend/phone'",
  'presend/phone with formats': "export { checkPhone, formatPhone } from 'presend/phone'",
  'presend/phone-input': "export * from 'presend/phone-input'",
  'presend JSON': "export { checkJson } from 'presend'",
  'presend, all of it': "export * from 'presend'",
  'libphonenumber-js max': "export { parsePhoneNumber } from 'libphonenumber-js/max'",
  'libphonenumber-js min': "export { parsePhoneNumber } from 'libphonenumber-js/min'",
  'libphonenumber-js AsYouType': "export { AsYouType } from 'libphonenumber-js/min'",
  'google-libphonenumber': "export { default } from 'google-libphonenumber'",
  'awesome-phonenumber': "export { parsePhoneNumber } from 'awesome-phonenumber'",
  'intl-tel-input utils': "export { default } from 'intl-tel-input/utils'",
  isemail: "export { default } from 'isemail'",
  '@hapi/address': "export { isEmailValid } from '@hapi/address'",
  'validator isEmail': "export { default } from 'validator/es/lib/isEmail.js'",
  'zod e-mail': "import { z } from 'zod'; export const email = z.email()",
  'jsonc-parser': "export { parse } from 'jsonc-parser'",
};

async function bundleSize(contents) {
  const options = { bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', logLevel: 'silent' };
  // What a peer takes from Node a page has to bring itself; it is not counted.
  const external = ['util', 'punycode', 'url', 'fs', 'path'];
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT },
    ...options,
    external,
    platform: 'browser',
  });
  const octets = outputFiles[0].contents;
  return [octets.length, gzipSync(octets, { level: 9 }).length, brotliCompressSync(octets).length];
}

export async function start() {
  const ms = (number) => number.toFixed(2);
  table(
    `first call in a fresh process, median of ${ROUNDS}, ms`,
    ['', 'import', 'first call', 'second call'],
    Object.entries(FIRST).map(([name, [imports, call]]) => {
      const rounds = Array.from({ length: ROUNDS }, () => firstCall(imports, call));
      return [name, ...[0, 1, 2].map((at) => ms(median(rounds.map((round) => round[at]))))];
    }),
  );
}

export async function size() {
  const rows = [];
  for (const [name, contents] of Object.entries(BUNDLES)) {
    rows.push([name, ...(await bundleSize(contents)).map((octets) => octets.toLocaleString('en'))]);
  }
  table('bundled and minified by esbuild, octets', ['', 'raw', 'gzip -9', 'brotli'], rows);
}

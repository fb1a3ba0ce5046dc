// `npm run bench`: presend beside its peers, in one process and one run.
//
//   node tests/bench/run.mjs [email] [phone] [json] [request] [template] [chromium] [sms] [list] [start] [size]   all when none is named
//   node tests/bench/run.mjs --json docs/bench.json phone              the tables as data too: the site shows them
//   ROUND_MS=200 node tests/bench/run.mjs phone                        longer rounds, steadier numbers

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release } from 'node:os';
import { tables } from './measure.mjs';

const SUITES = {
  email: async () => (await import('./email.mjs')).email(),
  phone: async () => (await import('./phone.mjs')).phone(),
  json: async () => (await import('./json.mjs')).json(),
  request: async () => (await import('./request.mjs')).request(),
  template: async () => (await import('./template.mjs')).template(),
  chromium: async () => (await import('./chromium.mjs')).chromium(),
  sms: async () => (await import('./sms.mjs')).sms(),
  list: async () => (await import('./list.mjs')).list(),
  start: async () => (await import('./start.mjs')).start(),
  size: async () => (await import('./start.mjs')).size(),
};

const asked = process.argv.slice(2);
const flag = asked.indexOf('--json');
const [, file] = flag < 0 ? [] : asked.splice(flag, 2);
const unknown = asked.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) {
  console.error(`no suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}

const { version, devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const peers = [
  'validator',
  'isemail',
  '@hapi/address',
  'zod',
  'libphonenumber-js',
  'google-libphonenumber',
  'awesome-phonenumber',
  'intl-tel-input',
  'jsonc-parser',
  'handlebars',
  'mustache',
  'liquidjs',
  'split-sms',
  'sms-segments-calculator',
  'sms-length',
  'sms-counter',
  'email-addresses',
  'papaparse',
];
const [cpu] = cpus();
const head = {
  presend: version,
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpu?.model.trim()} × ${cpus().length}, load ${loadavg()[0].toFixed(1)}; ${platform()} ${release()}; Node ${process.version}`,
  peers: peers.map((name) => `${name} ${devDependencies[name]}`).join(', '),
};
console.log(`presend ${head.presend} on ${head.date}\n${head.machine}\n${head.peers}`);

const started = performance.now();
for (const name of asked.length > 0 ? asked : Object.keys(SUITES)) await SUITES[name]();
if (file) writeFileSync(file, `${JSON.stringify({ ...head, tables }, null, 1)}\n`);
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);

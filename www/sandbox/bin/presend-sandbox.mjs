#!/usr/bin/env node
// `presend-sandbox [--port N] [--account FILE] [--latency MS] [--failures RATE]`

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { createSandbox } from '../src/index.mjs';

const HELP = `presend-sandbox [options]

A local server that behaves like the documented MigoSMTP and Telnxo APIs.

  --port N          port on 127.0.0.1 (default 8787, 0 takes a free one)
  --account FILE    JSON laid over the account that it starts with
  --latency MS      wait before each answer
  --failures RATE   share of requests, 0 to 1, that fail with 500, 503 or 504
  --help
`;

const OPTIONS = {
  port: { type: 'string', default: process.env.PORT ?? '8787' },
  account: { type: 'string' },
  latency: { type: 'string', default: '0' },
  failures: { type: 'string', default: '0' },
  help: { type: 'boolean', short: 'h', default: false },
};

function misuse(message) {
  process.stderr.write(`presend-sandbox: ${message}\n\n${HELP}`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return misuse(error.message);
  }
}

const { port, account: file, latency, failures, help } = options();
if (help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const numbers = { port: Number(port), latency: Number(latency), failures: Number(failures) };
for (const [name, number] of Object.entries(numbers)) if (!(number >= 0)) misuse(`--${name} expects a number`);
if (numbers.port > 65_535 || numbers.failures > 1) misuse('--port goes to 65535, --failures to 1');

try {
  const account = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
  const sandbox = createSandbox({ account });
  sandbox.setAccount({ failures: { latencyMs: numbers.latency, rate: numbers.failures } });
  const { url } = await sandbox.listen({ port: numbers.port });
  console.log(`${url}/v1   keys: ${sandbox.account.keys.map(({ key }) => key).join(', ')}`);
  console.log(`GET, PUT ${url}/_sandbox/account   POST ${url}/_sandbox/reset   GET ${url}/_sandbox/log`);
} catch (error) {
  misuse(error.code === 'EADDRINUSE' ? `port ${numbers.port} is taken` : error.message);
}

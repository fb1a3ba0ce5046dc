// The tables as octets, for the bundler: read back from the generated Rust, so that both are one.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TABLE = new URL('../../../src/phone/table.rs', import.meta.url);

/** The octets of the constant `name` of `src/phone/table.rs`: `NUMBERS` or `FORMATS`. */
export function tableOctets(name) {
  const source = readFileSync(TABLE, 'utf8');
  const [, literal] = new RegExp(`const ${name}: &\\[u8\\] = b"([^"]*)"`).exec(source) ?? [];
  if (literal === undefined) throw new Error(`no ${name} in ${fileURLToPath(TABLE)}`);
  return Uint8Array.from(literal.match(/\\x../g) ?? [], (escape) => Number.parseInt(escape.slice(2), 16));
}

// `node www/build/phone/bytes.mjs NUMBERS > file`
if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(tableOctets(process.argv[2] ?? 'NUMBERS'));

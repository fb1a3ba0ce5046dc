// Writes `src/phone/table.rs` and `www/lib/input/plans.ts` from the metadata that `libphonenumber-js` carries:
// `npm run generate:phone`.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { encodeFormats, encodeTable } from './encode.mjs';
import { buildFormats } from './formats.mjs';
import { addDomesticFormats, readGooglePlans } from './google.mjs';
import { buildPlans, readPlans } from './plans.mjs';
import { Rules } from './rules.mjs';
import { TYPED, typedSource } from './typed.mjs';

const ROOT = new URL('../../../', import.meta.url);
const PACKAGE = new URL('node_modules/libphonenumber-js/', ROOT);

/** Where the generated table stands. */
export const TABLE = new URL('src/phone/table.rs', ROOT);

/** Version of the package and of Google's metadata in it, as its change log states it for that release or before. */
export function readVersions() {
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8'));
  const changes = readFileSync(new URL('CHANGELOG.md', PACKAGE), 'utf8');
  const [, metadata] = /metadata to version (\d+\.\d+\.\d+)/.exec(changes);
  return { version, metadata };
}

/**
 * A number that stands for all valid numbers: FNV-1a of how many there are by calling code and label, which the decoded
 * table must give too.
 */
export function digest(plans, { pool, roots }) {
  const memo = new Map([[0, new Map()]]);
  const count = (node) => {
    if (!memo.has(node)) {
      const counts = new Map(pool.labels[node] ? [[pool.labels[node], 1n]] : []);
      for (const child of pool.children[node]) {
        for (const [label, many] of count(child)) counts.set(label, (counts.get(label) ?? 0n) + many);
      }
      memo.set(node, counts);
    }
    return memo.get(node);
  };
  let hash = 0xcbf29ce484222325n;
  const add = (value) => {
    for (let shift = 0n; shift < 64n; shift += 8n)
      hash = BigInt.asUintN(64, (hash ^ ((value >> shift) & 255n)) * 0x100000001b3n);
  };
  plans.forEach(({ callingCode }, index) => {
    const counts = [...count(roots[index])].sort(([a], [b]) => a - b);
    for (const [label, many] of counts) [BigInt(callingCode), BigInt(label), many].forEach(add);
  });
  return hash;
}

/** Both tables of these plans, as octets; `mobiles` holds a mobile number of each region. */
export function buildTables(source, version, mobiles) {
  const rules = new Rules();
  const plans = source.map((plan) => ({
    ...plan,
    regions: plan.regions.map((region) => ({
      ...region,
      iddRule: rules.rule(region.idd, ''),
      trunkRule: rules.rule(region.prefixForParsing, region.transform),
    })),
  }));
  const numbers = buildPlans(plans);
  const examples = plans.flatMap(({ regions }) => regions.map(({ code }) => mobiles[code] ?? ''));
  return {
    digest: digest(plans, numbers),
    numbers: encodeTable({ version, actions: rules.actions, pairs: rules.pairs, plans, rules, numbers }),
    formats: encodeFormats({ version, examples, ...buildFormats(plans, numbers) }),
  };
}

/** The plans with the formats for use within a country, which only `google-libphonenumber` has. */
function withDomesticFormats(plans) {
  const others = new Map(readGooglePlans().map(({ callingCode, regions }) => [callingCode, regions[0].formats]));
  return plans.map((plan) => {
    const [main, ...regions] = plan.regions;
    const formats = addDomesticFormats(main.formats ?? [], others.get(plan.callingCode) ?? []);
    return { ...plan, regions: [{ ...main, formats }, ...regions] };
  });
}

/** `octets` as the lines of a Rust byte string. */
export function byteString(octets) {
  const lines = [];
  for (let at = 0; at < octets.length; at += 29) {
    lines.push(
      Array.from(octets.subarray(at, at + 29), (octet) => `\\x${octet.toString(16).padStart(2, '0')}`).join(''),
    );
  }
  return `b"\\\n${lines.join('\\\n')}"`;
}

/** The plans that everything is made from. */
function readSource() {
  return withDomesticFormats(readPlans(JSON.parse(readFileSync(new URL('metadata.max.json', PACKAGE), 'utf8'))));
}

/** The whole of `plans.ts`. */
export function inputSource() {
  const plans = readSource();
  return typedSource(plans, buildPlans(plans), readVersions());
}

/** The whole of `table.rs`. */
export function tableSource() {
  const mobiles = JSON.parse(readFileSync(new URL('examples.mobile.json', PACKAGE), 'utf8'));
  const versions = readVersions();
  const googleVersion = JSON.parse(
    readFileSync(new URL('../google-libphonenumber/package.json', PACKAGE), 'utf8'),
  ).version;
  const { digest: hash, numbers, formats } = buildTables(readSource(), versions.metadata, mobiles);
  return [
    `// @generated from libphonenumber-js ${versions.version} (Google metadata ${versions.metadata}): npm run generate:phone`,
    `// Formats for use within a country from google-libphonenumber ${googleVersion}, which alone has them.`,
    '// Metadata: Copyright The Libphonenumber Authors, Apache License 2.0.',
    '',
    `/// Every numbering plan, entropy-coded: ${numbers.length} octets.`,
    `pub(super) const NUMBERS: &[u8] = ${byteString(numbers)};`,
    '',
    '/// What the valid numbers of the table, counted, must come to.',
    '#[cfg(test)]',
    `pub(super) const DIGEST: u64 = 0x${hash.toString(16)};`,
    '',
    `/// How numbers are written, and an example of each region: ${formats.length} octets.`,
    `pub(super) const FORMATS: &[u8] = ${byteString(formats)};`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(TABLE, tableSource());
  writeFileSync(TYPED, inputSource());
}

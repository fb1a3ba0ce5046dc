// Writes `src/sms/table.rs` from the national language tables of 3GPP TS 23.038: `npm run generate:sms`.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The tables as they were transcribed; not part of the project. */
export const SOURCE = new URL('../../../../shared/data/sms/gsm_national_tables.json', import.meta.url);
/** Where the generated tables stand. */
export const TABLE = new URL('../../../src/sms/table.rs', import.meta.url);

/** TS 23.038 table A: its languages in the order of their identifiers, and their BCP 47 tags. */
const LANGUAGES = {
  turkish: 'tr',
  spanish: 'es',
  portuguese: 'pt',
  bengali: 'bn',
  gujarati: 'gu',
  hindi: 'hi',
  kannada: 'kn',
  malayalam: 'ml',
  oriya: 'or',
  punjabi: 'pa',
  tamil: 'ta',
  telugu: 'te',
  urdu: 'ur',
};

/** A string literal of Rust in which everything is to be seen: marks and controls stand as escapes. */
const literal = (text) =>
  `"${text.replaceAll(/["\\]|[^\x20-\x7e\p{L}]/gu, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\u{${char.codePointAt(0).toString(16).padStart(4, '0')}}`,
  )}"`;

/** The generated file. */
export function tableSource() {
  const { locking, single_shift: shift, source } = JSON.parse(readFileSync(SOURCE, 'utf8'));
  const [, transcribed] = /transcribed from ([^;]+)/.exec(source);
  const rows = Object.entries(LANGUAGES).map(([name, tag]) => {
    for (const table of [locking[name], shift[name]]) {
      if (table !== undefined && [...table].length !== 128) throw new Error(`${name}: a table has 128 septets`);
    }
    return `    NationalTable {
        language: "${tag}",
        locking: ${literal(locking[name] ?? '')},
        single_shift: ${literal(shift[name] ?? '')},
    },`;
  });
  return `// @generated from gsm_national_tables.json (3GPP TS 23.038 annex A, ${transcribed}): npm run generate:sms
//! The national language tables.

use super::NationalTable;

/// 3GPP TS 23.038 annex A, every language in the order of its identifier. Spanish has no locking shift table (A.3.2).
#[rustfmt::skip]
pub const NATIONAL_TABLES: &[NationalTable<'static>] = &[
${rows.join('\n')}
];
`;
}

/** The tables of `src/sms/table.rs`: `{ language, locking, singleShift }` each. */
export function readTables() {
  const text = (rust) =>
    rust.replaceAll(/\\u\{(\w+)\}|\\(.)/g, (_, point, char) => char ?? String.fromCodePoint(parseInt(point, 16)));
  const row = /language: "(\w+)",\s+locking: "(.*)",\s+single_shift: "(.*)",/g;
  return [...readFileSync(TABLE, 'utf8').matchAll(row)].map(([, language, locking, singleShift]) => ({
    language,
    locking: text(locking),
    singleShift: text(singleShift),
  }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TABLE, tableSource());

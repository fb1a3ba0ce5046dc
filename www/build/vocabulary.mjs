// Types of the vocabulary: `tests/cases/vocabulary.json` (written from the Rust tables) → `www/lib/generated/vocabulary.ts`.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './tools.mjs';

/** The codes and reasons, as the Rust tables have them. */
export const vocabulary = () => JSON.parse(readFileSync(`${root}tests/cases/vocabulary.json`, 'utf8'));

/** What every check of one value may find. */
const SHARED = ['required', 'input_too_large', 'lone_surrogate'];

/**
 * The table of kinds as one text, in the order of the core's enum: `reason code param param:n;…`; `:n` marks numbers. For a
 * core with one room, rows of the others are empty; `is_here` in `src/issue/kind.rs` leaves out the same.
 */
const kindRows = (reasons, room) =>
  reasons
    .map(({ reason, code, params }) =>
      room && !reason.startsWith(`${room}_`) && !SHARED.includes(reason)
        ? ''
        : [
            reason,
            code === reason ? '=' : (code ?? ''),
            ...params.map(([name, kind]) => (kind === 'u32' ? `${name}:n` : name)),
          ].join(' '),
    )
    .join(';')
    .replace(/;+$/, '');

const type = (param) => (param === 'u32' ? 'number' : 'string');

export function buildVocabulary(generated = `${root}www/lib/generated/`) {
  const { codes, reasons } = vocabulary();
  const rows = reasons.map(({ reason, code, params, doc }) => {
    const members = params.map(([name, kind]) => `${name}: ${type(kind)}`).join('; ');
    return `  /** ${doc.replaceAll('*/', '* /')} */\n  ${reason}: { code: ${code ? `'${code}'` : 'null'}; params: { ${members} } };`;
  });
  mkdirSync(generated, { recursive: true });
  for (const room of [undefined, 'email', 'phone']) {
    const folder = room ? `${generated}${room}/` : generated;
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      `${folder}kinds.ts`,
      `// Made by the build from tests/cases/vocabulary.json.\nexport const kinds: string =\n  '${kindRows(reasons, room)}';\n`,
    );
  }
  writeFileSync(
    `${generated}vocabulary.ts`,
    `// Made by the build from tests/cases/vocabulary.json, which comes from the tables in src/issue and src/catalog.

/** The API's word for what is wrong: one of its 32 error codes. */
export type ApiCode =
${codes.map(({ name }) => `  | '${name}'`).join('\n')};

/** Code and parameters of every reason. */
export interface ReasonTable {
${rows.join('\n')}
}

/** Our finer word for what is wrong. */
export type IssueReason = keyof ReasonTable;
`,
  );
}

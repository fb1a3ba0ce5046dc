// Types of the vocabulary: `tests/cases/vocabulary.json` (written from the Rust tables) → `www/lib/generated/vocabulary.ts`.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOMS } from './core.mjs';
import { root } from './tools.mjs';

/** The codes and reasons, as the Rust tables have them. */
export const vocabulary = () => JSON.parse(readFileSync(`${root}tests/cases/vocabulary.json`, 'utf8'));

/** What checks of several rooms find. */
const SHARED = [
  'required',
  'input_too_large',
  'lone_surrogate',
  'not_text',
  'request_not_object',
  'template_findings_omitted',
  'text_control_character',
];
/** A room that explains what the API's own codes say, and so may name any of them. */
const OF_ALL = 'answers';

/** Code and parameters of the kinds as one text, in the order of the core's enum: `code param param:n;…`. */
const kindRows = (reasons) =>
  reasons
    .map(({ reason, code, params }) =>
      [
        code === reason ? '=' : (code ?? ''),
        ...params.map(([name, kind]) => (kind === 'u32' ? `${name}:n` : name)),
      ].join(' '),
    )
    .join(';');

/** What a list may find beside what the checks of its values find, and a template with a subject. */
const ALSO = { list: ['invalid_json', 'recipient_suppressed', 'dnd_number'], template: ['header_line_break'] };

/**
 * For a core with one room, rows of the others are empty; `is_here` in `src/issue/kind.rs` leaves out the same. Empty rows
 * at the end are left off.
 */
function kindsModule(all, room) {
  const rooms = room === 'list' ? ['email', 'phone', 'list'] : [room];
  const isHere = ({ reason }) =>
    !room ||
    rooms.some((own) => reason.startsWith(`${own}_`)) ||
    SHARED.includes(reason) ||
    ALSO[room]?.includes(reason);
  const reasons = all
    .slice(0, all.findLastIndex(isHere) + 1)
    .map((row) => (isHere(row) ? row : { reason: '', code: null, params: [] }));
  return `// Made by the build from tests/cases/vocabulary.json.

/** Every reason, in the order of the core's enum: messages need no more. */
export const reasons: string =
  '${reasons.map(({ reason }) => reason).join(' ')}';

/** Code (\`=\` where it is called as the reason) and parameters of each, \`:n\` after those that are numbers. */
export const kinds: string =
  '${kindRows(reasons)}';
`;
}

const type = (param) => (param === 'u32' ? 'number' : 'string');

export function buildVocabulary(generated = `${root}www/lib/generated/`) {
  const { codes, reasons } = vocabulary();
  const rows = reasons.map(({ reason, code, params, doc }) => {
    const members = params.map(([name, kind]) => `${name}: ${type(kind)}`).join('; ');
    return `  /** ${doc.replaceAll('*/', '* /')} */\n  ${reason}: { code: ${code ? `'${code}'` : 'null'}; params: { ${members} } };`;
  });
  mkdirSync(generated, { recursive: true });
  for (const room of [undefined, ...ROOMS.filter((room) => room !== OF_ALL)]) {
    const folder = room ? `${generated}${room}/` : generated;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}kinds.ts`, kindsModule(reasons, room));
  }
  const statuses = codes.filter(({ status }) => status !== 422).map(({ name, status }) => `  ${name}: ${status},`);
  writeFileSync(
    `${generated}statuses.ts`,
    `// Made by the build from tests/cases/vocabulary.json.

/** HTTP status of the codes that are not answered with 422. */
export const statuses: { readonly [code: string]: number } = {\n${statuses.join('\n')}\n};\n`,
  );
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

// The error reference: `tests/cases/vocabulary.json` and `locales/en.arb` → `docs/errors.md`. `--check` only compares.

import { readFileSync, writeFileSync } from 'node:fs';
import { root } from './tools.mjs';
import { vocabulary } from './vocabulary.mjs';

const FILE = `${root}docs/errors.md`;

const words = (text) => text.replaceAll('_', ' ');
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const FORESEEN = {
  from_request: 'from the request alone',
  from_context: 'with a snapshot of the account',
  explained: 'no: it is explained when it comes back',
};

/** The reference as Markdown. */
export function errorReference() {
  const { codes, reasons } = vocabulary();
  const english = JSON.parse(readFileSync(`${root}locales/en.arb`, 'utf8'));
  const text = (key) => cell(english[key] ?? '');
  const rows = (list) =>
    list.map(({ reason, params, doc }) => {
      const names = params.map(([name]) => `\`${name}\``).join(', ');
      return `| \`${reason}\` | ${names} | ${cell(doc)} | ${text(reason)} |`;
    });
  const table = (list) => ['| Reason | Parameters | Rule | Sentence |', '|---|---|---|---|', ...rows(list)];
  const out = [
    '<!-- @generated from tests/cases/vocabulary.json and locales/en.arb: npm run update:vocabulary -->',
    '# Error reference',
    '',
    `The ${codes.length} codes that the MigoSMTP and Telnxo APIs answer, and the ${reasons.length} reasons by which \`presend\` says more exactly`,
    'what is wrong. A finding carries both: `code` is the API’s word (or `null`), `reason` ours. Braces in a sentence are its',
    'parameters and the field’s name; the sentences in other languages are in `locales/`.',
    '',
    ...codes.flatMap(({ name, status, group, foreseen, fixers, rule, doc }) => {
      const finer = reasons.filter((row) => row.code === name && row.reason !== name);
      return [
        `## \`${name}\``,
        '',
        doc,
        '',
        '| | |',
        '|---|---|',
        `| HTTP status | ${status} |`,
        `| Group | ${words(group)} |`,
        `| Foreseen | ${FORESEEN[foreseen]} |`,
        `| Mended by | ${fixers.map(words).join(', ')} |`,
        `| Same request again | ${words(rule)} |`,
        `| To the person at the form | ${text(name)} |`,
        `| To the operator | ${text(`${name}.operator`)} |`,
        '',
        ...(finer.length > 0 ? [...table(finer), ''] : []),
      ];
    }),
    '## Reasons without a code',
    '',
    ...table(reasons.filter(({ code }) => code === null)),
    '',
  ];
  return out.join('\n');
}

if (process.argv[1] === `${root}www/build/errors.mjs`) {
  const now = errorReference();
  if (!process.argv.includes('--check')) writeFileSync(FILE, now);
  else if (readFileSync(FILE, 'utf8') !== now) {
    console.error('docs/errors.md is stale: npm run update:vocabulary');
    process.exit(1);
  }
}

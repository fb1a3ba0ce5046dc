// `npm run prevention -- --seed S --requests N`: how many of the refusals of a server that shares nothing with the check
// are foreseen, and how many requests are blocked that it would have taken.

import { parseArgs } from 'node:util';

import { FAULTS } from './faults.mjs';
import { EXPLAINED, prevention, SHOWN, UNCODED } from './prevention.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    requests: { type: 'string', default: '20000' },
    operation: { type: 'string' },
    shown: { type: 'string', default: String(SHOWN) },
  },
});

const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2).replace(/\.?0+$/, '')} %`);

function print(tally) {
  const { codes, falseBlocks } = tally;
  console.log(`seed ${tally.seed}, ${tally.requests} requests: ${tally.accepted} accepted, ${tally.refused} refused`);
  console.log(
    `operations: ${tally.operations.join(', ')}${tally.absent.length ? `; not in the profiles: ${tally.absent.join(', ')}` : ''}\n`,
  );
  const columns = ['code', 'refused', 'foreseen', 'same code', 'same field', 'shipped: error', 'warning'];
  const line = (cells) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(32) : String(cell).padStart(15))).join('');
  console.log(line(columns));
  const wanted = Object.keys(FAULTS);
  const total = { refused: 0, foreseen: 0, sameCode: 0, sameField: 0, named: 0, shipped: 0, warned: 0 };
  for (const code of [...wanted, ...Object.keys(codes).filter((code) => !wanted.includes(code))]) {
    const row = codes[code];
    if (!row) {
      console.log(line([code, 0, '–', '–', '–', '–', '–']));
      continue;
    }
    for (const name of Object.keys(total)) if (![...EXPLAINED, UNCODED].includes(code)) total[name] += row[name];
    console.log(line(cells(code, row)));
  }
  console.log(line(cells('all', total)));
  console.log(
    `\nfalse blocks: ${falseBlocks.confirmed} of ${tally.accepted} with the rules confirmed, ${falseBlocks.shipped} as shipped`,
  );
  console.log(`warnings with a code on what was accepted: ${falseBlocks.warned}`);
  const sorted = [...tally.disagreements].sort(([, a], [, b]) => b.count - a.count);
  if (sorted.length > 0) console.log('\ndisagreements:');
  for (const [what, { count, example }] of sorted)
    console.log(`${String(count).padStart(6)}  ${what}${example ? `\n        ${example}` : ''}`);
  return { total, complete: wanted.every((code) => codes[code]?.refused > 0) };
}

const cells = (code, { refused, foreseen, sameCode, sameField, named, shipped, warned }) => [
  code,
  refused,
  share(foreseen, refused),
  share(sameCode, refused),
  share(sameField, named),
  share(shipped, refused),
  share(warned, refused),
];

const started = performance.now();
const tally = prevention({
  seed: Number(values.seed),
  requests: Number(values.requests),
  only: values.operation,
  shown: Number(values.shown),
});
const { total, complete } = print(tally);
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
const reached = complete && total.foreseen === total.refused && tally.falseBlocks.confirmed === 0;
console.log(
  reached
    ? 'goal reached: every refusal foreseen, nothing blocked that would have been taken'
    : 'goal missed: see above',
);
process.exitCode = reached ? 0 : 1;

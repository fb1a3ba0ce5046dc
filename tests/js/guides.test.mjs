// What the guides print is true: files are the examples' own, code runs, tables hold: node --test tests/js/guides.test.mjs
//
//   ```ts NAME FILE      this block is the repository's FILE, verbatim; PRESEND_UPDATE=1 writes it anew
//   ```ts NAME           a file that only this page has: it must parse
//   ```ts                runs; `expression; // value` is compared
//   <!-- given: … -->    what the next block, or the rows of the next table, find there

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { after, test } from 'node:test';

import { transformSync } from 'esbuild';
import * as presend from 'presend';
import { formatPhoneInput } from 'presend/phone-input';
import { root } from '../../www/build/tools.mjs';

const GUIDES = `${root}docs/guides/`;
// Inside the repository, so that `presend` and its development dependencies are found.
const FOLDER = `${root}target/guides-${process.pid}/`;
mkdirSync(FOLDER, { recursive: true });
after(() => rmSync(FOLDER, { recursive: true, force: true }));

const BLOCK = /(?:<!-- given: (?<given>[^\n]*) -->\n\n)?^```(?<info>[^\n]*)\n(?<code>[\s\S]*?)^```$/gm;
const ROW = /^\| (`.*`) \| (`.*`) \| `(.*)` \|$/;
const LITERAL =
  /^(?<code>\s*(?!const|let|import|return|\/\/).*);\s*\/\/ (?<value>'[^']*'|-?\d+|true|false|null)(?:$|[:,. ])/;

const UPDATE = 'PRESEND_UPDATE=1 node --test tests/js/guides.test.mjs';
/** The file that a block's third word names. */
const fileOf = (info) => readFileSync(root + info.split(' ')[2], 'utf8');

/** Runs `code` as a module. */
function runs(code, name) {
  const compared = code
    .split('\n')
    .map((line) => {
      const { groups } = LITERAL.exec(line) ?? {};
      return groups ? `same(${groups.code}, ${groups.value});` : line;
    })
    .join('\n');
  const head = "import { deepEqual as same } from 'node:assert/strict';\n";
  const plain = compared.replaceAll(/^import '[^']*\.css';$/gm, '');
  // The platform's parts of a page that a guide may ask for; there is no form in them.
  const page = 'globalThis.document ??= { querySelector: () => null };\n';
  writeFileSync(`${FOLDER}${name}.mjs`, transformSync(head + page + plain, { loader: 'ts', format: 'esm' }).code);
  writeFileSync(`${FOLDER}${name}.ts`, `${code}\nexport {};\n`);
  const done = spawnSync(process.execPath, [`${FOLDER}${name}.mjs`], { encoding: 'utf8' });
  assert.equal(done.status, 0, `${compared}\n${done.stderr}`);
}

/** Calls of a table: the old one works, the new one gives what the last column says. */
async function holds([old, now, value], given, where) {
  const bare = (cell) => cell.replaceAll('`', '').replaceAll('\\|', '|');
  const names = { ...presend, formatPhoneInput };
  const scope = await scopeOf(given);
  const { default: _none, ...others } = scope.old;
  const call = (text, known) => new Function(...Object.keys(known), `return (${text});`)(...Object.values(known));
  assert.doesNotThrow(() => call(bare(old), { ...others, ...scope.values }), `${where}: ${old}`);
  assert.deepEqual(call(bare(now), { ...names, ...scope.values }), call(value, {}), `${where}: ${now}`);
}

const scopes = new Map();
/** What a `given` declares: `old`, the other library's names, and values. */
async function scopeOf(given) {
  if (!scopes.has(given)) {
    const names = [...given.matchAll(/const (\w+) =/g)].map(([, name]) => name).filter((name) => name !== 'old');
    const file = `${FOLDER}scope-${scopes.size}.mjs`;
    writeFileSync(file, `${given}\nexport { old };\nexport const values = { ${names.join(', ')} };`);
    scopes.set(given, await import(file));
  }
  return scopes.get(given);
}

for (const guide of readdirSync(GUIDES).filter((name) => name.endsWith('.md'))) {
  test(guide, async () => {
    let text = readFileSync(GUIDES + guide, 'utf8');
    let count = 0;
    if (process.env.PRESEND_UPDATE) {
      const anew = ({ info, code }) => `\`\`\`${info}\n${info.split(' ')[2] ? fileOf(info) : code}\`\`\``;
      text = text.replaceAll(/^```(?<info>[^\n]*)\n(?<code>[\s\S]*?)^```$/gm, (...all) => anew(all.at(-1)));
      writeFileSync(GUIDES + guide, text);
    }
    for (const { groups } of text.matchAll(BLOCK)) {
      const [language, name, file] = groups.info.split(' ');
      if (file) assert.equal(groups.code, fileOf(groups.info), `${file} is not what ${guide} prints: ${UPDATE}`);
      else if (name) transformSync(groups.code, { loader: language });
      else if (language === 'ts') runs(`${groups.given ?? ''}\n${groups.code}`, `${guide}-${count++}`);
      else assert.ok(['sh', 'text'].includes(language), `${guide}: nobody looks at ${language}`);
    }

    const given = /<!-- given: ([^\n]*) -->\n\n\|/.exec(text)?.[1];
    if (!given) return;
    const rows = text.split('\n').flatMap((line) => {
      const cells = ROW.exec(line);
      return cells ? [cells.slice(1)] : [];
    });
    assert.ok(rows.length > 0, 'a table without rows');
    for (const row of rows) await holds(row, given, guide);
  });
}

test('what is marked ts has its types right', () => {
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    // What the page leaves out is there as plain JavaScript.
    noImplicitAny: false,
    allowArbitraryExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(`${FOLDER}styles.d.ts`, "declare module '*.css';\n");
  writeFileSync(`${FOLDER}tsconfig.json`, JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const done = spawnSync(`${root}node_modules/.bin/tsc`, ['-p', FOLDER], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stdout);
});

test('frameworks.md names every cell of the matrix', async () => {
  const lines = readFileSync(`${GUIDES}frameworks.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.toLowerCase());
  const { cells: bundlers } = await import('../matrix/bundlers.mjs');
  const { cells: runtimes } = await import('../matrix/runtimes.mjs');
  for (const { name } of [...bundlers, ...runtimes]) {
    const words = name.toLowerCase().split(/[ ,]+/);
    if (name.includes('(this one)') || name.includes('presend/js')) continue;
    assert.ok(
      lines.some((line) => words.every((word) => line.includes(word))),
      `${name} is in no row`,
    );
  }
});

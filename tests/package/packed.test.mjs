// The tarball, installed as users install it: node --test tests/package/packed.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = join(ROOT, 'node_modules/.bin');
const FOLDER = mkdtempSync(join(tmpdir(), 'presend-packed-'));
const PROJECT = join(FOLDER, 'project');
// A core for each room, three forms of the one with all (hex, bare, JavaScript), one for presend.forms.js (pages without a
// bundler), and 46 locales, which alone are 0.4 MB.
const MAX_PACKED = 2_020_000;
after(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Runs a command in the project; what it printed. */
function run(command, args, { cwd = PROJECT, env = {} } = {}) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
  assert.equal(done.status, 0, `${command} ${args.join(' ')}\n${done.error ?? ''}${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Writes a file of the project. */
function write(name, text) {
  mkdirSync(dirname(join(PROJECT, name)), { recursive: true });
  writeFileSync(join(PROJECT, name), text);
}

const script = (name, text) => {
  write(name, text);
  return run(process.execPath, [name]);
};

// `--ignore-scripts`: what is packed is what the other tests have seen.
const [packed] = JSON.parse(
  run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', FOLDER], { cwd: ROOT }),
);
write('package.json', JSON.stringify({ name: 'project', version: '1.0.0', private: true }));
run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', join(FOLDER, packed.filename)]);
const INSTALLED = realpathSync(join(PROJECT, 'node_modules/presend'));
const manifest = JSON.parse(readFileSync(join(INSTALLED, 'package.json'), 'utf8'));
const files = readdirSync(INSTALLED, { recursive: true }).filter((name) => statSync(join(INSTALLED, name)).isFile());

/** The specifiers that `exports` allows, stars filled from what is there. */
const specifiers = Object.entries(manifest.exports).flatMap(([name, target]) => {
  if (!name.includes('*')) return [name];
  const path = typeof target === 'string' ? target : target.default;
  const [before, behind] = path.slice(2).split('*');
  return files
    .filter((file) => file.startsWith(before) && file.endsWith(behind) && !file.endsWith('.d.ts'))
    .map((file) => name.replace('*', file.slice(before.length, file.length - behind.length)));
});
const modules = specifiers
  .filter((name) => !/\.(json|wasm|css|forms\.js)$/.test(name))
  .map((name) => `presend${name.slice(1)}`);

test('it is small, alone, and knows nothing of the machine that built it', () => {
  assert.ok(packed.size <= MAX_PACKED, `${packed.size} octets packed, ${MAX_PACKED} allowed`);
  assert.deepEqual(Object.keys(manifest.dependencies ?? {}), []);
  assert.deepEqual(
    readdirSync(join(PROJECT, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['presend'],
  );
  assert.ok(files.includes('dist/presend.wasm') && files.includes('dist/esm/index.d.ts'));
  const tracks = [ROOT.slice(0, -1), homedir(), tmpdir(), '.cargo/registry', 'crates.io-', 'sourceMappingURL'];
  for (const file of files) {
    assert.ok(!file.endsWith('.map'), `${file} is a source map`);
    const text = readFileSync(join(INSTALLED, file), 'latin1');
    // The core's code is in one of the modules as hex.
    const code = /code\.js$|phone-\w+\.js$/.test(file)
      ? Buffer.from(/[0-9a-f]{64,}/.exec(text)?.[0] ?? '', 'hex').toString('latin1')
      : '';
    for (const track of tracks) assert.ok(!`${text}${code}`.includes(track), `${file} has ${track}`);
  }
});

test('every subpath: import and require, the same names', () => {
  assert.ok(modules.length >= 10, modules.join());
  const names = (value) =>
    `Object.keys(${value}).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort()`;
  const imported = JSON.parse(
    script(
      'all.mjs',
      `const names = {};
      for (const name of ${JSON.stringify(modules)}) { const it = await import(name); names[name] = ${names('it')}; }
      console.log(JSON.stringify(names));`,
    ),
  );
  const required = JSON.parse(
    script(
      'all.cjs',
      `const names = {};
      for (const name of ${JSON.stringify(modules)}) { const it = require(name); names[name] = it.default === it ? [] : ${names('it')}; }
      console.log(JSON.stringify(names));`,
    ),
  );
  assert.deepEqual(required, imported);
  assert.ok(imported.presend.includes('checkEmail'));
});

test('import, require, slim, and what is not exported', () => {
  const check = `[checkEmail('ann@acme.in').ok, checkPhone('+919876543210').region, createMessages(hi)(checkEmail('').issues[0]).length > 0]`;
  const names = 'checkEmail, checkPhone, createMessages';
  const wanted = '[true,"IN",true]\n';
  assert.equal(
    script(
      'a.mjs',
      `import { ${names} } from 'presend'; import hi from 'presend/locales/hi'; console.log(JSON.stringify(${check}));`,
    ),
    wanted,
  );
  assert.equal(
    script(
      'a.cjs',
      `const { ${names} } = require('presend'); const hi = require('presend/locales/hi').default; console.log(JSON.stringify(${check}));`,
    ),
    wanted,
  );
  assert.equal(
    script(
      'slim.mjs',
      `import { readFileSync } from 'node:fs'; import { createRequire } from 'node:module';
      import { checkEmail, provideModule } from 'presend/slim';
      provideModule(readFileSync(createRequire(import.meta.url).resolve('presend/presend.wasm')));
      console.log(checkEmail('ann@acme.in').ok);`,
    ),
    'true\n',
  );
  assert.equal(
    script('inner.mjs', `import('presend/dist/esm/core/instance.js').catch(({ code }) => console.log(code));`),
    'ERR_PACKAGE_PATH_NOT_EXPORTED\n',
  );
  const profile = script(
    'p.cjs',
    `console.log(require('presend/profiles/migosmtp.json').name, require('presend/package.json').name);`,
  );
  assert.equal(profile, 'migosmtp presend\n');
});

test('the single file for pages without a bundler', () => {
  assert.equal(
    script(
      'single.mjs',
      `import { bind, checkEmail, checkPhone, explain, formatPhoneInput } from 'presend/presend.forms.js';
      let told; try { bind(null); } catch (error) { told = error.name; }
      console.log(told, checkEmail('ann@acme.in').ok, checkPhone('+919876543210').ok, typeof explain, typeof formatPhoneInput);`,
    ),
    'TypeError true true function function\n',
  );
});

test('strict TypeScript, as Node and as bundlers resolve', () => {
  write(
    'src/use.ts',
    `import { checkEmail, checkRequest, createMessages, type E164, fields, emailSchema, phoneSchema } from 'presend';
import { checkPhone } from 'presend/phone';
import hi from 'presend/locales/hi';
import migosmtp, { type Body } from 'presend/profiles/migosmtp';
const t = createMessages(hi);
const phone = checkPhone('098765 4321', { region: 'IN' });
export const shown: E164 | string = phone.ok ? phone.value : t(phone.issues[0]);
export const body: Body['email.send'] = { from: 'a@acme.in', to: 'b@acme.in' };
export const report = checkRequest(migosmtp, 'email.send', body);
export const signup = fields({ email: emailSchema({ message: t }), mobile: phoneSchema({ optional: true }) });
// @ts-expect-error
export const wrong: number = checkEmail('x').value;
`,
  );
  const common = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    exactOptionalPropertyTypes: true,
  };
  for (const [module, moduleResolution] of [
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ]) {
    for (const type of ['module', 'commonjs']) {
      write('package.json', JSON.stringify({ name: 'project', version: '1.0.0', private: true, type }));
      write(
        'tsconfig.json',
        JSON.stringify({ compilerOptions: { ...common, module, moduleResolution }, include: ['src'] }),
      );
      run(process.execPath, [join(BIN, 'tsc'), '-p', '.']);
    }
  }
});

test('a bundle of checkEmail alone has no phone table, no locale and no other check', () => {
  write('only.mjs', "export { checkEmail } from 'presend';");
  const bundle = (name) =>
    run(join(BIN, 'esbuild'), [name, '--bundle', '--format=esm', '--minify', '--log-level=error']);
  const only = bundle('only.mjs');
  const [table] = /[0-9a-f]{1000,}/.exec(readFileSync(join(INSTALLED, 'dist/esm/generated/phone-numbers.js'), 'utf8'));
  assert.ok(!only.includes(table.slice(0, 200)), 'the phone table is in it');
  assert.ok(!/checkPhone: |checkRequest: |createMessages/.test(only), 'other checks are in it');
  write('both.mjs', "export { checkEmail, checkPhone } from 'presend';");
  assert.ok(bundle('both.mjs').includes(table.slice(0, 200)), 'the phone table comes with checkPhone');
});

test('npx presend', () => {
  const npx = (...args) => run('npx', ['--offline', '--no-install', 'presend', ...args]);
  assert.equal(npx('--version'), `${manifest.version}\n`);
  write('body.json', '{"from": "a@acme.in", "to": "b@acme.in", "subject": "x", "html": "x"}');
  assert.match(npx('check', 'body.json', '--operation', 'email.send', '--locale', 'hi'), /^0 errors, 0 warnings/);
});

test('README: what is marked ts runs', (context) => {
  const readme = join(ROOT, 'README.md');
  if (!existsSync(readme)) return context.diagnostic('there is no README yet');
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/^```(ts|tsx)\b[^\n]*\n([\s\S]*?)^```/gm)];
  assert.ok(blocks.length > 0, 'a README without an example');
  write('package.json', JSON.stringify({ name: 'project', version: '1.0.0', private: true, type: 'module' }));
  for (const [at, [, language, code]] of blocks.entries()) {
    if (language !== 'ts') continue;
    const name = `readme-${at}`;
    write(`${name}.ts`, code);
    run(join(BIN, 'esbuild'), [`${name}.ts`, `--outfile=${name}.mjs`, '--format=esm', '--log-level=error']);
    // What an example leaves to the page is there and does nothing.
    const free = 'for (const name of ["save", "show", "render", "schedule"]) globalThis[name] ??= () => {};';
    writeFileSync(join(PROJECT, 'page.mjs'), free);
    run(process.execPath, ['--import', './page.mjs', `${name}.mjs`]);
  }
});

test('publint and attw have nothing to say', (context) => {
  for (const tool of ['publint', 'attw'])
    if (!existsSync(join(BIN, tool))) return context.diagnostic(`${tool} is not there`);
  run(join(BIN, 'publint'), ['--strict', join(FOLDER, packed.filename)], { cwd: ROOT });
  run(
    join(BIN, 'attw'),
    [
      join(FOLDER, packed.filename),
      '--profile',
      'node16',
      '--exclude-entrypoints',
      'presend.wasm',
      'js',
      'forms.css',
      'presend.forms.js',
    ],
    { cwd: ROOT },
  );
});

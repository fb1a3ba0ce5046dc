#!/usr/bin/env node
/// <reference types="node" />
/** `presend check FILE --operation NAME` and `presend filter FILE`: exit 0 clean, 1 errors found, 2 called wrongly. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import '../checks/phone-plans.js';
import { listedRecipient } from '../checks/listed.js';
import { buildFilter } from '../filter/build.js';
import { checkRequest, createMessages, type Issue, type Locale, type Profile } from '../index.js';
import { reportIssue, type Sheet, summary } from './report.js';

const HELP = `presend check FILE --operation NAME [options]
presend filter FILE --out FILE [--salt-file FILE]

check: checks the JSON body of a request before it is sent. FILE may be - for standard input.

  --operation NAME     such as email.send
  --profile NAME       the provider's rules: a profile of this package, or a .json file (default migosmtp)
  --context FILE       snapshot of the account as JSON: verifiedDomains, templates …
  --headers FILE       the request's headers as a JSON object
  --assumed POLICY     findings on rules that nobody documents: warn (default), block, ignore
  --locale NAME        language of the sentences (default en)
  --audience NAME      operator (default) or user
  --json               the report as JSON
  --no-color           no colours
  --help, --version

filter: makes a filter of addresses and numbers, one a line, for suppressions and dnd of a snapshot: a page can ask it,
and cannot read the list.

  --out FILE           where to write it; a name that ends in .txt gets base64
  --salt-file FILE     a secret of this site, at least 8 characters; random when absent

Exit: 0 nothing wrong, warnings allowed; 1 errors; 2 called wrongly.
`;

/** The call is wrong: what to say about it. */
class Misuse extends Error {}

const OPTIONS = {
  operation: { type: 'string' },
  profile: { type: 'string', default: 'migosmtp' },
  context: { type: 'string' },
  headers: { type: 'string' },
  out: { type: 'string' },
  'salt-file': { type: 'string' },
  assumed: { type: 'string' },
  locale: { type: 'string', default: 'en' },
  audience: { type: 'string', default: 'operator' },
  json: { type: 'boolean', default: false },
  'no-color': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

async function main(): Promise<number> {
  const { values, positionals } = read(() => parseArgs({ options: OPTIONS, allowPositionals: true }));
  if (values.help) return print(HELP);
  if (values.version) return print(`${version()}\n`);
  const [command, file, ...rest] = positionals;
  if (command !== 'check' && command !== 'filter')
    throw new Misuse(command === undefined ? 'expected a command' : 'the commands are check and filter');
  if (file === undefined || rest.length > 0) throw new Misuse('expected one FILE, or - for standard input');
  if (command === 'filter') return filter(file, values.out, values['salt-file']);
  if (values.operation === undefined) throw new Misuse('expected --operation NAME, such as email.send');

  const profile = await profileOf(values.profile);
  const locale = await dataOf<Locale>('locales', 'locale', values.locale);
  const t = read(() => createMessages(locale, { audience: values.audience as 'user' }));
  const context = values.context === undefined ? undefined : (jsonOf(values.context) as object);
  const octets = octetsOf(file);
  const text = textOf(octets);
  const headers = values.headers === undefined ? undefined : (objectOf(values.headers) as Record<string, string>);
  const options = {
    assumedRules: values.assumed as 'warn',
    now: Date.now(),
    ...(context !== undefined && { context }),
    ...(headers && { headers }),
  };
  const report = read(() => checkRequest(profile, values.operation as string, text ?? octets, options));
  const { ok, issues, warnings, notChecked } = report;
  if (values.json) {
    const told = (found: readonly Issue[]) => found.map((issue) => ({ ...issue, message: t(issue) }));
    print(`${JSON.stringify({ ok, issues: told(issues), warnings: told(warnings), notChecked }, null, 2)}\n`);
    return ok ? 0 : 1;
  }
  const sheet: Sheet = {
    file: file === '-' ? 'stdin' : file,
    // Octets that are not UTF-8 are shown as U+FFFD; the check has seen them as they are.
    // Positions in what is no text count octets: then a character stands for each.
    text: text ?? octets.toString('latin1'),
    t,
    colour: !values['no-color'] && process.stdout.isTTY && process.stdout.hasColors(),
    width: process.stdout.columns ?? 100,
  };
  const found = [...issues, ...warnings].map((issue) => `${reportIssue(sheet, issue)}\n\n`);
  print(`${found.join('')}${summary(sheet, issues.length, warnings.length, notChecked)}\n`);
  return ok ? 0 : 1;
}

/** A filter of the lines of `file`; says how many, never which. */
function filter(file: string, out: string | undefined, saltFile: string | undefined): number {
  if (out === undefined) throw new Misuse('expected --out FILE');
  const lines = octetsOf(file).toString('utf8').split(/\r?\n/);
  const salt = saltFile === undefined ? crypto.randomUUID() : octetsOf(saltFile).toString('utf8').trim();
  const octets = read(() => buildFilter(lines, { salt }));
  try {
    writeFileSync(out, out.endsWith('.txt') ? Buffer.from(octets).toString('base64') : octets);
  } catch (error) {
    throw new Misuse(`cannot write ${out}: ${(error as NodeJS.ErrnoException).code}`);
  }
  const entries = lines.map(listedRecipient).filter((entry) => entry !== '');
  const unusable = entries.filter((entry) => entry === null).length;
  if (unusable > 0) {
    const what =
      unusable === 1
        ? 'line is neither an e-mail address nor a number'
        : 'lines are neither e-mail addresses nor numbers';
    process.stderr.write(`presend: ${unusable} ${what} with + and a calling code\n`);
  }
  return print(`${entries.length} entries, ${octets.length} octets\n`);
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

/** What `call` returns; a `TypeError` from it is about the command line. */
function read<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof TypeError) throw new Misuse(error.message);
    throw error;
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version;
}

/** A module of this package's data, by its name. */
async function dataOf<T>(folder: 'locales' | 'profiles', option: string, name: string): Promise<T> {
  const url = new URL(`../generated/${folder}/`, import.meta.url);
  const names = readdirSync(url).flatMap((file) => (file.endsWith('.js') ? [file.slice(0, -3)] : []));
  if (!names.includes(name)) throw new Misuse(`--${option} must be one of ${names.join(', ')}`);
  return (await import(`${url}${name}.js`)).default;
}

const profileOf = async (name: string): Promise<Profile> =>
  name.endsWith('.json') ? (objectOf(name) as Profile) : dataOf<Profile>('profiles', 'profile', name);

/** A JSON object. */
function objectOf(file: string): object {
  const value: unknown = jsonOf(file);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Misuse(`${file} is no JSON object`);
  return value;
}

function jsonOf(file: string): unknown {
  try {
    // Editors on Windows put a byte order mark in front.
    return JSON.parse(
      octetsOf(file)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${file} is not JSON`);
  }
}

/** The text of a file; nothing where it is not UTF-8. */
function textOf(octets: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
}

function octetsOf(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new Misuse(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

// A reader that stops reading, such as `head`, is no failure.
process.stdout.on('error', () => {});
try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`presend: ${(error as Error).message}\n`);
  if (error instanceof Misuse) process.stderr.write('Try: presend --help\n');
  process.exitCode = 2;
}

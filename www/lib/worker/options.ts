/** Looks the options through, and makes of them what can be sent to a worker. */

import type { Context, RecipientList } from '../checks/context.js';
import { flagsOf } from '../checks/email-options.js';
import { toAsciiDomain } from '../checks/idna.js';
import { isRecord, wholeOf, wordOf } from '../checks/input.js';
import { askedOf } from '../checks/phone-options.js';
import type { Plan } from './plan.js';
import { encoder } from './text.js';
import { turns } from './turn.js';
import type { RecipientOptions } from './types.js';

const DELIMITERS = [',', ';', '\t', '|'];

const wrong = (what: string): TypeError => new TypeError(`checkRecipients: ${what}`);

function column(name: string, given: unknown, header: boolean): string | number {
  const isName = typeof given === 'string' && given !== '';
  const isNumber = typeof given === 'number' && Number.isSafeInteger(given) && given >= 0;
  if (!isName && !isNumber) throw wrong(`options.columns.${name} must be a column's name, or its number from 0`);
  if (isName && !header) throw wrong(`options.columns.${name} must be a number where there is no header`);
  return given as string | number;
}

function channelOf(operation: unknown): Plan['channel'] {
  const group = typeof operation === 'string' ? operation.split('.')[0] : '';
  if (group === 'email') return 'email';
  if (group === 'sms' || group === 'whatsapp' || group === 'voice') return 'phone';
  throw wrong('options.operation must be an operation such as sms.send.bulk or email.send');
}

/** The options as a thread takes them. */
export async function planOf(options: RecipientOptions, isArray: boolean): Promise<Plan> {
  if (!isRecord(options)) throw wrong('options must be an object with an operation');
  const channel = channelOf(options.operation);
  const { columns = {}, delimiter, encoding, signal, onProgress, worker, context } = options;
  const header = !isArray && options.header !== false;
  if (!isRecord(columns)) throw wrong('options.columns must be an object');
  const { to, ...others } = columns;
  if (delimiter !== undefined && !DELIMITERS.includes(delimiter)) {
    throw wrong('options.delimiter must be a comma, a semicolon, a tab or a bar');
  }
  if (encoding !== undefined) encodingName(encoding);
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw wrong('options.onProgress must be a function');
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw wrong('options.signal must be an AbortSignal');
  }
  if (worker !== undefined && worker !== false && typeof worker !== 'function') {
    throw wrong('options.worker must be a function that makes a Worker, or false');
  }
  const format =
    options.format === undefined ? null : wordOf('checkRecipients: options.format', options.format, ['csv', 'ndjson']);
  const isNamed = header || format === 'ndjson';
  return {
    channel,
    check: checkOf(channel, options),
    providerRules: options.providerRules === true,
    keepsDuplicates:
      wordOf('checkRecipients: options.duplicates', options.duplicates, ['refuse', 'keep'] as const) === 'keep',
    format: isArray ? 'csv' : format,
    delimiter: isArray ? ',' : (delimiter ?? null),
    header,
    encoding: isArray ? 'utf-8' : encoding === undefined ? null : encodingName(encoding),
    to: to === undefined ? null : column('to', to, isNamed),
    others: Object.entries(others)
      .filter(([, given]) => given !== undefined)
      .map(([name, given]) => [name, column(name, given, isNamed)] as const),
    findings: wholeOf('checkRecipients: options.findings', options.findings) ?? 100,
    files: options.files !== false,
    seed: drawn(),
    suppressions: await listOf('suppressions', context?.suppressions),
    dnd: await listOf('dnd', channel === 'phone' ? context?.dnd : null),
  };
}

/** Keys for this run's hashes: whoever writes a list must not know them. */
function drawn(): Uint8Array {
  const seed = new Uint8Array(16);
  // Node 18 and jsdom have no `crypto` without an import.
  const { crypto } = globalThis as { crypto?: Crypto };
  return crypto ? crypto.getRandomValues(seed) : seed.map(() => Math.random() * 256);
}

function encodingName(encoding: unknown): string {
  try {
    return new TextDecoder(encoding as string).encoding;
  } catch {
    throw wrong('options.encoding must be an encoding that TextDecoder knows');
  }
}

function checkOf(channel: Plan['channel'], { phone, email }: RecipientOptions): Plan['check'] {
  if (channel === 'email') {
    const flags = flagsOf('checkRecipients: options.email', email);
    return { flags, region: 0, types: 0, regions: '' };
  }
  const { exact, region, types, regions } = askedOf('checkRecipients: options.phone', phone);
  return { flags: exact, region, types, regions };
}

/** A filter, or lines of recipients as they are sent, in parts that cross one after the other. */
async function listOf(name: 'suppressions' | 'dnd', list: Context[typeof name]): Promise<Uint8Array[]> {
  if (list === undefined || list === null) return [];
  if (list instanceof Uint8Array) return [list.slice()];
  if (!Array.isArray(list)) {
    const { filter } = list as Extract<RecipientList, { filter: string }>;
    if (typeof filter !== 'string')
      throw wrong(`options.context.${name} must be an array, a filter's octets, or a filter`);
    return [Uint8Array.from(atob(filter), (unit) => unit.charCodeAt(0))];
  }
  const parts: Uint8Array[] = [];
  const next = turns();
  for (let from = 0; from < list.length; from += 2000) {
    await next();
    const lines = list.slice(from, from + 2000).map((value: unknown) => {
      if (typeof value !== 'string') throw wrong(`options.context.${name} must be an array of strings`);
      return normal(value);
    });
    parts.push(encoder.encode(lines.join('\n')));
  }
  return parts;
}

/** A recipient as the core asks for it, which sees to capitals. */
function normal(value: string): string {
  const text = value.trim().replaceAll('\n', '');
  const at = /^[\0-\x7f]*$/.test(text) ? 0 : text.lastIndexOf('@') + 1;
  return at > 0 ? text.slice(0, at) + (toAsciiDomain(text.slice(at)) ?? text.slice(at)) : text;
}

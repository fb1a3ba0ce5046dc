import { nextHour, nextMidnight } from '../answers/zone.js';
import { type Instance, instance, settle } from '../core/instance.js';
import { everyRoom } from '../core/rooms/all.js';
import type { DltPolicy } from './dlt.js';
import { toAsciiDomain } from './idna.js';
import { isRecord } from './input.js';

/**
 * A dated snapshot of the account, every part optional: what is absent is not checked, and said so in `notChecked`.
 * Points in time are milliseconds since 1970 UTC. `presend/profiles/context.schema.json` describes the same as JSON.
 */
export interface Context {
  /** When it was taken. Findings that rest on it carry the date. */
  asOf?: number;
  /** After so many milliseconds from `asOf` on, what it says makes warnings alone. */
  staleAfterMs?: number;
  /** The account's time zone (IANA name), by whose clock days and hours end; the machine's when absent. */
  timeZone?: string;
  /** Domains from which the account may send. */
  verifiedDomains?: readonly string[] | null;
  /** What an SMS may come from. A `status` other than `registered`, `active` or `approved` means not. */
  senderIds?: readonly (string | { id: string; status?: string })[] | null;
  /** Saved templates; texts and defaults as far as known, or the names of the variables. `status` other than `published` or `active` means unusable. */
  templates?:
    | readonly {
        id: string;
        status?: string;
        subject?: string;
        html?: string;
        text?: string;
        defaults?: { readonly [variable: string]: string };
        variables?: readonly string[];
      }[]
    | null;
  /** WhatsApp templates with Meta's verdict: a `status` other than `APPROVED` means not. `components` as Meta has them. */
  whatsappTemplates?: readonly { name: string; language: string; status?: string; components?: unknown }[] | null;
  /** When each person last wrote on WhatsApp, by E.164 number. Somebody who is not in it has not. */
  whatsappInbound?: { readonly [number: string]: number } | null;
  /** Registrations with India's DLT, and what the operator takes as a match (the strictest reading when absent). */
  dlt?: {
    entityId?: string;
    templates: readonly { id: string; text: string; header?: string }[];
    policy?: DltPolicy;
  } | null;
  /** Recipients on the suppression list: all of them, or a filter (`buildFilter`), as octets or in base64. */
  suppressions?: RecipientList | null;
  /** Numbers in India's do-not-disturb registry, in the same two forms. */
  dnd?: RecipientList | null;
  /** What `GET /account/usage` answers. `shared: false`: nobody else sends, so that a passed limit is an error. */
  usage?: Usage | null;
  /** What there is of `domains`, `templates` …, and how many the plan has. */
  resources?: {
    readonly [resource: string]: { ids?: readonly string[]; count?: number; limit?: number; shared?: boolean };
  } | null;
  /** What is known of the key; never the key. */
  apiKey?: {
    platform?: string;
    scopes?: readonly string[];
    expiresAt?: number;
    ipAllowList?: readonly string[];
  } | null;
  /** The address from which the request reaches the API. */
  ipAddress?: string | null;
  /** `suspended`, `expired` and `cancelled` stop everything. */
  subscription?: { status?: string; expiresAt?: number } | null;
  /** Idempotency keys used of late; `failed` where the request was refused. */
  idempotencyKeys?: readonly (string | { key: string; at?: number; failed?: boolean })[] | null;
  /** What the last answer of each group of requests said of its window: see `contextFromHeaders`. */
  rateLimits?: { readonly [group: string]: { remaining?: number; resetsAt?: number; shared?: boolean } } | null;
}

/** All of them, or a filter. */
export type RecipientList = readonly string[] | Uint8Array | { readonly filter: string };

/** The answer of `GET /account/usage`, and until when it holds. */
export interface Usage {
  monthly_quota?: number;
  monthly_used?: number;
  daily_limit?: number;
  daily_used?: number;
  hourly_limit?: number;
  hourly_used?: number;
  /** When the month's counter begins anew. */
  month_ends_at?: number;
  /** When the day's counter begins anew; from `asOf` and `timeZone` when absent. */
  day_ends_at?: number;
  /** When the hour's counter begins anew; from `asOf` and `timeZone` when absent. */
  hour_ends_at?: number;
  shared?: boolean;
  readonly [member: string]: unknown;
}

/** In the order of the bits that the core answers (`Part` in `src/request/context.rs`). */
export const PARTS = [
  'verifiedDomains',
  'senderIds',
  'templates',
  'whatsappTemplates',
  'whatsappInbound',
  'dlt',
  'suppressions',
  'dnd',
  'usage',
  'resources',
  'apiKey',
  'ipAddress',
  'subscription',
  'idempotencyKeys',
  'rateLimits',
] as const;

/** A part of the account that the check would have liked to know. */
export type ContextPart = (typeof PARTS)[number];

/** What the core gets: text of JSON, and filters apart. */
interface Packed {
  json: Map<string, string>;
  filters: Map<'suppressions' | 'dnd', Uint8Array | null>;
}

/** No snapshot, in the core's numbers. */
export const NO_CONTEXT = 0xffffffff;

/**
 * A snapshot that the core has compiled: checks against it cost no more than the body. It keeps memory until `free`.
 * After a failure of the core it compiles itself again.
 */
export class PreparedContext {
  readonly #packed: Packed = { json: new Map(), filters: new Map() };
  #known: Context = {};
  #handle = NO_CONTEXT;
  #epoch = 0;
  #freed = false;

  /** @internal */
  constructor(snapshot: Context) {
    this.update(snapshot);
  }

  /**
   * Replaces the parts that `parts` has; a part that is `null` is forgotten.
   *
   * @throws {TypeError} when a part has another shape, or after `free`; the message names the part.
   */
  update(parts: Context): void {
    if (this.#freed) throw new TypeError('PreparedContext: it was freed');
    const live = instance(everyRoom);
    const handle = this.handle(live);
    const packed = pack('prepareContext', parts, this.#known);
    apply(live, handle, packed, 'prepareContext');
    const { asOf, timeZone, usage } = { ...this.#known, ...parts };
    this.#known = { asOf, timeZone, usage } as Context;
    for (const [name, text] of packed.json) this.#packed.json.set(name, text);
    for (const [name, filter] of packed.filters) this.#packed.filters.set(name, filter);
    for (const name of ['suppressions', 'dnd'] as const) {
      if (packed.filters.has(name)) this.#packed.json.delete(name);
      else if (packed.json.has(name)) this.#packed.filters.delete(name);
    }
  }

  /** Gives the memory back. Using it afterwards is a `TypeError`. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#packed.json.clear();
    this.#packed.filters.clear();
    const live = instance(everyRoom);
    if (this.#epoch === live.epoch) live.core.free_context(this.#handle);
  }

  /** @internal */
  handle(live: Instance): number {
    if (this.#freed) throw new TypeError('checkRequest: options.context was freed');
    if (this.#epoch !== live.epoch) {
      this.#handle = live.core.new_context();
      this.#epoch = live.epoch;
      apply(live, this.#handle, this.#packed, 'prepareContext');
    }
    return this.#handle;
  }
}

/**
 * Compiles a snapshot once, for many checks.
 *
 * @throws {TypeError} when a part has another shape; the message names the part.
 * @example
 * ```ts
 * import { checkRequest, prepareContext } from 'presend';
 * import migosmtp from 'presend/profiles/migosmtp';
 *
 * const context = prepareContext({ asOf: Date.now(), verifiedDomains: ['acme.in'], suppressions: ['bob@acme.in'] });
 * const body = { from: 'shop@acme.in', to: 'bob@acme.in', subject: 'Hi', html: '<p>Hi</p>' };
 * checkRequest(migosmtp, 'email.send', body, { context }).issues[0]?.code; // 'recipient_suppressed'
 * context.free();
 * ```
 */
export function prepareContext(snapshot: Context): PreparedContext {
  return new PreparedContext(snapshot);
}

/** Compiles a plain snapshot for one check; the caller frees the handle. */
export function compileContext(live: Instance, context: Context): number {
  const packed = pack('checkRequest: options.context', context, {});
  const handle = live.core.new_context();
  try {
    apply(live, handle, packed, 'checkRequest: options.context');
  } catch (error) {
    if (error instanceof TypeError) live.core.free_context(handle);
    throw error;
  }
  return handle;
}

function apply(live: Instance, handle: number, packed: Packed, argument: string): void {
  const members = [...packed.json].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const octets = live.write(`{${members.join(',')}}`);
  const wrong = live.core.update_context(handle, octets) as { pointer: string; expected: string } | undefined;
  settle(live, octets);
  if (wrong) throw new TypeError(`${argument}: expected ${wrong.expected} at ${wrong.pointer || '/'}`);
  for (const [name, filter] of packed.filters) {
    if (filter === null) continue;
    const size = live.writeOctets(filter);
    const taken = live.core.set_filter(handle, size, name === 'dnd');
    settle(live, size);
    if (!taken) throw new TypeError(`${argument}: expected a filter made by buildFilter at /${name}`);
  }
}

/** The parts as the core takes them: domains in ASCII, filters as octets, the ends of days and hours. */
function pack(argument: string, context: Context, known: Context): Packed {
  if (!isRecord(context)) throw new TypeError(`${argument} must be an object`);
  if (typeof (context as { free?: unknown }).free === 'function')
    throw new TypeError(`${argument} was prepared by another copy of presend`);
  const packed: Packed = { json: new Map(), filters: new Map() };
  let members: [string, unknown][];
  try {
    members = Object.entries(context);
    for (const [name, value] of members) {
      if (value === undefined) continue;
      const isList = name === 'suppressions' || name === 'dnd';
      const filter = isList ? filterOf(value) : undefined;
      if (filter !== undefined) packed.filters.set(name as 'dnd', filter);
      else packed.json.set(name, JSON.stringify(isList || name === 'verifiedDomains' ? inAscii(value) : value));
    }
  } catch {
    throw new TypeError(`${argument} cannot be serialised as JSON`);
  }
  const { asOf, timeZone, usage } = { ...known, ...context };
  if (isRecord(usage) && typeof asOf === 'number') {
    packed.json.set('usage', JSON.stringify(dated(argument, usage as Usage, asOf, timeZone)));
  }
  return packed;
}

/** Until when the day's and the hour's counters hold. */
function dated(argument: string, usage: Usage, asOf: number, timeZone: string | undefined): Usage {
  try {
    return { day_ends_at: nextMidnight(asOf, timeZone), hour_ends_at: nextHour(asOf, timeZone), ...usage };
  } catch {
    throw new TypeError(`${argument}: expected an IANA time zone at /timeZone, and a date at /asOf`);
  }
}

function filterOf(list: unknown): Uint8Array | undefined {
  if (list instanceof Uint8Array) return list;
  const text = isRecord(list) ? (list as { filter?: unknown }).filter : undefined;
  return typeof text === 'string' ? Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) : undefined;
}

/** Domains are compared in ASCII. */
function inAscii(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((entry: unknown) => {
    if (typeof entry !== 'string' || /^[\0-\x7f]*$/.test(entry)) return entry;
    const at = entry.lastIndexOf('@') + 1;
    return entry.slice(0, at) + (toAsciiDomain(entry.slice(at)) ?? entry.slice(at));
  });
}

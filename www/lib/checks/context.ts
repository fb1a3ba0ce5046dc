import { nextHour, nextMidnight } from '../answers/zone.js';
import { type Instance, instance, settle } from '../core/instance.js';
import { everyRoom } from '../core/rooms/all.js';
import type { DltPolicy } from './dlt.js';
import { isRecord } from './input.js';
import { listedDomain, listedIndianNumber, listedRecipient, whatsappNumber } from './listed.js';
import { octetsOf, tagOf } from './octets.js';

/**
 * A dated snapshot of the account, every part optional: what is absent is not checked, and said so in `notChecked`.
 * Points in time are milliseconds since 1970 UTC. `presend/profiles/context.schema.json` describes the same as JSON.
 */
export interface Context {
  /** When the parts beside it were taken. Findings that rest on them carry the date. */
  asOf?: number;
  /** After so many milliseconds from its `asOf` on, what a part says makes warnings alone. */
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
  /** When each person last wrote on WhatsApp, by E.164 number or Meta's `wa_id`. Somebody who is not in it has not. */
  whatsappInbound?: { readonly [number: string]: number } | null;
  /** Registrations with India's DLT, and what the operator takes as a match (the strictest reading when absent). */
  dlt?: {
    entityId?: string;
    templates: readonly { id: string; text: string; header?: string }[];
    policy?: DltPolicy;
  } | null;
  /**
   * Recipients on the suppression list: all of them, or a filter (`buildFilter`), as octets or in base64. What is around an
   * address does not count (white space, a name, quotation marks), nor does the grouping of a number, which needs its plus.
   */
  suppressions?: RecipientList | null;
  /** Numbers in India's do-not-disturb registry, in the same two forms; in a list with or without the calling code. */
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
  filters: Map<'suppressions' | 'dnd', Uint8Array>;
}

/** What later updates have to know of earlier ones. */
interface Known {
  asOf: unknown;
  timeZone: unknown;
  usage: unknown;
  /** The `asOf` of the usage. */
  usageAsOf: unknown;
}

const NOTHING: Known = { asOf: undefined, timeZone: undefined, usage: undefined, usageAsOf: undefined };

/** No snapshot, in the core's numbers. */
export const NO_CONTEXT = 0xffffffff;

/**
 * A snapshot that the core has compiled: checks against it cost no more than the body. It keeps memory until `free`.
 * After a failure of the core it compiles itself again.
 */
export class PreparedContext {
  /** For a core that starts anew: each part, and each group of request windows, with its date. */
  readonly #told = new Map<string, Packed>();
  #known = NOTHING;
  #handle = NO_CONTEXT;
  #epoch = 0;
  #freed = false;

  /** @internal */
  constructor(snapshot: Context) {
    try {
      this.update(snapshot);
    } catch (error) {
      if (error instanceof TypeError) this.free();
      throw error;
    }
  }

  /**
   * Replaces the parts that `parts` has; a part that is `null` is forgotten. `asOf` dates these parts alone (without one
   * they have the last that was told), the others stay as old as they are. Of `rateLimits` the groups that are named are
   * replaced.
   *
   * @throws {TypeError} when a part has another shape, or after `free`; the message names the part, and nothing is replaced.
   */
  update(parts: Context): void {
    if (this.#freed) throw new TypeError('PreparedContext: it was freed');
    const live = instance(everyRoom);
    const handle = this.handle(live);
    const before = this.#known;
    const { packed, known } = pack('prepareContext', parts, before);
    checkFilters(live, packed, 'prepareContext');
    apply(live, handle, packed, 'prepareContext');
    this.#known = known;
    this.#remember(packed);
    // Days and hours end by another clock now, of counters that are as old as they were.
    const { usage, usageAsOf } = before;
    if (known.timeZone !== before.timeZone && usage && !packed.json.has('usage')) {
      this.update({ asOf: usageAsOf ?? null, usage } as Context);
      this.update({ asOf: known.asOf ?? null } as Context);
    }
  }

  #remember({ json, filters }: Packed): void {
    const asOf = JSON.stringify(this.#known.asOf ?? null);
    const told = (name: string, part: string, text: string) =>
      this.#told.set(name, {
        json: new Map([
          ['asOf', asOf],
          [part, text],
        ]),
        filters: new Map(),
      });
    const windows: unknown = JSON.parse(json.get('rateLimits') ?? '{}');
    if (windows === null) for (const key of this.#told.keys()) if (key.startsWith('window ')) this.#told.delete(key);
    for (const [group, window] of Object.entries(windows ?? {}))
      told(`window ${group}`, 'rateLimits', JSON.stringify({ [group]: window }));
    for (const [name, text] of json) if (name !== 'rateLimits') told(name, name, text);
    for (const [name, filter] of filters)
      this.#told.set(name, { json: new Map([['asOf', asOf]]), filters: new Map([[name, filter]]) });
    // The last: what comes next is as old as that.
    this.#told.delete('asOf');
    told('asOf', 'asOf', asOf);
  }

  /** Gives the memory back. Using it afterwards is a `TypeError`. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#told.clear();
    const live = instance(everyRoom);
    if (this.#epoch === live.epoch) live.core.free_context(this.#handle);
  }

  /** @internal */
  handle(live: Instance): number {
    if (this.#freed) throw new TypeError('checkRequest: options.context was freed');
    if (this.#epoch !== live.epoch) {
      this.#handle = live.core.new_context();
      this.#epoch = live.epoch;
      for (const part of this.#told.values()) apply(live, this.#handle, part, 'prepareContext');
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
  const argument = 'checkRequest: options.context';
  const { packed } = pack(argument, context, NOTHING);
  return scratch(live, (handle) => apply(live, handle, packed, argument));
}

/** A new snapshot that went through `fill`; where that refuses, its memory is given back. */
function scratch(live: Instance, fill: (handle: number) => void): number {
  const handle = live.core.new_context();
  try {
    fill(handle);
  } catch (error) {
    if (error instanceof TypeError) live.core.free_context(handle);
    throw error;
  }
  return handle;
}

/** The core takes what JSON says as a whole or not at all: what could still be refused after it is looked at before. */
function checkFilters(live: Instance, { filters }: Packed, argument: string): void {
  if (filters.size === 0) return;
  live.core.free_context(scratch(live, (handle) => apply(live, handle, { json: new Map(), filters }, argument)));
}

function apply(live: Instance, handle: number, packed: Packed, argument: string): void {
  const members = [...packed.json].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const octets = live.write(`{${members.join(',')}}`);
  const wrong = live.core.update_context(handle, octets) as { pointer: string; expected: string } | undefined;
  settle(live, octets);
  if (wrong) throw expected(argument, wrong.expected, wrong.pointer || '/');
  for (const [name, filter] of packed.filters) {
    const size = live.writeOctets(filter);
    const taken = live.core.set_filter(handle, size, name === 'dnd');
    settle(live, size);
    if (!taken) throw expected(argument, 'a filter made by buildFilter', `/${name}`);
  }
}

const expected = (argument: string, what: string, pointer: string) =>
  new TypeError(`${argument}: expected ${what} at ${pointer}`);

/** The parts as the core takes them: lists as it asks for them, filters as octets, the ends of days and hours. */
function pack(argument: string, context: Context, before: Known): { packed: Packed; known: Known } {
  if (!isRecord(context)) throw new TypeError(`${argument} must be an object`);
  const packed: Packed = { json: new Map(), filters: new Map() };
  const given = membersOf(argument, context);
  if (typeof given['free'] === 'function') throw new TypeError(`${argument} was prepared by another copy of presend`);
  const known: Known = { ...before };
  if (given['asOf'] !== undefined) known.asOf = given['asOf'];
  if (given['timeZone'] !== undefined) known.timeZone = given['timeZone'] ?? undefined;
  if (given['usage'] !== undefined) {
    known.usage = given['usage'];
    known.usageAsOf = known.asOf;
  }
  if (given['timeZone'] !== undefined) checkZone(argument, known.timeZone);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const filter = name === 'suppressions' || name === 'dnd' ? filterOf(argument, name, value) : null;
    if (filter) packed.filters.set(name as 'dnd', filter);
    else packed.json.set(name, written(argument, name, partOf(argument, name, value, known)));
  }
  return { packed, known };
}

/** The members, each looked at once. */
function membersOf(argument: string, context: Context): { [name: string]: unknown } {
  try {
    return { ...context, free: (context as { free?: unknown }).free };
  } catch {
    throw new TypeError(`${argument} cannot be read`);
  }
}

function written(argument: string, name: string, value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    throw new TypeError(`${argument}: what is at /${name} cannot be serialised as JSON`);
  }
}

function partOf(argument: string, name: string, value: unknown, known: Known): unknown {
  switch (name) {
    case 'verifiedDomains':
      return listed(argument, `/${name}`, value, listedDomain, 'a domain');
    case 'suppressions':
      // What is no address meets nobody, and one line of a provider's export shall not stop every check.
      return listed(
        argument,
        `/${name}`,
        value,
        (entry) => listedRecipient(entry) ?? (entry.includes('@') ? entry : null),
        'an e-mail address or an E.164 number',
      );
    case 'dnd':
      return listed(argument, `/${name}`, value, listedIndianNumber, 'an E.164 number');
    case 'whatsappInbound':
      return inbound(argument, value);
    case 'resources':
      return withDomains(value);
    case 'usage':
      return isRecord(value) && typeof known.asOf === 'number'
        ? dated(argument, value as Usage, known.asOf, known.timeZone)
        : value;
    default:
      return value;
  }
}

/** The entries of a list by `read`; what is no list, and what in it is no text, is for the core to name. */
function listed(
  argument: string,
  pointer: string,
  list: unknown,
  read: (entry: string) => string | null,
  what: string,
): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((entry: unknown, at) => {
    const text = typeof entry === 'string' ? read(entry) : entry;
    if (text === null && entry !== null) throw expected(argument, what, `${pointer}/${at}`);
    return text;
  });
}

/** Times by number; of a number that stands there twice the later one. No message repeats a number. */
function inbound(argument: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (tagOf(value) !== 'Object') throw expected(argument, 'an object of numbers of milliseconds', '/whatsappInbound');
  const times: { [number: string]: unknown } = {};
  for (const [name, time] of Object.entries(value)) {
    const number = whatsappNumber(name);
    if (number === null) throw expected(argument, 'E.164 numbers as names', '/whatsappInbound');
    const known = times[number];
    times[number] = typeof known === 'number' && typeof time === 'number' ? Math.max(known, time) : time;
  }
  return times;
}

/** What is there of domains is compared as verified ones are. */
function withDomains(value: unknown): unknown {
  const domains = isRecord(value) ? (value as { domains?: { ids?: unknown } }).domains : undefined;
  if (!isRecord(domains) || !Array.isArray(domains.ids)) return value;
  const ids = domains.ids.map((id: unknown) => (typeof id === 'string' ? (listedDomain(id) ?? id) : id));
  return { ...(value as object), domains: { ...domains, ids } };
}

function checkZone(argument: string, timeZone: unknown): void {
  if (timeZone === undefined) return;
  try {
    nextHour(0, timeZone as string);
  } catch {
    throw expected(argument, 'an IANA time zone', '/timeZone');
  }
}

/** Until when the day's and the hour's counters hold. */
function dated(argument: string, usage: Usage, asOf: number, timeZone: unknown): Usage {
  try {
    const zone = timeZone as string | undefined;
    return { day_ends_at: nextMidnight(asOf, zone), hour_ends_at: nextHour(asOf, zone), ...usage };
  } catch {
    throw expected(argument, 'a date', '/asOf');
  }
}

function filterOf(argument: string, name: string, list: unknown): Uint8Array | null {
  const octets = octetsOf(list);
  if (octets) return octets;
  const text = isRecord(list) ? (list as { filter?: unknown }).filter : undefined;
  if (typeof text !== 'string') return null;
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    throw expected(argument, 'a filter made by buildFilter, in base64,', `/${name}`);
  }
}

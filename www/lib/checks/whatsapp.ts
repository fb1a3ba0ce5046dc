import { instance, keep, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import { whatsappRoom } from '../core/rooms/whatsapp.js';
import type { Result } from '../results/issue.js';
import { isRecord, optionsOf, tooLarge } from './input.js';

/** A template's definition, as Meta's API lists it; members that are not named here are not looked at. */
export interface WhatsappTemplate {
  name: string;
  /** `en`, `en_US`. */
  language: string;
  /** `APPROVED` or why not; absent = not known. */
  status?: string;
  /** `POSITIONAL` (`{{1}}`) or `NAMED` (`{{first_name}}`); absent = as the first placeholder is. */
  parameter_format?: string;
  components: readonly {
    readonly type: string;
    readonly format?: string;
    readonly text?: string;
    readonly buttons?: readonly { readonly type: string; readonly text?: string; readonly url?: string }[];
  }[];
}

/** What a message is checked against. */
export interface WhatsappMessageOptions {
  /** The template that the message names, as far as the account knows it. Without it the message is checked by itself. */
  template?: WhatsappTemplate;
  /** When the recipient last wrote, in milliseconds since 1970 UTC; with `now` it decides on free text. */
  lastInbound?: number;
  /** The time now, in milliseconds since 1970 UTC. */
  now?: number;
}

/** The 24 hours in which a person who wrote may be answered in free text. */
export interface SessionWindow {
  /** True while free text may be sent. */
  open: boolean;
  /** When it closes or closed, in milliseconds since 1970 UTC; `null` when the person never wrote. */
  closesAt: number | null;
  /** What is left, in milliseconds; 0 when it is closed. */
  remainingMs: number;
  /** `closing`: less than `closingMs` (an hour) is left. `expired`: the API would answer `session_window_expired`. */
  state: 'open' | 'closing' | 'expired';
}

const MAX_UNITS = 1024 * 1024;
const HOUR_MS = 3_600_000;

/**
 * Checks a template's definition before it is submitted: name, language, placeholders, lengths, buttons.
 *
 * @param value The definition as an object.
 * @throws {TypeError} when `value` cannot be serialised as JSON.
 * @example
 * ```ts
 * import { checkWhatsappTemplate } from 'presend';
 *
 * const components = [{ type: 'BODY', text: 'Your code is {{2}}.' }];
 * checkWhatsappTemplate({ name: 'otp', language: 'en_US', components }).issues[0]?.reason; // 'whatsapp_placeholder_gap'
 * ```
 */
export function checkWhatsappTemplate<T>(value: T): Result<T> {
  return check('checkWhatsappTemplate', value, undefined, false, NaN, NaN);
}

/**
 * Checks a message of the Cloud API's shape, `{ template: { name, language, components } }` or `{ text: { body } }`: the
 * values against the template's placeholders, and free text against the 24 hours.
 *
 * @throws {TypeError} when `options` is wrong, or `value` cannot be serialised as JSON.
 * @example
 * ```ts
 * import { checkWhatsappMessage } from 'presend';
 *
 * const template = { name: 'otp', language: 'en', components: [{ type: 'BODY', text: 'Your code is {{1}}.' }] };
 * const message = { template: { name: 'otp', language: { code: 'en' }, components: [] } };
 * checkWhatsappMessage(message, { template }).issues[0]?.code; // 'missing_template_variable'
 * ```
 */
export function checkWhatsappMessage<T>(value: T, options?: WhatsappMessageOptions): Result<T> {
  const given = optionsOf('checkWhatsappMessage', options);
  const { template, lastInbound, now } = given ?? {};
  if (template !== undefined && !isRecord(template)) {
    throw new TypeError('checkWhatsappMessage: options.template must be an object');
  }
  for (const [name, time] of Object.entries({ lastInbound, now })) {
    if (time !== undefined) timeOf(`checkWhatsappMessage: options.${name}`, time);
  }
  return check('checkWhatsappMessage', value, template, true, lastInbound ?? NaN, now ?? NaN);
}

/**
 * How the 24 hours stand: for a composer's timer. At the 24th hour sharp they are over.
 *
 * @param lastInbound When the person last wrote, in milliseconds since 1970 UTC; `null` when never.
 * @param now The time now, in milliseconds since 1970 UTC.
 * @param options `closingMs`: what is left when the state becomes `closing`, an hour when absent.
 * @throws {TypeError} when an argument is no finite number.
 * @example
 * ```ts
 * import { sessionWindow } from 'presend';
 *
 * sessionWindow(0, 23.5 * 3_600_000); // { open: true, closesAt: 86400000, remainingMs: 1800000, state: 'closing' }
 * ```
 */
export function sessionWindow(
  lastInbound: number | null,
  now: number,
  options?: { closingMs?: number },
): SessionWindow {
  const given = optionsOf('sessionWindow', options);
  const closingMs = given?.closingMs ?? HOUR_MS;
  timeOf('sessionWindow: options.closingMs', closingMs);
  timeOf('sessionWindow: now', now);
  if (lastInbound === null) return { open: false, closesAt: null, remainingMs: 0, state: 'expired' };
  timeOf('sessionWindow: lastInbound', lastInbound);
  const left = instance(whatsappRoom).core.session_left(lastInbound, now);
  const state = left <= 0 ? 'expired' : left < closingMs ? 'closing' : 'open';
  return { open: left > 0, closesAt: now + left, remainingMs: Math.max(left, 0), state };
}

function timeOf(argument: string, time: unknown): void {
  if (!Number.isFinite(time)) throw new TypeError(`${argument} must be a number of milliseconds`);
}

function check<T>(
  verb: string,
  value: T,
  template: WhatsappTemplate | undefined,
  asMessage: boolean,
  lastInbound: number,
  now: number,
): Result<T> {
  const text = jsonOf(`${verb}: value`, value);
  if (text.length > MAX_UNITS) {
    return { ok: false, value: null, issues: [tooLarge(MAX_UNITS, text.length, 'utf16_units')], warnings: [] };
  }
  const live = instance(whatsappRoom);
  keep(live, template === undefined ? '' : jsonOf(`${verb}: options.template`, template));
  const octets = live.write(text);
  const raw = live.core.whatsapp_report(octets, asMessage, lastInbound, now) as {
    issues: RawIssue[];
    warnings: RawIssue[];
  };
  settle(live, octets);
  const issues = completeIssues(live, raw.issues);
  const warnings = completeIssues(live, raw.warnings);
  return (
    issues.length === 0 ? { ok: true, value, issues, warnings } : { ok: false, value: null, issues, warnings }
  ) as Result<T>;
}

function jsonOf(argument: string, value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    throw new TypeError(`${argument} must be serialisable as JSON`);
  }
}

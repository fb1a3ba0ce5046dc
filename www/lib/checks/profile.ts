import { type Instance } from '../core/instance.js';
import { learnNames } from '../results/log.js';
import { isRecord } from './input.js';

/** A provider's rules as data: `presend/profiles/*`, or your own. `Bodies` types its operations' bodies. */
export interface Profile<Bodies = Record<string, unknown>> {
  readonly name: string;
  readonly operations: { readonly [Operation in keyof Bodies]: OperationRules };
  readonly account?: { readonly [rule: string]: unknown };
  readonly switches?: { readonly [name: string]: { readonly value: string } & { readonly [member: string]: unknown } };
  readonly [member: string]: unknown;
}

/** One field's rules; `profiles/profile.schema.json` has the whole shape. */
export interface FieldRules {
  readonly kind: string;
  readonly fields?: { readonly [name: string]: FieldRules };
  readonly [rule: string]: unknown;
}

/** One operation's rules; `profiles/profile.schema.json` has the whole shape. */
export interface OperationRules {
  readonly fields: { readonly [name: string]: FieldRules };
  readonly [rule: string]: unknown;
}

/** The core's numbers for a profile and one of its operations, and whether that has phone numbers in it. */
interface LoadedOperation {
  handle: number;
  index: number;
  phones: boolean;
}

/** A profile that the core has compiled, and where. */
interface Loaded {
  epoch: number;
  handle: number;
  operations: Map<string, LoadedOperation>;
}

const loaded = new WeakMap<object, Loaded>();

/** The core's numbers for a profile and one of its operations, and whether that has phone numbers in it. */
export function operationOf(
  live: Instance,
  profile: { readonly operations: object },
  operation: string,
): LoadedOperation {
  if (!isRecord(profile)) throw new TypeError('checkRequest: profile must be an object');
  let entry = loaded.get(profile);
  if (entry?.epoch !== live.epoch) {
    entry = { epoch: live.epoch, handle: load(live, profile), operations: new Map() };
    loaded.set(profile, entry);
  }
  let known = entry.operations.get(operation);
  if (known === undefined) {
    const names = Object.keys(profile.operations ?? {});
    const index = names.indexOf(operation);
    if (index < 0) throw new TypeError(`checkRequest: operation must be one of ${names.join(', ')}`);
    const kinds = new Set<string>();
    const fields = (profile.operations as Record<string, OperationRules>)[operation]?.fields ?? {};
    learnNames(namesIn(fields, kinds));
    known = { handle: entry.handle, index, phones: kinds.has('phone') || kinds.has('phones') };
    entry.operations.set(operation, known);
  }
  return known;
}

/** The rules of one of the profile's own operations. */
export function rulesOf<Bodies>(
  verb: string,
  profile: Profile<Bodies>,
  operation: keyof Bodies & string,
): OperationRules {
  const operations = operationsOf(verb, profile);
  if (!Object.hasOwn(operations, operation))
    throw new TypeError(`${verb}: operation must be one of ${Object.keys(operations).join(', ')}`);
  return operations[operation] as OperationRules;
}

/** All of them. */
export function operationsOf(verb: string, profile: { readonly operations: object }): Record<string, OperationRules> {
  if (!isRecord(profile) || !isRecord(profile.operations))
    throw new TypeError(`${verb}: profile must be an object with operations`);
  return profile.operations as Record<string, OperationRules>;
}

/** The names of fields, those in objects too. */
function namesIn(fields: OperationRules['fields'], kinds: Set<string>): string[] {
  return Object.entries(fields).flatMap(([name, { kind, fields: inner }]) => {
    kinds.add(kind);
    return [name, ...(inner ? namesIn(inner, kinds) : [])];
  });
}

function load(live: Instance, profile: object): number {
  let text: string;
  try {
    text = JSON.stringify(profile) ?? '';
  } catch {
    throw new TypeError('checkRequest: profile cannot be serialised as JSON');
  }
  const answer = live.core.load_profile(live.write(text)) as number | { pointer: string; expected: string };
  if (typeof answer === 'number') return answer;
  throw new TypeError(`checkRequest: profile: expected ${answer.expected} at ${answer.pointer || '/'}`);
}

/** What is confirmed: at a JSON Pointer, everything as the profile has it, or members to be set there. */
export type Confirmations = { readonly [pointer: string]: true | { readonly [member: string]: unknown } };

/**
 * A copy of `profile` in which rules are `confirmed`, for whoever knows the account: findings on them are errors.
 *
 * @param confirmations JSON Pointers (RFC 6901) of rules, fields, operations, or `''` for all. `true` confirms every
 *   assumed rule there and below; an object sets members of one rule first.
 * @throws {TypeError} when a pointer is none or leads nowhere, or a value is neither `true` nor an object.
 * @example
 * ```ts
 * import { confirmRules } from 'presend';
 * import telnxo from 'presend/profiles/telnxo';
 *
 * const mine = confirmRules(telnxo, {
 *   '/operations/sms.send': true,
 *   '/operations/sms.send/fields/text/maxLength': { max: 1000 },
 *   '/switches/sendingLimits': { value: 'queue' },
 * });
 * ```
 */
export function confirmRules<P extends Profile<never> | Profile>(profile: P, confirmations: Confirmations): P {
  if (!isRecord(profile)) throw new TypeError('confirmRules: profile must be an object');
  if (!isRecord(confirmations)) throw new TypeError('confirmRules: confirmations must be an object');
  const copy = JSON.parse(JSON.stringify(profile)) as P;
  for (const [pointer, told] of Object.entries(confirmations)) {
    // RFC 6901 §3: `/` before each step, `~0` and `~1` alone.
    if ((pointer !== '' && !pointer.startsWith('/')) || /~(?![01])/.test(pointer))
      throw new TypeError('confirmRules: names of confirmations must be JSON Pointers, such as /operations/sms.send');
    if (told !== true && !isRecord(told))
      throw new TypeError(`confirmRules: what is confirmed at ${pointer} must be true or an object`);
    const steps = pointer.split('/').slice(1);
    let place: unknown = copy;
    for (const step of steps) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      place =
        typeof place === 'object' && place !== null && Object.hasOwn(place, name) ? place[name as never] : undefined;
    }
    if (typeof place !== 'object' || place === null)
      throw new TypeError(`confirmRules: the profile has nothing at ${pointer}`);
    if (told === true) confirm(place);
    else Object.assign(place, told, { basis: 'confirmed' });
  }
  return copy;
}

/** A profile is no deeper than its schema lets it be. */
function confirm(place: object): void {
  const rule = place as { basis?: string };
  if (rule.basis === 'assumed') rule.basis = 'confirmed';
  for (const inner of Object.values(place)) if (typeof inner === 'object' && inner !== null) confirm(inner);
}

/** Which operation a request is. */

import type { Profile } from '../checks/profile.js';

/** A request that is about to be sent. */
export interface Outgoing {
  method: string;
  /** Path of the URL, without the query. */
  path: string;
}

/** `{ 'POST /api/mail': 'email.send' }`; without a method, `POST`. A part in braces stands for one part of the path. */
export type Routes<Operation extends string> = { readonly [route: string]: Operation };

interface Rules {
  readonly method?: unknown;
  readonly path?: unknown;
  readonly sends?: unknown;
}

/**
 * The operation of a request. With `routes`, where the whole path agrees; without, where the path ends as the profile
 * writes it, as on a proxy that keeps the API's paths.
 */
export function operationFor<Operation extends string>(
  { method, path }: Outgoing,
  profile: Profile<{ [Name in Operation]: unknown }>,
  routes: Routes<Operation> | undefined,
): Operation | null {
  if (routes) {
    for (const [route, operation] of Object.entries<Operation>(routes)) {
      const [wanted, verb = 'POST'] = route.split(' ').reverse() as [string, string?];
      if (verb.toUpperCase() === method && agrees(wanted, path, false)) return operation;
    }
    return null;
  }
  for (const [name, rules] of Object.entries(profile.operations as { readonly [name: string]: Rules })) {
    if (typeof rules.path !== 'string' || (rules.method ?? 'POST') !== method) continue;
    if (agrees(rules.path, path, true)) return name as Operation;
  }
  return null;
}

/** True when an idempotency key does something: on sending endpoints, where the profile says which those are. */
export function takesKey(profile: Profile<never>, operation: string, method: string): boolean {
  if (method !== 'POST') return false;
  const all = profile.operations as { readonly [name: string]: Rules };
  return all[operation]?.sends === true || !Object.values(all).some(({ sends }) => sends !== undefined);
}

function agrees(wanted: string, path: string, atEnd: boolean): boolean {
  const parts = wanted.split('/').filter(Boolean);
  const own = path.split('/').filter(Boolean);
  if (atEnd ? own.length < parts.length : own.length !== parts.length) return false;
  const start = own.length - parts.length;
  return parts.every((part, at) => part === own[start + at] || (part.startsWith('{') && part.endsWith('}')));
}

// Who may send: the key, its scope and addresses, the subscription (PROVIDER.md §1, §1.4; SEED's first two tables).

import { Refusal } from './codes.mjs';

/** The account's key that the request carries. SEED: 401 codes. */
export function keyOf(headers, route, account, now) {
  const header = headers.authorization;
  if (header === undefined || header.trim() === '') throw new Refusal('authentication_required');
  // AUTH: scheme spelled exactly `Bearer`, one space, the whole key.
  const token = /^Bearer (\S+)$/.exec(header)?.[1];
  if (!header.startsWith('Bearer ')) throw new Refusal('authentication_required');
  const key = account.keys.find((one) => one.key === token);
  // KEY: one platform's key never works on the other.
  if (!key || key.revoked || key.platform !== route.platform) throw new Refusal('invalid_api_key');
  if (key.expiresAt !== null && key.expiresAt !== undefined && now >= key.expiresAt)
    throw new Refusal('api_key_expired');
  return key;
}

/** SEED: 403 codes. */
export function allowed(key, route, ip, body) {
  if (key.allowedIps && !key.allowedIps.includes(ip)) throw new Refusal('ip_not_whitelisted');
  if (!route.scope || key.scopes.includes(route.scope)) return;
  // KEY: `send:template` sends saved templates only.
  const saved = route.scope === 'send' && key.scopes.includes('send:template');
  if (!saved || (body && !body.template_id && !body.template)) throw new Refusal('insufficient_scope');
}

/** SEED: 402 account_suspended, account_expired. */
export function subscribed({ status, endsAt }, now) {
  if (status === 'suspended') throw new Refusal('account_suspended');
  if (status === 'expired' || (endsAt !== null && endsAt !== undefined && now >= endsAt))
    throw new Refusal('account_expired');
}

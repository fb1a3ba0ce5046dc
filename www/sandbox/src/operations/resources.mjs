// Templates, domains, suppressions, usage and reports (PROVIDER.md §2.3; bodies and most paths are not documented).

import { Refusal } from '../codes.mjs';
import { domainOf, isEmailAddress } from '../email-address.mjs';
import { Fields } from '../fields.mjs';
import { isE164 } from '../phone-number.mjs';
import { wellFormed } from './email.mjs';

/** §2.3 `GET /account/usage` (ACCT). */
export const usage = ({ account }) => ({ ...account.usage, by_smtp_account: [] });

/** §2.3 "manage templates": saving one; an id that exists already is SEED duplicate_resource. */
export function saveTemplate({ account, body }) {
  const fields = new Fields(body, account);
  const id = fields.requiredText('id', 'slug', 'template_id');
  const subject = fields.text('subject');
  const html = fields.text('html');
  const text = fields.text('text');
  if (html.value === undefined && text.value === undefined) throw new Refusal('missing_required_field', 'html');
  for (const [field, limit] of [
    [subject, 'subject'],
    [html, 'html'],
    [text, 'text'],
    [id, 'template_name'],
  ])
    fields.withinLength(field, limit);
  wellFormed(fields);
  if (account.templates.some((template) => template.id === id.value)) throw new Refusal('duplicate_resource', id.name);
  underLimit('templates', account.templates.length, account);
  const saved = { id: id.value, status: 'draft', defaults: fields.variables('defaults', 'default_variables') };
  for (const [name, { value }] of Object.entries({ subject, html, text })) if (value !== undefined) saved[name] = value;
  account.templates = [...account.templates, saved];
  return saved;
}

/** §2.3 "manage templates": changing one that exists. */
export function updateTemplate({ account, body, id }) {
  const fields = new Fields(body, account);
  // An id in the body says which, too.
  const named = fields.text('id', 'slug').value ?? id;
  const known = found(account.templates.find((one) => one.id === named));
  wellFormed(fields);
  const next = { ...known };
  for (const name of ['subject', 'html', 'text']) {
    const field = fields.text(name);
    fields.withinLength(field, name);
    if (field.value !== undefined) next[name] = field.value;
  }
  account.templates = account.templates.map((one) => (one === known ? next : one));
  return next;
}

export const template = ({ account, id }) => found(account.templates.find((one) => one.id === id));

/** §1.2 `POST /domains`: a domain, to be verified by its DNS records (§2.5). */
export function addDomain({ account, body }) {
  const fields = new Fields(body, account);
  const { name, value } = fields.requiredText('domain', 'name');
  // No code of the 32 is for a name that is no domain; an address at it would be refused as one.
  if (!isEmailAddress(`a@${value}`)) throw Refusal.uncoded(name);
  const domain = domainOf(value);
  if (account.verifiedDomains.some((known) => known.toLowerCase() === domain))
    throw new Refusal('duplicate_resource', name);
  underLimit('domains', account.verifiedDomains.length, account);
  return { domain, status: 'pending' };
}

export const domains = ({ account }) => ({
  domains: account.verifiedDomains.map((domain) => ({ domain, status: 'verified' })),
});

export const domain = ({ account, id }) => ({
  domain: found(account.verifiedDomains.find((known) => known === id)),
  status: 'verified',
});

/** §1.2 `POST /suppressions/*`. */
export function suppress({ account, body }) {
  const { name, value } = new Fields(body, account).requiredText('recipient', 'email', 'phone');
  if (value.includes('@') ? !isEmailAddress(value) : !isE164(value))
    throw new Refusal(value.includes('@') ? 'invalid_email_address' : 'invalid_phone_number', name);
  if (account.suppressions.includes(value)) throw new Refusal('duplicate_resource', name);
  account.suppressions = [...account.suppressions, value];
  return { recipient: value };
}

/** §2.3 `GET /reports/messages`. */
export const messages = ({ sent }) => ({ messages: [...sent.values()] });
export const message = ({ sent, id }) => found(sent.get(id));

/** SEED resource_not_found. */
function found(resource) {
  if (resource === undefined) throw new Refusal('resource_not_found', 'id');
  return resource;
}

/** SEED resource_limit_reached. */
function underLimit(kind, count, account) {
  if (count >= (account.resourceLimits[kind] ?? Infinity)) throw new Refusal('resource_limit_reached');
}

// `POST /email/send` and `POST /email/send/bulk` (PROVIDER.md §2.1, §2.2).

import { Refusal } from '../codes.mjs';
import { domainOf } from '../email-address.mjs';
import { emailAddress, Fields, isBlank, isObject, notSuppressed } from '../fields.mjs';
import { isWellFormed, missingVariables, valuesFrom } from '../template.mjs';

/** The name of the template's field is not documented; `template_id` is the likely one (§2.1). */
const TEMPLATE = ['template_id', 'template'];

/** §2.1. Gives the number of e-mails: each address of to, cc and bcc counts (§1.3). */
export function sendEmail(body, account, now) {
  const fields = new Fields(body, account);
  const template = begin(fields);
  fields.required('to');
  for (const name of ['to', 'cc', 'bcc']) fields.withinLength(fields.find(name), name);
  const recipients = ['to', 'cc', 'bcc'].flatMap((name) =>
    fields.list(name).map(([path, value]) => [path, emailAddress(path, value, account)]),
  );
  finish(fields, now);
  const levels = [fields.variables('variables'), fields.variables('default_variables')];
  allVariables(fields, template, levels, 'variables', account);
  for (const [path, address] of recipients) notSuppressed(path, address, account);
  return recipients.length;
}

/** §2.2. The address key of a recipient is not documented. */
export function sendBulk(body, account, now) {
  const fields = new Fields(body, account);
  const template = begin(fields);
  const { name, value } = fields.required('recipients');
  if (!Array.isArray(value)) throw Refusal.uncoded(name);
  fields.withinLength({ name, value }, 'recipients');
  const defaults = fields.variables('default_variables');
  const recipients = value.map((one, at) => {
    const path = `${name}[${at}]`;
    if (!isObject(one))
      return { path, address: emailAddress(path, one, account), variables: {}, list: `${path}.variables` };
    const own = new Fields(one, account, `${path}.`);
    const { name: place, value: address } = own.required('email', 'to', 'address');
    const variables = own.variables('variables');
    return { path: place, address: emailAddress(place, address, account), variables, list: `${path}.variables` };
  });
  finish(fields, now);
  for (const { variables, list } of recipients) allVariables(fields, template, [variables, defaults], list, account);
  for (const { path, address } of recipients) notSuppressed(path, address, account);
  return recipients.length;
}

/** From, subject, content and the template they come from. */
function begin(fields) {
  const { account } = fields;
  const from = fields.required('from');
  const slug = fields.text(...TEMPLATE);
  // §2.1: the template carries a default subject.
  if (slug.value === undefined) fields.requiredText('subject');
  const contents = ['html', 'text'].map((name) => fields.text(name));
  if (contents.every(({ value }) => value === undefined) && slug.value === undefined)
    throw new Refusal('missing_required_field', 'html');
  for (const name of ['from', 'subject', 'html', 'text']) fields.withinLength(fields.text(name), name);

  const sender = emailAddress(from.name, from.value, account);
  const replyTo = fields.find('reply_to');
  if (!isBlank(replyTo.value)) emailAddress(replyTo.name, replyTo.value, account);
  // §2.5: the sending domain is the domain part of From.
  if (!isVerified(domainOf(sender), account)) throw new Refusal('domain_not_verified', from.name);
  if (slug.value === undefined) return null;
  // §2.1: must be published and active.
  const template = account.templates.find(({ id }) => id === slug.value);
  if (!template || !['published', 'active'].includes(template.status))
    throw new Refusal('invalid_template_id', slug.name);
  return template;
}

function isVerified(domain, account) {
  const covers = account.behaviour.verifiedDomainCoversSubdomains;
  return account.verifiedDomains.some((known) => {
    const own = known.toLowerCase();
    return domain === own || (covers && domain.endsWith(`.${own}`));
  });
}

/** §2.4: tags that are none, or blocks that nothing closes, would be printed as they stand; no code is for them. */
export function wellFormed(fields) {
  for (const field of ['subject', 'html', 'text']) {
    const { name, value } = fields.text(field);
    if (value !== undefined && !isWellFormed(value)) throw Refusal.uncoded(name);
  }
}

/** §2.1 `send_at`: ISO 8601 in UTC, `YYYY-MM-DDTHH:MM:SSZ`, in the future (SCHED). No code of the 32 is for it. */
function finish(fields, now) {
  wellFormed(fields);
  const { name, value } = fields.text('send_at');
  if (value === undefined) return;
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? Date.parse(value) : Number.NaN;
  const isDate = new Date(instant || 0).toISOString().startsWith(value.slice(0, 19));
  if (!(instant > now) || !isDate) throw Refusal.uncoded(name);
}

/** SEED missing_template_variable, unless the account prints them (FALL). */
function allVariables(fields, template, levels, list, account) {
  if (account.behaviour.missingVariable === 'print') return;
  const valueOf = valuesFrom(...levels, template?.defaults);
  for (const name of ['subject', 'html', 'text']) {
    const own = fields.find(name).value;
    const source = isBlank(own) ? template?.[name] : own;
    if (typeof source !== 'string') continue;
    const [missing] = missingVariables(source, valueOf);
    if (missing !== undefined) throw new Refusal('missing_template_variable', `${list}.${missing}`);
  }
}

// `POST /sms/send`, `POST /whatsapp/send`, `POST /voice/call` (PROVIDER.md §3: paths and limits are documented, no field is).
// Usual names and their usual other spellings are taken.

import { Refusal } from '../codes.mjs';
import { matchesDlt } from '../dlt.mjs';
import { Fields, isBlank, isObject, notSuppressed, phoneNumber } from '../fields.mjs';

const HOUR = 3_600_000;
const TO = ['to', 'recipient', 'phone', 'number'];

/** §3 `POST /sms/send`: one number or several. Gives the number of messages. */
export function sendSms(body, account) {
  const fields = new Fields(body, account);
  fields.required(...TO);
  const message = contentOf(fields);
  fields.withinLength(fields.find(...TO), 'sms_to');
  const numbers = fields.list(...TO).map(([path, value]) => [path, phoneNumber(path, value)]);
  return deliver(numbers, message, account);
}

/** The same to `recipients`: numbers, or objects with one; the bulk form is not documented. */
export function sendSmsBulk(body, account) {
  const fields = new Fields(body, account);
  const { name, value } = fields.required('recipients');
  if (!Array.isArray(value)) throw Refusal.uncoded(name);
  fields.withinLength({ name, value }, 'recipients');
  const message = contentOf(fields);
  const numbers = value.map((one, at) => {
    const path = `${name}[${at}]`;
    if (!isObject(one)) return [path, phoneNumber(path, one)];
    const own = new Fields(one, account, `${path}.`).required(...TO);
    return [own.name, phoneNumber(own.name, own.value)];
  });
  return deliver(numbers, message, account);
}

function contentOf(fields) {
  const sender = fields.requiredText('sender_id', 'from', 'sender');
  const text = fields.requiredText('text', 'message', 'body');
  const type = fields.text('type', 'message_type', 'category');
  const peId = fields.text('pe_id', 'entity_id', 'dlt_entity_id');
  const templateId = fields.text('dlt_template_id', 'template_id');
  fields.withinLength(text, 'sms_text');
  return { sender, text, type, peId, templateId };
}

function deliver(numbers, { sender, text, type, peId, templateId }, account) {
  // SEED sender_id_not_registered; DLT headers are case sensitive (limits.json sms.sender.india).
  if (!account.senderIds.includes(sender.value)) throw new Refusal('sender_id_not_registered', sender.name);
  for (const [path, number] of numbers) notSuppressed(path, number, account);
  for (const [path, number] of numbers) {
    // SEED dnd_number: promotional messages only, in India.
    if (type.value === 'promotional' && number.startsWith('+91') && account.dnd.includes(number))
      throw new Refusal('dnd_number', path);
  }
  // SEED dlt_scrubbed: India's rule.
  if (numbers.some(([, number]) => number.startsWith('+91'))) scrub(text, peId, templateId, account.dlt);
  return numbers.length;
}

/** SEED dlt_scrubbed: "Register the exact message template on DLT and map the PE ID and Template ID". */
function scrub(text, peId, templateId, dlt) {
  if (peId.value !== undefined && peId.value !== dlt.peId) throw new Refusal('dlt_scrubbed', peId.name);
  const named = dlt.templates.filter(({ id }) => templateId.value === undefined || id === templateId.value);
  if (named.length === 0) throw new Refusal('dlt_scrubbed', templateId.name);
  if (!named.some((template) => matchesDlt(template.text, text.value))) throw new Refusal('dlt_scrubbed', text.name);
}

/** §3 `POST /whatsapp/send`: a template approved by Meta, or a free text within 24 hours of the person's last message. */
export function sendWhatsapp(body, account, now) {
  const fields = new Fields(body, account);
  const to = fields.required(...TO);
  const template = fields.find('template', 'template_name');
  const free = fields.find('text', 'message', 'body');
  if (isBlank(template.value) && isBlank(free.value)) throw new Refusal('missing_required_field', 'template');
  const number = phoneNumber(to.name, to.value);
  const from = fields.text('from');
  if (from.value !== undefined) phoneNumber(from.name, from.value);
  notSuppressed(to.name, number, account);
  if (isBlank(template.value)) {
    const content = isObject(free.value) ? { name: `${free.name}.body`, value: free.value.body } : free;
    if (isBlank(content.value)) throw new Refusal('missing_required_field', content.name);
    fields.withinLength(content, 'whatsapp_text');
    // SEED session_window_expired. Somebody who never wrote has no window.
    const last = account.whatsapp.lastInbound[number];
    if (!(now - last < 24 * HOUR)) throw new Refusal('session_window_expired', to.name);
    return 1;
  }
  approved(fields, template, account);
  return 1;
}

/** SEED whatsapp_template_not_approved and missing_template_variable; a name that nobody knows is invalid_template_id. */
function approved(fields, given, account) {
  const own = isObject(given.value) ? new Fields(given.value, account, `${given.name}.`) : fields;
  const name = isObject(given.value) ? own.requiredText('name') : { name: given.name, value: given.value };
  if (typeof name.value !== 'string') throw Refusal.uncoded(name.name);
  fields.withinLength(name, 'template_name');
  const language = languageOf(own);
  const named = account.whatsapp.templates.filter((template) => template.name === name.value);
  if (named.length === 0) throw new Refusal('invalid_template_id', name.name);
  const template = named.find((one) => language.value === undefined || one.language === language.value);
  if (!template) throw new Refusal('invalid_template_id', language.name);
  if (template.status.toUpperCase() !== 'APPROVED') throw new Refusal('whatsapp_template_not_approved', name.name);
  const { name: place, values } = parametersOf(own);
  if (values.filter((value) => !isBlank(value)).length < template.parameters)
    throw new Refusal('missing_template_variable', place);
}

/** A list, an object of names, or Meta's `components` with one for the body. */
function parametersOf(own) {
  const components = own.find('components');
  if (Array.isArray(components.value)) {
    const at = components.value.findIndex((one) => isObject(one) && one.type === 'body');
    const list = components.value[at]?.parameters;
    if (!Array.isArray(list)) return { name: components.name, values: [] };
    // Meta: a body's parameters are text, or an amount or a date with a text to fall back on.
    const odd = list.findIndex((one) => isObject(one) && !['text', 'currency', 'date_time'].includes(one.type));
    if (odd >= 0) throw Refusal.uncoded(`${components.name}[${at}].parameters[${odd}].type`);
    const values = list.map((one) => (isObject(one) ? one.text : one));
    return { name: `${components.name}[${at}].parameters`, values };
  }
  const { name, value } = own.find('parameters', 'params', 'variables');
  return { name, values: isObject(value) ? Object.values(value) : Array.isArray(value) ? value : [] };
}

function languageOf(own) {
  const { name, value } = own.find('language', 'lang');
  return isObject(value) ? { name: `${name}.code`, value: value.code } : { name, value: value ?? undefined };
}

/** §3 `POST /voice/call`: the number called, and the caller's where it is given (SEED invalid_phone_number). */
export function call(body, account) {
  const fields = new Fields(body, account);
  const to = fields.required(...TO);
  const number = phoneNumber(to.name, to.value);
  const from = fields.text('from', 'caller_id');
  if (from.value !== undefined) phoneNumber(from.name, from.value);
  notSuppressed(to.name, number, account);
  return 1;
}

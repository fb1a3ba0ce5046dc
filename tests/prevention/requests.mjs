// Requests that the server takes, of every operation.

import { emailAddress, indianMobile, line, named, phoneNumber, text } from './values.mjs';

/** The clock of the run. */
export const NOW = Date.parse('2026-11-22T10:10:00Z');
const SENDERS = ['shop@acme.in', 'no-reply@mail.acme.in', 'Shop@ACME.IN'];
const NAMES = ['name', 'order_id', 'First_Name', 'x1', 'city'];

const recipient = (random) => {
  const address = emailAddress(random);
  return random.chance(0.15) ? named(random, address) : address;
};

/** An inline text with placeholders in every live and dead place, and the values it needs. */
function templated(random) {
  const used = random.some(NAMES, random.below(4));
  const variables = {};
  const parts = used.map((name) => {
    variables[name] = random.pick(['Ann', '7', '', 'true', 'नाम', 'y']);
    return random.pick([
      `{{${name}}}`,
      `{{#if ${name}}}{{${name}}}{{else}}-{{/if}}`,
      `{{#if_eq ${name} "x"}}{{never_${name}}}{{/if_eq}}`,
      `{{#if_neq ${name} "x"}}{{${name}}}{{else}}{{never}}{{/if_neq}}`,
      `<a href="https://acme.in/{{${name}}}">x</a>`,
    ]);
  });
  return { source: `${text(random)} ${parts.join(' ')}`, variables };
}

function emailContent(random, body) {
  if (random.chance(0.2)) {
    body.template_id = random.pick(['welcome', 'order-confirmation-v2']);
    if (random.chance(0.3)) [body.template, body.template_id] = [body.template_id, undefined];
    if (random.chance(0.3)) body.subject = line(random);
    return { order_id: '17', ...(random.chance(0.5) && { name: 'Ann' }) };
  }
  const { source, variables } = templated(random);
  body.subject = line(random);
  body[random.pick(['html', 'text'])] = source;
  if (random.chance(0.2)) body.text = 'plain';
  return variables;
}

/** Values at the levels that a request has; each variable at one of them. */
function spread(random, variables) {
  const [own, shared] = [{}, {}];
  for (const [name, value] of Object.entries(variables)) (random.chance(0.7) ? own : shared)[name] = value;
  return [own, shared];
}

const optional = (random, body) => {
  if (random.chance(0.2)) body.reply_to = recipient(random);
  if (random.chance(0.2)) body.tags = ['newsletter:week-23', 'x'];
  if (random.chance(0.2))
    body.send_at = random.pick(['2026-11-22T10:10:01Z', '2027-02-28T23:59:59Z', '2028-02-29T00:00:00Z']);
};

const SMS_TEXTS = [
  'Your ACME code is 482913. Do not share it.',
  'Dear Ann, your order 17 is on its way. ACME',
  'Dear अनु, your order A-9 is on its way. ACME',
];

function smsContent(random, body, indian) {
  body[random.pick(['sender_id', 'from'])] = random.pick(['ACMEIN', 'ACMESV']);
  const content = random.below(SMS_TEXTS.length);
  body[random.pick(['text', 'message'])] = indian ? SMS_TEXTS[content] : text(random);
  if (random.chance(0.6)) body.type = random.pick(['transactional', 'otp', 'promotional']);
  if (indian && random.chance(0.5)) body.pe_id = '1101234567890123456';
  if (indian && random.chance(0.5))
    body.dlt_template_id = content === 0 ? '1107161234567890123' : '1107161234567890124';
}

const number = (random, indian) => (indian ? indianMobile(random) : notIndian(random));
function notIndian(random) {
  for (;;) {
    const drawn = phoneNumber(random);
    if (!drawn.startsWith('+91')) return drawn;
  }
}

/** What each operation is asked with: path, platform and body. */
export const VALID = {
  'email.send'(random) {
    const body = { from: random.pick(SENDERS) };
    if (random.chance(0.2)) body.from = named(random, body.from);
    const many = () => Array.from({ length: random.between(1, 4) }, () => recipient(random));
    body.to = random.chance(0.6) ? recipient(random) : many();
    for (const name of ['cc', 'bcc'])
      if (random.chance(0.2)) body[name] = random.chance(0.5) ? recipient(random) : many();
    const [own, shared] = spread(random, emailContent(random, body));
    if (Object.keys(own).length > 0) body.variables = own;
    if (Object.keys(shared).length > 0) body.default_variables = shared;
    optional(random, body);
    return { path: '/email/send', body };
  },
  'email.send.bulk'(random) {
    const body = { from: random.pick(SENDERS) };
    const variables = emailContent(random, body);
    body.recipients = Array.from({ length: random.between(1, 5) }, () => ({ email: recipient(random) }));
    const [own, shared] = spread(random, variables);
    for (const one of body.recipients) if (Object.keys(own).length > 0) one.variables = { ...own };
    if (Object.keys(shared).length > 0) body.default_variables = shared;
    optional(random, body);
    return { path: '/email/send/bulk', body };
  },
  'sms.send'(random) {
    const indian = random.chance(0.6);
    const body = { to: number(random, indian) };
    smsContent(random, body, indian);
    return { path: '/sms/send', body };
  },
  'sms.send.bulk'(random) {
    const indian = random.chance(0.6);
    const body = { recipients: Array.from({ length: random.between(1, 5) }, () => number(random, indian)) };
    smsContent(random, body, indian);
    return { path: '/sms/send/bulk', body };
  },
  'whatsapp.send'(random) {
    const free = random.chance(0.4);
    const body = { to: free ? '+919876543210' : phoneNumber(random) };
    if (free) body.text = text(random);
    else {
      const parameters = [line(random), '17'].map((value) => ({ type: 'text', text: value }));
      body.template = {
        name: 'order_update',
        language: random.pick(['en', 'hi']),
        components: [{ type: 'body', parameters }],
      };
    }
    return { path: '/whatsapp/send', body };
  },
  'voice.call': (random) => ({
    path: '/voice/call',
    body: { to: phoneNumber(random), ...(random.chance(0.5) && { from: '+14155552671' }) },
  }),
  'template.save'(random) {
    const { source } = templated(random);
    return {
      path: '/templates',
      body: { id: `t-${random.below(1e9)}`, name: 'New', subject: line(random), html: source },
    };
  },
  'template.update'(random) {
    const id = random.pick(['welcome', 'order-confirmation-v2', 'spring-draft']);
    return { path: `/templates/${id}`, method: 'PUT', body: { id, html: templated(random).source } };
  },
  'domain.add': (random) => ({ path: '/domains', body: { domain: `new-${random.below(1e9)}.example.com` } }),
};

export const platformOf = (operation) => (/^(sms|whatsapp|voice)/.test(operation) ? 'telnxo' : 'migosmtp');

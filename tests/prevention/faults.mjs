// What may be wrong with a request: for each of the 27 foreseeable codes, its causes. The server decides whether it minds.

import { NOW, platformOf } from './requests.mjs';
import * as values from './values.mjs';

const EMAIL = ['email.send', 'email.send.bulk'];
const SMS = ['sms.send', 'sms.send.bulk'];
const SENDS = [...EMAIL, ...SMS, 'whatsapp.send', 'voice.call'];
const ALL = [...SENDS, 'template.save', 'template.update', 'domain.add'];

/** Fields without which each operation is nothing. */
const REQUIRED = {
  'email.send': ['from', 'to', 'subject'],
  'email.send.bulk': ['from', 'recipients', 'subject'],
  'sms.send': ['to', 'sender_id', 'from', 'text', 'message'],
  'sms.send.bulk': ['recipients', 'sender_id', 'from', 'text', 'message'],
  'whatsapp.send': ['to'],
  'voice.call': ['to'],
  'template.save': ['id', 'html'],
  'template.update': [],
  'domain.add': ['domain'],
};

/** A slip in one of the texts at `holder[name]`, or one that is certainly wrong. */
function spoil(random, list, bad, slips) {
  // Another fault may have taken them all.
  if (list.length === 0) return;
  const [holder, name] = random.pick(list);
  holder[name] = random.chance(0.4) ? bad(random) : values.slip(random, holder[name], slips);
}

/** Places with one address or number each: `[holder, name]`. */
function places(body, names) {
  return names.flatMap((name) => {
    const value = body[name];
    if (typeof value === 'string') return [[body, name]];
    if (!Array.isArray(value)) return [];
    return value.flatMap((one, at) =>
      typeof one === 'string' ? [[value, at]] : typeof one?.email === 'string' ? [[one, 'email']] : [],
    );
  });
}

/** What lists of an account hold: numbers of which the country is known, addresses. */
const isNumber = (recipient) => /^\+[1-9]\d{6,14}$/.test(recipient);
const isListable = (recipient) => isNumber(recipient) || /^[^\s@]+@/.test(recipient);

const bare = (address) => /<(.*)>$/.exec(address)?.[1] ?? address;
const recipientsOf = (body) =>
  places(body, ['to', 'cc', 'bcc', 'recipients']).map(([holder, name]) => bare(holder[name]));
const textField = (body) =>
  ['text', 'message', 'body', 'html', 'subject'].find((name) => typeof body[name] === 'string');

const key = (account, operation, change) => {
  account.keys = account.keys.map((one) => (one.platform === platformOf(operation) ? { ...one, ...change } : one));
};

/** `{ code: { in: operations, spoil(request, random) } }`; a request is `{ operation, path, body, headers, account, … }`. */
export const FAULTS = {
  authentication_required: {
    in: ALL,
    spoil: ({ headers }, random) => {
      const value = random.pick([undefined, '', 'Basic abc', 'sandbox-migosmtp', 'bearer sandbox-migosmtp']);
      if (value === undefined) delete headers.Authorization;
      else headers.Authorization = value;
    },
  },
  api_key_expired: {
    in: ALL,
    spoil: ({ account, operation }, random) => key(account, operation, { expiresAt: NOW - random.below(2) }),
  },
  insufficient_scope: {
    in: SENDS,
    spoil: ({ account, operation }) => key(account, operation, { scopes: ['reports:read'] }),
  },
  account_suspended: {
    in: ALL,
    spoil: ({ account }) => (account.subscription = { status: 'suspended', endsAt: null }),
  },
  account_expired: {
    in: ALL,
    spoil: ({ account }, random) =>
      (account.subscription = random.chance(0.5)
        ? { status: 'expired', endsAt: null }
        : { status: 'active', endsAt: NOW }),
  },
  quota_exceeded: {
    in: SENDS,
    spoil: ({ account }, random) => (account.usage.monthly_used = account.usage.monthly_quota - random.below(2)),
  },
  daily_limit_reached: {
    in: SENDS,
    spoil: ({ account }, random) => (account.usage.daily_used = account.usage.daily_limit - random.below(2)),
  },
  hourly_limit_reached: {
    in: SENDS,
    spoil: ({ account }, random) => (account.usage.hourly_used = account.usage.hourly_limit - random.below(2)),
  },
  missing_required_field: {
    in: ALL,
    spoil: ({ operation, body }, random) => {
      const there = REQUIRED[operation].filter((name) => name in body);
      const contents = ['html', 'text', 'template_id', 'template'].filter((name) => name in body);
      if (random.chance(0.2) || there.length === 0) for (const name of contents) delete body[name];
      else {
        const name = random.pick(there);
        const empty = random.pick([undefined, null, '', Array.isArray(body[name]) ? [] : '']);
        if (empty === undefined) delete body[name];
        else body[name] = empty;
      }
    },
  },
  invalid_email_address: {
    in: EMAIL,
    spoil: ({ body }, random) =>
      spoil(
        random,
        places(body, ['from', 'to', 'cc', 'bcc', 'reply_to', 'recipients']),
        values.badAddress,
        values.ADDRESS_SLIPS,
      ),
  },
  invalid_phone_number: {
    in: [...SMS, 'whatsapp.send', 'voice.call'],
    spoil: ({ body }, random) =>
      spoil(random, places(body, ['to', 'recipients']), values.badNumber, values.NUMBER_SLIPS),
  },
  invalid_json: {
    // Not where the path repeats what the body says: a slip in one of them makes two requests of it.
    in: ALL.filter((operation) => operation !== 'template.update'),
    spoil: (request, random) => (request.spoilText = (source) => values.slip(random, source, values.JSON_SLIPS)),
  },
  field_too_long: {
    in: [...EMAIL, ...SMS, 'whatsapp.send', 'template.save'],
    spoil: ({ operation, body }, random) => {
      const unit = random.pick(['x', '😀', 'न']);
      if (EMAIL.includes(operation) && random.chance(0.3)) {
        if (operation === 'email.send')
          body[random.pick(['to', 'cc'])] = Array(random.between(49, 52)).fill('ann@example.com');
        else
          body.recipients = Array.from({ length: random.between(999, 1_001) }, (_, at) => ({
            email: `u${at}@example.com`,
          }));
      } else if (SMS.includes(operation)) body[textField(body) ?? 'text'] = unit.repeat(random.between(1_599, 1_602));
      else if (operation === 'whatsapp.send') {
        if (typeof body.text === 'string') body.text = unit.repeat(random.between(4_095, 4_098));
        else if (body.template) body.template.name = 'x'.repeat(513);
      } else body.subject = unit.repeat(Math.floor(2_000 / unit.length) + random.below(3));
    },
  },
  invalid_template_id: {
    in: EMAIL,
    spoil: ({ body }, random) =>
      (body[body.template ? 'template' : 'template_id'] = random.pick([
        'none',
        'spring-draft',
        'Welcome',
        'welcome ',
        'order-confirmation',
      ])),
  },
  missing_template_variable: {
    in: [...EMAIL, 'whatsapp.send'],
    spoil: ({ operation, body }, random) => {
      if (operation === 'whatsapp.send') {
        const parameters = body.template?.components?.[0]?.parameters;
        return void parameters?.splice(random.below(parameters.length), 1);
      }
      const levels = [
        body.variables,
        body.default_variables,
        ...(Array.isArray(body.recipients) ? body.recipients : []).map((one) => one?.variables),
      ].filter(Boolean);
      if (levels.length > 0 && random.chance(0.6)) {
        const level = random.pick(levels);
        delete level[random.pick(Object.keys(level))];
      } else {
        const name = ['html', 'text', 'subject'].find((field) => typeof body[field] === 'string') ?? 'subject';
        body[name] = `${body[name] ?? ''} {{missing_one}}`;
      }
    },
  },
  domain_not_verified: {
    in: EMAIL,
    spoil: ({ body }, random) =>
      (body.from = random.pick([
        'a@example.com',
        'a@sub.acme.in',
        'a@acme.in.example.com',
        'Shop <a@notacme.in>',
        'a@acme.co.in',
        'a@in',
      ])),
  },
  sender_id_not_registered: {
    in: SMS,
    spoil: ({ body }, random) =>
      (body['sender_id' in body ? 'sender_id' : 'from'] = random.pick([
        'NOBODY',
        'acmein',
        'ACMEIN ',
        'ACME',
        '123456',
      ])),
  },
  resource_not_found: {
    in: ['template.update'],
    spoil: (request, random) => {
      request.body.id = random.pick(['none', 'welcome-2', 'order-confirmation-v3']);
      request.path = `/templates/${request.body.id}`;
    },
  },
  duplicate_resource: {
    in: ['template.save', 'domain.add'],
    spoil: ({ operation, body }, random) => {
      if (operation === 'domain.add') body.domain = random.pick(['acme.in', 'ACME.in', 'mail.acme.in']);
      else body.id = random.pick(['welcome', 'spring-draft']);
    },
  },
  duplicate_idempotency_key: { in: SENDS, spoil: (request) => (request.headers['X-Idempotency-Key'] = 'used') },
  resource_limit_reached: {
    in: ['template.save', 'domain.add'],
    spoil: ({ account }, random) =>
      (account.resourceLimits = { domains: random.between(1, 3), templates: random.between(2, 4) }),
  },
  recipient_suppressed: {
    in: SENDS,
    spoil: ({ account, body }, random) => {
      const list = recipientsOf(body).filter(isListable);
      if (list.length > 0) account.suppressions = [...account.suppressions, random.pick(list)];
    },
  },
  dnd_number: {
    in: SMS,
    spoil: ({ account, body }, random) => {
      const list = recipientsOf(body).filter(isNumber);
      if (list.length > 0) account.dnd = [...account.dnd, random.pick(list)];
      body.type = random.pick(['promotional', 'promotional', 'transactional']);
    },
  },
  dlt_scrubbed: {
    in: SMS,
    spoil: ({ body }, random) => {
      const name = textField(body) ?? 'text';
      const change = random.pick(['text', 'words', 'entity', 'template']);
      if (change === 'entity') body.pe_id = '1101234567890123457';
      else if (change === 'template') body.dlt_template_id = '1107161234567890199';
      else body[name] = change === 'text' ? 'Buy now, pay later!' : `${body[name] ?? ''} Thanks`;
    },
  },
  whatsapp_template_not_approved: {
    in: ['whatsapp.send'],
    spoil: ({ body, account }, random) => {
      delete body.text;
      body.template = { name: 'spring_sale', language: 'en' };
      const status = random.pick(['PENDING', 'REJECTED', 'PAUSED']);
      account.whatsapp.templates = account.whatsapp.templates.map((one) =>
        one.name === 'spring_sale' ? { ...one, status } : one,
      );
    },
  },
  session_window_expired: {
    in: ['whatsapp.send'],
    spoil: ({ body, account }, random) => {
      delete body.template;
      body.text = 'Hello';
      body.to = random.pick(['+919876543210', '+919876543211', '+919876543212']);
      const before = 24 * 3_600_000 - random.pick([0, 1, -1]);
      account.whatsapp.lastInbound = { '+919876543210': NOW - before, '+919876543211': NOW - 90_000_000 };
    },
  },
  rate_limit_exceeded: { in: ALL, spoil: (request) => (request.exhausted = true) },
};

// What a page knows of the sandbox's account, and the sandbox's rules as its owner would confirm them.

/** The snapshot of the account for `checkRequest`: what its server would hand to the page. */
export function contextOf(account, { platform, group, exhausted, now }) {
  const key = account.keys.find((one) => one.platform === platform);
  const ids = (list) => list.map(({ id }) => id);
  return {
    asOf: now,
    timeZone: account.timeZone,
    verifiedDomains: account.verifiedDomains,
    senderIds: account.senderIds,
    templates: account.templates,
    whatsappTemplates: account.whatsapp.templates.map(({ name, language, status, parameters }) => ({
      name,
      language,
      status,
      components: [{ type: 'BODY', text: Array.from({ length: parameters }, (_, at) => `{{${at + 1}}}`).join(' ') }],
    })),
    whatsappInbound: account.whatsapp.lastInbound,
    dlt: { entityId: account.dlt.peId, templates: account.dlt.templates },
    suppressions: account.suppressions,
    dnd: account.dnd,
    usage: { ...account.usage, shared: false },
    resources: {
      domains: {
        ids: account.verifiedDomains,
        count: account.verifiedDomains.length,
        limit: account.resourceLimits.domains,
        shared: false,
      },
      templates: {
        ids: ids(account.templates),
        count: account.templates.length,
        limit: account.resourceLimits.templates,
        shared: false,
      },
    },
    apiKey: { platform, scopes: key.scopes, ...(key.expiresAt !== null && { expiresAt: key.expiresAt }) },
    subscription: {
      status: account.subscription.status,
      ...(account.subscription.endsAt !== null && { expiresAt: account.subscription.endsAt }),
    },
    idempotencyKeys: [{ key: 'used', at: now }],
    rateLimits: exhausted ? { [group]: { remaining: 0, resetsAt: now + 60_000, shared: false } } : {},
  };
}

/** Fields that the sandbox asks for although no document does (its README, "what it had to decide"). */
const REQUIRED = {
  'email.send.bulk': { recipients: ['email'] },
  'sms.send': ['to', 'from', 'text'],
  'sms.send.bulk': ['recipients', 'from', 'text'],
  'whatsapp.send': ['to'],
  'voice.call': ['to'],
  'template.save': ['id'],
  'template.update': [],
  'domain.add': ['domain'],
};

/** Its longest values, from its account. */
const LENGTHS = {
  'email.send': { from: 'from', subject: 'subject', html: 'html', text: 'text', to: 'to', cc: 'cc', bcc: 'bcc' },
  'email.send.bulk': { from: 'from', subject: 'subject', html: 'html', text: 'text', recipients: 'recipients' },
  'sms.send': { text: 'sms_text' },
  'sms.send.bulk': { text: 'sms_text', recipients: 'recipients' },
  'whatsapp.send': { text: 'whatsapp_text', template: { name: 'template_name' } },
  'template.save': { id: 'template_name', subject: 'subject', html: 'html', text: 'text' },
  'template.update': { subject: 'subject', html: 'html', text: 'text' },
};

const CONFIRMED = { basis: 'confirmed', source: 'the sandbox' };
const isRule = (value) => typeof value === 'object' && value !== null && 'basis' in value;

/** `profile` with every assumed rule either confirmed, where the sandbox has it, or left out. */
export function confirmed(profile, account) {
  const operations = Object.entries(profile.operations).map(([name, operation]) => {
    const fields = fieldsOf(operation.fields, REQUIRED[name] ?? [], LENGTHS[name] ?? {}, account);
    return [name, { ...withoutAssumed(operation, name), fields }];
  });
  const switches = {
    ...profile.switches,
    ...(profile.switches?.senderIdCase && {
      senderIdCase: { ...profile.switches.senderIdCase, value: 'exact', ...CONFIRMED },
    }),
  };
  return {
    ...profile,
    ...(profile.switches && { switches }),
    ...(profile.account && { account: withoutAssumed(profile.account) }),
    operations: Object.fromEntries(operations),
  };
}

function fieldsOf(fields, required, lengths, account) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const next = {
        ...withoutAssumed(field),
        ...(field.nameAddr && { nameAddr: { allowed: account.behaviour.displayNames, ...CONFIRMED } }),
      };
      const asked = Array.isArray(required) ? required.includes(name) : name in required;
      if (asked && field.required && !next.required) next.required = { ...field.required, ...CONFIRMED };
      const inner = Array.isArray(required) ? [] : (required[name] ?? []);
      const own = lengths[name];
      if (field.fields) next.fields = fieldsOf(field.fields, inner, typeof own === 'object' ? own : {}, account);
      const limit = typeof own === 'string' ? account.lengths[own] : undefined;
      if (limit) {
        const [max, unit] = limit;
        if (unit === 'items') next.maxItems = { max, ...CONFIRMED };
        else next.maxLength = { max, unit, ...CONFIRMED };
      }
      return [name, next];
    }),
  );
}

/** Scopes and groups that no document names are the sandbox's too. */
const KEPT = new Set(['scope', 'oneOf']);

function withoutAssumed(rules) {
  const entries = Object.entries(rules).flatMap(([name, rule]) => {
    if (Array.isArray(rule))
      return [[name, rule.map((one) => (isRule(one) && one.basis === 'assumed' ? { ...one, ...CONFIRMED } : one))]];
    if (!isRule(rule) || rule.basis !== 'assumed') return [[name, rule]];
    return KEPT.has(name) ? [[name, { ...rule, ...CONFIRMED }]] : [];
  });
  return Object.fromEntries(entries);
}

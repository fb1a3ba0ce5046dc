// What the server knows of the account: plain data, so that a file or `PUT /_sandbox/account` can set it.

const HOUR = 3_600_000;

/** The account that a sandbox starts with. `now`: milliseconds since 1970 UTC. */
export const defaultAccount = (now = Date.now()) => ({
  /**
   * §1.4: MigoSMTP's scopes `send`, `send:template`, `reports:read`, `suppressions:write` are documented, the rest of the
   * list is not; Telnxo has scopes per channel, names not documented: these are the sandbox's own.
   */
  keys: [
    {
      key: 'sandbox-migosmtp',
      platform: 'migosmtp',
      scopes: ['send', 'send:template', 'reports:read', 'suppressions:write', 'templates:write', 'domains:write'],
      expiresAt: null,
      revoked: false,
      allowedIps: null,
    },
    {
      key: 'sandbox-telnxo',
      platform: 'telnxo',
      scopes: ['sms:send', 'whatsapp:send', 'voice:call', 'reports:read'],
      expiresAt: null,
      revoked: false,
      allowedIps: null,
    },
  ],
  /** `active`, `suspended` (SEED: invoice overdue), `expired`; or `endsAt` in the past (SEED account_expired). */
  subscription: { status: 'active', endsAt: null },
  /** §1.3: the day and the hour are those of the account's time zone. */
  timeZone: 'Asia/Kolkata',
  /** §2.3 `GET /account/usage` and the 30k plan of §1.3. */
  usage: {
    monthly_quota: 30_000,
    monthly_used: 0,
    daily_limit: 1_500,
    daily_used: 0,
    hourly_limit: 150,
    hourly_used: 0,
  },
  verifiedDomains: ['acme.in', 'mail.acme.in'],
  /** SEED resource_limit_reached; the numbers per plan are not documented. */
  resourceLimits: { domains: 10, templates: 100 },
  /** §2.1: published and active. Defaults are the lowest level of §2.4. */
  templates: [
    {
      id: 'order-confirmation-v2',
      status: 'published',
      subject: 'Order {{order_id}}',
      html: '<p>Hi {{name}}, your order {{order_id}} is on its way.</p>',
      defaults: { name: 'there' },
    },
    { id: 'welcome', status: 'active', subject: 'Welcome', html: '<p>Welcome.</p>', defaults: {} },
    { id: 'spring-draft', status: 'draft', subject: 'Spring', html: '<p>Spring.</p>', defaults: {} },
  ],
  senderIds: ['ACMEIN', 'ACMESV'],
  /** Addresses and numbers (SEED recipient_suppressed). */
  suppressions: ['gone@example.com', '+919876500001'],
  /** SEED dnd_number: India's registry, promotional messages only. */
  dnd: ['+919876500002'],
  /** SEED dlt_scrubbed: the texts registered in India, `{#var#}` for what varies. */
  dlt: {
    peId: '1101234567890123456',
    templates: [
      { id: '1107161234567890123', text: 'Your ACME code is {#var#}. Do not share it.' },
      { id: '1107161234567890124', text: 'Dear {#var#}, your order {#var#} is on its way. ACME' },
    ],
  },
  whatsapp: {
    /** SEED whatsapp_template_not_approved; `parameters` as Meta counts `{{1}}`, `{{2}}` … */
    templates: [
      { name: 'order_update', language: 'en', status: 'APPROVED', parameters: 2 },
      { name: 'order_update', language: 'hi', status: 'APPROVED', parameters: 2 },
      { name: 'spring_sale', language: 'en', status: 'PENDING', parameters: 0 },
    ],
    /** When each person last wrote, in milliseconds since 1970 UTC (SEED session_window_expired). */
    lastInbound: { '+919876543210': now - HOUR, '+919876543211': now - 25 * HOUR },
  },
  /** What the documents leave open or disagree on (PROVIDER.md §4). */
  behaviour: {
    /** §1.3 conflict: `reject` as SEED has it, `queue` as QUOTA, DAYHR, THROT and QUEUE have it. */
    sendingLimits: 'reject',
    /** §2.4 conflict: `reject` as SEED has it, `print` as FALL has it. */
    missingVariable: 'reject',
    /** §1: not documented. */
    failedRequestUsesKey: false,
    /** §2.5: not documented whether example.com covers mail.example.com. */
    verifiedDomainCoversSubdomains: false,
    /** §2.1: `Name <a@b>` is not documented. */
    displayNames: true,
    /** §1.2. */
    rateLimits: true,
  },
  /**
   * Longest values. The code `field_too_long` is documented, not one number is (§2.1): usual numbers of other providers.
   * Units: `octets`, `code_points`, `utf16_units`, `items`.
   */
  lengths: {
    from: [255, 'utf16_units'],
    subject: [2_000, 'utf16_units'],
    html: [5_242_880, 'octets'],
    text: [5_242_880, 'octets'],
    to: [50, 'items'],
    cc: [50, 'items'],
    bcc: [50, 'items'],
    recipients: [1_000, 'items'],
    sms_text: [1_600, 'code_points'],
    sms_to: [1_000, 'items'],
    whatsapp_text: [4_096, 'code_points'],
    template_name: [512, 'code_points'],
  },
  /** Random failures: `rate` from 0 to 1, drawn from `codes`; `latencyMs` before each answer. */
  failures: { rate: 0, codes: ['internal_error', 'service_unavailable', 'gateway_timeout'], latencyMs: 0 },
});

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `account` with `patch` laid over it: objects member by member, arrays and values whole. Unknown names throw. */
export function patched(account, patch, path = '') {
  if (!isObject(patch)) throw new TypeError(`account: expected an object at ${path || '/'}`);
  const next = { ...account };
  for (const [name, value] of Object.entries(patch)) {
    const place = `${path}/${name}`;
    if (!(name in account) && !OPEN.has(path)) throw new TypeError(`account: unknown member ${place}`);
    const known = account[name];
    if (isObject(known) && !OPEN.has(place)) next[name] = patched(known, value, place);
    else if (Array.isArray(known) && !Array.isArray(value))
      throw new TypeError(`account: expected an array at ${place}`);
    else next[name] = value;
  }
  return next;
}

/** Objects whose names are data. */
const OPEN = new Set(['/whatsapp/lastInbound', '/lengths', '/resourceLimits']);

/** What the page opens with: a message with the mistakes that people make. */

import type { Draft } from './request-text.js';

export const draft: Draft = {
  from: 'orders@acme-mail.in',
  to: 'ann@gmial.com\nravi@acme,in',
  subject: 'Your order {{ order_id }} is on its way',
  html: `<p>Namaste {{name}},</p>

<p>your parcel has left Pune and arrives on {{delivery_date}}.</p>

{{#if gift}}
<p>We have wrapped it for you.</p>

<p><a href="{{tracking_url}}">Follow the parcel</a></p>`,
  text: '',
  template_id: '',
  variables: `{
  "name": "Ann",
  "order_id": "A-10482",
  "tracking_url": "",
  "Delivery_date": "24 Nov"
}`,
};

export const account = { domains: 'acme.in', templates: '' };

export const phone = { number: '+44 (0)20 7183 875O', region: 'IN' };

/** Answers to paste, by the code that they carry. */
export const answers: { status: string; headers: string; body: string }[] = [
  {
    status: '429',
    headers: 'Retry-After: 23\nX-Request-ID: req_8f3a2b1c9d4e7f0a',
    body: body('rate_limit_exceeded', 429),
  },
  { status: '429', headers: '', body: body('hourly_limit_reached', 429) },
  { status: '422', headers: '', body: body('recipient_suppressed', 422, 'to') },
  { status: '403', headers: '', body: body('ip_not_whitelisted', 403) },
  { status: '409', headers: '', body: body('duplicate_idempotency_key', 409) },
  { status: '504', headers: '', body: body('gateway_timeout', 504) },
  { status: '502', headers: '', body: '<html>\n  <body>502 Bad Gateway</body>\n</html>' },
];

function body(error: string, code: number, field?: string): string {
  return JSON.stringify({ success: false, error, message: '…', code, field }, null, 2);
}

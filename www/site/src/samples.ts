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

/** Two typographic signs make two segments of what would be one. */
export const sms =
  'Hello Ann, your parcel A-10482 arrives today between 2 pm and 4 pm – please keep the code 4471 ready. Questions? Call 080 4112 9000, we’re there until 9 pm.';

export const template = {
  name: 'parcel_today',
  language: 'en',
  status: 'APPROVED',
  components: [
    { type: 'BODY', text: 'Hello {{1}}, your parcel {{2}} arrives today.' },
    { type: 'FOOTER', text: 'Acme, Pune' },
  ],
};

/** One value too few. */
export const values = 'Ann';

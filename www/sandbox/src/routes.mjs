// Paths, with the platform, rate group and scope of each (PROVIDER.md §1.2, §1.4, §2, §3).

import { sendBulk, sendEmail } from './operations/email.mjs';
import * as resources from './operations/resources.mjs';
import { call, sendSms, sendSmsBulk, sendWhatsapp } from './operations/telnxo.mjs';

/** §1.2: requests in 60 s for each group. */
export const RATE_GROUPS = {
  'email.send': 300,
  'email.send.bulk': 60,
  reports: 120,
  suppressions: 60,
  domains: 30,
  other: 60,
  'sms.send': 300,
  'voice.call': 60,
  'whatsapp.send': 120,
  'telnxo.reports': 120,
  'telnxo.other': 60,
};

/** `send`: what a message costs and where it goes; `run`: everything else. `:id` is one segment of the path. */
const ROUTES = [
  ['POST', '/email/send', { platform: 'migosmtp', group: 'email.send', scope: 'send', send: sendEmail }],
  ['POST', '/email/send/bulk', { platform: 'migosmtp', group: 'email.send.bulk', scope: 'send', send: sendBulk }],
  ['GET', '/account/usage', { platform: 'migosmtp', group: 'other', run: resources.usage }],
  [
    'POST',
    '/templates',
    { platform: 'migosmtp', group: 'other', scope: 'templates:write', run: resources.saveTemplate },
  ],
  [
    'PUT',
    '/templates/:id',
    { platform: 'migosmtp', group: 'other', scope: 'templates:write', run: resources.updateTemplate },
  ],
  ['GET', '/templates/:id', { platform: 'migosmtp', group: 'other', run: resources.template }],
  ['POST', '/domains', { platform: 'migosmtp', group: 'domains', scope: 'domains:write', run: resources.addDomain }],
  ['GET', '/domains', { platform: 'migosmtp', group: 'domains', run: resources.domains }],
  ['GET', '/domains/:id', { platform: 'migosmtp', group: 'domains', run: resources.domain }],
  [
    'POST',
    '/suppressions',
    { platform: 'migosmtp', group: 'suppressions', scope: 'suppressions:write', run: resources.suppress },
  ],
  [
    'GET',
    '/reports/messages',
    { platform: 'migosmtp', group: 'reports', scope: 'reports:read', run: resources.messages },
  ],
  [
    'GET',
    '/reports/messages/:id',
    { platform: 'migosmtp', group: 'reports', scope: 'reports:read', run: resources.message },
  ],
  ['POST', '/sms/send', { platform: 'telnxo', group: 'sms.send', scope: 'sms:send', send: sendSms }],
  // §3: whether there is a bulk form is not documented.
  ['POST', '/sms/send/bulk', { platform: 'telnxo', group: 'telnxo.other', scope: 'sms:send', send: sendSmsBulk }],
  [
    'POST',
    '/whatsapp/send',
    { platform: 'telnxo', group: 'whatsapp.send', scope: 'whatsapp:send', send: sendWhatsapp },
  ],
  ['POST', '/voice/call', { platform: 'telnxo', group: 'voice.call', scope: 'voice:call', send: call }],
].map(([method, path, route]) => ({ method, segments: path.split('/'), ...route }));

/** The route of a request and the id in its path; `null` when there is none. */
export function routeOf(method, pathname) {
  // The version is in the path (§1); without it is taken too.
  const segments = pathname.replace(/^\/v1(?=\/)/, '').split('/');
  for (const route of ROUTES) {
    if (route.method !== method || route.segments.length !== segments.length) continue;
    if (!route.segments.every((wanted, at) => wanted === ':id' || wanted === segments[at])) continue;
    return { route, id: decoded(segments.at(-1)) };
  }
  return null;
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

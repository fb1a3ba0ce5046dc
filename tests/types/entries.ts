// Every entry of the package has types, and they are the same.

import * as all from 'presend';
import type * as dlt from 'presend/dlt';
import type * as email from 'presend/email';
import { buildFilter } from 'presend/filter';
import type * as json from 'presend/json';
import ar from 'presend/locales/ar';
import en from 'presend/locales/en';
import hi from 'presend/locales/hi';
import type * as messages from 'presend/messages';
import type * as phone from 'presend/phone';
import { formatPhoneInput } from 'presend/phone-input';
import type * as request from 'presend/request';
import * as slim from 'presend/slim';
import type * as sms from 'presend/sms';
import type * as template from 'presend/template';
import type * as whatsapp from 'presend/whatsapp';
import { checkRecipients, type RecipientReport } from 'presend/worker';
import { type Equal, expect } from './equal.js';

expect<Equal<typeof email.checkEmail, typeof all.checkEmail>>();
expect<Equal<typeof email.checkEmails, typeof all.checkEmails>>();
expect<Equal<typeof email.parseMailboxes, typeof all.parseMailboxes>>();
expect<Equal<typeof email.sameMailbox, typeof all.sameMailbox>>();
expect<Equal<typeof phone.checkPhone, typeof all.checkPhone>>();
expect<Equal<typeof phone.checkPhones, typeof all.checkPhones>>();
expect<Equal<typeof phone.formatPhone, typeof all.formatPhone>>();
expect<Equal<ReturnType<typeof formatPhoneInput>, { value: string; caret: number }>>();
expect<Equal<typeof json.checkJson, typeof all.checkJson>>();
expect<Equal<typeof json.repairJson, typeof all.repairJson>>();
expect<Equal<typeof sms.measureSms, typeof all.measureSms>>();
expect<Equal<typeof sms.checkText, typeof all.checkText>>();
expect<Equal<typeof template.checkTemplate, typeof all.checkTemplate>>();
expect<Equal<typeof dlt.createDltIndex, typeof all.createDltIndex>>();
expect<Equal<typeof whatsapp.sessionWindow, typeof all.sessionWindow>>();
expect<Equal<typeof request.checkRequest, typeof all.checkRequest>>();
expect<Equal<typeof messages.createMessages, typeof all.createMessages>>();
expect<Equal<typeof slim.checkEmail, typeof all.checkEmail>>();

expect<Equal<ReturnType<typeof buildFilter>, Uint8Array>>();
expect<Equal<typeof request.prepareContext, typeof all.prepareContext>>();

for (const locale of [en, hi, ar]) all.createMessages(locale);
slim.provideModule(new Uint8Array());

expect<Equal<Awaited<ReturnType<typeof checkRecipients>>, RecipientReport>>();
const list = checkRecipients(new Blob(), { operation: 'sms.send.bulk', columns: { to: 'phone', name: 0 } });
expect<Equal<Awaited<typeof list>['stopped'], all.Issue | null>>();
// @ts-expect-error `to` is a name or a number
checkRecipients([], { operation: 'sms.send', columns: { to: true } });
// @ts-expect-error no such channel
checkRecipients([], { operation: 'fax.send' });

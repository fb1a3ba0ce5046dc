/** The playground: a phone number, messages and answers, checked by the packed package in the reader's browser. */

import { startComposer } from './composer.js';
import { startCost } from './cost.js';
import { byId } from './dom.js';
import { startExplain } from './explain.js';
import { startPage } from './page.js';
import { startPhone } from './phone.js';
import { startSms } from './sms.js';
import { startTabs } from './tabs.js';
import { startWhatsapp } from './whatsapp.js';

declare const PRESEND_VERSION: string;

byId('version', HTMLElement).textContent = PRESEND_VERSION;
startPhone();
startComposer();
startSms();
const windows = startWhatsapp();
const answers = startExplain();
startCost();
startTabs((panel) => {
  windows.run(panel === 'whatsapp');
  answers.run(panel === 'answers');
});
await startPage();

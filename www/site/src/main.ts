/** The playground: a phone number, messages and answers, checked by the packed package in the reader's browser. */

import './styles/index.css';
import { startComposer } from './composer.js';
import { startCost } from './cost.js';
import { breath } from './dom.js';
import { startExplain } from './explain.js';
import { startLists } from './lists-tab.js';
import { startOffline } from './offline.js';
import { startPage } from './page.js';
import { startPhone } from './phone.js';
import { startSend } from './send.js';
import { startSms } from './sms.js';
import { startTabs } from './tabs.js';
import { startWhatsapp } from './whatsapp.js';

// In pieces, so that the page answers in between.
startPhone();
await breath();
const request = startComposer();
await breath();
startSms();
const windows = startWhatsapp();
await breath();
const answers = startExplain();
startSend(request, answers.show);
const lists = startLists();
startCost();
startTabs((panel) => {
  windows.run(panel === 'whatsapp');
  lists.run(panel === 'lists');
  answers.run(panel === 'answers');
});
await breath();
await startPage();
startOffline();

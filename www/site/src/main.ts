/** The playground: a message, a phone number and an answer, checked by the packed package in the reader's browser. */

import { startComposer } from './composer.js';
import { byId } from './dom.js';
import { startExplain } from './explain.js';
import { startPage } from './page.js';
import { startPhone } from './phone.js';

declare const PRESEND_VERSION: string;

byId('version', HTMLElement).textContent = PRESEND_VERSION;
startComposer();
startPhone();
startExplain();
await startPage();

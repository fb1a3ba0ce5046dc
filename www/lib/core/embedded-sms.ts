/** Registers the core with the SMS room and lengths of text alone. */

import { bind } from '../generated/sms/bindings.js';
import { hex } from '../generated/sms/hex.js';
import { octetsOf } from './hex.js';
import { type Code, setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('sms', { module: () => octetsOf(hex), bind: bind as unknown as Code['bind'] }, false);

/** Registers the core with the SMS room and lengths of text alone. */

import { bind } from '../generated/sms/bindings.js';
import { code } from '../generated/sms/code.js';
import * as kinds from '../generated/kinds.js';
import { type Code, setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('sms', { module: code, bind: bind as unknown as NonNullable<Code['bind']>, kinds }, false);

/** Registers the core with the phone room alone. */

import { bind } from '../generated/phone/bindings.js';
import { code } from '../generated/phone/code.js';
import { type Code, setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('phone', { module: code, bind: bind as unknown as Code['bind'] }, false);

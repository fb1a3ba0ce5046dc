/** Registers the core with the e-mail room alone. */

import { bind } from '../generated/email/bindings.js';
import { code } from '../generated/email/code.js';
import { type Code, setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('email', { module: code, bind: bind as unknown as Code['bind'] }, false);

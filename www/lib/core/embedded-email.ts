/** Registers the core with the e-mail room alone. */

import { bind } from '../generated/email/bindings.js';
import { hex } from '../generated/email/hex.js';
import { octetsOf } from './hex.js';
import { type Code, setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('email', { module: () => octetsOf(hex), bind: bind as unknown as Code['bind'] }, false);

/** Registers the core with the e-mail room alone. */

import { hex } from '../generated/email/hex.js';
import { kinds } from '../generated/email/kinds.js';
import { octetsOf } from './hex.js';
import { setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('email', { module: () => octetsOf(hex), kinds }, false);

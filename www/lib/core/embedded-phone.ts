/** Registers the core with the phone room alone. */

import { hex } from '../generated/phone/hex.js';
import { kinds } from '../generated/phone/kinds.js';
import { octetsOf } from './hex.js';
import { setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('phone', { module: () => octetsOf(hex), kinds }, false);

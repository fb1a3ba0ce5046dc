/** Registers the core with the phone room alone. */

import { bind } from '../generated/phone/bindings.js';
import { hex } from '../generated/phone/hex.js';
import { octetsOf } from './hex.js';
import { type Code, setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('phone', { module: () => octetsOf(hex), bind: bind as unknown as Code['bind'] }, false);

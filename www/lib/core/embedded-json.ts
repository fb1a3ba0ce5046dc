/** Registers the core with the JSON room and lengths of text alone. */

import { bind } from '../generated/json/bindings.js';
import { hex } from '../generated/json/hex.js';
import { octetsOf } from './hex.js';
import { type Code, setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('json', { module: () => octetsOf(hex), bind: bind as unknown as Code['bind'] }, false);

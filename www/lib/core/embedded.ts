/** Registers the core with every room, which travels inside the package. */

import { bind } from '../generated/bindings.js';
import { hex } from '../generated/hex.js';
import { kinds } from '../generated/kinds.js';
import { octetsOf } from './hex.js';
import { setCode } from './instance.js';

setCode('all', { module: () => octetsOf(hex), bind, kinds }, false);

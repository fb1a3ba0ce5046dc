/** Registers the code that travels inside the package. */

import { hex } from '../generated/hex.js';
import { octetsOf } from './hex.js';
import { setSource } from './instance.js';

setSource(() => octetsOf(hex), false);

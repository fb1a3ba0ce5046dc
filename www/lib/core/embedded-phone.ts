/** Registers the core with the phone room alone. */

import { code } from '../generated/phone/code.js';
import * as kinds from '../generated/phone/kinds.js';
import { setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('phone', { module: code, kinds }, false);

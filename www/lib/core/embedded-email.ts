/** Registers the core with the e-mail room alone. */

import { code } from '../generated/email/code.js';
import * as kinds from '../generated/email/kinds.js';
import { setCode } from './instance.js';

// It has fewer exports; the checks of this room call no others.
setCode('email', { module: code, kinds }, false);

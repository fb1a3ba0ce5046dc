/** The core with the e-mail checks alone. */

import { code } from '../../generated/email/code.js';
import * as kinds from '../../generated/email/kinds.js';
import { roomOf } from '../instance.js';

export const emailRoom = /* @__PURE__ */ roomOf({ module: code, kinds });

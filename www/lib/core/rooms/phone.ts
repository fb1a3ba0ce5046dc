/** The core with the phone checks alone. */

import { code } from '../../generated/phone/code.js';
import * as kinds from '../../generated/phone/kinds.js';
import { roomOf } from '../instance.js';

export const phoneRoom = /* @__PURE__ */ roomOf({ module: code, kinds });

/** The core with the SMS checks alone. */

import { code } from '../../generated/sms/code.js';
import * as kinds from '../../generated/sms/kinds.js';
import { roomOf } from '../instance.js';

export const smsRoom = /* @__PURE__ */ roomOf({ module: code, kinds });

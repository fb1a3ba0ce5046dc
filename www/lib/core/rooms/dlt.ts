/** The core with the DLT checks alone. */

import { code } from '../../generated/dlt/code.js';
import * as kinds from '../../generated/dlt/kinds.js';
import { roomOf } from '../instance.js';

export const dltRoom = /* @__PURE__ */ roomOf({ module: code, kinds });

/** The core with lengths of text alone. */

import { code } from '../../generated/text/code.js';
import * as kinds from '../../generated/text/kinds.js';
import { roomOf } from '../instance.js';

export const textRoom = /* @__PURE__ */ roomOf({ module: code, kinds });

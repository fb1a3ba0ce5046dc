/** The core with every room, which request checks need. */

import { bind } from '../../generated/bindings.js';
import { code } from '../../generated/code.js';
import * as kinds from '../../generated/kinds.js';
import { roomOf } from '../instance.js';

export const everyRoom = /* @__PURE__ */ roomOf({ module: code, bind, kinds });

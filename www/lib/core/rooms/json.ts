/** The core with the JSON checks alone: it has fewer exports, and its checks call no others. */

import { bind } from '../../generated/json/bindings.js';
import { code } from '../../generated/json/code.js';
import * as kinds from '../../generated/json/kinds.js';
import { type BindTo, roomOf } from '../instance.js';

export const jsonRoom = /* @__PURE__ */ roomOf({ module: code, bind: bind as unknown as BindTo, kinds });

/** The core with what explains answers alone: it has fewer exports, and its checks call no others. */

import { bind } from '../../generated/answers/bindings.js';
import { code } from '../../generated/answers/code.js';
import * as kinds from '../../generated/kinds.js';
import { type BindTo, roomOf } from '../instance.js';

export const answersRoom = /* @__PURE__ */ roomOf({ module: code, bind: bind as unknown as BindTo, kinds });

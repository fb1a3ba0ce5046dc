/** The core with the template checks alone: it has fewer exports, and its checks call no others. */

import { bind } from '../../generated/template/bindings.js';
import { code } from '../../generated/template/code.js';
import * as kinds from '../../generated/template/kinds.js';
import { type BindTo, roomOf } from '../instance.js';

export const templateRoom = /* @__PURE__ */ roomOf({ module: code, bind: bind as unknown as BindTo, kinds });

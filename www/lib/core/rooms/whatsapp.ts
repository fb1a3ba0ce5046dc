/** The core with the WhatsApp checks alone: it has fewer exports, and its checks call no others. */

import { bind } from '../../generated/whatsapp/bindings.js';
import { code } from '../../generated/whatsapp/code.js';
import * as kinds from '../../generated/whatsapp/kinds.js';
import { type BindTo, roomOf } from '../instance.js';

export const whatsappRoom = /* @__PURE__ */ roomOf({ module: code, bind: bind as unknown as BindTo, kinds });

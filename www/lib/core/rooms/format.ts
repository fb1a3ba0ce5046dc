/** The core that writes phone numbers and lists regions alone. */

import { code } from '../../generated/format/code.js';
import * as kinds from '../../generated/format/kinds.js';
import { roomOf } from '../instance.js';

export const formatRoom = /* @__PURE__ */ roomOf({ module: code, kinds });

/** Registers the core with every room, which travels inside the package. */

import { bind } from '../generated/bindings.js';
import { code } from '../generated/code.js';
import * as kinds from '../generated/kinds.js';
import { setCode } from './instance.js';

setCode('all', { module: code, bind, kinds }, false);

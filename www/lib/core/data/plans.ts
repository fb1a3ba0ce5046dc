/** The numbering plans. */

import { hex } from '../../generated/phone-numbers.js';
import { octetsOf } from '../hex.js';
import { Data, type Instance } from '../instance.js';

/** The same instance, once it has the plans. */
export function withPlans(live: Instance): Instance {
  if (!(live.data & Data.plans)) {
    live.core.load_phone_table(live.writeOctets(octetsOf(hex)));
    live.data |= Data.plans;
  }
  return live;
}

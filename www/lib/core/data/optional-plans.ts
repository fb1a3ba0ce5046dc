/** The numbering plans for checks that may do without them: large data that only requests with phone numbers need. */

import type { Instance } from '../instance.js';

let load: ((live: Instance) => void) | undefined;

/** Says how a core gets the plans. */
export function setPlans(loader: (live: Instance) => void): void {
  load = loader;
}

/** Hands the plans to `live`, if it does not have them yet. */
export function loadPlans(live: Instance): void {
  if (load === undefined)
    throw new TypeError("checkRequest: profile has phone numbers in it: import 'presend/phone' beside it");
  load(live);
}

/** The well-known mail domains, for typing errors. */

import { providers } from '../../generated/providers.js';
import { Data, type Instance } from '../instance.js';

/** The same instance, once it has the domains. */
export function withProviders(live: Instance): Instance {
  if (!(live.data & Data.providers)) {
    live.core.load_providers(live.write(providers));
    live.data |= Data.providers;
  }
  return live;
}

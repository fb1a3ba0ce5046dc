/** Imported for its effect, by profiles with phone numbers and by `presend/phone`: request checks can judge them then. */

import { setPlans } from '../core/data/optional-plans.js';
import { withPlans } from '../core/data/plans.js';

setPlans(withPlans);

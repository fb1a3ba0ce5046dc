/** Imported for its effect, by profiles with phone numbers and by `presend/phone`: request checks can judge them then. */

import { setPlans } from '../core/plans.js';
import { phoneInstance } from './phone.js';

setPlans(phoneInstance);

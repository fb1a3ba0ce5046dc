/**
 * `presend/json`
 *
 * @packageDocumentation
 */

import '../core/embedded.js';

export { checkJson, type JsonOptions, type JsonResult } from '../checks/json.js';
export { checkText, type LengthUnit, measureText, type TextMeasure, type TextOptions } from '../checks/text.js';
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

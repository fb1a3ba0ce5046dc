/**
 * `presend/json`
 *
 * @packageDocumentation
 */

import '../core/embedded.js';

export { checkJson, type JsonOptions, type JsonResult } from '../checks/json.js';
export { checkText, type LengthUnit, measureText, type TextMeasure, type TextOptions } from '../checks/text.js';
export { provideModule, warmUp } from '../core/load.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

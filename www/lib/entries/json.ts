/**
 * `presend/json`
 *
 * @packageDocumentation
 */

export { checkJson, type JsonOptions, type JsonRepair, type JsonResult, repairJson } from '../checks/json.js';
export { checkText, type LengthUnit, measureText, type TextMeasure, type TextOptions } from '../checks/text.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

/**
 * `presend/dlt`
 *
 * @packageDocumentation
 */

export {
  checkDltHeader,
  checkDltId,
  checkDltTemplate,
  createDltIndex,
  type DltIndex,
  type DltOptions,
  type DltParts,
  type DltPolicy,
  type DltResult,
  type DltTemplate,
} from '../checks/dlt.js';
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

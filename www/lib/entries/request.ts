/**
 * `presend/request`
 *
 * @packageDocumentation
 */

import '../core/embedded.js';

export * from '../answers/index.js';
export {
  type Context,
  type ContextPart,
  checkRequest,
  type OperationRules,
  type Profile,
  type RequestOptions,
  type RequestResult,
} from '../checks/request.js';
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

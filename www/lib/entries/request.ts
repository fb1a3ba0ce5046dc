/**
 * `presend/request`
 *
 * @packageDocumentation
 */

export * from '../answers/index.js';
export {
  type Context,
  type ContextPart,
  prepareContext,
  type PreparedContext,
  type RecipientList,
  type Usage,
} from '../checks/context.js';
export {
  contextFromEvent,
  contextFromHeaders,
  contextFromUsage,
  type ContextFromOptions,
} from '../checks/context-from.js';
export {
  type Confirmations,
  confirmRules,
  type FieldRules,
  type OperationRules,
  type Profile,
} from '../checks/profile.js';
export {
  type JsonSchema,
  openApiPaths,
  operationSchema,
  type OperationSchemaOptions,
} from '../checks/operation-schema.js';
export { checkRequest, type RequestOptions, type RequestResult } from '../checks/request.js';
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

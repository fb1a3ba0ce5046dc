/**
 * `presend/template`
 *
 * @packageDocumentation
 */

import '../core/embedded.js';

export {
  checkTemplate,
  type TemplateOptions,
  type TemplateResult,
  type TemplateVariable,
  templateVariables,
} from '../checks/template.js';
export { provideModule, warmUp } from '../core/load.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

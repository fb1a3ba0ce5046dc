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
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

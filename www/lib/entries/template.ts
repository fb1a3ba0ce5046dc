/**
 * `presend/template`
 *
 * @packageDocumentation
 */

export {
  checkTemplate,
  checkTemplateList,
  previewTemplate,
  type TemplateGroup,
  type TemplateListOptions,
  type TemplateListResult,
  type TemplateOptions,
  type TemplateParts,
  type TemplateResult,
  type TemplateVariable,
  type TemplateWhere,
  templateVariables,
} from '../checks/template.js';
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

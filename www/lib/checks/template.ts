import { instance, keep, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import type { Issue, Result, Span } from '../results/issue.js';
import { ABSENT, type OptionalValue, optionsOf, textOf } from './input.js';

type Values = { readonly [variable: string]: unknown };

/** What is given to a template. Without any of the three, only the tags themselves are checked. */
export interface TemplateOptions extends OptionalValue {
  /** The template language; MigoSMTP's is the only one yet. */
  dialect?: 'migosmtp';
  /** The recipient's values. */
  variables?: Values;
  /** The request's values, for variables that the recipient has not. */
  defaults?: Values;
  /** The template's own values, for variables that nothing else has. */
  templateDefaults?: Values;
}

/** A variable of a template. */
export interface TemplateVariable {
  name: string;
  /** Every tag that uses it, in order: printed, or as a condition. */
  places: { span: Span; role: 'placeholder' | 'condition' }[];
  /** False when every placeholder lies in a branch that the given values do not take. */
  live: boolean;
}

/** Result of {@link checkTemplate}: `value` is the template itself. */
export type TemplateResult = Result<string, { variables: TemplateVariable[] }>;

const MAX_UNITS = 1024 * 1024;

/**
 * Checks a template of the MigoSMTP dialect: its tags, and against the values given which variables are missing,
 * unused, empty or not text. A variable counts as missing only in branches that are taken.
 *
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { checkTemplate } from 'presend';
 *
 * const { issues, variables } = checkTemplate('Hi {{ name }}', { variables: { name: 'Ann' } });
 * issues[0]?.fix; // takes the blanks out
 * ```
 */
export function checkTemplate(value: unknown, options?: TemplateOptions): TemplateResult {
  const given = optionsOf('checkTemplate', options);
  if (given?.dialect !== undefined && given.dialect !== 'migosmtp') {
    throw new TypeError('checkTemplate: options.dialect must be migosmtp');
  }
  const text = textOf(value, given, MAX_UNITS, 'not_text');
  if (text === ABSENT) return { ok: true, value: '', issues: [], warnings: [], variables: [] };
  if (typeof text === 'object') return { ok: false, value: null, issues: [text], warnings: [], variables: [] };
  const { issues, warnings, variables } = report(text, valuesText(given));
  return (
    issues.length === 0
      ? { ok: true, value: text, issues, warnings, variables }
      : { ok: false, value: null, issues, warnings, variables }
  ) as TemplateResult;
}

/**
 * The variables of a template in order of first appearance, with every place.
 *
 * @throws {TypeError} when `template` is not a string or larger than 1 Mi UTF-16 units.
 * @example
 * ```ts
 * import { templateVariables } from 'presend';
 *
 * templateVariables('{{#if vip}}Dear {{name}}{{/if}}').map(({ name }) => name); // ['vip', 'name']
 * ```
 */
export function templateVariables(template: string): TemplateVariable[] {
  if (typeof template !== 'string') throw new TypeError('templateVariables: template must be a string');
  if (template.length > MAX_UNITS)
    throw new TypeError(`templateVariables: template must have at most ${MAX_UNITS} units`);
  return report(template, '').variables;
}

type RawReport = { issues: RawIssue[]; warnings: RawIssue[]; variables: TemplateVariable[] };

function report(text: string, values: string): { issues: Issue[]; warnings: Issue[]; variables: TemplateVariable[] } {
  const live = instance();
  keep(live, values);
  const octets = live.write(text);
  const { issues, warnings, variables } = live.core.template_report(octets) as RawReport;
  settle(live, octets);
  return { issues: completeIssues(issues), warnings: completeIssues(warnings), variables };
}

/** The three levels as JSON; empty when none is given. */
function valuesText(options: TemplateOptions | undefined): string {
  const { variables, defaults, templateDefaults } = options ?? {};
  if (variables === undefined && defaults === undefined && templateDefaults === undefined) return '';
  for (const [name, level] of Object.entries({ variables, defaults, templateDefaults })) {
    if (level !== undefined && (typeof level !== 'object' || level === null || Array.isArray(level))) {
      throw new TypeError(`checkTemplate: options.${name} must be an object of values`);
    }
  }
  try {
    return JSON.stringify({ variables, defaults, templateDefaults });
  } catch {
    throw new TypeError('checkTemplate: options.variables, defaults and templateDefaults must be serialisable as JSON');
  }
}

import { instance, keep, settle } from '../core/instance.js';
import { completeIssues, type RawIssue } from '../core/kinds.js';
import { textAt } from '../core/records.js';
import { templateRoom } from '../core/rooms/template.js';
import { type Issue, issueOf, type Result, type Span } from '../results/issue.js';
import { ABSENT, isRecord, type OptionalValue, optionsOf, textOf, tooLarge, wholeOf } from './input.js';

type Values = { readonly [variable: string]: unknown };

/** The texts of one message. A variable counts as used when any of them uses it. */
export interface TemplateParts {
  readonly subject?: string;
  readonly preheader?: string;
  readonly html?: string;
  readonly text?: string;
}

/** The values that all recipients have. */
export interface TemplateListOptions extends OptionalValue {
  /** The template language; MigoSMTP's is the only one yet. */
  dialect?: 'migosmtp';
  /** The request's values, for variables that the recipient has not. */
  defaults?: Values;
  /** The template's own values, for variables that nothing else has. */
  templateDefaults?: Values;
  /**
   * UTF-16 units that the subject may have once it is filled in: more is an error. When absent, more than 2,000 (Postmark's
   * limit; this provider documents none) is a warning.
   */
  maxSubject?: number;
}

/** What is given to a template. Without any of the three levels, only the tags themselves are checked. */
export interface TemplateOptions extends TemplateListOptions {
  /** The recipient's values. */
  variables?: Values;
}

/** Where a tag stands. A single text is taken for HTML. */
export type TemplateWhere = (typeof WHERE)[number];

/** A variable of a template. */
export interface TemplateVariable {
  name: string;
  /** Every tag that uses it, in order: printed, or as a condition; in an `attribute` of the HTML, or elsewhere in a part. */
  places: { span: Span; role: 'placeholder' | 'condition'; where: TemplateWhere }[];
  /** False when every placeholder lies in a branch that the given values do not take. */
  live: boolean;
}

/** Result of {@link checkTemplate}: `value` is the template itself. */
export type TemplateResult<Template = string> = Result<Template, { variables: TemplateVariable[] }>;

/** What is wrong for some recipients of a list. */
export interface TemplateGroup {
  /** The finding about the first of them, as in `issues` or `warnings`. */
  issue: Issue;
  /** The variable it is about; `null` for the subject as a whole. */
  variable: string | null;
  /** Recipients of whom it is true. */
  count: number;
  /** Positions of the first ten of them. */
  recipients: number[];
}

/** Result of {@link checkTemplateList}. */
export type TemplateListResult<Template = string> = Result<
  Template,
  { variables: TemplateVariable[]; groups: TemplateGroup[] }
>;

const MAX_UNITS = 1024 * 1024;
const MAX_LIST_UNITS = 32 * 1024 * 1024;
const PARTS = ['subject', 'preheader', 'html', 'text'] as const;
/** In the order of the core's enum. */
const WHERE = ['subject', 'preheader', 'html', 'text', 'attribute'] as const;
const IN_PARTS = 1;
const LIST = 2;

/**
 * Checks a template of the MigoSMTP dialect: its tags, and against the values given which variables are missing,
 * unused, empty or not text, put HTML where none can be, or lead a link elsewhere. A variable counts as missing only in
 * branches that are taken.
 *
 * @param value One text, or the parts of a message: `{ subject, preheader, html, text }`.
 * @throws {TypeError} when `options` is wrong.
 * @example
 * ```ts
 * import { checkTemplate } from 'presend';
 *
 * const { issues } = checkTemplate('Hi {{ name }}', { variables: { name: 'Ann' } });
 * issues[0]?.fix; // takes the blanks out
 *
 * const parts = { subject: 'For {{name}}', html: '<a href="{{link}}">Open</a>' };
 * checkTemplate(parts, { variables: { name: 'Ann' } }).issues[0]?.path; // ['variables', 'link']
 * ```
 */
export function checkTemplate(value: TemplateParts, options?: TemplateOptions): TemplateResult<TemplateParts>;
export function checkTemplate(value: unknown, options?: TemplateOptions): TemplateResult;
export function checkTemplate(value: unknown, options?: TemplateOptions): TemplateResult<unknown> {
  const given = optionsFor('checkTemplate', options);
  const source = sourceOf(value, given);
  if ('issue' in source) return refused(source.issue);
  const { variables, defaults, templateDefaults } = given ?? {};
  const values = valuesText('checkTemplate', { variables, defaults, templateDefaults });
  const { issues, warnings, read } = report(source, values, 0, given?.maxSubject);
  const ok = issues.length === 0;
  return withVariables({ ok, value: ok ? (value ?? '') : null, issues, warnings }, read) as TemplateResult<unknown>;
}

/**
 * Checks a template for a list of recipients at once: one finding a variable, with how many recipients it is about.
 *
 * @param value One text, or the parts of a message.
 * @param recipients The values of each recipient.
 * @returns `groups`: each finding with its count and the first ten recipients; `issues` and `warnings` hold the same
 *   findings, after those about the template itself, each with the path of its first recipient.
 * @throws {TypeError} when `recipients` or `options` is wrong.
 * @example
 * ```ts
 * import { checkTemplateList } from 'presend';
 *
 * const recipients = [{ name: 'Ann', city: 'Pune' }, { name: 'Bo' }, { name: 'Chandra' }];
 * const { groups } = checkTemplateList('Hi {{name}} from {{city}}', recipients);
 * groups[0]; // { variable: 'city', count: 2, recipients: [1, 2], issue: … }
 * ```
 */
export function checkTemplateList(
  value: TemplateParts,
  recipients: readonly Values[],
  options?: TemplateListOptions,
): TemplateListResult<TemplateParts>;
export function checkTemplateList(
  value: unknown,
  recipients: readonly Values[],
  options?: TemplateListOptions,
): TemplateListResult;
export function checkTemplateList(
  value: unknown,
  recipients: readonly Values[],
  options?: TemplateListOptions,
): TemplateListResult<unknown> {
  const given = optionsFor('checkTemplateList', options);
  if (!Array.isArray(recipients) || recipients.some((recipient) => !isRecord(recipient))) {
    throw new TypeError('checkTemplateList: recipients must be an array of objects of values');
  }
  const source = sourceOf(value, given);
  if ('issue' in source) return { ...refused(source.issue), groups: [] };
  const { defaults, templateDefaults } = given ?? {};
  const values = valuesText('checkTemplateList', { defaults, templateDefaults }, recipients);
  if (values.length > MAX_LIST_UNITS) {
    return { ...refused(tooLarge(MAX_LIST_UNITS, values.length, 'utf16_units')), groups: [] };
  }
  const { issues, warnings, groups, read } = report(source, values, LIST, given?.maxSubject);
  const ok = issues.length === 0;
  return withVariables(
    { ok, value: ok ? (value ?? '') : null, issues, warnings, groups },
    read,
  ) as unknown as TemplateListResult<unknown>;
}

/**
 * The variables of a template in order of first appearance, with every place.
 *
 * @throws {TypeError} when `template` is neither text nor parts of it, or larger than 1 Mi UTF-16 units.
 * @example
 * ```ts
 * import { templateVariables } from 'presend';
 *
 * templateVariables('{{#if vip}}Dear {{name}}{{/if}}').map(({ name }) => name); // ['vip', 'name']
 * templateVariables({ subject: 'For {{name}}' })[0]?.places[0]?.where; // 'subject'
 * ```
 */
export function templateVariables(template: string | TemplateParts): TemplateVariable[] {
  const source = template === '' ? { text: '', flags: 0 } : sourceOf(template, undefined);
  if ('issue' in source) {
    const large = source.issue.reason === 'input_too_large';
    throw new TypeError(
      large
        ? `templateVariables: template must have at most ${MAX_UNITS} units`
        : 'templateVariables: template must be a string or an object of strings',
    );
  }
  return variablesOf(source, '', 0);
}

/**
 * The text as a recipient will see it. A variable without a value stays as it is, and so does a tag that the dialect does not
 * have: `{{ name }}`, `{{name`, `{{#unless v}}` with all that belongs to it. Of a block one branch is printed. Where the
 * provider does not document which, the letter of its rule decides: a non-empty string is true (`'false'` and `'0'` are); what
 * is not on its list is not (`false`, `null`, a list, an object).
 *
 * @param template One text; the parts of a message are previewed one by one.
 * @param options The values, as for {@link checkTemplate}. Values are escaped, safe to show in a page, unless
 *   `htmlInValues: 'as_html'`: then they are put in as the provider does it, HTML and all, which is only safe in a
 *   sandboxed frame.
 * @throws {TypeError} when an argument is wrong.
 * @example
 * ```ts
 * import { previewTemplate } from 'presend';
 *
 * previewTemplate('Hi {{name}}', { variables: { name: '<b>Ann</b>' } }); // 'Hi &lt;b&gt;Ann&lt;/b&gt;'
 * previewTemplate('Hi {{name}}', { variables: { name: '<b>Ann</b>' }, htmlInValues: 'as_html' }); // 'Hi <b>Ann</b>'
 * ```
 */
export function previewTemplate(
  template: string,
  options?: Pick<TemplateOptions, 'variables' | 'defaults' | 'templateDefaults'> & {
    htmlInValues?: 'escaped' | 'as_html';
  },
): string {
  if (typeof template !== 'string') throw new TypeError('previewTemplate: template must be a string');
  if (template.length > MAX_UNITS) {
    throw new TypeError(`previewTemplate: template must have at most ${MAX_UNITS} units`);
  }
  const {
    variables,
    defaults,
    templateDefaults,
    htmlInValues = 'escaped',
  } = optionsOf('previewTemplate', options) ?? {};
  if (htmlInValues !== 'escaped' && htmlInValues !== 'as_html') {
    throw new TypeError('previewTemplate: options.htmlInValues must be one of escaped, as_html');
  }
  const live = instance(templateRoom);
  keep(live, valuesText('previewTemplate', { variables, defaults, templateDefaults }));
  const octets = live.write(template);
  live.core.preview_template(octets, htmlInValues === 'as_html');
  const text = textAt(live, 0, live.words()[0] as number);
  settle(live, octets);
  return text;
}

function optionsFor<T extends TemplateListOptions>(verb: string, options: T | undefined): T | undefined {
  const given = optionsOf(verb, options);
  if (given?.dialect !== undefined && given.dialect !== 'migosmtp') {
    throw new TypeError(`${verb}: options.dialect must be migosmtp`);
  }
  wholeOf(`${verb}: options.maxSubject`, given?.maxSubject);
  return given;
}

const refused = (issue: Issue) => ({
  ok: false as const,
  value: null,
  issues: [issue] as [Issue],
  warnings: [] as Issue[],
  variables: [] as TemplateVariable[],
});

type Source = { text: string; flags: number };

/** The text that crosses to the core, or the issue that stands in its way. */
function sourceOf(value: unknown, options: OptionalValue | undefined): Source | { issue: Issue } {
  const given = partsOf(value);
  if (given === null) {
    const text = textOf(value, options, MAX_UNITS, 'not_text');
    if (text === ABSENT) return { text: '', flags: 0 };
    return typeof text === 'object' ? { issue: text } : { text, flags: 0 };
  }
  let units = 0;
  for (const [name, text] of given) {
    if (typeof text !== 'string')
      return { issue: { ...issueOf('not_text', null, { found: typeof text }), path: [name] } };
    units += text.length;
  }
  const max = options?.maxLength ?? MAX_UNITS;
  if (units > max) return { issue: tooLarge(max, units, 'utf16_units') };
  return { text: JSON.stringify(Object.fromEntries(given)), flags: IN_PARTS };
}

/** The parts of a message; `null` for anything that has none, or does not let itself be looked at. */
function partsOf(value: unknown): [string, unknown][] | null {
  if (!isRecord(value)) return null;
  try {
    const parts = PARTS.map((name): [string, unknown] => [name, (value as TemplateParts)[name]]);
    const given = parts.filter(([, text]) => text !== undefined);
    return given.length > 0 ? given : null;
  } catch {
    return null;
  }
}

type RawReport = { issues: RawIssue[]; warnings: RawIssue[]; groups?: (Omit<TemplateGroup, 'issue'> & object)[] };

interface Report {
  issues: Issue[];
  warnings: Issue[];
  groups: TemplateGroup[];
  /** The variables: made when somebody asks, for a template can have thousands of places. */
  read(): TemplateVariable[];
}

/** `result` with its variables, which are read at the first look and then stay. */
function withVariables<T extends object>(result: T, read: () => TemplateVariable[]): T {
  let variables: TemplateVariable[] | undefined;
  return Object.defineProperty(result, 'variables', {
    enumerable: true,
    configurable: true,
    get: () => (variables ??= read()),
  });
}

function report(source: Source, values: string, flags: number, maxSubject: number | undefined): Report {
  const live = instance(templateRoom);
  keep(live, values);
  const octets = live.write(source.text);
  const raw = live.core.template_report(octets, source.flags | flags, maxSubject ?? 0) as RawReport | undefined;
  settle(live, octets);
  // The variables of a list are those of no recipient.
  const kept = flags & LIST ? '' : values;
  const read = () => variablesOf(source, kept, flags);
  if (raw === undefined) return { issues: [], warnings: [], groups: [], read };
  const issues = completeIssues(live, raw.issues);
  const warnings = completeIssues(live, raw.warnings);
  if (raw.groups === undefined) return { issues, warnings, groups: [], read };
  // The findings about recipients come last, in the order of the groups, errors and warnings alike.
  const own = issues.splice(issues.length - raw.groups.length);
  const groups = raw.groups.map(({ variable, count, recipients }, at) => {
    const issue = own[at] as Issue;
    (issue.severity === 'error' ? issues : warnings).push(issue);
    return { issue, variable: variable === '' ? null : variable, count, recipients };
  });
  return { issues, warnings, groups, read };
}

/** The variables, by the words that `put_variables` in `src/wasm/template.rs` writes. */
function variablesOf(source: Source, values: string, flags: number): TemplateVariable[] {
  const live = instance(templateRoom);
  keep(live, values);
  const octets = live.write(source.text);
  live.core.template_variables(octets, source.flags | flags);
  const header = live.words();
  const words = new Uint32Array(header.buffer, header[3] as number, header[4] as number);
  const names = textAt(live, 0, header[0] as number).split('\n');
  const variables: TemplateVariable[] = [];
  for (let at = 0; at < words.length;) {
    const head = words[at++] as number;
    const places: TemplateVariable['places'] = [];
    for (let left = head & 0x7fffffff; left > 0; left--, at += 3) {
      const bits = words[at + 2] as number;
      places.push({
        span: { start: words[at] as number, end: words[at + 1] as number },
        role: bits & 1 ? 'condition' : 'placeholder',
        where: WHERE[bits >> 1] as TemplateWhere,
      });
    }
    variables.push({ name: names[variables.length] as string, places, live: head >>> 31 === 1 });
  }
  settle(live, octets);
  return variables;
}

/** The levels as JSON; empty when none is given. */
function valuesText(
  verb: string,
  levels: { variables?: Values | undefined; defaults?: Values | undefined; templateDefaults?: Values | undefined },
  list?: readonly Values[],
): string {
  let given = list !== undefined;
  for (const [name, level] of Object.entries(levels)) {
    if (level === undefined) continue;
    if (!isRecord(level)) throw new TypeError(`${verb}: options.${name} must be an object of values`);
    given = true;
  }
  if (!given) return '';
  try {
    return JSON.stringify({ ...levels, list });
  } catch {
    const names = list === undefined ? 'options.variables, defaults' : 'recipients, options.defaults';
    throw new TypeError(`${verb}: ${names} and templateDefaults must be serialisable as JSON`);
  }
}

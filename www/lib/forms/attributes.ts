/** What a field's attributes ask for, and the attributes that are changed while a form is bound. */

import type { Check } from './types.js';

/** A control that a person fills in. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
/** A control in which text is typed. */
export type TextControl = HTMLInputElement | HTMLTextAreaElement;

const NO_FIELDS = /^(hidden|submit|button|reset|image)$/;

/** `node` as a field of `form`, or `null`; of several radio buttons the first stands for all. */
export function controlOf(node: EventTarget | null, form: HTMLFormElement): Control | null {
  const control = node as Control | null;
  if (!control || !/^(INPUT|TEXTAREA|SELECT)$/.test(control.nodeName) || control.form !== form) return null;
  if (NO_FIELDS.test(control.type)) return null;
  return control.type === 'radio' && control.name ? (named(form, control.name)[0] as Control) : control;
}

/** The controls of `form` that have this name, else this id. */
export function named(form: HTMLFormElement, name: string): Control[] {
  const found = form.elements.namedItem(name) as Control | RadioNodeList | null;
  return found === null ? [] : 'nodeName' in found ? [found] : ([...found] as Control[]);
}

/** Attributes that are the form's own; every other `data-presend-…` is an option of the check. */
const OWN = /^(Submit|Counter|Variables|Format|RegionFrom|Mark|Controlled|Error)?$/;

/**
 * The options of a field's check: `data-presend-name-addr` is `nameAddr: true`, `data-presend-max="160"` is `max: 160`,
 * `data-presend-types="mobile voip"` a list. Read anew at each check, so that a page may change them. `limit` is the
 * `maxlength` that the control came with.
 */
export function checkOptions(control: Control, limit = control.getAttribute('maxlength')): Record<string, unknown> {
  const { dataset, form } = control;
  const options: Record<string, unknown> = { optional: !control.required };
  for (const [key, text = ''] of Object.entries(dataset)) {
    const name = /^presend([A-Z].*)/.exec(key)?.[1] ?? '';
    if (!OWN.test(name)) options[(name[0] as string).toLowerCase() + name.slice(1)] = optionValue(name, text);
  }
  if (limit && !('max' in options) && (dataset['presend'] === 'text' || 'presendCounter' in dataset)) {
    // What the attribute counts, HTML says: UTF-16 units.
    Object.assign(options, { max: Number(limit), unit: 'utf16_units' });
  }
  const source = dataset['presendRegionFrom'];
  if (source) {
    const region = form && named(form, source)[0]?.value;
    if (region) options['region'] = region;
  }
  const variables = dataset['presendVariables'];
  // As the template's own values: those that are not used are no finding.
  if (variables !== undefined) {
    options['templateDefaults'] = Object.fromEntries(words(variables).map((name) => [name, name]));
  }
  return options;
}

function optionValue(name: string, text: string): unknown {
  if (name === 'Types' || name === 'Regions') return words(text);
  if (/^\d+$/.test(text)) return Number(text);
  return text === '' || text === 'true' ? true : text === 'false' ? false : text;
}

/** The words of a list in an attribute. */
export const words = (text = ''): string[] => text.split(/[\s,]+/).filter(Boolean);

/** The check that a control names; `null` when it names none. */
export function checkOf(control: Control, checks: Readonly<Record<string, Check>>): Check | null {
  const kind = control.dataset['presend'];
  // Several addresses in one box are the browser's.
  if (!kind || (control.type === 'email' && (control as HTMLInputElement).multiple)) return null;
  if (Object.hasOwn(checks, kind)) return checks[kind] as Check;
  throw new TypeError(`bind: data-presend="${kind}" must be one of ${Object.keys(checks).join(', ')}`);
}

/** Attributes of one element, each remembered as it was. */
export class Attributes {
  readonly #element: Element;
  readonly #before = new Map<string, string | null>();

  constructor(element: Element) {
    this.#element = element;
  }

  /** Sets an attribute, to what it was before where no value is given; `null` takes it away. */
  set(name: string, value = this.original(name)): void {
    const now = this.#element.getAttribute(name);
    if (now === value) return;
    if (!this.#before.has(name)) this.#before.set(name, now);
    if (value === null) this.#element.removeAttribute(name);
    else this.#element.setAttribute(name, value);
  }

  /** The attribute as it was before. */
  original(name: string): string | null {
    const before = this.#before.get(name);
    return before === undefined ? this.#element.getAttribute(name) : before;
  }

  /** Puts everything back. */
  restore(): void {
    for (const name of this.#before.keys()) this.set(name);
  }
}

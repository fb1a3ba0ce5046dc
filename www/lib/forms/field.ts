/** One control of a bound form: what is known of its value, and what it shows. */

import type { Messages } from '../messages/index.js';
import { applyFix } from '../results/fix.js';
import { type Issue, issueOf } from '../results/issue.js';
import { type Aid, chips, counter } from './aids.js';
import { Attributes, checkOf, checkOptions, type Control } from './attributes.js';
import { freshId, isText, Note } from './note.js';
import type { BindOptions, Check, Checked, Finding, FormatPhoneInput } from './types.js';
import { isControlled } from './typing.js';

/** What a field needs to know of its form. */
export interface Host {
  readonly options: BindOptions;
  readonly checks: Readonly<Record<string, Check>>;
  t: Messages;
  /** What a field shows has changed since it was last listed. */
  stale: boolean;
}

/** Attributes that an address box wants: with `type=email` Chromium trims, converts to punycode and has no selection. */
const EMAIL = {
  type: 'text',
  inputmode: 'email',
  autocomplete: 'email',
  autocapitalize: 'none',
  spellcheck: 'false',
};

/** Kinds whose checks say themselves what is too long. */
const MEASURED = /^(email|phone|text)$/;

export class Field {
  readonly control: Control;
  readonly #host: Host;
  readonly #check: Check | null;
  readonly #attributes: Attributes;
  readonly #note: Note;
  readonly #counter: Aid | null = null;
  readonly #chips: Aid | null = null;
  /** The server's word, which stands until the value changes. */
  #served: Finding | null = null;
  #shown: Finding | null = null;
  #sentence = '';
  /** Something of the page's or the core's has failed here, which is reported once. */
  #failed = false;
  /** The message that the control has from here, as the browser gives it back; another one is the page's own. */
  #own = '';
  #formatted: ReturnType<FormatPhoneInput> | undefined;
  /** The person has changed the value: from now on, leaving the field shows what is wrong. */
  dirty = false;
  /** What was last read aloud of it. */
  heard = '';

  constructor(control: Control, host: Host) {
    this.control = control;
    this.#host = host;
    this.#check = this.#try(() => checkOf(control, host.checks));
    this.#attributes = new Attributes(control);
    const behind = place(control);
    this.#note = new Note(control, adoptable(control), behind);
    const { presendCounter, presendVariables } = control.dataset;
    if (presendCounter !== undefined) this.#counter = counter(control, host.options.measureSms);
    if (presendVariables !== undefined && isText(control)) this.#chips = chips(control);
    for (const aid of [this.#counter, this.#chips]) if (aid) behind.after(aid.node);
    this.prepare();
    this.#describe();
    if (this.#note.served) {
      this.#served = { issue: null, text: this.#note.served, value: null };
      this.show(this.#served);
    }
    this.#aids();
  }

  /** Gives the control the attributes that its kind wants; the type not while somebody is in it. */
  prepare(): void {
    const { control } = this;
    const kind = (this.#check && !this.#failed && control.dataset['presend']) || '';
    // Pasted text is never cut: what is too much is said.
    if (MEASURED.test(kind)) this.#attributes.set('maxlength', null);
    // Punctuation would change places in a page from right to left.
    if (/^(email|json)$/.test(kind) && !control.dir) this.#attributes.set('dir', 'ltr');
    if (kind !== 'email' || control.nodeName !== 'INPUT') return;
    if (control.type === 'email' && isFocused(control)) return;
    for (const [name, value] of Object.entries(EMAIL)) {
      if (name === 'type' || !control.hasAttribute(name)) this.#attributes.set(name, value);
    }
  }

  /** What is said of the finding shown, with the field's label; empty when there is none. */
  get told(): string {
    return this.#sentence && `${this.label}: ${this.#sentence}`;
  }

  /** True while an error, not a hint, is shown. */
  get wrong(): boolean {
    return this.#shown !== null && this.#shown.issue?.severity !== 'warning';
  }

  /** What a person calls the field. */
  get label(): string {
    const { control } = this;
    const legend = control.type === 'radio' && control.closest('fieldset')?.querySelector('legend');
    const label = legend || control.labels?.[0];
    const text = label
      ? [...label.childNodes].map((node) => (node.contains(control) ? '' : (node.textContent ?? ''))).join('')
      : '';
    return text.replace(/[\s*:]+$/, '').trim() || control.getAttribute('aria-label') || control.name;
  }

  /** The control's id, given one where it has none. */
  get id(): string {
    if (!this.control.id) this.#attributes.set('id', freshId());
    return this.control.id;
  }

  /** The check's answer to the value as it is; `null` where there is no check, or it cannot run here. */
  result(value = this.control.value): Checked | null {
    const { control } = this;
    const check = this.#check as ((value: string, options: object) => Checked) | null;
    if (!check) return null;
    const checked = this.#try(() => {
      const answer = check(value, checkOptions(control, this.#limit()));
      // Throws for a promise and for whatever else is no result.
      void [...answer.issues, ...answer.warnings];
      return answer;
    });
    if (!checked) {
      // The browser's rules stand in: they need the type and the limit that the page gave.
      this.#attributes.set('type');
      this.#attributes.set('maxlength');
    }
    return checked;
  }

  /** What `act` answers, `null` where it fails: nobody is kept from sending a form by that, and no other field goes unchecked. */
  #try<T>(act: () => T): T | null {
    try {
      return act();
    } catch (error) {
      if (!this.#failed && (error as Error)?.name !== 'PresendUnavailableError') reportError(error);
      this.#failed = true;
      return null;
    }
  }

  /** The sentence for a finding. */
  #say(issue: Issue): string {
    return this.#try(() => this.#host.t(issue)) || issue.reason;
  }

  /** Gives the control a message of ours, `''` for none, unless it has one of the page's. */
  #mark(text: string): void {
    const { control } = this;
    // A control that is barred from validation tells no message.
    const message = control.validationMessage || this.#own || null;
    if (control.validity.customError && message !== this.#own) return;
    control.setCustomValidity(text);
    // A browser may shorten it.
    this.#own = text && control.validationMessage;
  }

  /** Looks at the value without showing anything; `validity` of the control follows. */
  look(): Finding | null {
    const { control } = this;
    if (!control.willValidate) return null;
    this.#mark('');
    const { value, validity } = control;
    const result = this.result(value);
    const [issue] = result?.issues ?? [];
    if (issue) {
      this.#mark(this.#say(issue));
      return { issue, value };
    }
    if (validity.valueMissing) return { issue: issueOf('required', 'missing_required_field', {}), value };
    if (!validity.valid) return { issue: null, text: control.validationMessage, value: null };
    const hint = result?.warnings.find((warning) => this.#matters(warning, value, result));
    return hint ? { issue: hint, value } : null;
  }

  /** A repair that leads to the same value, such as the spaces of a number, is nobody's concern. */
  #matters(warning: Issue, value: string, result: Checked): boolean {
    return !warning.fix || this.result(applyFix(value, warning))?.value !== result.value;
  }

  /** The value has changed. What is shown follows at once, what is not yet shown waits. */
  changed(): void {
    this.#served = null;
    this.dirty = true;
    const finding = this.look();
    if (this.#shown) this.show(finding);
    this.#aids();
  }

  /** Looks, and shows what there is. True when the value may be sent. */
  settle(): boolean {
    const finding = this.look();
    this.show(finding ?? this.#served);
    return finding === null || finding.issue?.severity === 'warning';
  }

  /** Shows what a server says. */
  serve(finding: Finding): void {
    this.#served = finding;
    this.show(finding);
  }

  /** Forgets what a server said. */
  forget(): void {
    if (!this.#served) return;
    if (this.#shown === this.#served) this.show(null);
    this.#served = null;
  }

  show(finding: Finding | null): void {
    const { t, options } = this.#host;
    const before = this.#shown?.issue ?? null;
    const told = this.#sentence;
    this.#shown = finding;
    this.#sentence = finding?.issue ? this.#say(finding.issue) : (finding?.text ?? '');
    if (this.#sentence !== told) this.#host.stale = true;
    if (!finding) this.heard = '';
    this.#note.show(finding, this.#sentence, t);
    this.#attributes.set('aria-invalid', this.wrong ? 'true' : undefined);
    this.#describe();
    const issue = finding?.issue ?? null;
    if (issue?.reason !== before?.reason) this.#try(() => options.onIssue?.(issue, this.control));
  }

  /** The same in the language of the form. */
  retell(): void {
    if (this.#shown) this.show(this.#shown);
    this.look();
    this.#aids();
  }

  /** As if nobody had been here. */
  reset(): void {
    this.#served = null;
    this.dirty = false;
    this.#mark('');
    this.show(null);
    this.#aids();
  }

  /** Formats a phone number as it is typed. */
  format(): void {
    const { control } = this;
    const { formatPhoneInput } = this.#host.options;
    const { value, dataset } = control;
    if (!formatPhoneInput || dataset['presend'] !== 'phone' || dataset['presendFormat'] === 'off') return;
    if (!isText(control) || isControlled(control)) return;
    const { region } = checkOptions(control) as { region?: string };
    const previous = this.#formatted;
    this.#try(() => {
      const caret = control.selectionStart ?? value.length;
      const now = formatPhoneInput({ value, caret, ...(region && { region }), ...(previous && { previous }) });
      this.#formatted = now;
      if (now.value === value) return;
      control.value = now.value;
      if (isFocused(control)) control.setSelectionRange(now.caret, now.caret);
    });
  }

  destroy(): void {
    this.#note.remove();
    this.#counter?.node.remove();
    this.#chips?.node.remove();
    this.#mark('');
    this.#attributes.restore();
  }

  #limit(): string | null {
    return this.#attributes.original('maxlength');
  }

  #aids(): void {
    this.#counter?.show(this.#host.t, this.#limit());
    this.#chips?.show(this.#host.t, null);
  }

  #describe(): void {
    const ids = [
      this.#attributes.original('aria-describedby'),
      this.#shown && this.#note.id,
      this.#counter?.node.id,
    ].filter(Boolean);
    this.#attributes.set('aria-describedby', ids.join(' ') || null);
  }
}

/** What a note is put behind: the control, the label around it, or the whole group of its radio buttons. */
function place(control: Control): Element {
  const group = control.type === 'radio' && control.closest('fieldset')?.lastElementChild;
  return group || control.closest('label') || control;
}

/** An element for the control's errors that the server has rendered: `data-presend-error`, by name, id or reference. */
function adoptable(control: Control): HTMLElement | null {
  const { form, id, name } = control;
  const about = `${control.getAttribute('aria-describedby')} ${control.getAttribute('aria-errormessage')}`.split(' ');
  const nodes = form?.querySelectorAll<HTMLElement>('[data-presend-error]') ?? [];
  for (const node of nodes) {
    const whose = node.dataset['presendError'];
    if (whose ? whose === name || whose === id : about.includes(node.id)) return node;
  }
  return null;
}

/** True where the caret is. */
export const isFocused = (control: Control): boolean =>
  (control.getRootNode() as Document | ShadowRoot).activeElement === control;

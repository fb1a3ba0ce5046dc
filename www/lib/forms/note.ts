/** What stands at a field: a sentence, the place in the text, and the repair as a button. */

import type { Messages } from '../messages/index.js';
import { applyFix } from '../results/fix.js';
import type { Span } from '../results/issue.js';
import { Attributes, type Control, type TextControl } from './attributes.js';
import { typeInto } from './typing.js';
import type { Finding } from './types.js';

let count = 0;

/** An id that nothing else on the page has. */
export const freshId = (): string => `presend-${++count}`;

/** An element with a class. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  doc: Document,
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const element = doc.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Marks `element` as being in the language of `t`. */
export function speak(element: HTMLElement, t: Messages): void {
  Object.assign(element, { lang: t.locale, dir: t.dir });
}

/** A button that does no more than `act`. */
export function button(doc: Document, className: string, act: () => void): HTMLButtonElement {
  const element = make(doc, 'button', className);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

/** A repaired text that a button can still name. */
const SHORT = 48;
/** What is shown of a line before and behind a place. */
const AROUND = 24;

/** The note of one control, in an element of its own or in one that the server has rendered. */
export class Note {
  readonly #control: Control;
  readonly #box: HTMLElement;
  /** What an adopted element held; `null` for an element of our own. */
  readonly #before: Node[] | null;
  readonly #attributes: Attributes;
  readonly #text: HTMLElement;
  readonly #place: HTMLElement;
  readonly #go: HTMLButtonElement;
  readonly #fix: HTMLButtonElement;
  #finding: Finding | null = null;

  constructor(control: Control, adopted: HTMLElement | null, after: Element) {
    const doc = control.ownerDocument;
    this.#control = control;
    this.#before = adopted && [...adopted.childNodes];
    this.#box = adopted ?? make(doc, 'div', 'presend-note');
    this.#attributes = new Attributes(this.#box);
    this.#text = make(doc, 'span', 'presend-text');
    this.#text.id = freshId();
    this.#place = make(doc, 'code', 'presend-place');
    this.#go = button(doc, 'presend-go', () => this.#select());
    this.#fix = button(doc, 'presend-fix', () => this.#repair());
    if (adopted === null) {
      this.#box.hidden = true;
      after.after(this.#box);
    }
  }

  /** The id of the sentence, for `aria-describedby`. */
  get id(): string {
    return this.#text.id;
  }

  /** The sentence of the server that an adopted element came with. */
  get served(): string {
    return this.#before ? (this.#box.textContent ?? '').trim() : '';
  }

  /** Shows a finding, or nothing. Nodes stay: a button that has the focus keeps it. */
  show(finding: Finding | null, sentence: string, t: Messages): void {
    this.#finding = finding;
    const box = this.#box;
    this.#attributes.set('hidden', finding === null ? '' : null);
    if (finding === null) {
      if (this.#before !== null || box.firstChild) box.replaceChildren();
      return;
    }
    const { issue, value } = finding;
    const kind = issue?.severity === 'warning' ? 'presend-hint' : 'presend-error';
    this.#attributes.set('class', `${this.#attributes.original('class') ?? ''} ${kind}`);
    this.#text.textContent = sentence;
    if (issue) speak(this.#text, t);
    const parts: HTMLElement[] = [this.#text];
    const mended = value !== null && issue?.fix?.length ? applyFix(value, issue) : null;
    if (this.#drawPlace(finding, t)) parts.push(this.#place);
    if (this.#go.textContent) parts.push(this.#go);
    if (mended !== null && isText(this.#control)) {
      const named = mended !== '' && mended.length <= SHORT && !/[\r\n]/.test(mended);
      this.#fix.textContent = named ? t.phrase('form.use', {}, { value: mended }) : t.phrase('form.fix');
      speak(this.#fix, t);
      parts.push(this.#fix);
    }
    if (parts.length !== box.children.length || parts.some((part, at) => part !== box.children[at])) {
      box.replaceChildren(...parts.flatMap((part) => [part, ' ']).slice(0, -1));
    }
  }

  /** The line with the place marked, where the control asks for it or has several lines. */
  #drawPlace(finding: Finding, t: Messages): boolean {
    const span = spanOf(finding);
    const { value } = finding;
    const many = this.#control.nodeName === 'TEXTAREA';
    this.#go.textContent = '';
    if (!span || value === null || !(many || 'presendMark' in this.#control.dataset)) return false;
    const start = value.lastIndexOf('\n', span.start - 1) + 1;
    const end = (value.indexOf('\n', span.start) + 1 || value.length + 1) - 1;
    const to = Math.min(span.end, end);
    const from = Math.max(start, span.start - AROUND);
    const mark = make(this.#control.ownerDocument, 'mark', '', value.slice(span.start, to));
    this.#place.replaceChildren(value.slice(from, span.start), mark, value.slice(to, Math.min(end, to + AROUND)));
    this.#place.dir = this.#control.dataset['presend'] === 'text' ? 'auto' : 'ltr';
    if (many) {
      const line = value.slice(0, start).split('\n').length;
      this.#go.textContent = t.phrase('form.place', { line, column: span.start - start + 1 });
      speak(this.#go, t);
    }
    return true;
  }

  #select(): void {
    const span = this.#finding && spanOf(this.#finding);
    this.#control.focus();
    if (span && isText(this.#control)) this.#control.setSelectionRange(span.start, span.end);
  }

  #repair(): void {
    const { issue, value } = this.#finding ?? {};
    const control = this.#control;
    const [first] = issue?.fix ?? [];
    // A framework may have changed the value without a word: the edits are for the value that was checked.
    if (!issue || !first || control.value !== value || !isText(control)) return control.focus();
    const mended = applyFix(value, issue);
    const end = issue.fix?.at(-1)?.end ?? 0;
    typeInto(control, first.start, end, mended.slice(first.start, mended.length - value.length + end));
  }

  /** Takes the note away, or gives an adopted element back what it held. */
  remove(): void {
    if (this.#before === null) this.#box.remove();
    else {
      this.#attributes.restore();
      this.#box.replaceChildren(...this.#before);
    }
  }
}

/** The place of a finding in the control's text. */
function spanOf({ issue }: Finding): Span | null {
  return issue?.span ?? issue?.related?.[0]?.span ?? null;
}

/** True for controls with a text that can be edited. */
export const isText = (control: Control): control is TextControl => /^(text(area)?|tel|search|url)$/.test(control.type);

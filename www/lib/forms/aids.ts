/** What helps while typing: how much is left, and the variables of a template. */

import type { Messages } from '../messages/index.js';
import { checkOptions, type Control, words } from './attributes.js';
import { button, freshId, isText, make, speak } from './note.js';
import type { MeasureSms } from './types.js';
import { typeInto } from './typing.js';

/** How long `text` is, in a unit of `checkText`. */
function lengthOf(text: string, unit: string): number {
  if (unit === 'octets') return new TextEncoder().encode(text).length;
  return unit === 'utf16_units' ? text.length : [...text].length;
}

/** `data-presend-counter`: what is left, or `data-presend-counter="sms"`: how many messages. */
export class Counter {
  readonly #control: Control;
  readonly #node: HTMLElement;
  readonly #measure: MeasureSms | undefined;

  constructor(control: Control, measureSms: MeasureSms | undefined, after: Element) {
    this.#control = control;
    this.#measure = control.dataset['presendCounter'] === 'sms' ? measureSms : undefined;
    this.#node = make(control.ownerDocument, 'span', 'presend-counter');
    this.#node.id = freshId();
    after.after(this.#node);
  }

  /** For `aria-describedby`: it is read when the field gets the focus, not at every key. */
  get id(): string {
    return this.#node.id;
  }

  show(t: Messages, limit: string | null): void {
    const { max, unit = 'code_points' } = checkOptions(this.#control, limit) as { max?: number; unit?: string };
    const { value } = this.#control;
    const length = lengthOf(value, unit);
    const sms = this.#measure?.(value);
    const text = sms
      ? t.phrase('form.segments', { segments: sms.segments, left: sms.remaining, unit: 'septets' })
      : max === undefined
        ? t.phrase(`unit.${unit}`, { count: length })
        : length > max
          ? t.phrase('form.over', { over: length - max, unit })
          : t.phrase('form.left', { left: max - length, unit });
    if (text !== this.#node.textContent) this.#node.textContent = text;
    this.#node.classList.toggle('presend-over', max !== undefined && length > max);
    speak(this.#node, t);
  }

  remove(): void {
    this.#node.remove();
  }
}

/** `data-presend-variables="name order_id"`: a button for each, which puts it where the caret is. */
export class Chips {
  readonly #control: Control;
  readonly #node: HTMLElement;

  constructor(control: Control, after: Element) {
    this.#control = control;
    const doc = control.ownerDocument;
    this.#node = make(doc, 'div', 'presend-chips');
    this.#node.setAttribute('role', 'group');
    after.after(this.#node);
    for (const name of words(control.dataset['presendVariables'])) {
      const tag = `{{${name}}}`;
      const chip = button(doc, 'presend-chip', () => {
        if (!isText(control)) return;
        const { selectionStart, selectionEnd, value } = control;
        typeInto(control, selectionStart ?? value.length, selectionEnd ?? value.length, tag);
      });
      chip.textContent = tag;
      chip.dir = 'ltr';
      this.#node.append(chip, ' ');
    }
  }

  show(t: Messages, label: string): void {
    this.#node.setAttribute('aria-label', label);
    for (const chip of this.#node.querySelectorAll('button')) {
      chip.setAttribute('aria-label', t.phrase('form.insert', {}, { value: chip.textContent ?? '' }));
      // Those that the text lacks are worth a look.
      chip.classList.toggle('presend-used', this.#control.value.includes(chip.textContent ?? ''));
    }
  }

  remove(): void {
    this.#node.remove();
  }
}

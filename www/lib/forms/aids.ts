/** What helps while typing: how much is left, and the variables of a template. */

import type { Messages } from '../messages/index.js';
import { checkOptions, type Control, type TextControl, words } from './attributes.js';
import { button, freshId, make, speak } from './note.js';
import type { MeasureSms } from './types.js';
import { typeInto } from './typing.js';

/** How long `text` is, in a unit of `checkText`. */
function lengthOf(text: string, unit: string): number {
  const parts = unit === 'octets' ? new TextEncoder().encode(text) : unit === 'utf16_units' ? text : [...text];
  return parts.length;
}

/** Something at a control that follows its value. */
export interface Aid {
  readonly node: HTMLElement;
  show(t: Messages, limit: string | null): void;
}

/** `data-presend-counter`: what is left, or `data-presend-counter="sms"`: how many messages. */
export function counter(control: Control, measureSms: MeasureSms | undefined): Aid {
  const node = make(control.ownerDocument, 'span', 'presend-counter');
  node.id = freshId();
  const measure = control.dataset['presendCounter'] === 'sms' && measureSms;
  return {
    node,
    show(t, limit) {
      const { max = Infinity, unit = 'code_points' } = checkOptions(control, limit) as { max?: number; unit?: string };
      const count = lengthOf(control.value, unit);
      const sms = measure && measure(control.value);
      const text = sms
        ? t.phrase('form.segments', { segments: sms.segments, left: sms.remaining, unit: 'septets' })
        : max === Infinity
          ? t.phrase(`unit.${unit}`, { count })
          : count > max
            ? t.phrase('form.over', { over: count - max, unit })
            : t.phrase('form.left', { left: max - count, unit });
      if (text !== node.textContent) node.textContent = text;
      node.classList.toggle('presend-over', count > max);
      speak(node, t);
    },
  };
}

/** `data-presend-variables="name order_id"`: a button for each, which puts it where the caret is. */
export function chips(control: TextControl): Aid {
  const doc = control.ownerDocument;
  const node = make(doc, 'div', 'presend-chips');
  node.setAttribute('role', 'group');
  const tags = words(control.dataset['presendVariables']).map((name) => {
    const chip = button(doc, 'presend-chip', () =>
      typeInto(control, control.selectionStart ?? 0, control.selectionEnd ?? 0, chip.textContent ?? ''),
    );
    chip.textContent = `{{${name}}}`;
    chip.dir = 'ltr';
    node.append(chip, ' ');
    return chip;
  });
  return {
    node,
    show(t) {
      node.setAttribute('aria-label', control.labels?.[0]?.textContent ?? control.name);
      for (const chip of tags) {
        const value = chip.textContent ?? '';
        chip.setAttribute('aria-label', t.phrase('form.insert', {}, { value }));
        chip.classList.toggle('presend-used', control.value.includes(value));
      }
    },
  };
}

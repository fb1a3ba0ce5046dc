/** Changing what stands in a control, on behalf of the person in front of it. */

import type { Control, TextControl } from './attributes.js';

/**
 * Puts `text` in place of `start` to `end` as if it had been typed: it can be undone, and whoever listens, a framework
 * that controls the input among them, learns of it.
 */
export function typeInto(control: TextControl, start: number, end: number, text: string): void {
  control.focus();
  control.setSelectionRange(start, end);
  if (control.ownerDocument.execCommand(text ? 'insertText' : 'delete', false, text)) return;
  control.setRangeText(text, start, end, 'end');
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** True where a framework decides what stands in the control: React with a `value`, or a page that says so. */
export function isControlled(control: Control): boolean {
  if ('presendControlled' in control.dataset) return true;
  const key = Object.keys(control).find((name) => name.startsWith('__reactProps$')) ?? '';
  return (control as unknown as Record<string, { value?: unknown } | null>)[key]?.value !== undefined;
}

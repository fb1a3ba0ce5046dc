/** Changing what stands in a control, on behalf of the person in front of it. */

import type { Control, TextControl } from './attributes.js';

/**
 * Puts `text` in place of `start` to `end` as if it had been typed: it can be undone, and whoever listens, a framework
 * that controls the input among them, learns of it.
 */
export function typeInto(control: TextControl, start: number, end: number, text: string): void {
  control.focus();
  const doc = control.ownerDocument;
  try {
    control.setSelectionRange(start, end);
    if (doc.execCommand(text === '' ? 'delete' : 'insertText', false, text)) return;
    control.setRangeText(text, start, end, 'end');
  } catch {
    // A type of input without a selection.
    control.value = control.value.slice(0, start) + text + control.value.slice(end);
  }
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Turns the control's text into `wanted` by the one edit that does it. */
export function retype(control: TextControl, wanted: string): void {
  const { value } = control;
  const most = Math.min(value.length, wanted.length);
  let start = 0;
  while (start < most && value[start] === wanted[start]) start++;
  let tail = 0;
  while (tail < most - start && value.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
  typeInto(control, start, value.length - tail, wanted.slice(start, wanted.length - tail));
}

/** True where a framework decides what stands in the control: React with a `value`, or a page that says so. */
export function isControlled(control: Control): boolean {
  if ('presendControlled' in control.dataset) return true;
  const key = Object.keys(control).find((name) => name.startsWith('__reactProps$'));
  const props = key && (control as unknown as Record<string, { value?: unknown } | null>)[key];
  return !!props && props.value !== undefined;
}

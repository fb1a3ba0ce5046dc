/**
 * Forms of plain HTML: `data-presend="email"` on a control says what it holds, `bind` does the rest.
 *
 * An error appears when somebody leaves a field and goes as soon as it is mended; it is said once. Where the checks
 * cannot run, or the script never arrives, the form is sent as it would be without them. What reads a value belongs to
 * the checks, what a sentence says to the messages; here is when and where.
 */

export type { BindOptions, Bound, Check, Checked, FormatPhoneInput, MeasureSms } from './types.js';
export { binder } from './bind.js';

/**
 * `presend/forms-slim`: `bind` without a check in it; a page gives those it uses.
 *
 * @packageDocumentation
 */

import { binder } from '../forms/index.js';

export type { BindOptions, Bound, Check, Checked, FormatPhoneInput, MeasureSms } from '../forms/index.js';

/**
 * Binds a form to the checks in `options.checks`.
 *
 * @throws {TypeError} when `form` is no form, or a `data-presend` names none of the checks.
 * @example
 * ```ts
 * import { checkEmail } from 'presend/email';
 * import { bind } from 'presend/forms-slim';
 *
 * bind(document.querySelector('form'), { checks: { email: checkEmail } });
 * ```
 */
export const bind = binder({});

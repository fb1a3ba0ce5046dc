/**
 * `presend/forms`: `bind` with every check in it.
 *
 * @packageDocumentation
 */

import { checkEmail } from '../checks/email.js';
import { checkJson } from '../checks/json.js';
import { checkPhone } from '../checks/phone.js';
import { measureSms } from '../checks/sms.js';
import { checkTemplate } from '../checks/template.js';
import { checkText } from '../checks/text.js';
import { binder } from '../forms/index.js';

export type { BindOptions, Bound, Check, Checked, FormatPhoneInput, MeasureSms } from '../forms/index.js';
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';

/**
 * Binds a form: each control with `data-presend="email"`, `phone`, `text`, `json` or `template` is checked, every other
 * one by the browser's own rules, and all of them say what is wrong in the same way and language. A form that is bound
 * already is bound anew.
 *
 * @throws {TypeError} when `form` is no form, or a `data-presend` names no check.
 * @example
 * ```ts
 * import { bind } from 'presend/forms';
 * import hi from 'presend/locales/hi';
 *
 * const bound = bind(document.querySelector('form'), { locale: hi });
 * ```
 */
export const bind = binder({
  checks: { email: checkEmail, phone: checkPhone, text: checkText, json: checkJson, template: checkTemplate },
  measureSms,
});

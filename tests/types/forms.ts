// `bind` takes what `querySelector` gives, every check, and what other entries make.

import { checkEmail, checkJson, checkPhone, checkTemplate, checkText, type Issue } from 'presend';
import { bind, type Bound, type FormatPhoneInput } from 'presend/forms';
import { bind as slim } from 'presend/forms-slim';
import hi from 'presend/locales/hi';
import { type Equal, expect } from './equal.js';

const bound = bind(document.querySelector('form'), {
  locale: hi,
  labels: { email: 'Guest’s email' },
  names: { to: 'email' },
  onIssue: (issue, control) => {
    const _reason: string | undefined = issue?.reason;
    control.focus();
  },
});
expect<Equal<typeof bound, Bound>>();
expect<Equal<ReturnType<typeof bound.validate>, boolean>>();
const issues: Issue[] = checkEmail('').issues;
bound.showIssues(issues, { names: { to: 'email' } });

slim(null, {
  checks: { email: checkEmail, phone: checkPhone, text: checkText, json: checkJson, template: checkTemplate },
});

// What `presend/phone-input` exports.
declare function formatPhoneInput(state: {
  value: string;
  caret: number;
  region?: string;
  previous?: { value: string; caret: number };
}): { value: string; caret: number };
const _format: FormatPhoneInput = formatPhoneInput;

// @ts-expect-error
bind('form');
// @ts-expect-error
bind(null, { checks: { email: (value: string) => value.length } });
// @ts-expect-error
bind(null, { locale: 'hi' });

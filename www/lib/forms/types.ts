/** What a page says to `bind`, and what it gets. */

import type { Locale, MessagesOptions } from '../messages/index.js';
import type { Issue } from '../results/issue.js';

/** What a check answers: any result of this package. */
export interface Checked {
  ok: boolean;
  value: unknown;
  issues: readonly Issue[];
  warnings: readonly Issue[];
}

/** A check of this package, such as `checkEmail`; it answers at once. */
export type Check = (value: string, options: never) => Checked;

/** A field's text and its caret, in UTF-16 units. */
interface Typed {
  value: string;
  caret: number;
}

/** Formats a phone number as it is typed: `formatPhoneInput` of `presend/phone-input`. */
export type FormatPhoneInput = (input: Typed & { region?: string; previous?: Typed }) => Typed;

/** Measures a text message: `measureSms` of `presend`. */
export type MeasureSms = (text: string) => { segments: number; remaining: number };

/** How a form is bound; the options of `createMessages` (`labels`, `audience`, `translate` and so on) are among them. */
export interface BindOptions extends MessagesOptions {
  /** The language of all texts; English when absent. */
  locale?: Locale;
  /** The form's own name for a path of the API, as in `{ to: 'email' }`; for `showIssues`. */
  names?: Readonly<Record<string, string>>;
  /** What `data-presend` may name. `presend/forms` has all checks, `presend/forms-slim` those that are given here. */
  checks?: Readonly<Record<string, Check>>;
  /** Formats phone numbers as they are typed. Nothing is formatted when absent. */
  formatPhoneInput?: FormatPhoneInput;
  /** Counts for `data-presend-counter="sms"`; `presend/forms` brings it. */
  measureSms?: MeasureSms;
  /** Told when the finding that a field shows changes; `null` when it is gone, or is the browser's or server's own. */
  onIssue?: (issue: Issue | null, control: HTMLElement) => void;
}

/** A bound form. */
export interface Bound {
  /** Checks every field, shows what is wrong and focuses the first of them. True when nothing is. */
  validate(): boolean;
  /**
   * Shows findings of a server at their fields, until the field changes. What belongs to no field stands at the top of
   * the form, or in its `data-presend-summary`. Takes the place of what an earlier call showed.
   */
  showIssues(issues: readonly Issue[], options?: { names?: Readonly<Record<string, string>> }): void;
  /** Says everything in another language, findings on screen included. */
  setLocale(locale: Locale): void;
  /** Leaves the form as it was found; what was typed stays. */
  destroy(): void;
}

/** What a field shows: a finding, or a sentence of the browser or the server. */
export interface Finding {
  issue: Issue | null;
  /** A sentence that comes from elsewhere. */
  text?: string;
  /** The value that was checked, `null` where the finding's places are not in it. */
  value: string | null;
}

/** The shape of findings, and what a page does with them. */

export { type FieldError, type FieldErrorOptions, toFieldErrors } from './field-errors.js';
export { applyFix } from './fix.js';
export type {
  ApiCode,
  Basis,
  Fix,
  Issue,
  IssueBase,
  IssueOf,
  IssueReason,
  Path,
  Result,
  Source,
  Span,
} from './issue.js';
export { type LoggedIssue, toLog } from './log.js';
export { toPointer } from './path.js';

/**
 * `presend/worker`: lists of recipients, of any length. It brings a core of its own.
 *
 * @packageDocumentation
 */

export { PresendUnavailableError } from '../core/unavailable.js';
export { checkRecipients } from '../worker/check-recipients.js';
export type {
  ListOperation,
  RecipientOptions,
  RecipientProgress,
  RecipientReport,
  RecipientSource,
  RowFinding,
} from '../worker/types.js';
export * from '../results/index.js';

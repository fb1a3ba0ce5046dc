/**
 * `presend/email`
 *
 * @packageDocumentation
 */

export { checkEmail, type Email, type EmailOptions, type EmailParts, type EmailResult } from '../checks/email.js';
export { checkEmails, type EmailList } from '../checks/emails.js';
export { type ListedMailbox, parseMailboxes, sameMailbox, type SameMailboxOptions } from '../checks/mailboxes.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';

/**
 * `presend/messages`: sentences alone, for pages that get their issues from elsewhere. Needs no core.
 *
 * @packageDocumentation
 */

export * from '../messages/index.js';
export * from '../results/index.js';

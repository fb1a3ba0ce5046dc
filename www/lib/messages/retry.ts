/** What a person is told of an answer: when to try again, and what became of the message. */

import type { RetryPlan } from '../answers/explain.js';

/** In seconds: up to here a wait is told as a duration. */
const LONGEST_DURATION = 100 * 60;

/**
 * Key of the hint and the number that it speaks of; nothing when trying again would not help, or nobody knows when.
 *
 * A short wait is told as a duration, a long one as the time when it is over.
 */
export function retryHint({ retry, at, afterMs }: RetryPlan): [key?: string, about?: number] {
  if (!retry) return [];
  const seconds = Math.max(0, afterMs ?? Infinity) / 1000;
  // Rounded up: a hint must never be too early.
  if (seconds < 100) return ['retry.seconds', Math.ceil(seconds)];
  if (seconds < LONGEST_DURATION) return ['retry.minutes', Math.ceil(seconds / 60)];
  return at == null ? [] : ['retry.at', at];
}

/**
 * Answers without a known code have a text of their own, which says that nothing was sent: the key of one that agrees with
 * the plan, or, for a finding without its plan, with the class of its status. `false` where their own does.
 */
export const standIn = (group: unknown, status?: number | null, plan?: RetryPlan): string | false =>
  plan?.retry
    ? status === 429
      ? 'rate_limit_exceeded'
      : status === 503
        ? 'service_unavailable'
        : status === 504
          ? 'gateway_timeout'
          : 'internal_error'
    : plan
      ? plan.outcome === 'unknown' && 'gateway_timeout'
      : group === 'rate_limit'
        ? 'rate_limit_exceeded'
        : (group === 'server' || group === 'other') && 'gateway_timeout';

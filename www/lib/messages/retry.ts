/** Which hint tells a person when to try again. */

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

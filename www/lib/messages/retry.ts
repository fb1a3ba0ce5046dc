/** Which hint tells a person when to try again. */

import type { RetryPlan } from '../answers/explain.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Key of the hint and the number that it speaks of; `undefined` when trying again would not help, or nobody knows when.
 *
 * A short wait is told as a duration, a long one as the time when it is over.
 */
export function retryHint({ retry, at, afterMs }: RetryPlan): [key: string, about: number] | undefined {
  const wait = Math.max(0, afterMs ?? Infinity);
  if (!retry) return undefined;
  // Rounded up: a hint must never be too early.
  if (wait < 100 * SECOND) return ['retry.seconds', Math.ceil(wait / SECOND)];
  if (wait < 100 * MINUTE) return ['retry.minutes', Math.ceil(wait / MINUTE)];
  return at == null ? undefined : ['retry.at', at];
}

/** What the API's answers say about its rate limits, for the next check. */

/** What is left of one group of endpoints. */
export interface RateLimit {
  remaining: number;
  /** When the window begins anew, in milliseconds since 1970 UTC. */
  resetsAt: number;
}

/** Rate limits by group, as the context of `checkRequest` has them. */
export type RateLimits = { [group: string]: RateLimit };

/** Notes `X-RateLimit-Remaining` and `X-RateLimit-Reset` (Unix seconds) of an answer; does nothing without them. */
export function noteLimits(limits: RateLimits, group: string, headers: { get(name: string): string | null }): void {
  const number = (name: string) => {
    const text = headers.get(name)?.trim() ?? '';
    return /^\d{1,12}$/.test(text) ? Number(text) : null;
  };
  const remaining = number('x-ratelimit-remaining');
  const reset = number('x-ratelimit-reset');
  if (remaining !== null && reset !== null) limits[group] = { remaining, resetsAt: reset * 1000 };
}

/** Those whose window still runs. */
export function currentLimits(limits: RateLimits, now: number): RateLimits {
  return Object.fromEntries(Object.entries(limits).filter(([, { resetsAt }]) => now < resetsAt));
}

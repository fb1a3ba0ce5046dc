// What is counted: requests in a window, messages in a month, day and hour, idempotency keys in 24 hours.

import { Refusal } from './codes.mjs';
import { RATE_GROUPS } from './routes.mjs';

const WINDOW = 60_000;
const KEY_KEPT = 24 * 3_600_000;

/** §1.2: a rolling window of 60 s for each group of endpoints. */
export class RateLimits {
  #requests = new Map();

  /** Counts a request; `headers` go on every answer (RATE), `refused` says whether it was one too many. */
  count(group, now) {
    const limit = RATE_GROUPS[group];
    const recent = (this.#requests.get(group) ?? []).filter((at) => at > now - WINDOW);
    const refused = recent.length >= limit;
    if (!refused) recent.push(now);
    this.#requests.set(group, recent);
    const resetMs = (recent[0] ?? now) + WINDOW;
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(limit - recent.length),
      // RATE: Unix seconds.
      'X-RateLimit-Reset': String(Math.ceil(resetMs / 1000)),
    };
    if (refused) headers['Retry-After'] = String(Math.max(1, Math.ceil((resetMs - now) / 1000)));
    return { headers, refused };
  }

  /** As if `group` had just used up its window. */
  exhaust(group, now) {
    this.#requests.set(group, Array(RATE_GROUPS[group]).fill(now));
  }

  clear() {
    this.#requests.clear();
  }
}

/** SEED duplicate_idempotency_key: reuse within 24 hours is an error, not a replay of the first answer. */
export class IdempotencyKeys {
  #used = new Map();

  refuseUsed(key, now) {
    const at = this.#used.get(key);
    if (at !== undefined && now - at < KEY_KEPT) throw new Refusal('duplicate_idempotency_key');
  }

  use(key, now) {
    this.#used.set(key, now);
  }

  clear() {
    this.#used.clear();
  }
}

/** §1.3: the day begins at 00:00 and the hour at minute 00 by the clock of the account's time zone. */
export class Periods {
  #day = null;
  #hour = null;
  #format = null;
  #timeZone = null;

  /** Sets the counters of periods that have ended since the last call to zero. */
  roll(account, now) {
    if (this.#timeZone !== account.timeZone) {
      const { timeZone } = account;
      this.#format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      this.#timeZone = timeZone;
      this.clear();
    }
    const clock = this.#format.format(now);
    const [day, hour] = [clock.slice(0, 10), clock.slice(0, 13)];
    const usage = { ...account.usage };
    if (this.#day !== null && day !== this.#day) usage.daily_used = 0;
    if (this.#hour !== null && hour !== this.#hour) usage.hourly_used = 0;
    [this.#day, this.#hour] = [day, hour];
    account.usage = usage;
  }

  clear() {
    [this.#day, this.#hour] = [null, null];
  }
}

/**
 * §1.3: whether `messages` more still fit, the month first. Counts them when they do. Telnxo's plan limits are not
 * documented: the sandbox counts both platforms on one account.
 */
export function spend(messages, account) {
  const { usage, behaviour } = account;
  if (usage.monthly_used + messages > usage.monthly_quota) throw new Refusal('quota_exceeded');
  const day = usage.daily_used + messages > usage.daily_limit;
  const hour = usage.hourly_used + messages > usage.hourly_limit;
  if (behaviour.sendingLimits === 'reject') {
    if (day) throw new Refusal('daily_limit_reached');
    if (hour) throw new Refusal('hourly_limit_reached');
  }
  account.usage = {
    ...usage,
    monthly_used: usage.monthly_used + messages,
    daily_used: usage.daily_used + messages,
    hourly_used: usage.hourly_used + messages,
  };
  return day || hour ? 'deferred' : 'queued';
}

//! The catalogue's rules, applied to one answer.

use super::answer::{Answer, Delay, Outcome, Previous, RetryPlan};
use super::headers::{rate_limit_reset, retry_after};
use crate::catalog::{ApiCode, Rule};

/// The upper limit of the first random wait. Not documented by the provider; usual for web APIs.
pub const BACKOFF_BASE_MS: f64 = 1_000.0;

/// The upper limit of every random wait: one rate-limit window (60 s, "rate limits and throttling").
pub const BACKOFF_CAP_MS: f64 = 60_000.0;

/// Attempts after which a failing platform is left alone: the reference says to write to support when it persists.
pub const MAX_ATTEMPTS: u32 = 5;

/// The longest wait that a header can ask for: a day, after which every limit of the API has been reset.
pub const MAX_WAIT_MS: f64 = 86_400_000.0;

/// The rule for one of the 32 codes, and what became of the message.
pub(super) fn verdict_of_code(code: ApiCode, answer: &Answer<'_>) -> (Rule, Outcome) {
    let outcome = match code {
        ApiCode::DuplicateIdempotencyKey => duplicate_outcome(answer),
        ApiCode::InternalError | ApiCode::GatewayTimeout => Outcome::Unknown,
        // What exists already may be what an attempt made whose answer nobody read.
        ApiCode::DuplicateResource if answer.previous.is_some() => Outcome::Unknown,
        _ => Outcome::Rejected,
    };
    (code.rule(), outcome)
}

/// The key was used before: after an attempt whose answer did not arrive, most likely by that attempt. Whether a refused
/// request uses up its key is not documented, so after anything else nobody knows.
fn duplicate_outcome(answer: &Answer<'_>) -> Outcome {
    match answer.previous {
        Some(Previous::TimedOut | Previous::GatewayTimeout) => Outcome::LikelyAccepted,
        Some(Previous::Other) | None => Outcome::Unknown,
    }
}

/// The same for a status whose code is unknown or absent.
pub(super) const fn verdict_of_status(status: u16) -> (Rule, Outcome) {
    match status {
        409 => (Rule::AfterFix, Outcome::Unknown),
        429 => (Rule::RetryAfter, Outcome::Rejected),
        500 => (Rule::Backoff, Outcome::Unknown),
        503 => (Rule::Backoff, Outcome::Rejected),
        // 502, 504 and the numbers of content delivery networks: a part of the way was gone.
        408 | 501 | 502 | 504..=599 => (Rule::OnlyIfIdempotent, Outcome::Unknown),
        400..=499 => (Rule::AfterFix, Outcome::Rejected),
        _ => (Rule::AfterFix, Outcome::Unknown),
    }
}

/// The plan for one rule; without a rule there is nothing to repeat.
#[inline(never)]
pub(super) fn plan_for(rule: Option<Rule>, outcome: Outcome, answer: &Answer<'_>) -> RetryPlan {
    // A new key could send twice what this or an earlier attempt sent; the old one cannot. Also a person who sends again
    // while nobody knows has to know that.
    let open = outcome == Outcome::Unknown && rule != Some(Rule::NewIdempotencyKey);
    let same_idempotency_key = open && answer.has_idempotency_key;
    let mut plan = RetryPlan { retry: false, rule, outcome, same_idempotency_key, delay: Delay::None };
    let Some(rule) = rule else { return plan };
    plan.delay = match rule {
        Rule::AfterFix | Rule::NextBillingPeriod | Rule::NewIdempotencyKey => return plan,
        Rule::NextHour => Delay::NextHour,
        Rule::NextMidnight => Delay::NextMidnight,
        Rule::RetryAfter => rate_limit_delay(answer),
        Rule::Backoff | Rule::OnlyIfIdempotent => {
            let repeatable = answer.has_idempotency_key || answer.method.is_idempotent();
            if answer.attempt >= MAX_ATTEMPTS || rule == Rule::OnlyIfIdempotent && !repeatable {
                return plan;
            }
            // Where the platform gives a time, that; else a random one. "Now" is taken at its word once.
            let told = retry_after(answer).filter(|delay| answer.attempt <= 1 || *delay != Delay::AfterMs(0.0));
            told.unwrap_or_else(|| backoff(0.0, answer.attempt))
        }
    };
    plan.retry = true;
    plan.same_idempotency_key = answer.has_idempotency_key;
    plan
}

/// "Wait for the Retry-After seconds then retry with exponential backoff": from the second attempt on, a random time is
/// added to the wait, so that many clients do not come back at once.
fn rate_limit_delay(answer: &Answer<'_>) -> Delay {
    let wait = retry_after(answer).or_else(|| rate_limit_reset(answer));
    match wait {
        None => backoff(0.0, answer.attempt),
        Some(delay) if answer.attempt <= 1 => delay,
        Some(Delay::AfterMs(floor_ms)) => backoff(floor_ms, answer.attempt),
        Some(Delay::At(at_ms)) => backoff(at_ms - answer.now_ms, answer.attempt),
        Some(delay) => delay,
    }
}

/// Full jitter above `floor_ms`: evenly drawn up to a limit that doubles with each attempt.
#[inline(never)]
fn backoff(floor_ms: f64, attempt: u32) -> Delay {
    let doublings = attempt.saturating_sub(1).min(16);
    let spread_ms = (BACKOFF_BASE_MS * f64::from(1_u32 << doublings)).min(BACKOFF_CAP_MS);
    Delay::Backoff { floor_ms, ceiling_ms: floor_ms + spread_ms }
}

/// The name of the group that a status belongs to, for codes that are not in the catalogue.
pub(super) const fn class_of(status: Option<u16>) -> &'static str {
    match status {
        Some(401 | 403) => "authentication",
        Some(402) => "account",
        Some(404 | 409 | 410) => "resource",
        Some(429) => "rate_limit",
        Some(400..=499) => "validation",
        Some(500..=599) => "server",
        _ => "other",
    }
}

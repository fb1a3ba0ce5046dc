//! The catalogue's rules, applied to one answer.

use super::answer::{Answer, Delay, Outcome, Previous, RetryPlan};
use super::headers::{rate_limit_reset, retry_after};
use crate::catalog::{ApiCode, Group, Rule};

/// The upper limit of the first random wait. Not documented by the provider; usual for web APIs.
pub const BACKOFF_BASE_MS: f64 = 1_000.0;

/// The upper limit of every random wait: one rate-limit window (60 s, "rate limits and throttling").
pub const BACKOFF_CAP_MS: f64 = 60_000.0;

/// Attempts after which a failing platform is left alone: the reference says to write to support when it persists.
pub const MAX_ATTEMPTS: u32 = 5;

/// The longest wait that a header can ask for: a day, after which every limit of the API has been reset.
pub const MAX_WAIT_MS: f64 = 86_400_000.0;

/// Nothing was wrong, or nothing can be repeated.
pub(super) const fn no_retry(rule: Option<Rule>, outcome: Outcome) -> RetryPlan {
    RetryPlan { retry: false, rule, outcome, same_idempotency_key: false, delay: Delay::None }
}

/// The plan for one of the 32 codes.
pub(super) fn plan_for_code(code: ApiCode, answer: &Answer<'_>) -> RetryPlan {
    let outcome = match code {
        ApiCode::DuplicateIdempotencyKey => duplicate_outcome(answer),
        ApiCode::InternalError | ApiCode::GatewayTimeout => Outcome::Unknown,
        _ => Outcome::Rejected,
    };
    plan_for_rule(code.rule(), outcome, answer)
}

/// The key was used before: after an attempt whose answer did not arrive, most likely by that attempt. Whether a refused
/// request uses up its key is not documented, so after anything else nobody knows.
fn duplicate_outcome(answer: &Answer<'_>) -> Outcome {
    match answer.previous {
        Some(Previous::TimedOut | Previous::GatewayTimeout) => Outcome::LikelyAccepted,
        Some(Previous::Other) | None => Outcome::Unknown,
    }
}

/// The plan for a status whose code is unknown or absent.
pub(super) fn plan_for_status(status: u16, answer: &Answer<'_>) -> RetryPlan {
    match status {
        408 => plan_for_rule(Rule::OnlyIfIdempotent, Outcome::Unknown, answer),
        409 => no_retry(Some(Rule::AfterFix), Outcome::Unknown),
        429 => plan_for_rule(Rule::RetryAfter, Outcome::Rejected, answer),
        400..=499 => no_retry(Some(Rule::AfterFix), Outcome::Rejected),
        500 => plan_for_rule(Rule::Backoff, Outcome::Unknown, answer),
        503 => plan_for_rule(Rule::Backoff, Outcome::Rejected, answer),
        // 502, 504 and the numbers of content delivery networks: a part of the way was gone.
        501 | 502 | 504..=599 => plan_for_rule(Rule::OnlyIfIdempotent, Outcome::Unknown, answer),
        _ => no_retry(Some(Rule::AfterFix), Outcome::Unknown),
    }
}

/// The plan for one rule.
pub(super) fn plan_for_rule(rule: Rule, outcome: Outcome, answer: &Answer<'_>) -> RetryPlan {
    let attempts_left = answer.attempt < MAX_ATTEMPTS;
    let repeatable = answer.has_idempotency_key || answer.method.is_idempotent();
    let (retry, delay) = match rule {
        Rule::AfterFix | Rule::NextBillingPeriod | Rule::NewIdempotencyKey => (false, Delay::None),
        Rule::RetryAfter => (true, rate_limit_delay(answer)),
        Rule::NextHour => (true, Delay::NextHour),
        Rule::NextMidnight => (true, Delay::NextMidnight),
        Rule::Backoff => (attempts_left, server_delay(answer)),
        Rule::OnlyIfIdempotent => (attempts_left && repeatable, server_delay(answer)),
    };
    if !retry {
        return no_retry(Some(rule), outcome);
    }
    // A new key could send twice what an earlier attempt sent; the old one cannot.
    RetryPlan { retry, rule: Some(rule), outcome, same_idempotency_key: answer.has_idempotency_key, delay }
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

/// `Retry-After` where the platform gives one, else a random time.
fn server_delay(answer: &Answer<'_>) -> Delay {
    retry_after(answer).unwrap_or_else(|| backoff(0.0, answer.attempt))
}

/// Full jitter above `floor_ms`: evenly drawn up to a limit that doubles with each attempt.
fn backoff(floor_ms: f64, attempt: u32) -> Delay {
    let doublings = attempt.saturating_sub(1).min(16);
    let spread_ms = (BACKOFF_BASE_MS * f64::from(1_u32 << doublings)).min(BACKOFF_CAP_MS);
    Delay::Backoff { floor_ms, ceiling_ms: floor_ms + spread_ms }
}

/// The group that a status belongs to, for codes that are not in the catalogue.
pub(super) const fn class_of(status: Option<u16>) -> &'static str {
    match status {
        Some(401 | 403) => group_name(Group::Authentication),
        Some(402) => group_name(Group::Account),
        Some(404 | 409 | 410) => group_name(Group::Resource),
        Some(429) => group_name(Group::RateLimit),
        Some(400..=499) => group_name(Group::Validation),
        Some(500..=599) => group_name(Group::Server),
        _ => "other",
    }
}

const fn group_name(group: Group) -> &'static str {
    match group {
        Group::Authentication => "authentication",
        Group::Account => "account",
        Group::Validation => "validation",
        Group::Resource => "resource",
        Group::Delivery => "delivery",
        Group::RateLimit => "rate_limit",
        Group::Server => "server",
    }
}

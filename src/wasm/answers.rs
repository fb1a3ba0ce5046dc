//! What came back: an answer's numbers and texts in, a failure with its retry plan out.

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Edge, edge, to_js};
use crate::issue::Issue;
use crate::retry::{Answer, Delay, Method, NoAnswer, Previous, explain as explain_answer};

/// Explains the answer whose body is the first `octets` of the input; the kept context holds four lines, each may be
/// empty: `X-Request-ID`, `Retry-After`, `X-RateLimit-Reset`, `X-RateLimit-Remaining`, and then the method.
///
/// `status`: 0 for no answer. `failure`: 0 none, 1 network, 2 aborted, 3 timed out. `previous`: 0 none, 1 timed out,
/// 2 gateway timeout, 3 other.
#[wasm_bindgen]
pub fn explain(
    octets: u32,
    status: u32,
    failure: u32,
    attempt: u32,
    has_key: bool,
    previous: u32,
    now_ms: f64,
) -> JsValue {
    let Edge { input, context, .. } = edge();
    let mut lines = core::str::from_utf8(context).unwrap_or_default().split('\n');
    let mut line = || lines.next().filter(|line| !line.is_empty());
    let answer = Answer {
        status: u16::try_from(status).ok().filter(|status| *status != 0),
        failure: match failure {
            1 => Some(NoAnswer::Network),
            2 => Some(NoAnswer::Aborted),
            3 => Some(NoAnswer::TimedOut),
            _ => None,
        },
        body: input.get(..octets as usize).unwrap_or_default(),
        request_id: line(),
        retry_after: line(),
        rate_limit_reset: line(),
        rate_limit_remaining: line(),
        method: line().and_then(Method::from_name).unwrap_or(Method::Post),
        attempt,
        has_idempotency_key: has_key,
        previous: match previous {
            1 => Some(Previous::TimedOut),
            2 => Some(Previous::GatewayTimeout),
            3 => Some(Previous::Other),
            _ => None,
        },
        now_ms,
    };
    let failure = explain_answer(&answer);
    let (delay, from, to) = match failure.retry.delay {
        Delay::None => ("none", 0.0, 0.0),
        Delay::AfterMs(after) => ("after", after, after),
        Delay::At(at) => ("at", at, at),
        Delay::Backoff { floor_ms, ceiling_ms } => ("backoff", floor_ms, ceiling_ms),
        Delay::NextHour => ("next_hour", 0.0, 0.0),
        Delay::NextMidnight => ("next_midnight", 0.0, 0.0),
    };
    to_js(&Explained {
        issues: &failure.issues,
        status: failure.status,
        request_id: failure.request_id.as_deref(),
        raw_code: failure.raw_code.as_deref(),
        retry: failure.retry.retry,
        rule: failure.retry.rule_name(),
        outcome: failure.retry.outcome.name(),
        same_idempotency_key: failure.retry.same_idempotency_key,
        delay,
        from,
        to,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Explained<'a> {
    issues: &'a [Issue],
    status: Option<u16>,
    request_id: Option<&'a str>,
    raw_code: Option<&'a str>,
    retry: bool,
    rule: &'a str,
    outcome: &'a str,
    same_idempotency_key: bool,
    delay: &'a str,
    from: f64,
    to: f64,
}

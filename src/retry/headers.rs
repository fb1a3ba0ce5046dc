//! The two headers that say how long to wait.

use super::answer::{Answer, Delay};
use super::date::parse_http_date;
use super::plan::MAX_WAIT_MS;

/// RFC 9110 §10.2.3, Retry-After: a date or whole seconds. A date that has passed means "now"; more than a day is cut to a
/// day. Anything else is ignored.
#[inline(never)]
pub(super) fn retry_after(answer: &Answer<'_>) -> Option<Delay> {
    let text = answer.retry_after?;
    if let Some(seconds) = whole_number(text) {
        return Some(Delay::AfterMs((seconds * 1000.0).min(MAX_WAIT_MS)));
    }
    let at = parse_http_date(text, answer.now_ms)?;
    until(at, answer.now_ms).or(Some(Delay::AfterMs(0.0)))
}

/// `X-RateLimit-Reset`: seconds since 1970 at which the window begins anew. Of no use once it has passed, or while
/// `X-RateLimit-Remaining` says that requests are left.
pub(super) fn rate_limit_reset(answer: &Answer<'_>) -> Option<Delay> {
    let left = answer.rate_limit_remaining.and_then(whole_number);
    if left.is_some_and(|left| left > 0.0) {
        return None;
    }
    until(whole_number(answer.rate_limit_reset?)? * 1000.0, answer.now_ms)
}

/// An instant after `now_ms`, at most a day away; `None` when it has passed or the clock says nothing.
fn until(at_ms: f64, now_ms: f64) -> Option<Delay> {
    let ahead = now_ms.is_finite() && at_ms > now_ms;
    ahead.then(|| Delay::At(at_ms.min(now_ms + MAX_WAIT_MS)))
}

/// RFC 9110 §10.2.3, delay-seconds: digits alone. Exact up to 2⁵³, which is far beyond any use.
#[inline(never)]
fn whole_number(text: &str) -> Option<f64> {
    let text = trimmed(text.as_bytes());
    let mut number = 0.0;
    for octet in text {
        if !octet.is_ascii_digit() {
            return None;
        }
        number = number * 10.0 + f64::from(octet - b'0');
    }
    (!text.is_empty()).then_some(number)
}

/// Without ASCII white space at both ends.
#[inline(never)]
pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    text.trim_ascii()
}

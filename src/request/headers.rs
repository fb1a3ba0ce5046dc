//! The headers that a request carries: key, content type, idempotency key. Their values are never in a finding.

use super::account::{Account, Certainty};
use super::check::RequestCheck;
use super::context::Part;
use super::place::Place;
use super::profile::{AccountRule, Rule};
use super::report::Report;
use crate::issue::{Basis, Kind};

/// The request's headers, as far as they are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers<'a> {
    /// The request goes straight to the API, so that it must carry the key; otherwise the site's own server adds it.
    pub direct: bool,
    /// `Authorization`.
    pub authorization: Option<&'a [u8]>,
    /// `Content-Type`.
    pub content_type: Option<&'a [u8]>,
    /// `X-Idempotency-Key`.
    pub idempotency_key: Option<&'a [u8]>,
}

/// Keys that nobody filled in.
const PLACEHOLDERS: [&[u8]; 6] = [b"YOUR_KEY", b"YOUR_API_KEY", b"API_KEY", b"undefined", b"null", b"[object Object]"];

/// Checks the headers of the request.
pub(super) fn check_headers(account: &Account<'_>, check: &RequestCheck<'_>, report: &mut Report<'_>) {
    let headers = &check.headers;
    let mut find = |kind, rule: Option<Rule>, certainty| {
        if let Some(rule) = rule {
            // What a header says is no older than the request.
            report.weigh(account.issue(kind, None, certainty, check, &Place::ROOT), rule);
        }
    };
    let rule = account.profile.rule(AccountRule::Authorization);
    match headers.authorization {
        None if headers.direct => find(Kind::AnsweredAuthenticationRequired, rule, Certainty::Sure),
        None => {}
        Some(value) => match value.strip_prefix(b"Bearer ") {
            Some(b"") => find(Kind::AnsweredAuthenticationRequired, rule, Certainty::Sure),
            Some(key) if is_suspicious(key) => find(Kind::ApiKeyMalformed, rule, Certainty::Likely),
            Some(_) => {}
            None if value.is_empty() || value == b"Bearer" => {
                find(Kind::AnsweredAuthenticationRequired, rule, Certainty::Sure);
            }
            None => find(Kind::AuthorizationMalformed, rule, Certainty::Sure),
        },
    }
    if headers.content_type.is_some_and(|value| !is_json_type(value)) {
        find(Kind::ContentTypeNotJson, account.profile.rule(AccountRule::ContentType), Certainty::Likely);
    }
    let Some(key) = headers.idempotency_key else { return };
    let max = account.profile.max_key_octets;
    let is_printable = key.iter().all(|octet| (0x21..=0x7E).contains(octet));
    if key.is_empty() || key.len() > max as usize || !is_printable {
        let rule = account.profile.rule(AccountRule::IdempotencyKeyLength).unwrap_or(Rule { basis: Basis::Assumed });
        find(Kind::IdempotencyKeyMalformed { max }, Some(rule), Certainty::Sure);
    }
    let Some(rule) = account.profile.rule(AccountRule::IdempotencyKey).filter(|_| account.operation.sends) else {
        return;
    };
    let Some(used) = &account.context.idempotency_keys else { return report.not_checked(Part::IdempotencyKeys) };
    let Some((at, failed)) = used.use_of(key) else { return };
    let is_forgotten = matches!((at, check.now_ms), (Some(at), Some(now)) if now - at >= account.profile.key_memory_ms);
    if is_forgotten || failed && account.profile.failed_uses_key == Some(false) {
        return;
    }
    let doubtful = failed && account.profile.failed_uses_key.is_none();
    let certainty = if doubtful { Certainty::Likely } else { Certainty::Sure };
    let as_of = account.context.date(Part::IdempotencyKeys);
    let issue = account.issue(Kind::AnsweredDuplicateIdempotencyKey, as_of, certainty, check, &Place::ROOT);
    report.weigh(issue, rule);
}

/// The form of keys is not documented; these cannot be any: white space, placeholders, the last four characters that the
/// dashboard shows later.
fn is_suspicious(key: &[u8]) -> bool {
    key.len() <= 4
        || !key.iter().all(|octet| (0x21..=0x7E).contains(octet))
        || PLACEHOLDERS.iter().any(|word| key.eq_ignore_ascii_case(word))
        || matches!(key, [b'<', .., b'>'] | [b'{', .., b'}'] | [b'$', b'{', ..] | [b'"', ..] | [b'\'', ..])
}

/// `application/json`, or a type of its own with the suffix `+json` (RFC 6839 §3.1); parameters do not matter.
fn is_json_type(value: &[u8]) -> bool {
    let essence = value.split(|octet| *octet == b';').next().unwrap_or_default().trim_ascii();
    let ends = |suffix: &[u8]| {
        essence.len() >= suffix.len()
            && essence.get(essence.len() - suffix.len()..).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
    };
    essence.eq_ignore_ascii_case(b"application/json") || ends(b"+json")
}

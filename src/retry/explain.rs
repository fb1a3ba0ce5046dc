//! From an answer to issues and a plan.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::answer::{Answer, Failure, NoAnswer, Outcome, RetryPlan};
use super::body::{AnswerBody, read_answer};
use super::field::parse_field;
use super::kind::answered;
use super::plan::{class_of, no_retry, plan_for_code, plan_for_rule, plan_for_status};
use crate::catalog::{ApiCode, Rule};
use crate::issue::{Basis, Issue, Kind, Severity};

/// Characters of a code or a request id that are kept.
const MAX_WORD: usize = 64;

/// Octets of a header that are looked at.
const MAX_LOOKED_AT: usize = 512;

/// Says what an answer means.
///
/// A body that cannot be read, a code that nobody knows and a missing answer have kinds of their own; the plan then follows
/// the status. An answer that is no failure gives no issue. The issue's path is the answer's `field`, its span is absent.
///
/// ```
/// use presend::retry::{explain, Answer, NoAnswer, Outcome};
///
/// let lost = Answer { failure: Some(NoAnswer::Network), has_idempotency_key: true, ..Answer::default() };
/// let failure = explain(&lost);
/// assert_eq!(failure.issues[0].kind.reason(), "network_failure");
/// assert_eq!(failure.retry.outcome, Outcome::Unknown);
/// assert!(failure.retry.retry);
/// ```
pub fn explain(answer: &Answer<'_>) -> Failure {
    let body = read_answer(answer.body);
    let status = answer.status.or(body.status).filter(|status| (100..=599).contains(status));
    let (kind, retry) = match answer.failure {
        Some(failure) => no_answer(failure, answer),
        None => answer_kind(&body, status, answer),
    };
    let issues = kind.map_or_else(Vec::new, |kind| vec![issue(kind, body.field.as_deref())]);
    let request_id = answer.request_id.and_then(cleaned_word);
    let raw_code = body.error.as_deref().and_then(cleaned_word);
    Failure { issues, status, request_id, raw_code, retry }
}

/// No answer, or none that could be read to its end.
#[inline(never)]
fn no_answer(failure: NoAnswer, answer: &Answer<'_>) -> (Option<Kind>, RetryPlan) {
    let repeat = || plan_for_rule(Rule::OnlyIfIdempotent, Outcome::Unknown, answer);
    match failure {
        NoAnswer::Network => (Some(Kind::NetworkFailure), repeat()),
        NoAnswer::TimedOut => (Some(Kind::RequestTimedOut), repeat()),
        // Whoever called it off does not want it sent again.
        NoAnswer::Aborted => (Some(Kind::RequestAborted), no_retry(None, Outcome::Unknown)),
    }
}

#[inline(never)]
fn answer_kind(body: &AnswerBody, status: Option<u16>, answer: &Answer<'_>) -> (Option<Kind>, RetryPlan) {
    let class = class_of(status);
    let code = body.error.as_deref().and_then(code_of);
    if let Some(code) = code {
        return (Some(answered(code)), plan_for_code(code, answer));
    }
    let Some(status) = status else {
        return match body.error {
            None => no_answer(NoAnswer::Network, answer),
            Some(_) => (Some(Kind::UnknownCode { class }), no_retry(Some(Rule::AfterFix), Outcome::Unknown)),
        };
    };
    let accepted = (200..=299).contains(&status) && !body.is_refused && body.error.is_none();
    if accepted && (body.is_object || answer.body.trim_ascii().is_empty()) {
        return (None, no_retry(None, Outcome::LikelyAccepted));
    }
    let kind = match body {
        AnswerBody { error: Some(_), .. } => Kind::UnknownCode { class },
        AnswerBody { is_object: true, .. } => Kind::AnswerWithoutCode { class },
        _ => Kind::AnswerNotJson { class },
    };
    (Some(kind), plan_for_status(status, answer))
}

/// One of the 32 codes, also when its case or its hyphens differ: `Quota-Exceeded ` is read as the reference writes it.
#[inline(never)]
fn code_of(raw: &str) -> Option<ApiCode> {
    let raw = raw.trim_ascii().as_bytes();
    let mut name = [0; MAX_WORD];
    let name = name.get_mut(..raw.len())?;
    for (place, octet) in name.iter_mut().zip(raw) {
        *place = if matches!(octet, b'-' | b' ') { b'_' } else { octet.to_ascii_lowercase() };
    }
    ApiCode::from_name(core::str::from_utf8(name).ok()?)
}

fn issue(kind: Kind, field: Option<&str>) -> Issue {
    let mut issue = Issue::new(Severity::Error, kind, None);
    if kind.code().is_some() {
        issue.basis = Basis::Documented;
    }
    issue.path = field.map(parse_field).unwrap_or_default();
    issue
}

/// A code or an id that may be shown and logged: whatever else a hostile server puts there is dropped.
#[inline(never)]
fn cleaned_word(raw: &str) -> Option<String> {
    let mut word = Vec::new();
    for octet in raw.as_bytes().iter().take(MAX_LOOKED_AT) {
        if word.len() < MAX_WORD && (octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'-' | b'.' | b':')) {
            word.push(*octet);
        }
    }
    String::from_utf8(word).ok().filter(|word| !word.is_empty())
}

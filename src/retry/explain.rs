//! From an answer to issues and a plan.

use alloc::string::String;
use alloc::vec::Vec;

use super::answer::{Answer, Failure, NoAnswer, Outcome};
use super::body::{AnswerBody, read_answer};
use super::field::parse_field;
use super::headers::trimmed;
use super::kind::answered;
use super::plan::{class_of, plan_for, verdict_of_code, verdict_of_status};
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
#[inline(never)]
pub fn explain(answer: &Answer<'_>) -> Failure {
    let body = read_answer(answer.body);
    let status = answer.status.or(body.status).filter(|status| (100..=599).contains(status));
    let Verdict { kind, rule, outcome } = match answer.failure {
        Some(failure) => no_answer(failure),
        None => verdict(&body, status, answer),
    };
    let mut issues = Vec::new();
    if let Some(kind) = kind {
        let mut issue = Issue::new(Severity::Error, kind, None);
        if kind.code().is_some() {
            issue.basis = Basis::Documented;
        }
        if let Some(field) = &body.field {
            issue.path = parse_field(field);
        }
        issues.push(issue);
    }
    let request_id = answer.request_id.and_then(cleaned_word);
    let raw_code = body.error.as_deref().and_then(cleaned_word);
    Failure { issues, status, request_id, raw_code, retry: plan_for(rule, outcome, answer) }
}

/// What an answer comes to.
struct Verdict {
    kind: Option<Kind>,
    rule: Option<Rule>,
    outcome: Outcome,
}

/// No answer, or none that could be read to its end.
const fn no_answer(failure: NoAnswer) -> Verdict {
    let (kind, rule) = match failure {
        NoAnswer::Network => (Kind::NetworkFailure, Some(Rule::OnlyIfIdempotent)),
        NoAnswer::TimedOut => (Kind::RequestTimedOut, Some(Rule::OnlyIfIdempotent)),
        // Whoever called it off does not want it sent again.
        NoAnswer::Aborted => (Kind::RequestAborted, None),
    };
    Verdict { kind: Some(kind), rule, outcome: Outcome::Unknown }
}

#[inline(never)]
fn verdict(body: &AnswerBody, status: Option<u16>, answer: &Answer<'_>) -> Verdict {
    let class = class_of(status);
    let code = body.error.as_deref().and_then(code_of);
    let succeeded = matches!(status, Some(200..=299)) && !body.is_refused && body.error.is_none();
    if succeeded && (body.is_object || trimmed(answer.body).is_empty()) {
        return Verdict { kind: None, rule: None, outcome: Outcome::LikelyAccepted };
    }
    let kind = match (code, body) {
        (Some(code), _) => answered(code),
        (_, AnswerBody { error: Some(_), .. }) => Kind::UnknownCode { class },
        _ if status.is_none() => return no_answer(NoAnswer::Network),
        (_, AnswerBody { is_object: true, .. }) => Kind::AnswerWithoutCode { class },
        _ => Kind::AnswerNotJson { class },
    };
    let (rule, outcome) = match code {
        Some(code) => verdict_of_code(code, answer),
        None => verdict_of_status(status.unwrap_or(0)),
    };
    Verdict { kind: Some(kind), rule: Some(rule), outcome }
}

/// One of the 32 codes, also when its case or its hyphens differ: `Quota-Exceeded ` is read as the reference writes it.
#[inline(never)]
fn code_of(raw: &str) -> Option<ApiCode> {
    let raw = trimmed(raw.as_bytes());
    let mut name = [0; MAX_WORD];
    let name = name.get_mut(..raw.len())?;
    for (place, octet) in name.iter_mut().zip(raw) {
        *place = if matches!(octet, b'-' | b' ') { b'_' } else { octet.to_ascii_lowercase() };
    }
    ApiCode::from_name(core::str::from_utf8(name).ok()?)
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

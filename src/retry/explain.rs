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

/// Characters of a header that are looked at.
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
fn no_answer(failure: NoAnswer, answer: &Answer<'_>) -> (Option<Kind>, RetryPlan) {
    let repeat = || plan_for_rule(Rule::OnlyIfIdempotent, Outcome::Unknown, answer);
    match failure {
        NoAnswer::Network => (Some(Kind::NetworkFailure), repeat()),
        NoAnswer::TimedOut => (Some(Kind::RequestTimedOut), repeat()),
        // Whoever called it off does not want it sent again.
        NoAnswer::Aborted => (Some(Kind::RequestAborted), no_retry(None, Outcome::Unknown)),
    }
}

fn answer_kind(body: &AnswerBody, status: Option<u16>, answer: &Answer<'_>) -> (Option<Kind>, RetryPlan) {
    let class = class_of(status);
    let Some(known) = status else {
        if body.error.is_none() {
            return no_answer(NoAnswer::Network, answer);
        }
        return by_code(body, answer)
            .unwrap_or((Some(Kind::UnknownCode { class }), no_retry(Some(Rule::AfterFix), Outcome::Unknown)));
    };
    if let Some(found) = by_code(body, answer) {
        return found;
    }
    let accepted = (200..=299).contains(&known) && !body.is_refused && body.error.is_none();
    let kind = match body {
        AnswerBody { is_object: true, .. } if accepted => return (None, no_retry(None, Outcome::LikelyAccepted)),
        _ if accepted && answer.body.trim_ascii().is_empty() => {
            return (None, no_retry(None, Outcome::LikelyAccepted));
        }
        AnswerBody { error: Some(_), .. } => Kind::UnknownCode { class },
        AnswerBody { is_object: true, .. } => Kind::AnswerWithoutCode { class },
        _ => Kind::AnswerNotJson { class },
    };
    (Some(kind), plan_for_status(known, answer))
}

/// One of the 32 codes, also when its case or its hyphens differ.
fn by_code(body: &AnswerBody, answer: &Answer<'_>) -> Option<(Option<Kind>, RetryPlan)> {
    let raw = body.error.as_deref()?;
    let code = ApiCode::from_name(raw).or_else(|| ApiCode::from_name(&snake_case(raw)?))?;
    Some((Some(answered(code)), plan_for_code(code, answer)))
}

/// `Quota-Exceeded ` as the reference would write it.
fn snake_case(raw: &str) -> Option<String> {
    let raw = raw.trim_ascii();
    let letter = |char: char| if matches!(char, '-' | ' ') { '_' } else { char.to_ascii_lowercase() };
    (raw.len() <= MAX_WORD).then(|| raw.chars().map(letter).collect())
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
fn cleaned_word(raw: &str) -> Option<String> {
    let keep = |char: &char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.' | ':');
    let word: String = raw.chars().take(MAX_LOOKED_AT).filter(keep).take(MAX_WORD).collect();
    (!word.is_empty()).then_some(word)
}

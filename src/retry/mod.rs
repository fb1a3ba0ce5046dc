//! What an answer of the API means: which issue, whether the message went out, and when to try again.
//!
//! # Scope
//!
//! [`explain`] takes what the caller saw of an answer (status, headers, body, or that none came) and gives a [`Failure`]:
//! issues in the vocabulary of the checks, and a [`RetryPlan`] by the rules of the catalogue. Reading the clock, drawing
//! the jitter and knowing the account's time zone are the caller's business: a [`Delay`] says what to wait for. The body
//! may be anything; of its text only the code (cleaned) and the path in `field` are kept.
//!
//! Never "accepted": an answer that fails can at most make it likely that an earlier attempt went through.
//!
//! ```
//! use presend::retry::{explain, Answer, Delay};
//!
//! let failure = explain(&Answer {
//!     status: Some(429),
//!     body: br#"{"success":false,"error":"rate_limit_exceeded","message":"Too many requests","code":429}"#,
//!     retry_after: Some("23"),
//!     ..Answer::default()
//! });
//! assert_eq!(failure.issues[0].kind.reason(), "rate_limit_exceeded");
//! assert_eq!(failure.retry.delay, Delay::AfterMs(23_000.0));
//! ```

mod answer;
mod body;
mod date;
mod explain;
mod field;
mod headers;
mod kind;
mod plan;

pub use answer::{Answer, Delay, Failure, Method, NoAnswer, Outcome, Previous, RetryPlan};
pub use date::parse_http_date;
pub use explain::explain;
pub use field::parse_field;
pub use plan::{BACKOFF_BASE_MS, BACKOFF_CAP_MS, MAX_ATTEMPTS, MAX_WAIT_MS};

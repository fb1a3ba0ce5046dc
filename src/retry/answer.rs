//! What enters and what leaves.

use alloc::string::String;
use alloc::vec::Vec;

use crate::catalog::Rule;
use crate::issue::{Issue, Name};

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The connection failed.
    Network,
    /// The caller called the request off.
    Aborted,
    /// The caller's own time limit passed.
    TimedOut,
}

/// The request's method; the API has these five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`: every sending endpoint.
    #[default]
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method called `name`, in any case; `None` for one that the API does not have.
    ///
    /// ```
    /// use presend::retry::Method;
    ///
    /// assert_eq!(Method::from_name("get"), Some(Method::Get));
    /// assert_eq!(Method::from_name("BREW"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Method> {
        let all = [
            ("GET", Method::Get),
            ("POST", Method::Post),
            ("PUT", Method::Put),
            ("PATCH", Method::Patch),
            ("DELETE", Method::Delete),
        ];
        all.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, method)| method)
    }

    /// RFC 9110 §9.2.2: repeating the request has the effect of sending it once.
    pub const fn is_idempotent(self) -> bool {
        matches!(self, Method::Get | Method::Put | Method::Delete)
    }
}

/// How the previous attempt of the same message ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Previous {
    /// The caller's own time limit passed.
    TimedOut,
    /// The API answered 504 `gateway_timeout`.
    GatewayTimeout,
    /// In another way.
    Other,
}

/// What the caller saw.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// Why no answer came, or why its body broke off.
    pub failure: Option<NoAnswer>,
    /// The body as it came.
    pub body: &'a [u8],
    /// Header `X-Request-ID`.
    pub request_id: Option<&'a str>,
    /// Header `Retry-After`.
    pub retry_after: Option<&'a str>,
    /// Header `X-RateLimit-Reset`, seconds since 1970 UTC.
    pub rate_limit_reset: Option<&'a str>,
    /// Header `X-RateLimit-Remaining`, requests left in the window.
    pub rate_limit_remaining: Option<&'a str>,
    /// The request's method.
    pub method: Method,
    /// Which attempt this was, from 1.
    pub attempt: u32,
    /// True when the request carried `X-Idempotency-Key`.
    pub has_idempotency_key: bool,
    /// How the attempt before this one ended, if there was one.
    pub previous: Option<Previous>,
    /// The caller's clock, milliseconds since 1970 UTC.
    pub now_ms: f64,
}

impl Default for Answer<'_> {
    fn default() -> Self {
        Answer {
            status: None,
            failure: None,
            body: &[],
            request_id: None,
            retry_after: None,
            rate_limit_reset: None,
            rate_limit_remaining: None,
            method: Method::Post,
            attempt: 1,
            has_idempotency_key: false,
            previous: None,
            now_ms: 0.0,
        }
    }
}

/// What became of the message, as far as anyone can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was refused: it did not go out.
    Rejected,
    /// It may or may not have gone out; the logs know.
    Unknown,
    /// It went out, or an earlier attempt of it did, unless something uncommon happened.
    LikelyAccepted,
}

impl Outcome {
    /// The outcome as it appears in a retry plan.
    pub const fn name(self) -> Name {
        match self {
            Outcome::Rejected => "rejected",
            Outcome::Unknown => "unknown",
            Outcome::LikelyAccepted => "likely_accepted",
        }
    }
}

/// What to wait for before the next attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Delay {
    /// Nothing: waiting does not help.
    None,
    /// So many milliseconds from now.
    AfterMs(f64),
    /// An instant, in milliseconds since 1970 UTC.
    At(f64),
    /// A random time, evenly drawn between two limits in milliseconds from now ("full jitter").
    Backoff {
        /// At least this long.
        floor_ms: f64,
        /// At most this long; doubles with each attempt up to a cap.
        ceiling_ms: f64,
    },
    /// The next full hour by the clock of the account's time zone.
    NextHour,
    /// The next midnight by the clock of the account's time zone.
    NextMidnight,
}

/// Whether, when and how to send the same message again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPlan {
    /// True when a program may repeat the request on its own.
    pub retry: bool,
    /// The catalogue's rule; `None` when there is nothing to repeat.
    pub rule: Option<Rule>,
    /// What became of the message.
    pub outcome: Outcome,
    /// True when the repetition must carry the key of this attempt.
    pub same_idempotency_key: bool,
    /// What to wait for.
    pub delay: Delay,
}

impl RetryPlan {
    /// The rule's name, or `none`.
    pub fn rule_name(&self) -> Name {
        self.rule.map_or("none", Rule::name)
    }
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Empty only when the answer is no failure.
    pub issues: Vec<Issue>,
    /// HTTP status, from the answer or, failing that, from its body.
    pub status: Option<u16>,
    /// The request id for the provider's support, if it looks like one.
    pub request_id: Option<String>,
    /// The code as the answer spelt it: at most 64 characters, letters, digits and `_ - . :` alone.
    pub raw_code: Option<String>,
    /// What to do about it.
    pub retry: RetryPlan,
}

//! Answers of the API: shared cases, hostile bodies, dates.

use std::collections::BTreeSet;

use presend::catalog::ApiCode;
use presend::issue::{Kind, Severity, Step};
use presend::retry::{
    Answer, BACKOFF_CAP_MS, Delay, Failure, MAX_WAIT_MS, Method, NoAnswer, Outcome, Previous, explain, parse_field,
    parse_http_date,
};
use serde_json::{Value, json};

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../cases/answers.json")).unwrap();
    file["cases"].as_array().unwrap().clone()
}

/// What a case's caller saw.
fn answer_of(case: &Value) -> Answer<'_> {
    let (value, options) = (&case["value"], &case["options"]);
    let header = |name: &str| {
        let headers = value["headers"].as_object()?;
        headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.as_str()
    };
    Answer {
        status: value["status"].as_u64().map(|status| status as u16),
        failure: value["failure"].as_str().map(|word| match word {
            "network" => NoAnswer::Network,
            "aborted" => NoAnswer::Aborted,
            "timed_out" => NoAnswer::TimedOut,
            other => panic!("{other}"),
        }),
        body: value["body"].as_str().unwrap_or_default().as_bytes(),
        request_id: header("X-Request-ID"),
        retry_after: header("Retry-After"),
        rate_limit_reset: header("X-RateLimit-Reset"),
        rate_limit_remaining: header("X-RateLimit-Remaining"),
        method: options["method"].as_str().map_or(Method::Post, |name| Method::from_name(name).unwrap()),
        attempt: options["attempt"].as_u64().unwrap_or(1) as u32,
        has_idempotency_key: options["idempotencyKey"].as_bool().unwrap_or(false),
        previous: options["previous"].as_str().map(|word| match word {
            "timed_out" => Previous::TimedOut,
            "gateway_timeout" => Previous::GatewayTimeout,
            "other" => Previous::Other,
            other => panic!("{other}"),
        }),
        now_ms: options["now"].as_f64().unwrap_or(0.0),
    }
}

fn delay_json(delay: Delay) -> Value {
    let whole = |ms: f64| json!(ms as u64);
    match delay {
        Delay::None => json!({ "kind": "none" }),
        Delay::AfterMs(ms) => json!({ "kind": "after_ms", "ms": whole(ms) }),
        Delay::At(ms) => json!({ "kind": "at", "ms": whole(ms) }),
        Delay::Backoff { floor_ms, ceiling_ms } => {
            json!({ "kind": "backoff", "floorMs": whole(floor_ms), "ceilingMs": whole(ceiling_ms) })
        }
        Delay::NextHour => json!({ "kind": "next_hour" }),
        Delay::NextMidnight => json!({ "kind": "next_midnight" }),
    }
}

fn failure_json(failure: &Failure, expect: &Value) -> Value {
    let issues = failure.issues.iter().enumerate().map(|(at, issue)| {
        let all = serde_json::to_value(issue).unwrap();
        let mut out = json!({ "reason": all["reason"], "path": all["path"] });
        if !expect["issues"][at]["params"].is_null() {
            out["params"] = all["params"].clone();
        }
        out
    });
    json!({
        "issues": issues.collect::<Value>(),
        "status": failure.status,
        "requestId": failure.request_id,
        "rawCode": failure.raw_code,
        "retry": {
            "retry": failure.retry.retry,
            "rule": failure.retry.rule_name(),
            "outcome": failure.retry.outcome.name(),
            "sameIdempotencyKey": failure.retry.same_idempotency_key,
            "delay": delay_json(failure.retry.delay),
        },
    })
}

/// What holds of every failure.
fn assert_sound(answer: &Answer<'_>, failure: &Failure) {
    assert!(failure.issues.len() <= 1);
    assert!(failure.issues.iter().all(|issue| issue.span.is_none() && issue.severity == Severity::Error));
    assert!(failure.raw_code.as_ref().is_none_or(|code| (1..=64).contains(&code.len()) && code.is_ascii()));
    assert!(failure.request_id.as_ref().is_none_or(|id| (1..=64).contains(&id.len()) && id.is_ascii()));
    let plan = &failure.retry;
    assert!(plan.retry || plan.delay == Delay::None, "{plan:?}");
    assert!(plan.retry || !plan.same_idempotency_key || plan.outcome == Outcome::Unknown, "{plan:?}");
    assert!(plan.outcome != Outcome::LikelyAccepted || !plan.retry, "what went out is not sent again");
    assert!(!plan.same_idempotency_key || answer.has_idempotency_key);
    match plan.delay {
        Delay::AfterMs(ms) => assert!((0.0..=MAX_WAIT_MS).contains(&ms)),
        Delay::At(ms) => assert!(answer.now_ms < ms && ms <= answer.now_ms + MAX_WAIT_MS),
        Delay::Backoff { floor_ms, ceiling_ms } => {
            assert!((0.0..=MAX_WAIT_MS).contains(&floor_ms) && floor_ms < ceiling_ms);
            assert!(ceiling_ms <= floor_ms + BACKOFF_CAP_MS);
        }
        Delay::None | Delay::NextHour | Delay::NextMidnight => {}
    }
}

#[test]
fn cases_give_what_they_expect() {
    let cases = cases();
    assert!(cases.len() >= 70, "{}", cases.len());
    for case in &cases {
        let answer = answer_of(case);
        let failure = explain(&answer);
        assert_eq!(failure_json(&failure, &case["expect"]), case["expect"], "{case}");
        assert_sound(&answer, &failure);
    }
}

#[test]
fn every_code_has_a_case_and_its_own_reason() {
    let mut triggered = BTreeSet::new();
    for case in &cases() {
        for issue in &explain(&answer_of(case)).issues {
            triggered.insert(issue.kind.reason());
            assert!(issue.kind.code().is_none_or(|code| code.name() == issue.kind.reason()));
        }
    }
    let reasons: BTreeSet<&str> = Kind::ALL.iter().map(|info| info.reason).collect();
    for row in ApiCode::ALL {
        assert!(reasons.contains(row.name) && triggered.contains(row.name), "{}", row.name);
    }
    let ours = [
        "unknown_code",
        "answer_without_code",
        "answer_not_json",
        "network_failure",
        "request_aborted",
        "request_timed_out",
    ];
    for reason in ours {
        assert!(reasons.contains(reason) && triggered.contains(reason), "{reason}");
    }
}

#[test]
fn documented_statuses_are_the_catalogues() {
    for case in cases() {
        let first = case["expect"]["issues"][0]["reason"].as_str().and_then(ApiCode::from_name);
        let status = case["value"]["status"].as_u64();
        if let (Some(code), Some(status)) = (first, status.filter(|status| (400..600).contains(status))) {
            assert_eq!(u64::from(code.info().status), status, "{case}");
        }
    }
}

#[test]
fn hostile_bodies_are_answers() {
    let deep = ["{\"a\":", &"[".repeat(5_000_000), &"]".repeat(5_000_000), ",\"error\":\"dnd_number\"}"].concat();
    let objects = ["{\"a\":", &"{\"a\":".repeat(1_000_000)].concat();
    let quotes = ["{\"error\":\"", &"\\\"".repeat(5_000_000), "\"}"].concat();
    let members = ["{", &"\"a\":1,".repeat(1_500_000), "\"error\":\"dnd_number\"}"].concat();
    let blanks = [" ".repeat(5_000_000), "{\"error\":\"dnd_number\"}".into()].concat();
    let long = ["{\"error\":\"dnd_number\",\"field\":\"", &"a.".repeat(5_000_000), "\"}"].concat();
    let expected = [
        (deep, "dnd_number"),
        (objects, "answer_without_code"),
        (quotes, "unknown_code"),
        (members, "dnd_number"),
        (blanks, "dnd_number"),
        (long, "dnd_number"),
    ];
    for (body, reason) in expected {
        let start = std::time::Instant::now();
        let answer = Answer { status: Some(422), body: body.as_bytes(), ..Answer::default() };
        let failure = explain(&answer);
        assert_eq!(failure.issues[0].kind.reason(), reason, "{}", &body[..40]);
        assert_sound(&answer, &failure);
        let names = failure.issues[0].path.iter().map(|step| matches!(step, Step::Name(name) if name.len() > 1000));
        assert!(!names.into_iter().any(|long| long));
        // Quadratic time would be hours; a busy machine needs seconds.
        assert!(start.elapsed().as_secs() < 60, "{}", &body[..40]);
    }
    for body in [
        &b"\xFF\xFE{\"error\":1}"[..],
        b"{\"error\":\"\xFF\xED\xA0\xBD\"}",
        b"{\"\\u12",
        b"{\"error\":\"\\u12\"}",
        b"{\"error\":\"\\",
    ] {
        let answer = Answer { status: Some(500), body, ..Answer::default() };
        assert_sound(&answer, &explain(&answer));
    }
}

#[test]
fn a_clock_that_says_nothing_gives_no_instant() {
    for now_ms in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let answer = Answer {
            status: Some(429),
            body: b"{\"error\":\"rate_limit_exceeded\"}",
            rate_limit_reset: Some("1717754460"),
            now_ms,
            ..Answer::default()
        };
        assert_eq!(explain(&answer).retry.delay, Delay::Backoff { floor_ms: 0.0, ceiling_ms: 1000.0 });
    }
}

#[test]
fn dates_are_those_of_the_calendar() {
    let day = 86_400_000.0;
    let table = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("Thu, 29 Feb 1996 23:59:59 GMT", 825_638_399_000.0),
        ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600_000.0),
        ("Wed, 31 Dec 1969 23:59:59 GMT", -1000.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799_000.0),
        ("Sat, 01 Jan 0000 00:00:00 GMT", -719_528.0 * day),
    ];
    for (text, ms) in table {
        assert_eq!(parse_http_date(text, 0.0), Some(ms), "{text}");
    }
    assert_eq!(parse_http_date("Mon, 29 Feb 1900 00:00:00 GMT", 0.0), None);
    // RFC 9110 §5.6.7: a two-digit year more than 50 years ahead is in the past.
    let now = parse_http_date("Sat, 01 Jan 2022 00:00:00 GMT", 0.0).unwrap();
    let year = |text: &str| (parse_http_date(text, now).unwrap() / day / 365.2425 + 1970.0) as u32;
    assert_eq!(year("Friday, 01-Jul-71 00:00:00 GMT"), 2071);
    assert_eq!(year("Friday, 01-Jul-72 00:00:00 GMT"), 1972);
}

#[test]
fn each_day_follows_the_one_before() {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut last = None;
    for year in 1896..2105 {
        for month in months {
            for day in 1..=31 {
                let text = format!("Sun, {day:02} {month} {year} 00:00:00 GMT");
                let Some(at) = parse_http_date(&text, 0.0) else { continue };
                assert!(last.is_none_or(|last| at - last == 86_400_000.0), "{text}");
                last = Some(at);
            }
        }
    }
}

/// Marsaglia's xorshift, so that a failure can be run again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn random_answers_keep_the_rules() {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ":",
        ",",
        "error",
        "\"error\":",
        "\"dnd_number\"",
        "\"gateway_timeout\"",
        "\"code\":422",
        "\"field\":",
        "\"a[0].b\"",
        "\\u0041",
        "\\ud800",
        "é",
        "😀",
        "false",
        "\"success\":false",
        " ",
        "1e9",
        "null",
    ];
    let headers = [None, Some("5"), Some("-5"), Some("Fri, 07 Jun 2024 10:01:00 GMT"), Some("1717754460"), Some("é")];
    let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for _ in 0..20_000 {
        let mut body: String = (0..random.below(14)).map(|_| pieces[random.below(pieces.len())]).collect();
        if random.below(2) == 0 {
            body.insert(0, '{');
        }
        let mut pick = || headers[random.below(headers.len())];
        let (request_id, retry_after, rate_limit_reset, rate_limit_remaining) = (pick(), pick(), pick(), pick());
        let answer = Answer {
            status: [None, Some(random.below(700) as u16)][random.below(2)],
            failure: [None, None, None, Some(NoAnswer::TimedOut)][random.below(4)],
            body: body.as_bytes(),
            request_id,
            retry_after,
            rate_limit_reset,
            rate_limit_remaining,
            method: methods[random.below(5)],
            attempt: random.below(8) as u32,
            has_idempotency_key: random.below(2) == 0,
            previous: [None, Some(Previous::TimedOut), Some(Previous::Other)][random.below(3)],
            now_ms: 1_717_754_400_000.0,
        };
        let failure = explain(&answer);
        assert_sound(&answer, &failure);
        // An oracle for the members: where the body is JSON, another reader sees the same code.
        if let Ok(Value::Object(members)) = serde_json::from_str(&body) {
            let code = members.get("error").and_then(Value::as_str);
            let same = code.and_then(ApiCode::from_name).map(|code| code.name());
            let found = failure.issues.first().and_then(|issue| issue.kind.code()).map(|code| code.name());
            assert!(answer.failure.is_some() || found == same, "{body}");
        }
    }
}

#[test]
fn fields_have_at_most_sixteen_steps() {
    for steps in [15, 16, 17] {
        let dotted = vec!["a"; steps].join(".");
        let pointer = "/a".repeat(steps);
        let expected = if steps <= 16 { steps } else { 1 };
        assert_eq!(parse_field(&dotted).len(), expected);
        assert_eq!(parse_field(&pointer).len(), expected);
    }
    assert_eq!(parse_field("a\u{0}b"), [Step::Name("ab".into())]);
}

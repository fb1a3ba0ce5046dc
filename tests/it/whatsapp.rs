//! The WhatsApp room: shared cases, the window's edges, hostile definitions.

use std::collections::BTreeSet;
use std::time::Instant;

use presend::issue::{Findings, Issue, Kind, Step, apply_fix};
use presend::json::{JsonOptions, check_json};
use presend::text::Utf16Counter;
use presend::whatsapp::{
    CLOSING_MS, SessionState, WINDOW_MS, check_whatsapp_message, check_whatsapp_template, session_window,
};
use serde_json::{Map, Value};

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../cases/whatsapp.json")).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn run(case: &Value) -> Findings {
    let read = |value: &Value| value.to_string();
    let (value, template) = (read(&case["value"]), read(&case["options"]["template"]));
    let document = check_json(&value, &JsonOptions::default()).document.unwrap();
    let template = check_json(&template, &JsonOptions::default()).document.unwrap();
    match case["check"].as_str().unwrap() {
        "whatsappTemplate" => check_whatsapp_template(document.root()),
        "whatsappMessage" => {
            let known = !case["options"]["template"].is_null();
            let time = |name: &str| case["options"][name].as_f64();
            let window = time("lastInbound").map(|last| session_window(last, time("now").unwrap()));
            check_whatsapp_message(document.root(), known.then(|| template.root()), window.as_ref())
        }
        other => panic!("{other}"),
    }
}

fn at<'v>(value: &'v Value, path: &[Step]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Index(index) => value.get(index),
    })
}

fn issue_json(value: &Value, issue: &Issue) -> Value {
    let text = at(value, &issue.path).and_then(Value::as_str);
    let mut out = Map::new();
    out.insert("reason".into(), issue.kind.reason().into());
    let step = |step: &Step| match step {
        Step::Name(name) => Value::from(name.as_str()),
        Step::Index(index) => Value::from(*index),
    };
    out.insert("path".into(), issue.path.iter().map(step).collect());
    if let Some(span) = issue.span {
        let text = text.expect("a span lies in a text");
        assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?}");
        let span = Utf16Counter::new(text.as_bytes()).span(span);
        out.insert("span".into(), serde_json::json!([span.start, span.end]));
    }
    let params = serde_json::to_value(issue).unwrap()["params"].clone();
    if params.as_object().is_some_and(|params| !params.is_empty()) {
        out.insert("params".into(), params);
    }
    if !issue.fix.is_empty() {
        out.insert("fixed".into(), apply_fix(text.unwrap(), &issue.fix).expect("a fix fits its value").into());
    }
    Value::Object(out)
}

#[test]
fn cases_give_what_they_expect() {
    let mut wrong = Vec::new();
    for case in &cases() {
        let found = run(case);
        let list = |issues: &[Issue]| issues.iter().map(|issue| issue_json(&case["value"], issue)).collect::<Vec<_>>();
        let is =
            serde_json::json!({"ok": found.is_ok(), "issues": list(&found.issues), "warnings": list(&found.warnings)});
        let none = serde_json::json!([]);
        let expect = &case["expect"];
        let wanted = serde_json::json!({
            "ok": expect["ok"],
            "issues": expect.get("issues").unwrap_or(&none), "warnings": expect.get("warnings").unwrap_or(&none),
        });
        if is != wanted {
            wrong.push(format!("{case}\n  gives {is}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_the_room_is_triggered() {
    let mut triggered = BTreeSet::new();
    for case in &cases() {
        let found = run(case);
        triggered.extend(found.issues.iter().chain(&found.warnings).map(|issue| issue.kind.reason()));
    }
    let own = |reason: &str| reason.starts_with("whatsapp_") && reason != "whatsapp_template_not_approved";
    for info in Kind::ALL.iter().filter(|info| own(info.reason)) {
        assert!(triggered.contains(info.reason), "no case triggers {}", info.reason);
    }
}

#[test]
fn the_window_closes_at_the_24th_hour() {
    let last = 1_717_754_400_000.0;
    let state = |after: f64| session_window(last, last + after).state;
    assert_eq!(state(-5.0), SessionState::Open);
    assert_eq!(state(0.0), SessionState::Open);
    assert_eq!(state(WINDOW_MS - CLOSING_MS - 1.0), SessionState::Open);
    assert_eq!(state(WINDOW_MS - CLOSING_MS), SessionState::Open);
    assert_eq!(state(WINDOW_MS - CLOSING_MS + 1.0), SessionState::Closing);
    assert_eq!(state(WINDOW_MS - 1.0), SessionState::Closing);
    assert_eq!(state(WINDOW_MS), SessionState::Expired);
    let late = session_window(last, last + WINDOW_MS + 60_000.0);
    assert_eq!((late.remaining_ms, late.overdue_ms, late.closes_at_ms), (0.0, 60_000.0, last + WINDOW_MS));
}

#[test]
fn hostile_values_are_quick() {
    let started = Instant::now();
    let many = |text: &str, count: usize| Value::from(text.repeat(count));
    let texts = [
        many("{{", 20_000),
        many("{{1}}", 10_000),
        many("{{a}} ", 10_000),
        many("{", 50_000),
        many("a\n", 30_000),
        (0..10_000).map(|at| format!("{{{{n{at}}}}}")).collect::<String>().into(),
    ];
    for text in &texts {
        let component = serde_json::json!({"type": "BODY", "text": text});
        let components: Vec<Value> = (0..3).map(|_| component.clone()).collect();
        let template = serde_json::json!({"name": "a", "language": "en", "components": components});
        let parameter = serde_json::json!({"type": "text", "text": text, "parameter_name": "a"});
        let parameters: Vec<Value> = (0..20).map(|_| parameter.clone()).collect();
        let sent = serde_json::json!({"name": "a", "language": "en",
            "components": [{"type": "body", "parameters": parameters}]});
        for (check, value) in [("whatsappTemplate", &template), ("whatsappMessage", &sent)] {
            run(&serde_json::json!({"check": check, "value": value, "options": {"template": template}}));
        }
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

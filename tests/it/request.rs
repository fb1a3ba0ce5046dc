//! Whole requests: the cases of `tests/cases/request.json`, profiles that are wrong, and what must never appear.
//!
//! `PRESEND_UPDATE=1` writes what is found into the file, to be read before it is committed.

use std::fs;

use presend::issue::{Issue, Param, Step};
use presend::phone::PhoneTable;
use presend::request::{
    AssumedRules, Context, Headers, PositionUnit, Profile, RequestCheck, RequestReport, check_request,
};
use serde_json::{Map, Value, json};

const CASES: &str = "tests/cases/request.json";

fn written(path: &[Step]) -> Value {
    let step = |step: &Step| match step {
        Step::Name(name) => json!(name),
        Step::Index(index) => json!(index),
    };
    path.iter().map(step).collect()
}

fn finding(issue: &Issue, is_text: bool) -> Value {
    let mut out = Map::new();
    out.insert("reason".into(), json!(issue.kind.reason()));
    out.insert("path".into(), written(&issue.path));
    out.insert("span".into(), issue.span.map_or(Value::Null, |span| json!([span.start, span.end])));
    if let (true, Some(source)) = (is_text, issue.source) {
        out.insert("line".into(), json!(source.line));
        out.insert("column".into(), json!(source.column));
    }
    let mut params = Map::new();
    issue.kind.for_each_param(|name, param| {
        let value = match param {
            Param::Number(number) => json!(number),
            Param::Name(word) => json!(word),
            Param::Region(region) => json!(region.as_str()),
        };
        params.insert(name.into(), value);
    });
    if !params.is_empty() {
        out.insert("params".into(), Value::Object(params));
    }
    if issue.likely {
        out.insert("likely".into(), json!(true));
    }
    if !issue.elements.is_empty() {
        out.insert("elements".into(), json!(issue.elements));
    }
    if let Some(as_of) = issue.as_of {
        out.insert("asOf".into(), json!(as_of as u64));
    }
    if !issue.related.is_empty() {
        let places = issue
            .related
            .iter()
            .map(|place| json!({ "path": written(&place.path), "span": [place.span.start, place.span.end] }));
        if is_text && !issue.related_sources.is_empty() {
            let lines = issue.related_sources.iter().map(|source| json!([source.line, source.column]));
            out.insert("relatedAt".into(), lines.collect());
        }
        out.insert("related".into(), places.collect());
    }
    Value::Object(out)
}

fn check(case: &Value) -> RequestReport {
    let profile = match case["profile"].as_str() {
        Some("telnxo") => Profile::TELNXO,
        Some("generic") => Profile::GENERIC,
        _ => Profile::MIGOSMTP,
    };
    // As `confirmRules` does: values at pointers, put into the profile.
    let confirmed = case["rules"].as_object().map(|rules| {
        let mut profile: Value = serde_json::from_str(profile).unwrap();
        for (pointer, value) in rules {
            let place = profile.pointer_mut(pointer).unwrap();
            for (name, value) in value.as_object().unwrap() {
                place[name] = value.clone();
            }
            place["basis"] = json!("confirmed");
        }
        profile.to_string()
    });
    let profile = Profile::from_json(confirmed.as_deref().unwrap_or(profile).as_bytes()).unwrap();
    let operation = profile.operation_index(case["operation"].as_str().unwrap().as_bytes()).unwrap();
    let body = case.get("text").map_or_else(|| case["body"].to_string(), |text| text.as_str().unwrap().to_string());
    let options = case.get("options").cloned().unwrap_or(Value::Null);
    let context = options.get("context").map(Value::to_string);
    let context = context.map_or_else(Context::empty, |text| Context::from_json(text.as_bytes()).unwrap());
    let header = |name: &str| options["headers"][name].as_str().map(str::as_bytes);
    let headers = Headers {
        direct: options["via"] == "direct",
        authorization: header("Authorization"),
        content_type: header("Content-Type"),
        idempotency_key: header("X-Idempotency-Key"),
    };
    let mut idna = Vec::new();
    loop {
        let report = check_request(
            &profile,
            operation,
            body.as_bytes(),
            &RequestCheck {
                context: &context,
                headers,
                now_ms: options.get("now").and_then(Value::as_f64),
                assumed_rules: match options.get("assumedRules").and_then(Value::as_str) {
                    Some("block") => AssumedRules::Block,
                    Some("ignore") => AssumedRules::Ignore,
                    _ => AssumedRules::Warn,
                },
                position_unit: PositionUnit::Utf16Units,
                source_unit: PositionUnit::Utf16Units,
                providers: None,
                phone: Some(PhoneTable::bundled()),
                idna: &idna,
            },
        );
        if report.needs_idna.is_empty() || !idna.is_empty() {
            return report;
        }
        let answer = |domain: &String| (domain.clone(), idna::domain_to_ascii(domain).ok());
        idna = report.needs_idna.iter().map(answer).collect();
    }
}

#[test]
fn cases() {
    let mut file: Value = serde_json::from_str(&fs::read_to_string(CASES).unwrap()).unwrap();
    let updating = std::env::var_os("PRESEND_UPDATE").is_some();
    let cases = file["cases"].as_array_mut().unwrap();
    assert!(cases.len() > 50);
    for case in cases {
        let report = check(case);
        let is_text = case.get("text").is_some();
        let list = |issues: &[Issue]| issues.iter().map(|issue| finding(issue, is_text)).collect::<Value>();
        let found = json!({
            "ok": report.findings.is_ok(),
            "issues": list(&report.findings.issues),
            "warnings": list(&report.findings.warnings),
            "notChecked": report.parts_not_checked().collect::<Vec<_>>(),
        });
        if updating {
            case["expect"] = found;
        } else {
            assert_eq!(case["expect"], found, "{}", case["note"]);
        }
    }
    if updating {
        let cases: Vec<String> = file["cases"].as_array().unwrap().iter().map(|case| format!("    {case}")).collect();
        let text = format!("{{\n  \"note\": {},\n  \"cases\": [\n{}\n  ]\n}}\n", file["note"], cases.join(",\n"));
        fs::write(CASES, text).unwrap();
    }
}

#[test]
fn every_kind_of_the_room_is_met() {
    let text = fs::read_to_string(CASES).unwrap();
    for reason in [
        "required",
        "required_one_of",
        "request_not_object",
        "field_type_mismatch",
        "field_unknown",
        "too_many_items",
        "header_line_break",
        "display_name_unsure",
        "saved_template_unknown",
        "saved_template_inactive",
        "instant_malformed",
        "instant_past",
        "domain_not_verified",
        "email_not_text",
        "text_too_long",
    ] {
        assert!(text.contains(&format!("\"reason\":\"{reason}\"")), "no case meets {reason}");
    }
}

#[test]
fn a_wrong_profile_names_the_rule() {
    let wrong = [
        ("{", ""),
        ("[]", "/name"),
        (r#"{"name":"x"}"#, "/operations"),
        (r#"{"name":"x","operations":{"a":{}}}"#, "/operations/a/fields"),
        (r#"{"name":"x","operations":{"a":{"fields":{"f":{}}}}}"#, "/operations/a/fields/f/kind"),
        (
            r#"{"name":"x","operations":{"a":{"fields":{"f":{"kind":"text","required":{}}}}}}"#,
            "/operations/a/fields/f/required/basis",
        ),
        (
            r#"{"name":"x","operations":{"a":{"fields":{"f":{"kind":"text","maxLength":{"max":-1}}}}}}"#,
            "/operations/a/fields/f/maxLength/max",
        ),
        (
            r#"{"name":"x","operations":{"a":{"fields":{"f":{"kind":"text","maxLength":{"max":1,"unit":"letters"}}}}}}"#,
            "/operations/a/fields/f/maxLength/unit",
        ),
        (
            r#"{"name":"x","operations":{"a":{"fields":{},"oneOf":[{"fields":["g"],"basis":"assumed"}]}}}"#,
            "/operations/a/oneOf",
        ),
    ];
    for (text, pointer) in wrong {
        let error = Profile::from_json(text.as_bytes()).unwrap_err();
        assert_eq!(error.pointer, pointer, "{text}");
        assert!(!error.expected.is_empty());
    }
}

#[test]
fn hostile_bodies_end() {
    let deep = "[".repeat(1_000_000);
    let many = format!("{{{}\"z\":1}}", "\"a\":1,".repeat(100_000));
    let wide = format!("{{\"to\":[{}\"x\"]}}", "\"x\",".repeat(50_000));
    for body in [deep, many, wide] {
        let start = std::time::Instant::now();
        let report = check(&json!({ "operation": "email.send", "text": body }));
        assert!(!report.findings.is_ok());
        // Quadratic time would be hours; a busy machine needs seconds.
        assert!(start.elapsed().as_secs() < 60);
    }
}

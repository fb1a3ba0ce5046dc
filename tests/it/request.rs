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

pub(crate) fn check(case: &Value) -> RequestReport {
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
        (r#"{"name":"x","operatoins":{},"operations":{}}"#, "/operatoins"),
        (
            r#"{"name":"x","switches":{"sendingLimit":{"value":"queue","basis":"assumed"}},"operations":{}}"#,
            "/switches/sendingLimit",
        ),
        (
            r#"{"name":"x","switches":{"sendingLimits":{"value":"queued","basis":"assumed"}},"operations":{}}"#,
            "/switches/sendingLimits/value",
        ),
        (
            r#"{"name":"x","switches":{"sendingLimits":{"value":"queue"}},"operations":{}}"#,
            "/switches/sendingLimits/basis",
        ),
        (
            r#"{"name":"x","account":{"idempotencyKey":{"basis":"assumed","hour":1}},"operations":{}}"#,
            "/account/idempotencyKey/hour",
        ),
        (
            r#"{"name":"x","operations":{"a":{"fields":{"f":{"kind":"text","maxLength":{"max":1,"mx":5,"basis":"assumed"}}}}}}"#,
            "/operations/a/fields/f/maxLength/mx",
        ),
        (
            r#"{"name":"x","operations":{"a":{"fields":{"f":{"kind":"text","required":{"basis":"assumed","unles":"f"}}}}}}"#,
            "/operations/a/fields/f/required/unles",
        ),
        (
            r#"{"name":"x","operations":{"a":{"fields":{"f":{"kind":"text","required":{"basis":"assumed","unless":"nope"}}}}}}"#,
            "/operations/a/fields/f/required/unless",
        ),
        (
            r#"{"name":"x","rateGroups":{"b":{"perMinute":1}},"operations":{"a":{"rateGroup":"c","fields":{}}}}"#,
            "/operations/a/rateGroup",
        ),
    ];
    for (text, pointer) in wrong {
        let error = Profile::from_json(text.as_bytes()).unwrap_err();
        assert_eq!(error.pointer, pointer, "{text}");
        assert!(!error.expected.is_empty());
    }
}

#[test]
fn a_profile_that_is_spelt_right_is_taken() {
    let right = [
        r#"{"name":"x","switches":{"sendingLimits":{"value":"queue","values":[],"title":"","against":"","source":"","basis":"assumed"}},"operations":{}}"#,
        r#"{"name":"x","operations":{"a":{"rateGroup":"c","fields":{}}}}"#,
        r#"{"name":"x","rateGroups":{"c":{"perMinute":1}},"operations":{"a":{"rateGroup":"c","fields":{}},"b":{"fields":{}}}}"#,
        r#"{"name":"x","operations":{"a":{"fields":{"f":{"kind":"text","required":{"basis":"assumed","unless":"g"}},"g":{"kind":"text"}}}}}"#,
    ];
    for text in right {
        assert_eq!(Profile::from_json(text.as_bytes()).err(), None, "{text}");
    }
}

#[test]
fn a_wrong_snapshot_names_the_member_and_changes_nothing() {
    let moment = "a number of milliseconds";
    let wrong = [
        (r#"{"subscription":{"expiresAt":"2020-01-01"}}"#, "/subscription/expiresAt", moment),
        (r#"{"subscription":{"status":5}}"#, "/subscription/status", "a string"),
        (r#"{"apiKey":{"expiresAt":"1970-01-01T00:00:00.000Z"}}"#, "/apiKey/expiresAt", moment),
        (r#"{"apiKey":{"scopes":"send"}}"#, "/apiKey/scopes", "an array of strings"),
        (r#"{"apiKey":{"ipAllowList":["203.0.113.7",5]}}"#, "/apiKey/ipAllowList/1", "a string"),
        (r#"{"usage":{"monthly_quota":"10"}}"#, "/usage/monthly_quota", "a number, 0 or more"),
        (r#"{"usage":{"daily_used":-1}}"#, "/usage/daily_used", "a number, 0 or more"),
        (r#"{"usage":{"month_ends_at":"1970-01-01T00:00:00.000Z"}}"#, "/usage/month_ends_at", moment),
        (r#"{"usage":{"shared":"no"}}"#, "/usage/shared", "true or false"),
        (r#"{"idempotencyKeys":["k",{"key":"k","at":"x"}]}"#, "/idempotencyKeys/1/at", moment),
        (r#"{"idempotencyKeys":[{"at":1}]}"#, "/idempotencyKeys/0/key", "a string"),
        (r#"{"idempotencyKeys":[{"key":"k","failed":"no"}]}"#, "/idempotencyKeys/0/failed", "true or false"),
        (r#"{"rateLimits":{"a/b":{"remaining":"0"}}}"#, "/rateLimits/a~1b/remaining", "a number, 0 or more"),
        (r#"{"resources":{"domains":{"ids":"acme.in"}}}"#, "/resources/domains/ids", "an array of strings"),
        (r#"{"resources":{"domains":5}}"#, "/resources/domains", "an object"),
        (r#"{"senderIds":["A",{"id":5}]}"#, "/senderIds/1/id", "a string"),
        (r#"{"senderIds":[5]}"#, "/senderIds/0", "an object"),
        (r#"{"templates":["welcome"]}"#, "/templates/0", "an object"),
        (r#"{"templates":[{"html":"x"}]}"#, "/templates/0/id", "a string"),
        (r#"{"templates":[{"id":"a","html":5}]}"#, "/templates/0/html", "a string"),
        (r#"{"templates":[{"id":"a","defaults":{"b":1}}]}"#, "/templates/0/defaults/b", "a string"),
        (r#"{"templates":[{"id":"a","variables":"b"}]}"#, "/templates/0/variables", "an array of strings"),
        (r#"{"whatsappTemplates":[{"name":"a","language":5}]}"#, "/whatsappTemplates/0/language", "a string"),
        (r#"{"whatsappInbound":{"+919876543210":"now"}}"#, "/whatsappInbound", "an object of numbers of milliseconds"),
        (r#"{"dlt":{"entityId":"1"}}"#, "/dlt/templates", "an array of { id, text, header? }"),
        (r#"{"dlt":{"templates":[],"policy":{"tags":"none"}}}"#, "/dlt/policy", "a policy as in createDltIndex"),
        (r#"{"dlt":{"templates":[],"entityId":5}}"#, "/dlt/entityId", "a string"),
        (r#"{"suppressions":["a@b.in",5]}"#, "/suppressions/1", "a string"),
        (r#"{"ipAddress":5}"#, "/ipAddress", "a string"),
        (r#"{"asOf":"today"}"#, "/asOf", moment),
        (r#"{"nonsense":1}"#, "/nonsense", "no such part"),
        ("[]", "", "an object"),
    ];
    let body = json!({ "from": "shop@acme.in", "to": "ann@acme.in", "subject": "Hi", "html": "x" });
    for (text, pointer, expected) in wrong {
        let error = Context::from_json(text.as_bytes()).unwrap_err();
        assert_eq!((error.pointer.as_str(), error.expected), (pointer, expected), "{text}");
        // What stands before the slip is not taken either.
        let mut context = Context::from_json(br#"{"verifiedDomains":["acme.in"]}"#).unwrap();
        let whole = format!(r#"{{"verifiedDomains":[],{}"#, text.trim_start_matches(['{', '[']));
        assert!(context.update(whole.as_bytes()).is_err() || text == "[]");
        let found = check(&json!({ "operation": "email.send", "body": body, "options": {} }));
        assert!(found.findings.is_ok());
        assert!(text == "[]" || against(&context, &body).findings.is_ok(), "{text}");
    }
    let right = [
        r#"{"usage":{"monthly_quota":1e21,"monthly_used":1.5,"daily_limit":null}}"#,
        r#"{"resources":{"domains":{"ids":null,"limit":5}}}"#,
        r#"{"templates":[{"id":"a","html":null,"variables":null,"defaults":null}]}"#,
        r#"{"dlt":{"templates":[],"policy":null,"entityId":null}}"#,
        r#"{"apiKey":null,"timeZone":"Asia/Kolkata","$schema":"x"}"#,
    ];
    for text in right {
        assert_eq!(Context::from_json(text.as_bytes()).err(), None, "{text}");
    }
}

/// `email.send` of `body`, nothing else known.
fn against(context: &Context, body: &Value) -> RequestReport {
    let profile = Profile::from_json(Profile::MIGOSMTP.as_bytes()).unwrap();
    let operation = profile.operation_index(b"email.send").unwrap();
    let body = body.to_string();
    check_request(
        &profile,
        operation,
        body.as_bytes(),
        &RequestCheck {
            context,
            headers: Headers::default(),
            now_ms: Some(1_795_372_800_000.0),
            assumed_rules: AssumedRules::Warn,
            position_unit: PositionUnit::Utf16Units,
            source_unit: PositionUnit::Utf16Units,
            providers: None,
            phone: Some(PhoneTable::bundled()),
            idna: &[],
        },
    )
}

#[test]
fn each_part_is_as_old_as_what_it_came_with() {
    const DAY: u64 = 86_400_000;
    let now = 1_795_372_800_000_u64;
    let body = json!({ "from": "shop@acme.in", "to": "ann@acme.in", "subject": "Hi", "html": "x" });
    let first = json!({ "asOf": now - 10 * DAY, "staleAfterMs": DAY, "verifiedDomains": ["acme.com"] });
    let mut context = Context::from_json(first.to_string().as_bytes()).unwrap();
    let dates = |context: &Context| {
        let report = against(context, &body);
        let all = report.findings.issues.into_iter().chain(report.findings.warnings);
        all.map(|issue| (issue.kind.reason(), issue.likely, issue.as_of.map(|date| (now as f64 - date) / DAY as f64)))
            .collect::<Vec<_>>()
    };
    assert_eq!(dates(&context), [("domain_not_verified", true, Some(10.0))]);
    let mut update = |parts: Value| {
        context.update(parts.to_string().as_bytes()).unwrap();
        dates(&context)
    };
    let old = ("domain_not_verified", true, Some(10.0));
    let suspended = json!({ "status": "suspended" });
    // A newer date is that of its own parts.
    assert_eq!(
        update(json!({ "asOf": now, "subscription": suspended })),
        [("account_suspended", false, Some(0.0)), old]
    );
    // The date alone dates nothing; what comes without one has the last.
    assert_eq!(update(json!({ "asOf": now - 5 * DAY })), [("account_suspended", false, Some(0.0)), old]);
    assert_eq!(update(json!({ "subscription": suspended })), [old, ("account_suspended", true, Some(5.0))]);
    assert_eq!(update(json!({ "asOf": null, "subscription": suspended })), [("account_suspended", false, None), old]);
    assert_eq!(
        update(json!({ "subscription": null, "verifiedDomains": [] , "asOf": now })),
        [("domain_not_verified", false, Some(0.0))]
    );
    // Request windows have a date each.
    let window = json!({ "remaining": 0, "resetsAt": now + DAY, "shared": false });
    update(json!({ "verifiedDomains": null, "asOf": now - 3 * DAY, "rateLimits": { "email.send": window } }));
    let limited = ("rate_limit_exceeded", true, Some(3.0));
    assert_eq!(update(json!({ "asOf": now, "rateLimits": { "email.send.bulk": window } })), [limited]);
    assert_eq!(update(json!({ "rateLimits": {} })), [limited]);
    assert_eq!(update(json!({ "rateLimits": { "email.send": window } })), [("rate_limit_exceeded", false, Some(0.0))]);
    assert_eq!(update(json!({ "rateLimits": null })), []);
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

//! The cases of `tests/cases/email.json`.

use presend::email::{
    EmailAids, EmailCheck, EmailMode, EmailOptions, SameMailbox, check_email, check_email_octets, parse_mailboxes,
    same_mailbox,
};
use presend::issue::{Issue, Kind, Param, apply_fix};
use presend::text::{Utf16Counter, spans_to_utf16};
use serde_json::{Map, Value, json};

use super::assert_spans;

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../../cases/email.json")).expect("JSON");
    assert!(file["note"].is_string());
    file["cases"].as_array().expect("cases").clone()
}

fn options(case: &Value) -> EmailOptions {
    let known = ["mode", "smtputf8", "nameAddr", "dotlessDomain", "addressLiteral", "quotedLocalPart", "maxOctets"];
    if let Some(options) = case["options"].as_object() {
        assert!(options.keys().all(|name| known.contains(&name.as_str())), "{case}");
    }
    let on = |name: &str| case["options"][name].as_bool().unwrap_or(false);
    EmailOptions {
        mode: if case["options"]["mode"] == "strict" { EmailMode::Strict } else { EmailMode::Practical },
        smtputf8: on("smtputf8"),
        name_addr: on("nameAddr"),
        dotless_domain: on("dotlessDomain"),
        address_literal: on("addressLiteral"),
        quoted_local_part: on("quotedLocalPart"),
        max_octets: case["options"]["maxOctets"].as_u64().map_or(1024, |max| max as u32),
    }
}

/// The value in WTF-8: a text, UTF-16 code units for what JSON cannot hold, or octets for what JavaScript cannot.
fn octets(case: &Value) -> Vec<u8> {
    let numbers = |name: &str| case[name].as_array().map(|list| list.iter().map(|one| one.as_u64().expect("a number")));
    if let Some(octets) = numbers("octets") {
        return octets.map(|octet| octet as u8).collect();
    }
    let Some(units) = numbers("utf16") else { return case["value"].as_str().expect("a text").as_bytes().to_vec() };
    let mut text = Vec::new();
    for unit in char::decode_utf16(units.map(|unit| unit as u16)) {
        match unit {
            Ok(char) => text.extend(char.to_string().as_bytes()),
            Err(lone) => {
                let unit = lone.unpaired_surrogate();
                text.extend([0xE0 | (unit >> 12) as u8, 0x80 | (unit >> 6 & 0x3F) as u8, 0x80 | (unit & 0x3F) as u8]);
            }
        }
    }
    text
}

fn check(case: &Value) -> EmailCheck {
    let octets = octets(case);
    match std::str::from_utf8(&octets) {
        Ok(text) => check_email(text, &options(case)),
        Err(_) => check_email_octets(&octets, &options(case), &EmailAids::default()),
    }
}

/// A finding as the file has it.
fn written(issue: &Issue, text: &[u8]) -> Value {
    let mut out = Map::new();
    out.insert("reason".into(), json!(issue.kind.reason()));
    let mut places = [issue.clone()];
    if !text.contains(&0xFF) {
        spans_to_utf16(text, &mut places);
    }
    out.insert("span".into(), places[0].span.map_or(Value::Null, |span| json!([span.start, span.end])));
    let mut params = Map::new();
    issue.kind.for_each_param(|name, param| {
        let value = match param {
            Param::Number(number) => json!(number),
            Param::Name(name) => json!(name),
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
    if !issue.fix.is_empty() {
        let text = std::str::from_utf8(text).expect("no fix of broken text in the cases");
        out.insert("fixed".into(), json!(apply_fix(text, &issue.fix).expect("a fix that fits")));
    }
    Value::Object(out)
}

/// The outcome as the file has it.
fn outcome(case: &Value) -> Value {
    let octets = octets(case);
    let text = String::from_utf8_lossy(&octets);
    match case["check"].as_str() {
        Some("email") => {
            let check = check(case);
            let list = |issues: &[Issue]| issues.iter().map(|issue| written(issue, &octets)).collect::<Vec<_>>();
            let mut out = Map::new();
            out.insert("ok".into(), json!(check.is_ok()));
            out.insert("value".into(), json!(check.value(&text)));
            out.insert("issues".into(), json!(list(&check.findings.issues)));
            out.insert("warnings".into(), json!(list(&check.findings.warnings)));
            if let Some(name) = &check.name {
                out.insert("name".into(), json!(name));
            }
            if let Some(domain) = &check.unicode_domain {
                out.insert("unicodeDomain".into(), json!(domain));
            }
            Value::Object(out)
        }
        Some("parseMailboxes") => {
            let mut counter = Utf16Counter::new(&octets);
            let spans = parse_mailboxes(&octets).into_iter().map(|span| counter.span(span));
            json!({ "spans": spans.map(|span| json!([span.start, span.end])).collect::<Vec<_>>() })
        }
        Some("sameMailbox") => {
            let rules = match case["options"]["providerRules"] == true {
                true => SameMailbox::ProviderRules,
                false => SameMailbox::Standard,
            };
            json!({ "same": same_mailbox(&text, case["other"].as_str().expect("a text"), rules) })
        }
        _ => panic!("{case}"),
    }
}

#[test]
fn cases_come_out_as_written() {
    let cases = cases();
    assert!(cases.len() >= 150);
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(case["source"].is_string(), "{case}");
        let outcome = outcome(case);
        if outcome != case["expect"] {
            wrong.push(format!("{case}\n    {outcome}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn spans_lie_inside_the_value() {
    for case in cases().iter().filter(|case| case["check"] == "email" && case["value"].is_string()) {
        assert_spans(case["value"].as_str().expect("a text"), &check(case));
    }
    for case in cases().iter().filter(|case| case["utf16"].is_array() || case["octets"].is_array()) {
        let octets = octets(case);
        for issue in check(case).findings.issues {
            let span = issue.span.expect("a place");
            let is_missing = issue.kind.reason() == "email_at_missing"; // A place, nothing that stands there.
            assert!((is_missing || span.start < span.end) && span.end <= octets.len(), "{case}");
        }
    }
}

fn reasons_of(case: &Value) -> Vec<&str> {
    let list = |name: &str| case["expect"][name].as_array().into_iter().flatten();
    list("issues").chain(list("warnings")).map(|issue| issue["reason"].as_str().expect("a reason")).collect()
}

/// Insertions, deletions and substitutions of characters.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, char) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for column in 1..=other.len() {
            let substituted = diagonal + usize::from(*char != other[column - 1]);
            diagonal = row[column];
            row[column] = substituted.min(row[column] + 1).min(row[column - 1] + 1);
        }
    }
    row[other.len()]
}

#[test]
fn every_kind_has_a_case_and_a_neighbour() {
    let cases: Vec<Value> = cases().into_iter().filter(|case| case["check"] == "email").collect();
    let mut missing = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| kind.reason.starts_with("email_")) {
        // Only a request's body or JavaScript can hold something else than text.
        if kind.reason == "email_not_text" {
            continue;
        }
        let (with, without): (Vec<_>, Vec<_>) = cases.iter().partition(|case| reasons_of(case).contains(&kind.reason));
        let chars = |case: &Value| String::from_utf8_lossy(&octets(case)).chars().collect::<Vec<_>>();
        let is_near = |case: &&Value| {
            let value = chars(case);
            without.iter().any(|other| {
                let other = chars(other);
                value.len().abs_diff(other.len()) <= 2 && distance(&value, &other) <= 2
            })
        };
        if with.is_empty() {
            missing.push(format!("{}: no case", kind.reason));
        } else if !with.iter().any(is_near) {
            missing.push(format!("{}: no neighbour", kind.reason));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

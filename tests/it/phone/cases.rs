//! `tests/cases/phone.json`.

use std::collections::BTreeSet;

use presend::issue::{Issue, Kind, Param};
use presend::phone::{PhoneMode, PhoneOptions, PhoneTable, PhoneType, Region, TypeSet, check_phone_octets};
use presend::text::spans_to_utf16;
use serde_json::{Map, Value, json};

use super::{apply, assert_span_rule};

const CASES: &str = include_str!("../../cases/phone.json");

/// The octets of a case's text: `value`, or `units` (UTF-16, where half a surrogate pair stands in it).
fn text_of(case: &Value) -> Vec<u8> {
    if let Some(value) = case["value"].as_str() {
        return value.as_bytes().to_vec();
    }
    let units = case["units"].as_array().expect("value or units").iter();
    let units = units.map(|unit| unit.as_u64().expect("a unit") as u16);
    let mut text = Vec::new();
    for char in char::decode_utf16(units) {
        match char {
            Ok(char) => text.extend(char.encode_utf8(&mut [0; 4]).bytes()),
            Err(half) => {
                let half = u32::from(half.unpaired_surrogate());
                text.extend([0xE0 | (half >> 12) as u8, 0x80 | (half >> 6 & 63) as u8, 0x80 | (half & 63) as u8]);
            }
        }
    }
    text
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().map(|item| item.as_str().expect("a string"))
}

fn issues_to_json(text: &[u8], issues: &[Issue]) -> Value {
    let mut placed = issues.to_vec();
    spans_to_utf16(text, &mut placed);
    issues.iter().zip(&placed).map(|(issue, placed)| issue_to_json(text, issue, placed)).collect()
}

fn issue_to_json(text: &[u8], issue: &Issue, placed: &Issue) -> Value {
    let mut out = Map::new();
    out.insert("reason".into(), issue.kind.reason().into());
    if let Some(span) = placed.span {
        out.insert("span".into(), json!([span.start, span.end]));
    }
    let mut params = Map::new();
    issue.kind.for_each_param(|name, value| {
        let value = match value {
            Param::Number(number) => json!(number),
            Param::Name(word) => json!(word),
            Param::Region(region) => json!(region.as_str()),
        };
        params.insert(name.into(), value);
    });
    if !params.is_empty() {
        out.insert("params".into(), params.into());
    }
    if let (false, Ok(fixed)) = (issue.fix.is_empty(), String::from_utf8(apply(text, &issue.fix))) {
        out.insert("fixed".into(), fixed.into());
    }
    out.into()
}

#[test]
fn cases_hold() {
    let file: Value = serde_json::from_str(CASES).expect("JSON");
    let cases = file["cases"].as_array().expect("cases");
    assert!(cases.len() >= 120);
    let mut met = BTreeSet::new();
    for case in cases {
        assert_eq!(case["check"], "phone");
        assert!(case["source"].as_str().is_some_and(|source| !source.is_empty()), "no source: {case}");
        let text = text_of(case);
        let options = &case["options"];
        let regions: Vec<Region> =
            strings(&options["regions"]).map(|code| Region::new(code).expect("a region")).collect();
        let types = strings(&options["types"]).map(|name| PhoneType::from_name(name).expect("a type"));
        let options = PhoneOptions {
            region: options["region"].as_str().and_then(Region::new),
            mode: if options["mode"] == "exact" { PhoneMode::Exact } else { PhoneMode::Field },
            types: types.fold(TypeSet::ALL, TypeSet::with),
            regions: &regions,
        };
        let check = check_phone_octets(&text, &options, PhoneTable::bundled());
        for list in [&check.findings.issues, &check.findings.warnings] {
            assert_span_rule(&text, list);
            met.extend(list.iter().map(|issue| issue.kind.reason()));
        }
        let found = json!({
            "ok": check.is_ok(),
            "value": check.value.map(|number| number.to_string()),
            "issues": issues_to_json(&text, &check.findings.issues),
            "warnings": issues_to_json(&text, &check.findings.warnings),
            "callingCode": check.calling_code,
            "region": check.region.map(|region| region.to_string()),
            "type": check.kind.map(PhoneType::name),
        });
        assert_eq!(found, case["expect"], "{case}");
    }
    // Only a request's body or JavaScript can hold something else than text.
    met.insert("phone_not_text");
    for kind in Kind::ALL.iter().filter(|kind| kind.reason.starts_with("phone_")) {
        assert!(met.contains(kind.reason), "no case meets {}", kind.reason);
    }
}

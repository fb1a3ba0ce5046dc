//! The cases of `tests/cases/json.json`, which every platform runs; its note explains the format.

use std::collections::{BTreeMap, BTreeSet};

use presend::issue::{Issue, Kind, Param, Step};
use presend::json::{
    Document, JsonCheck, JsonOptions, LineIndex, Value, ValueKind, check_json, check_json_octets, is_json, repair_json,
    repair_json_octets,
};
use presend::text::spans_to_utf16;

use super::{apply, assert_places};

const FILE: &str = include_str!("../../cases/json.json");

/// The file itself is read with the room under test, since other readers refuse half a surrogate pair; `tape.rs`
/// compares the reader with `serde_json`.
fn with_cases(mut run: impl FnMut(Value<'_>)) {
    let check = check_json(FILE, &JsonOptions::default());
    let document: Document<'_> = check.document.expect("well-formed cases");
    let cases = document.root().get("cases").expect("cases");
    assert!(cases.elements().count() >= 120);
    cases.elements().for_each(&mut run);
}

fn number(value: Value<'_>) -> usize {
    value.number_text().expect("a number").parse().expect("an integer")
}

fn octets(case: Value<'_>) -> Vec<u8> {
    match case.get("hex") {
        None => case.get("value").expect("a value").string_octets().expect("a string").into_owned(),
        Some(hex) => {
            let hex = hex.as_str().expect("a string");
            (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect()
        }
    }
}

fn options(case: Value<'_>) -> JsonOptions {
    let max_depth = case.get("options").and_then(|options| options.get("maxDepth"));
    max_depth.map_or(JsonOptions::default(), |max_depth| JsonOptions { max_depth: number(max_depth) as u32 })
}

/// `issues` with spans, sources and columns in UTF-16 units.
fn in_utf16(text: &[u8], issues: &[Issue]) -> Vec<Issue> {
    let mut converted = issues.to_vec();
    spans_to_utf16(text, &mut converted);
    LineIndex::new(text).sources_to_utf16(text, &mut converted);
    converted
}

fn assert_list(text: &[u8], expected: Value<'_>, actual: &[Issue], utf16: bool) {
    let shown = String::from_utf8_lossy(text);
    let reasons: Vec<_> = actual.iter().map(|issue| issue.kind.reason()).collect();
    let expected_reasons: Vec<_> =
        expected.elements().map(|issue| issue.get("reason").unwrap().as_str().unwrap()).collect();
    assert_eq!(reasons, expected_reasons, "{shown}");
    let places = if utf16 { in_utf16(text, actual) } else { actual.to_vec() };
    for ((expected, actual), place) in expected.elements().zip(actual).zip(&places) {
        let span: Vec<usize> = expected.get("span").unwrap().elements().map(number).collect();
        let (found, source) = (place.span.unwrap(), place.source.unwrap());
        assert_eq!(span, [found.start, found.end], "{shown} {place:?}");
        assert_eq!(found, source.span, "{shown}");
        assert_eq!(number(expected.get("line").unwrap()), source.line as usize, "{shown}");
        assert_eq!(number(expected.get("column").unwrap()), source.column as usize, "{shown}");
        assert_path(expected.get("path").unwrap(), &actual.path, &shown);
        assert_params(expected.get("params"), actual, &shown);
        let fixed = expected.get("fixed").map(|fixed| fixed.string_octets().unwrap().into_owned());
        let mended = (!actual.fix.is_empty()).then(|| apply(text, &actual.fix));
        assert_eq!(mended, fixed, "{shown} {actual:?}");
    }
}

fn assert_path(expected: Value<'_>, actual: &[Step], shown: &str) {
    assert_eq!(expected.elements().count(), actual.len(), "{shown} {actual:?}");
    for (expected, actual) in expected.elements().zip(actual) {
        match actual {
            Step::Name(name) => assert_eq!(expected.as_str().as_deref(), Some(name.as_str()), "{shown}"),
            Step::Index(index) => assert_eq!(number(expected), *index, "{shown}"),
        }
    }
}

fn assert_params(expected: Option<Value<'_>>, actual: &Issue, shown: &str) {
    let mut count = 0;
    actual.kind.for_each_param(|name, param| {
        count += 1;
        let expected = expected.and_then(|params| params.get(name)).unwrap_or_else(|| panic!("{shown}: {name}"));
        match param {
            Param::Number(value) => assert_eq!(number(expected), value as usize, "{shown}: {name}"),
            Param::Name(value) => assert_eq!(expected.as_str().as_deref(), Some(value), "{shown}: {name}"),
            Param::Region(region) => assert_eq!(expected.as_str().as_deref(), Some(region.as_str()), "{shown}: {name}"),
        }
    });
    assert_eq!(count, expected.map_or(0, |params| params.entries().count()), "{shown}");
}

#[test]
fn every_case_gives_what_it_expects() {
    with_cases(|case| {
        let (text, options) = (octets(case), options(case));
        let check: JsonCheck<'_> = check_json_octets(&text, &options);
        let expect = case.get("expect").unwrap();
        let shown = String::from_utf8_lossy(&text);
        assert_eq!(expect.get("ok").and_then(|ok| ok.as_bool()), Some(check.findings.is_ok()), "{shown}");
        let utf16 = case.get("hex").is_none();
        assert_list(&text, expect.get("issues").unwrap(), &check.findings.issues, utf16);
        assert_list(&text, expect.get("warnings").unwrap(), &check.findings.warnings, utf16);
        assert_places(&text, &check);
        assert_eq!(check.document.is_some(), check.findings.is_ok(), "{shown}");
        assert_eq!(is_json(&text, &options), check.findings.is_ok(), "{shown}");
        if let Some(repaired) = expect.get("repaired") {
            let actual = repair_json_octets(&text, &JsonOptions::default());
            let whole = actual.remaining.is_ok().then(|| actual.octets.clone());
            assert_eq!(whole, repaired.string_octets().map(|octets| octets.into_owned()), "{shown}");
            assert!(repaired.kind() == ValueKind::Null || !actual.applied.is_empty(), "{shown}");
        }
    });
}

#[test]
fn every_reason_has_a_case_and_a_neighbour_without_it() {
    let mut by_source: BTreeMap<String, Vec<BTreeSet<String>>> = BTreeMap::new();
    with_cases(|case| {
        let expect = case.get("expect").unwrap();
        let lists = [expect.get("issues").unwrap(), expect.get("warnings").unwrap()];
        let reasons = lists.iter().flat_map(|list| list.elements());
        let reasons = reasons.map(|issue| issue.get("reason").unwrap().as_str().unwrap().into_owned()).collect();
        by_source.entry(case.get("source").unwrap().as_str().unwrap().into_owned()).or_default().push(reasons);
    });
    for kind in Kind::ALL.iter().filter(|kind| kind.reason.starts_with("json_")) {
        let triggered = by_source.values().filter(|cases| cases.iter().any(|case| case.contains(kind.reason)));
        let mut with_neighbour = triggered.filter(|cases| cases.iter().any(|case| !case.contains(kind.reason)));
        assert!(with_neighbour.next().is_some(), "{} has no case, or no neighbour", kind.reason);
    }
}

#[test]
fn truncation_names_each_bracket_that_is_open() {
    let check = check_json("{\"a\": [1, {\"b\": \"x", &JsonOptions::default());
    let places: Vec<_> = check.findings.issues[0].related.iter().map(|related| related.span.start).collect();
    assert_eq!(places, [0, 6, 10]);
}

#[test]
fn a_duplicate_names_the_first_place() {
    let check = check_json(r#"{"a": 1, "b": 2, "a": 3}"#, &JsonOptions::default());
    assert_eq!(check.findings.warnings[0].related[0].span.start, 1);
}

#[test]
fn repair_says_what_it_did_and_what_is_left() {
    let repaired = repair_json("{'a': 1,, \"b\": ,}");
    let reasons = |issues: &[Issue]| issues.iter().map(|issue| issue.kind.reason()).collect::<Vec<_>>();
    assert_eq!(reasons(&repaired.applied), ["json_single_quotes", "json_extra_comma", "json_trailing_comma"]);
    assert_eq!(reasons(&repaired.remaining.issues), ["json_missing_value"]);
    assert_eq!(repaired.text(), "{\"a\": 1, \"b\": }");
    let fine = repair_json("{\"id\": 1107161234567890123}");
    assert_eq!(fine.text(), "{\"id\": 1107161234567890123}");
    assert!(fine.applied.is_empty());
    assert_eq!(reasons(&fine.remaining.warnings), ["json_unsafe_integer"]);
}

#[test]
fn many_names_are_compared_in_linear_time() {
    let members: Vec<String> = (0..100_000).map(|n| format!("\"name{n}\": {n}")).collect();
    let unique = format!("{{{}}}", members.join(","));
    assert!(check_json(&unique, &JsonOptions::default()).findings.warnings.is_empty());
    let twice = format!("{{{},\"name7\": 0}}", members.join(","));
    let check = check_json(&twice, &JsonOptions::default());
    assert_eq!(check.findings.warnings.len(), 1);
    // One name a hundred thousand times: what is found is bounded, and so is the time.
    let same = format!("{{{}\"a\": 1}}", "\"a\": 1,".repeat(100_000));
    let found = check_json(&same, &JsonOptions::default()).findings.warnings.len();
    assert!((1000..100_000).contains(&found), "{found}");
}

//! The vocabulary as data for the TypeScript layer, the locales and the documentation.
//!
//! `PRESEND_UPDATE=1 cargo test --test it vocabulary` writes `tests/cases/vocabulary.json` and adds new reasons to
//! `tests/cases/reasons.txt`; without the variable the files must be what the tables say.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use presend::catalog::ApiCode;
use presend::issue::Kind;

const VOCABULARY: &str = "tests/cases/vocabulary.json";
const REASONS: &str = "tests/cases/reasons.txt";

fn updating() -> bool {
    std::env::var_os("PRESEND_UPDATE").is_some()
}

fn json(text: &str) -> String {
    serde_json::to_string(text.trim()).unwrap()
}

fn vocabulary() -> String {
    let mut out = String::from("{\n  \"codes\": [\n");
    for (at, row) in ApiCode::ALL.iter().enumerate() {
        let fixers: Vec<String> = row.fixers.iter().map(|fixer| json(&snake(&format!("{fixer:?}")))).collect();
        let comma = if at + 1 < ApiCode::ALL.len() { "," } else { "" };
        writeln!(
            out,
            "    {{ \"name\": {}, \"status\": {}, \"group\": {}, \"foreseen\": {}, \"fixers\": [{}], \"rule\": {}, \"doc\": {} }}{comma}",
            json(row.name),
            row.status,
            json(&snake(&format!("{:?}", row.group))),
            json(&snake(&format!("{:?}", row.foreseen))),
            fixers.join(", "),
            json(&snake(&format!("{:?}", row.rule))),
            json(&doc(row.doc)),
        )
        .unwrap();
    }
    out.push_str("  ],\n  \"reasons\": [\n");
    for (at, row) in Kind::ALL.iter().enumerate() {
        let code = row.code.map_or("null".to_string(), |code| json(code.name()));
        let params: Vec<String> =
            row.params.iter().map(|(name, kind)| format!("[{}, {}]", json(name), json(kind))).collect();
        let comma = if at + 1 < Kind::ALL.len() { "," } else { "" };
        writeln!(
            out,
            "    {{ \"reason\": {}, \"code\": {code}, \"params\": [{}], \"doc\": {} }}{comma}",
            json(row.reason),
            params.join(", "),
            json(&doc(row.doc)),
        )
        .unwrap();
    }
    out.push_str("  ]\n}\n");
    out
}

/// Lines of a doc comment as one paragraph.
fn doc(lines: &str) -> String {
    lines.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

fn snake(camel: &str) -> String {
    let mut out = String::new();
    for char in camel.chars() {
        if char.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(char.to_ascii_lowercase());
    }
    out
}

#[test]
fn vocabulary_is_fresh() {
    let now = vocabulary();
    if updating() {
        fs::write(VOCABULARY, &now).unwrap();
    }
    let then = fs::read_to_string(VOCABULARY).unwrap_or_default();
    assert!(now == then, "{VOCABULARY} is stale: PRESEND_UPDATE=1 cargo test --test it vocabulary");
}

#[test]
fn released_reasons_stay() {
    let now: BTreeSet<&str> = Kind::ALL.iter().map(|row| row.reason).collect();
    assert_eq!(now.len(), Kind::ALL.len(), "two kinds share a reason");
    let text = if Path::new(REASONS).exists() { fs::read_to_string(REASONS).unwrap() } else { String::new() };
    let released: BTreeSet<&str> = text.lines().collect();
    let gone: Vec<_> = released.difference(&now).collect();
    assert!(gone.is_empty(), "released reasons are never renamed: {gone:?}");
    if updating() {
        fs::write(REASONS, now.iter().map(|reason| format!("{reason}\n")).collect::<String>()).unwrap();
    } else {
        let new: Vec<_> = now.difference(&released).collect();
        assert!(new.is_empty(), "{REASONS} lacks {new:?}: PRESEND_UPDATE=1 cargo test --test it vocabulary");
    }
}

#[test]
fn every_code_has_a_row_of_its_own() {
    assert_eq!(ApiCode::ALL.len(), 32);
    for row in ApiCode::ALL {
        assert_eq!(ApiCode::from_name(row.name), Some(row.code));
        assert_eq!(row.code.info().name, row.name);
    }
}

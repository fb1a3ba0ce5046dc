//! Requests that nobody wrote: the cases' bodies and snapshots, changed at random, must keep what always holds.

use std::collections::BTreeSet;
use std::fs;

use presend::issue::{Issue, Step};
use serde_json::{Value, json};

use crate::request::check;

/// A seeded generator (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(&fs::read_to_string("tests/cases/request.json").unwrap()).unwrap();
    file["cases"].as_array().unwrap().iter().filter(|case| case.get("body").is_some()).cloned().collect()
}

/// Changes one value somewhere inside `value`.
fn disturb(value: &mut Value, random: &mut Random) {
    let odd = [
        json!(null),
        json!(""),
        json!([]),
        json!({}),
        json!(0),
        json!(true),
        json!("é😀{{x}}\n"),
        json!(["x", 5, null]),
        json!("+91987654321"),
        json!("ann@bücher.de"),
        json!("{{ name }}"),
        json!({"email": "a@b"}),
    ];
    match value {
        Value::Object(members) if !members.is_empty() && random.below(4) > 0 => {
            let name = members.keys().nth(random.below(members.len())).unwrap().clone();
            match random.below(5) {
                0 => {
                    members.remove(&name);
                }
                1 => {
                    let moved = members.remove(&name).unwrap();
                    members.insert(format!("{name}x"), moved);
                }
                _ => disturb(members.get_mut(&name).unwrap(), random),
            }
        }
        Value::Array(elements) if !elements.is_empty() && random.below(4) > 0 => {
            let at = random.below(elements.len());
            if random.below(4) == 0 {
                let copy = elements[at].clone();
                elements.push(copy);
            } else {
                disturb(&mut elements[at], random);
            }
        }
        other => *other = odd[random.below(odd.len())].clone(),
    }
}

/// The value at `path`, where the body has one.
fn at<'v>(body: &'v Value, path: &[Step]) -> Option<&'v Value> {
    path.iter().try_fold(body, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Index(index) => value.get(index),
    })
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn holds(case: &Value, issue: &Issue) {
    let told = || format!("{} {:?}", case, issue);
    if let Some(span) = issue.span {
        let text = at(&case["body"], &issue.path).and_then(Value::as_str).unwrap_or_else(|| panic!("{}", told()));
        assert!(span.start <= span.end && span.end <= units(text), "{}", told());
        for edit in &issue.fix {
            assert!(edit.span.start <= edit.span.end && edit.span.end <= units(text), "{}", told());
        }
    }
    let octets = units(&case["body"].to_string());
    for source in issue.source.iter().chain(&issue.related_sources) {
        assert!(source.span.start <= source.span.end && source.span.end <= octets && source.line == 1, "{}", told());
        assert_eq!(source.column as usize, source.span.start + 1, "{}", told());
    }
    assert!(issue.related_sources.is_empty() || issue.related_sources.len() == issue.related.len(), "{}", told());
    assert!(issue.elements.is_empty() || issue.elements.len() > 1, "{}", told());
}

#[test]
fn whatever_is_sent_places_are_real_and_the_answer_is_the_same_twice() {
    let cases = cases();
    let mut random = Random(0x5eed_0007);
    for _ in 0..3_000 {
        let mut case = cases[random.below(cases.len())].clone();
        for _ in 0..=random.below(3) {
            disturb(&mut case["body"], &mut random);
        }
        let report = check(&case);
        for issue in report.findings.issues.iter().chain(&report.findings.warnings) {
            holds(&case, issue);
        }
        assert_eq!(report.findings, check(&case).findings, "{case}");
    }
}

/// The reasons found.
fn reasons(issues: &[Issue]) -> BTreeSet<String> {
    issues.iter().map(|issue| issue.kind.reason().to_string()).collect()
}

#[test]
fn a_part_less_of_the_snapshot_finds_less_and_says_so() {
    let mut dropped = 0;
    for case in cases() {
        let Some(context) = case["options"]["context"].as_object() else { continue };
        let whole = check(&case);
        for part in context.keys() {
            let mut less = case.clone();
            less["options"]["context"].as_object_mut().unwrap().remove(part);
            let report = check(&less);
            let (before, after) = (reasons(&whole.findings.issues), reasons(&report.findings.issues));
            // A malformed header is looked at only where nobody knows the registered ones, and is a warning.
            let forgotten = matches!(part.as_str(), "staleAfterMs" | "asOf");
            assert!(forgotten || after.is_subset(&before), "{} without {part}", case["note"]);
            let lost = before.difference(&after).count() > 0;
            if lost && !matches!(part.as_str(), "ipAddress") {
                assert!(report.parts_not_checked().any(|name| name == part), "{} without {part}", case["note"]);
            }
            dropped += 1;
        }
    }
    assert!(dropped > 500, "{dropped}");
}

#[test]
fn long_lists_are_told_in_few_issues_and_linear_time() {
    let recipient = |at: usize| match at % 4 {
        0 => json!({ "email": format!("a{at}@acme,in"), "variables": { "name": "x" } }),
        1 => json!({ "email": format!("a{at}@acme.in") }),
        2 => json!({ "variables": { "name": "x" } }),
        _ => json!({ "email": format!("a{at}@acme.in"), "variables": { "name": "x" } }),
    };
    let count = 10_000;
    let body = json!({ "from": "shop@acme.in", "subject": "{{name}}", "html": "x",
        "recipients": (0..count).map(recipient).collect::<Vec<_>>() });
    let report = check(&json!({ "operation": "email.send.bulk", "body": body }));
    let told: Vec<(&str, usize, u32)> = report
        .findings
        .issues
        .iter()
        .map(|issue| (issue.kind.reason(), issue.elements.len(), issue.elements[0]))
        .collect();
    let each = count / 4;
    assert!(told.contains(&("email_domain_comma", each, 0)), "{told:?}");
    assert!(told.contains(&("template_variable_missing", each, 1)), "{told:?}");
    assert!(told.contains(&("required", each, 2)), "{told:?}");
    assert_eq!(told.len(), 3);

    // A name of its own in each element: no group, and still linear.
    let odd: Vec<Value> = (0..count).map(|at| json!({ "email": "a@acme.in", (format!("x{at}")): 1 })).collect();
    let start = std::time::Instant::now();
    let report = check(&json!({ "operation": "email.send.bulk",
        "body": { "from": "shop@acme.in", "subject": "x", "html": "x", "recipients": odd } }));
    assert_eq!(report.findings.warnings.len(), count);
    assert!(start.elapsed().as_secs() < 60);
}

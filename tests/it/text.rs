//! The text room: the cases of `tests/cases/text.json`, and generated texts.

use presend::issue::{Issue, Kind, Param};
use presend::json::{JsonOptions, Value, check_json};
use presend::text::{Measure, TextOptions, Unit, check_text, check_text_octets, cut_at, measure, spans_to_utf16};

const FILE: &str = include_str!("../cases/text.json");

const UNITS: [Unit; 4] = [Unit::Octets, Unit::CodePoints, Unit::Utf16Units, Unit::Unknown];

/// The file is read with the JSON room, since other readers refuse half a surrogate pair.
fn with_cases(run: impl FnMut(Value<'_>)) {
    let document = check_json(FILE, &JsonOptions::default()).document.expect("well-formed cases");
    document.root().get("cases").expect("cases").elements().for_each(run);
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

fn options(case: Value<'_>) -> TextOptions {
    let options = case.get("options").expect("options");
    let unit = options.get("unit").expect("a unit");
    let unit = *UNITS.iter().find(|known| unit.is_text(known.name().as_bytes())).expect("a known unit");
    TextOptions { max: number(options.get("max").expect("a limit")) as u32, unit }
}

fn assert_list(text: &[u8], expected: Value<'_>, actual: &[Issue], utf16: bool) {
    let shown = String::from_utf8_lossy(text);
    let mut places = actual.to_vec();
    if utf16 {
        spans_to_utf16(text, &mut places);
    }
    assert_eq!(expected.elements().count(), actual.len(), "{shown} {actual:?}");
    for ((expected, actual), place) in expected.elements().zip(actual).zip(&places) {
        assert!(expected.get("reason").unwrap().is_text(actual.kind.reason().as_bytes()), "{shown} {actual:?}");
        let span: Vec<usize> = expected.get("span").unwrap().elements().map(number).collect();
        assert_eq!(span, [place.span.unwrap().start, place.span.unwrap().end], "{shown}");
        actual.kind.for_each_param(|name, param| {
            let expected = expected.get("params").and_then(|params| params.get(name)).expect(name);
            match param {
                Param::Number(value) => assert_eq!(number(expected), value as usize, "{shown} {name}"),
                Param::Name(value) => assert!(expected.is_text(value.as_bytes()), "{shown} {name}"),
                Param::Region(region) => assert!(expected.is_text(region.as_str().as_bytes()), "{shown} {name}"),
            }
        });
        assert_eq!(
            expected.get("likely").and_then(|likely| likely.as_bool()).unwrap_or(false),
            actual.likely,
            "{shown}"
        );
        let fixed = expected.get("fixed").map(|fixed| fixed.string_octets().unwrap().into_owned());
        assert_eq!((!actual.fix.is_empty()).then(|| mended(text, actual)), fixed, "{shown}");
    }
}

fn mended(text: &[u8], issue: &Issue) -> Vec<u8> {
    let edit = &issue.fix[0];
    assert_eq!(issue.fix.len(), 1);
    [&text[..edit.span.start], edit.insert.as_bytes(), &text[edit.span.end..]].concat()
}

/// In order, inside, between characters: what is left and right of a boundary measures as much as the whole.
fn assert_places(text: &[u8], issues: &[Issue]) {
    let spans: Vec<_> = issues.iter().map(|issue| issue.span.expect("a place")).collect();
    assert!(spans.is_sorted_by_key(|span| span.start), "{spans:?}");
    for at in spans.iter().flat_map(|span| [span.start, span.end]) {
        assert!(at <= text.len());
        let (left, right, whole) = (measure(&text[..at]), measure(&text[at..]), measure(text));
        assert_eq!(left.utf16_units + right.utf16_units, whole.utf16_units);
        assert!(text.get(at).is_none_or(|octet| octet & 0xC0 != 0x80) || std::str::from_utf8(text).is_err());
    }
}

#[test]
fn every_case_gives_what_it_expects() {
    let mut reasons = Vec::new();
    let mut count = 0;
    with_cases(|case| {
        count += 1;
        let text = octets(case);
        let check = check_text_octets(&text, &options(case));
        let expect = case.get("expect").unwrap();
        assert_eq!(
            expect.get("ok").unwrap().as_bool(),
            Some(check.findings.is_ok()),
            "{}",
            String::from_utf8_lossy(&text)
        );
        let utf16 = case.get("hex").is_none();
        assert_list(&text, expect.get("issues").unwrap(), &check.findings.issues, utf16);
        assert_list(&text, expect.get("warnings").unwrap(), &check.findings.warnings, utf16);
        assert_places(&text, &check.findings.issues);
        assert_places(&text, &check.findings.warnings);
        if let Some(expected) = expect.get("measure") {
            let length = |name| number(expected.get(name).unwrap());
            let expected = Measure {
                octets: length("octets"),
                code_points: length("codePoints"),
                utf16_units: length("utf16Units"),
            };
            assert_eq!(check.measure, expected);
        }
        reasons.extend(check.findings.issues.iter().chain(&check.findings.warnings).map(|issue| issue.kind.reason()));
    });
    assert!(count >= 60);
    for kind in Kind::ALL.iter().filter(|kind| kind.reason.starts_with("text_") || kind.reason == "lone_surrogate") {
        assert!(reasons.contains(&kind.reason), "{} has no case", kind.reason);
    }
}

#[test]
fn findings_are_bounded() {
    let text = "\u{1}a".repeat(10_000);
    let check = check_text(&text, &TextOptions { max: 10, unit: Unit::Octets });
    assert_eq!((check.findings.warnings.len(), check.findings.issues.len()), (100, 1));
    let check = check_text_octets(&[0xFF; 10_000], &TextOptions { max: 100_000, unit: Unit::Octets });
    assert_eq!(check.findings.issues.len(), 100);
}

/// Marsaglia's xorshift64: the same texts on every run.
fn next(random: &mut u64) -> usize {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    (*random >> 8) as usize
}

#[test]
fn a_cut_fits_and_is_the_longest_that_does() {
    let pieces = ["a", "é", "न", "😀", " ", "\n", "\u{7}", "{{x}}", "{{{long name}}}", "{#var#}", "{", "}", "{{", "}}"];
    let mut random = 0x2545_F491_4F6C_DD1D;
    for _ in 0..5000 {
        let count = next(&mut random) % 12;
        let text: String = (0..count).map(|_| pieces[next(&mut random) % pieces.len()]).collect();
        let unit = UNITS[next(&mut random) % UNITS.len()];
        let max = next(&mut random) % 20;
        let cut = cut_at(text.as_bytes(), max, unit);
        assert!(text.is_char_boundary(cut), "{text} {cut}");
        assert!(unit.of(&measure(&text.as_bytes()[..cut])) <= max, "{text} {cut}");
        let (kept, gone) = text.split_at(cut);
        // Without braces around, one character more would be too many.
        if let Some(first) = gone.chars().next().filter(|_| !text.contains("{{") && !text.contains("{#")) {
            let more = format!("{kept}{first}");
            assert!(unit.of(&measure(more.as_bytes())) > max, "{text} {cut}");
        }
        let options = TextOptions { max: max as u32, unit };
        let check = check_text(&text, &options);
        assert_places(text.as_bytes(), &check.findings.issues);
        let too_long = |list: &[Issue]| list.iter().find(|issue| issue.kind.reason() == "text_too_long").cloned();
        let list = if check.findings.is_ok() { &check.findings.warnings } else { &check.findings.issues };
        if let Some(issue) = too_long(list) {
            let after = check_text_octets(&mended(text.as_bytes(), &issue), &options);
            assert_eq!(too_long(&after.findings.issues), None, "{text}");
            // Where the unit is not known, what is short enough in code points may be too long in UTF-16 units.
            assert!(too_long(&after.findings.warnings).is_none() || !check.findings.is_ok(), "{text}");
        }
    }
}

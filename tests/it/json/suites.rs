//! Public suites: JSONTestSuite and twenty common mistakes, where they are at hand.

use std::fs;
use std::path::PathBuf;

use presend::json::{JsonOptions, check_json_octets, is_json, repair_json_octets};

use super::assert_places;

fn data(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/json").join(path);
    if !path.exists() {
        println!("not here, so not compared with: {}", path.display());
        return None;
    }
    Some(path)
}

/// What others leave open: errors that RFC 8259 leaves to the reader.
const REFUSED_OF_FREE: &[&str] = &[
    "i_string_UTF-16LE_with_BOM.json",
    "i_string_UTF-8_invalid_sequence.json",
    "i_string_UTF8_surrogate_U+D800.json",
    "i_string_invalid_utf-8.json",
    "i_string_iso_latin_1.json",
    "i_string_lone_utf8_continuation_byte.json",
    "i_string_not_in_unicode_range.json",
    "i_string_overlong_sequence_2_bytes.json",
    "i_string_overlong_sequence_6_bytes.json",
    "i_string_overlong_sequence_6_bytes_null.json",
    "i_string_truncated-utf-8.json",
    "i_string_utf16BE_no_BOM.json",
    "i_string_utf16LE_no_BOM.json",
    "i_structure_UTF-8_BOM_empty_object.json",
];

#[test]
fn json_test_suite() {
    let Some(folder) = data("jsontestsuite") else { return };
    let options = JsonOptions::default();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let text = fs::read(&path).expect("a file");
        let check = check_json_octets(&text, &options);
        let expected = match name.as_bytes()[0] {
            b'y' => true,
            b'n' => false,
            _ => !REFUSED_OF_FREE.contains(&name.as_str()),
        };
        assert_eq!(check.findings.is_ok(), expected, "{name}");
        assert_eq!(is_json(&text, &options), expected, "{name}");
        assert_places(&text, &check);
        repair_json_octets(&text, &JsonOptions::default());
        count += 1;
    }
    assert_eq!(count, 318);
}

/// Reason, line and column of each; the column in octets.
const MISTAKES: &[(&str, &str, u32, u32)] = &[
    ("trailing_comma_object", "json_trailing_comma", 3, 18),
    ("single_quotes", "json_single_quotes", 1, 2),
    ("raw_newline_in_string", "json_raw_line_break", 2, 16),
    ("unescaped_quote", "json_unescaped_quote", 1, 15),
    ("missing_comma", "json_missing_comma", 2, 8),
    ("equals_for_colon", "json_equals_sign", 1, 6),
    ("NaN", "json_not_finite", 1, 12),
    ("leading_zero", "json_leading_zero", 1, 9),
    ("hex", "json_radix", 1, 8),
    ("BOM", "json_byte_order_mark", 1, 1),
    ("nbsp", "json_invisible_character", 1, 6),
    ("duplicate_key", "json_duplicate_name", 1, 26),
    ("lone_surrogate_raw", "json_lone_surrogate", 1, 11),
    ("missing_close_brace", "json_truncated", 1, 15),
    ("two_documents", "json_several_documents", 2, 1),
    ("python_single_true", "json_literal_case", 1, 8),
    ("big_int_lost", "json_unsafe_integer", 1, 17),
    ("proto_key", "json_proto_name", 1, 2),
    ("html_instead", "json_other_format", 1, 1),
    ("double_encoded", "json_double_encoded", 1, 1),
];

/// Why there is no fix is said at the reason, in `src/issue/kinds.rs`.
const NO_FIX: &[&str] =
    &["json_duplicate_name", "json_lone_surrogate", "json_several_documents", "json_proto_name", "json_other_format"];

#[test]
fn twenty_common_mistakes() {
    let Some(path) = data("mistakes.json") else { return };
    let file = fs::read(path).expect("a file");
    let list = check_json_octets(&file, &JsonOptions::default()).document.expect("well-formed");
    assert_eq!(list.root().elements().count(), MISTAKES.len());
    for (mistake, (name, reason, line, column)) in list.root().elements().zip(MISTAKES) {
        assert!(mistake.get("name").is_some_and(|found| found.is_text(name.as_bytes())), "{name}");
        let text = mistake.get("text").and_then(|text| text.string_octets()).expect("a text");
        let check = check_json_octets(&text, &JsonOptions::default());
        let issue = check.findings.issues.iter().chain(&check.findings.warnings).next().expect("a finding");
        let source = issue.source.expect("a place");
        assert_eq!((issue.kind.reason(), source.line, source.column), (*reason, *line, *column), "{name}");
        assert_eq!(issue.fix.is_empty(), NO_FIX.contains(reason), "{name}");
        // Nothing is reported twice: single quotes stand on two strings, the rest are alone.
        let expected = if *name == "single_quotes" { 2 } else { 1 };
        assert_eq!(check.findings.issues.len() + check.findings.warnings.len(), expected, "{name}");
    }
}

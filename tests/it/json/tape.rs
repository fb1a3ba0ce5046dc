//! The tape holds what `serde_json` reads, and leads every decoded octet back to its place.

use presend::issue::Span;
use presend::json::{Document, JsonOptions, LineIndex, Value, ValueKind, check_json, check_json_octets, is_json};

fn document(text: &str) -> Document<'_> {
    check_json(text, &JsonOptions::default()).document.expect("well-formed")
}

/// The same value through the tape as through `serde_json`; of a name that stands twice both keep the last.
fn assert_equal(value: Value<'_>, expected: &serde_json::Value) {
    match expected {
        serde_json::Value::Null => assert_eq!(value.kind(), ValueKind::Null),
        serde_json::Value::Bool(bool) => assert_eq!(value.as_bool(), Some(*bool)),
        serde_json::Value::Number(number) => {
            let text = value.number_text().expect("a number");
            assert_eq!(text.parse::<f64>().ok(), number.as_f64(), "{text}");
        }
        serde_json::Value::String(string) => assert_eq!(value.as_str().as_deref(), Some(string.as_str())),
        serde_json::Value::Array(array) => {
            assert_eq!(value.elements().count(), array.len());
            value.elements().zip(array).for_each(|(element, expected)| assert_equal(element, expected));
        }
        serde_json::Value::Object(object) => {
            assert_eq!(value.kind(), ValueKind::Object);
            for (name, expected) in object {
                assert_equal(value.get(name).expect("a member"), expected);
            }
        }
    }
}

const TEXTS: &[&str] = &[
    "null",
    " [ ] ",
    "{}",
    r#"{"a": {"b": [1, -2.5e3, true, false, null, "x\ty\u00e9\ud83d\ude00\/"]}, "": [[], {}], "a\u0062": 0, "z": "é😀"}"#,
    r#"{"twice": 1, "twice": [2, {"twice": 3}]}"#,
    "\"long enough for more than eight octets at a time, and a quote \\\" in it\"",
    "[\n        1,\r\n        2\n]",
];

#[test]
fn holds_what_serde_json_reads() {
    for text in TEXTS {
        assert_equal(document(text).root(), &serde_json::from_str(text).expect("well-formed"));
        assert!(is_json(text.as_bytes(), &JsonOptions::default()), "{text}");
    }
}

#[test]
fn spans_are_those_of_the_text() {
    let text = r#"{"to": ["a", 12], "cc": null}"#;
    let document = document(text);
    let at = |value: Value<'_>| &text[value.span().start..value.span().end];
    let root = document.root();
    assert_eq!(at(root), text);
    let members: Vec<_> = root.entries().map(|(name, value)| (at(name), at(value))).collect();
    assert_eq!(members, [("\"to\"", r#"["a", 12]"#), ("\"cc\"", "null")]);
    let elements: Vec<_> = root.get("to").expect("a member").elements().map(at).collect();
    assert_eq!(elements, ["\"a\"", "12"]);
    assert_eq!(root.elements().count(), 0);
    assert_eq!(root.get("to").expect("a member").entries().count(), 0);
}

#[test]
fn decoded_octets_lead_back_to_their_escape_sequences() {
    let text = r#"{"body": "a\u00e9b\ud83d\ude00c\n\ud83d!é"}"#;
    let document = document(text);
    let body = document.root().get("body").expect("a member");
    let decoded = body.string_octets().expect("a string");
    assert_eq!(
        &*decoded,
        "aéb😀c\n\u{0}!é"
            .replace('\u{0}', "???")
            .as_bytes()
            .iter()
            .enumerate()
            .map(|(at, &octet)| {
                // The half surrogate pair stands as its three octets.
                match at {
                    10 => 0xED,
                    11 => 0xA0,
                    12 => 0xBD,
                    _ => octet,
                }
            })
            .collect::<Vec<u8>>()
    );
    let place = |decoded: usize| &text[body.source_offset(decoded)..];
    assert!(place(0).starts_with(r"a\u00e9"));
    assert!(place(1).starts_with(r"\u00e9"));
    assert!(place(3).starts_with('b'));
    assert!(place(4).starts_with(r"\ud83d\ude00"));
    assert!(place(8).starts_with('c'));
    assert!(place(9).starts_with(r"\n"));
    assert!(place(10).starts_with(r"\ud83d!"));
    assert!(place(13).starts_with('!'));
    assert!(place(14).starts_with('é'));
    assert_eq!(place(16), "\"}");
    assert_eq!(place(99), "\"}");
    let span = body.source_span(Span::new(4, 8));
    assert_eq!(&text[span.start..span.end], r"\ud83d\ude00");
    let mut map = body.source_map();
    assert_eq!(map.position(14), body.source_offset(14));
    assert_eq!(map.position(1), body.source_offset(1));
}

#[test]
fn lines_end_with_lf_cr_or_both() {
    let lines = LineIndex::new(b"a\nb\r\nc\rd");
    let place = |at| (lines.source_of(Span::at(at)).line, lines.source_of(Span::at(at)).column);
    assert_eq!([0, 1, 2, 3, 5, 7, 8].map(place), [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (4, 1), (4, 2)]);
}

#[test]
fn depth_is_limited_without_recursion() {
    let options = JsonOptions { max_depth: 200 };
    for depth in [1, 63, 64, 65, 127, 128, 129, 199, 200, 201] {
        let text = "[{\"a\":".repeat(depth / 2)
            + &"[".repeat(depth % 2)
            + "1"
            + &"]".repeat(depth % 2)
            + &"}]".repeat(depth / 2);
        assert_eq!(is_json(text.as_bytes(), &options), depth <= 200, "{depth}");
    }
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    assert!(!is_json(deep.as_bytes(), &options));
    assert!(check_json(&deep, &JsonOptions { max_depth: 1_000_000 }).document.is_some());
}

#[test]
fn octets_that_are_not_utf8_are_no_json() {
    for bad in
        [&b"\"\xC0\x80\""[..], b"\"\xED\xA0\xBD\"", b"\"\xF4\x90\x80\x80\"", b"\"\xE9\"", b"\"\xE2\x82\"", b"\xFF"]
    {
        assert!(!check_json_octets(bad, &JsonOptions::default()).findings.is_ok(), "{bad:?}");
    }
    for good in ["\"é\"", "\"€\"", "\"😀\"", "\"\u{10FFFF}\"", "\"\u{D7FF}\u{E000}\"", "\"\u{7F}\""] {
        assert!(is_json(good.as_bytes(), &JsonOptions::default()), "{good}");
    }
}

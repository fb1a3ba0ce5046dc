//! The SMS room: the cases of `tests/cases/sms.json`, and public vectors where they are at hand.

use std::fs;
use std::path::PathBuf;

use presend::json::{JsonOptions, Value, ValueKind, check_json, check_json_octets};
use presend::sms::{
    Encoding, NationalTable, Sms, measure_sms, measure_sms_octets, replacement, simplify_sms, simplify_sms_octets,
    split_sms, split_sms_octets,
};
use presend::text::{Utf16Counter, measure};

const FILE: &str = include_str!("../cases/sms.json");

fn number(value: Option<Value<'_>>) -> usize {
    value.and_then(|value| value.number_text()).expect("a number").parse().expect("an integer")
}

fn text_of(value: Option<Value<'_>>) -> Vec<u8> {
    value.and_then(|value| value.string_octets()).expect("a string").into_owned()
}

/// What must hold for any text.
fn assert_consistent(text: &[u8], sms: &Sms, tables: &[NationalTable<'_>]) {
    let segments = split_sms_octets(text, tables);
    assert_eq!(segments.len(), sms.segments);
    assert_eq!((segments[0].start, segments[segments.len() - 1].end), (0, text.len()));
    for pair in segments.windows(2) {
        assert_eq!(pair[0].end, pair[1].start);
        assert!(pair[0].start < pair[0].end);
    }
    if sms.encoding == Encoding::Ucs2 {
        for segment in &segments {
            assert!(measure(&text[segment.start..segment.end]).utf16_units <= sms.per_segment);
        }
        assert_eq!(measure(text).utf16_units, sms.units);
    }
    assert!(sms.remaining <= sms.per_segment && sms.units <= sms.segments * sms.per_segment);
}

#[test]
fn every_case_gives_what_it_expects() {
    let document = check_json(FILE, &JsonOptions::default()).document.expect("well-formed cases");
    let cases = document.root().get("cases").expect("cases");
    assert!(cases.elements().count() >= 50);
    for case in cases.elements() {
        let text = text_of(case.get("value"));
        let shown = String::from_utf8_lossy(&text);
        let expect = case.get("expect").expect("an expectation");
        let sms = measure_sms_octets(&text, &[]);
        assert!(expect.get("encoding").unwrap().is_text(sms.encoding.name().as_bytes()), "{shown}");
        assert_eq!(number(expect.get("units")), sms.units, "{shown}");
        assert_eq!(number(expect.get("segments")), sms.segments, "{shown}");
        assert_eq!(number(expect.get("perSegment")), sms.per_segment, "{shown}");
        assert_eq!(number(expect.get("remaining")), sms.remaining, "{shown}");
        assert_eq!(number(expect.get("forcingCount")), sms.forcing_count, "{shown}");
        if let Some(forcing) = expect.get("forcing") {
            assert_eq!(forcing.elements().count(), sms.forcing.len(), "{shown}");
            let mut counter = Utf16Counter::new(&text);
            for (expected, actual) in forcing.elements().zip(&sms.forcing) {
                let span: Vec<_> = expected.get("span").unwrap().elements().map(|at| number(Some(at))).collect();
                let found = counter.span(actual.span);
                assert_eq!(span, [found.start, found.end], "{shown}");
                let expected = expected.get("replacement").filter(|value| value.kind() == ValueKind::String);
                assert_eq!(expected.and_then(|value| value.as_str()).as_deref(), actual.replacement, "{shown}");
            }
        }
        assert_eq!(text_of(expect.get("simplified")), simplify_sms_octets(&text).octets, "{shown}");
        assert_consistent(&text, &sms, &[]);
    }
}

fn data(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/sms").join(name);
    if !path.exists() {
        println!("not here, so not compared with: {}", path.display());
    }
    fs::read(path).ok()
}

#[test]
fn twilio_counts_the_same() {
    let Some(file) = data("twilio_tests.json") else { return };
    let vectors = check_json_octets(&file, &JsonOptions::default()).document.expect("well-formed");
    for vector in vectors.root().elements() {
        let body = text_of(vector.get("body"));
        let sms = measure_sms_octets(&body, &[]);
        let encoding = if vector.get("encoding").unwrap().is_text(b"GSM-7") { Encoding::Gsm7 } else { Encoding::Ucs2 };
        assert_eq!((sms.encoding, sms.segments), (encoding, number(vector.get("segments"))));
        let bits = if encoding == Encoding::Gsm7 { 7 } else { 16 };
        assert_eq!(sms.units * bits, number(vector.get("messageSize")));
        assert_consistent(&body, &sms, &[]);
    }
    assert_eq!(vectors.root().elements().count(), 10);
}

#[test]
fn split_sms_splits_the_same() {
    let Some(file) = data("splitsms_unicode.json") else { return };
    let vectors = check_json_octets(&file, &JsonOptions::default()).document.expect("well-formed");
    for vector in vectors.root().elements() {
        let message = text_of(vector.get("message"));
        // Its empty message has no character to choose an encoding by.
        if !message.is_empty() {
            assert_eq!(measure_sms_octets(&message, &[]).units * 2, number(vector.get("totalBytes")));
        }
        let parts: Vec<_> = vector.get("parts").unwrap().elements().map(|part| text_of(part.get("content"))).collect();
        let segments = split_sms_octets(&message, &[]);
        let actual: Vec<_> = segments.iter().map(|span| message[span.start..span.end].to_vec()).collect();
        assert_eq!(actual, parts);
    }
    assert_eq!(vectors.root().elements().count(), 10);
}

#[test]
fn national_tables_count_as_ts_23_038_says() {
    let Some(file) = data("gsm_national_tables.json") else { return };
    let tables = check_json_octets(&file, &JsonOptions::default()).document.expect("well-formed");
    let table = |kind: &str, name: &str| {
        tables.root().get(kind).and_then(|tables| tables.get(name)).map(|table| table.as_str().unwrap().into_owned())
    };
    let default = table("locking", "default").unwrap();
    // The default alphabet and its extension are those of the table, character by character.
    let extension = table("single_shift", "default").unwrap();
    for char in (0..0x1_0000).filter_map(char::from_u32).filter(|char| *char != '\u{FFFF}') {
        let units = match char {
            _ if default.contains(char) => Some(1),
            _ if extension.contains(char) => Some(2),
            _ => None,
        };
        let sms = measure_sms(char.encode_utf8(&mut [0; 4]), &[]);
        assert_eq!((sms.encoding == Encoding::Gsm7).then_some(sms.units), units, "{char:?}");
    }
    let (turkish_locking, turkish_shift) =
        (table("locking", "turkish").unwrap(), table("single_shift", "turkish").unwrap());
    let turkish = NationalTable { name: "turkish", locking: &turkish_locking, single_shift: &turkish_shift };
    let hindi_locking = table("locking", "hindi").unwrap();
    let hindi_shift = table("single_shift", "hindi").unwrap();
    let hindi = NationalTable { name: "hindi", locking: &hindi_locking, single_shift: &hindi_shift };
    let measured = |text: &str| {
        let sms = measure_sms(text, &[turkish, hindi]);
        assert_consistent(text.as_bytes(), &sms, &[turkish, hindi]);
        (sms.encoding, sms.national, sms.units, sms.segments, sms.per_segment)
    };
    // One table: 155 septets in one segment, 149 in each of several; both: 152 and 146.
    assert_eq!(measured("ş"), (Encoding::Ucs2, None, 1, 1, 70));
    assert_eq!(measured(&"ş".repeat(71)), (Encoding::Gsm7, Some("turkish"), 71, 1, 155));
    assert_eq!(measured(&"ş".repeat(155)), (Encoding::Gsm7, Some("turkish"), 155, 1, 155));
    assert_eq!(measured(&"ş".repeat(156)), (Encoding::Gsm7, Some("turkish"), 156, 2, 149));
    assert_eq!(measured(&"न".repeat(155)), (Encoding::Gsm7, Some("hindi"), 155, 1, 155));
    let shifted = hindi_shift.chars().find(|char| !char.is_ascii() && !hindi_locking.contains(*char)).expect("one");
    let both = "न".repeat(76) + &shifted.to_string().repeat(38);
    assert_eq!(measured(&both), (Encoding::Gsm7, Some("hindi"), 152, 1, 152));
    let longer = "न".repeat(200) + &shifted.to_string().repeat(20);
    assert_eq!(measured(&longer), (Encoding::Gsm7, Some("hindi"), 240, 2, 146));
    // As many segments in UCS-2, which every phone reads, are better than tables.
    assert_eq!(measured(&(both + "न")).0, Encoding::Ucs2);
    // What the default alphabet has needs no table.
    assert_eq!(measured("plain").1, None);
}

#[test]
fn replacements_are_of_the_default_alphabet_and_never_for_it() {
    for char in (0..0x1_1000).filter_map(char::from_u32) {
        let mut buffer = [0; 4];
        let gsm = measure_sms(char.encode_utf8(&mut buffer), &[]).encoding == Encoding::Gsm7;
        let Some(replacement) = replacement(char) else { continue };
        assert!(!gsm, "{char:?}");
        assert_eq!(measure_sms(replacement, &[]).encoding, Encoding::Gsm7, "{char:?}");
    }
}

#[test]
fn generated_texts_are_split_where_they_may_be() {
    let pieces = ["a", "€", "|", "न", "😀", "{name}", "’", "line\n", "0123456789"];
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |end: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 8) as usize % end
    };
    for _ in 0..1000 {
        let kinds = 1 + next(pieces.len());
        let text: String = (0..next(200)).map(|_| pieces[next(kinds)]).collect();
        let sms = measure_sms(&text, &[]);
        assert_consistent(text.as_bytes(), &sms, &[]);
        for span in split_sms(&text, &[]) {
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
        let simplified = simplify_sms(&text);
        let plain = String::from_utf8(simplified.octets).expect("text stays text");
        assert!(measure_sms(&plain, &[]).forcing_count <= sms.forcing_count);
        assert!(simplify_sms(&plain).edits.is_empty());
    }
}

//! The SMS room: the cases of `tests/cases/sms.json`, and public vectors where they are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use presend::issue::{Findings, Kind, Param};
use presend::json::{JsonOptions, Value, ValueKind, check_json, check_json_octets};
use presend::sms::{
    Encoding, NATIONAL_TABLES, NationalTable, Sms, SmsOptions, check_sms, check_sms_octets, measure_sms,
    measure_sms_octets, replacement, simplify_sms, simplify_sms_octets, split_sms, split_sms_octets,
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
        if case.get("check").unwrap().is_text(b"sms") {
            measures(&text, expect, &tables_of(case), &shown);
        } else {
            finds(&text, case, expect, &shown);
        }
    }
}

fn option<'a>(case: Value<'a>, name: &str) -> Option<Value<'a>> {
    case.get("options").and_then(|options| options.get(name))
}

fn tables_of(case: Value<'_>) -> Vec<NationalTable<'static>> {
    let asked = option(case, "tables").into_iter().flat_map(|tables| tables.elements());
    let find = |tag: Value<'_>| *NATIONAL_TABLES.iter().find(|table| tag.is_text(table.language.as_bytes())).unwrap();
    asked.map(find).collect()
}

fn measures(text: &[u8], expect: Value<'_>, tables: &[NationalTable<'static>], shown: &str) {
    let sms = measure_sms_octets(text, tables);
    assert!(expect.get("encoding").unwrap().is_text(sms.encoding.name().as_bytes()), "{shown}");
    assert_eq!(number(expect.get("units")), sms.units, "{shown}");
    assert_eq!(number(expect.get("segments")), sms.segments, "{shown}");
    assert_eq!(number(expect.get("perSegment")), sms.per_segment, "{shown}");
    assert_eq!(number(expect.get("remaining")), sms.remaining, "{shown}");
    assert_eq!(number(expect.get("forcingCount")), sms.forcing_count, "{shown}");
    for (name, actual) in [("locking", sms.locking), ("singleShift", sms.single_shift)] {
        let Some(expected) = expect.get(name) else { continue };
        assert_eq!(expected.as_str().as_deref(), actual, "{shown}");
    }
    let mut counter = Utf16Counter::new(text);
    if let Some(forcing) = expect.get("forcing") {
        assert_eq!(forcing.elements().count(), sms.forcing.len(), "{shown}");
        for (expected, actual) in forcing.elements().zip(&sms.forcing) {
            let found = counter.span(actual.span);
            assert_eq!(pair(expected.get("span")), [found.start, found.end], "{shown}");
            let expected = expected.get("replacement").filter(|value| value.kind() == ValueKind::String);
            assert_eq!(expected.and_then(|value| value.as_str()).as_deref(), actual.replacement, "{shown}");
        }
    }
    if let Some(split) = expect.get("split") {
        let expected: Vec<usize> = split.elements().map(|units| number(Some(units))).collect();
        let segments = split_sms_octets(text, tables);
        let actual: Vec<usize> = segments.iter().map(|span| measure(&text[span.start..span.end]).utf16_units).collect();
        assert_eq!(actual, expected, "{shown}");
    }
    assert_eq!(text_of(expect.get("simplified")), simplify_sms_octets(text).octets, "{shown}");
    assert_consistent(text, &sms, tables);
}

fn pair(span: Option<Value<'_>>) -> Vec<usize> {
    span.unwrap().elements().map(|at| number(Some(at))).collect()
}

fn finds(text: &[u8], case: Value<'_>, expect: Value<'_>, shown: &str) {
    let registered = option(case, "registered").and_then(|value| value.as_bool()) == Some(true);
    let findings = if case.get("check").unwrap().is_text(b"simplifySms") {
        let simplified = simplify_sms_octets(text);
        assert_eq!(text_of(expect.get("simplified")), simplified.octets, "{shown}");
        if registered { simplified.registered_text_changed() } else { Findings::new() }
    } else {
        let max_segments = option(case, "maxSegments").map(|max| number(Some(max)) as u32);
        check_sms_octets(text, &SmsOptions { max_segments, tables: &tables_of(case), registered }).findings
    };
    for (name, actual) in [("issues", &findings.issues), ("warnings", &findings.warnings)] {
        let expected = expect.get(name).into_iter().flat_map(|list| list.elements()).collect::<Vec<_>>();
        assert_eq!(expected.len(), actual.len(), "{shown} {actual:?}");
        for (expected, actual) in expected.into_iter().zip(actual) {
            assert!(expected.get("reason").unwrap().is_text(actual.kind.reason().as_bytes()), "{shown} {actual:?}");
            let found = Utf16Counter::new(text).span(actual.span.unwrap());
            assert_eq!(pair(expected.get("span")), [found.start, found.end], "{shown} {actual:?}");
            assert_eq!(expected.get("likely").and_then(|likely| likely.as_bool()) == Some(true), actual.likely);
            actual.kind.for_each_param(|name, param| {
                let expected = expected.get("params").unwrap().get(name);
                match param {
                    Param::Name(word) => assert!(expected.unwrap().is_text(word.as_bytes()), "{shown}: {name}"),
                    Param::Number(param) => assert_eq!(number(expected), param as usize, "{shown}: {name}"),
                    Param::Region(_) => panic!("no region in a text"),
                }
            });
            let fixed = expected.get("fixed").and_then(|fixed| fixed.as_str());
            let mended = (!actual.fix.is_empty()).then(|| {
                // Halves of pairs are no `str`; each is as many octets as U+FFFD.
                let text = String::from_utf8_lossy(text).replace("\u{FFFD}\u{FFFD}\u{FFFD}", "\u{FFFD}");
                presend::issue::apply_fix(&text, &actual.fix).unwrap()
            });
            assert_eq!(mended.as_deref(), fixed.as_deref(), "{shown} {actual:?}");
        }
    }
}

#[test]
fn every_reason_has_a_case_and_a_neighbour_without_it() {
    let document = check_json(FILE, &JsonOptions::default()).document.expect("well-formed cases");
    let mut by_source: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for case in document.root().get("cases").expect("cases").elements() {
        let expect = case.get("expect").unwrap();
        let lists = ["issues", "warnings"].into_iter().filter_map(|name| expect.get(name));
        let reasons = lists.flat_map(|list| list.elements()).map(|issue| issue.get("reason").unwrap());
        let reasons = reasons.map(|reason| reason.as_str().unwrap().into_owned()).collect();
        by_source.entry(case.get("source").unwrap().as_str().unwrap().into_owned()).or_default().push(reasons);
    }
    let mut kinds = 0;
    for kind in Kind::ALL.iter().filter(|kind| kind.reason.starts_with("sms_")) {
        let has = |case: &Vec<String>| case.iter().any(|reason| reason == kind.reason);
        let both = |cases: &Vec<Vec<String>>| cases.iter().any(has) && !cases.iter().all(has);
        assert!(by_source.values().any(both), "{} has no case, or no neighbour", kind.reason);
        kinds += 1;
    }
    assert_eq!(kinds, 3);
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
    let turkish = NationalTable { language: "tr", locking: &turkish_locking, single_shift: &turkish_shift };
    let hindi_locking = table("locking", "hindi").unwrap();
    let hindi_shift = table("single_shift", "hindi").unwrap();
    let hindi = NationalTable { language: "hi", locking: &hindi_locking, single_shift: &hindi_shift };
    assert!(NATIONAL_TABLES.contains(&turkish) && NATIONAL_TABLES.contains(&hindi));
    let measured = |text: &str| {
        let sms = measure_sms(text, &[turkish, hindi]);
        assert_consistent(text.as_bytes(), &sms, &[turkish, hindi]);
        (sms.encoding, sms.locking.or(sms.single_shift), sms.units, sms.segments, sms.per_segment)
    };
    // One table: 155 septets in one segment, 149 in each of several; both: 152 and 146.
    assert_eq!(measured("ş"), (Encoding::Ucs2, None, 1, 1, 70));
    assert_eq!(measured(&"ş".repeat(71)), (Encoding::Gsm7, Some("tr"), 71, 1, 155));
    assert_eq!(measured(&"ş".repeat(155)), (Encoding::Gsm7, Some("tr"), 155, 1, 155));
    assert_eq!(measured(&"ş".repeat(156)), (Encoding::Gsm7, Some("tr"), 156, 2, 149));
    assert_eq!(measured(&"न".repeat(155)), (Encoding::Gsm7, Some("hi"), 155, 1, 155));
    let shifted = hindi_shift.chars().find(|char| !char.is_ascii() && !hindi_locking.contains(*char)).expect("one");
    let both = "न".repeat(76) + &shifted.to_string().repeat(38);
    assert_eq!(measured(&both), (Encoding::Gsm7, Some("hi"), 152, 1, 152));
    let longer = "न".repeat(200) + &shifted.to_string().repeat(20);
    assert_eq!(measured(&longer), (Encoding::Gsm7, Some("hi"), 240, 2, 146));
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

#[test]
fn national_tables_have_128_septets_and_one_escape() {
    assert_eq!(NATIONAL_TABLES.len(), 13);
    for table in NATIONAL_TABLES {
        for (septets, escapes) in [(table.locking, 1), (table.single_shift, 0)] {
            let chars: Vec<char> = septets.chars().collect();
            assert!(chars.len() == 128 || chars.is_empty(), "{}", table.language);
            if !chars.is_empty() {
                assert_eq!(chars.iter().filter(|char| **char == '\u{FFFF}').count(), escapes, "{}", table.language);
                // TS 23.038 §6.2.1.2: line feed and carriage return (a locking table) and the page break (a single
                // shift table) stay where they are.
                let kept = if escapes == 1 { (chars[0x0A], chars[0x0D]) } else { ('\n', '\r') };
                assert_eq!(kept, ('\n', '\r'), "{}", table.language);
                assert!(escapes == 1 || chars[0x0A] == '\u{C}', "{}", table.language);
            }
        }
    }
    assert_eq!(NATIONAL_TABLES.iter().filter(|table| table.locking.is_empty()).count(), 1);
    // As a page hands them over.
    let handed: String = NATIONAL_TABLES
        .iter()
        .map(|table| format!("{}\0{}\0{}\0", table.language, table.locking, table.single_shift))
        .collect();
    assert_eq!(NationalTable::read_all(handed.leak()), NATIONAL_TABLES);
}

#[test]
fn each_table_alone_takes_155_and_149_and_both_152_and_146() {
    let dear = |char: &char| *char != '\u{FFFF}' && measure_sms(&char.to_string(), &[]).encoding == Encoding::Ucs2;
    let measured = |text: &str, table: NationalTable<'static>| {
        let sms = measure_sms(text, &[table]);
        (sms.units, sms.segments, sms.per_segment, sms.locking.is_some(), sms.single_shift.is_some())
    };
    for table in NATIONAL_TABLES {
        let shift_only = NationalTable { locking: "", ..*table };
        let shifted = table.single_shift.chars().find(dear).expect("a character of its own").to_string();
        assert_eq!(measured(&shifted.repeat(77), shift_only), (154, 1, 155, false, true), "{}", table.language);
        assert_eq!(measured(&(shifted.repeat(77) + "a"), shift_only).0, 155);
        assert_eq!(measured(&(shifted.repeat(10) + &"a".repeat(280)), shift_only), (300, 3, 149, false, true));
        let Some(locked) = table.locking.chars().find(dear) else { continue };
        let locking_only = NationalTable { single_shift: "", ..*table };
        let locked = locked.to_string();
        assert_eq!(measured(&locked.repeat(155), locking_only), (155, 1, 155, true, false), "{}", table.language);
        assert_eq!(measured(&locked.repeat(298), locking_only), (298, 2, 149, true, false));
        // A character that only the single shift table has needs both; Turkish and Portuguese have none.
        let both = table.single_shift.chars().find(|char| dear(char) && !table.locking.contains(*char));
        let Some(both) = both else { continue };
        let both = locked.repeat(150) + &both.to_string();
        assert_eq!(measured(&both, *table), (152, 1, 152, true, true), "{}", table.language);
        assert_eq!(measured(&(both + &locked.repeat(140)), *table), (292, 2, 146, true, true));
    }
}

#[test]
fn a_text_cut_to_its_limit_is_within_it() {
    let pieces = ["a", "€", "न", "😀", "{{name}}", "’", "0123456789", "–"];
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |end: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 8) as usize % end
    };
    for _ in 0..2000 {
        let kinds = 1 + next(pieces.len());
        let text: String = (0..next(300)).map(|_| pieces[next(kinds)]).collect();
        let max = next(5) as u32;
        let options = SmsOptions { max_segments: Some(max), registered: next(2) == 0, ..SmsOptions::default() };
        let check = check_sms(&text, &options);
        let over = check.findings.issues.iter().find(|issue| issue.kind.reason() == "sms_too_many_segments");
        assert_eq!(over.is_some(), check.sms.segments > max as usize);
        let simplified = simplify_sms(&text).octets;
        assert!(measure_sms_octets(&simplified, &[]).segments <= check.sms.segments, "plain and dearer: {text}");
        let Some(over) = over else { continue };
        if options.registered {
            assert!(over.fix.is_empty(), "a registered text is cut: {text}");
            continue;
        }
        let mended = presend::issue::apply_fix(&text, &over.fix).expect("a fix that fits");
        assert!(measure_sms(&mended, &[]).segments <= max.max(1) as usize, "{text}");
        let (open, close) = (mended.matches("{{").count(), mended.matches("}}").count());
        assert_eq!(open, close, "a cut splits no placeholder");
    }
}

//! Texts from a generator: what it makes well-formed stays so, and what it breaks is named, placed and mended.

use presend::issue::{Edit, Issue};
use presend::json::{JsonOptions, check_json, check_json_octets, is_clean_json_octets, is_json, repair_json_octets};

use super::{apply, assert_places};

/// Marsaglia's xorshift64: the same texts on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const STRINGS: &[&str] = &[
    "\"\"",
    "\"to\"",
    "\"é नमस्ते 😀\"",
    "\"a\\\"b\\\\\\u00e9\\n\"",
    "\"+919812345678\"",
    "\"{{name}}\"",
    "\"x\\ud83d\\ude00y\"",
];
const SCALARS: &[&str] =
    &["0", "-12.5e3", "true", "false", "null", "1107161234567890123", "1e999", "-0", "\"\\ud83d\""];
const SPACE: &[&str] = &["", "", " ", "\n", "\r\n\t", "          "];

fn value(random: &mut Random, depth: usize, text: &mut String) {
    match random.below(if depth == 0 { 2 } else { 4 }) {
        0 => text.push_str(random.pick(SCALARS)),
        1 => text.push_str(random.pick(STRINGS)),
        shape => {
            let object = shape == 3;
            text.push(if object { '{' } else { '[' });
            for index in 0..random.below(4) {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(random.pick(SPACE));
                if object {
                    text.push_str(random.pick(STRINGS));
                    text.push_str(random.pick(SPACE));
                    text.push(':');
                }
                text.push_str(random.pick(SPACE));
                value(random, depth - 1, text);
            }
            text.push_str(random.pick(SPACE));
            text.push(if object { '}' } else { ']' });
        }
    }
}

const PIECES: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"", "'", "`", "\\", "//", "/*", "*/", "#", "\n", "\r", "\t", " ", "=", ";", "+",
    "-", "0", "12", ".", "e", "n", "0x1", "true", "None", "NaN", "nul", "a", "b c", "{{x}}", "${", "<%", "...",
    "\u{a0}", "\u{200b}", "\u{feff}", "“", "”", "：", "，", "é", "😀", "\\u12", "\\ud83d", "\"a\":", "\"x\"", "```",
    "<p>", "\0", "(", "@",
];

#[test]
fn what_the_grammar_makes_is_accepted_and_what_serde_json_reads_too() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..3000 {
        let mut text = String::new();
        value(&mut random, 5, &mut text);
        let check = check_json(&text, &JsonOptions::default());
        assert!(check.findings.is_ok(), "{text}");
        assert_places(text.as_bytes(), &check);
        // The errors of `serde_json` are our warnings: numbers out of range and half surrogate pairs.
        if !text.contains("1e999") && !text.contains("\"\\ud83d\"") {
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        }
    }
}

#[test]
fn what_is_broken_is_named_placed_and_mended() {
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    let options = JsonOptions::default();
    let (mut refused, mut whole, mut alone, mut cured) = (0, 0, 0, 0);
    for _ in 0..10_000 {
        let mut text = String::new();
        value(&mut random, 4, &mut text);
        let mut octets = text.into_bytes();
        for _ in 0..=random.below(3) {
            let at = random.below(octets.len() + 1);
            let gone = random.below(3).min(octets.len() - at);
            octets.splice(at..at + gone, random.pick(PIECES).bytes());
        }
        let check = check_json_octets(&octets, &options);
        let shown = String::from_utf8_lossy(&octets);
        assert_places(&octets, &check);
        assert_eq!(check.findings.is_ok(), is_json(&octets, &options), "{shown}");
        let again = check_json_octets(&octets, &options);
        assert_eq!(check.findings, again.findings, "{shown}");
        if check.findings.is_ok() {
            continue;
        }
        refused += 1;
        assert!(serde_json::from_slice::<serde_json::Value>(&octets).is_err(), "{shown}");
        for issue in check.findings.issues.iter().filter(|issue| !issue.fix.is_empty()) {
            let mended = apply(&octets, &issue.fix);
            assert_another_place(&octets, issue, &mended);
            assert_ne!(mended, octets, "{shown} {issue:?}");
            let after = check_json_octets(&mended, &options);
            assert_places(&mended, &after);
            // Behind missing braces nothing is looked at, so there a second mistake may wait.
            if check.findings.issues.len() == 1 && issue.kind.reason() != "json_missing_braces" {
                alone += 1;
                cured += usize::from(after.findings.is_ok());
            }
        }
        let repaired = repair_json_octets(&octets, &JsonOptions::default());
        assert_eq!(repaired.remaining.is_ok(), is_json(&repaired.octets, &options), "{shown}");
        if repaired.remaining.is_ok() {
            whole += 1;
            assert_eq!(
                repair_json_octets(&repaired.octets, &JsonOptions::default()).octets,
                repaired.octets,
                "{shown}"
            );
        }
    }
    println!(
        "{refused} refused, {whole} mended whole; of {alone} with one mistake and a fix {cured} are fine after it"
    );
    assert!(refused > 8000 && whole > 1500 && alone > 1000, "{refused} {whole} {alone}");
    assert!(cured * 100 >= alone * 99, "{cured} of {alone}");
}

/// A fix that was applied does not leave its own reason at the place where it was.
fn assert_another_place(text: &[u8], issue: &Issue, mended: &[u8]) {
    let start = issue.span.expect("a place").start;
    let shifted = |edits: &mut dyn Iterator<Item = &Edit>| {
        edits
            .fold(start, |at, edit| (at + edit.insert.len()).saturating_sub(edit.span.end.min(start) - edit.span.start))
    };
    let before = shifted(&mut issue.fix.iter().filter(|edit| edit.span.start < start));
    let behind = shifted(&mut issue.fix.iter().filter(|edit| edit.span.start <= start));
    for again in check_json_octets(mended, &JsonOptions::default()).findings.issues {
        let at = again.span.expect("a place").start;
        let same = again.kind.reason() == issue.kind.reason() && (at == before || at == behind);
        // Of a run of commas or no-break spaces each is one too many; the next takes the place of the first.
        let gone = issue.fix.iter().any(|edit| edit.span.start == start && edit.insert.trim().is_empty());
        let shown = (String::from_utf8_lossy(text), String::from_utf8_lossy(mended));
        assert!(!same || gone && issue.fix.len() == 1, "{shown:?}\n{issue:?}");
    }
}

#[test]
fn whatever_comes_is_read_in_linear_time() {
    let options = JsonOptions::default();
    let mut seconds = Vec::new();
    let pieces = PIECES.iter().copied();
    let more = [
        "\"a\"b",
        "\"a\"true",
        "\"a\n",
        "'a\" ,",
        "[1,",
        "{\"a\":",
        "\"a\" + ",
        "1 ",
        "{{a",
        "/*/",
        "a: ",
        "\"\\u{",
        "\"a\",\n",
        "\\u00",
    ];
    for piece in pieces.chain(more) {
        for prefix in ["", "[", "{", "{\"a\":", "[\"", "['"] {
            let mut text = String::from(prefix);
            while text.len() < 50_000 {
                text.push_str(piece);
            }
            let start = std::time::Instant::now();
            let check = check_json(&text, &options);
            assert_places(text.as_bytes(), &check);
            seconds.push((start.elapsed().as_secs_f64(), format!("{prefix}{piece}…")));
        }
    }
    seconds.sort_by(|one, other| other.0.total_cmp(&one.0));
    // A quadratic reading of 50,000 octets takes ten times as long.
    assert!(seconds[0].0 < 2.0, "{:?}", &seconds[..5]);
    println!("slowest: {:?}", &seconds[..3]);
}

#[test]
fn a_million_brackets_are_one_clear_issue() {
    for piece in ["[", "{\"a\":", "[{\"\":"] {
        let text = piece.repeat(1_000_000);
        let check = check_json(&text, &JsonOptions::default());
        let reasons: Vec<_> = check.findings.issues.iter().map(|issue| issue.kind.reason()).collect();
        assert_eq!(reasons, ["json_too_deep"]);
        let deep = check_json(&text, &JsonOptions { max_depth: 10_000_000 });
        assert_eq!(deep.findings.issues[0].kind.reason(), "json_truncated");
    }
}

#[test]
fn findings_are_as_many_as_a_megabyte_holds() {
    // Between members there is no path, and yet each finding takes room.
    for piece in ["a:1,", "\"a\":1 ", "\"a\":tru,", "[1,],"] {
        for open in ["{", "["] {
            let text = format!("{open}{}", piece.repeat(50_000));
            let issues = check_json(&text, &JsonOptions::default()).findings.issues;
            assert!((1..10_000).contains(&issues.len()), "{open}{piece} {}", issues.len());
            let repaired = repair_json_octets(text.as_bytes(), &JsonOptions::default());
            assert!(repaired.applied.len() < 80_000, "{open}{piece} {}", repaired.applied.len());
        }
    }
    let few = format!("{{{}", "a:1,".repeat(1000));
    assert_eq!(check_json(&few, &JsonOptions::default()).findings.issues.len(), 1001);
}

#[test]
fn what_is_clean_has_no_findings() {
    let options = JsonOptions { max_depth: 4 };
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"a\"",
        "\"b\"",
        "\"__proto__\"",
        "\"longer name 1\"",
        "\"longer name 2\"",
        "\"\"",
        "1",
        "-0",
        "1e999",
        "9007199254740993",
        "\"\\u0061\"",
        "\"\\ud800\"",
        "\"न😀\"",
        "true",
        "null",
        " ",
        "\"a\":1,",
        "\"b\":[],",
        "{\"a\":1}",
        "\"\u{7}\"",
        "\u{FEFF}",
    ];
    let mut random = 0x1234_5678_9ABC_DEF1_u64;
    let mut next = |end: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 8) as usize % end
    };
    let mut clean = 0;
    for _ in 0..200_000 {
        let mut text: String = (0..next(9)).map(|_| pieces[next(pieces.len())]).collect();
        if next(2) == 0 {
            text = format!("{{{text}}}");
        }
        let found = check_json(&text, &options).findings;
        for (octets, is_utf8) in [(text.as_bytes(), true), (text.as_bytes(), false)] {
            let says = is_clean_json_octets(octets, &options, is_utf8);
            assert!(!says || found.issues.is_empty() && found.warnings.is_empty(), "{text}");
            // The quick answer misses nothing but strings, which may be encoded twice, and names with escapes.
            let quick =
                found.issues.is_empty() && found.warnings.is_empty() && !text.trim_ascii_start().starts_with('"');
            assert!(says || !quick || text.contains("\\u0061"), "{text}");
            clean += usize::from(says);
        }
    }
    assert!(clean > 1000, "{clean}");
}

#[test]
fn a_name_that_stands_twice_is_never_clean() {
    let names = ["", "a", "b", "ab", "abcdef", "abcdefg", "abcdefgh", "abcdefghi", "abcdefgh1i", "नमस्ते", "__proto_"];
    let options = JsonOptions::default();
    for one in names {
        for other in names {
            for (between, value) in [(",", "1"), (",\"x\":[{\"y\":1}],", "1"), (" , ", "\"long enough a value\"")] {
                let text = format!("{{\"{one}\":1{between}\"{other}\":{value}}}");
                assert_eq!(is_clean_json_octets(text.as_bytes(), &options, true), one != other, "{text}");
                assert_eq!(check_json(&text, &options).findings.warnings.is_empty(), one != other, "{text}");
            }
        }
    }
}

#[test]
fn large_objects_and_deep_ones_are_clean_or_looked_at() {
    let options = JsonOptions::default();
    let object = |count: usize| -> String {
        let members: Vec<String> = (0..count).map(|at| format!("\"name {at}\": {{\"x\": [{at}]}}")).collect();
        format!("{{{}}}", members.join(", "))
    };
    assert!(is_clean_json_octets(object(40).as_bytes(), &options, true));
    // More names than it compares: the whole check has the word, in linear time.
    let large = object(100_000);
    let started = std::time::Instant::now();
    assert!(!is_clean_json_octets(large.as_bytes(), &options, true));
    assert!(check_json(&large, &options).findings.warnings.is_empty());
    assert!(started.elapsed().as_secs() < 20);
    let deep = "{\"a\":".repeat(500) + "1" + &"}".repeat(500);
    assert!(is_clean_json_octets(deep.as_bytes(), &options, false));
}

#[test]
fn records_are_clean() {
    let record = |at: usize| {
        format!(
            r#"{{"id":{at},"to":"ann{at}@acme.in","name":"Ann","paid":true,"total":{}.5,"tags":["a","b"]}}"#,
            at * 3
        )
    };
    let text = format!("[{}]", (0..2000).map(record).collect::<Vec<_>>().join(","));
    assert!(is_clean_json_octets(text.as_bytes(), &JsonOptions::default(), true));
}

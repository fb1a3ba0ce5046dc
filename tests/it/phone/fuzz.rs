//! Pseudo-random text: what must hold of any.

use presend::phone::{
    FormatTable, PhoneMode, PhoneOptions, PhoneStyle, PhoneTable, Region, check_phone_octets, format_phone_with,
    phone_regions,
};

use super::{apply, assert_span_rule};

/// Marsaglia's xorshift64.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

const PIECES: [&[u8]; 48] = [
    b"+91",
    b"98765",
    b"43210",
    b"0",
    b"00",
    b"011",
    b"+1",
    b"201",
    b"5550123",
    b"+44",
    b"(0)",
    b"7400",
    b"123456",
    b"+52",
    b"1",
    b"+5511",
    b"87654321",
    b" ",
    b"-",
    b"/",
    b"+",
    b" ext. 12",
    b"tel:",
    b";ext=5",
    b"x",
    b"FLOWERS",
    b"a@b.c",
    b",",
    b"*",
    b"\n",
    b" or ",
    b"E+11",
    "\u{200B}".as_bytes(),
    "९".as_bytes(),
    "＋".as_bytes(),
    "é".as_bytes(),
    "😀".as_bytes(),
    b"\xED\xA0\xBD",
    b"\xFF",
    b"(",
    b"~12",
    b"0xx",
    b"++",
    b" interno 12",
    b" Zimmer 5",
    b" DW 3",
    b";phone-context=+49",
    "’".as_bytes(),
];

const NUMBERS: [&str; 6] = [
    "+919876543210",
    "098765 43210",
    "+44 (0)7400 123456",
    "+1 201-555-0123",
    "+54 011 15 2345-6789",
    "+498001234567890",
];

/// Pieces alone, or a number with a few pieces put in or a few octets taken out.
fn random_text(random: &mut Random) -> Vec<u8> {
    let mut text = Vec::new();
    if random.below(2) == 0 {
        text.extend(NUMBERS[random.below(NUMBERS.len())].as_bytes());
        for _ in 0..random.below(3) {
            let at = random.below(text.len() + 1);
            if random.below(3) == 0 {
                text.truncate(at.max(text.len() - 2));
            } else {
                text.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied());
            }
        }
        return text;
    }
    for _ in 0..random.below(9) {
        if random.below(12) == 0 {
            text.extend((0..random.below(5)).map(|_| random.next() as u8));
        } else {
            text.extend(PIECES[random.below(PIECES.len())]);
        }
    }
    text
}

#[test]
fn any_text_keeps_the_rules() {
    let table = PhoneTable::bundled();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let regions = [None, Region::new("IN"), Region::new("US"), Region::new("AR"), Region::new("BR"), Region::new("ZZ")];
    let mut good = 0;
    for _ in 0..60_000 {
        let text = random_text(&mut random);
        let region = regions[random.below(regions.len())];
        let mode = if random.below(3) == 0 { PhoneMode::Exact } else { PhoneMode::Field };
        let options = PhoneOptions { region, mode, ..PhoneOptions::default() };
        let check = check_phone_octets(&text, &options, table);
        let shown = String::from_utf8_lossy(&text).into_owned();
        assert_span_rule(&text, &check.findings.issues);
        assert_span_rule(&text, &check.findings.warnings);
        assert_eq!(check.is_ok(), check.findings.issues.is_empty(), "{shown:?}");

        // A number that is given out is a number in both readings, and says the same of itself.
        if let Some(number) = check.value {
            good += 1;
            for mode in [PhoneMode::Field, PhoneMode::Exact] {
                let again = check_phone_octets(number.as_str().as_bytes(), &PhoneOptions { mode, ..options }, table);
                assert_eq!(again.value, Some(number), "{shown:?}");
                assert_eq!((again.region, again.kind), (check.region, check.kind), "{shown:?}");
                assert!(again.findings.warnings.is_empty(), "{shown:?}");
            }
        }

        // A fix leaves its issue gone or met in fewer places, and no more issues than before.
        for issue in check.findings.issues.iter().chain(&check.findings.warnings).filter(|issue| !issue.fix.is_empty())
        {
            let mended = apply(&text, &issue.fix);
            assert_ne!(mended, text, "{shown:?} {issue:?}");
            let again = check_phone_octets(&mended, &options, table);
            let count = |check: &presend::phone::PhoneCheck| {
                let findings = check.findings.issues.iter().chain(&check.findings.warnings);
                findings.filter(|other| other.kind.reason() == issue.kind.reason()).count()
            };
            let is_shorter = mended.len() < text.len();
            assert!(
                count(&again) < count(&check) || count(&again) == count(&check) && is_shorter,
                "{shown:?} -> {:?}: {issue:?} {:?}",
                String::from_utf8_lossy(&mended),
                again.findings
            );
        }
    }
    println!("{good} good numbers among 60,000 texts");
    assert!(good > 2_000);
}

#[test]
fn octets_that_are_no_table_are_refused_or_harmless() {
    let mut random = Random(42);
    for _ in 0..300 {
        let octets: Vec<u8> = (0..random.below(4000)).map(|_| random.next() as u8).collect();
        if let Some(table) = PhoneTable::decode(&octets) {
            let check = check_phone_octets(b"+91 98765 43210", &PhoneOptions::default(), &table);
            assert_eq!(check.is_ok(), check.findings.issues.is_empty());
        }
        if let Some(formats) = FormatTable::decode(&octets) {
            let written = format_phone_with("+919876543210", PhoneStyle::National, PhoneTable::bundled(), &formats);
            assert!(written.is_none_or(|text| text.len() < 1000));
        }
    }
}

/// Formats of Google's that do not read as the number they write, because national text is ambiguous there.
const READ_OTHERWISE: &[&str] = &[];

#[test]
fn what_is_written_reads_as_the_same_number_everywhere() {
    let (table, formats) = (PhoneTable::bundled(), FormatTable::bundled());
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let exact = PhoneOptions { mode: PhoneMode::Exact, ..PhoneOptions::default() };
    let (mut written, mut otherwise) = (0, std::collections::BTreeMap::<String, Vec<String>>::new());
    for info in phone_regions() {
        let Some(example) = info.example else { continue };
        let code_digits = info.calling_code.to_string().len();
        for round in 0..200 {
            let mut text = String::from(example.as_str()).into_bytes();
            // The example, then its last digits changed, then more and more of them.
            for _ in 0..round {
                let at = 1 + code_digits + random.below(text.len() - 1 - code_digits);
                text[at] = b'0' + random.below(10) as u8;
            }
            let check = check_phone_octets(&text, &exact, table);
            let (Some(number), Some(region)) = (check.value, check.region) else { continue };
            for style in [PhoneStyle::National, PhoneStyle::International, PhoneStyle::Rfc3966] {
                let text = format_phone_with(number.as_str(), style, table, formats).expect("a valid number");
                let region = Some(region).filter(|_| style == PhoneStyle::National);
                let again =
                    check_phone_octets(text.as_bytes(), &PhoneOptions { region, ..PhoneOptions::default() }, table);
                written += 1;
                if again.value != Some(number) || !again.findings.warnings.is_empty() {
                    let place = format!("{} {style:?}", check.region.expect("a valid number"));
                    otherwise.entry(place).or_default().push(format!("{number} {text} {:?}", again.value));
                }
            }
        }
    }
    println!("{written} numbers written");
    let found: Vec<&str> = otherwise.keys().map(String::as_str).collect();
    assert_eq!(found, READ_OTHERWISE, "{otherwise:#?}");
}

/// Pieces of text that make a reader look ahead or back.
const HOSTILE: [&str; 12] = ["0", "+", "(0)", "x", "/", "A", "1O", ",1", "a@", "\u{200B}", "\u{1D7D8}", "tel:+1;ext="];

#[test]
fn long_text_is_refused_without_being_read_through() {
    let table = PhoneTable::bundled();
    let time = |text: &str| {
        let mut best = f64::MAX;
        for _ in 0..5 {
            let started = std::time::Instant::now();
            let check = check_phone_octets(text.as_bytes(), &PhoneOptions::default(), table);
            best = best.min(started.elapsed().as_secs_f64());
            assert_eq!(check.findings.issues[0].kind.reason(), "input_too_large");
        }
        best
    };
    for piece in HOSTILE {
        let (once, twice) = (time(&piece.repeat(50_000)), time(&piece.repeat(100_000)));
        // Twice the text, twice the time; what is left over is the machine's.
        assert!(twice < once * 4.0 + 0.002, "{piece:?}: {once} s, then {twice} s");
    }
}

#[test]
fn the_longest_text_that_is_read_takes_linear_time() {
    let table = PhoneTable::bundled();
    let time = |text: &str| {
        let mut best = f64::MAX;
        for _ in 0..20 {
            let started = std::time::Instant::now();
            check_phone_octets(text.as_bytes(), &PhoneOptions::default(), table);
            best = best.min(started.elapsed().as_secs_f64());
        }
        best
    };
    for piece in HOSTILE {
        let most = 250 / piece.encode_utf16().count();
        for start in ["", "+91 98765 43210 "] {
            let text = |pieces: usize| format!("{start}{}", piece.repeat(pieces.saturating_sub(start.len())));
            let (half, whole) = (time(&text(most / 2 + start.len() / 2)), time(&text(most)));
            assert!(whole < half * 6.0 + 0.0005, "{start}{piece:?}: {half} s, then {whole} s");
        }
    }
}

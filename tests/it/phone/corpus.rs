//! Google's answers: the corpus of 40,000 numbers, and rows of another implementation.

use presend::phone::{
    FormatTable, PhoneMode, PhoneOptions, PhoneStyle, PhoneTable, PhoneType, Region, check_phone, check_phone_octets,
    format_phone, format_phone_with,
};
use std::process::Command;

const CORPUS: &str = "../shared/data/phone/corpus.tsv.gz";

/// Rows of the corpus, or `None` (said on stdout) where it is not at hand.
fn corpus() -> Option<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(CORPUS);
    let output = Command::new("gzip").arg("-dc").arg(&path).output().ok()?;
    if !output.status.success() {
        println!("phone corpus not found at {CORPUS}: own cases alone");
        return None;
    }
    String::from_utf8(output.stdout).ok()
}

#[test]
fn corpus_verdicts_are_googles() {
    let Some(rows) = corpus() else { return };
    let exact = PhoneOptions { mode: PhoneMode::Exact, ..PhoneOptions::default() };
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows.lines().skip(1) {
        count += 1;
        let cells: Vec<&str> = row.split('\t').collect();
        let (input, e164, valid, strict) = (cells[0], cells[3], cells[5] == "1", cells[6] == "1");
        let digits = input.len() - 1;
        let field = check_phone(input, &PhoneOptions::default());
        let field_ok = valid && e164.len() <= 16 || strict && digits <= 15;
        let exact_ok = check_phone(input, &exact).is_ok();
        let mut same = field.is_ok() == field_ok && exact_ok == (strict && digits <= 15);
        if field_ok && valid {
            let kind = PhoneType::ALL[cells[8].parse::<usize>().expect("a type of the corpus")];
            same &= field.value.map(|number| number.to_string()).as_deref() == Some(e164);
            same &= field.region.map(|region| region.to_string()).as_deref() == Some(cells[7]);
            same &= field.kind == Some(kind);
            same &= format_phone(e164, PhoneStyle::National).as_deref() == Some(cells[9]);
            same &= format_phone(e164, PhoneStyle::International).as_deref() == Some(cells[10]);
        } else if field_ok {
            same &= field.value.map(|number| number.to_string()).as_deref() == Some(input);
        }
        if !same {
            wrong.push(format!("{row} -> {:?} {:?} {:?}", field.value, field.region, field.kind));
        }
    }
    assert_eq!(count, 40_000);
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn table_is_within_its_memory() {
    let table = PhoneTable::bundled();
    let read = |text: &str| check_phone_octets(text.as_bytes(), &PhoneOptions::default(), table);
    let before = table.octets();
    for calling_code in 1..1000 {
        read(&format!("+{calling_code}0123456"));
    }
    let octets = table.octets();
    assert!(octets >= before);
    println!("phone table decoded: {octets} octets");
    assert!(octets <= 200 * 1024);
}

/// The tables to compare with rows: of `PRESEND_PHONE_TABLES` (a folder with `numbers.bin`, `formats.bin`), else ours.
fn tables() -> (PhoneTable, FormatTable) {
    let Ok(folder) = std::env::var("PRESEND_PHONE_TABLES") else {
        let (numbers, formats) = presend::phone::bundled_octets();
        return (PhoneTable::decode(numbers).expect("our table"), FormatTable::decode(formats).expect("our formats"));
    };
    let read = |name: &str| std::fs::read(std::path::Path::new(&folder).join(name)).expect("a readable table");
    let numbers = PhoneTable::decode(&read("numbers.bin")).expect("a table of numbers");
    (numbers, FormatTable::decode(&read("formats.bin")).expect("a table of formats"))
}

/// Rows of another implementation, tab-separated: text, region, `1` if valid in the field reading, the same in the
/// exact one (empty: not compared), E.164, region, type, national and international form.
///
/// `tests/oracle/phone.mjs` writes them and sets `PRESEND_PHONE_ROWS`; without it there is nothing to compare.
#[test]
fn rows_of_an_oracle_agree() {
    let Ok(path) = std::env::var("PRESEND_PHONE_ROWS") else { return };
    let rows = std::fs::read_to_string(path).expect("a readable file");
    let (table, formats) = tables();
    let mut wrong = Vec::new();
    for row in rows.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let field = PhoneOptions { region: Region::new(cells[1]), ..PhoneOptions::default() };
        let check = check_phone_octets(cells[0].as_bytes(), &field, &table);
        let mut same = check.is_ok() == (cells[2] == "1");
        if !cells[3].is_empty() {
            let exact = PhoneOptions { mode: PhoneMode::Exact, ..field };
            same &= check_phone_octets(cells[0].as_bytes(), &exact, &table).is_ok() == (cells[3] == "1");
        }
        if let (true, Some(number)) = (same, check.value) {
            let written = |style| format_phone_with(number.as_str(), style, &table, &formats).unwrap_or_default();
            let kind = check.kind.map(|kind| (kind as u8).to_string()).unwrap_or_default();
            let region = check.region.map(|region| region.to_string()).unwrap_or_default();
            let (national, international) = (written(PhoneStyle::National), written(PhoneStyle::International));
            same &= [number.as_str(), &region, &kind, &national, &international] == cells[4..9];
        }
        if !same {
            let reasons: Vec<_> = check.findings.issues.iter().map(|issue| issue.kind.reason()).collect();
            wrong.push(format!("{row} -> {:?} {:?} {:?} {reasons:?}", check.value, check.region, check.kind));
        }
    }
    println!("{} of {} rows differ", wrong.len(), rows.lines().count());
    assert!(wrong.is_empty(), "{}", wrong[..wrong.len().min(60)].join("\n"));
}

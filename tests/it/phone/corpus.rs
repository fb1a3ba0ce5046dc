//! Google's answers: the corpus of 40,000 numbers, and rows of another implementation.

use presend::phone::{PhoneMode, PhoneOptions, PhoneStyle, PhoneTable, PhoneType, check_phone, format_phone};
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
    let octets = PhoneTable::bundled().octets();
    println!("phone table decoded: {octets} octets");
    assert!(octets <= 200 * 1024);
}

/// Rows of another implementation, tab-separated: text, region, `1` if valid, E.164, region, type.
///
/// `PRESEND_PHONE_ROWS=file cargo test --test it phone::rows_of_an_oracle` compares them; without the variable there
/// is nothing to compare.
#[test]
fn rows_of_an_oracle_agree() {
    let Ok(path) = std::env::var("PRESEND_PHONE_ROWS") else { return };
    let rows = std::fs::read_to_string(path).expect("a readable file");
    let mut wrong = Vec::new();
    for row in rows.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let region = presend::phone::Region::new(cells[1]);
        let check = check_phone(cells[0], &PhoneOptions { region, ..PhoneOptions::default() });
        let valid = cells[2] == "1" && cells[3].len() <= 16;
        let mut same = check.is_ok() == valid;
        if same && valid {
            same &= check.value.map(|number| number.to_string()).as_deref() == Some(cells[3]);
            same &= check.region.map(|region| region.to_string()).as_deref() == Some(cells[4]);
            same &= check.kind.map(|kind| (kind as u8).to_string()).as_deref() == Some(cells[5]);
        }
        if !same {
            let reasons: Vec<_> = check.findings.issues.iter().map(|issue| issue.kind.reason()).collect();
            wrong.push(format!("{row} -> {:?} {:?} {:?} {reasons:?}", check.value, check.region, check.kind));
        }
    }
    println!("{} of {} rows differ", wrong.len(), rows.lines().count());
    assert!(wrong.is_empty(), "{}", wrong[..wrong.len().min(60)].join("\n"));
}

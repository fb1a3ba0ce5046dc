//! Telephone numbers: the corpus.

use presend::phone::{PhoneMode, PhoneOptions, PhoneTable, PhoneType, check_phone};
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

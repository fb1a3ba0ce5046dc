//! Lists: what is read is the same however the file is cut, and each row's verdict is that of the single check.

use presend::email::{EmailOptions, SameMailbox, check_email, same_mailbox};
use presend::issue::Kind;
use presend::list::{Channel, Judge, ListOptions, ListPass, ROW_MAX_OCTETS, Seen, Step, Totals, Verdict};
use presend::phone::{PhoneMode, PhoneOptions, PhoneTable, Region, TypeSet, check_phone};

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq)]
struct Outcome {
    header: Vec<String>,
    cleaned: String,
    /// Row and reason.
    refused: Vec<(String, &'static str)>,
    /// Row number, line, reason, value.
    findings: Vec<(u32, u32, &'static str, String)>,
    totals: Totals,
    end: Option<Step>,
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

fn word(octets: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(octets[at..at + 4].try_into().unwrap())
}

/// Reads `file` in pieces of the sizes that `size` gives; `columns` are known beforehand.
fn read(file: &[u8], options: ListOptions, columns: &[u32], mut size: impl FnMut() -> usize) -> Outcome {
    let mut pass = ListPass::new(options.clone());
    let mut out = Outcome::default();
    if !options.has_header {
        pass.start(columns);
    }
    let mut rest = file;
    loop {
        let (piece, behind) = rest.split_at(size().min(rest.len()));
        rest = behind;
        pass.room(piece.len()).unwrap().copy_from_slice(piece);
        pass.fed(piece.len(), rest.is_empty());
        let mut step = pass.run(Some(PhoneTable::bundled()), None);
        loop {
            match &step {
                Step::Header => {
                    out.header = pass.fields().map(text).collect();
                    pass.start(columns);
                }
                Step::NeedsIdna(domain) => {
                    let ascii = idna::domain_to_ascii(domain).ok();
                    pass.answer(ascii);
                }
                _ => break,
            }
            step = pass.run(Some(PhoneTable::bundled()), None);
        }
        out.cleaned.push_str(&text(pass.cleaned()));
        let mut frames = pass.refused();
        while !frames.is_empty() {
            let end = 12 + word(frames, 0) as usize;
            let variant = &pass.variants().all()[word(frames, 4) as usize];
            out.refused.push((text(&frames[12..end]), variant.kind.reason()));
            frames = &frames[end..];
        }
        let mut noted = pass.findings();
        while !noted.is_empty() {
            let end = 16 + word(noted, 12) as usize;
            let variant = &pass.variants().all()[word(noted, 8) as usize];
            out.findings.push((word(noted, 0), word(noted, 4), variant.kind.reason(), text(&noted[16..end])));
            noted = &noted[end..];
        }
        if step != Step::More {
            out.totals = pass.totals();
            out.end = Some(step);
            return out;
        }
        assert!(!rest.is_empty() || piece.is_empty(), "the last piece ends it");
    }
}

fn india() -> Channel {
    Channel::Phone { region: Region::new("IN"), mode: PhoneMode::Field, types: TypeSet::ALL, regions: Vec::new() }
}

const FILE: &str = "\u{FEFF}name,phone,note\r\n\
    Ann,098765 43210,\"two\r\nlines, and a \"\"mark\"\"\"\r\n\
    \r\n\
    \"Lee, Bo\",\"+91 98765\n43211\",\r\n\
    Cy,+919876543210,again\r\n\
    Di,12,short\r\n\
    Eé,+44 20 7183 8750,last";

#[test]
fn a_file_is_read_the_same_wherever_it_is_cut() {
    let whole = read(FILE.as_bytes(), ListOptions::new(india()), &[1], || usize::MAX);
    assert_eq!(whole.header, ["name", "phone", "note"]);
    assert_eq!(
        whole.cleaned,
        "name,phone,note\r\n\
         Ann,+919876543210,\"two\r\nlines, and a \"\"mark\"\"\"\r\n\
         \"Lee, Bo\",+919876543211,\r\n\
         Eé,+442071838750,last\r\n"
    );
    assert_eq!(
        whole.refused,
        [("Cy,+919876543210,again".to_string(), "list_duplicate"), ("Di,12,short".to_string(), "phone_nsn_too_short")]
    );
    let places: Vec<_> = whole.findings.iter().map(|(row, line, reason, _)| (*row, *line, *reason)).collect();
    assert_eq!(places, [(3, 7, "list_duplicate"), (4, 8, "phone_nsn_too_short")]);
    let counts = (whole.totals.rows, whole.totals.kept, whole.totals.refused, whole.totals.duplicates);
    assert_eq!(counts, (5, 3, 2, 1));
    for first in 0..=FILE.len() {
        let mut sizes = [first, usize::MAX].into_iter();
        assert_eq!(read(FILE.as_bytes(), ListOptions::new(india()), &[1], || sizes.next().unwrap()), whole, "{first}");
    }
    for size in 1..=9 {
        assert_eq!(read(FILE.as_bytes(), ListOptions::new(india()), &[1], || size), whole, "pieces of {size}");
    }
}

#[test]
fn line_breaks_of_every_kind() {
    for (end, written) in [("\n", "\n"), ("\r\n", "\r\n"), ("\r", "\n")] {
        let file = ["phone", "+919876543210", "", "+91 98765 43211", ""].join(end);
        let out = read(file.as_bytes(), ListOptions::new(Channel::phone()), &[0], || 3);
        assert_eq!(out.cleaned, format!("phone{written}+919876543210{written}+919876543211{written}"), "{end:?}");
        assert_eq!(out.totals.rows, 2);
    }
    for end in ["\n", "\r\n", "\r"] {
        let file = ["\"two", "lines\",phone", "x,1", "", "\"y", "z\",2", "x,3"].join(end);
        for size in [1, 2, 5, usize::MAX] {
            let out = read(file.as_bytes(), ListOptions::new(Channel::phone()), &[1], || size);
            let lines: Vec<_> = out.findings.iter().map(|(row, line, ..)| (*row, *line)).collect();
            assert_eq!(lines, [(1, 3), (2, 5), (3, 7)], "{end:?} in pieces of {size}");
        }
    }
    let out = read(b"", ListOptions::new(Channel::phone()), &[0], || 1);
    assert_eq!((out.totals.rows, out.end), (0, Some(Step::End)));
}

#[test]
fn delimiters_and_marks_in_what_is_written_anew() {
    let options = ListOptions { delimiter: b'\t', ..ListOptions::new(Channel::phone()) };
    let file = b"a\tphone\n\"x\ty\"\t+91 98765 43210\n\"say \"\"hi\"\"\"\t+91 98765 43211\n,;\t+91 98765 43212\n";
    let out = read(file, options, &[1], || 5);
    assert_eq!(
        out.cleaned,
        "a\tphone\n\"x\ty\"\t+919876543210\n\"say \"\"hi\"\"\"\t+919876543211\n,;\t+919876543212\n"
    );
}

#[test]
fn rows_that_lack_the_column_or_a_value() {
    let out = read(b"name,phone\nAnn\n,+919876543210\nBo,\n", ListOptions::new(Channel::phone()), &[1, 0], || 7);
    assert_eq!(out.refused.iter().map(|(_, reason)| *reason).collect::<Vec<_>>(), ["required"; 3]);
    assert_eq!(out.totals.kept, 0);
}

#[test]
fn a_row_without_end_stops_the_pass_and_loses_nothing_before_it() {
    let mut file = b"phone\n+919876543210\n\"".to_vec();
    file.resize(file.len() + ROW_MAX_OCTETS + 5, b'x');
    let out = read(&file, ListOptions::new(Channel::phone()), &[0], || 1 << 18);
    assert_eq!((out.end, out.totals.rows, out.totals.kept), (Some(Step::TooLarge), 1, 1));
    assert_eq!(out.cleaned, "phone\n+919876543210\n");
    // As many blank lines are no row.
    let mut file = b"phone\n".to_vec();
    file.resize(file.len() + ROW_MAX_OCTETS + 5, b'\n');
    file.extend_from_slice(b"+919876543210\n");
    let out = read(&file, ListOptions::new(Channel::phone()), &[0], || 1 << 18);
    assert_eq!((out.end, out.totals.kept), (Some(Step::End), 1));
    // Nor is a row of delimiters endless in fields.
    let out = read(&vec![b','; 1 << 16], ListOptions::new(Channel::phone()), &[0], || 1 << 12);
    assert_eq!(out.end, Some(Step::TooLarge));
}

const PHONES: &[&str] = &[
    "+919876543210",
    "098765 43210",
    "9876543210",
    "+91 98765 4321",
    "",
    " ",
    "n/a",
    "+44 (0)7400 123456",
    "112",
    "+1 310 555 0100",
    "００９８７６",
    "9876543210x",
    "\u{202A}+919876543210",
    "+919876543210, +919876543211",
];
const EMAILS: &[&str] = &[
    "ann@acme.in",
    "Ann@Acme.IN",
    " ann@acme.in ",
    "ann@gmial.com",
    "ann@acme,in",
    "",
    "ann..lee@acme.in",
    "ann@bücher.de",
    "ann@xn--bcher-kva.de",
    "ann@xn--a.de",
    "अ@acme.in",
    "a@b",
    "\"a b\"@acme.in",
];

#[test]
fn a_row_is_answered_as_its_value_is_alone() {
    for (at, value) in PHONES.iter().enumerate() {
        let mut judge = Judge::new(india(), false, [7, 8]);
        let verdict = judge.judge(value.as_bytes(), Some(PhoneTable::bundled()), &Default::default());
        let options = PhoneOptions { region: Region::new("IN"), ..PhoneOptions::default() };
        let alone = check_phone(value, &options);
        match verdict {
            Verdict::Kept { is_changed, warning } => {
                let number = alone.value.unwrap_or_else(|| panic!("{at} {value:?} is refused alone"));
                let kept = if is_changed { text(judge.value()) } else { value.to_string() };
                assert_eq!(kept, number.to_string());
                assert_eq!(warning.is_some(), !alone.findings.warnings.is_empty(), "{value:?}");
            }
            Verdict::Refused(_) => assert!(alone.value.is_none(), "{value:?} is kept alone"),
            Verdict::NeedsIdna(_) => panic!("no domain in {value:?}"),
        }
    }
    let file: String = EMAILS.iter().map(|value| format!("\"{}\"\n", value.replace('"', "\"\""))).collect();
    let options = ListOptions { has_header: false, keeps_duplicates: true, ..ListOptions::new(Channel::email()) };
    let out = read(file.as_bytes(), options, &[0], || 6);
    let fine = |value: &&&str| check_email(value, &EmailOptions::default()).is_ok();
    assert_eq!(out.totals.rows as usize, EMAILS.len());
    assert_eq!(out.totals.kept as usize, EMAILS.iter().filter(fine).count());
    let refused: Vec<_> = EMAILS
        .iter()
        .filter(|value| !fine(value))
        .map(|value| check_email(value, &EmailOptions::default()).findings.issues[0].kind.reason())
        .collect();
    assert_eq!(out.refused.iter().map(|(_, reason)| *reason).collect::<Vec<_>>(), refused);
    assert!(out.cleaned.contains("ann@xn--bcher-kva.de"));
}

#[test]
fn a_warning_is_counted_however_short_the_way() {
    for (value, warns) in [("ann@acme.in", false), ("ann@example.org", true), ("Ann@Example.ORG", true)] {
        let mut judge = Judge::new(Channel::email(), false, [1, 2]);
        let verdict = judge.judge(value.as_bytes(), None, &Default::default());
        let alone = check_email(value, &EmailOptions::default()).findings.warnings;
        assert_eq!(!alone.is_empty(), warns, "{value}");
        assert!(matches!(verdict, Verdict::Kept { warning, .. } if warning.is_some() == warns), "{value}");
    }
}

#[test]
fn duplicates_are_those_of_same_mailbox() {
    let mailboxes = [
        "ann@acme.in",
        "Ann@acme.in",
        "ann@ACME.in",
        "\"ann\"@acme.in",
        "ann.lee+x@gmail.com",
        "annlee@googlemail.com",
        "annlee@gmail.com",
        "a.b@outlook.com",
        "A.B+c@outlook.com",
        "ab@outlook.com",
    ];
    for rules in [SameMailbox::Standard, SameMailbox::ProviderRules] {
        for one in mailboxes {
            for other in mailboxes {
                let options = EmailOptions { quoted_local_part: true, ..EmailOptions::default() };
                let mut judge = Judge::new(Channel::Email { options, same: rules }, false, [1, 2]);
                judge.judge(one.as_bytes(), None, &Default::default());
                let second = judge.judge(other.as_bytes(), None, &Default::default());
                let is_refused = matches!(second, Verdict::Refused(_));
                assert_eq!(is_refused, same_mailbox(one, other, rules), "{one} {other} {rules:?}");
            }
        }
    }
}

#[test]
fn who_must_not_be_written_to() {
    let mut judge = Judge::new(Channel::email(), false, [1, 2]);
    assert!(judge.suppress(b"bob@acme.in\nCY@acme.in"));
    let mut verdict = |text: &str| judge.judge(text.as_bytes(), None, &Default::default());
    assert!(matches!(verdict("ann@acme.in"), Verdict::Kept { .. }));
    assert!(matches!(verdict("Bob@Acme.in"), Verdict::Refused(_)));
    assert!(matches!(verdict("cy@acme.in"), Verdict::Refused(_)));
    let mut judge = Judge::new(Channel::phone(), false, [1, 2]);
    judge.disturb_not(b"+919876543210");
    let verdict = judge.judge(b"+91 98765 43210", Some(PhoneTable::bundled()), &Default::default());
    assert!(matches!(verdict, Verdict::Kept { is_changed: true, warning: Some(_) }), "only advertising is meant");
}

#[test]
fn the_set_knows_every_entry_and_no_other() {
    let mut seen = Seen::new([3, 4]);
    let hashes: Vec<u64> = (0..50_000_u32).map(|number| seen.hash(&number.to_le_bytes())).collect();
    for hash in &hashes {
        assert!(!seen.has(*hash));
        assert!(seen.insert(*hash));
        assert!(!seen.insert(*hash));
    }
    assert_eq!(seen.len(), hashes.len());
    assert!(hashes.iter().all(|hash| seen.has(*hash)));
    assert!((50_000..100_000_u32).all(|number| !seen.has(seen.hash(&number.to_le_bytes()))));
    assert_ne!(seen.hash(b"ann"), Seen::new([4, 3]).hash(b"ann"), "the hash is keyed");
}

#[test]
fn random_octets_never_panic_and_rows_add_up() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    const PARTS: &[&[u8]] =
        &[b",", b"\"", b"\n", b"\r\n", b"\r", b"+919876543210", b"ann@acme.in", b"\xEF\xBB\xBF", b"\xFF", b"x", b" "];
    for round in 0..400 {
        let file: Vec<u8> = (0..random() % 200).flat_map(|_| PARTS[random() as usize % PARTS.len()].to_vec()).collect();
        let channel = if round % 2 == 0 { Channel::phone() } else { Channel::email() };
        let options = ListOptions { has_header: round % 3 == 0, ..ListOptions::new(channel) };
        let whole = read(&file, options.clone(), &[0], || usize::MAX);
        assert_eq!(whole.totals.kept + whole.totals.refused, whole.totals.rows);
        assert_eq!(whole.refused.len() as u32, whole.totals.refused);
        let cut = read(&file, options.clone(), &[0], || 1 + random() as usize % 40);
        assert_eq!(cut, whole, "{:?}", text(&file));
        // What was kept is kept again, and nothing in it changes; but a mark from within may have come to its front.
        if whole.cleaned.starts_with('\u{FEFF}') {
            continue;
        }
        let again = read(whole.cleaned.as_bytes(), options, &[0], || usize::MAX);
        assert_eq!((again.totals.kept, again.totals.refused), (whole.totals.kept, 0), "{:?}", text(&file));
        assert_eq!(again.cleaned, whole.cleaned);
    }
}

#[test]
fn values_taken_apart_keep_their_lines() {
    let mut pass = ListPass::new(ListOptions { has_header: false, ..ListOptions::new(Channel::phone()) });
    pass.start(&[0]);
    let mut frames = Vec::new();
    for value in [Some("12"), None, Some("+91 98765 43210"), None, None, Some("12")] {
        frames.extend_from_slice(&value.map_or(u32::MAX - 2, |value| value.len() as u32).to_le_bytes());
        frames.extend_from_slice(value.unwrap_or_default().as_bytes());
    }
    pass.room(frames.len()).unwrap().copy_from_slice(&frames);
    pass.fed(frames.len(), true);
    assert_eq!(pass.run_values(Some(PhoneTable::bundled()), None), Step::End);
    assert_eq!((pass.totals().rows, pass.totals().kept, pass.answers().len()), (3, 1, 9));
    let noted = pass.findings();
    assert_eq!((word(noted, 0), word(noted, 4)), (1, 1));
    assert_eq!((word(noted, 18), word(noted, 22)), (3, 6));
}

#[test]
fn findings_that_differ_in_a_number_are_two() {
    let out = read(b"phone\n+9198\n+91987\n+9198\n", ListOptions::new(Channel::phone()), &[0], || 9);
    assert_eq!(out.totals.refused, 3);
    let mut judge = Judge::new(Channel::phone(), false, [1, 2]);
    let mut number = |kind| match judge.refuse(kind, 0) {
        Verdict::Refused(number) => number,
        other => panic!("{other:?}"),
    };
    let first = number(Kind::EmailMailboxTooLong { max: 1, octets: 2 });
    assert_eq!(number(Kind::EmailMailboxTooLong { max: 1, octets: 2 }), first);
    assert_ne!(number(Kind::EmailMailboxTooLong { max: 1, octets: 3 }), first);
}

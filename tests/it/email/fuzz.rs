//! Pseudo-random mailboxes, the same in every run, and input made to be slow.

use std::time::{Duration, Instant};

use presend::email::{
    EmailAids, EmailMode, EmailOptions, IdnaAnswer, check_email, check_email_octets, parse_mailboxes,
};
use presend::issue::{Issue, Kind, Span};

use super::{assert_spans, mended};

/// Marsaglia's xorshift64*.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below
    }

    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.next(list.len())]
    }
}

const PIECES: [&str; 70] = [
    "a",
    "b",
    "Z",
    "0",
    "9",
    "ann",
    "lee",
    "-",
    "_",
    "+",
    ".",
    ".",
    "..",
    "@",
    "@",
    "@",
    "\"",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    ",",
    ";",
    ":",
    "/",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\u{7F}",
    "é",
    "ü",
    "आ",
    "а",
    "日本",
    "😀",
    "\u{200B}",
    "\u{200D}",
    "\u{202E}",
    "\u{AD}",
    "\u{A0}",
    "。",
    "．",
    "＠",
    "xn--",
    "xn--bcher-kva",
    "com",
    "in",
    "gmail.com",
    "gmial.com",
    "acme.in",
    "example.org",
    "10.0.0.1",
    "IPv6:",
    "::",
    "mailto:",
    "'",
    "”",
    "“",
    "–",
    "，",
    "؛",
    "☃",
    "✓",
    "%2B",
    "%40",
    " lee ",
];

const SEEDS: [&str; 10] = [
    "ann.lee@acme.in",
    "\"ann lee\"@acme.in",
    "Ann Lee <ann@acme.in>",
    "\"Lee, Ann\" <ann@acme.in>",
    "ann@[10.0.0.1]",
    "ann@[IPv6:2001:db8::1]",
    "ann@bücher.de",
    "mailto:ann@acme.in?subject=x",
    "ann@xn--bcher-kva.de",
    " ann@gmial.com\n",
];

/// A seed with pieces put in, taken out and doubled, or a heap of pieces.
fn mailbox(random: &mut Random) -> String {
    if random.next(3) == 0 {
        return (0..1 + random.next(12)).map(|_| random.pick(&PIECES)).collect();
    }
    let mut chars: Vec<String> = random.pick(&SEEDS).chars().map(String::from).collect();
    for _ in 0..1 + random.next(4) {
        let at = random.next(chars.len().max(1));
        match random.next(3) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 if at < chars.len() => chars.insert(at, chars[at].clone()),
            _ => chars.insert(at, random.pick(&PIECES).to_string()),
        }
    }
    chars.concat()
}

fn options(random: &mut Random) -> EmailOptions {
    EmailOptions {
        mode: random.pick(&[EmailMode::Practical, EmailMode::Strict]),
        smtputf8: random.next(2) == 0,
        name_addr: random.next(2) == 0,
        dotless_domain: random.next(4) == 0,
        address_literal: random.next(2) == 0,
        quoted_local_part: random.next(2) == 0,
        ..EmailOptions::default()
    }
}

/// The findings of one kind: where each begins, and what stands there.
fn alike<'a>(text: &'a str, options: &EmailOptions, like: &Issue) -> Vec<Option<(usize, &'a str)>> {
    let found = check_email(text, options).findings;
    let list = found.issues.iter().chain(&found.warnings).filter(|issue| issue.kind.reason() == like.kind.reason());
    list.map(|issue| issue.span.map(|span| (span.start, &text[span.start..span.end]))).collect()
}

#[test]
fn random_mailboxes_keep_the_rules() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut fine, mut fixed, mut stuck) = (0, 0, Vec::new());
    for _ in 0..60_000 {
        let text = mailbox(&mut random);
        let options = options(&mut random);
        let check = check_email(&text, &options);
        assert_spans(&text, &check);
        if let Some(value) = check.value(&text) {
            fine += 1;
            let again = check_email(value, &options);
            assert_eq!(again.value(value), Some(value), "{text:?} {options:?}");
        }
        for issue in check.findings.issues.iter().chain(&check.findings.warnings).filter(|issue| !issue.fix.is_empty())
        {
            fixed += 1;
            let mended = mended(&text, issue);
            let before = alike(&text, &options, issue);
            let after = alike(&mended, &options, issue);
            let place = issue.span.map(|span| (span.start, &text[span.start..span.end]));
            // A repair may uncover what could not be looked at before, of the same kind even, but it is something else.
            if after.len() >= before.len() && after.contains(&place) {
                stuck.push(format!("{text:?} → {mended:?}: {:?} {:?} {options:?}", issue.kind, issue.span));
            }
        }
    }
    assert!(stuck.is_empty(), "{} fixes mend nothing:\n{}", stuck.len(), stuck.join("\n"));
    assert!(fine > 3_000 && fixed > 20_000, "{fine} fine, {fixed} fixes: the generator does not reach what it should");
}

#[test]
fn random_octets_are_no_danger() {
    let mut random = Random(7);
    for _ in 0..60_000 {
        let text: Vec<u8> = (0..random.next(24))
            .map(|_| {
                random.pick(&[
                    b'a', b'@', b'.', b'"', b'<', b'>', 0xED, 0xA0, 0x80, 0xFF, 0xC3, 0xA9, 0xF0, b'[', b' ', 0xE3,
                ])
            })
            .collect();
        let check = check_email_octets(&text, &options(&mut random), &EmailAids::default());
        let is_utf8 = std::str::from_utf8(&text).is_ok();
        assert!(is_utf8 || !check.is_ok(), "{text:?}");
        let findings = check.findings.issues.iter().chain(&check.findings.warnings);
        for span in findings.filter_map(|issue| issue.span) {
            assert!(span.start <= span.end && span.end <= text.len(), "{text:?}");
        }
        for span in parse_mailboxes(&text) {
            assert!(span.start < span.end && span.end <= text.len(), "{text:?}");
        }
    }
}

#[test]
fn no_answer_of_the_host_is_trusted() {
    let mut random = Random(11);
    let options = EmailOptions { smtputf8: true, ..EmailOptions::default() };
    let (mut questions, mut fine) = (0, 0);
    for _ in 0..30_000 {
        let text = format!("a@{}", mailbox(&mut random).replace('@', ""));
        let first = check_email_octets(text.as_bytes(), &options, &EmailAids::default());
        let Some(question) = first.needs_idna else { continue };
        questions += 1;
        // What a URL would read as a path, a port, a user or an escape is refused before the host is asked.
        let is_plain = |char: char| !char.is_ascii() || char.is_ascii_alphanumeric() || char == '-' || char == '.';
        assert!(question.chars().all(is_plain), "{text:?} {question:?}");
        for answer in
            ["", ".", "a", "a..b", "-a.in", "a-.in", "127.0.0.1", "a.0x7f", "a/b.in", "a b.in", "é.in", "a.in."]
        {
            let aids = EmailAids { idna: Some(IdnaAnswer::Ascii(answer)), providers: None };
            let check = check_email_octets(text.as_bytes(), &options, &aids);
            assert!(!check.is_ok() && check.needs_idna.is_none(), "{text:?} {answer:?}");
        }
        let refused = EmailAids { idna: Some(IdnaAnswer::Refused), providers: None };
        assert!(!check_email_octets(text.as_bytes(), &options, &refused).is_ok(), "{text:?}");
        fine += usize::from(check_email(&text, &options).is_ok());
    }
    assert!(questions > 1_000 && fine > 200, "{questions} questions, {fine} fine");
}

/// What is repeated, with what before it, so that a careless reader would look at all of it again for each piece.
const HOSTILE: [&str; 36] = [
    "(",
    ")",
    "\"",
    "\\\"",
    "[",
    "<",
    ">",
    ".",
    "@",
    "(.",
    "a@b.c,",
    "a,",
    " ",
    "é",
    "a.",
    "xn--a.",
    "xn--a-b.ü.",
    "。",
    ":",
    "\u{200B}",
    "a at ",
    "mailto:",
    "gmail.com",
    "a@[IPv6:::",
    "1.",
    "-",
    "\u{202E}",
    "”",
    "–",
    "a，",
    "。”",
    "☃a",
    "a ",
    "%40",
    "a@b.c (",
    "a@b.c\u{A0}",
];
const BEFORE_HOSTILE: [&str; 7] = ["", "a@", "a@[", "a@[IPv6:", "\"", "A <a@", "mailto:a@"];

#[test]
fn hostile_input_takes_linear_time() {
    const TIMES: usize = 50_000;
    for mode in [EmailMode::Practical, EmailMode::Strict] {
        let options =
            EmailOptions { mode, max_octets: u32::MAX, name_addr: true, smtputf8: true, ..EmailOptions::default() };
        let takes = |text: &str| {
            let start = Instant::now();
            let check = check_email(text, &options);
            assert!(check.findings.issues.len() <= 2 * text.len() + 2);
            if mode == EmailMode::Strict {
                parse_mailboxes(text.as_bytes());
            }
            start.elapsed()
        };
        for (before, piece) in BEFORE_HOSTILE.iter().flat_map(|before| HOSTILE.map(|piece| (before, piece))) {
            let text = |times: usize| format!("{before}{}", piece.repeat(times));
            // The square of it would be sixteen times as long. The least of a few tries: others share the machine.
            let (few, many) = (text(TIMES / 4), text(TIMES));
            let (mut least_few, mut least_many) = (Duration::MAX, Duration::MAX);
            let is_linear = (0..8).any(|_| {
                least_few = least_few.min(takes(&few));
                least_many = least_many.min(takes(&many));
                least_many < least_few * 8 + Duration::from_millis(20)
            });
            assert!(is_linear, "{before:?} {piece:?} {mode:?}: {least_few:?}, {least_many:?}");
        }
    }
}

#[test]
fn the_cap_is_looked_at_first() {
    let text = "a".repeat(1025);
    let issues = check_email(&text, &EmailOptions::default()).findings.issues;
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].kind, Kind::InputTooLarge { max: 1024, actual: 1025, unit: "octets" });
    assert_eq!(issues[0].span, None::<Span>);
}

/// No word of a vocabulary, a path or a number holds what the user typed: only a repair does.
#[test]
fn an_issue_without_its_repair_tells_nothing_of_the_address() {
    let mut random = Random(0x5EED_CAFE);
    let mut seen = 0;
    for _ in 0..4_000 {
        // Letters that no reason, unit or script has side by side.
        let secret = format!("qzxjq{:07}", random.next(10_000_000));
        let text = mailbox(&mut random).replace("ann", &secret).replace("acme", &secret);
        let text = if text.contains(&secret) { text } else { format!("{secret}{text}") };
        let check = check_email(&text, &options(&mut random));
        for issue in check.findings.issues.iter().chain(&check.findings.warnings) {
            let mut bare = issue.clone();
            bare.fix.clear();
            let told = format!("{bare:?} {} {:?}", bare.kind.reason(), bare.kind.code());
            assert!(!told.contains("qzxj"), "{told}");
            seen += 1;
        }
    }
    assert!(seen > 1_000, "{seen} issues");
}

//! Public suites with a verdict of our own beside theirs, and the crate `email_address`, over the same rows.

use std::collections::BTreeMap;
use std::fs;

use presend::email::{EmailMode, EmailOptions, check_email};
use serde_json::Value;

use super::{assert_spans, reasons};

const SUITES: [&str; 4] = ["isemail_original", "isemail_v3", "json_schema", "uasg_eai"];

struct Row {
    suite: &'static str,
    address: String,
    strict: bool,
    strict_reason: String,
    practical: bool,
    flags: String,
}

/// The rows of all suites, or none, with a word about it, where they are not at hand.
fn rows() -> Vec<Row> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/email");
    let mut rows = Vec::new();
    for suite in SUITES {
        let Ok(text) = fs::read_to_string(format!("{folder}/{suite}.tsv")) else {
            println!("{suite}.tsv is not there: only the project's own cases were checked");
            continue;
        };
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
        let column = |name: &str| header.iter().position(|column| *column == name).expect("the column");
        for line in lines.filter(|line| !line.is_empty()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let field = |name: &str| fields[column(name)].to_string();
            let flags = field("flags");
            rows.push(Row {
                suite,
                address: serde_json::from_str(&field("address_json")).expect("a JSON string"),
                strict: field("rfc5321_6531_strict") == "y" || flags.contains("uts46_ok"),
                strict_reason: field("strict_reason"),
                practical: field("practical") == "y",
                flags,
            });
        }
    }
    rows
}

/// A row on which we differ, and why.
struct Entry {
    key: (String, String, String),
    section: String,
    used: bool,
}

fn ledger() -> Vec<Entry> {
    let text = include_str!("../../cases/email-ledger.json");
    let ledger: Value = serde_json::from_str(text).expect("JSON");
    let word = |entry: &Value, name: &str| entry[name].as_str().expect("text").to_string();
    let entries = ledger["rows"].as_array().expect("rows");
    entries
        .iter()
        .map(|entry| Entry {
            key: (word(entry, "suite"), word(entry, "mode"), word(entry, "value")),
            section: word(entry, "section"),
            used: false,
        })
        .collect()
}

#[test]
fn suites_agree_except_where_the_ledger_says() {
    let mut ledger = ledger();
    let mut surprises = Vec::new();
    let rows = rows();
    for row in &rows {
        let smtputf8 = row.flags.contains("utf8_local");
        for (name, options, valid) in [
            ("strict", EmailOptions { mode: EmailMode::Strict, smtputf8: true, ..EmailOptions::default() }, row.strict),
            ("practical", EmailOptions { smtputf8, ..EmailOptions::default() }, row.practical),
        ] {
            let check = check_email(&row.address, &options);
            assert_spans(&row.address, &check);
            let key = (row.suite.to_string(), name.to_string(), row.address.clone());
            let known = ledger.iter_mut().find(|entry| entry.key == key);
            match (check.is_ok() == valid, known) {
                (true, None) => {}
                (false, Some(entry)) => entry.used = true,
                (false, None) => surprises.push(format!("{key:?} valid={valid} {:?}", reasons(&check.findings.issues))),
                (true, Some(_)) => surprises.push(format!("{key:?} is in the ledger and agrees")),
            }
        }
    }
    assert!(ledger.iter().all(|entry| !entry.section.is_empty()));
    if !rows.is_empty() {
        surprises.extend(ledger.iter().filter(|entry| !entry.used).map(|entry| format!("{:?} is no row", entry.key)));
    }
    assert!(surprises.is_empty(), "{} rows:\n{}", surprises.len(), surprises.join("\n"));
}

/// Their reason, and what we may call it.
const REASONS: [(&str, &[&str]); 41] = [
    ("whitespace", &["email_white_space", "email_surrounding_white_space", "email_display_name_not_allowed"]),
    ("comment", &["email_comment", "email_display_name_not_allowed"]),
    ("char_after_quoted_string", &["email_quoted_string_trailing_text", "email_display_name_not_allowed"]),
    ("backslash_outside_quotes", &["email_local_part_backslash"]),
    ("ipv6_bad_group", &["email_ipv6_group", "email_ipv6_elision_repeated"]),
    ("ipv6_two_double_colons", &["email_ipv6_elision_repeated"]),
    ("ipv6_group_count", &["email_ipv6_group_count", "email_ipv6_group"]),
    ("at_missing", &["email_at_missing", "email_at_full_width"]),
    (
        "domain_bad_char",
        &[
            "email_domain_character",
            "email_domain_comma",
            "email_control_character",
            "email_trailing_punctuation",
            "email_several_addresses",
        ],
    ),
    ("ipv4_bad", &["email_ipv4_octet", "email_ipv4_octet_count"]),
    ("local_empty", &["email_local_part_missing"]),
    ("quoted_pair_bad_char", &["email_quoted_pair_character"]),
    ("local_leading_dot", &["email_local_part_leading_dot"]),
    ("quote_inside_atom", &["email_local_part_quotation_mark"]),
    ("local_bad_char", &["email_local_part_character", "email_control_character"]),
    ("domain_leading_dot", &["email_domain_empty_label"]),
    ("quoted_bad_char", &["email_quoted_string_character"]),
    ("literal_bad", &["email_address_literal_invalid"]),
    ("quoted_unclosed", &["email_quoted_string_unclosed"]),
    ("ipv6_elides_one_group", &["email_ipv6_elision_too_short"]),
    ("local_trailing_dot", &["email_local_part_trailing_dot"]),
    ("local_consecutive_dots", &["email_local_part_consecutive_dots", "email_at_missing"]),
    ("domain_empty", &["email_domain_missing"]),
    ("label_trailing_hyphen", &["email_label_trailing_hyphen"]),
    ("multiple_at", &["email_at_repeated", "email_several_addresses"]),
    ("domain_trailing_dot", &["email_domain_trailing_dot"]),
    ("ipv6_bad_v4_tail", &["email_ipv4_octet", "email_ipv4_octet_count", "email_ipv6_group"]),
    ("local_too_long", &["email_local_part_too_long"]),
    ("domain_too_long", &["email_domain_too_long", "email_mailbox_too_long"]),
    ("label_leading_hyphen", &["email_label_leading_hyphen"]),
    ("literal_unclosed", &["email_address_literal_unclosed"]),
    ("char_after_literal", &["email_address_literal_trailing_text"]),
    ("domain_consecutive_dots", &["email_domain_empty_label"]),
    ("ipv6_too_many_groups", &["email_ipv6_elision_too_short"]),
    ("empty", &["required"]),
    ("label_not_u_label", &[]),
    ("path_too_long", &["email_mailbox_too_long"]),
    ("ipv6_tag_missing", &["email_ipv6_tag_missing"]),
    ("label_too_long", &["email_label_too_long"]),
    ("literal_tag_unregistered", &["email_address_literal_tag"]),
    ("literal_empty", &["email_address_literal_invalid"]),
];

#[test]
fn reasons_of_the_suites_are_ours() {
    let options = EmailOptions { mode: EmailMode::Strict, smtputf8: true, ..EmailOptions::default() };
    let mut surprises = Vec::new();
    for row in rows().iter().filter(|row| !row.strict) {
        let check = check_email(&row.address, &options);
        let ours = reasons(&check.findings.issues);
        let (_, allowed) = REASONS.iter().find(|(theirs, _)| *theirs == row.strict_reason).expect("a known reason");
        if !ours.iter().any(|reason| allowed.contains(reason)) {
            surprises.push(format!("{:?} {} {ours:?}", row.address, row.strict_reason));
        }
    }
    assert!(surprises.is_empty(), "{} rows:\n{}", surprises.len(), surprises.join("\n"));
}

/// Where the crate `email_address` 0.2.9 (`is_valid`, which has no SMTPUTF8 switch and follows RFC 5322 where that differs)
/// thinks otherwise than RFC 5321 and 6531: its verdict, our first reason or the row's flags, how many rows, and why.
const ORACLE: [(bool, &str, usize, &str); 16] = [
    (false, "quoted", 5, "RFC 5321 §4.1.2: a quoted-string may be empty, and a quoted pair may be a space"),
    (false, "quoted,utf8_local", 1, "RFC 6531 §3.3: qtextSMTP is extended by UTF8-non-ascii"),
    (false, "utf8_domain,utf8_local", 1, "RFC 6531 §3.3: combining marks (Hindi vowel signs) are UTF8-non-ascii"),
    (false, "utf8_domain,utf8_local,uts46_ok", 1, "UTS #46 §2.3: an ideographic full stop is a dot"),
    (false, "utf8_domain,uts46_ok", 2, "UTS #46 §4: a decomposed label is composed, an ideographic full stop is a dot"),
    (false, "utf8_local", 3, "RFC 6531 §3.3: every character outside ASCII is UTF8-non-ascii"),
    (true, "email_address_literal_invalid", 3, "RFC 5321 §4.1.3: RFC 5322's domain-literal is no address literal"),
    (true, "email_address_literal_tag", 1, "RFC 5321 §4.1.3: the tag has to be registered"),
    (
        true,
        "email_domain_character",
        2,
        "RFC 5321 §4.1.2: a domain is letters, digits and hyphens, not RFC 5322's atext",
    ),
    (true, "email_ipv4_octet", 6, "RFC 5321 §4.1.3: Snum is 0 to 255"),
    (true, "email_ipv4_octet_count", 6, "RFC 5321 §4.1.3: four numbers"),
    (true, "email_ipv6_elision_repeated", 14, "RFC 5321 §4.1.3: one `::`"),
    (true, "email_ipv6_elision_too_short", 10, "RFC 5321 §4.1.3: `::` stands for two groups at least"),
    (true, "email_ipv6_group", 19, "RFC 5321 §4.1.3: one to four hexadecimal digits"),
    (true, "email_ipv6_group_count", 9, "RFC 5321 §4.1.3: eight groups"),
    (true, "email_ipv6_tag_missing", 2, "RFC 5321 §4.1.3: `IPv6:` comes first"),
];

/// As above, for length, which the crate checks in parts alone.
const ORACLE_TOO_LONG: (bool, &str, usize, &str) =
    (true, "email_mailbox_too_long", 2, "RFC 5321 §4.5.3.1.3: 254 octets in all");

#[test]
fn email_address_disagrees_as_listed() {
    let options = EmailOptions { mode: EmailMode::Strict, smtputf8: true, ..EmailOptions::default() };
    let mut classes: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let rows = rows();
    for row in &rows {
        let check = check_email(&row.address, &options);
        let theirs = email_address::EmailAddress::is_valid(&row.address);
        if theirs != check.is_ok() {
            let reason = reasons(&check.findings.issues).first().map_or(row.flags.clone(), |reason| reason.to_string());
            *classes.entry((theirs, reason)).or_default() += 1;
        }
    }
    let listed = ORACLE.iter().chain([&ORACLE_TOO_LONG]);
    let listed: BTreeMap<_, _> = listed.map(|(theirs, class, rows, _)| ((*theirs, class.to_string()), *rows)).collect();
    if !rows.is_empty() {
        assert_eq!(classes, listed, "verdict of the crate and class, rows");
    }
}

//! Templates that are hostile or drawn at random: linear time, bounded reports, the rules of places.

use presend::issue::{Kind, apply_fix};
use presend::template::{Argument, Escape, Given, MAX_FINDINGS, check_template, preview_template};

use super::template::assert_span_rule;

/// Time of a check of `repeat` copies of `piece`, and that its report is bounded.
fn check_repeated(piece: &str, repeat: usize) -> std::time::Duration {
    let text = piece.repeat(repeat);
    let variables = [("a", Argument::string("1"))];
    let given = Given { variables: &variables, ..Given::default() };
    let start = std::time::Instant::now();
    let check = check_template(&text, Some(&given));
    let time = start.elapsed();
    // Errors and warnings have room of their own; the parse, the values and the unused names each say what they left out.
    assert!(check.findings.issues.len() + check.findings.warnings.len() <= 2 * (MAX_FINDINGS + 3));
    let shown = preview_template(&text, &given, Escape::Html);
    assert!(shown.len() <= text.len());
    time
}

#[test]
fn hostile_texts_are_linear() {
    let pieces = [
        "{",
        "}",
        "{{",
        "{{}}",
        "{{{",
        "{{a",
        "{{#if a}}",
        "{{#if_eq a \"x\"}}",
        "{{/if}}",
        "{{else}}",
        "{{#x}}",
        "{{/x}}",
        "{{#\"}",
        "{% ",
        "<%",
        "<script",
        "[[ ",
        "*|",
        "%a%",
        "%7B%7B",
        "{{a-",
        "{{ ",
        "{{#if a}}{{else}}",
        "{a}",
        "{a}}",
        "{{#if a}}{{#if_eq a \"x\"}}{{/if}}",
        "{{#if_eq a \"x\"}}{{#if a}}{{/x}}{{/if_eq}}",
    ];
    for piece in pieces {
        let time = check_repeated(piece, 100_000 / piece.len());
        assert!(time.as_secs() < 3, "{piece:?} took {time:?}");
    }
    let braces = check_template(&"{{}}".repeat(2000), None);
    let last = braces.findings.warnings.last().unwrap();
    assert_eq!(last.kind, Kind::TemplateFindingsOmitted { omitted: 1000 });
    let names: String = (0..100_000).map(|number| format!("{{{{n{number}}}}}")).collect();
    let check = check_template(&names, Some(&Given::default()));
    assert_eq!(check.variables.len(), 100_000);
}

#[test]
fn a_report_has_a_limit() {
    for tags in [MAX_FINDINGS - 1, MAX_FINDINGS, MAX_FINDINGS + 1] {
        let check = check_template(&"{{}}".repeat(tags), None);
        assert_eq!(check.findings.issues.len(), tags.min(MAX_FINDINGS));
        assert_eq!(check.findings.warnings.len(), usize::from(tags > MAX_FINDINGS));
    }
}

#[test]
fn nested_blocks_do_not_recurse() {
    let text = ["{{#if a}}".repeat(100_000), "{{x}}".into(), "{{/if}}".repeat(100_000)].concat();
    let variables = [("a", Argument::string("1"))];
    let check = check_template(&text, Some(&Given { variables: &variables, ..Given::default() }));
    let reasons: Vec<&str> = check.findings.issues.iter().map(|issue| issue.kind.reason()).collect();
    assert_eq!(reasons, ["template_variable_missing"]);
}

/// Marsaglia's xorshift, so that a failure can be run again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn random_texts_keep_the_rules() {
    let pieces = [
        "{{",
        "}}",
        "{",
        "}",
        "name",
        "a",
        "{{a}}",
        "{{b}}",
        " ",
        "-",
        "é",
        "😀",
        "|",
        "%",
        "*|",
        "|*",
        "[[",
        "]]",
        "1",
        "_",
        "\"",
        "{{#if a}}",
        "{{#if_eq b \"x\"}}",
        "{{else}}",
        "{{/if}}",
        "{{/if_eq}}",
        "{{#unless a}}",
        "{{/unless}}",
        "{{#a}}",
        "{{/a}}",
        "{{^a}}",
        "<style>",
        "</style>",
        "{{#if a == 'x'}}",
        "\u{a0}",
        "%7B%7Ba%7D%7D",
        "{%",
        "%}",
        "<%",
        "%>",
        "\n",
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let variables = [("a", Argument::string("1")), ("B", Argument::string("x"))];
    let given = Given { variables: &variables, ..Given::default() };
    for _ in 0..5_000 {
        let text: String = (0..random.below(12)).map(|_| pieces[random.below(pieces.len())]).collect();
        let check = check_template(&text, Some(&given));
        assert_span_rule(&text, &check);
        assert_eq!(check, check_template(&text, Some(&given)), "same text, same report");
        // Each mended tag is one finding less of its reason, or shows what was behind it.
        let bare = check_template(&text, None);
        for issue in bare.findings.issues.iter().chain(&bare.findings.warnings) {
            if issue.fix.is_empty() {
                continue;
            }
            let mended = apply_fix(&text, &issue.fix).unwrap();
            let again = check_template(&mended, None);
            let still = again.findings.issues.iter().chain(&again.findings.warnings);
            let same =
                still.filter(|other| other.kind == issue.kind && other.span == issue.span && other.fix == issue.fix);
            assert!(same.count() == 0 || mended != text, "{text:?} -> {mended:?}: {issue:?}");
            assert_span_rule(&mended, &again);
        }
        // Fixing the first repairable finding again and again comes to an end.
        let mut now = text.clone();
        for round in 0.. {
            assert!(round < 200, "{text:?} never settles: {now:?}");
            let check = check_template(&now, None);
            let all = check.findings.issues.iter().chain(&check.findings.warnings);
            let Some(next) = all.into_iter().find(|issue| !issue.fix.is_empty()) else { break };
            now = apply_fix(&now, &next.fix).unwrap();
        }
    }
}

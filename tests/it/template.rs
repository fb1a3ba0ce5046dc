//! The template room: shared cases, and what a case cannot say.

use std::collections::BTreeSet;

use presend::issue::{Findings, Issue, Kind, Severity, Span, Step, apply_fix};
use presend::template::{
    Argument, ArgumentKind, Arguments, Escape, Given, Level, Live, Liveness, MAX_FINDINGS, Role, TemplateCheck,
    TemplatePart, Where, check_arguments, check_parts, check_parts_within, check_template, check_template_list,
    check_template_octets, parse_template, preview_template, preview_template_octets, template_variables,
};
use presend::text::Utf16Counter;
use serde_json::{Map, Value};

type List = Vec<(String, ArgumentKind, String)>;

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../cases/template.json")).unwrap();
    file["cases"].as_array().unwrap().clone()
}

/// The members of an object in `options`, as kind and text.
fn list(options: &Value, name: &str) -> List {
    let empty = Map::new();
    let members = options[name].as_object().unwrap_or(&empty);
    members.iter().map(|(name, value)| (name.clone(), kind_of(value), text_of(value))).collect()
}

fn kind_of(value: &Value) -> ArgumentKind {
    match value {
        Value::Null => ArgumentKind::Null,
        Value::Bool(_) => ArgumentKind::Boolean,
        Value::Number(_) => ArgumentKind::Number,
        Value::String(_) => ArgumentKind::String,
        Value::Array(_) => ArgumentKind::Array,
        Value::Object(_) => ArgumentKind::Object,
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => String::new(),
        other => other.to_string(),
    }
}

fn borrowed(list: &List) -> Vec<(&str, Argument<'_>)> {
    list.iter().map(|(name, kind, text)| (name.as_str(), Argument::literal(*kind, text))).collect()
}

/// Calls `run` with what a case gives, or `None` where it gives no options.
fn with_given<T>(case: &Value, run: impl FnOnce(Option<&Given<'_>>) -> T) -> T {
    let options = &case["options"];
    let lists = ["variables", "defaults", "templateDefaults"].map(|name| list(options, name));
    let [variables, defaults, template_defaults] = lists.each_ref().map(borrowed);
    let given = Given { variables: &variables, defaults: &defaults, template_defaults: &template_defaults };
    run((!options.is_null()).then_some(&given))
}

fn path_json(path: &[Step]) -> Value {
    let step = |step: &Step| match step {
        Step::Name(name) => Value::from(name.as_str()),
        Step::Index(index) => Value::from(*index),
    };
    path.iter().map(step).collect()
}

fn span_json(text: &str, span: Span) -> Value {
    let span = Utf16Counter::new(text.as_bytes()).span(span);
    serde_json::json!([span.start, span.end])
}

/// An issue in the form of the cases, with those members that `like` has.
fn issue_json(text: &str, issue: &Issue, like: &Value) -> Value {
    let mut out = Map::new();
    out.insert("reason".into(), issue.kind.reason().into());
    out.insert("span".into(), issue.span.map_or(Value::Null, |span| span_json(text, span)));
    if !issue.path.is_empty() || !like["path"].is_null() {
        out.insert("path".into(), path_json(&issue.path));
    }
    if !like["params"].is_null() {
        out.insert("params".into(), serde_json::to_value(issue).unwrap()["params"].clone());
    }
    if !issue.fix.is_empty() {
        out.insert("fixed".into(), apply_fix(text, &issue.fix).expect("a fix fits its value").into());
    }
    if !like["related"].is_null() {
        let places = issue.related.iter().map(|place| span_json(text, place.span));
        out.insert("related".into(), places.collect());
    }
    Value::Object(out)
}

fn issues_json(text: &str, found: &[Issue], expected: &Value) -> Value {
    let like = |at: usize| expected.get(at).unwrap_or(&Value::Null);
    found.iter().enumerate().map(|(at, issue)| issue_json(text, issue, like(at))).collect()
}

/// Spans are ordered, inside the value, on character boundaries; fixes too.
pub(super) fn assert_span_rule(text: &str, check: &TemplateCheck) {
    for list in [&check.findings.issues, &check.findings.warnings] {
        let own = || list.iter().filter(|issue| issue.path.is_empty());
        let starts: Vec<usize> = own().filter_map(|issue| issue.span).map(|span| span.start).collect();
        let tags = starts.len() - own().filter(|issue| issue.kind.reason() == "template_variable_case").count();
        assert!(starts[..tags].is_sorted(), "{text:?} {starts:?}");
        for issue in own() {
            let edits = issue.fix.iter().map(|edit| edit.span);
            let related = issue.related.iter().map(|place| place.span);
            for span in issue.span.into_iter().chain(edits).chain(related) {
                assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?} {issue:?}");
            }
            assert!(issue.fix.is_empty() || apply_fix(text, &issue.fix).is_some(), "{text:?} {issue:?}");
        }
    }
}

#[test]
fn cases_give_what_they_expect() {
    let cases = cases();
    assert!(cases.len() >= 90, "{}", cases.len());
    for case in &cases {
        let text = case["value"].as_str().unwrap();
        let expect = &case["expect"];
        let check = with_given(case, |given| check_template(text, given));
        assert_eq!(check.findings.is_ok(), expect["ok"], "{case}");
        assert_eq!(issues_json(text, &check.findings.issues, &expect["issues"]), expect["issues"], "{case}");
        assert_eq!(issues_json(text, &check.findings.warnings, &expect["warnings"]), expect["warnings"], "{case}");
        if let Some(names) = expect["variables"].as_array() {
            let found: Vec<&str> = check.variables.iter().map(|variable| variable.name.as_str()).collect();
            assert_eq!(Value::from(found), Value::from(names.clone()), "{case}");
        }
        if let Some(names) = expect["dead"].as_array() {
            let dead = check.variables.iter().filter(|variable| !variable.live);
            let dead: Vec<&str> = dead.map(|variable| variable.name.as_str()).collect();
            assert_eq!(Value::from(dead), Value::from(names.clone()), "{case}");
        }
        if let Some(preview) = expect["preview"].as_str() {
            let shown = with_given(case, |given| preview_template(text, given.unwrap(), Escape::Html));
            assert_eq!(shown, preview, "{case}");
        }
        assert_span_rule(text, &check);
    }
}

#[test]
fn each_fix_ends_its_issue() {
    for case in &cases() {
        let text = case["value"].as_str().unwrap();
        let check = with_given(case, |given| check_template(text, given));
        let all = |check: &TemplateCheck| check.findings.issues.len() + check.findings.warnings.len();
        for issue in check.findings.issues.iter().chain(&check.findings.warnings) {
            if issue.fix.is_empty() || text == "{{|x}}" {
                continue; // A filter without a name leaves an empty tag.
            }
            let mended = apply_fix(text, &issue.fix).unwrap();
            let again = with_given(case, |given| check_template(&mended, given));
            // `{name}` becomes a placeholder, so nothing else may be new than a missing variable.
            let crossed = issue.kind.reason() == "template_crossed_block";
            assert!(
                all(&again) < all(&check) || crossed && all(&again) <= all(&check),
                "{text:?} -> {mended:?} {again:?}"
            );
        }
    }
}

#[test]
fn every_kind_of_the_room_is_triggered() {
    // In `hostile_texts_are_linear` and in `a_subject_grows_with_its_values`.
    let mut triggered = BTreeSet::from(["template_findings_omitted", "template_subject_too_long"]);
    for case in &cases() {
        let text = case["value"].as_str().unwrap();
        let check = with_given(case, |given| check_template(text, given));
        let all = check.findings.issues.iter().chain(&check.findings.warnings);
        triggered.extend(all.map(|issue| issue.kind.reason()));
    }
    for info in Kind::ALL.iter().filter(|info| info.reason.starts_with("template_")) {
        assert!(triggered.contains(info.reason), "no case triggers {}", info.reason);
    }
}

#[test]
fn parts_share_their_variables() {
    let parts = [
        TemplatePart { name: "subject", text: "Hé {{Name}} {{ x }}".as_bytes() },
        TemplatePart { name: "html", text: b"<p>{{Name}} {{y}}{{#if z}}" },
        TemplatePart { name: "text", text: b"{{y}}" },
    ];
    let variables = [("name", Argument::string("A")), ("x", Argument::string("B"))];
    let check = check_parts(&parts, Some(&Given { variables: &variables, ..Given::default() }));
    let found: Vec<(&str, Value)> =
        check.findings.issues.iter().map(|issue| (issue.kind.reason(), path_json(&issue.path))).collect();
    let expected = [
        ("template_tag_space", serde_json::json!(["subject"])),
        ("template_unclosed_block", serde_json::json!(["html"])),
        ("template_variable_case", serde_json::json!(["subject"])),
        ("template_variable_case", serde_json::json!(["html"])),
        ("template_variable_missing", serde_json::json!(["variables", "y"])),
    ];
    assert_eq!(found, expected);
    let missing = check.findings.issues.last().unwrap();
    let paths: Vec<Value> = missing.related.iter().map(|place| path_json(&place.path)).collect();
    assert_eq!(paths, [serde_json::json!(["html"]), serde_json::json!(["text"])]);
    assert_eq!(check.variables[0].places.len(), 2);
    assert_eq!(check.variables[3].places[0].role, Role::Condition);
}

#[test]
fn one_parse_serves_many_recipients() {
    let template = parse_template(b"{{greeting}} {{name}}{{#if vip}} {{badge}}{{/if}}", &mut Findings::new());
    let mut arguments = Arguments::new(&template);
    arguments.give(&template, Level::Request, "greeting", Argument::string("Hi"));
    let mut liveness = Liveness::new();
    let recipients: [&[(&str, &str)]; 4] =
        [&[("name", "A"), ("vip", "")], &[("vip", "x")], &[("name", "A"), ("vip", "1"), ("badge", "B")], &[]];
    let mut missing = Vec::new();
    for recipient in recipients {
        arguments.clear(Level::Recipient);
        for (name, value) in recipient {
            arguments.give(&template, Level::Recipient, name, Argument::string(value)).unwrap();
        }
        let mut found = Findings::new();
        check_arguments(&template, &arguments, &mut liveness, &mut found);
        missing.push(found.issues.len());
    }
    assert_eq!(missing, [0, 2, 0, 1]);
    assert_eq!(liveness.of_placeholders(template.variable_number("badge").unwrap()), Live::No);
    assert!(arguments.give(&template, Level::Recipient, "other", Argument::string("")).is_none());
}

#[test]
fn octets_that_are_no_text_are_reported() {
    let check = check_template_octets(b"{{a}}\xED\xA0\xBD\xED\xA0\xBD z\xFF\xFE\xC3\xA9\xF0", None);
    let found: Vec<_> = check.findings.issues.iter().map(|issue| (issue.kind.reason(), issue.span.unwrap())).collect();
    let expected =
        [("lone_surrogate", Span::new(5, 11)), ("not_text", Span::new(13, 15)), ("not_text", Span::new(17, 18))];
    assert_eq!(found, expected);
    let shown = preview_template_octets(b"{{a}}\xFF", &Given::default(), Escape::None);
    assert_eq!(shown, "{{a}}\u{FFFD}");
    // Tags with surrogates in them: no panic, and the name is refused.
    let check = check_template_octets(b"{{a\xED\xA0\xBD}}", None);
    assert_eq!(check.findings.issues.len(), 2);
}

#[test]
fn preview_can_leave_html_as_it_is() {
    let variables = [("a", Argument::string("<b>"))];
    let given = Given { variables: &variables, ..Given::default() };
    assert_eq!(preview_template("{{a}}", &given, Escape::None), "<b>");
}

#[test]
fn severity_follows_what_is_documented() {
    let check = check_template("{{#if v}}{{x}}{{/if}}{{y}}", Some(&Given::default()));
    assert_eq!(check.findings.issues.len(), 1);
    let warning = &check.findings.warnings[0];
    assert_eq!(warning.severity, Severity::Warning);
    assert!(warning.likely);
}

#[test]
fn places_come_in_order() {
    let variables = template_variables("{{b}}{{#if_eq a \"{{\"}}{{b}}{{a}}");
    let names: Vec<&str> = variables.iter().map(|variable| variable.name.as_str()).collect();
    assert_eq!(names[0], "b");
    let starts: Vec<usize> = variables[0].places.iter().map(|place| place.span.start).collect();
    assert!(starts.is_sorted());
}

#[test]
fn each_place_says_where_it_is() {
    let parts = [
        TemplatePart { name: "subject", text: b"{{a}}" },
        TemplatePart { name: "preheader", text: b"<i title='{{a}}'>" },
        TemplatePart {
            name: "html",
            text: b"{{a}}<b {{a}} c='{{a}}' href=\"{{a}}\" src={{a}}>{{a}}</b ><a href = \"x{{a}}\"/>",
        },
        TemplatePart { name: "text", text: b"<a href='{{a}}'>" },
    ];
    let check = check_parts(&parts, None);
    let found: Vec<Where> = check.variables[0].places.iter().map(|place| place.r#where).collect();
    use Where::{Attribute, Html, Link, Preheader, Subject, Text};
    assert_eq!(found, [Subject, Preheader, Html, Attribute, Attribute, Link, Attribute, Html, Attribute, Text]);
    // Unquoted values end at a blank or `>`, comments at `-->`, and `<` before a digit is text.
    let texts: [(&str, Where); 8] = [
        ("<a href={{a}}>", Link),
        ("<a href={{a}}", Link),
        ("<a href= {{a}}", Link),
        ("<a href=x {{a}}", Attribute),
        ("<a href=x>{{a}}", Html),
        ("<!-- <a href='{{a}}", Html),
        ("1 <2 {{a}}", Html),
        ("</a href='{{a}}'", Link),
    ];
    for (text, wanted) in texts {
        assert_eq!(template_variables(text)[0].places[0].r#where, wanted, "{text}");
    }
}

#[test]
fn html_in_plain_parts_is_noticed() {
    for (name, wanted) in [("subject", 1), ("preheader", 1), ("text", 1), ("html", 0)] {
        let parts = [TemplatePart { name, text: b"Hi {{a}}" }];
        let variables = [("a", Argument::string("<b>x</b>"))];
        let check = check_parts(&parts, Some(&Given { variables: &variables, ..Given::default() }));
        assert_eq!(check.findings.warnings.len(), wanted, "{name}");
        for issue in &check.findings.warnings {
            assert_eq!(issue.kind, Kind::TemplateValueHtml { place: name });
        }
    }
}

#[test]
fn a_subject_grows_with_its_values() {
    let parts = [TemplatePart { name: "subject", text: "é {{a}}{{#if b}}{{a}}{{/if}}".as_bytes() }];
    let found = |value: &str, max| {
        let variables = [("a", Argument::string(value)), ("b", Argument::string(""))];
        let given = Given { variables: &variables, ..Given::default() };
        check_parts_within(&parts, Some(&given), max).findings
    };
    // The limit of the owner is an error, the assumed one a warning; an emoji has two units.
    assert!(found("😀xx", Some(6)).is_ok());
    assert_eq!(found("😀xxx", Some(6)).issues[0].kind, Kind::TemplateSubjectTooLong { max: 6, actual: 7 });
    assert!(found(&"x".repeat(1998), None).warnings.is_empty());
    let over = found(&"x".repeat(1999), None);
    assert!(over.is_ok());
    assert_eq!(over.warnings[0].kind, Kind::TemplateSubjectTooLong { max: 2000, actual: 2001 });
}

#[test]
fn a_list_groups_by_variable() {
    let parts = [
        TemplatePart { name: "subject", text: b"Hi {{name}}" },
        TemplatePart { name: "html", text: b"{{name}} {{#if vip}}{{badge}}{{/if}} {{city}}" },
    ];
    let recipients: Vec<Vec<(&str, Argument<'_>)>> = (0..50)
        .map(|at| match at % 3 {
            0 => vec![("name", Argument::string("Ann")), ("vip", Argument::string("1"))],
            1 => vec![("name", Argument::string("")), ("vip", Argument::string("")), ("spare", Argument::string("x"))],
            _ => {
                vec![("name", Argument::string("Bo")), ("vip", Argument::string("1")), ("badge", Argument::string("B"))]
            }
        })
        .collect();
    let defaults = [("city", Argument::string("Pune"))];
    let given = Given { defaults: &defaults, ..Given::default() };
    let list = check_template_list(&parts, recipients.iter().map(Vec::as_slice), &given, Some(4));
    let told: Vec<(&str, &str, u32)> =
        list.groups.iter().map(|group| (group.issue.kind.reason(), group.variable.as_str(), group.count)).collect();
    let wanted = [
        ("template_variable_missing", "badge", 17),
        ("template_subject_too_long", "", 33),
        ("template_variable_unused", "spare", 17),
        ("template_value_empty", "name", 17),
    ];
    assert_eq!(told, wanted);
    assert_eq!(list.groups[0].recipients, [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    assert_eq!(path_json(&list.groups[3].issue.path), serde_json::json!(["recipients", 1, "variables", "name"]));
    assert_eq!(path_json(&list.groups[1].issue.path), serde_json::json!(["recipients", 0, "subject"]));
    // One by one they say the same.
    let mut alone = 0;
    for recipient in &recipients {
        let check = check_parts_within(&parts, Some(&Given { variables: recipient, ..given }), Some(4));
        alone += check.findings.issues.len() + check.findings.warnings.len();
    }
    assert_eq!(alone, told.iter().map(|(_, _, count)| *count as usize).sum::<usize>());
}

#[test]
fn a_list_says_the_same_in_any_order() {
    let one = |name: &'static str, value: &'static str| vec![(name, Argument::string(value))];
    let no = vec![("vip", Argument::literal(ArgumentKind::Boolean, "false"))];
    for (text, mild, hard) in [
        ("{{#if vip}}{{code}}{{/if}}", no, one("vip", "true")),
        ("<a href=\"{{l}}\">x</a>", one("l", "x.y"), one("l", "javascript:alert(1)")),
    ] {
        let parts = [TemplatePart { name: "", text: text.as_bytes() }];
        for recipients in [[&mild, &hard], [&hard, &mild]] {
            let list = check_template_list(&parts, recipients.map(Vec::as_slice), &Given::default(), None);
            let errors = list.groups.iter().filter(|group| group.issue.severity == Severity::Error);
            let told: Vec<(&str, u32)> = errors.map(|group| (group.issue.kind.reason(), group.count)).collect();
            assert_eq!(told.len(), 1, "{text} {told:?}");
            assert_eq!(told[0].1, 1);
        }
        let twice = check_template_list(&parts, [mild.as_slice(), &mild], &Given::default(), None);
        assert!(twice.groups.iter().all(|group| group.issue.severity == Severity::Warning && group.count == 2));
    }
}

#[test]
fn no_number_of_warnings_hides_an_error() {
    let names: Vec<String> = (0..2 * MAX_FINDINGS).map(|at| format!("spare{at}")).collect();
    let spare: Vec<(&str, Argument<'_>)> = names.iter().map(|name| (name.as_str(), Argument::string("x"))).collect();
    let parts = [TemplatePart { name: "", text: b"{{name}}" }];
    let list = check_template_list(&parts, [spare.as_slice()], &Given::default(), None);
    let errors: Vec<&str> = list
        .groups
        .iter()
        .filter(|group| group.issue.severity == Severity::Error)
        .map(|group| group.variable.as_str())
        .collect();
    assert_eq!(errors, ["name"]);
    let omitted = Kind::TemplateFindingsOmitted { omitted: MAX_FINDINGS as u32 };
    assert_eq!(list.findings.warnings.last().unwrap().kind, omitted);
    // The same of a single check: empty values are warnings, the last one is missing.
    let text: String = names.iter().map(|name| format!("{{{{{name}}}}}")).collect::<String>() + "{{name}}";
    let empty: Vec<(&str, Argument<'_>)> = names.iter().map(|name| (name.as_str(), Argument::string(""))).collect();
    let check = check_template(&text, Some(&Given { variables: &empty, ..Given::default() }));
    let reasons: Vec<&str> = check.findings.issues.iter().map(|issue| issue.kind.reason()).collect();
    assert_eq!(reasons, ["template_variable_missing"]);
    let parts = [TemplatePart { name: "", text: text.as_bytes() }];
    let list = check_template_list(&parts, [empty.as_slice()], &Given::default(), None);
    assert!(list.groups.iter().any(|group| group.issue.severity == Severity::Error && group.variable == "name"));
}

#[test]
fn a_line_break_cannot_get_into_a_subject() {
    let found = |subject: &str, value: &str| {
        let parts = [
            TemplatePart { name: "subject", text: subject.as_bytes() },
            TemplatePart { name: "html", text: b"<p>{{n}}</p>" },
        ];
        let variables = [("n", Argument::string(value))];
        let check = check_parts(&parts, Some(&Given { variables: &variables, ..Given::default() }));
        let list = check_template_list(&parts, [variables.as_slice()], &Given::default(), None);
        let told: Vec<(&str, Value)> =
            check.findings.issues.iter().map(|issue| (issue.kind.reason(), path_json(&issue.path))).collect();
        let of_list = list.findings.issues.iter().chain(list.groups.iter().map(|group| &group.issue));
        assert_eq!(of_list.filter(|issue| issue.severity == Severity::Error).count(), told.len());
        told
    };
    let value = serde_json::json!(["variables", "n"]);
    assert_eq!(found("Hi {{n}}", "a\r\nBcc: x@y.z"), [("header_line_break", value.clone())]);
    assert_eq!(found("Hi {{n}}", "a\nb"), [("header_line_break", value)]);
    assert_eq!(found("Hi {{n}}", "a b"), []);
    assert_eq!(found("Hi", "a\nb"), []);
    assert_eq!(found("{{#if x}}{{n}}{{/if}}Hi", "a\nb"), []);
    assert_eq!(found("Hi\nyou {{n}}", "a"), [("header_line_break", serde_json::json!(["subject"]))]);
}

#[test]
fn html_is_followed_in_linear_time() {
    let started = std::time::Instant::now();
    for piece in ["<a b='{{a}}", "<a b=\"{{a}}\" ", "<!--{{a}}", "<{{a}}", "<a href={{a}}", "{{a}}<a ' ", "<a b=c d"] {
        let text = format!("<a href='{}", piece.repeat(20_000));
        let variables = [("a", Argument::string("<b>"))];
        check_template(&text, Some(&Given { variables: &variables, ..Given::default() }));
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

//! The DLT room: shared cases, a slow obvious matcher beside ours, hostile templates and messages.

use std::collections::BTreeSet;
use std::time::Instant;

use presend::dlt::{
    DltIndex, DltPolicy, DltTag, Sharing, check_dlt_header, check_dlt_id, check_dlt_template, check_dlt_template_octets,
};
use presend::issue::{Findings, Issue, Kind, apply_fix};
use presend::text::Utf16Counter;
use serde_json::{Map, Value};

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../cases/dlt.json")).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn policy_of(value: &Value) -> DltPolicy {
    let mut policy = DltPolicy::default();
    let Some(members) = value.as_object() else { return policy };
    for (name, value) in members {
        match name.as_str() {
            "variableMax" => policy.variable_max = u32::try_from(value.as_u64().unwrap()).unwrap(),
            "sharing" => {
                policy.sharing = match value.as_str().unwrap() {
                    "separate" => Sharing::Separate,
                    "joined" => Sharing::Joined,
                    "pooled" => Sharing::Pooled,
                    other => panic!("{other}"),
                }
            }
            "tags" => policy.any_tag = value == "any",
            "ignore" => {
                let has = |word: &str| value.as_array().unwrap().iter().any(|entry| entry == word);
                (policy.ignore_case, policy.ignore_spaces, policy.ignore_punctuation) =
                    (has("case"), has("spaces"), has("punctuation"));
            }
            other => panic!("{other}"),
        }
    }
    policy
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// What a case gives: findings, template, nearest.
fn run(case: &Value) -> (Findings, Option<usize>, Option<usize>) {
    let text = case["value"].as_str().unwrap();
    let policy = policy_of(&case["options"]["policy"]);
    match case["check"].as_str().unwrap() {
        "dlt" => {
            let found = DltIndex::new(&texts(&case["templates"]), policy).match_text(text);
            (found.findings, found.template, found.nearest)
        }
        "dltTemplate" => (check_dlt_template(text, &policy), None, None),
        "dltHeader" => (check_dlt_header(text), None, None),
        "dltId" => (check_dlt_id(text), None, None),
        other => panic!("{other}"),
    }
}

fn issue_json(text: &str, issue: &Issue) -> Value {
    let mut out = Map::new();
    out.insert("reason".into(), issue.kind.reason().into());
    if let Some(span) = issue.span {
        assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?}");
        let span = Utf16Counter::new(text.as_bytes()).span(span);
        out.insert("span".into(), serde_json::json!([span.start, span.end]));
    }
    let params = serde_json::to_value(issue).unwrap()["params"].clone();
    if params.as_object().is_some_and(|params| !params.is_empty()) {
        out.insert("params".into(), params);
    }
    if !issue.fix.is_empty() {
        out.insert("fixed".into(), apply_fix(text, &issue.fix).expect("a fix fits its value").into());
    }
    Value::Object(out)
}

#[test]
fn cases_give_what_they_expect() {
    let mut wrong = Vec::new();
    for case in &cases() {
        let text = case["value"].as_str().unwrap();
        let (found, template, nearest) = run(case);
        let list = |issues: &[Issue]| issues.iter().map(|issue| issue_json(text, issue)).collect::<Vec<_>>();
        let expect = &case["expect"];
        let is = serde_json::json!({
            "ok": found.is_ok(), "issues": list(&found.issues), "warnings": list(&found.warnings),
            "template": template, "nearest": nearest,
        });
        let none = serde_json::json!([]);
        let wanted = serde_json::json!({
            "ok": expect["ok"],
            "issues": expect.get("issues").unwrap_or(&none), "warnings": expect.get("warnings").unwrap_or(&none),
            "template": expect["template"], "nearest": expect["nearest"],
        });
        if is != wanted {
            wrong.push(format!("{case}\n  gives {is}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_the_room_is_triggered() {
    let mut triggered = BTreeSet::new();
    for case in &cases() {
        let (found, ..) = run(case);
        triggered.extend(found.issues.iter().chain(&found.warnings).map(|issue| issue.kind.reason()));
    }
    for info in Kind::ALL.iter().filter(|info| info.reason.starts_with("dlt_") && info.reason != "dlt_scrubbed") {
        assert!(triggered.contains(info.reason), "no case triggers {}", info.reason);
    }
}

#[test]
fn a_fix_makes_the_message_one_of_the_template() {
    let mut fixed = 0;
    for case in cases().iter().filter(|case| case["check"] == "dlt") {
        let text = case["value"].as_str().unwrap();
        let (found, _, nearest) = run(case);
        for issue in found.issues.iter().filter(|issue| !issue.fix.is_empty()) {
            let mended = apply_fix(text, &issue.fix).unwrap();
            let policy = policy_of(&case["options"]["policy"]);
            let found = DltIndex::new(&texts(&case["templates"]), policy).match_text(&mended);
            assert_eq!(found.template, nearest, "{text:?} -> {mended:?}");
            fixed += 1;
        }
    }
    assert!(fixed > 2);
}

/// The slow obvious matcher: every split of the message over the pieces of the template.
mod oracle {
    use super::{DltPolicy, Sharing};

    pub(super) enum Piece {
        Char(char),
        Variable { tag: &'static str, max: usize },
    }

    pub(super) struct Template {
        pub(super) pieces: Vec<Piece>,
        pub(super) fixed: usize,
        pool: usize,
    }

    const TAGS: [&str; 7] = ["var", "numeric", "alphanumeric", "url", "urlott", "cbn", "email"];

    pub(super) fn read(text: &str, policy: &DltPolicy) -> Template {
        let mut pieces = Vec::new();
        let mut rest = text;
        let (mut fixed, mut pool) = (0, 0_usize);
        while let Some(first) = rest.chars().next() {
            let tag = TAGS.into_iter().find(|tag| rest.starts_with(&format!("{{#{tag}#}}")));
            if let Some(tag) = tag {
                rest = &rest[tag.len() + 4..];
                let var = policy.variable_max as usize;
                let mut max = match tag {
                    "var" => var,
                    _ if policy.any_tag => var.max(40),
                    "numeric" => var,
                    "alphanumeric" => 40,
                    "cbn" => 20,
                    _ => 1_000_000,
                };
                pool += max;
                let joined = policy.sharing == Sharing::Joined;
                if let Some(Piece::Variable { tag: last, max: before }) = pieces.last()
                    && joined
                    && *last == tag
                {
                    max += before;
                    pieces.pop();
                }
                pieces.push(Piece::Variable { tag, max });
            } else {
                rest = &rest[first.len_utf8()..];
                if !ignored(first, policy) {
                    fixed += 1;
                    pieces.push(Piece::Char(fold(first, policy)));
                }
            }
        }
        Template { pieces, fixed, pool }
    }

    fn ignored(char: char, policy: &DltPolicy) -> bool {
        policy.ignore_spaces && " \t\r\n\u{b}\u{c}\u{a0}".contains(char)
            || policy.ignore_punctuation && char.is_ascii_punctuation()
    }

    fn fold(char: char, policy: &DltPolicy) -> char {
        if policy.ignore_case { char.to_ascii_lowercase() } else { char }
    }

    fn holds(tag: &str, char: char, policy: &DltPolicy) -> bool {
        match tag {
            "var" | "alphanumeric" => true,
            _ if policy.any_tag => true,
            "numeric" => char.is_ascii_digit(),
            "cbn" => char.is_ascii_digit() || "+- ()".contains(char),
            _ => !" \t\r\n\u{c}\u{a0}".contains(char),
        }
    }

    pub(super) fn matches(template: &Template, text: &[char], policy: &DltPolicy) -> bool {
        from(template, &template.pieces, text, 0, policy)
    }

    fn from(template: &Template, pieces: &[Piece], text: &[char], used: usize, policy: &DltPolicy) -> bool {
        let pooled = policy.sharing == Sharing::Pooled;
        if let Some(&first) = text.first()
            && ignored(first, policy)
            && from(template, pieces, &text[1..], used, policy)
        {
            return true;
        }
        match pieces.first() {
            None => text.is_empty() && (!pooled || used <= template.pool),
            Some(Piece::Char(char)) => {
                text.first().is_some_and(|first| fold(*first, policy) == *char)
                    && from(template, &pieces[1..], &text[1..], used, policy)
            }
            Some(Piece::Variable { tag, max }) => {
                let max = if pooled { template.pool } else { *max };
                let mut used = used;
                for length in 1..=text.len().min(max) {
                    let char = text[length - 1];
                    if !holds(tag, char, policy) {
                        return false;
                    }
                    used += usize::from(!ignored(char, policy));
                    if from(template, &pieces[1..], &text[length..], used, policy) {
                        return true;
                    }
                }
                false
            }
        }
    }
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

const PIECES: [&str; 12] = ["a", "b", "ab", "1", "अ", " ", ".", "B", "aab1", "{#var#}", "{#var#}", "{#numeric#}"];
const RARE: [&str; 5] = ["{#url#}", "{#cbn#}", "{#alphanumeric#}", "{#email#}", "{#urlott#}"];
const CHARS: [char; 8] = ['a', 'b', 'a', '1', 'अ', ' ', '.', 'B'];

fn random_template(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(7) {
        text += if random.below(16) == 0 { random.of(&RARE) } else { random.of(&PIECES) };
    }
    text
}

/// Text of a template with something in place of its tags, or anything.
fn random_message(random: &mut Random, template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(char) = rest.chars().next() {
        if let Some(end) = rest.find("#}").filter(|_| rest.starts_with("{#")) {
            rest = &rest[end + 2..];
            (0..random.below(4)).for_each(|_| text.push(random.of(&CHARS)));
        } else {
            rest = &rest[char.len_utf8()..];
            if random.below(12) > 0 {
                text.push(char);
            }
            if random.below(16) == 0 {
                text.push(random.of(&CHARS));
            }
        }
    }
    text
}

fn random_policy(random: &mut Random) -> DltPolicy {
    DltPolicy {
        variable_max: random.of(&[1, 2, 3]),
        sharing: random.of(&[Sharing::Separate, Sharing::Joined, Sharing::Pooled]),
        any_tag: random.below(4) == 0,
        ignore_case: random.below(3) == 0,
        ignore_spaces: random.below(3) == 0,
        ignore_punctuation: random.below(3) == 0,
    }
}

/// 1,000,000 cases with `PRESEND_DLT_CASES=1000000`, as `.ci/run` asks for; fewer where tests must be quick.
#[test]
fn the_slow_matcher_agrees() {
    let cases = std::env::var("PRESEND_DLT_CASES").map_or(20_000, |cases| cases.parse().unwrap());
    let mut random = Random(0x0DD1_7000_5EED_0001);
    let mut matched = 0;
    for case in 0..cases {
        let policy = random_policy(&mut random);
        let count = 1 + random.below(3);
        let templates: Vec<String> = (0..count).map(|_| random_template(&mut random)).collect();
        let source = random.of(&[0, 1, 2]) % count;
        let message = random_message(&mut random, &templates[source].clone());
        let chars: Vec<char> = message.chars().collect();
        let read: Vec<oracle::Template> = templates.iter().map(|text| oracle::read(text, &policy)).collect();
        let fitting = (0..count).filter(|&at| oracle::matches(&read[at], &chars, &policy));
        // Of several the one with the most fixed text, then the first.
        let wanted = fitting.min_by_key(|&at| (usize::MAX - read[at].fixed, at));
        let mut index = DltIndex::new(&templates, policy);
        let found = index.match_text(&message);
        assert_eq!(found.template, wanted, "case {case}: {templates:?} {message:?} {policy:?}");
        assert_eq!(found.findings.is_ok(), wanted.is_some());
        for issue in &found.findings.issues {
            let span = issue.span.unwrap_or_default();
            assert!(message.get(span.start..span.end).is_some(), "{message:?} {issue:?}");
            if !issue.fix.is_empty() {
                let mended = apply_fix(&message, &issue.fix).unwrap();
                let mended: Vec<char> = mended.chars().collect();
                assert!(
                    oracle::matches(&read[found.nearest.unwrap()], &mended, &policy),
                    "{templates:?} {message:?} {mended:?} {policy:?} {issue:?}"
                );
            }
        }
        matched += usize::from(wanted.is_some());
    }
    assert!(matched > cases / 20 && matched < cases, "{matched} of {cases} match");
}

#[test]
fn variables_count_code_points_in_threes() {
    for (text, sample) in
        [("Dear {#var#}!", 'x'), ("प्रिय {#var#}।", 'न'), ("அன்புள்ள {#var#}.", 'ம'), ("{#var#} ok", '😀')]
    {
        for (max, length) in [(30, 29), (30, 30), (30, 31), (40, 31), (40, 40), (40, 41)] {
            let mut index = DltIndex::new(&[text], DltPolicy { variable_max: max, ..DltPolicy::default() });
            let value: String = core::iter::repeat_n(sample, length).collect();
            let found = index.match_text(&text.replace("{#var#}", &value));
            let fits = length <= max as usize;
            assert_eq!(found.template.is_some(), fits, "{text} {max} {length}");
            if !fits {
                let wanted = Kind::DltVariableTooLong { variable: 1, max, actual: length as u32 };
                assert_eq!(found.findings.issues[0].kind, wanted, "{text}");
            }
        }
    }
}

#[test]
fn one_of_ten_thousand() {
    let templates: Vec<String> = (0..10_000)
        .map(|at| {
            format!(
                "Dear {{#var#}}, your {} number {at} of {{#var#}} is on its way. -SHOP{}",
                ["order", "parcel"][at % 2],
                at % 7
            )
        })
        .collect();
    let mut index = DltIndex::new(&templates, DltPolicy::default());
    for at in (0..10_000).step_by(37) {
        let message = templates[at].replacen("{#var#}", "Ann", 1).replacen("{#var#}", "1 May", 1);
        assert_eq!(index.match_text(&message).template, Some(at));
        let miss = index.match_text(&message.replace("on its way", "on the way"));
        assert_eq!(miss.nearest, Some(at), "{message}");
        assert_eq!(miss.findings.issues[0].kind, Kind::DltTextDiffers { part: 3 });
        assert_eq!(
            apply_fix(&message.replace("on its way", "on the way"), &miss.findings.issues[0].fix),
            Some(message)
        );
    }
    assert_eq!(index.match_text("Something else altogether, in words of another sort").nearest, None);
    assert_eq!(index.count(), 10_000);
}

/// Templates and the values of one message each.
const REGISTERED: [(&str, &[&str]); 14] = [
    ("Dear {#var#}, your OTP is {#var#}. -ACME", &["Ann", "1234"]),
    ("Your order {#var#} is shipped. -ACME", &["5"]),
    ("{#numeric#} is your one-time password for ACME Bank. Never share it with anybody.", &["482913"]),
    ("Rs {#var#} was debited from A/C {#var#} on {#var#}. Not you? Call 1800111222 -ACMEBK", &["500", "XX12", "1 May"]),
    ("Hi {#var#}! Your table for {#var#} is booked: {#url#} -DINEIN", &["Meera", "4", "https://dine.in/b/7"]),
    ("Your parcel {#alphanumeric#} arrives today between {#var#} and {#var#}. -SHIPCO", &["AB-77/3", "10 am", "noon"]),
    ("Thank you for shopping with us. Visit again soon. -ACME", &[]),
    ("Appointment with Dr {#var#} on {#var#} is confirmed.\nReply C to cancel. -CLINIC", &["Rao", "3 June"]),
    ("For help call {#cbn#} or write to {#email#}. -ACMEHL", &["1800-120-1234", "help@acme.in"]),
    ("प्रिय {#var#}, आपका ऑर्डर {#var#} भेज दिया गया है। -ACME", &["आशा", "77"]),
    ("आपका ओटीपी {#numeric#} है। इसे किसी के साथ साझा न करें। -BANKIN", &["123456"]),
    ("{#var#} जी, आपके खाते में {#var#} रुपये जमा हुए। धन्यवाद", &["मीना", "500"]),
    ("அன்புள்ள {#var#}, உங்கள் ஆர்டர் அனுப்பப்பட்டது. -ACME", &["மீனா"]),
    ("🎉 {#var#}, you won {#var#} points 🎁 -PLAYCO", &["Zoë", "250"]),
];

/// Every message with one character of its fixed text deleted, doubled by another, replaced, or in the place of the next.
fn edited_messages() -> Vec<(usize, String, String)> {
    let mut out = Vec::new();
    for (number, (template, values)) in REGISTERED.iter().enumerate() {
        let mut message: Vec<(char, bool)> = Vec::new();
        let mut rest = *template;
        let mut values = values.iter();
        while let Some(char) = rest.chars().next() {
            if rest.starts_with("{#") {
                message.extend(values.next().unwrap().chars().map(|char| (char, false)));
                rest = &rest[rest.find("#}").unwrap() + 2..];
            } else {
                message.push((char, true));
                rest = &rest[char.len_utf8()..];
            }
        }
        let right: String = message.iter().map(|(char, _)| char).collect();
        for at in 0..message.len() {
            let mut add = |start: usize, end: usize, insert: &[char]| {
                let chars = message.iter().map(|(char, _)| *char);
                let edited: String =
                    chars.clone().take(start).chain(insert.iter().copied()).chain(chars.skip(end)).collect();
                if edited != right {
                    out.push((number, right.clone(), edited));
                }
            };
            if !message[at].1 {
                continue;
            }
            add(at, at + 1, &[]);
            for char in ['x', '7', ' ', ',', '#', 'क', '😀'] {
                add(at, at + 1, &[char]);
                add(at, at, &[char]);
            }
            if let Some((next, true)) = message.get(at + 1) {
                add(at, at + 2, &[*next, message[at].0]);
            }
        }
    }
    out
}

#[test]
fn a_slip_in_fixed_text_is_found_where_it_is_and_its_fix_gives_the_message_back() {
    let templates: Vec<&str> = REGISTERED.iter().map(|(text, _)| *text).collect();
    let mut index = DltIndex::new(&templates, DltPolicy::default());
    let (mut misses, mut fixes, mut exact) = (0, 0, 0);
    let mut elsewhere = Vec::new();
    for (number, right, edited) in edited_messages() {
        let found = index.match_text(&edited);
        if found.template.is_some() {
            continue;
        }
        misses += 1;
        assert_eq!(found.nearest, Some(number), "{edited:?}");
        let issue = &found.findings.issues[0];
        if !issue.fix.is_empty() {
            let mended = apply_fix(&edited, &issue.fix);
            assert_eq!(mended.as_ref(), Some(&right), "{edited:?} {issue:?}");
            fixes += 1;
        }
        let same = right.chars().zip(edited.chars()).take_while(|(left, right)| left == right);
        let place: usize = same.map(|(char, _)| char.len_utf8()).sum();
        if issue.span.unwrap().start == place {
            exact += 1;
        } else {
            elsewhere.push(format!("{edited:?} {:?} not {place}", issue.span.unwrap()));
        }
    }
    assert!(misses > 8_000, "{misses}");
    assert!(100 * fixes > 85 * misses, "{fixes} of {misses} have a fix");
    assert!(100 * exact >= 98 * misses, "{exact} of {misses} are exact\n{}", elsewhere.join("\n"));
}

#[test]
fn hostile_templates_and_messages_are_quick() {
    let started = Instant::now();
    let twelve = format!("{}X", "{#var#}".repeat(12));
    for sharing in [Sharing::Separate, Sharing::Joined, Sharing::Pooled] {
        for ignore in [false, true] {
            let policy =
                DltPolicy { sharing, ignore_spaces: ignore, ignore_punctuation: ignore, ..DltPolicy::default() };
            let texts = [
                twelve.clone(),
                format!("{}b", "a".repeat(1999)),
                "{#url#}a".repeat(180) + "b",
                "{#numeric#}1".repeat(150) + "x",
                "{#".repeat(1000),
                "{# var #}".repeat(200),
                "{".repeat(100_000),
                String::new(),
            ];
            let mut index = DltIndex::new(&texts, policy);
            for message in ["a", "1", ". ", "X", "अ", "😀"] {
                for length in [0, 1, 63, 64, 65, 200, 4095, 4096, 5000] {
                    let found = index.match_text(&message.repeat(length));
                    assert!(found.template.is_none() || length < 500, "{message} {length}");
                }
            }
        }
    }
    for text in ["{".repeat(1_000_000), "{#".repeat(500_000), "{#var#}".repeat(100_000), "{#VAR#}".repeat(100_000)] {
        check_dlt_template(&text, &DltPolicy::default());
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn text_that_is_no_utf8_matches_only_itself() {
    let half: &[u8] = b"a\xED\xA0\xBDb{#var#}";
    let mut index = DltIndex::new(&[half], DltPolicy::default());
    assert_eq!(index.match_octets(b"a\xED\xA0\xBDbc").template, Some(0));
    assert_eq!(index.match_octets("a\u{FFFD}bc".as_bytes()).template, None);
    assert_eq!(index.match_octets(b"a\xFF\xFE").template, None);
    assert!(check_dlt_template_octets(b"\xFF{#var}", &DltPolicy::default()).issues.len() == 1);
}

#[test]
fn tags_are_those_of_the_documents() {
    let names = DltTag::ALL.map(DltTag::name);
    assert_eq!(names, ["var", "numeric", "alphanumeric", "url", "urlott", "cbn", "email"]);
}

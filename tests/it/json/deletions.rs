//! The commonest slips: one mark of a text is missing. What the repair calls JSON is the text as it was.

use presend::json::{JsonOptions, check_json, is_json, repair_json};
use serde_json::Value;

/// Bodies as people send them, and shapes that make the place of a missing mark hard to tell.
const BODIES: &[&str] = &[
    r#"{"from":"hello@acme.in","to":["ann@acme.in","bob@acme.in"],"subject":"Your order, Ann","html":"<p class='x'>Hi {{name}},</p>","variables":{"name":"Ann","total":1250.5,"paid":true},"tags":["order","2024"]}"#,
    r#"{"to":"+919812345678","text":"Your code is 1234. Valid for 5 minutes.","route":"otp","dlt_template_id":"1107161234567890123","flash":false,"schedule":null}"#,
    r#"{"messaging":{"type":"template","template":{"name":"order_update","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ann"},{"type":"text","text":"No. 8812"}]}]}}}"#,
    r#"{"recipients":[{"email":"ann@acme.in","variables":{"name":"Ann","n":1}},{"email":"bob@acme.in","variables":{"name":"","n":2}}],"subject":"Hi: 50% off"}"#,
    r#"{"a":{"b":{"c":1,"d":2},"e":3},"f":4}"#,
    r#"{"a":{"b":{"c":1}}}"#,
    r#"[[1,2],[3,[4,5]],[]]"#,
    r#"["a","b","c"]"#,
    r#"["a",5,"b",true,"c",[1,"d"],{"e":"f"}]"#,
    r#"[{"a":"x"},{"b":"y"},{"c":["z"],"d":{}}]"#,
    r#"{"a":["x",1,{"b":"y"},3],"c":1,"d":"[z]","e":"{w}"}"#,
    r#"{"quote":"she said \"hi\" to me","path":"C:\\dir\\","x":"a,b","y":",","z":"1, 2"}"#,
    r#"{"n":"5","m":5,"t":"true","u":true,"s":"null and void","i":"2, 3"}"#,
    r#"{"first name":"Ann","X-Tag":"a b","url":"https://acme.in/a?b=[1]&c={2}","in":"5' 11"}"#,
    r#"[["x"],["y"],["z","w"]]"#,
    r#"{"to":["a"],"cc":["b","c"],"x":{"y":["d"]}}"#,
    r#"{"नाम":"आन","text":"नमस्ते, {{नाम}} 😀","empty":"","list":["",""]}"#,
];

/// The text with a line for each member and element, indented; a blank follows each colon.
fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("a value")
}

/// The text in one line with blanks after colons and commas.
fn spaced(compact: &str) -> String {
    let (mut text, mut inside, mut escaped) = (String::new(), false, false);
    for char in compact.chars() {
        text.push(char);
        inside ^= char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        if !inside && matches!(char, ',' | ':') {
            text.push(' ');
        }
    }
    text
}

/// How often a mark was taken out, how often the repair gave back the text as it was, and the texts that it made others.
#[derive(Debug, Default)]
struct Tally {
    places: usize,
    right: usize,
    wrong: Vec<String>,
}

fn without_each(text: &str, mark: char, tally: &mut Tally) {
    let whole: Value = serde_json::from_str(text).expect("a body");
    for (at, _) in text.match_indices(mark) {
        let broken = format!("{}{}", &text[..at], &text[at + 1..]);
        if is_json(broken.as_bytes(), &JsonOptions::default()) {
            continue;
        }
        tally.places += 1;
        assert!(!check_json(&broken, &JsonOptions::default()).findings.issues.is_empty(), "{broken}");
        let repaired = repair_json(&broken);
        if repaired.remaining.is_ok() {
            match serde_json::from_slice::<Value>(&repaired.octets) {
                Ok(value) if value == whole => tally.right += 1,
                _ => tally.wrong.push(format!("{broken}\n{}", repaired.text())),
            }
        }
    }
}

#[test]
fn a_missing_mark_never_makes_another_document() {
    // So many of a hundred must be mended; the rest is left to people, since more than one document may be meant.
    for (mark, share) in [('"', 90), (':', 95), (',', 95), ('{', 60), ('}', 70), ('[', 0), (']', 70)] {
        let mut tally = Tally::default();
        for body in BODIES {
            let value: Value = serde_json::from_str(body).expect("a body");
            for text in [body.to_string(), spaced(body), pretty(&value)] {
                without_each(&text, mark, &mut tally);
            }
        }
        println!("{mark} {} of {} right", tally.right, tally.places);
        assert!(tally.wrong.is_empty(), "{mark} {}\n{}", tally.wrong.len(), tally.wrong.join("\n---\n"));
        assert!(tally.right * 100 >= tally.places * share, "{mark} {} of {}", tally.right, tally.places);
    }
}

//! The `field` member of an answer as a path.
//!
//! # Scope
//!
//! How the API writes a nested field is not documented. `recipients[3].email`, `recipients.3.email`, the same after `$.`,
//! and a JSON Pointer (RFC 6901) give the same steps. Whatever else stands there is one step, so that it can be shown.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::issue::Step;

/// Deeper than any field of the API.
const MAX_STEPS: usize = 16;

/// More recipients than any request has.
const MAX_INDEX_DIGITS: usize = 9;

/// The steps of a field's path, from the outermost inwards; none for an empty text. Control characters are dropped.
///
/// ```
/// use presend::{issue::Step, retry::parse_field};
///
/// let steps = [Step::Name("recipients".into()), Step::Index(3), Step::Name("email".into())];
/// for field in ["recipients[3].email", "recipients.3.email", "/recipients/3/email", "$.recipients[3]['email']"] {
///     assert_eq!(parse_field(field), steps);
/// }
/// ```
pub fn parse_field(field: &str) -> Vec<Step> {
    let field = field.trim_ascii();
    let field = field.strip_prefix("$.").unwrap_or(field);
    if field.is_empty() {
        return Vec::new();
    }
    let steps = match field.strip_prefix('/') {
        Some(pointer) => pointer_steps(pointer),
        None => dotted_steps(field),
    };
    steps.unwrap_or_else(|| vec![Step::Name(cleaned(field))])
}

/// RFC 6901 §3, json-pointer, after its first `/`.
fn pointer_steps(pointer: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for token in pointer.split('/') {
        if steps.len() == MAX_STEPS {
            return None;
        }
        steps.push(step(&unescaped(token)));
    }
    Some(steps)
}

/// RFC 6901 §4: `~1` is `/`, `~0` is `~`.
fn unescaped(token: &str) -> String {
    let mut text = String::with_capacity(token.len());
    let mut rest = token;
    while let Some((before, after)) = rest.split_once('~') {
        text.push_str(before);
        (text, rest) = match after.as_bytes().first() {
            Some(b'1') => (text + "/", after.get(1..).unwrap_or_default()),
            Some(b'0') => (text + "~", after.get(1..).unwrap_or_default()),
            _ => (text + "~", after),
        };
    }
    text.push_str(rest);
    text
}

/// `a.b[3]['c']`; `None` when it is written in no way known here.
fn dotted_steps(field: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = field;
    loop {
        let name_end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(name_end)?;
        if name.is_empty() || name.contains(']') || steps.len() >= MAX_STEPS {
            return None;
        }
        steps.push(step(name));
        rest = brackets(after, &mut steps)?;
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None if rest.is_empty() => return Some(steps),
            None => return None,
        }
    }
}

/// Any number of `[3]`, `[]`, `['name']`; the rest.
fn brackets<'a>(mut rest: &'a str, steps: &mut Vec<Step>) -> Option<&'a str> {
    while let Some(after) = rest.strip_prefix('[') {
        let (content, after) = after.split_once(']')?;
        let quoted = |quote: char| content.strip_prefix(quote)?.strip_suffix(quote);
        if steps.len() >= MAX_STEPS {
            return None;
        }
        match quoted('\'').or_else(|| quoted('"')) {
            Some(name) => steps.push(Step::Name(cleaned(name))),
            None if content.is_empty() => {}
            None => steps.push(step(content)),
        }
        rest = after;
    }
    Some(rest)
}

/// An index when it is written as RFC 6901 §4 writes one: digits without a leading zero.
fn step(text: &str) -> Step {
    let written_so = text == "0" || !text.starts_with('0') && (1..=MAX_INDEX_DIGITS).contains(&text.len());
    let digits = |value, octet: u8| Some(value * 10 + char::from(octet).to_digit(10)? as usize);
    match written_so.then(|| text.bytes().try_fold(0, digits)) {
        Some(Some(index)) => Step::Index(index),
        _ => Step::Name(cleaned(text)),
    }
}

fn cleaned(text: &str) -> String {
    text.chars().filter(|char| !char.is_control()).collect()
}

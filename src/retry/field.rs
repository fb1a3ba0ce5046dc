//! The `field` member of an answer as a path.
//!
//! # Scope
//!
//! How the API writes a nested field is not documented. `recipients[3].email`, `recipients.3.email`, the same after `$.`,
//! and a JSON Pointer (RFC 6901) give the same steps. Whatever else stands there is one step, so that it can be shown.

use alloc::string::String;
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
#[inline(never)]
pub fn parse_field(field: &str) -> Vec<Step> {
    let field = field.trim_ascii().as_bytes();
    let field = field.strip_prefix(b"$.").unwrap_or(field);
    let mut steps = Vec::new();
    if field.is_empty() {
        return steps;
    }
    let read = match field {
        [b'/', pointer @ ..] => pointer_steps(pointer, &mut steps),
        _ => dotted_steps(field, &mut steps),
    };
    if read.is_none() {
        steps.clear();
        steps.push(Step::Name(cleaned(field)));
    }
    steps
}

/// RFC 6901 §3, json-pointer, after its first `/`; `~1` is `/`, `~0` is `~` (§4).
fn pointer_steps(pointer: &[u8], steps: &mut Vec<Step>) -> Option<()> {
    let mut token = Vec::new();
    let mut at = 0;
    loop {
        let octet = pointer.get(at).copied();
        at += 1;
        match (octet, pointer.get(at)) {
            (None | Some(b'/'), _) => {
                push(steps, step(&token))?;
                token.clear();
            }
            (Some(b'~'), Some(b'1')) => {
                token.push(b'/');
                at += 1;
            }
            (Some(octet), next) => {
                at += usize::from(octet == b'~' && next == Some(&b'0'));
                token.push(octet);
            }
        }
        if octet.is_none() {
            return Some(());
        }
    }
}

/// `a.b[3]['c']`; `None` when it is written in no way known here.
fn dotted_steps(field: &[u8], steps: &mut Vec<Step>) -> Option<()> {
    let mut at = 0;
    loop {
        let start = at;
        while !matches!(field.get(at), None | Some(b'.' | b'[')) {
            at += 1;
        }
        let name = field.get(start..at)?;
        if name.is_empty() || name.contains(&b']') {
            return None;
        }
        push(steps, step(name))?;
        // Any number of `[3]`, `[]`, `['name']`.
        while field.get(at) == Some(&b'[') {
            let start = at + 1;
            while *field.get(at)? != b']' {
                at += 1;
            }
            match field.get(start..at)? {
                [] if steps.len() < MAX_STEPS => {}
                [b'\'', name @ .., b'\''] | [b'"', name @ .., b'"'] => push(steps, Step::Name(cleaned(name)))?,
                content => push(steps, step(content))?,
            }
            at += 1;
        }
        match field.get(at) {
            None => return Some(()),
            Some(b'.') => at += 1,
            Some(_) => return None,
        }
    }
}

fn push(steps: &mut Vec<Step>, step: Step) -> Option<()> {
    (steps.len() < MAX_STEPS).then(|| steps.push(step))
}

/// An index when it is written as RFC 6901 §4 writes one: digits without a leading zero.
#[inline(never)]
fn step(text: &[u8]) -> Step {
    let written_so = text == b"0" || text.first() != Some(&b'0') && (1..=MAX_INDEX_DIGITS).contains(&text.len());
    let mut index = 0;
    for octet in text {
        if !written_so || !octet.is_ascii_digit() {
            return Step::Name(cleaned(text));
        }
        index = index * 10 + usize::from(octet - b'0');
    }
    if written_so { Step::Index(index) } else { Step::Name(String::new()) }
}

/// Without control characters: U+0000…U+001F, U+007F, U+0080…U+009F.
#[inline(never)]
fn cleaned(text: &[u8]) -> String {
    let mut kept = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&octet) = text.get(at) {
        at += 1;
        if octet == 0xC2 && text.get(at).is_some_and(|next| *next < 0xA0) {
            at += 1;
        } else if !octet.is_ascii_control() {
            kept.push(octet);
        }
    }
    String::from_utf8(kept).unwrap_or_default()
}

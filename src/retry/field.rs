//! The `field` member of an answer as a path.
//!
//! # Scope
//!
//! How the API writes a nested field is not documented. `recipients[3].email`, `recipients.3.email`, the same after `$.`,
//! and a JSON Pointer (RFC 6901) give the same steps. Whatever else stands there is one step, so that it can be shown.

use alloc::string::String;
use alloc::vec::Vec;

use super::headers::trimmed;
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
    let field = trimmed(field.as_bytes());
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
                push(steps, &token, false)?;
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
        push(steps, name, false)?;
        // Any number of `[3]`, `[]`, `['name']`.
        while field.get(at) == Some(&b'[') {
            let start = at + 1;
            while *field.get(at)? != b']' {
                at += 1;
            }
            match field.get(start..at)? {
                [] if steps.len() < MAX_STEPS => {}
                [b'\'', name @ .., b'\''] | [b'"', name @ .., b'"'] => push(steps, name, true)?,
                content => push(steps, content, false)?,
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

/// A step, which is an index when it is written as RFC 6901 §4 writes one: digits without a leading zero.
#[inline(never)]
fn push(steps: &mut Vec<Step>, text: &[u8], quoted: bool) -> Option<()> {
    if steps.len() >= MAX_STEPS {
        return None;
    }
    let mut digits = 0;
    let mut index = 0_usize;
    while let Some(octet @ b'0'..=b'9') = text.get(digits) {
        index = index.wrapping_mul(10).wrapping_add(usize::from(octet - b'0'));
        digits += 1;
    }
    let written_so = digits == 1 || digits <= MAX_INDEX_DIGITS && text.first() != Some(&b'0');
    let is_index = !quoted && digits == text.len() && digits > 0 && written_so;
    steps.push(if is_index { Step::Index(index) } else { Step::Name(cleaned(text)) });
    Some(())
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

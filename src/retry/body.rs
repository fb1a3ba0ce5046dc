//! The members of an error body: `error`, `field`, `code`, `success`.
//!
//! # Scope
//!
//! A reader of the top-level members of a JSON object, for bodies that nobody vouches for: it does not check what it steps
//! over, goes into nothing, and gives what it has seen when the text breaks off. [`read_answer`] is its only door.

use alloc::string::String;

use crate::text::{Decoded, decode};

/// Octets of a member's text that are kept; the longest code has 30.
const MAX_MEMBER_OCTETS: usize = 512;

/// What an error body says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct AnswerBody {
    /// The body begins as a JSON object.
    pub(super) is_object: bool,
    /// `success` is `false`.
    pub(super) is_refused: bool,
    /// The machine code.
    pub(super) error: Option<String>,
    /// The HTTP status repeated: a number, or its digits in a string.
    pub(super) status: Option<u16>,
    /// The offending field.
    pub(super) field: Option<String>,
}

/// Reads an error body (PROVIDER reference, "error body"). Of a repeated member the last counts, as with `JSON.parse`.
#[inline(never)]
pub(super) fn read_answer(body: &[u8]) -> AnswerBody {
    let mut answer = AnswerBody::default();
    let mut texts = Texts::default();
    let mut at = skip_space(body, if body.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 });
    if octet(body, at) == b'{' {
        at = skip_space(body, at + 1);
        answer.is_object = matches!(octet(body, at), b'"' | b'}');
        while let Some(next) = read_member(body, at, &mut answer, &mut texts) {
            at = next;
        }
    }
    (answer.error, answer.field) = (text_of(texts.error), text_of(texts.field));
    answer
}

/// Values as they are written.
#[derive(Default)]
struct Texts<'a> {
    error: &'a [u8],
    field: &'a [u8],
}

/// RFC 8259 §4, member: where the next one starts, if a comma promises one.
fn read_member<'a>(body: &'a [u8], at: usize, answer: &mut AnswerBody, texts: &mut Texts<'a>) -> Option<usize> {
    if octet(body, at) != b'"' {
        return None;
    }
    let name_end = string_end(body, at)?;
    let colon = skip_space(body, name_end);
    if octet(body, colon) != b':' {
        return None;
    }
    let start = skip_space(body, colon + 1);
    let end = value_end(body, start)?;
    let value = body.get(start..end)?;
    match body.get(at + 1..name_end - 1)? {
        b"error" => texts.error = value,
        b"field" => texts.field = value,
        b"success" => answer.is_refused = value == b"false",
        b"code" => answer.status = status_of(value),
        _ => {}
    }
    let comma = skip_space(body, end);
    (octet(body, comma) == b',').then(|| skip_space(body, comma + 1))
}

/// The status in a number or in a string of digits.
fn status_of(value: &[u8]) -> Option<u16> {
    let digits = match value {
        [b'"', digits @ .., b'"'] => digits,
        digits => digits,
    };
    let [hundreds @ b'1'..=b'5', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = digits else { return None };
    let digit = |octet: u8| u16::from(octet - b'0');
    Some(digit(*hundreds) * 100 + digit(*tens) * 10 + digit(*ones))
}

/// The content of a string, cut when it is absurdly long; `None` for another kind of value. Half a surrogate pair becomes
/// U+FFFD: no code and no field has one.
#[inline(never)]
fn text_of(value: &[u8]) -> Option<String> {
    let [b'"', raw @ .., b'"'] = value else { return None };
    let mut text = String::new();
    let mut at = 0;
    while text.len() < MAX_MEMBER_OCTETS {
        let Some((decoded, octets)) = decode(raw, at) else { break };
        at += octets;
        let mut code_point = match decoded {
            Decoded::Char(char) => char as u32,
            _ => u32::MAX,
        };
        // RFC 8259 §7, escape sequences.
        if code_point == u32::from(b'\\') {
            let sign = octet(raw, at);
            at += 1;
            code_point = match sign {
                b'b' | b'f' | b'n' | b'r' | b't' => u32::from(b' '),
                b'u' => {
                    at += 4;
                    code_unit(raw.get(at - 4..at)?)
                }
                sign => u32::from(sign),
            };
        }
        text.push(char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Some(text)
}

/// Four hexadecimal digits; what no character has for others.
fn code_unit(digits: &[u8]) -> u32 {
    let mut unit = 0;
    for octet in digits {
        let Some(digit) = char::from(*octet).to_digit(16) else { return u32::MAX };
        unit = unit << 4 | digit;
    }
    unit
}

/// The octet at `at`; 0 outside the text.
fn octet(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or_default()
}

const fn is_space(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\n' | b'\r')
}

/// RFC 8259 §2, ws
#[inline(never)]
fn skip_space(text: &[u8], mut at: usize) -> usize {
    while is_space(octet(text, at)) {
        at += 1;
    }
    at
}

/// RFC 8259 §7, string: the end of the one at `at`, with its quotes.
#[inline(never)]
fn string_end(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += 1;
        match text.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 1,
            _ => {}
        }
    }
}

/// RFC 8259 §3, value: the end of the one at `at`. Kinds of bracket are not told apart.
fn value_end(text: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let first = *text.get(at)?;
    if first == b'"' {
        return string_end(text, at);
    }
    let nested = matches!(first, b'{' | b'[');
    loop {
        let octet = *text.get(at)?;
        match octet {
            b'}' | b']' if depth == 1 => return Some(at + 1),
            b'"' if nested => {
                at = string_end(text, at)?;
                continue;
            }
            b'{' | b'[' if nested => depth += 1,
            b'}' | b']' if nested => depth -= 1,
            b',' | b'}' | b']' if !nested => return Some(at),
            _ if !nested && is_space(octet) => return Some(at),
            _ => {}
        }
        at += 1;
    }
}

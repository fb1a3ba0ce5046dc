//! The members of an error body: `error`, `field`, `code`, `success`.
//!
//! # Scope
//!
//! A reader of the top-level members of a JSON object, for bodies that nobody vouches for: it does not check what it steps
//! over, goes into nothing, and gives what it has seen when the text breaks off. [`read_answer`] is its only door.

use alloc::string::String;

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
pub(super) fn read_answer(body: &[u8]) -> AnswerBody {
    let mut answer = AnswerBody::default();
    let mut reader = Reader { rest: body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body) };
    if reader.sign(b'{').is_none() {
        return answer;
    }
    answer.is_object = matches!(reader.peek(), Some(b'"' | b'}'));
    while read_member(&mut reader, &mut answer).is_some() && reader.sign(b',').is_some() {}
    answer
}

/// RFC 8259 §4, member
fn read_member(reader: &mut Reader<'_>, answer: &mut AnswerBody) -> Option<()> {
    let name = reader.string()?;
    reader.sign(b':')?;
    let value = reader.value()?;
    match name {
        b"error" => answer.error = text_of(value),
        b"field" => answer.field = text_of(value),
        b"success" => answer.is_refused = value == b"false",
        b"code" => answer.status = status_of(value),
        _ => {}
    }
    Some(())
}

/// The status in a number or in a string of digits.
fn status_of(value: &[u8]) -> Option<u16> {
    let digits = value.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(value);
    let digit = |value: u16, octet: &u8| Some(value * 10 + char::from(*octet).to_digit(10)? as u16);
    let status = (digits.len() == 3).then(|| digits.iter().try_fold(0, digit))??;
    (100..=599).contains(&status).then_some(status)
}

/// The content of a string, cut when it is absurdly long; `None` for another kind of value.
fn text_of(value: &[u8]) -> Option<String> {
    let mut rest = value.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let mut text = String::new();
    while !rest.is_empty() && text.len() < MAX_MEMBER_OCTETS {
        let plain = rest.iter().position(|&octet| octet == b'\\').unwrap_or(rest.len());
        let (before, after) = rest.split_at_checked(plain)?;
        let kept = before.get(..before.len().min(MAX_MEMBER_OCTETS)).unwrap_or_default();
        text.push_str(&String::from_utf8_lossy(kept));
        rest = match after {
            [] => after,
            [_, b'u', after @ ..] => {
                let (unit, after) = after.split_at_checked(4)?;
                text.push(char_of(unit));
                after
            }
            [_, sign, after @ ..] => {
                text.push(match sign {
                    b'b' | b'f' | b'n' | b'r' | b't' => ' ',
                    sign => char::from(*sign),
                });
                after
            }
            [_] => return None,
        };
    }
    Some(text)
}

/// RFC 8259 §7: four hexadecimal digits. Half a surrogate pair becomes U+FFFD: no code and no field has one.
fn char_of(unit: &[u8]) -> char {
    let digit = |value: u32, octet: &u8| Some(value << 4 | char::from(*octet).to_digit(16)?);
    unit.iter().try_fold(0, digit).and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// What is left of the body.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// The next octet that is no white space (RFC 8259 §2, ws).
    fn peek(&mut self) -> Option<u8> {
        let blank = |octet: &u8| matches!(octet, b' ' | b'\t' | b'\n' | b'\r');
        let at = self.rest.iter().position(|octet| !blank(octet)).unwrap_or(self.rest.len());
        self.rest = self.rest.get(at..).unwrap_or_default();
        self.rest.first().copied()
    }

    /// Takes `sign`, after white space.
    fn sign(&mut self, sign: u8) -> Option<()> {
        (self.peek()? == sign).then(|| self.take(1)).map(|_| ())
    }

    fn take(&mut self, octets: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(octets).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    /// RFC 8259 §7, string: what stands between the quotes, undecoded.
    fn string(&mut self) -> Option<&'a [u8]> {
        self.peek().filter(|&octet| octet == b'"')?;
        let octets = string_octets(self.rest)?;
        self.take(octets).get(1..octets - 1)
    }

    /// RFC 8259 §3, value: its whole text for a scalar, nothing of an object or an array.
    fn value(&mut self) -> Option<&'a [u8]> {
        match self.peek()? {
            b'"' => {
                let octets = string_octets(self.rest)?;
                Some(self.take(octets))
            }
            b'{' | b'[' => {
                let octets = nested_octets(self.rest)?;
                self.take(octets);
                Some(&[])
            }
            _ => {
                let ends = |octet: &u8| matches!(octet, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r');
                let octets = self.rest.iter().position(ends)?;
                Some(self.take(octets))
            }
        }
    }
}

/// Size of the string at the start of `text`, with its quotes.
fn string_octets(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let offset = text.get(at..)?.iter().position(|octet| matches!(octet, b'"' | b'\\'))?;
        at += offset;
        if text.get(at) == Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Size of the object or array at the start of `text`; its kinds of bracket are not told apart.
fn nested_octets(text: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        let special = |octet: &u8| matches!(octet, b'"' | b'{' | b'[' | b'}' | b']');
        at += text.get(at..)?.iter().position(special)?;
        match text.get(at)? {
            b'"' => at += string_octets(text.get(at..)?)?,
            b'{' | b'[' => (at, depth) = (at + 1, depth + 1),
            _ => (at, depth) = (at + 1, depth - 1),
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

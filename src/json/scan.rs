//! The grammar of RFC 8259 in one pass over octets: yes or no, and a tape for whoever wants one.
//!
//! A "no" comes without a reason: [`super::diagnose`] reads the text again, slowly, and finds out why. So the pass
//! that every good text takes carries nothing but the grammar.

/// Who listens to the values as they go by.
pub(super) trait Sink {
    /// An array or object starts at octet `at`.
    fn open(&mut self, kind: ValueKind, at: usize);
    /// The innermost open array or object ends before octet `end`.
    fn close(&mut self, end: usize);
    /// The name of a member, in the octets `start..end`.
    fn name(&mut self, start: usize, end: usize, marks: Marks);
    /// A scalar in the octets `start..end`.
    fn leaf(&mut self, kind: ValueKind, start: usize, end: usize, marks: Marks);
}

/// What the pass noticed about a scalar, so that others need not look at every one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// A string that holds escape sequences.
    pub(super) escapes: bool,
    /// A string with escape sequences of surrogates, or a number that JavaScript may not hold.
    pub(super) doubtful: bool,
}

/// What is already known of the octets beyond ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Nothing.
    Unknown,
    /// They are UTF-8: the page's own encoder wrote them. Strings need not be looked at for it.
    Utf8,
}

/// RFC 8259 §3: the seven kinds of value, `true` and `false` as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ValueKind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number, as written.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl ValueKind {
    /// The kind in the vocabulary of issues: `null`, `boolean`, `number`, `string`, `array` or `object`.
    pub const fn name(self) -> &'static str {
        match self {
            ValueKind::Null => "null",
            ValueKind::Boolean => "boolean",
            ValueKind::Number => "number",
            ValueKind::String => "string",
            ValueKind::Array => "array",
            ValueKind::Object => "object",
        }
    }
}

/// RFC 8259 §2, JSON-text: `Some` when all of `text` is one value nested at most `max_depth` deep.
pub(super) fn scan<S: Sink>(text: &[u8], max_depth: u32, encoding: Encoding, sink: &mut S) -> Option<()> {
    let beyond_ascii = if encoding == Encoding::Utf8 { 0 } else { HIGHS };
    let mut levels = Levels::default();
    let mut at = 0;
    let mut name_comes = false;
    loop {
        let first;
        (at, first) = token(text, at)?;
        match first {
            b'"' => {
                let (end, marks) = string(text, at, beyond_ascii)?;
                if name_comes {
                    // RFC 8259 §4, the `string name-separator` of a member.
                    sink.name(at, end, marks);
                    let (separator, b':') = token(text, end)? else { return None };
                    at = separator + 1;
                    name_comes = false;
                    continue;
                }
                sink.leaf(ValueKind::String, at, end, marks);
                at = end;
            }
            _ if name_comes => return None,
            b'{' | b'[' => {
                if levels.depth == max_depth {
                    return None;
                }
                let kind = if first == b'{' { ValueKind::Object } else { ValueKind::Array };
                sink.open(kind, at);
                levels.push(kind);
                let next;
                (at, next) = token(text, at + 1)?;
                // `}` and `]` lie two octets after `{` and `[`; the loop below closes what is empty.
                if next != first + 2 {
                    name_comes = kind == ValueKind::Object;
                    continue;
                }
            }
            b'-' | b'0'..=b'9' => {
                let (end, doubtful) = number(text, at)?;
                sink.leaf(ValueKind::Number, at, end, Marks { escapes: false, doubtful });
                at = end;
            }
            _ => at = literal(text, at, first, sink)?,
        }
        loop {
            let Some((here, next)) = token(text, at) else {
                return (levels.depth == 0).then_some(());
            };
            at = here + 1;
            match (next, levels.innermost()?) {
                (b',', kind) => {
                    name_comes = kind == ValueKind::Object;
                    break;
                }
                (b'}', ValueKind::Object) | (b']', ValueKind::Array) => {
                    levels.pop();
                    sink.close(at);
                }
                _ => return None,
            }
        }
    }
}

/// What is open: one bit a level, the innermost 64 of them in a register.
#[derive(Default)]
struct Levels {
    depth: u32,
    objects: u64,
    outer: alloc::vec::Vec<u64>,
}

impl Levels {
    #[inline]
    fn push(&mut self, kind: ValueKind) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.outer.push(self.objects);
        }
        self.objects = self.objects << 1 | u64::from(kind == ValueKind::Object);
        self.depth += 1;
    }

    #[inline]
    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.objects >>= 1;
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.objects = self.outer.pop().unwrap_or_default();
        }
    }

    #[inline]
    fn innermost(&self) -> Option<ValueKind> {
        match (self.depth, self.objects & 1) {
            (0, _) => None,
            (_, 0) => Some(ValueKind::Array),
            _ => Some(ValueKind::Object),
        }
    }
}

/// The first octet from `at` on that is no white space, and its place.
#[inline]
fn token(text: &[u8], at: usize) -> Option<(usize, u8)> {
    let octet = *text.get(at)?;
    if octet > b' ' {
        return Some((at, octet));
    }
    let at = space_end(text, at);
    Some((at, *text.get(at)?))
}

/// RFC 8259 §2, ws.
#[inline]
pub(super) fn skip_space(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(b' ' | b'\n' | b'\r' | b'\t') => space_end(text, at),
        _ => at,
    }
}

// In the module that pages download it stands once; elsewhere speed counts more.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline)]
fn space_end(text: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = text.get(at) {
        at += 1;
        // Indentation comes in runs of spaces.
        while eight(text, at) == Some(ONES * 0x20) {
            at += 8;
        }
    }
    at
}

/// RFC 8259 §3, one of the three literal names.
#[inline]
fn literal<S: Sink>(text: &[u8], at: usize, first: u8, sink: &mut S) -> Option<usize> {
    let (word, kind): (&[u8], _) = match first {
        b't' => (b"true", ValueKind::Boolean),
        b'f' => (b"false", ValueKind::Boolean),
        _ => (b"null", ValueKind::Null),
    };
    let end = at + word.len();
    if text.get(at..end)? != word {
        return None;
    }
    sink.leaf(kind, at, end, Marks::default());
    Some(end)
}

/// RFC 8259 §6, number: the octet after it, and whether JavaScript may not hold it.
#[inline]
pub(super) fn number(text: &[u8], start: usize) -> Option<(usize, bool)> {
    let minus = text.get(start) == Some(&b'-');
    let first = start + usize::from(minus);
    let leading_zero = text.get(first) == Some(&b'0');
    let mut at = if leading_zero { first + 1 } else { digits(text, first)? };
    let mut doubtful = at - first >= SAFE_DIGITS || minus && leading_zero;
    if text.get(at) == Some(&b'.') {
        at = digits(text, at + 1)?;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        doubtful = true;
        let sign = matches!(text.get(at + 1), Some(b'+' | b'-'));
        at = digits(text, at + 1 + usize::from(sign))?;
    }
    Some((at, doubtful))
}

/// Integers of fewer digits are all below 2⁵³.
const SAFE_DIGITS: usize = 16;

/// RFC 8259 §6, `1*DIGIT`: the octet after the last.
#[inline]
fn digits(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(b'0'..=b'9') = text.get(at) {
        at += 1;
    }
    (at > start).then_some(at)
}

/// RFC 8259 §7, string: the octet after it.
#[inline]
fn string(text: &[u8], start: usize, beyond_ascii: u64) -> Option<(usize, Marks)> {
    let mut at = start + 1;
    let mut marks = Marks::default();
    loop {
        at = plain_end(text, at, beyond_ascii);
        match *text.get(at)? {
            b'"' => return Some((at + 1, marks)),
            b'\\' => {
                let octets = escape(text, at)?;
                marks.escapes = true;
                marks.doubtful |= octets == 6 && matches!(text.get(at + 2), Some(b'd' | b'D'));
                at += octets;
            }
            0..=0x1F => return None,
            // Known to be UTF-8, and perhaps in the middle of a character.
            0x80.. if beyond_ascii == 0 => at += 1,
            0x20..=0x7F => at += 1,
            0x80.. => at = non_ascii(text, at)?,
        }
    }
}

/// RFC 8259 §7, the escape sequence at `at`: its octets.
#[inline]
pub(super) fn escape(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => hexadecimal(text, at + 2, 4).map(|_| 6),
        _ => None,
    }
}

/// The number in `count` hexadecimal digits from octet `start` on.
#[inline(never)]
pub(super) fn hexadecimal(text: &[u8], start: usize, count: usize) -> Option<u32> {
    let mut value = 0;
    for at in start..start + count {
        value = value << 4 | hexadecimal_digit(*text.get(at)?)?;
    }
    Some(value)
}

/// What a hexadecimal digit is worth.
pub(super) const fn hexadecimal_digit(octet: u8) -> Option<u32> {
    match octet {
        b'0'..=b'9' => Some((octet - b'0') as u32),
        b'a'..=b'f' | b'A'..=b'F' => Some((octet & 7) as u32 + 9),
        _ => None,
    }
}

/// Unicode §3.9, table 3-7: the octet after a run of characters beyond ASCII.
fn non_ascii(text: &[u8], mut at: usize) -> Option<usize> {
    while let Some(&first @ 0x80..) = text.get(at) {
        // The second octet's range is all that differs.
        let (low, high, octets) = match first {
            0xC2..=0xDF => (0x80, 0xBF, 2),
            0xE0 => (0xA0, 0xBF, 3),
            0xED => (0x80, 0x9F, 3),
            0xE1..=0xEF => (0x80, 0xBF, 3),
            0xF0 => (0x90, 0xBF, 4),
            0xF1..=0xF3 => (0x80, 0xBF, 4),
            0xF4 => (0x80, 0x8F, 4),
            _ => return None,
        };
        let second = *text.get(at + 1)?;
        if second < low || high < second {
            return None;
        }
        let tail = text.get(at + 2..at + octets)?;
        if !tail.iter().all(|octet| octet & 0xC0 == 0x80) {
            return None;
        }
        at += octets;
    }
    Some(at)
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = ONES << 7;

/// Eight octets at once; `None` near the end.
#[inline]
pub(super) fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|octets| u64::from_le_bytes(*octets))
}

/// Sixteen octets at once; `None` near the end.
#[cfg(target_feature = "simd128")]
#[inline]
fn sixteen(text: &[u8], at: usize) -> Option<(u64, u64)> {
    let octets = text.get(at..)?.first_chunk::<16>()?;
    let (low, high) = (octets.first_chunk()?, octets.last_chunk()?);
    Some((u64::from_le_bytes(*low), u64::from_le_bytes(*high)))
}

/// The first octet from `at` on at which a string pauses, or one near the end of the text.
#[cfg(not(target_feature = "simd128"))]
#[inline]
fn plain_end(text: &[u8], mut at: usize, beyond_ascii: u64) -> usize {
    while let Some(word) = eight(text, at) {
        let stops = stops(word, beyond_ascii);
        if stops != 0 {
            return at + stops.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at
}

/// The same with WebAssembly's vectors, sixteen octets at once.
#[cfg(target_feature = "simd128")]
#[inline]
fn plain_end(text: &[u8], mut at: usize, beyond_ascii: u64) -> usize {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, u64x2_splat, v128_and, v128_or};

    let beyond_ascii = u64x2_splat(beyond_ascii);
    while let Some((low, high)) = sixteen(text, at) {
        let octets = u64x2(low, high);
        let quotes = u8x16_eq(octets, u8x16_splat(b'"'));
        let backslashes = u8x16_eq(octets, u8x16_splat(b'\\'));
        let controls = u8x16_lt(octets, u8x16_splat(0x20));
        let others = v128_and(octets, beyond_ascii);
        let stops = u8x16_bitmask(v128_or(v128_or(quotes, backslashes), v128_or(controls, others)));
        if stops != 0 {
            return at + stops.trailing_zeros() as usize;
        }
        at += 16;
    }
    at
}

/// The high bit of each octet at which a string pauses: a quote, a backslash, a control, what `beyond_ascii` has of the
/// octets beyond ASCII.
///
/// A borrow may mark octets above the lowest mark wrongly, so only the lowest counts.
#[cfg(not(target_feature = "simd128"))]
#[inline]
const fn stops(word: u64, beyond_ascii: u64) -> u64 {
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let controls = word.wrapping_sub(ONES * 0x20);
    let zeros = quote.wrapping_sub(ONES) | backslash.wrapping_sub(ONES) | controls;
    (zeros & !word | word & beyond_ascii) & HIGHS
}

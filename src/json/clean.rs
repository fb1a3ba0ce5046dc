//! The verdict alone: is it JSON, and is there anything to say about it?
//!
//! What most texts are asked, and all that most need: nothing is kept of a value but a number for each name of the
//! objects that are open.

use alloc::vec::Vec;

use super::check::JsonOptions;
use super::duplicates::PROTO;
use super::scan::{Encoding, Marks, Sink, ValueKind, eight, scan};

/// True when `text` is one well-formed JSON value: the verdict alone, without a tape, warnings or causes.
///
/// ```
/// use presend::json::{JsonOptions, is_json};
///
/// assert!(is_json(b"[1, 2]", &JsonOptions::default()));
/// assert!(!is_json(b"[1, 2,]", &JsonOptions::default()));
/// ```
pub fn is_json(text: &[u8], options: &JsonOptions) -> bool {
    scan(text, options.max_depth, Encoding::Unknown, &mut Watch::new(text)).is_some()
}

/// True when [`super::check_json`] surely finds nothing: no error and no warning. A no is worth the whole check, which may
/// find nothing all the same.
///
/// ```
/// use presend::json::{JsonOptions, is_clean_json};
///
/// assert!(is_clean_json(r#"{"to": 1, "body": 2}"#, &JsonOptions::default()));
/// assert!(!is_clean_json(r#"{"to": 1, "to": 2}"#, &JsonOptions::default()));
/// ```
pub fn is_clean_json(text: &str, options: &JsonOptions) -> bool {
    is_clean_json_octets(text.as_bytes(), options, true)
}

/// [`is_clean_json`] for octets; unless they are known to be UTF-8 (`is_utf8`), that is looked at too.
pub fn is_clean_json_octets(text: &[u8], options: &JsonOptions, is_utf8: bool) -> bool {
    let encoding = if is_utf8 { Encoding::Utf8 } else { Encoding::Unknown };
    // A text that is one string may be JSON encoded twice.
    let string = text.trim_ascii_start().first() == Some(&b'"');
    let mut watch = Watch::new(text);
    !string && scan(text, options.max_depth, encoding, &mut watch).is_some() && !watch.remarkable
}

/// An object with more names is looked at by the whole check, which takes linear time for any number.
const MANY: usize = 64;

/// Looks for what the whole check may have something to say about.
struct Watch<'a> {
    text: &'a [u8],
    remarkable: bool,
    /// A number for each name of the objects that are open, the innermost last.
    names: Vec<u32>,
    /// The innermost object; of an array, nothing.
    inner: Names,
    outer: Vec<Names>,
}

/// The names of one object.
#[derive(Clone, Copy, Default)]
struct Names {
    /// Place of the first in the list.
    first: u32,
    /// A bit for each: no bit, no such name.
    seen: u64,
}

impl Watch<'_> {
    const fn new(text: &[u8]) -> Watch<'_> {
        let inner = Names { first: 0, seen: 0 };
        Watch { text, remarkable: false, names: Vec::new(), inner, outer: Vec::new() }
    }

    /// Another number for another name, as good as always; the same for the same.
    #[inline]
    fn number(&self, start: usize, end: usize) -> u32 {
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        let octets = end - start;
        let head = match eight(self.text, start) {
            // Longer names are told apart by their ends too.
            Some(head) if octets > 8 => {
                head ^ eight(self.text, end - 8).unwrap_or_default().wrapping_mul(SPREAD).rotate_left(29)
            }
            Some(head) => head << (64 - 8 * octets as u32),
            // Near the end of the text, so that it is a short one.
            None => {
                let name = self.text.get(start..end).unwrap_or_default();
                name.iter().rev().fold(0, |head, &octet| head << 8 | u64::from(octet)) << (64 - 8 * octets as u32)
            }
        };
        ((head ^ octets as u64).wrapping_mul(SPREAD) >> 32) as u32
    }
}

impl Sink for Watch<'_> {
    #[inline]
    fn open(&mut self, _: ValueKind, _: usize) {
        self.outer.push(self.inner);
        self.inner = Names { first: self.names.len() as u32, seen: 0 };
    }

    #[inline]
    fn close(&mut self, _: usize) {
        self.names.truncate(self.inner.first as usize);
        self.inner = self.outer.pop().unwrap_or_default();
    }

    #[inline]
    fn name(&mut self, start: usize, end: usize, marks: Marks) {
        // With its opening quote, so that there is always an octet.
        let number = self.number(start, end - 1);
        let bit = 1 << (number >> 26);
        if self.inner.seen & bit != 0 {
            let others = self.names.get(self.inner.first as usize..).unwrap_or_default();
            self.remarkable |= others.len() > MANY || others.contains(&number);
        }
        self.inner.seen |= bit;
        self.names.push(number);
        let proto = end - start == PROTO.len() + 2 && self.text.get(start + 1..end - 1) == Some(PROTO);
        // Of a name with escapes only the decoded text counts.
        self.remarkable |= marks.escapes | proto;
    }

    #[inline]
    fn leaf(&mut self, _: ValueKind, _: usize, _: usize, marks: Marks) {
        self.remarkable |= marks.doubtful;
    }
}

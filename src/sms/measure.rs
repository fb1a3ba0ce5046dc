//! The bill: encoding, units, segments.

use alloc::vec::Vec;

use super::alphabet::{Alphabet, Encoding, NationalTable, ascii_septets, is_gsm};
use super::replacement::Replaced;
use crate::issue::{Name, Span};
use crate::text::{Decoded, decode};

/// So many forcing characters are listed, the first ones.
const MAX_FORCING: usize = 100;

/// What an SMS amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sms {
    /// Septets or UTF-16 code units.
    pub encoding: Encoding,
    /// The language whose locking shift table stands in for the default alphabet, where that makes it septets.
    pub locking: Option<Name>,
    /// The language whose single shift table stands in for the extension, where that makes it septets.
    pub single_shift: Option<Name>,
    /// Units of the text: septets, an escaped character counting two, or UTF-16 code units.
    pub units: usize,
    /// Segments that are sent and billed; 1 for an empty text.
    pub segments: usize,
    /// Units that each segment takes, given how many there are.
    pub per_segment: usize,
    /// Units that the last segment still takes.
    pub remaining: usize,
    /// The first hundred characters that the default alphabet does not have, in the order of the text; empty for septets
    /// of the default alphabet.
    pub forcing: Vec<Forcing>,
    /// How many there are.
    pub forcing_count: usize,
}

/// A character that keeps a text out of the GSM 7-bit default alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forcing {
    /// Octets of the text.
    pub span: Span,
    /// What may stand in its place; `None` where nothing says the same.
    pub replacement: Option<&'static str>,
}

/// Measures a text as an SMS. `tables` are the national tables that sender and network have on, usually none.
///
/// The default alphabet is taken if it has all characters; else UCS-2, which every phone reads, unless national tables
/// make fewer segments.
pub fn measure_sms(text: &str, tables: &[NationalTable<'_>]) -> Sms {
    measure_sms_octets(text.as_bytes(), tables)
}

/// [`measure_sms`] for octets of WTF-8; half a surrogate pair is a code unit, and so is an octet that is no UTF-8.
pub fn measure_sms_octets(text: &[u8], tables: &[NationalTable<'_>]) -> Sms {
    let (alphabet, count) = choose(text, tables);
    let (single, concatenated) = alphabet.capacity();
    let per_segment = if count.segments > 1 { concatenated } else { single };
    let (encoding, locking, single_shift) = match alphabet {
        Alphabet::Ucs2 => (Encoding::Ucs2, None, None),
        Alphabet::Gsm { locking, single_shift } => (Encoding::Gsm7, locking, single_shift),
    };
    // What the default alphabet took has no such character.
    let default = encoding == Encoding::Gsm7 && locking.is_none() && single_shift.is_none();
    let (forcing, forcing_count) = if default { (Vec::new(), 0) } else { forcing(text) };
    Sms {
        encoding,
        locking: locking.map(|table| table.language),
        single_shift: single_shift.map(|table| table.language),
        units: count.units,
        segments: count.segments,
        per_segment,
        remaining: per_segment - count.last,
        forcing,
        forcing_count,
    }
}

/// The octets of each segment of a text, in order; one empty span for an empty text.
///
/// ```
/// use presend::sms::split_sms;
///
/// let text = "a".repeat(152) + "€b"; // the two septets of the euro sign stay together
/// let ends: Vec<usize> = split_sms(&text, &[]).iter().map(|span| span.end).collect();
/// assert_eq!(ends, [156]);
/// let ends: Vec<usize> = split_sms(&(text + "12345678"), &[]).iter().map(|span| span.end).collect();
/// assert_eq!(ends, [152, 164]);
/// ```
pub fn split_sms(text: &str, tables: &[NationalTable<'_>]) -> Vec<Span> {
    split_sms_octets(text.as_bytes(), tables)
}

/// [`split_sms`] for octets of WTF-8.
pub fn split_sms_octets(text: &[u8], tables: &[NationalTable<'_>]) -> Vec<Span> {
    let (alphabet, count) = choose(text, tables);
    let mut segments = Vec::with_capacity(count.segments);
    let mut start = 0;
    if count.segments > 1 {
        for_each_segment(text, alphabet, |end| {
            segments.push(Span::new(start, end));
            start = end;
        });
    }
    segments.push(Span::new(start, text.len()));
    segments
}

/// How much a text is in an alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    segments: usize,
    units: usize,
    /// Units of the last segment.
    last: usize,
}

/// Segments of a text without national tables.
pub(super) fn segments(text: &[u8]) -> usize {
    choose(text, &[]).1.segments
}

fn choose<'a>(text: &[u8], tables: &'a [NationalTable<'a>]) -> (Alphabet<'a>, Count) {
    if let Some(found) = count(text, Alphabet::DEFAULT) {
        return (Alphabet::DEFAULT, found);
    }
    let ucs2 = count(text, Alphabet::Ucs2).unwrap_or(Count { segments: 1, units: 0, last: 0 });
    let mut best = (Alphabet::Ucs2, ucs2);
    for table in tables {
        let locking = (!table.locking.is_empty()).then_some(table);
        let single_shift = (!table.single_shift.is_empty()).then_some(table);
        for (locking, single_shift) in [(None, single_shift), (locking, None), (locking, single_shift)] {
            if locking.is_none() && single_shift.is_none() {
                continue;
            }
            let alphabet = Alphabet::Gsm { locking, single_shift };
            let Some(found) = count(text, alphabet) else { continue };
            let national = !matches!(best.0, Alphabet::Ucs2);
            let fewer_units = national && found.segments == best.1.segments && found.units < best.1.units;
            if found.segments < best.1.segments || fewer_units {
                best = (alphabet, found);
            }
        }
    }
    best
}

/// `None` where the alphabet lacks a character of the text.
#[inline(never)]
fn count(text: &[u8], alphabet: Alphabet<'_>) -> Option<Count> {
    let (single, _) = alphabet.capacity();
    let default = matches!(alphabet, Alphabet::Gsm { locking: None, single_shift: None });
    // Most texts are of nothing else.
    let (mut units, mut at) = if default { ascii_septets(text) } else { (0, 0) };
    while let Some((character, octets)) = decode(text, at) {
        units += alphabet.units(character)?;
        at += octets;
    }
    if units <= single {
        return Some(Count { segments: 1, units, last: units });
    }
    let mut segments = 1;
    let last = for_each_segment(text, alphabet, |_| segments += 1);
    Some(Count { segments, units, last })
}

/// Calls `ends` with the octet before which each segment but the last ends; gives the units of the last.
///
/// Neither an escaped character nor a surrogate pair is split between two segments.
fn for_each_segment(text: &[u8], alphabet: Alphabet<'_>, mut ends: impl FnMut(usize)) -> usize {
    let (_, per_segment) = alphabet.capacity();
    let (mut at, mut used) = (0, 0);
    while let Some((character, octets)) = decode(text, at) {
        let units = alphabet.units(character).unwrap_or_default();
        if used + units > per_segment {
            ends(at);
            used = 0;
        }
        used += units;
        at += octets;
    }
    used
}

fn forcing(text: &[u8]) -> (Vec<Forcing>, usize) {
    let (mut list, mut count) = (Vec::new(), 0);
    for (span, character, replacement) in Replaced::of(text) {
        if matches!(character, Decoded::Char(char) if is_gsm(char)) {
            continue;
        }
        if list.len() < MAX_FORCING {
            list.push(Forcing { span, replacement });
        }
        count += 1;
    }
    (list, count)
}

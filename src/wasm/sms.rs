//! SMS: numbers in, numbers out.

use alloc::string::String;
use alloc::vec::Vec;

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::records::{NONE, Records};
use super::{Edge, FINDINGS, OK, edge};
use crate::issue::Name;
use crate::sms::{
    Encoding, NationalTable, Sms, SmsOptions, check_sms_octets, measure_sms_octets, simplify_sms_octets,
    split_sms_octets,
};
use crate::text::Utf16Counter;

/// Takes the national tables in the first `octets` of the input.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn load_sms_tables(octets: u32) {
    let edge = edge();
    let tables = String::from_utf8_lossy(edge.text(octets)).into_owned();
    // Kept for as long as the instance lives; the page hands them over once.
    edge.national = NationalTable::read_all(tables.leak());
}

/// Measures the first `octets` of the input. `tables`: a bit a national table.
///
/// Word 3: 1 UCS-2; 4 units, 5 segments, 6 units per segment, 7 remaining; 8, 9: languages of the locking and the single
/// shift table, 0 or their place from 1 on; 10: characters that the default alphabet does not have. The list has the first of them, four words
/// each: start, end, then place and octets of the replacement in the answer's text (`NONE`: there is none).
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn measure_sms(octets: u32, tables: u32) {
    let Edge { input, records, national, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    records.clear();
    let sms = measure_sms_octets(text, &chosen(national, tables));
    put_measure(records, &sms, national, text);
    records.finish();
}

/// Checks the first `octets` of the input; `max_segments` may be `NONE`. `flags`: 1 the text is registered.
///
/// The answer: bit 0 no error, bit 1 findings. Words and list as after [`measure_sms`].
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn check_sms(octets: u32, tables: u32, max_segments: u32, flags: u32) -> u32 {
    let Edge { input, records, national, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let options = SmsOptions {
        max_segments: (max_segments != NONE).then_some(max_segments),
        tables: &chosen(national, tables),
        registered: flags & 1 != 0,
    };
    let check = check_sms_octets(text, &options);
    records.clear();
    put_measure(records, &check.sms, national, text);
    let mut answer = u32::from(check.findings.is_ok()) * OK;
    if !check.findings.issues.is_empty() || !check.findings.warnings.is_empty() {
        answer |= FINDINGS;
        records.add_findings(&check.findings, &mut Utf16Counter::new(text));
    }
    records.finish();
    answer
}

/// Splits the first `octets` of the input: the list has where each segment ends.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn split_sms(octets: u32, tables: u32) {
    let Edge { input, records, national, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    records.clear();
    let mut counter = Utf16Counter::new(text);
    for segment in split_sms_octets(text, &chosen(national, tables)) {
        let end = counter.position(segment.end);
        records.push(end as u32);
    }
    records.finish();
}

/// Simplifies the first `octets` of the input: the list has the edits, four words each (start, end, place and octets of
/// the insert in the answer's text). `flags`: 1 the text is registered, which is a finding when something is changed.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn simplify_sms(octets: u32, flags: u32) {
    let Edge { input, records, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    records.clear();
    let simplified = simplify_sms_octets(text);
    let mut counter = Utf16Counter::new(text);
    for edit in &simplified.edits {
        let span = counter.span(edit.span);
        records.push(span.start as u32);
        records.push(span.end as u32);
        put_text(records, Some(&edit.insert));
    }
    if flags & 1 != 0 {
        records.add_findings(&simplified.registered_text_changed(), &mut counter);
    }
    records.finish();
}

fn chosen(national: &[NationalTable<'static>], tables: u32) -> Vec<NationalTable<'static>> {
    if tables == 0 {
        return Vec::new();
    }
    let bits = (0..32).map(|bit| tables & 1 << bit != 0);
    national.iter().zip(bits).filter(|(_, asked)| *asked).map(|(table, _)| *table).collect()
}

fn put_measure(records: &mut Records, sms: &Sms, national: &[NationalTable<'static>], text: &[u8]) {
    let place = |language: Option<Name>| {
        let at = language.and_then(|language| national.iter().position(|table| table.language == language));
        at.map_or(0, |at| at as u32 + 1)
    };
    let words = [
        u32::from(sms.encoding == Encoding::Ucs2),
        sms.units as u32,
        sms.segments as u32,
        sms.per_segment as u32,
        sms.remaining as u32,
        place(sms.locking),
        place(sms.single_shift),
        sms.forcing_count as u32,
    ];
    for (at, word) in (3..).zip(words) {
        records.set(at, word);
    }
    let mut counter = Utf16Counter::new(text);
    for forcing in &sms.forcing {
        let span = counter.span(forcing.span);
        records.push(span.start as u32);
        records.push(span.end as u32);
        put_text(records, forcing.replacement);
    }
}

fn put_text(records: &mut Records, text: Option<&str>) {
    let (start, octets) = match text {
        Some(text) => (records.add_text(text), text.len() as u32),
        None => (NONE, 0),
    };
    records.push(start);
    records.push(octets);
}

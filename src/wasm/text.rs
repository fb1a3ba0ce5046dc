//! Lengths: numbers in, numbers out.

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Edge, edge};
use crate::text::{TextOptions, Unit, Utf16Counter, check_text_octets, cut_at, measure};

/// Checks the length of the first `octets` of the input; true when there is nothing to say. `u32::MAX`: no limit.
/// `unit`: 0 code points, 1 UTF-16 units, 2 octets, 3 not stated. Word 3: code points.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn check_text(octets: u32, max: u32, unit: u32) -> bool {
    let Edge { input, records, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let check = check_text_octets(text, &TextOptions { max, unit: unit_of(unit) });
    let found = check.findings;
    records.set(3, check.measure.code_points as u32);
    if found.issues.is_empty() && found.warnings.is_empty() {
        return true;
    }
    records.clear();
    records.add_findings(&found, &mut Utf16Counter::new(text));
    records.finish();
    false
}

/// Measures the first `octets` of the input: code points in word 3, UTF-16 units in word 4.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn measure_text(octets: u32) {
    let edge = edge();
    let lengths = measure(edge.text(octets));
    edge.records.set(3, lengths.code_points as u32);
    edge.records.set(4, lengths.utf16_units as u32);
}

/// Where the first `octets` of the input can be cut to have at most `max` of `unit`: the UTF-16 position in word 3.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn cut_text(octets: u32, max: u32, unit: u32) {
    let Edge { input, records, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let cut = cut_at(text, max as usize, unit_of(unit));
    records.set(3, Utf16Counter::new(text).position(cut) as u32);
}

const fn unit_of(number: u32) -> Unit {
    match number {
        0 => Unit::CodePoints,
        1 => Unit::Utf16Units,
        2 => Unit::Octets,
        _ => Unit::Unknown,
    }
}

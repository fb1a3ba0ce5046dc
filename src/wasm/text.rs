//! Lengths: numbers in, numbers out.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Edge, edge};
use crate::text::{TextOptions, Unit, Utf16Counter, check_text_octets, measure};

/// Checks the length of the first `octets` of the input; true when there is nothing to say. `u32::MAX`: no limit.
/// `unit`: 0 code points, 1 UTF-16 units, 2 octets, 3 not stated.
#[wasm_bindgen]
pub fn check_text(octets: u32, max: u32, unit: u32) -> bool {
    let Edge { input, records, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let unit = match unit {
        0 => Unit::CodePoints,
        1 => Unit::Utf16Units,
        2 => Unit::Octets,
        _ => Unit::Unknown,
    };
    let found = check_text_octets(text, &TextOptions { max, unit }).findings;
    if found.issues.is_empty() && found.warnings.is_empty() {
        return true;
    }
    records.clear();
    records.add_findings(&found, &mut Utf16Counter::new(text));
    records.finish();
    false
}

/// Measures the first `octets` of the input: code points in word 3, UTF-16 units in word 4.
#[wasm_bindgen]
pub fn measure_text(octets: u32) {
    let edge = edge();
    let lengths = measure(edge.text(octets));
    edge.records.set(3, lengths.code_points as u32);
    edge.records.set(4, lengths.utf16_units as u32);
}

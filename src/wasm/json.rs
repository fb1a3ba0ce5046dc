//! JSON: text in, findings as objects out.

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Edge, Found, edge, to_js};
use crate::issue::Issue;
use crate::json::{JsonOptions, LineIndex, check_json_octets, is_clean_json_octets, repair_json_octets};
use crate::text::spans_to_utf16;

/// True when the first `octets` of the input are JSON and there is surely nothing to say about them. `utf8`: the page's own
/// encoder wrote them.
#[wasm_bindgen]
pub fn check_json(octets: u32, max_depth: u32, utf8: bool) -> bool {
    is_clean_json_octets(edge().text(octets), &JsonOptions { max_depth }, utf8)
}

/// What there is to say: `{ issues, warnings }`. Positions stay octets where the page gave octets (`in_octets`).
#[wasm_bindgen]
pub fn json_report(octets: u32, max_depth: u32, in_octets: bool) -> JsValue {
    let text = edge().text(octets);
    let mut found = check_json_octets(text, &JsonOptions { max_depth }).findings;
    if !in_octets {
        to_utf16(text, &mut found.issues);
        to_utf16(text, &mut found.warnings);
    }
    to_js(&Found { issues: &found.issues, warnings: &found.warnings })
}

/// Mends the first `octets` of the input: `{ applied, issues, warnings }`, positions of `applied` in the text given, all
/// others in the mended text, which is the answer's text (words 0 and 1).
#[wasm_bindgen]
pub fn json_repair(octets: u32, max_depth: u32) -> JsValue {
    #[derive(Serialize)]
    struct Repair<'a> {
        applied: &'a [Issue],
        issues: &'a [Issue],
        warnings: &'a [Issue],
    }
    let Edge { input, records, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let mut repaired = repair_json_octets(text, &JsonOptions { max_depth });
    to_utf16(text, &mut repaired.applied);
    to_utf16(&repaired.octets, &mut repaired.remaining.issues);
    to_utf16(&repaired.octets, &mut repaired.remaining.warnings);
    records.clear();
    records.take_text(repaired.octets);
    records.finish();
    let remaining = &repaired.remaining;
    to_js(&Repair { applied: &repaired.applied, issues: &remaining.issues, warnings: &remaining.warnings })
}

fn to_utf16(text: &[u8], list: &mut [Issue]) {
    LineIndex::new(text).sources_to_utf16(text, list);
    spans_to_utf16(text, list);
}

//! DLT: an index as a handle, numbers in, numbers out.

use alloc::borrow::Cow;
use alloc::vec::Vec;

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Edge, edge};
use crate::dlt::{
    DltIndex, DltPolicy, Sharing, check_dlt_header_octets, check_dlt_id_octets, check_dlt_template_octets,
};
use crate::issue::Findings;
use crate::json::parse_json_octets;
use crate::text::Utf16Counter;

/// `flags`: 1 joined, 2 pooled variables; 4 any text in typed tags; 8, 16, 32: case, spaces, punctuation do not count.
fn policy(variable_max: u32, flags: u32) -> DltPolicy {
    DltPolicy {
        variable_max,
        sharing: match flags & 3 {
            1 => Sharing::Joined,
            2 => Sharing::Pooled,
            _ => Sharing::Separate,
        },
        any_tag: flags & 4 != 0,
        ignore_case: flags & 8 != 0,
        ignore_spaces: flags & 16 != 0,
        ignore_punctuation: flags & 32 != 0,
    }
}

/// An index of the templates in the first `octets` of the input, a JSON list of texts: its handle.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn load_dlt(octets: u32, variable_max: u32, flags: u32) -> u32 {
    let Edge { input, dlt, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let list = parse_json_octets(text);
    let texts: Vec<Cow<'_, [u8]>> = list.as_ref().map_or_else(Vec::new, |list| {
        list.root().elements().map(|text| text.string_octets().unwrap_or_default()).collect()
    });
    let index = Some(DltIndex::new(&texts, policy(variable_max, flags)));
    if let Some(free) = dlt.iter().position(Option::is_none)
        && let Some(place) = dlt.get_mut(free)
    {
        *place = index;
        return free as u32;
    }
    dlt.push(index);
    dlt.len() as u32 - 1
}

/// Gives the memory of an index back.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn free_dlt(handle: u32) {
    if let Some(place) = edge().dlt.get_mut(handle as usize) {
        *place = None;
    }
}

/// The template of index `handle` that the first `octets` of the input are of, plus one. 0: none; then word 3 has the nearest
/// plus one, and the findings say what keeps it from being of that.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn match_dlt(handle: u32, octets: u32) -> u32 {
    let Edge { input, records, dlt, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let Some(Some(index)) = dlt.get_mut(handle as usize) else { return 0 };
    let found = index.match_octets(text);
    if let Some(template) = found.template {
        return template as u32 + 1;
    }
    records.clear();
    records.set(3, found.nearest.map_or(0, |nearest| nearest as u32 + 1));
    records.add_findings(&found.findings, &mut Utf16Counter::new(text));
    records.finish();
    0
}

/// Checks a template's text (`part` 0), a header (1), an entity or template id (2); true when there is nothing to say.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn check_dlt(octets: u32, part: u32, variable_max: u32, flags: u32) -> bool {
    let Edge { input, records, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let found = match part {
        0 => check_dlt_template_octets(text, &policy(variable_max, flags)),
        1 => check_dlt_header_octets(text),
        _ => check_dlt_id_octets(text),
    };
    let Findings { issues, warnings } = &found;
    if issues.is_empty() && warnings.is_empty() {
        return true;
    }
    records.clear();
    records.add_findings(&found, &mut Utf16Counter::new(text));
    records.finish();
    false
}

//! The numbering plans, which checks and formats share.

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::edge;
use crate::phone::{PhoneTable, Region};

/// Decodes the numbering plans in the first `octets` of the input; false when they are no such thing.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn load_phone_table(octets: u32) -> bool {
    let edge = edge();
    edge.phone = PhoneTable::decode(edge.text(octets));
    edge.phone.is_some()
}

/// A region's octets as a number, the first lowest.
#[inline]
pub(super) fn packed(region: Region) -> u32 {
    let [first, second, third] = region.octets();
    u32::from_le_bytes([first, second, third, 0])
}

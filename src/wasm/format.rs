//! How numbers are written, and which regions there are: a room of its own, because a page that checks numbers seldom
//! writes them, and the other way round.

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::plans::packed;
use super::{Edge, edge};
use crate::phone::{E164, FormatTable, PhoneStyle, Region, format_phone_with, phone_regions_with};

/// Words of a region's row.
const ROW_WORDS: usize = 4;

/// Decodes the formats in the first `octets` of the input; false when they are no such thing.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn load_phone_formats(octets: u32) -> bool {
    let edge = edge();
    edge.formats = FormatTable::decode(edge.text(octets));
    edge.formats.is_some()
}

/// Writes the E.164 number in the first `octets` of the input: octets of the answer's text, 0 for what is no such number.
///
/// `style`: 0 national, 1 international, 2 RFC 3966.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn format_phone(octets: u32, style: u32) -> u32 {
    let Edge { input, records, phone, formats, .. } = edge();
    let (Some(table), Some(formats)) = (phone, formats) else { return 0 };
    let number = core::str::from_utf8(input.get(..octets as usize).unwrap_or_default()).unwrap_or_default();
    let style = match style {
        0 => PhoneStyle::National,
        1 => PhoneStyle::International,
        _ => PhoneStyle::Rfc3966,
    };
    records.clear();
    let text = format_phone_with(number, style, table, formats).unwrap_or_default();
    records.add_text(&text);
    records.finish();
    text.len() as u32
}

/// Every region that is a country or territory, as rows of four words in [`rows`](super::rows::rows); gives their number.
///
/// Words: region, calling code, and the mobile example as words 4–5 of `check_phone`, zeros where there is none.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn phone_regions() -> u32 {
    let Edge { rows, phone, formats, .. } = edge();
    let (Some(table), Some(formats)) = (phone, formats) else { return 0 };
    rows.clear();
    for info in phone_regions_with(table, formats).iter().filter(|info| info.region != Region::WORLD) {
        let number = info.example.as_ref().map_or(0, E164::as_number);
        let (head, tail) = ((number / 100_000_000) as u32, (number % 100_000_000) as u32);
        rows.extend_from_slice(&[packed(info.region), u32::from(info.calling_code), head, tail]);
    }
    (rows.len() / ROW_WORDS) as u32
}

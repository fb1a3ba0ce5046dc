//! The phone check: numbers in, numbers out.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Edge, FINDINGS, OK, edge};
use crate::phone::{PhoneMode, PhoneOptions, PhoneTable, PhoneType, Region, TypeSet, check_phone_octets};
use crate::text::Utf16Counter;

/// Decodes the numbering plans in the first `octets` of the input; false when they are no such thing.
#[wasm_bindgen]
pub fn load_phone_table(octets: u32) -> bool {
    let edge = edge();
    edge.phone = PhoneTable::decode(edge.text(octets));
    edge.phone.is_some()
}

/// Checks the first `text_octets` of the input as a phone number; false answers only before [`load_phone_table`].
///
/// `region`: two letters or `001` as octets of a number, the first lowest; 0 for none. `types`: a bit a type, 0 for all.
/// From `text_octets` to `octets` the input holds the allowed regions, three octets each. `flags`: 1 exact.
///
/// Bits of the answer: 1 no error, 2 findings, from bit 8 on the type's number plus one. Word 3: calling code or 0;
/// 4: region as above; 5–6: start and octets of the E.164 number in the answer's text.
#[wasm_bindgen]
pub fn check_phone(text_octets: u32, octets: u32, flags: u32, region: u32, types: u32) -> u32 {
    let Edge { input, records, phone, .. } = edge();
    let Some(table) = phone else { return 0 };
    let text = input.get(..text_octets as usize).unwrap_or_default();
    let mut allowed = [Region::WORLD; MAX_REGIONS];
    let mut count = 0;
    let codes = input.get(text_octets as usize..octets as usize).unwrap_or_default();
    for (place, code) in allowed.iter_mut().zip(codes.chunks_exact(3)) {
        let code = core::str::from_utf8(code).unwrap_or_default();
        if let Some(region) = Region::new(code.trim_end()) {
            *place = region;
            count += 1;
        }
    }
    let [first, second, third, _] = region.to_le_bytes();
    let region = match third {
        0 => core::str::from_utf8(&[first, second]).ok().and_then(Region::new),
        _ => core::str::from_utf8(&[first, second, third]).ok().and_then(Region::new),
    };
    let options = PhoneOptions {
        region,
        mode: if flags & 1 != 0 { PhoneMode::Exact } else { PhoneMode::Field },
        types: PhoneType::ALL
            .iter()
            .filter(|kind| types & 1 << **kind as u32 != 0)
            .fold(TypeSet::ALL, |set, kind| set.with(*kind)),
        regions: allowed.get(..count).unwrap_or_default(),
    };
    let check = check_phone_octets(text, &options, table);
    records.clear();
    records.set(3, check.calling_code.map_or(0, u32::from));
    records.set(4, check.region.map_or(0, packed));
    let mut answer = check.kind.map_or(0, |kind| (kind as u32 + 1) << 8);
    if let Some(number) = &check.value {
        answer |= OK;
        let number = number.as_str();
        let start = records.add_text(number);
        records.set(5, start);
        records.set(6, number.len() as u32);
    }
    if !check.findings.issues.is_empty() || !check.findings.warnings.is_empty() {
        answer |= FINDINGS;
        records.add_findings(&check.findings, &mut Utf16Counter::new(text));
    }
    records.finish();
    answer
}

/// More allowed regions than there are.
const MAX_REGIONS: usize = 256;

fn packed(region: Region) -> u32 {
    region.as_str().bytes().rev().fold(0, |packed, octet| packed << 8 | u32::from(octet))
}

/// Version of Google's metadata behind the numbering plans: major, minor and patch in words 3–5; false without plans.
#[wasm_bindgen]
pub fn phone_version() -> bool {
    let Edge { records, phone, .. } = edge();
    let Some(table) = phone else { return false };
    for (at, number) in (3..).zip(table.version()) {
        records.set(at, u32::from(number));
    }
    true
}

//! The phone checks: numbers in, numbers out.

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use alloc::vec::Vec;

use super::plans::packed;
use super::records::Records;
use super::rows::Rows;
use super::{Edge, FINDINGS, OK, edge};
use crate::phone::{
    E164, PhoneCheck, PhoneDepth, PhoneMode, PhoneOptions, PhoneTable, Region, TypeSet, check_unclean_octets,
    clean_phone_octets,
};
use crate::text::Utf16Counter;

// Bits of the answer beside `OK` and `FINDINGS`; `www/lib/checks/phone.ts` reads them.
const AS_WRITTEN: u32 = 4;
const TYPE_AT: u32 = 8;
const CALLING_CODE_AT: u32 = 16;

/// Words of a row's answer.
const ROW_WORDS: usize = 4;

/// Checks the first `text_octets` of the input as a phone number; 0 before
/// [`load_phone_table`](super::plans::load_phone_table).
///
/// `region`: its octets as a number, the first lowest; 0 for none. `types`: a bit a type, 0 for all. From `text_octets`
/// to `octets` the input holds the allowed regions, three octets each. `flags`: 1 exact.
///
/// Bits of the answer: 1 no error, 2 findings, 4 the text is the E.164 number, from bit 8 on the type's number plus one,
/// from bit 16 on the calling code. Word 3: region as above; 4–5: the E.164 number without its `+`, and the last eight
/// digits of it.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn check_phone(text_octets: u32, octets: u32, flags: u32, region: u32, types: u32) -> u32 {
    let Edge { input, records, phone, check, .. } = edge();
    let Some(table) = phone else { return 0 };
    let text = input.get(..text_octets as usize).unwrap_or_default();
    let allowed = allowed_regions(input, text_octets, octets);
    let options = PhoneOptions {
        region: unpacked(region),
        mode: mode(flags),
        types: TypeSet::from_bits(types as u16),
        regions: &allowed,
    };
    match clean_phone_octets(text, &options, table) {
        Some(check) => keep(records, answer(text, &check)),
        None => check_and_explain(text, &options, table, check, records),
    }
}

/// Every other check: out of line, so that the first check of a good number has less to compile.
#[cold]
#[inline(never)]
fn check_and_explain(
    text: &[u8],
    options: &PhoneOptions,
    table: &PhoneTable,
    check: &mut PhoneCheck,
    records: &mut Records,
) -> u32 {
    check_unclean_octets(PhoneDepth::Reasons, text, options, table, check);
    let answer = keep(records, answer(text, check));
    if answer & FINDINGS != 0 {
        records.clear();
        records.add_findings(&check.findings, &mut Utf16Counter::new(text));
        records.finish();
    }
    check.clear();
    answer
}

/// Puts what follows the answer into words 3–5.
fn keep(records: &mut Records, [answer, words @ ..]: [u32; ROW_WORDS]) -> u32 {
    for (at, word) in (3..).zip(words) {
        records.set(at, word);
    }
    answer
}

/// Checks the rows in the first `rows_octets` of the input as [`check_phone`] does; gives their number.
///
/// Four words a row in [`rows`](super::rows::rows): the answer and words 3–5 of [`check_phone`]; zeros without a text.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(all(presend_bare, not(presend_room = "list")), unsafe(no_mangle))]
pub extern "C" fn check_phones(rows_octets: u32, octets: u32, flags: u32, region: u32, types: u32) -> u32 {
    let Edge { input, rows, phone, check, .. } = edge();
    let Some(table) = phone else { return 0 };
    let allowed = allowed_regions(input, rows_octets, octets);
    let options = PhoneOptions {
        region: unpacked(region),
        mode: mode(flags),
        types: TypeSet::from_bits(types as u16),
        regions: &allowed,
    };
    rows.clear();
    for text in Rows(input.get(..rows_octets as usize).unwrap_or_default()) {
        let words = match text {
            None => [0; ROW_WORDS],
            Some(text) => match clean_phone_octets(text, &options, table) {
                Some(check) => answer(text, &check),
                None => {
                    check_unclean_octets(PhoneDepth::Verdict, text, &options, table, check);
                    let words = answer(text, check);
                    check.clear();
                    words
                }
            },
        };
        rows.extend_from_slice(&words);
    }
    (rows.len() / ROW_WORDS) as u32
}

#[inline]
fn answer(text: &[u8], check: &PhoneCheck) -> [u32; ROW_WORDS] {
    let number = check.value.as_ref().map_or(0, E164::as_number);
    let is_as_written = check.value.as_ref().is_some_and(|value| value.as_octets() == text);
    let has_findings = number == 0 || !check.findings.warnings.is_empty();
    let answer = if number != 0 { OK } else { 0 }
        | if has_findings { FINDINGS } else { 0 }
        | if is_as_written { AS_WRITTEN } else { 0 }
        | check.kind.map_or(0, |kind| kind as u32 + 1) << TYPE_AT
        | check.calling_code.map_or(0, u32::from) << CALLING_CODE_AT;
    let region = check.region.map_or(0, packed);
    [answer, region, (number / 100_000_000) as u32, (number % 100_000_000) as u32]
}

pub(super) const fn mode(flags: u32) -> PhoneMode {
    if flags & 1 != 0 { PhoneMode::Exact } else { PhoneMode::Field }
}

#[inline]
pub(super) fn unpacked(region: u32) -> Option<Region> {
    if region == 0 {
        return None;
    }
    let octets = region.to_le_bytes();
    core::str::from_utf8(&octets).ok().and_then(|code| Region::new(code.trim_end_matches('\0')))
}

/// The allowed regions that follow a text in the input.
#[inline]
pub(super) fn allowed_regions(input: &[u8], start: u32, end: u32) -> Vec<Region> {
    if start == end { Vec::new() } else { read_regions(input.get(start as usize..end as usize).unwrap_or_default()) }
}

#[cold]
#[inline(never)]
fn read_regions(codes: &[u8]) -> Vec<Region> {
    let mut regions = Vec::new();
    for code in codes.chunks_exact(3) {
        let code = core::str::from_utf8(code).unwrap_or_default();
        regions.extend(Region::new(code.trim_end_matches(' ')));
    }
    regions
}

/// Version of Google's metadata behind the numbering plans: major, minor and patch in words 3–5; false without plans.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(all(presend_bare, not(presend_room = "list")), unsafe(no_mangle))]
pub extern "C" fn phone_version() -> bool {
    let Edge { records, phone, .. } = edge();
    let Some(table) = phone else { return false };
    for (at, number) in (3..).zip(table.version()) {
        records.set(at, u32::from(number));
    }
    true
}

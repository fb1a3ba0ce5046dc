//! Checks of a single value: numbers in, numbers out.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Edge, edge};
use crate::email::{EmailAids, EmailMode, EmailOptions, IdnaAnswer, Normalised, ProviderDomains, check_email_octets};
use crate::phone::{PhoneMode, PhoneOptions, PhoneTable, PhoneType, Region, TypeSet, check_phone_octets};
use crate::text::{TextOptions, Unit, Utf16Counter, check_text_octets, measure};

// Bits of the answers; `www/lib/checks/email.ts` and `phone.ts` read them.
const OK: u32 = 1;
const FINDINGS: u32 = 2;
const CHANGED: u32 = 4;
const NAME: u32 = 8;
const UNICODE: u32 = 16;
const NEEDS_IDNA: u32 = 32;

/// Checks the first `octets` of the input as a mailbox.
///
/// Words 3–6: spans of local-part and domain. 7–8, 9–10, 11–12, 13–14: start and octets, in the answer's text, of the
/// value, the display name, the domain in Unicode and the domain that needs IDNA, each where its bit is set.
#[wasm_bindgen]
pub fn check_email(octets: u32, flags: u32) -> u32 {
    email(edge(), octets, flags, None)
}

/// The second step: the input is the text and, from `text_octets` on, the platform's answer.
#[wasm_bindgen]
pub fn check_email_idna(text_octets: u32, octets: u32, flags: u32, answered: bool) -> u32 {
    let edge = edge();
    let answer = edge.input.get(text_octets as usize..octets as usize).unwrap_or_default().to_vec();
    let answer = match core::str::from_utf8(&answer) {
        Ok(ascii) if answered => IdnaAnswer::Ascii(ascii),
        _ => IdnaAnswer::Refused,
    };
    email(edge, text_octets, flags, Some(answer))
}

/// Takes the list of well-known mail domains in the first `octets` of the input.
#[wasm_bindgen]
pub fn load_providers(octets: u32) {
    let edge = edge();
    let list = alloc::string::String::from_utf8_lossy(edge.text(octets)).into_owned();
    // Kept for as long as the instance lives; the page hands it over once.
    edge.providers = Some(ProviderDomains::new(list.leak()));
}

fn email(edge: &mut Edge, octets: u32, flags: u32, idna: Option<IdnaAnswer<'_>>) -> u32 {
    let Edge { input, records, providers, .. } = edge;
    let text = input.get(..octets as usize).unwrap_or_default();
    let options = EmailOptions {
        mode: if flags & 1 != 0 { EmailMode::Strict } else { EmailMode::Practical },
        smtputf8: flags & 2 != 0,
        name_addr: flags & 4 != 0,
        dotless_domain: flags & 8 != 0,
        address_literal: flags & 16 != 0,
        quoted_local_part: flags & 32 != 0,
        // The page has capped the text, in its own unit.
        max_octets: u32::MAX,
    };
    let check = check_email_octets(text, &options, &EmailAids { idna, providers: providers.as_ref() });
    records.clear();
    let mut counter = Utf16Counter::new(text);
    records.set_span(3, check.local_part, &mut counter);
    records.set_span(5, check.domain, &mut counter);
    let mut answer = 0;
    let changed = match &check.value {
        Normalised::Changed(value) => Some(value.as_str()),
        Normalised::AsGiven => None,
    };
    let texts = [
        (CHANGED, 7, changed),
        (NAME, 9, check.name.as_deref()),
        (UNICODE, 11, check.unicode_domain.as_deref()),
        (NEEDS_IDNA, 13, check.needs_idna.as_deref()),
    ];
    for (bit, at, text) in texts {
        let Some(text) = text else { continue };
        answer |= bit;
        let start = records.add_text(text);
        records.set(at, start);
        records.set(at + 1, text.len() as u32);
    }
    if check.findings.is_ok() {
        answer |= OK;
    }
    if !check.findings.issues.is_empty() || !check.findings.warnings.is_empty() {
        answer |= FINDINGS;
        records.add_findings(&check.findings, &mut counter);
    }
    records.finish();
    answer
}

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

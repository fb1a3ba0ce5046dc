//! Checks of a single value: numbers in, numbers out.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Edge, edge};
use crate::email::{EmailAids, EmailMode, EmailOptions, IdnaAnswer, Normalised, check_email_octets};
use crate::text::{TextOptions, Unit, Utf16Counter, check_text_octets, measure};

// Bits of the answer of an e-mail check; `www/lib/checks/email.ts` reads them.
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

fn email(edge: &mut Edge, octets: u32, flags: u32, idna: Option<IdnaAnswer<'_>>) -> u32 {
    let Edge { input, records, .. } = edge;
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
    let check = check_email_octets(text, &options, &EmailAids { idna, providers: None });
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
    let found = check_text_octets(text, &TextOptions { max: (max != u32::MAX).then_some(max), unit }).findings;
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

//! The e-mail check: numbers in, numbers out.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Edge, FINDINGS, OK, edge};
use crate::email::{EmailAids, EmailMode, EmailOptions, IdnaAnswer, Normalised, ProviderDomains, check_email_octets};
use crate::text::Utf16Counter;

// Bits of the answer beside `OK` and `FINDINGS`; `www/lib/checks/email.ts` reads them.
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

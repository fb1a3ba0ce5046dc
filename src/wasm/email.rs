//! The e-mail checks: numbers in, numbers out.

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::rows::Rows;
use super::{Edge, FINDINGS, OK, edge};
use crate::email::{
    EmailAids, EmailMode, EmailOptions, IdnaAnswer, Normalised, ProviderDomains, SameMailbox, check_unusual,
    for_each_mailbox, plain_mailbox, same_mailbox,
};
use crate::issue::{Findings, Kind};
use crate::text::Utf16Counter;

// Bits of the answer beside `OK` and `FINDINGS`; `www/lib/checks/email.ts` reads them.
const CHANGED: u32 = 4;
const NAME: u32 = 8;
const UNICODE: u32 = 16;
const NEEDS_IDNA: u32 = 32;

/// Checks the first `octets` of the input as a mailbox.
///
/// The answer to a mailbox of the usual kind is `OK` and, from bit 8 on, the place of its `@`; there are words for its
/// findings alone, if there are any. Otherwise words 3–6: spans of local-part and domain. 7–8, 9–10, 11–12, 13–14: start and octets, in the answer's text, of the
/// value, the display name, the domain in Unicode and the domain that needs IDNA, each where its bit is set.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn check_email(octets: u32, flags: u32) -> u32 {
    let edge = edge();
    let options = options_of(flags);
    match plain_mailbox(edge.text(octets), &options, edge.providers.as_ref()) {
        Some(plain) => {
            let answer = OK | (plain.at as u32) << 8;
            let Some(warning) = plain.warning(octets as usize) else { return answer };
            edge.records.clear();
            edge.records.add_issue(
                &warning,
                &mut Utf16Counter::of_short(edge.input.get(..octets as usize).unwrap_or_default()),
            );
            edge.records.finish();
            answer | FINDINGS
        }
        None => email(edge, octets, &options, None),
    }
}

/// Checks the rows in the first `octets` of the input; gives their number.
///
/// A word a row in [`rows`](super::rows::rows): the bits of [`check_email`] and, from bit 16 on, the number of the first
/// finding's kind, an error's if there is one; 0 without a text. A row that needs IDNA is to be checked on its own.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(all(presend_bare, not(presend_room = "list")), unsafe(no_mangle))]
pub extern "C" fn check_emails(octets: u32, flags: u32) -> u32 {
    let Edge { input, rows, providers, spare, .. } = edge();
    let options = options_of(flags);
    let aids = EmailAids { idna: None, providers: providers.as_ref() };
    rows.clear();
    for text in Rows(input.get(..octets as usize).unwrap_or_default()) {
        rows.push(text.map_or(0, |text| match plain_mailbox(text, &options, aids.providers) {
            Some(plain) if plain.is_reserved => OK | FINDINGS | RESERVED << 16,
            Some(_) => OK,
            None => row_answer(text, &options, &aids, spare),
        }));
    }
    rows.len() as u32
}

const RESERVED: u32 = Kind::EmailDomainReserved.index() as u32;

#[inline(never)]
fn row_answer(text: &[u8], options: &EmailOptions, aids: &EmailAids<'_>, spare: &mut Findings) -> u32 {
    let check = check_unusual(text, options, aids, core::mem::take(spare));
    let findings = &check.findings;
    let first = findings.issues.first().or(findings.warnings.first());
    let bit = |is_set: bool, bit: u32| if is_set { bit } else { 0 };
    let answer = bit(findings.is_ok(), OK)
        | bit(matches!(check.value, Normalised::Changed(_)), CHANGED)
        | bit(check.needs_idna.is_some(), NEEDS_IDNA)
        | first.map_or(0, |issue| FINDINGS | ((issue.kind.index() as u32) << 16));
    keep(spare, check.findings);
    answer
}

/// The room that findings took, for the next check: most of the time of a short one goes into asking for memory.
fn keep(spare: &mut Findings, mut findings: Findings) {
    findings.clear();
    // What a hostile text took is given back.
    if findings.issues.capacity() + findings.warnings.capacity() <= MAX_SPARE {
        *spare = findings;
    }
}

/// Findings that room is kept for.
const MAX_SPARE: usize = 32;

/// Takes the first `octets` of the input apart. Gives how many mailboxes there are: two words each in
/// [`rows`](super::rows::rows), start and end in UTF-16 units.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(all(presend_bare, not(presend_room = "list")), unsafe(no_mangle))]
pub extern "C" fn parse_mailboxes(octets: u32) -> u32 {
    let Edge { input, rows, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let mut counter = Utf16Counter::new(text);
    rows.clear();
    for_each_mailbox(text, &mut |span, _| {
        let span = counter.span(span);
        rows.push(span.start as u32);
        rows.push(span.end as u32);
    });
    rows.len() as u32 / 2
}

/// Whether the mailbox in the first `one` octets of the input and the one behind it, up to `octets`, are the same.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(all(presend_bare, not(presend_room = "list")), unsafe(no_mangle))]
pub extern "C" fn are_same_mailbox(one: u32, octets: u32, provider_rules: bool) -> bool {
    let Some((one, other)) = edge().text(octets).split_at_checked(one as usize) else { return false };
    let rules = if provider_rules { SameMailbox::ProviderRules } else { SameMailbox::Standard };
    match (core::str::from_utf8(one), core::str::from_utf8(other)) {
        (Ok(one), Ok(other)) => same_mailbox(one, other, rules),
        _ => false,
    }
}

/// The second step: the input is the text and, from `text_octets` on, the platform's answer.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn check_email_idna(text_octets: u32, octets: u32, flags: u32, answered: bool) -> u32 {
    let edge = edge();
    let answer = edge.input.get(text_octets as usize..octets as usize).unwrap_or_default().to_vec();
    let answer = match core::str::from_utf8(&answer) {
        Ok(ascii) if answered => IdnaAnswer::Ascii(ascii),
        _ => IdnaAnswer::Refused,
    };
    email(edge, text_octets, &options_of(flags), Some(answer))
}

/// Takes the list of well-known mail domains in the first `octets` of the input.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn load_providers(octets: u32) {
    let edge = edge();
    // Kept for as long as the instance lives; the page hands it over once.
    edge.providers = Some(ProviderDomains::from_octets(edge.text(octets).to_vec().leak()));
}

pub(super) fn options_of(flags: u32) -> EmailOptions {
    EmailOptions {
        mode: if flags & 1 != 0 { EmailMode::Strict } else { EmailMode::Practical },
        smtputf8: flags & 2 != 0,
        name_addr: flags & 4 != 0,
        dotless_domain: flags & 8 != 0,
        address_literal: flags & 16 != 0,
        quoted_local_part: flags & 32 != 0,
        // The page has capped the text, in its own unit.
        max_octets: u32::MAX,
    }
}

#[inline(never)]
fn email(edge: &mut Edge, octets: u32, options: &EmailOptions, idna: Option<IdnaAnswer<'_>>) -> u32 {
    let Edge { input, records, providers, spare, .. } = edge;
    let text = input.get(..octets as usize).unwrap_or_default();
    let check =
        check_unusual(text, options, &EmailAids { idna, providers: providers.as_ref() }, core::mem::take(spare));
    records.clear();
    let mut counter = Utf16Counter::of_short(text);
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
    keep(spare, check.findings);
    answer
}

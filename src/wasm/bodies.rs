//! Checks of structured values: text in, objects out.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Edge, edge, to_js};
use crate::issue::{Findings, Issue};
use crate::json::{JsonOptions, LineIndex, check_json_octets};
use crate::request::{AssumedRules, Context, PositionUnit, Profile, RequestCheck, check_request as check_body};
use crate::text::spans_to_utf16;

/// Findings as the page has them.
#[derive(Serialize)]
pub(super) struct Found<'a> {
    pub(super) issues: &'a [Issue],
    pub(super) warnings: &'a [Issue],
}

/// True when the first `octets` of the input are JSON and there is nothing to say about them.
#[wasm_bindgen]
pub fn check_json(octets: u32, max_depth: u32) -> bool {
    let check = check_json_octets(edge().text(octets), &JsonOptions { max_depth });
    check.findings.issues.is_empty() && check.findings.warnings.is_empty()
}

/// What there is to say: `{ issues, warnings }`. Positions stay octets where the page gave octets (`in_octets`).
#[wasm_bindgen]
pub fn json_report(octets: u32, max_depth: u32, in_octets: bool) -> JsValue {
    let text = edge().text(octets);
    let mut found = check_json_octets(text, &JsonOptions { max_depth }).findings;
    if !in_octets {
        let lines = LineIndex::new(text);
        for list in [&mut found.issues, &mut found.warnings] {
            lines.sources_to_utf16(text, list);
            spans_to_utf16(text, list);
        }
    }
    to_js(&Found { issues: &found.issues, warnings: &found.warnings })
}

/// Keeps the first `octets` of the input as the account's snapshot or a template's values, until the next call.
#[wasm_bindgen]
pub fn keep_context(octets: u32) {
    let Edge { input, context, .. } = edge();
    // Anew, so that a large snapshot is not kept for ever.
    *context = input.get(..octets as usize).unwrap_or_default().to_vec();
}

/// Keeps answers of the platform's IDNA for the next request check: lines of domain and answer (empty: refused).
#[wasm_bindgen]
pub fn keep_idna(octets: u32) {
    let edge = edge();
    let text = String::from_utf8_lossy(edge.text(octets)).to_string();
    let mut lines = text.lines();
    let mut answers = Vec::new();
    while let (Some(domain), Some(answer)) = (lines.next(), lines.next()) {
        answers.push((domain.to_string(), (!answer.is_empty()).then(|| answer.to_string())));
    }
    edge.idna = answers;
}

/// Compiles the profile in the first `octets` of the input: a handle, or `{ pointer, expected }` of the wrong rule.
#[wasm_bindgen]
pub fn load_profile(octets: u32) -> JsValue {
    #[derive(Serialize)]
    struct Wrong<'a> {
        pointer: &'a str,
        expected: &'a str,
    }
    let edge = edge();
    match Profile::from_json(edge.text(octets)) {
        Ok(profile) => {
            edge.profiles.push(profile);
            JsValue::from(edge.profiles.len() as u32 - 1)
        }
        Err(error) => to_js(&Wrong { pointer: &error.pointer, expected: error.expected }),
    }
}

/// Parts of the account in the order of the bits of the answer; `www/lib/checks/request.ts` has the same list.
const PARTS: [&str; 7] =
    ["verifiedDomains", "templates", "apiKey", "subscription", "usage", "suppressions", "rateLimits"];

/// Checks the first `octets` of the input as the body of an operation.
///
/// `flags`: 0 warn, 1 block, 2 ignore assumed rules; 4: the page has no text of the body, so that places in it are of no
/// use; 8: it has octets, so that places in it count octets. `now_ms` may be NaN. Answer: bit 0 no error, bit 1 findings to fetch, bit 2 domains need IDNA, from bit 8 on the
/// parts of the account that nobody described.
#[wasm_bindgen]
pub fn check_request(profile: u32, operation: u32, octets: u32, flags: u32, now_ms: f64) -> u32 {
    let Edge { input, context, idna, profiles, providers, request, .. } = edge();
    let body = input.get(..octets as usize).unwrap_or_default();
    let Some(profile) = profiles.get(profile as usize) else { return 0 };
    let check = RequestCheck {
        context: &Context::from_json(context).unwrap_or_else(Context::empty),
        now_ms: (!now_ms.is_nan()).then_some(now_ms),
        assumed_rules: match flags & 3 {
            1 => AssumedRules::Block,
            2 => AssumedRules::Ignore,
            _ => AssumedRules::Warn,
        },
        position_unit: PositionUnit::Utf16Units,
        source_unit: if flags & 8 != 0 { PositionUnit::Octets } else { PositionUnit::Utf16Units },
        providers: providers.as_ref(),
        idna,
    };
    *request = check_body(profile, operation as usize, body, &check);
    let Findings { issues, warnings } = &mut request.findings;
    if flags & 4 != 0 {
        issues.iter_mut().chain(warnings.iter_mut()).for_each(|issue| issue.source = None);
    }
    let parts = PARTS.iter().enumerate().filter(|(_, part)| request.not_checked.contains(part));
    u32::from(issues.is_empty())
        | u32::from(!issues.is_empty() || !warnings.is_empty()) << 1
        | u32::from(!request.needs_idna.is_empty()) << 2
        | parts.map(|(bit, _)| 256 << bit).sum::<u32>()
}

/// The domains that need IDNA.
#[wasm_bindgen]
pub fn request_idna() -> JsValue {
    to_js(&edge().request.needs_idna)
}

/// The findings of the last request: `{ issues, warnings }`.
#[wasm_bindgen]
pub fn request_report() -> JsValue {
    let Findings { issues, warnings } = core::mem::take(&mut edge().request.findings);
    to_js(&Found { issues: &issues, warnings: &warnings })
}

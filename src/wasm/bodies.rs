//! Checks of structured values: text in, objects out.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Edge, Found, edge, to_js};
use crate::issue::Findings;
use crate::request::{
    AssumedRules, Context, Headers, Part, PositionUnit, Profile, RequestCheck, ShapeError, check_request as check_body,
};

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

/// The place of a slip in a profile or a snapshot: `{ pointer, expected }`.
#[cold]
#[inline(never)]
fn wrong(error: &ShapeError) -> JsValue {
    #[derive(Serialize)]
    struct Wrong<'a> {
        pointer: &'a str,
        expected: &'a str,
    }
    to_js(&Wrong { pointer: &error.pointer, expected: error.expected })
}

/// Compiles the profile in the first `octets` of the input: a handle, or what is wrong with it.
#[wasm_bindgen]
pub fn load_profile(octets: u32) -> JsValue {
    let edge = edge();
    match Profile::from_json(edge.text(octets)) {
        Ok(profile) => {
            edge.profiles.push(profile);
            JsValue::from(edge.profiles.len() as u32 - 1)
        }
        Err(error) => wrong(&error),
    }
}

/// A place for a snapshot of which nothing is known yet: its handle.
#[wasm_bindgen]
pub fn new_context() -> u32 {
    let contexts = &mut edge().contexts;
    match contexts.iter_mut().enumerate().find(|(_, context)| context.is_none()) {
        Some((free, place)) => {
            *place = Some(Context::empty());
            free as u32
        }
        None => {
            contexts.push(Some(Context::empty()));
            contexts.len() as u32 - 1
        }
    }
}

/// Takes the parts in the first `octets` of the input: `undefined`, or what is wrong with them.
#[wasm_bindgen]
pub fn update_context(handle: u32, octets: u32) -> JsValue {
    let Edge { input, contexts, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let Some(Some(context)) = contexts.get_mut(handle as usize) else { return JsValue::UNDEFINED };
    context.update(text).map_or_else(|error| wrong(&error), |()| JsValue::UNDEFINED)
}

/// Takes the first `octets` of the input as a filter of suppressed (or, `dnd`, do-not-disturb) recipients.
#[wasm_bindgen]
pub fn set_filter(handle: u32, octets: u32, dnd: bool) -> bool {
    let Edge { input, contexts, .. } = edge();
    let filter = input.get(..octets as usize).unwrap_or_default();
    let Some(Some(context)) = contexts.get_mut(handle as usize) else { return false };
    context.set_filter(if dnd { Part::Dnd } else { Part::Suppressions }, filter)
}

/// Gives a snapshot's memory back.
#[wasm_bindgen]
pub fn free_context(handle: u32) {
    if let Some(context) = edge().contexts.get_mut(handle as usize) {
        *context = None;
    }
}

/// The next request's headers: lines of `Authorization`, `Content-Type`, `X-Idempotency-Key`, each begun by `+`, or empty
/// where it is absent.
#[wasm_bindgen]
pub fn keep_headers(octets: u32) {
    let edge = edge();
    edge.headers = edge.text(octets).to_vec();
}

/// Checks the first `octets` of the input as the body of an operation, against snapshot `context` (`u32::MAX`: none).
///
/// `flags`: 0 warn, 1 block, 2 ignore assumed rules; 4: the page has no text of the body, so that places in it are of no
/// use; 8: it has octets, so that places in it count octets; 16: the request goes straight to the API. `now_ms` may be
/// NaN. Answer: bit 0 no error, bit 1 findings to fetch, bit 2 domains need IDNA, from bit 8 on the parts of the account
/// that nobody described.
#[wasm_bindgen]
pub fn check_request(profile: u32, operation: u32, context: u32, octets: u32, flags: u32, now_ms: f64) -> u32 {
    let Edge { input, idna, profiles, contexts, headers, phone, providers, request, .. } = edge();
    let body = input.get(..octets as usize).unwrap_or_default();
    let Some(profile) = profiles.get(profile as usize) else { return 0 };
    let unknown = Context::empty();
    let mut lines = headers.split(|octet| *octet == b'\n').map(|line| line.strip_prefix(b"+"));
    let mut header = || lines.next().flatten();
    let check = RequestCheck {
        context: contexts.get(context as usize).and_then(Option::as_ref).unwrap_or(&unknown),
        headers: Headers {
            direct: flags & 16 != 0,
            authorization: header(),
            content_type: header(),
            idempotency_key: header(),
        },
        now_ms: (!now_ms.is_nan()).then_some(now_ms),
        assumed_rules: match flags & 3 {
            1 => AssumedRules::Block,
            2 => AssumedRules::Ignore,
            _ => AssumedRules::Warn,
        },
        position_unit: PositionUnit::Utf16Units,
        source_unit: if flags & 8 != 0 { PositionUnit::Octets } else { PositionUnit::Utf16Units },
        providers: providers.as_ref(),
        phone: phone.as_ref(),
        idna,
    };
    *request = check_body(profile, operation as usize, body, &check);
    let Findings { issues, warnings } = &mut request.findings;
    if flags & 4 != 0 {
        for issue in issues.iter_mut().chain(warnings.iter_mut()) {
            issue.source = None;
            issue.related_sources = Vec::new();
        }
    }
    u32::from(issues.is_empty())
        | u32::from(!issues.is_empty() || !warnings.is_empty()) << 1
        | u32::from(!request.needs_idna.is_empty()) << 2
        | request.not_checked << 8
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

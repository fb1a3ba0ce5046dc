//! Checks of structured values: text in, objects out.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Edge, Found, edge, to_js};
use crate::issue::{Findings, Issue, Span};
use crate::json::{JsonOptions, Value, check_json_octets};
use crate::request::{
    AssumedRules, Context, PositionUnit, Profile, RequestCheck, arguments, check_request as check_body, members,
};
use crate::template::{Given, Role, check_template_octets};
use crate::text::{Utf16Counter, spans_to_utf16};

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

/// Checks the first `octets` of the input as a template, against the kept values `{ variables, defaults,
/// templateDefaults }`; without them the tags alone. `{ issues, warnings, variables }`.
#[wasm_bindgen]
pub fn template_report(octets: u32) -> JsValue {
    #[derive(Serialize)]
    struct Place {
        span: Span,
        role: &'static str,
    }
    #[derive(Serialize)]
    struct Variable<'a> {
        name: &'a str,
        places: Vec<Place>,
        live: bool,
    }
    #[derive(Serialize)]
    struct Report<'a> {
        issues: &'a [Issue],
        warnings: &'a [Issue],
        variables: Vec<Variable<'a>>,
    }
    let Edge { input, context, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let values = check_json_octets(context, &JsonOptions::default()).document;
    let level = |name: &str| -> Vec<(Cow<'_, str>, Value<'_>)> {
        members(values.as_ref().and_then(|values| values.root().get(name)))
    };
    let (variables, defaults, template_defaults) = (level("variables"), level("defaults"), level("templateDefaults"));
    let (variables, defaults, template_defaults) =
        (arguments(&variables), arguments(&defaults), arguments(&template_defaults));
    let given = Given { variables: &variables, defaults: &defaults, template_defaults: &template_defaults };
    let mut check = check_template_octets(text, values.is_some().then_some(&given));
    for list in [&mut check.findings.issues, &mut check.findings.warnings] {
        let mut counter = Utf16Counter::new(text);
        for issue in list.iter_mut() {
            // A finding about a variable has no place in the template but those that it lists.
            for related in &mut issue.related {
                related.span = counter.span(related.span);
            }
        }
        spans_to_utf16(text, list);
    }
    let mut counter = Utf16Counter::new(text);
    let variables = check.variables.iter().map(|variable| Variable {
        name: &variable.name,
        places: variable
            .places
            .iter()
            .map(|place| Place {
                span: counter.span(place.span),
                role: if place.role == Role::Placeholder { "placeholder" } else { "condition" },
            })
            .collect(),
        live: variable.live,
    });
    let variables = variables.collect();
    to_js(&Report { issues: &check.findings.issues, warnings: &check.findings.warnings, variables })
}

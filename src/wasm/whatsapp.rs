//! WhatsApp: JSON in, objects out.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Edge, Found, edge, to_js};
use crate::issue::{Findings, Step};
use crate::json::{Value, parse_json_octets};
use crate::text::spans_to_utf16;
use crate::whatsapp::{check_whatsapp_message, check_whatsapp_template, session_window};

/// Checks the first `octets` of the input: a template's definition, or (`as_message`) a message against the kept definition.
/// `{ issues, warnings }`. Times that are not known are NaN.
#[wasm_bindgen]
pub fn whatsapp_report(octets: u32, as_message: bool, last_inbound_ms: f64, now_ms: f64) -> JsValue {
    let Edge { input, context, .. } = edge();
    let text = input.get(..octets as usize).unwrap_or_default();
    let Some(value) = parse_json_octets(text) else {
        return to_js(&Found { issues: &[], warnings: &[] });
    };
    let template = parse_json_octets(context);
    let Findings { mut issues, mut warnings } = if as_message {
        let known = !last_inbound_ms.is_nan() && !now_ms.is_nan();
        let window = known.then(|| session_window(last_inbound_ms, now_ms));
        check_whatsapp_message(value.root(), template.as_ref().map(|template| template.root()), window.as_ref())
    } else {
        check_whatsapp_template(value.root())
    };
    for list in [&mut issues, &mut warnings] {
        for issue in list.iter_mut() {
            if let Some(text) = at(value.root(), &issue.path).and_then(|value| value.string_octets()) {
                spans_to_utf16(&text, core::slice::from_mut(issue));
            }
        }
    }
    to_js(&Found { issues: &issues, warnings: &warnings })
}

/// The value at `path`.
fn at<'v>(root: Value<'v>, path: &[Step]) -> Option<Value<'v>> {
    path.iter().try_fold(root, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Index(index) => value.elements().nth(*index),
    })
}

/// What is left of the window that a message of `last_inbound_ms` opened, in milliseconds; below 0 what has passed since.
#[wasm_bindgen]
pub fn session_left(last_inbound_ms: f64, now_ms: f64) -> f64 {
    let window = session_window(last_inbound_ms, now_ms);
    window.remaining_ms - window.overdue_ms
}

//! The edge between the core and JavaScript: the only file that knows of both, and the only one with `unsafe`.
//!
//! # Scope
//!
//! Small checks cross as numbers: the page writes UTF-8 into [`input`], calls a check, and reads `u32` words back at
//! [`words`] (see [`records`] for their order). Structured results cross as objects through `serde-wasm-bindgen`.
//! Positions leave as UTF-16 code units. Nothing here calls back into JavaScript while the buffers are in use.
//!
//! Built as it is, the module has every room. `--cfg presend_email` (`_phone`, `_json`, `_sms`) leaves that room alone in
//! it, JSON and SMS with lengths of text: the code of `presend/email` and so on.

#![allow(missing_docs, unsafe_code, unreachable_pub)]

#[cfg(not(any(presend_email, presend_json, presend_phone, presend_sms)))]
pub mod answers;
#[cfg(not(any(presend_email, presend_json, presend_phone, presend_sms)))]
pub mod bodies;
#[cfg(not(any(presend_json, presend_phone, presend_sms)))]
pub mod email;
#[cfg(not(any(presend_email, presend_phone, presend_sms)))]
pub mod json;
#[cfg(not(any(presend_email, presend_json, presend_sms)))]
pub mod phone;
mod records;
#[cfg(not(any(presend_email, presend_json, presend_phone)))]
pub mod sms;
#[cfg(not(any(presend_email, presend_phone)))]
pub mod text;

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::UnsafeCell;

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::email::ProviderDomains;
use crate::issue::{Findings, Issue};
use crate::phone::PhoneTable;
use crate::request::{Profile, RequestReport};
use crate::sms::NationalTable;
use records::Records;

/// Allocates in constant time and costs 0.5 KB, where the standard library's allocator costs 8 KB (measured raw).
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

// Bits of the answer of a small check; each check has more of its own.
const OK: u32 = 1;
const FINDINGS: u32 = 2;

/// Everything that stays in the module between two calls.
struct Edge {
    /// What the page wrote last.
    input: Vec<u8>,
    /// What the last check answered.
    records: Records,
    /// The account's snapshot, or a template's values, as JSON.
    context: Vec<u8>,
    /// Answers of the platform's IDNA for the next request check.
    idna: Vec<(String, Option<String>)>,
    /// Compiled profiles; a handle is the position.
    profiles: Vec<Profile>,
    /// Well-known mail domains, once the page has handed them over.
    providers: Option<ProviderDomains<'static>>,
    /// National language tables, once the page has handed them over.
    national: Vec<NationalTable<'static>>,
    /// The numbering plans, once the page has handed them over.
    phone: Option<PhoneTable>,
    /// The last request's report, until it is fetched.
    request: RequestReport,
}

struct Global(UnsafeCell<Edge>);

// SAFETY: the module is built for one thread (no `atomics` target feature); workers have instances of their own.
unsafe impl Sync for Global {}

static EDGE: Global = Global(UnsafeCell::new(Edge {
    input: Vec::new(),
    records: Records::new(),
    context: Vec::new(),
    idna: Vec::new(),
    profiles: Vec::new(),
    providers: None,
    national: Vec::new(),
    phone: None,
    request: RequestReport { findings: Findings::new(), not_checked: Vec::new(), needs_idna: Vec::new() },
}));

impl Edge {
    /// The first `octets` of the input.
    fn text(&self, octets: u32) -> &[u8] {
        self.input.get(..octets as usize).unwrap_or_default()
    }
}

fn edge() -> &'static mut Edge {
    // SAFETY: one thread, and no export calls another or calls into JavaScript while it holds this reference.
    unsafe { &mut *EDGE.0.get() }
}

/// Makes room for `octets` of input and returns where to write them.
#[wasm_bindgen]
pub fn input(octets: u32) -> *const u8 {
    let input = &mut edge().input;
    if input.len() < octets as usize {
        input.resize(octets as usize, 0);
    }
    input.as_ptr()
}

/// Gives the memory of a large input back to the allocator; the next [`input`] starts anew.
#[wasm_bindgen]
pub fn release_input() {
    edge().input = Vec::new();
}

/// Where the words of the last answer lie; the place never changes.
#[wasm_bindgen]
pub fn words() -> *const u32 {
    edge().records.words()
}

/// Traps on purpose: in no published build, only in the one that proves that the next call works.
#[cfg(presend_trap)]
#[wasm_bindgen]
pub fn trap() {
    core::arch::wasm32::unreachable()
}

/// Findings as the page has them.
#[derive(Serialize)]
struct Found<'a> {
    issues: &'a [Issue],
    warnings: &'a [Issue],
}

/// A plain object: structs and maps become objects, `None` becomes `null`.
fn to_js(value: &impl Serialize) -> JsValue {
    // Serialising our own shapes cannot fail; `undefined` would be seen by every test.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

//! The edge between the core and JavaScript: the only file that knows of both, and the only one with `unsafe`.
//!
//! # Scope
//!
//! Small checks cross as numbers: the page writes UTF-8 into [`input`], calls a check, and reads `u32` words back at
//! [`words`] (see [`records`] for their order). Structured results cross as objects through `serde-wasm-bindgen`.
//! Positions leave as UTF-16 code units. Nothing here calls back into JavaScript while the buffers are in use.
//!
//! Built as it is, the module has every room. `--cfg presend_room --cfg presend_room="email"` (or another of the names
//! below) leaves that room alone in it: the code of `presend/email`; `"forms"` leaves the rooms that fields of a form ask,
//! and what explains answers: the code of `presend.forms.js`. Where only numbers cross, `--cfg presend_bare` leaves
//! out wasm-bindgen's glue and the standard library as well. Lists of recipients are in the room of that name alone, since
//! no check runs there; `--cfg presend_lists` adds them to the module with every room, as `presend/js` has them.

#![allow(missing_docs, unsafe_code, unreachable_pub)]

#[cfg(any(not(presend_room), presend_room = "answers", presend_room = "forms"))]
pub mod answers;
#[cfg(not(presend_room))]
pub mod bodies;
#[cfg(any(not(presend_room), presend_room = "dlt"))]
pub mod dlt;
#[cfg(any(not(presend_room), presend_room = "email", presend_room = "list", presend_room = "forms"))]
pub mod email;
#[cfg(any(not(presend_room), presend_room = "format", presend_room = "forms"))]
pub mod format;
#[cfg(any(not(presend_room), presend_room = "json", presend_room = "forms"))]
pub mod json;
#[cfg(any(presend_room = "list", presend_lists))]
pub mod list;
#[cfg(any(not(presend_room), presend_room = "phone", presend_room = "list", presend_room = "forms"))]
pub mod phone;
#[cfg(any(
    not(presend_room),
    presend_room = "format",
    presend_room = "phone",
    presend_room = "list",
    presend_room = "forms"
))]
pub mod plans;
mod records;
pub mod rows;
#[cfg(any(not(presend_room), presend_room = "sms", presend_room = "forms"))]
pub mod sms;
#[cfg(any(not(presend_room), presend_room = "template", presend_room = "forms"))]
pub mod template;
#[cfg(any(not(presend_room), presend_room = "text", presend_room = "forms"))]
pub mod text;
#[cfg(any(not(presend_room), presend_room = "whatsapp"))]
pub mod whatsapp;

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::UnsafeCell;

#[cfg(not(presend_bare))]
use serde::Serialize;
#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::dlt::DltIndex;
use crate::email::ProviderDomains;
use crate::issue::Findings;
#[cfg(not(presend_bare))]
use crate::issue::Issue;
use crate::phone::{FormatTable, PhoneCheck, PhoneTable};
#[cfg(not(presend_room))]
use crate::request::{Context, Profile, RequestReport};
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
    /// What the last check of a list answered, or where the pieces of a text are.
    rows: Vec<u32>,
    /// A template's values as JSON, or an answer's headers.
    #[cfg(not(presend_bare))]
    context: Vec<u8>,
    /// Answers of the platform's IDNA for the next request check.
    #[cfg(not(presend_room))]
    idna: Vec<(String, Option<String>)>,
    /// Compiled profiles; a handle is the position.
    #[cfg(not(presend_room))]
    profiles: Vec<Profile>,
    /// Compiled snapshots of the account; a handle is the position, `None` a free one.
    #[cfg(not(presend_room))]
    contexts: Vec<Option<Context>>,
    /// The next request's headers.
    #[cfg(not(presend_room))]
    headers: Vec<u8>,
    /// Well-known mail domains, once the page has handed them over.
    providers: Option<ProviderDomains<'static>>,
    /// Room for the findings of the next mailbox.
    spare: Findings,
    /// National language tables of SMS, once the page has handed them over.
    national: Vec<NationalTable<'static>>,
    /// The numbering plans, once the page has handed them over.
    phone: Option<PhoneTable>,
    /// What the last number needed to be explained, emptied.
    check: PhoneCheck,
    /// How numbers are written, once the page has handed that over.
    formats: Option<FormatTable>,
    /// Indexes of registered templates; a handle is the position.
    dlt: Vec<Option<DltIndex>>,
    /// The variables of the last template.
    variables: Vec<u32>,
    /// The list being read.
    #[cfg(any(presend_room = "list", presend_lists))]
    list: Option<crate::list::ListPass>,
    /// The last request's report, until it is fetched.
    #[cfg(not(presend_room))]
    request: RequestReport,
}

struct Global(UnsafeCell<Edge>);

// SAFETY: the module is built for one thread (no `atomics` target feature); workers have instances of their own.
unsafe impl Sync for Global {}

static EDGE: Global = Global(UnsafeCell::new(Edge {
    input: Vec::new(),
    records: Records::new(),
    rows: Vec::new(),
    #[cfg(not(presend_bare))]
    context: Vec::new(),
    #[cfg(not(presend_room))]
    idna: Vec::new(),
    #[cfg(not(presend_room))]
    profiles: Vec::new(),
    #[cfg(not(presend_room))]
    contexts: Vec::new(),
    #[cfg(not(presend_room))]
    headers: Vec::new(),
    providers: None,
    spare: Findings::new(),
    national: Vec::new(),
    phone: None,
    check: PhoneCheck::new(),
    formats: None,
    dlt: Vec::new(),
    #[cfg(not(presend_room))]
    request: RequestReport { findings: Findings::new(), not_checked: 0, needs_idna: Vec::new() },
    variables: Vec::new(),
    #[cfg(any(presend_room = "list", presend_lists))]
    list: None,
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
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn input(octets: u32) -> *const u8 {
    let input = &mut edge().input;
    if input.len() < octets as usize {
        input.resize(octets as usize, 0);
    }
    input.as_ptr()
}

/// Gives the memory of a large input back to the allocator; the next [`input`] starts anew.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn release_input() {
    edge().input = Vec::new();
}

/// Keeps the first `octets` of the input as a template's values or an answer's headers, until the next call.
#[cfg(not(presend_bare))]
#[wasm_bindgen]
pub fn keep_context(octets: u32) {
    let Edge { input, context, .. } = edge();
    // Anew, so that a large one is not kept for ever.
    *context = input.get(..octets as usize).unwrap_or_default().to_vec();
}

/// Where the words of the last answer lie; the place never changes.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn words() -> *const u32 {
    edge().records.words()
}

/// Traps on purpose: in no published build, only in the one that proves that the next call works.
#[cfg(presend_trap)]
#[wasm_bindgen]
pub fn trap() {
    core::arch::wasm32::unreachable()
}

/// A panic of the core's own would be a trap all the same; no input reaches one.
#[cfg(presend_bare)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// Findings as the page has them.
#[cfg(not(presend_bare))]
#[derive(Serialize)]
struct Found<'a> {
    issues: &'a [Issue],
    warnings: &'a [Issue],
}

/// A plain object: structs and maps become objects, `None` becomes `null`.
#[cfg(not(presend_bare))]
fn to_js(value: &impl Serialize) -> JsValue {
    // Serialising our own shapes cannot fail; `undefined` would be seen by every test.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

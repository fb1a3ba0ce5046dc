//! Checks a messaging request or a form field before it is sent, and says what the API would have answered.
//!
//! # Scope
//!
//! Every check takes text and gives back findings in the vocabulary of the API's 32 error codes: which rule, which
//! octets, which numbers, and the edit that mends it. The crate knows nothing of JavaScript outside `wasm`, keeps no
//! state, reads no clock and never panics on input. Building sentences is the work of the layer above.

// A module with one room alone leaves most of the crate unused.
#![cfg_attr(any(presend_email, presend_json, presend_phone, presend_sms), allow(dead_code, unused_imports))]

extern crate alloc;

pub mod catalog;
pub mod email;
pub mod issue;
pub mod json;
pub mod phone;
pub mod request;
pub mod retry;
pub mod sms;
pub mod template;
pub mod text;

#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod wasm;

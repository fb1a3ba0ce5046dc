//! Checks a messaging request or a form field before it is sent, and says what the API would have answered.
//!
//! # Scope
//!
//! Every check takes text and gives back findings in the vocabulary of the API's 32 error codes: which rule, which
//! octets, which numbers, and the edit that mends it. The crate knows nothing of JavaScript outside `wasm`, keeps no
//! state, reads no clock and never panics on input. Building sentences is the work of the layer above.

// A module with one room alone leaves most of the crate unused, a bare one the standard library's ways to print too.
#![cfg_attr(presend_room, allow(dead_code, unused_imports))]
#![cfg_attr(presend_bare, no_std)]

extern crate alloc;

pub mod catalog;
pub mod dlt;
pub mod email;
mod filter;
pub mod issue;
pub mod json;
pub mod list;
pub mod phone;
pub mod request;
pub mod retry;
pub mod sms;
pub mod template;
pub mod text;
pub mod whatsapp;

#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod wasm;

//! Integration tests: one binary, one module a room.
#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod email;
mod json;
mod phone;
mod retry;
mod template;
mod vocabulary;
mod sms;
mod text;

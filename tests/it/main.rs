//! Integration tests: one binary, one module a room.
#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod json;
mod sms;
mod text;

//! Integration tests: one binary, one module a room.
#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod dlt;
mod email;
mod json;
mod list;
mod phone;
mod request;
mod request_fuzz;
mod retry;
mod sms;
mod template;
mod template_fuzz;
mod text;
mod vocabulary;
mod whatsapp;

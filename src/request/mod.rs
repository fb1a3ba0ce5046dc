//! A whole request against what the provider documents and what is known about the account.
//!
//! # Scope
//!
//! An operation is data in a [`Profile`]: fields, aliases, what is required, kinds, limits. A rule is `documented`,
//! `confirmed` or `assumed`; findings on the first two are errors, on the third warnings unless [`AssumedRules`] says
//! otherwise. The account is a snapshot ([`Context`]), each part optional; a part that is absent is listed in
//! [`RequestReport::not_checked`], never taken as fine. The body is JSON text: what is checked is what is sent.

mod check;
mod context;
mod field;
mod instant;
mod lookup;
mod profile;
mod report;
mod variables;

pub use check::{RequestCheck, check_request};
pub use context::Context;
#[cfg(target_arch = "wasm32")]
pub(crate) use lookup::members;
pub use profile::{Field, FieldKind, Operation, Profile, ProfileError, Rule};
pub use report::{AssumedRules, PositionUnit, RequestReport};
#[cfg(target_arch = "wasm32")]
pub(crate) use variables::arguments;

//! A whole request against what the provider documents and what is known about the account.
//!
//! # Scope
//!
//! An operation is data in a [`Profile`]: fields, aliases, what is required, kinds, limits. A rule is `documented`,
//! `confirmed` or `assumed`; findings on the first two are errors, on the third warnings unless [`AssumedRules`] says
//! otherwise. The account is a snapshot ([`Context`]), each part optional; a part that is absent is listed in
//! [`RequestReport::not_checked`], never taken as fine. The body is JSON text: what is checked is what is sent.
//!
//! Not checked: what only the provider knows (a revoked key, a carrier that is down), and attachments, of which nothing
//! is documented.

mod account;
mod channels;
mod check;
mod context;
mod field;
mod headers;
mod instant;
mod limits;
mod lookup;
mod place;
mod presence;
mod profile;
mod read_context;
mod read_profile;
mod recipients;
mod report;
mod text_set;
mod variables;

pub use check::{RequestCheck, check_request};
pub use context::{Context, Part};
pub use headers::Headers;
#[cfg(target_arch = "wasm32")]
pub(crate) use lookup::members;
pub use profile::{
    AccountRule, Field, FieldKind, FieldRule, Limit, OneOf, Operation, Profile, Role, Rule, RuleSet, Scope, Shape,
};
pub use read_profile::ShapeError;
pub use report::{AssumedRules, PositionUnit, RequestReport};
#[cfg(target_arch = "wasm32")]
pub(crate) use variables::arguments;

//! The provider's 32 error codes: status, group, cause, who can mend it, and when to try again.
//!
//! # Scope
//!
//! The table is the provider's public error reference in our own words. What a given answer means for the next attempt
//! (`Retry-After`, clocks, attempts) is [`crate::retry`]'s business.

mod codes;

pub use codes::{ApiCode, CodeInfo, Fixer, Foreseen, Group, Rule};

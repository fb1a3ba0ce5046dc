//! Lengths and characters of text that may come from anywhere.
//!
//! # Scope
//!
//! Checkers work on octets. Text from a Rust `&str` is UTF-8; text from JavaScript is UTF-8 in which half a surrogate
//! pair stands as its three-octet encoding (WTF-8), so that a checker can see it and say where. [`decode`] reads both.
//!
//! [`check_text`] compares a length with a limit in whichever unit the limit is in. Graphemes are not counted here: their
//! rules change with every Unicode version, and the platform knows its own.

mod check;
mod cut;
mod decode;
mod units;

pub use check::{TextCheck, TextOptions, Unit, check_text, check_text_octets};
pub(crate) use cut::before_placeholder;
pub use cut::cut_at;
pub use decode::{Decoded, decode};
pub use units::{Measure, Utf16Counter, measure, spans_to_utf16};
pub(crate) use units::{find, is_ascii};

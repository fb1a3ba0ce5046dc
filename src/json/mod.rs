//! JSON texts: well-formed or not, what exactly is wrong and where, and a tape to walk.
//!
//! # Scope
//!
//! RFC 8259 over octets of UTF-8 (§8.1), in one pass without recursion; a byte order mark, half surrogate pairs and
//! nesting beyond a limit are errors too, although the RFC leaves them to the parser. What is well-formed but will not
//! arrive as it was meant (RFC 7493, I-JSON: duplicate names, integers beyond 2⁵³ …) is a warning. Schemas are not this
//! room's business.
//!
//! ```
//! use presend::json::{JsonOptions, check_json};
//!
//! assert!(check_json(r#"{"to": "+919812345678"}"#, &JsonOptions::default()).findings.is_ok());
//! ```

mod check;
mod clean;
mod diagnose;
mod duplicates;
mod escape;
mod lines;
mod number;
mod path;
mod repair;
mod scan;
mod tape;
mod value;
mod warn;

pub use check::{JsonCheck, JsonOptions, check_json, check_json_octets, parse_json_octets};
pub use clean::{is_clean_json, is_clean_json_octets, is_json};
pub use escape::SourceMap;
pub use lines::LineIndex;
pub use repair::{Repaired, repair_json, repair_json_octets};
pub use scan::ValueKind;
pub use tape::Document;
pub use value::{Elements, Entries, Value};

//! India's DLT rule: a message must be of a template that is registered with the operators.
//!
//! # Scope
//!
//! TRAI's Telecom Commercial Communications Customer Preference Regulations, 2018 (TCCCPR) have operators compare
//! ("scrub") every commercial message with its registered template: fixed text, and variables written `{#var#}` or, since
//! TRAI's direction of 18 November 2025, with a type. The regulation leaves the details to the operators, and they differ:
//! every number and reading here is in [`DltPolicy`], with whose document says so, and findings that rest on one are marked
//! `assumed`.
//!
//! | rule | default | source | policy |
//! |---|---|---|---|
//! | text in place of `{#var#}` | 1 to 30 code points | AWS SNS India; `hasgeek/funnel` (Airtel) | `variable_max`: MSG91 and Jio take 40 |
//! | lengths of several variables | each for itself | most operators | `sharing`: side by side (MSG91), all together (`hasgeek/funnel`) |
//! | typed tags | held to their type | MSG91, Jio: `numeric` digits, `alphanumeric` up to 40, links, callback numbers and addresses without white space | `any_tag` |
//! | case | counts | DLT error 620 for headers | `ignore_case` |
//! | spaces, line breaks | count | Fast2SMS: every character counts; MSG91: they do not | `ignore_spaces` |
//! | ASCII punctuation | counts | the same; Airtel's list of exempted characters | `ignore_punctuation` |
//! | a template's length | 2,000 code points | `hasgeek/funnel`; operators' forms | – |
//! | variables of a template | 2 | TRAI, 18 November 2025 (3 with a reason) | warning |
//! | header | 6 letters; 6 digits for promotional messages | TCCCPR; Fast2SMS lets 3 to 5 letters through | warning for 3 to 5 |
//! | entity and template id | 19 digits | operators; 12 to 18 are old ones | warning for 12 to 18 |
//!
//! Whether a link or a callback number is itself registered is not known here. Characters are code points.
//!
//! ```
//! use presend::dlt::{DltIndex, DltPolicy};
//!
//! let mut index = DltIndex::new(&["प्रिय {#var#}, आपका ऑर्डर भेज दिया गया है। -ACME"], DltPolicy::default());
//! assert_eq!(index.match_text("प्रिय आशा, आपका ऑर्डर भेज दिया गया है। -ACME").template, Some(0));
//! ```

mod align;
mod bits;
mod explain;
mod grams;
mod header;
mod index;
mod lint;
mod matcher;
mod message;
mod policy;
mod tag;

pub use header::{check_dlt_header, check_dlt_header_octets, check_dlt_id, check_dlt_id_octets};
pub use index::{DltIndex, DltMatch, MAX_MESSAGE};
pub use lint::{LEAST_FIXED_PERCENT, MAX_TEMPLATE, MAX_VARIABLES, check_dlt_template, check_dlt_template_octets};
pub use policy::{DltPolicy, DltTag, Sharing};

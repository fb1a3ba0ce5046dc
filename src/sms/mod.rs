//! SMS: how many segments a text is sent in, which characters make it dear, and what to write in their place.
//!
//! # Scope
//!
//! 3GPP TS 23.038 (GSM 7-bit default alphabet, its extension, national language tables) and TS 23.040 §9.2.3.24 (what
//! the header of a segment takes away); UCS-2 as networks use it, UTF-16 with surrogate pairs kept whole. National
//! tables are used only where the caller names them, since most senders have them off. Eight-bit data is not covered.
//!
//! ```
//! use presend::sms::{Encoding, measure_sms};
//!
//! let plain = measure_sms("Your code is 123456", &[]);
//! assert_eq!((plain.encoding, plain.segments, plain.remaining), (Encoding::Gsm7, 1, 141));
//! let dear = measure_sms("Your code is 123456…", &[]);
//! assert_eq!((dear.encoding, dear.segments, dear.remaining), (Encoding::Ucs2, 1, 50));
//! assert_eq!(dear.forcing[0].replacement, Some("..."));
//! ```

mod alphabet;
mod check;
mod measure;
mod replacement;
mod table;

pub use alphabet::{Encoding, NationalTable};
pub use check::{SmsCheck, SmsOptions, check_sms, check_sms_octets};
pub use measure::{Forcing, Sms, measure_sms, measure_sms_octets, split_sms, split_sms_octets};
pub use replacement::{Simplified, replacement, simplify_sms, simplify_sms_octets};
pub use table::NATIONAL_TABLES;

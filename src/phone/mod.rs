//! Telephone numbers: Google's verdict on every number, with the reason, the place and the repair.
//!
//! # Scope
//!
//! [`check_phone`] reads a number as people paste it and answers whether it is valid, in which region and of which
//! type, exactly as libphonenumber does with the same metadata, except where libphonenumber takes what no message can
//! be addressed to: vanity letters, an extension, words around the number, more than the fifteen digits of ITU-T E.164.
//! Whether a number is *in service* cannot be known from its digits. Short codes are recognised, not checked.
//!
//! The numbering plans come from Google's metadata through `www/build/phone`; [`PhoneTable`] holds them decoded.
//!
//! # Examples
//!
//! ```
//! use presend::phone::{check_phone, PhoneOptions, Region};
//!
//! let options = PhoneOptions { region: Region::new("IN"), ..PhoneOptions::default() };
//! let check = check_phone("098765 43210", &options);
//! assert_eq!(check.value.map(|number| number.to_string()).as_deref(), Some("+919876543210"));
//!
//! let check = check_phone("+91 98765 4321", &PhoneOptions::default());
//! assert_eq!(check.findings.issues[0].kind.reason(), "phone_nsn_too_short");
//! ```

mod automaton;
mod check;
mod coder;
mod contexts;
mod decode;
mod explain;
mod form;
mod formats;
mod messy;
mod nodes;
mod plan;
mod read;
mod region;
mod scan;
mod uri;
#[cfg(not(target_arch = "wasm32"))]
#[rustfmt::skip]
mod table;
#[cfg(test)]
mod tests;

#[cfg(not(target_arch = "wasm32"))]
pub use check::check_phone;
pub use check::{
    PhoneCheck, PhoneDepth, PhoneMode, PhoneOptions, check_phone_octets, check_unclean_octets, clean_phone_octets,
    judge_phone_octets,
};
pub use formats::{FormatTable, PhoneStyle, RegionInfo, format_phone_with, phone_regions_with};
#[cfg(not(target_arch = "wasm32"))]
pub use formats::{format_phone, phone_regions};
pub use plan::PhoneTable;
pub use region::{E164, MAX_DIGITS, PhoneType, Region, TypeSet};

/// Longest text looked at, in UTF-16 units.
pub const MAX_UTF16_UNITS: usize = 250;

/// The octets of the tables that the crate carries: for [`PhoneTable::decode`] and for [`FormatTable::decode`].
#[cfg(not(target_arch = "wasm32"))]
pub fn bundled_octets() -> (&'static [u8], &'static [u8]) {
    (table::NUMBERS, table::FORMATS)
}

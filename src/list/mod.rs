//! Lists of recipients: octets of a file in, what is to be kept and what is refused out, row by row, in constant memory.
//!
//! # Scope
//!
//! [`ListPass`] reads CSV (RFC 4180 as `csv-core` reads it: any delimiter, line breaks in quotation marks, lines that end in
//! LF, CRLF or CR) from pieces of any size, or values that the caller has taken out of something else, asks the phone or the
//! e-mail room about each row's recipient, and gives back octets: the same rows with the recipient as it is to be sent, and
//! the refused ones with the number of their reason. No object is made of a row. It does not look at anything but the
//! recipient, whether required columns hold something, and whether the recipient was in the list before: that is one hash of
//! 64 bits a row ([`Seen`]), so that of 3,700 lists of a hundred million rows one would lose a row to chance.
//!
//! Encodings other than UTF-8 are the caller's business; what is not UTF-8 passes through columns that nobody checks.
//!
//! # Examples
//!
//! ```
//! use presend::list::{Channel, ListOptions, ListPass, Step};
//! use presend::phone::PhoneTable;
//!
//! let mut pass = ListPass::new(ListOptions { delimiter: b';', ..ListOptions::new(Channel::phone()) });
//! let file = b"name;phone\r\nAnn;+91 98765 43210\r\nBo;+9198\r\n";
//! pass.room(file.len()).unwrap().copy_from_slice(file);
//! pass.fed(file.len(), true);
//! assert_eq!(pass.run(Some(PhoneTable::bundled()), None), Step::Header);
//! assert_eq!(pass.fields().collect::<Vec<_>>(), [&b"name"[..], b"phone"]);
//! pass.start(&[1]);
//! assert_eq!(pass.run(Some(PhoneTable::bundled()), None), Step::End);
//! assert_eq!(pass.cleaned(), b"name;phone\r\nAnn;+919876543210\r\n");
//! assert_eq!((pass.totals().rows, pass.totals().refused), (2, 1));
//! ```

mod judge;
mod pass;
mod reader;
mod seen;
mod variants;

pub use judge::{Channel, Judge, Verdict};
pub use pass::{ListOptions, ListPass, ROW_MAX_OCTETS, Step, Totals};
pub use seen::Seen;
pub use variants::{Variant, Variants};

//! Lists: many values in the input at once, a few words an answer.
//!
//! # Scope
//!
//! The page writes row after row into the input: two octets that say how many follow, the lower first, then the text;
//! [`NO_TEXT`] in place of the size for a row that holds none. A check of a list reads them with [`Rows`] and puts the
//! same number of words for each into `Edge::rows`, which the page reads at [`rows`]. Findings stay behind: the page
//! asks for those of a row by checking it alone, so that a list costs no object a row on either side. The page sends a
//! long list in parts, so that neither buffer grows with it: `www/lib/core/rows.ts`.

#[cfg(not(presend_bare))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::edge;

/// Stands for the size of a row without text.
pub const NO_TEXT: u16 = u16::MAX;

/// Where the words of the last list lie.
#[cfg_attr(not(presend_bare), wasm_bindgen)]
#[cfg_attr(presend_bare, unsafe(no_mangle))]
pub extern "C" fn rows() -> *const u32 {
    edge().rows.as_ptr()
}

/// The texts of the rows in these octets; `None` for a row without.
pub(super) struct Rows<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Rows<'a> {
    type Item = Option<&'a [u8]>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (&[low, high], rest) = self.0.split_first_chunk()?;
        let octets = u16::from_le_bytes([low, high]);
        if octets == NO_TEXT {
            self.0 = rest;
            return Some(None);
        }
        let (text, rest) = rest.split_at_checked(usize::from(octets))?;
        self.0 = rest;
        Some(Some(text))
    }
}

//! Texts that hold more than a number: words, links, extensions, a second number.

use crate::issue::Findings;

use super::check::PhoneOptions;
use super::plan::PhoneTable;
use super::scan::{Class, Scan, class_at};

/// Finds the number in a text that is not digits and separators alone; `None` when there is nothing more to say.
#[cold]
pub(super) fn scan_messy(
    text: &[u8],
    _table: &PhoneTable,
    _options: &PhoneOptions,
    _findings: &mut Findings,
) -> Option<Scan> {
    let mut scan = Scan::new();
    let mut at = 0;
    while let Some((class, size)) = class_at(text, at) {
        match class {
            Class::Digit(digit) => scan.push(digit, at, size),
            Class::Plus if scan.plus.is_none() && scan.count == 0 => scan.push_plus(at, size),
            _ => {}
        }
        at += size;
    }
    Some(scan)
}

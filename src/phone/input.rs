//! A number as it is being typed: grouped so far as it goes, with the caret where it was.
//!
//! # Scope
//!
//! A pure function for form fields. It changes spaces, dashes and brackets only, never a digit; text that holds
//! anything else (letters, an address) stays as it is. What stands so far is grouped as the shortest valid number that
//! starts so; digits that start no number stand ungrouped.

use alloc::string::String;

use super::formats::{FormatTable, push_digits};
use super::plan::{Digits, PhoneTable, Plan};
use super::read::code_digits;
use super::region::Region;
use super::scan::{Class, Scan, class_at};

/// A field's text and its caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhoneInput {
    /// The text.
    pub value: String,
    /// Octets of the text before the caret.
    pub caret: usize,
}

/// `value` grouped as a number of `region` (or of its own calling code after a `+`), and the caret behind the same digit.
///
/// `caret` counts octets of `value`. More digits than a number can have, and anything that is not a number, come back
/// as they are.
///
/// ```
/// use presend::phone::{format_phone_input, Region};
///
/// let india = Region::new("IN");
/// assert_eq!(format_phone_input("0987654", 7, india).value, "098765 4");
/// // The caret stays behind the digit that was typed.
/// let typed = format_phone_input("+919987654321", 4, None);
/// assert_eq!((typed.value.as_str(), typed.caret), ("+91 99876 54321", 5));
/// ```
///
/// Source: libphonenumber's metadata.
#[cfg(not(target_arch = "wasm32"))]
pub fn format_phone_input(value: &str, caret: usize, region: Option<Region>) -> PhoneInput {
    format_phone_input_with(value, caret, region, PhoneTable::bundled(), FormatTable::bundled())
}

/// `format_phone_input` with tables of the caller's.
pub fn format_phone_input_with(
    value: &str,
    caret: usize,
    region: Option<Region>,
    table: &PhoneTable,
    formats: &FormatTable,
) -> PhoneInput {
    let grouped = scan_typed(value, caret).and_then(|typed| {
        let grouped = group(&typed.scan, region, table, formats)?;
        Some(PhoneInput { caret: place_caret(&grouped, &typed), value: grouped })
    });
    grouped.unwrap_or_else(|| PhoneInput { value: String::from(value), caret: caret.min(value.len()) })
}

struct Typed {
    scan: Scan,
    /// Digits before the caret.
    before: usize,
    /// Whether a `+` stands before the caret.
    after_plus: bool,
    at_end: bool,
}

/// The digits of a text that holds nothing but a number.
fn scan_typed(value: &str, caret: usize) -> Option<Typed> {
    let text = value.as_bytes();
    let mut typed = Typed { scan: Scan::new(), before: 0, after_plus: false, at_end: caret >= text.len() };
    let mut at = 0;
    while let Some((class, size)) = class_at(text, at) {
        match class {
            Class::Digit(digit) => {
                typed.scan.push(digit, at, size);
                typed.before += usize::from(at < caret);
            }
            Class::Plus if typed.scan.plus.is_none() && typed.scan.count == 0 => {
                typed.scan.push_plus(at, size);
                typed.after_plus = at < caret;
            }
            Class::Separator | Class::Invisible => {}
            Class::Plus | Class::Other => return None,
        }
        at += size;
    }
    // Fifteen digits, a trunk prefix and an IDD prefix.
    if typed.scan.count <= 24 { Some(typed) } else { None }
}

fn group(scan: &Scan, region: Option<Region>, table: &PhoneTable, formats: &FormatTable) -> Option<String> {
    let digits = scan.digits();
    let grouped = if scan.plus.is_some() {
        group_international(digits, table, formats)
    } else {
        let place = region.and_then(|region| table.region(region));
        place.and_then(|(region, plan)| group_national(digits, region.trunk_rule, plan, table, formats))
    };
    grouped
        .filter(|text| text.bytes().filter(u8::is_ascii_digit).map(|octet| octet - b'0').eq(digits.iter().copied()))
        .or_else(|| {
            let mut plain = String::from(if scan.plus.is_some() { "+" } else { "" });
            push_digits(&mut plain, digits);
            Some(plain)
        })
}

fn group_international(digits: &[u8], table: &PhoneTable, formats: &FormatTable) -> Option<String> {
    let plan = table.plan(digits)?;
    let mut text = String::from("+");
    push_digits(&mut text, code_digits(plan).as_slice());
    let nsn = digits.get(plan.code_digits()..).filter(|nsn| !nsn.is_empty());
    if let Some(nsn) = nsn {
        text.push(' ');
        text.push_str(&formats.write_begun(&complete(plan, nsn, table)?, nsn.len(), plan, table, None)?);
    }
    Some(text)
}

fn group_national(digits: &[u8], rule: u8, plan: &Plan, table: &PhoneTable, formats: &FormatTable) -> Option<String> {
    let action = table.action(rule, digits).filter(|action| action.drops_trunk_prefix());
    let dropped = action.map_or(0, |action| usize::from(action.drop));
    for prefix in [0, dropped] {
        let (written, nsn) = digits.split_at_checked(prefix)?;
        if nsn.is_empty() {
            continue;
        }
        if let Some(whole) = complete(plan, nsn, table) {
            return formats.write_begun(&whole, nsn.len(), plan, table, Some(written));
        }
    }
    None
}

/// The shortest valid number that starts with these digits.
fn complete(plan: &Plan, begun: &[u8], table: &PhoneTable) -> Option<Digits> {
    let (automaton, root) = table.numbers(plan);
    let mut whole = Digits::default();
    whole.extend(begun)?;
    let walk = automaton.walk(root, begun);
    if walk.label != 0 {
        return Some(whole);
    }
    // Of the digits that leave as many to come as are missing, the first.
    for missing in (0..walk.missing.trailing_zeros()).rev().filter(|_| walk.missing != 0) {
        let next = (0..10).find(|&digit| {
            let mut tried = whole;
            let lengths = tried.extend(&[digit]).map_or(0, |()| {
                let walk = automaton.walk(root, tried.as_slice());
                walk.missing | u16::from(walk.label != 0)
            });
            lengths >> missing & 1 != 0
        })?;
        whole.extend(&[next])?;
    }
    if table.verdict(plan, whole.as_slice()).is_some() { Some(whole) } else { None }
}

/// Octets before the caret: behind the digit it was behind.
fn place_caret(text: &str, typed: &Typed) -> usize {
    if typed.at_end {
        return text.len();
    }
    if typed.before == 0 {
        return usize::from(typed.after_plus);
    }
    let digits = text.bytes().enumerate().filter(|(_, octet)| octet.is_ascii_digit());
    digits.map(|(at, _)| at + 1).nth(typed.before - 1).unwrap_or(text.len())
}

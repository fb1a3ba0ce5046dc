//! The checks: a text in, findings and the number out.

use crate::issue::{Findings, Kind};
use crate::text::measure;

use super::MAX_UTF16_UNITS;
use super::explain::explain;
use super::form::explain_form;
use super::messy::scan_messy;
use super::plan::{PhoneTable, Verdict};
use super::read::{Reading, Way, idd_digits, read_international, read_national, read_unplaced};
use super::region::{E164, MAX_DIGITS, PhoneType, Region, TypeSet};
use super::scan::{Class, Scan, class_at, is_separator, scan_plain};

/// How strictly the text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhoneMode {
    /// As people type and paste: formatting is noise, a trunk prefix that had to be dropped a warning.
    #[default]
    Field,
    /// As an API takes it: `+` and digits, valid as written; anything else is an error with its repair.
    Exact,
}

/// What a number must be.
#[derive(Clone, Copy, Debug, Default)]
pub struct PhoneOptions<'a> {
    /// The region in which a number without `+` is dialled; an unknown one is as none.
    pub region: Option<Region>,
    /// How strictly the text is read.
    pub mode: PhoneMode,
    /// Types asked for; empty for all.
    pub types: TypeSet,
    /// Regions asked for; empty for all.
    pub regions: &'a [Region],
}

/// What was found in a text.
#[derive(Clone, Debug, Default)]
pub struct PhoneCheck {
    /// What is wrong, and what deserves a look.
    pub findings: Findings,
    /// The number, if nothing is wrong.
    pub value: Option<E164>,
    /// Its calling code, where known, also of a number that is wrong.
    pub calling_code: Option<u16>,
    /// Its region, where known; `001` for calling codes of no country.
    pub region: Option<Region>,
    /// Its type, if it is valid.
    pub kind: Option<PhoneType>,
}

impl PhoneCheck {
    /// Nothing known yet.
    pub const fn new() -> PhoneCheck {
        PhoneCheck { findings: Findings::new(), value: None, calling_code: None, region: None, kind: None }
    }

    /// Forgets everything but the room that findings took.
    pub fn clear(&mut self) {
        self.findings.issues.clear();
        self.findings.warnings.clear();
        (self.value, self.calling_code, self.region, self.kind) = (None, None, None, None);
    }

    /// Whether nothing is wrong.
    pub fn is_ok(&self) -> bool {
        self.value.is_some()
    }
}

/// Checks a telephone number against the table that the crate carries.
///
/// `text` is at most 250 UTF-16 units; longer text, and anything that is no number, gives issues. Spans count octets.
/// A valid number costs no allocation.
///
/// # Examples
///
/// ```
/// use presend::issue::apply_fix;
/// use presend::phone::{check_phone, PhoneMode, PhoneOptions, PhoneType};
///
/// let check = check_phone("+44 (0)7400 123456", &PhoneOptions::default());
/// assert_eq!(check.value.map(|number| number.to_string()).as_deref(), Some("+447400123456"));
/// assert_eq!(check.kind, Some(PhoneType::Mobile));
/// assert_eq!(check.findings.warnings[0].kind.reason(), "phone_trunk_prefix");
///
/// let exact = PhoneOptions { mode: PhoneMode::Exact, ..PhoneOptions::default() };
/// let check = check_phone("447400123456", &exact);
/// let issue = &check.findings.issues[0];
/// assert_eq!(issue.kind.reason(), "phone_missing_plus");
/// assert_eq!(apply_fix("447400123456", &issue.fix).as_deref(), Some("+447400123456"));
/// ```
///
/// Source: ITU-T E.164 and E.123; libphonenumber's metadata.
#[cfg(not(target_arch = "wasm32"))]
pub fn check_phone(text: &str, options: &PhoneOptions) -> PhoneCheck {
    check_phone_octets(text.as_bytes(), options, PhoneTable::bundled())
}

/// [`check_phone`] of WTF-8 text with a table of the caller's.
pub fn check_phone_octets(text: &[u8], options: &PhoneOptions, table: &PhoneTable) -> PhoneCheck {
    check_to(PhoneDepth::Reasons, text, options, table)
}

/// The same answer without the reasons, for lists: a number that is wrong has no value, and not all of its issues.
pub fn judge_phone_octets(text: &[u8], options: &PhoneOptions, table: &PhoneTable) -> PhoneCheck {
    check_to(PhoneDepth::Verdict, text, options, table)
}

#[inline]
fn check_to(depth: PhoneDepth, text: &[u8], options: &PhoneOptions, table: &PhoneTable) -> PhoneCheck {
    clean_phone_octets(text, options, table).unwrap_or_else(|| {
        let mut check = PhoneCheck::new();
        check_unclean_octets(depth, text, options, table, &mut check);
        check
    })
}

/// How much is wanted to know of a number that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneDepth {
    /// That something is, for lists: it has no value, and not all of its issues.
    Verdict,
    /// And what.
    Reasons,
}

/// The same where [`clean_phone_octets`] gave none, into `check`, which is empty: a page checks number after number, and
/// what one needed to be explained the next can use again.
#[cold]
#[inline(never)]
pub fn check_unclean_octets(
    depth: PhoneDepth,
    text: &[u8],
    options: &PhoneOptions,
    table: &PhoneTable,
    check: &mut PhoneCheck,
) {
    if text.len() > MAX_UTF16_UNITS && is_too_large(text, &mut check.findings) {
        return;
    }
    // A region that no plan has is as none.
    let region = options.region.filter(|&region| table.region(region).is_some());
    let options = &PhoneOptions { region, ..*options };
    let mut scan = Scan::new();
    // More digits than a number has may be two numbers.
    let is_plain = scan_plain(text, &mut scan) && scan.count <= MAX_DIGITS;
    if is_plain || scan_messy(text, table, options, &mut check.findings, &mut scan) {
        check_scanned(depth, text, &scan, options, table, check);
    }
    check.findings.settle_by_span();
}

/// The check of a text whose digits were found.
#[inline(never)]
fn check_scanned(
    depth: PhoneDepth,
    text: &[u8],
    scan: &Scan,
    options: &PhoneOptions,
    table: &PhoneTable,
    check: &mut PhoneCheck,
) {
    if scan.count == 0 {
        let kind = if is_blank(text) { Kind::Required } else { Kind::PhoneNoDigits };
        check.findings.error(kind, None);
        return;
    }
    let reading = read(table, scan, options.region);
    check.calling_code = reading.plan.map(|plan| plan.calling_code);
    check.region = known_region(table, &reading);
    check.kind = reading.verdict.map(|verdict| verdict.kind);
    if depth == PhoneDepth::Verdict && reading.verdict.is_none() {
        return;
    }
    if !text.is_ascii() || options.mode == PhoneMode::Exact {
        explain_form(text, options.mode, scan, &mut check.findings);
    }
    if !scan.is_partial && !is_clean(options, &reading) {
        explain(table, text, options, scan, &reading, &mut check.findings);
    }
    if check.findings.issues.is_empty() {
        check.value = reading.e164();
    }
}

/// Whether nothing can be seen of a text without digits.
#[cold]
fn is_blank(text: &[u8]) -> bool {
    let mut at = 0;
    while let Some((class, size)) = class_at(text, at) {
        let is_seen = size == 1 && !text.get(at).is_some_and(u8::is_ascii_whitespace);
        if is_seen || !matches!(class, Class::Separator | Class::Invisible) {
            return false;
        }
        at += size;
    }
    true
}

/// The answer for a number with its `+`, in ASCII, that is valid as written and what was asked for: the usual case, in
/// short; `None` for any other. Findings, readings and places are none of its business.
#[inline]
pub fn clean_phone_octets(text: &[u8], options: &PhoneOptions, table: &PhoneTable) -> Option<PhoneCheck> {
    let (b'+', written) = text.split_first()? else { return None };
    if text.len() > MAX_UTF16_UNITS {
        return None;
    }
    let mut digits = [0; MAX_DIGITS];
    let mut count = 0;
    for &octet in written {
        match octet {
            b'0'..=b'9' => {
                *digits.get_mut(count)? = octet - b'0';
                count += 1;
            }
            _ if is_separator(octet) => {}
            _ => return None,
        }
    }
    let digits = digits.get(..count)?;
    let plan = table.plan(digits)?;
    let verdict = table.verdict(plan, digits.get(plan.code_digits()..)?)?;
    if options.mode == PhoneMode::Exact && count != written.len() || !is_allowed(options, verdict) {
        return None;
    }
    Some(PhoneCheck {
        findings: Findings::new(),
        value: E164::from_digits(digits),
        calling_code: Some(plan.calling_code),
        region: Some(verdict.region),
        kind: Some(verdict.kind),
    })
}

pub(super) fn is_allowed(options: &PhoneOptions, verdict: Verdict) -> bool {
    options.types.allows(verdict.kind) && (options.regions.is_empty() || options.regions.contains(&verdict.region))
}

#[cold]
fn is_too_large(text: &[u8], findings: &mut Findings) -> bool {
    let actual = measure(text).utf16_units;
    if actual <= MAX_UTF16_UNITS {
        return false;
    }
    let (max, actual) = (MAX_UTF16_UNITS as u32, u32::try_from(actual).unwrap_or(u32::MAX));
    findings.error(Kind::InputTooLarge { max, actual, unit: "utf16_units" }, None);
    true
}

/// The reading of the digits that libphonenumber's `parse` settles on.
#[inline(never)]
pub(super) fn read<'t>(table: &'t PhoneTable, scan: &Scan, region: Option<Region>) -> Reading<'t> {
    let region = region.and_then(|region| table.region(region));
    if scan.plus.is_some() {
        let reading = read_international(table, Way::Plus, scan.digits(), 0);
        let rule = region.filter(|_| reading.plan.is_none()).map_or(0, |(region, _)| region.idd_rule);
        // `+00…` and the like.
        return match idd_digits(table, rule, scan.digits()) {
            Some(idd) => read_international(table, Way::Idd, scan.digits(), idd),
            None => reading,
        };
    }
    match region {
        Some((region, plan)) => read_national(table, region, plan, scan.digits()),
        None => read_unplaced(table, scan.digits()),
    }
}

/// The region of a valid number, or the only one of its calling code.
fn known_region(table: &PhoneTable, reading: &Reading) -> Option<Region> {
    match reading.verdict {
        Some(verdict) => Some(verdict.region),
        None => table.only_region(reading.plan?),
    }
}

/// Whether there is nothing to say about a reading.
#[inline]
fn is_clean(options: &PhoneOptions, reading: &Reading) -> bool {
    let Some(verdict) = reading.verdict else { return false };
    let is_written_so = match reading.way {
        Way::Plus => reading.action.is_none(),
        Way::Idd | Way::National => options.mode == PhoneMode::Field && options.region.is_some(),
        Way::Bare => options.mode == PhoneMode::Field && options.region.is_some() && reading.action.is_none(),
    };
    is_written_so && is_allowed(options, verdict)
}
